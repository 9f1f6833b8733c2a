"""Demands as sentences: what they ask of a package, beside what the what-if says."""

from __future__ import annotations

from collections.abc import Mapping

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.model import Both, ChoiceIssue, Demand, Either, Formula, OneOf, Settlement, Within

__all__ = ["demand_sentence", "demands_listed", "formula_sentence"]


def demand_sentence(
    demand: Demand, what_if: Mapping[str, Settlement], names: Names, words: Words, owner: bool = True
) -> str:
    """Whose demand it is (unless `owner` is off), and what it asks: "Mayor: Roads: at least 80 km (what-if: 40 km)"."""
    asked = formula_sentence(demand.formula, what_if, names, words, unless=demand.text.lower().startswith("if "))
    return f"{names.party(demand.party)}: {asked}" if demand.party and owner else asked


def demands_listed(demands: tuple[Demand, ...], what_if: Mapping[str, Settlement], names: Names, words: Words) -> str:
    """Several demands in one line, each between quotation marks."""
    return words.listed(f"“{demand_sentence(demand, what_if, names, words)}”" for demand in demands)


def formula_sentence(
    formula: Formula, what_if: Mapping[str, Settlement], names: Names, words: Words, unless: bool = False
) -> str:
    """What a formula asks of a package; with `unless`, an alternative of two is said as a condition."""
    if isinstance(formula, OneOf):
        return _chosen(formula, what_if, names, words)
    if isinstance(formula, Within):
        return _bounded(formula, what_if, names, words)
    parts = [formula_sentence(part, what_if, names, words) for part in formula.parts]
    if len(parts) < 2:
        empty = words.say("anything") if isinstance(formula, Both) else words.say("what no package can give")
        return parts[0] if parts else empty
    if unless and len(parts) == 2:
        return words.say("{what}, unless {otherwise}", what=parts[1], otherwise=parts[0])
    if isinstance(formula, Either):
        return words.say("either {parts}", parts=words.say(", or ").join(parts))
    return words.say(", and ").join(parts)


def _now(issue: str, what_if: Mapping[str, Settlement], names: Names, words: Words) -> str:
    if issue not in what_if:
        return ""
    return words.say(" (what-if: {settled})", settled=names.settlement(issue, what_if[issue]))


def _chosen(term: OneOf, what_if: Mapping[str, Settlement], names: Names, words: Words) -> str:
    issue = names.case.issue[term.issue]
    order = [option for option in issue.by_id if option in term.options] if isinstance(issue, ChoiceIssue) else []
    now = _now(term.issue, what_if, names, words)
    if not order:
        return words.say("what no package can give on {issue}", issue=issue.name)
    named = words.say(" or ").join(names.settlement(term.issue, option) for option in order)
    others = [o for o in issue.by_id if o not in term.options] if isinstance(issue, ChoiceIssue) else []
    if len(others) == 1 and len(order) > 2:
        return words.say(
            "{issue}: not {option}{now}", issue=issue.name, option=names.settlement(issue.id, others[0]), now=now
        )
    return words.say("{issue}: {options}{now}", issue=issue.name, options=named, now=now)


def _bounded(term: Within, what_if: Mapping[str, Settlement], names: Names, words: Words) -> str:
    issue, now = names.issue(term.issue), _now(term.issue, what_if, names, words)
    low, high = (None if end is None else names.settlement(term.issue, end) for end in (term.low, term.high))
    if low is not None and low == high:
        return words.say("{issue}: exactly {amount}{now}", issue=issue, amount=low, now=now)
    if low is not None and high is not None:
        return words.say("{issue}: from {low} to {high}{now}", issue=issue, low=low, high=high, now=now)
    if low is not None:
        return words.say("{issue}: at least {amount}{now}", issue=issue, amount=low, now=now)
    if high is not None:
        return words.say("{issue}: at most {amount}{now}", issue=issue, amount=high, now=now)
    return words.say("{issue}: any amount", issue=issue)
