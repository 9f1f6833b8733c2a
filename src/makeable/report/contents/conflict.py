"""A conflict as blocks: where it can rest, why, who could upset that together, how it gets there; the wished state."""

from __future__ import annotations

from makeable.conflict.inverse import Wish
from makeable.conflict.stability import Deterred, NoBetterMove, Stability, Tempted
from makeable.conflict.trace import CONCEPTS
from makeable.explain.conflict import (
    concept_meaning,
    concept_title,
    conflict_assumptions,
    improvement_sentence,
    needed_sentences,
    route_sentence,
    state_words,
    stay_sentence,
)
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.finding import Reason
from makeable.model.conflict import Conflict
from makeable.report.blocks import Block, Bullets, Chart, Facts, Heading, Notice, Paragraph, Table
from makeable.report.charts.network import Edge, network

__all__ = ["stability_blocks", "wish_blocks"]

_DRAWN = 16  # states in a picture
_SHOWN = 12  # bullets of one kind


def stability_blocks(found: Stability, names: Names, words: Words) -> list[Block]:
    """Where the conflict can rest, why, and what could still happen."""
    conflict = _conflict(names)
    resting = [state.id for state in found.states if state.id in found.equilibria["gmr"]]
    perhaps = [state.id for state in found.states if state.id in found.possible["gmr"]]
    blocks: list[Block] = []
    if not resting:
        text = words.say("There is no state that nobody would want to leave: the conflict does not come to rest.")
        blocks.append(Notice(text, "warning"))
    else:
        blocks.append(Facts(tuple(_firmness(found, words))))
    blocks.append(_states(found, conflict, resting + perhaps, words))
    blocks.append(Bullets(tuple(concept_meaning(concept, words) for concept in CONCEPTS)))
    blocks += _why(found, resting, names, words)
    blocks += _together(found, names, words)
    blocks += _routes(found, names, words)
    blocks += _picture(found, names, words)
    if taken := conflict_assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]


def _conflict(names: Names) -> Conflict:
    assert names.case.conflict is not None, "a conflict is shown with the case that holds it"
    return names.case.conflict


def _states(found: Stability, conflict: Conflict, shown: list[str], words: Words) -> Table:
    """The states at rest, by which concept, and whether coalitions would leave them; and the status quo."""
    if found.status_quo and found.status_quo not in shown:
        shown = [found.status_quo, *shown]
    rows = []
    for state in shown:
        what = state_words(conflict, state, words)
        if state == found.status_quo:
            what = words.say("{state} (status quo)", state=what)
        rows.append((state, what, *(_sign(found, state, concept, words) for concept in CONCEPTS)))
    columns = (words.say("State"), words.say("How things stand"), *(concept_title(c) for c in CONCEPTS))
    note = words.say("Together: no coalition would leave it either. Perhaps: depends on preferences nobody knows.")
    caption = words.say("Where the conflict can rest")
    strong = frozenset(n for n, state in enumerate(shown) if state in found.together["seq"])
    return Table(columns, tuple(rows), caption, frozenset({0}), strong, note)


def _firmness(found: Stability, words: Words) -> list[tuple[str, str]]:
    """The states at rest by how firmly they hold."""
    firm = found.together["seq"]
    open_ones = [state for state in found.equilibria["seq"] if state not in firm]
    threats = [state for state in found.equilibria["gmr"] if state not in found.equilibria["seq"]]
    nothing = words.say("none")
    return [
        (words.say("Nobody would leave, alone or together"), words.listed(firm) or nothing),
        (words.say("Some could leave together"), words.listed(open_ones) or nothing),
        (words.say("Held by costly threats only"), words.listed(threats) or nothing),
    ]


def _sign(found: Stability, state: str, concept: str, words: Words) -> str:
    if state in found.together[concept]:
        return words.say("together")
    if state in found.equilibria[concept]:
        return words.say("yes")
    return words.say("perhaps") if state in found.possible[concept] else "–"


def _why(found: Stability, resting: list[str], names: Names, words: Words) -> list[Block]:
    said = []
    order = resting if found.status_quo in ("", *resting) else [found.status_quo, *resting]
    for state in order[:_SHOWN]:
        about: list[Reason] = [
            r for r in found.reasons if isinstance(r, NoBetterMove | Deterred | Tempted) and r.state == state
        ]
        if sentence := stay_sentence(state, about, names, words):
            said.append(sentence)
    quiet = [state for state in resting if state in found.equilibria["nash"]]
    if quiet:
        said.append(words.say("{states}: nobody has a better move.", states=words.listed(quiet)))
    if not said:
        return []
    return [Heading(words.say("Why they stay, or go"), 3), Bullets(tuple(said))]


def _together(found: Stability, names: Names, words: Words) -> list[Block]:
    blocks: list[Block] = [Heading(words.say("What several could do together"), 3)]
    if not found.improvements:
        return [*blocks, Paragraph(words.say("From none of these states could several parties improve together."))]
    said = [improvement_sentence(one, names, words) for one in found.improvements]
    if len(said) > _SHOWN:
        said[_SHOWN:] = [words.say("And {n} more.", n=len(said) - _SHOWN)]
    return [*blocks, Bullets(tuple(said))]


def _routes(found: Stability, names: Names, words: Words) -> list[Block]:
    if not found.status_quo:
        return []
    blocks: list[Block] = [Heading(words.say("How it could get there from {start}", start=found.status_quo), 3)]
    said = [route_sentence(route, names, words) for route in found.routes[:_SHOWN]]
    if found.out_of_reach:
        said.append(words.say("Out of reach from here: {states}.", states=words.listed(found.out_of_reach)))
    return [*blocks, Bullets(tuple(said))] if said else []


def _picture(found: Stability, names: Names, words: Words) -> list[Block]:
    """Who would move the conflict where; left out where it would be a tangle."""
    steps = {(step.start, step.end): step for route in found.routes for step in route.steps}
    joint = [one for one in found.improvements if (one.start, one.end) not in steps]
    moved = [(s.start, s.end, names.parties(s.movers), len(s.movers) > 1, s.gains) for s in steps.values()]
    moved += [(one.start, one.end, names.parties(one.members), True, True) for one in joint]
    states = list(dict.fromkeys([*found.equilibria["gmr"], *(end for move in moved for end in move[:2])]))
    if not moved or len(states) > _DRAWN:
        return []
    place = {state: n for n, state in enumerate(states)}
    edges = [Edge(place[start], place[end], -1.0 if several else 1.0) for start, end, _, several, _ in moved]
    conflict = _conflict(names)
    labels = [f"{state}: {state_words(conflict, state, words)}" for state in states]
    strong = frozenset(place[state] for state in found.together["seq"])
    terms = (words.say("one party moves"), words.say("several move together"))
    svg = network(labels, edges, strong, words=terms)
    rows = tuple(
        (start, end, who, words.say("yes") if gains else words.say("no")) for start, end, who, _, gains in moved
    )
    columns = tuple(words.say(c) for c in ("From", "To", "Who moves", "Improves the mover"))
    title = words.say("Moves between the states")
    return [Chart(title, svg, Table(columns, rows, title))]


def wish_blocks(found: Wish, names: Names, words: Words) -> list[Block]:
    """What the parties would have to prefer for a state to be stable."""
    conflict = _conflict(names)
    blocks: list[Block] = [
        Paragraph(
            words.say(
                "For the conflict to rest at {state} ({how}), by {concept}:",
                state=found.state,
                how=state_words(conflict, found.state, words),
                concept=concept_title(found.concept),
            )
        )
    ]
    if found.already:
        blocks.append(Notice(words.say("It would rest there as things are."), "good"))
    said = [text for needed in found.needed for text in needed_sentences(needed, found.state, names, words)]
    blocks.append(Bullets(tuple(said)))
    if not found.already and not found.together:
        text = words.say("These changes together are not enough: they take the point out of some answers to others.")
        blocks.append(Notice(text, "warning"))
    named = dict.fromkeys(state for one in found.needed for way in (*one.ways, one.tempted_by) for state in way)
    rows = tuple((state, state_words(conflict, state, words)) for state in named)
    if rows:
        columns = (words.say("State"), words.say("How things stand"))
        blocks.append(Table(columns, rows, words.say("The states spoken of"), frozenset({0})))
    blocks.append(Paragraph(concept_meaning(found.concept, words)))
    blocks.append(
        Paragraph(
            words.say(
                "Use it to look for gains that could be offered, or for answers that should be made credible; never "
                "to make others believe what is not so."
            )
        )
    )
    if taken := conflict_assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]
