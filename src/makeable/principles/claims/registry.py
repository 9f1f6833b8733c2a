"""The rules for dividing a pie, made from the functions themselves, and how a rule is put to a pie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeVar

from makeable.finding import Proof, proven
from makeable.model.pie import Pie, PieKind

__all__ = ["Award", "ClaimsRule", "Lacking", "award", "claims_rule", "claims_rule_named", "claims_rules"]

F = TypeVar("F", bound=Callable[..., Any])

EVERY: tuple[PieKind, ...] = ("claims", "savings", "cost")


@dataclass(frozen=True)
class ClaimsRule:
    """One rule for dividing a pie, and what a person should know before choosing it.

    `takes`: what its function is given, in this order: `amount`, `count` (of parties), `worth` (of groups), `cost_of`,
    `precedents`, or a figure of every party; `weight` is passed when it is there. `of`: the kinds of pie it is for.
    `for_claims`: the rule that gives the same for claims, where no worth of groups is told.
    """

    name: str
    run: Callable[..., Any]
    takes: tuple[str, ...]
    says: str
    assumes: str
    misleads: str
    source: str
    of: tuple[PieKind, ...] = EVERY
    axioms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    for_claims: str = ""


@dataclass(frozen=True)
class Award:
    """What a rule gives (or lets pay) each party, in their order; `proof` says how sure that is.

    `margin`: where sampled, no share is further off than this, with the confidence of the proof, taken one by one.
    """

    shares: tuple[Fraction, ...]
    proof: Proof
    margin: Fraction = Fraction(0)


@dataclass(frozen=True)
class Lacking:
    """Why a rule gives no answer: `kind` (it is not for this kind of pie), or the figure that is not there."""

    rule: str
    needs: str


_REGISTER: dict[str, ClaimsRule] = {}


def claims_rule(
    *,
    takes: tuple[str, ...],
    says: str,
    assumes: str,
    misleads: str,
    source: str,
    of: tuple[PieKind, ...] = EVERY,
    axioms: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    for_claims: str = "",
) -> Callable[[F], F]:
    """Enter a function into the library under its own name (underscores become hyphens)."""

    def enter(run: F) -> F:
        name = run.__name__.replace("_", "-")
        _REGISTER[name] = ClaimsRule(name, run, takes, says, assumes, misleads, source, of, axioms, aliases, for_claims)
        return run

    return enter


def claims_rules() -> dict[str, ClaimsRule]:
    """The rules by name, in the order in which they were entered."""
    return dict(_REGISTER)


def claims_rule_named(name: str) -> ClaimsRule:
    """The rule of this name or alias, in any spelling of its hyphens. Raises KeyError when there is none."""
    wanted = name.lower().replace("_", "-")
    for described in _REGISTER.values():
        if wanted in (described.name, *described.aliases):
            return described
    raise KeyError(name)


def award(rule: ClaimsRule, pie: Pie) -> Award | Lacking:
    """What a rule makes of a pie, or what it lacks. Raises BadInput when the rule cannot work with its figures."""
    if rule.for_claims and pie.worth is None and pie.kind == "claims":
        return award(_REGISTER[rule.for_claims], pie)
    if pie.kind not in rule.of:
        return Lacking(rule.name, "kind")
    given: list[Any] = []
    for name in rule.takes:
        value = _given(pie, name)
        if value is None and name != "weight":
            return Lacking(rule.name, name)
        given.append(value)
    found = rule.run(*given)
    return found if isinstance(found, Award) else Award(found, proven("computed in fractions"))


def _given(pie: Pie, name: str) -> Any:
    if name == "precedents":
        return pie if pie.precedents else None
    if name == "count":
        return len(pie.parties)
    if name == "kind":
        return pie.kind
    return getattr(pie, name) if name in ("amount", "worth", "cost_of") else pie.figures.get(name)
