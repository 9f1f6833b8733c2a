"""Principle first: which principles agree with what a group says, which conflict, and what cannot be had together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from makeable.errors import BadInput, Problem
from makeable.finding import Finding, proven
from makeable.principles.claims.registry import ClaimsRule, claims_rules
from makeable.principles.items.registry import ItemsRule, items_rules
from makeable.principles.registry import Principle, registered
from makeable.principles.statements import IMPOSSIBLE, Impossible, Kind, statements_of

__all__ = ["Answered", "Described", "Questionnaire", "axioms_of", "library", "questionnaire"]

Described = Principle | ClaimsRule | ItemsRule


@dataclass(frozen=True)
class Answered:
    """What one principle keeps of what the group says, and what it breaks."""

    principle: str
    keeps: tuple[str, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Questionnaire(Finding):
    """The principles of a kind beside what a group says; those that keep most come first.

    `wanted`, `unwanted`: ids of the statements. `impossible`: what no principle can keep together. `agree`: those that
    keep everything said.
    """

    kind: Kind
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    answered: tuple[Answered, ...]
    agree: tuple[str, ...]
    impossible: tuple[Impossible, ...]


def library(kind: Kind) -> dict[str, Described]:
    """The principles for dividing this kind of thing, by name."""
    if kind == "packages":
        return dict(registered())
    if kind == "items":
        return dict(items_rules())
    return {name: rule for name, rule in claims_rules().items() if kind in rule.of}


def axioms_of(rule: Described, kind: Kind) -> tuple[str, ...]:
    """The statements that a principle keeps about this kind: for claims, those of the rule that it then comes to."""
    if kind == "claims" and isinstance(rule, ClaimsRule) and rule.for_claims:
        return claims_rules()[rule.for_claims].axioms
    return rule.axioms


def questionnaire(kind: Kind, wanted: Iterable[str], unwanted: Iterable[str] = ()) -> Questionnaire:
    """Which principles agree with what the group says, and which conflict with which statement?

    `wanted`: ids of statements that the group agrees with; `unwanted`: of those it rejects (a principle that keeps one
    of these conflicts too). Nothing is computed about the case: this comes before any division. Keeping an axiom is
    proven or shown in the literature named at the principle; where packages come in steps, solutions keep theirs as far
    as the steps allow. Raises BadInput for statements that are not about this kind.
    """
    yes, no = tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted))
    known = [statement.id for statement in statements_of(kind)]
    problems = [
        Problem("statements", f"There is no statement `{name[:60]}` about {kind}.", f"There are {', '.join(known)}.")
        for name in (*yes, *no)
        if name not in known
    ]
    both = [name for name in yes if name in no]
    problems += [
        Problem("statements", f"`{name}` is agreed with and rejected.", "Keep one of the two.") for name in both
    ]
    if problems:
        raise BadInput(problems)
    answered = [_answered(name, axioms_of(rule, kind), yes, no) for name, rule in library(kind).items()]
    answered.sort(key=lambda a: (len(a.breaks), a.principle))
    return Questionnaire(
        asked="principles",
        given={"kind": kind},
        proof=proven("axioms of the literature, tested where they can be"),
        kind=kind,
        wanted=yes,
        unwanted=no,
        answered=tuple(answered),
        agree=tuple(a.principle for a in answered if not a.breaks),
        impossible=tuple(i for i in IMPOSSIBLE if i.kind == kind and set(i.statements) <= set(yes)),
    )


def _answered(name: str, axioms: Collection[str], yes: tuple[str, ...], no: tuple[str, ...]) -> Answered:
    keeps = [s for s in yes if s in axioms] + [s for s in no if s not in axioms]
    return Answered(name, tuple(keeps), tuple(s for s in (*yes, *no) if s not in keeps))
