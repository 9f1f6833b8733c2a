"""The rules for sharing out goods, made from the functions themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from makeable.model.goods import Goods
from makeable.principles.items.sharing import Sharing

__all__ = ["ItemsRule", "items_rule", "items_rule_named", "items_rules", "why_not"]

F = TypeVar("F", bound=Callable[..., Sharing])


@dataclass(frozen=True)
class ItemsRule:
    """One rule for sharing out goods, and what a person should know before choosing it.

    `divides`: it may cut a good into parts. `two`: it is for two parties only. `entitlements`: unequal ones are
    honoured. `copies`: several copies, and limits on how many a party takes, are honoured.
    """

    name: str
    run: Callable[..., Sharing]
    says: str
    assumes: str
    misleads: str
    source: str
    divides: bool = False
    two: bool = False
    entitlements: bool = True
    copies: bool = False
    axioms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


_REGISTER: dict[str, ItemsRule] = {}


def items_rule(
    *,
    says: str,
    assumes: str,
    misleads: str,
    source: str,
    divides: bool = False,
    two: bool = False,
    entitlements: bool = True,
    copies: bool = False,
    axioms: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Callable[[F], F]:
    """Enter a function into the library under its own name (underscores become hyphens)."""

    def enter(run: F) -> F:
        name = run.__name__.replace("_", "-")
        _REGISTER[name] = ItemsRule(
            name, run, says, assumes, misleads, source, divides, two, entitlements, copies, axioms, aliases
        )
        return run

    return enter


def items_rules() -> dict[str, ItemsRule]:
    """The rules by name, in the order in which they were entered."""
    return dict(_REGISTER)


def items_rule_named(name: str) -> ItemsRule:
    """The rule of this name or alias, in any spelling of its hyphens. Raises KeyError when there is none."""
    wanted = name.lower().replace("_", "-")
    for described in _REGISTER.values():
        if wanted in (described.name, *described.aliases):
            return described
    raise KeyError(name)


def why_not(rule: ItemsRule, goods: Goods) -> str:
    """Why a rule is not for these goods: `two`, `entitlements`, `copies`; empty when it is."""
    if rule.two and len(goods.parties) != 2:
        return "two"
    if not rule.entitlements and not goods.equal:
        return "entitlements"
    return "" if rule.copies or goods.plain else "copies"
