"""The decision rule as a sentence."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.model import AllOf, AnyOf, AtLeast, Quota, Rule

__all__ = ["rule_sentence"]


def rule_sentence(rule: Rule, names: Names, words: Words) -> str:
    """Whose yes makes a deal."""
    return words.say("A deal needs {whose}.", whose=_needed(rule, names, words))


def _needed(rule: Rule, names: Names, words: Words) -> str:
    everyone = len(names.case.parties)
    if isinstance(rule, AtLeast):
        if rule.count == len(rule.parties) == everyone:
            return words.say("everyone's yes")
        if rule.count == len(rule.parties):
            return words.say("the yes of {parties}", parties=names.parties(rule.parties))
        if len(rule.parties) == everyone:
            return words.say("the yes of at least {n} of the {m} parties", n=rule.count, m=everyone)
        return words.say("the yes of at least {n} of {parties}", n=rule.count, parties=names.parties(rule.parties))
    if isinstance(rule, Quota):
        weights = ", ".join(f"{names.party(p)} {words.number(w)}" for p, w in rule.weights.items())
        return words.say(
            "yeses that weigh at least {quota} ({weights})", quota=words.number(rule.quota), weights=weights
        )
    parts = [_needed(part, names, words) for part in rule.rules]
    assert isinstance(rule, AllOf | AnyOf)
    if isinstance(rule, AllOf):
        return words.say(", and ").join(parts)
    return words.say("either ") + words.say(", or ").join(parts)
