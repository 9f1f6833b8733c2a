"""The advice on whom to approach, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.finding import Assumed
from makeable.influence.policy import Step
from makeable.influence.sensitivity import Threshold
from makeable.influence.sequence import Option, Sequencing

__all__ = [
    "BASELINES",
    "advice_sentence",
    "amount",
    "chain_sentence",
    "chance_words",
    "sequence_assumptions",
    "stop_sentences",
    "threshold_sentence",
]

BASELINES = {
    "random": "In no particular order",
    "allies_first": "Likely allies first",
    "hardest_first": "The hardest first",
    "influential_first": "The most influential first",
}


def amount(value: float, found: Sequencing, words: Words) -> str:
    """A value in the unit of the plan; a chance when the plan counts nothing but success."""
    if not found.unit:
        return words.number(value, 3)
    return f"{words.number(value, 1)} {found.unit}"


def chance_words(option: Option, names: Names, words: Words) -> str:
    """How likely a yes is now; of each, when several are met together."""
    if len(option.chances) == 1:
        return words.percent(option.chances[0])
    pairs = zip(option.approach, option.chances, strict=True)
    return "; ".join(f"{names.party(party)} {words.percent(chance)}" for party, chance in pairs)


def advice_sentence(found: Sequencing, names: Names, words: Words) -> str:
    """What to do now."""
    if found.first:
        chance = chance_words(found.options[0], names, words)
        who = names.parties(found.first)
        if len(found.first) > 1:
            return words.say("Meet {who} next, together (chance of a yes: {chance}).", who=who, chance=chance)
        return words.say("Approach {who} next (chance of a yes: {chance}).", who=who, chance=chance)
    if found.won:
        return words.say("The coalition stands. Asking anyone else is not worth what it costs.")
    if not found.reachable:
        return words.say("Stop: even if everyone still open said yes, the coalition would not stand.")
    return words.say("Do not go on: every further approach costs more than it can bring.")


def chain_sentence(stages: Iterable[tuple[str, float, float]], names: Names, words: Words) -> str:
    """A chain of the backward map, in the order of asking."""
    parts = []
    for party, alone, then in stages:
        before, after = words.percent(alone), words.percent(then)
        if after == before:
            parts.append(words.say("{party} ({chance})", party=names.party(party), chance=after))
        else:
            parts.append(
                words.say("{party} ({before} → {after})", party=names.party(party), before=before, after=after)
            )
    return " → ".join(parts)


def stop_sentences(found: Sequencing, names: Names, words: Words) -> list[str]:
    """When to stop, read off the policy's tree: the refusals after which nothing is worth asking."""
    stops: dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[str, ...], Step]]] = {}
    goes_on: set[tuple[str, ...]] = set()

    def walk(step: Step, aboard: tuple[str, ...], refused: tuple[str, ...]) -> None:
        for branch in step.branches:
            refusing = tuple(party for party in step.approach if party not in branch.aboard)
            after = branch.step
            if refusing and not after.approach and not after.won:
                stops.setdefault(refusing, []).append(((*aboard, *branch.aboard), (*refused, *refusing), after))
            elif refusing:
                goes_on.add(refusing)
            walk(after, (*aboard, *branch.aboard), (*refused, *refusing))

    if found.policy is not None:
        walk(found.policy, found.aboard, found.refused)
    said = []
    for refusing, ends in stops.items():
        who = names.parties(refusing)
        if refusing not in goes_on and all(step.hopeless for _, _, step in ends):
            said.append(words.say("Stop if {who} refuses: the coalition is then out of reach.", who=who))
        elif refusing not in goes_on and not any(step.hopeless for _, _, step in ends):
            said.append(words.say("Stop if {who} refuses: going on is then not worth its cost.", who=who))
        else:
            said += [_stop_after(aboard, refused, step, names, words) for aboard, refused, step in ends]
    return list(dict.fromkeys(said))


def _stop_after(aboard: tuple[str, ...], refused: tuple[str, ...], step: Step, names: Names, words: Words) -> str:
    """A stop that depends on what came before it."""
    twice = [
        words.say("{party} (twice)", party=names.party(party)) if refused.count(party) > 1 else names.party(party)
        for party in dict.fromkeys(refused)
    ]
    who = words.listed(twice)
    why = (
        words.say("the coalition is then out of reach")
        if step.hopeless
        else words.say("going on is then not worth its cost")
    )
    there = [party for party in dict.fromkeys(aboard) if party not in refused]
    if not there:
        return words.say("Stop once nobody is aboard and these have refused: {who}; {why}.", who=who, why=why)
    only = names.parties(there)
    return words.say(
        "Stop once only {only} is aboard and these have refused: {who}; {why}.", only=only, who=who, why=why
    )


def threshold_sentence(threshold: Threshold, names: Names, words: Words) -> str:
    """What would change the first step, for one chance."""
    which = threshold.which
    party = names.party(which.party)
    if which.field == "alone":
        what = words.say("{party}'s chance alone", party=party)
    elif which.field == "given":
        what = words.say("{party}'s chance once {other} is aboard", party=party, other=names.party(which.other))
    else:
        what = words.say("{party}'s chance after {other} refused", party=party, other=names.party(which.other))
    now = words.percent(which.value)
    parts = []
    for edge, then, text in (
        (threshold.low, threshold.below, "below {edge}: {then}"),
        (threshold.high, threshold.above, "above {edge}: {then}"),
    ):
        if edge is not None:
            do = names.parties(then) if then else words.say("stop")
            parts.append(words.say(text, edge=words.percent(edge), then=do))
    return words.say("{what} (now {now}): {changes}", what=what, now=now, changes="; ".join(parts))


def sequence_assumptions(found: Sequencing, words: Words) -> list[str]:
    """What was taken as given, and what was not looked at."""
    texts = {
        "thresholds_not_looked_at": "How far each chance could move was not looked at: it would take long. "
        "Ask for it with --thresholds alone.",
        "linked_chances_not_looked_at": "Only the chances alone were moved; --thresholds all moves the others too.",
        "rival_idle_in_tree": "The tree shows what to do as long as the rival wins nobody; ask again when it does.",
        "not_exact": "There are too many situations to look at each. The value belongs to a policy that plans again "
        "after every answer: say who is aboard and who refused, and ask again.",
    }
    return [words.say(texts[r.what]) for r in found.reasons if isinstance(r, Assumed) and r.what in texts]
