"""Sentences about a conflict: states, why parties stay or go, routes, and what would have to change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from makeable.conflict.inverse import Needed, NotCredible
from makeable.conflict.route import Step
from makeable.conflict.stability import Deterred, Improvement, NoBetterMove, Tempted
from makeable.conflict.trace import Route
from makeable.explain.names import Names
from makeable.explain.reasons import reason_sentence
from makeable.explain.words import Words
from makeable.finding import Assumed, Reason
from makeable.model.conflict import Conflict

__all__ = [
    "concept_meaning",
    "concept_title",
    "conflict_assumptions",
    "improvement_sentence",
    "needed_sentences",
    "route_sentence",
    "state_words",
    "stay_sentence",
]


def concept_title(concept: str) -> str:
    """The field's name of a concept of stability."""
    return {"nash": "Nash", "seq": "SEQ", "smr": "SMR", "gmr": "GMR"}[concept]


def concept_meaning(concept: str, words: Words) -> str:
    """What a concept of stability means, in a sentence."""
    return {
        "nash": words.say("Nash: nobody has a move to anything it prefers."),
        "seq": words.say(
            "SEQ: whoever moves would be answered, by steps that serve those who answer, and end no better."
        ),
        "smr": words.say("SMR: whoever moves could be answered, at any price, and would find no way out."),
        "gmr": words.say("GMR: whoever moves could be answered, at any price."),
    }[concept]


def state_words(conflict: Conflict, state: str, words: Words) -> str:
    """How things stand there: its name, or what is done."""
    held = conflict.state[state]
    if held.name:
        return held.name
    done = [choice.name for key, choice in conflict.choices.items() if key in held.taken]
    return "; ".join(done) or words.say("nothing is done")


def stay_sentence(state: str, reasons: Sequence[Reason], names: Names, words: Words) -> str:
    """Why each party stays at a state, or leaves it; empty where nobody has a better move."""
    idle = [reason.party for reason in reasons if isinstance(reason, NoBetterMove)]
    rest = [reason for reason in reasons if not isinstance(reason, NoBetterMove)]
    if not rest:
        return ""
    said = [f"{state}:"]
    said += [_reason(reason, names, words) for reason in rest]
    if len(idle) == 1:
        said.append(words.say("{party} has no better move.", party=names.party(idle[0])))
    elif idle:
        said.append(words.say("{parties} have no better move.", parties=names.parties(idle)))
    return " ".join(said)


def _reason(reason: Reason, names: Names, words: Words) -> str:
    if isinstance(reason, Tempted):
        return words.say(
            "{party} can gain by moving to {to}, and nobody can spoil that.",
            party=names.parties(reason.parties),
            to=reason.to,
        )
    if isinstance(reason, Deterred):
        party, answer = names.party(reason.party), _steps(reason.answer, names, words)
        if reason.by == "seq":
            return words.say(
                "{party} would gain by moving to {to}, but it would be in the interest of others to go on "
                "({answer}), and that is no better for it.",
                party=party,
                to=reason.to,
                answer=answer,
            )
        sentence = words.say(
            "{party} would gain by moving to {to}, but others could make it pay for that ({answer}), "
            "though not to their own advantage.",
            party=party,
            to=reason.to,
            answer=answer,
        )
        return sentence if reason.by == "smr" else f"{sentence} {words.say('It could move again after that.')}"
    return ""


def _steps(steps: Iterable[Step], names: Names, words: Words) -> str:
    return ", ".join(
        words.say("{parties}: to {end}", parties=names.parties(step.movers), end=step.end) for step in steps
    )


def improvement_sentence(found: Improvement, names: Names, words: Words) -> str:
    """What several parties could do together, and who would like it less."""
    sentence = words.say(
        "{parties} could go together from {start} to {end}, which each of them prefers.",
        parties=names.parties(found.members),
        start=found.start,
        end=found.end,
    )
    if found.worse:
        sentence += " " + words.say("{parties} would like it less.", parties=names.parties(found.worse))
    if not found.lasts:
        sentence += " " + words.say("Somebody would want to move on from there.")
    return sentence


def route_sentence(route: Route, names: Names, words: Words) -> str:
    """The steps of a route, and which of them nobody would want to make."""
    if not route.steps:
        return words.say("It is at {end} already.", end=route.end)
    said = []
    for step in route.steps:
        who = names.parties(step.movers)
        if len(step.movers) > 1:
            who = words.say("{parties} together", parties=who)
        text = words.say("{who} to {end}", who=who, end=step.end)
        said.append(text if step.gains else words.say("{step} (against its own interest)", step=text))
    return words.say(", then ").join(said) + "."


def needed_sentences(needed: Needed, state: str, names: Names, words: Words) -> list[str]:
    """What one party would have to see otherwise for a state to be stable."""
    party = names.party(needed.party)
    if needed.already:
        return [words.say("{party} would stay as things are.", party=party)]
    said = [
        words.say(
            "{party} would now leave for {states}.", party=party, states=words.say(" or ").join(needed.tempted_by)
        )
    ]
    ways = [words.listed(way) for way in needed.ways]
    said[0] += " " + words.say(
        "It would stay if it came to like {state} at least as well as {ways}.",
        state=state,
        ways=words.say(", or as ").join(ways),
    )
    if not needed.complete:
        said[0] += " " + words.say("There are further ways.")
    return said + [_threat(threat, party, names, words) for threat in needed.threats]


def _threat(threat: NotCredible, party: str, names: Names, words: Words) -> str:
    lacking = words.listed(
        words.say("{parties} from {start} to {end}", parties=names.parties(s.movers), start=s.start, end=s.end)
        for s in threat.lacking
    )
    return words.say(
        "A move of {party} to {to} could be answered ({answer}), but nobody need believe it: the step of {lacking} "
        "would have to serve whoever makes it.",
        party=party,
        to=threat.to,
        answer=_steps(threat.answer, names, words),
        lacking=lacking,
    )


def conflict_assumptions(reasons: Iterable[Reason], names: Names, words: Words) -> tuple[str, ...]:
    """What was taken as given because nobody said it."""
    said = []
    for reason in reasons:
        if isinstance(reason, Assumed) and reason.what == "outlook unknown":
            text = words.say(
                "Nothing is known of what {party} prefers, so nothing that depends on it counts as certain.",
                party=names.party(reason.party),
            )
        elif isinstance(reason, Assumed) and reason.what == "outlook partly unknown":
            text = words.say(
                "Some of what {party} prefers is not known; what depends on it does not count as certain.",
                party=names.party(reason.party),
            )
        else:
            text = reason_sentence(reason, names, words) if isinstance(reason, Assumed) else ""
        if text:
            said.append(text)
    return tuple(dict.fromkeys(said))
