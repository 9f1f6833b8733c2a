"""Core and nucleolus as blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from makeable.coalition.core import Allocated, Balanced, Complains, Core
from makeable.coalition.nucleolus import Nucleolus
from makeable.explain.coalitions import coalition_reason, coalition_reasons
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph, Table

__all__ = ["allocated_blocks", "core_blocks", "nucleolus_blocks"]

_SHOWN = 12


def core_blocks(found: Core, names: Names, words: Words) -> list[Block]:
    """Whether a group would walk away, which one, and why no sharing can prevent it."""
    if found.empty:
        text = words.say("Whatever is offered, some group would do better on its own: the core is empty.")
        blocks: list[Block] = [Notice(text, "warning")]
        by = words.number(found.least_core_excess, 4)
        blocks.append(Facts(((words.say("At best, the loudest complaint is"), by),)))
    else:
        blocks = [Notice(words.say("It can be shared so that no group does better on its own."), "good")]
        by = words.number(-found.least_core_excess, 4)
        cost = found.given["kind"] == "cost"
        more = words.say("What every group can have more than on its own")
        less = words.say("What every group can pay less than on its own")
        blocks.append(Facts(((less if cost else more, by),)))
    if found.convex:
        blocks.append(
            Paragraph(words.say("Everybody adds the more, the larger the group: such a game has a large core."))
        )
    caption = words.say("Such a sharing") if not found.empty else words.say("The sharing with the quietest complaints")
    blocks.append(_shares({"": found.allocation}, found.players, names, words, caption))
    groups = tuple(names.parties(group) for group in found.worst[:_SHOWN])
    blocks += [Heading(words.say("Closest to walking away"), 3), Bullets(groups)]
    balanced = [reason for reason in found.reasons if isinstance(reason, Balanced)]
    if found.empty and balanced:
        asked = sum((reason.weight * reason.worth for reason in balanced), Fraction(0))
        title = words.say("Why nothing helps: these groups, counted so that everybody is in once, ask for too much")
        said = tuple(coalition_reason(reason, names, words) for reason in balanced)
        total = words.say(
            "Together they ask for {asked}; there is {there}.",
            asked=words.number(asked, 4),
            there=words.number(sum(found.allocation, Fraction(0)), 4),
        )
        blocks += [Heading(title, 3), Bullets(said), Paragraph(total)]
    rest = [reason for reason in found.reasons if not isinstance(reason, Balanced)]
    return [*blocks, *_end(coalition_reasons(rest, names, words), proof_sentence(found.proof, words))]


def allocated_blocks(found: Allocated, names: Names, words: Words) -> list[Block]:
    """Who has most to complain of under an allocation."""
    said = coalition_reasons(found.reasons, names, words)
    text = words.say("No group has a reason to walk away.") if found.in_core else words.say("A group would walk away.")
    blocks: list[Block] = [Notice(text, "good" if found.in_core else "warning")]
    return [*blocks, *_end(said[:_SHOWN], proof_sentence(found.proof, words))]


def nucleolus_blocks(found: Nucleolus, names: Names, words: Words) -> list[Block]:
    """The shares beside those of other standards, and the groups that decide them."""
    columns = {words.say("Nucleolus"): found.nucleolus, words.say("Shapley"): found.shapley}
    if found.tau is not None:
        columns[words.say("Tau")] = found.tau
    if found.separable is not None:
        columns[words.say("Separable first")] = found.separable
    blocks: list[Block] = [_shares(columns, found.players, names, words, words.say("What each standard gives"))]
    rows = []
    for step in found.steps:
        for group, alone in list(zip(step.groups, step.alone, strict=True))[:_SHOWN]:
            at = words.say("gets just what it has alone") if alone else words.number(step.excess, 4)
            rows.append((names.parties(group), at))
    caption = words.say("The groups that settle it, loudest complaint first (below 0: better off than on their own)")
    blocks.append(Table((words.say("Group"), words.say("Complaint")), tuple(rows), caption, numeric=frozenset({1})))
    said = (
        words.say("Nucleolus: the loudest complaint of any group is as quiet as possible, then the next."),
        words.say("Shapley: what each adds, on average over all orders of joining."),
        *coalition_reasons((r for r in found.reasons if not isinstance(r, Complains)), names, words),
    )
    return [*blocks, *_end(said, proof_sentence(found.proof, words))]


def _shares(
    columns: Mapping[str, Sequence[Fraction]], players: Sequence[str], names: Names, words: Words, caption: str
) -> Table:
    titles = tuple(title or words.say("Share") for title in columns)
    rows = tuple(
        (names.party(player), *(words.number(shares[i], 3) for shares in columns.values()))
        for i, player in enumerate(players)
    )
    return Table((words.say("Player"), *titles), rows, caption, numeric=frozenset(range(1, len(titles) + 1)))


def _end(said: Sequence[str], proof: str) -> list[Block]:
    bullets: list[Block] = [Bullets(tuple(said))] if said else []
    return [*bullets, Paragraph(proof, muted=True)]
