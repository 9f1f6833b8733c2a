"""A contingent package in words, and as the if-then terms of an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.invent.contingency import ContingentJudgement
from makeable.model import Agreement, Case, Contingency, Scenario

__all__ = ["agreement_with", "as_planned", "if_sentence", "regret_sentences"]


def as_planned(found: ContingentJudgement) -> str:
    """The outcome that the parties expect most between them; the agreement's package is what is settled then."""
    outcomes = list(found.package.by_outcome)
    return max(outcomes, key=lambda o: sum((by.get(o, Fraction(0)) for by in found.chances.values()), Fraction(0)))


def if_sentence(found: ContingentJudgement, outcome: str, names: Names, words: Words) -> str:
    """What is settled when an outcome comes about, of the issues that depend on the event."""
    settled = names.package(found.package.by_outcome[outcome], found.package.dependent)
    return settled or words.say("everything as agreed")


def regret_sentences(found: ContingentJudgement, names: Names, words: Words) -> tuple[str, ...]:
    """Who would be below no deal once an outcome is known, and whom the terms tempt."""
    event = names.case.event[found.package.event]
    said = [
        words.say(
            "If “{outcome}”, {party} is {short} below no deal: it must be held to its word.",
            outcome=event.outcome[outcome].name,
            party=names.party(party),
            short=words.number(-found.then[outcome][party]),
        )
        for party, outcome in found.regrets
    ]
    said += [
        words.say(
            "Moral hazard: {party} can influence “{event}”, and is best off with “{outcome}”.",
            party=names.party(party),
            event=event.name,
            outcome=event.outcome[outcome].name,
        )
        for party, outcome in found.tempted.items()
    ]
    return tuple(said)


def agreement_with(case: Case, found: ContingentJudgement, starts: date, words: Words) -> Agreement:
    """The case's agreement (or a new one) with this package: its most expected outcome, the others as if-then terms.

    A scenario and a contingency for each other outcome take the place of those of the same ids.
    """
    names = Names(case, words)
    event = case.event[found.package.event]
    planned = as_planned(found)
    scenarios, contingencies = [], []
    for outcome in (o for o in event.outcome if o != planned):
        key = f"{event.id}-{outcome}"
        name = f"{event.name}: {event.outcome[outcome].name}"
        told = words.say("As established by: {who}.", who=event.settled_by) if event.settled_by else ""
        scenarios.append(
            Scenario(key, name, "outside_event", told, about=found.package.dependent, handled_by=(f"{key}-then",))
        )
        contingencies.append(Contingency(f"{key}-then", key, if_sentence(found, outcome, names, words)))
    package = found.package.by_outcome[planned]
    held = case.agreement or Agreement(case.title, package, starts)
    mine = {s.id for s in scenarios}
    return replace(
        held,
        package=package,
        scenarios=(*(s for s in held.scenarios if s.id not in mine), *scenarios),
        contingencies=(*(c for c in held.contingencies if c.when not in mine), *contingencies),
    )
