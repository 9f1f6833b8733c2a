"""What demands allow, as blocks: the best package that meets them, or the conflict and the ways out."""

from __future__ import annotations

from collections.abc import Mapping

from makeable.explain.demands import demand_sentence, demands_listed, formula_sentence
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.invent.conflict import WayOut
from makeable.invent.meet import Meeting
from makeable.model import Package, Settlement
from makeable.principles import Division
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph
from makeable.report.contents.division import scope_words
from makeable.report.contents.packages import beside_table, gains_table
from makeable.report.contents.shortlist import letter

__all__ = ["meeting_blocks"]

SHOWN = 5


def meeting_blocks(found: Meeting, names: Names, words: Words) -> list[Block]:
    """The demands in words; then what meets them, or what cannot stand together."""
    said = tuple(demand_sentence(demand, found.what_if, names, words) for demand in found.demands)
    blocks: list[Block] = [Bullets(said)] if said else [Notice(words.say("Nobody demands anything."), "info")]
    if found.possible is None:
        blocks.append(Notice(words.say("Whether all demands can be met was not decided in the time given."), "warning"))
    elif found.possible:
        blocks += _met(found, names, words)
    else:
        blocks += _clash(found, names, words)
    blocks.append(Paragraph(proof_sentence(found.proof, words), muted=True))
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _met(found: Meeting, names: Names, words: Words) -> list[Block]:
    blocks: list[Block] = [Notice(words.say("All demands can be met together."), "good")]
    division = found.division
    if division is None or not division.packages:
        if found.nearest is not None:
            blocks += [_nearest(found.nearest, found.what_if, names, words)]
            blocks.append(beside_table(_beside(found, {words.say("Nearest"): found.nearest}, words), names, words))
        return blocks
    variants = found.others.variants if found.others is not None else ()
    packages = {letter(n): variant.package for n, variant in enumerate(variants)}
    packages = packages or {letter(0): division.packages[0]}
    blocks.append(_scope(division, words))
    blocks.append(beside_table(_beside(found, packages, words), names, words))
    gains = {party: [names.case.sheets[party].gain(p) for p in packages.values()] for party in division.parties}
    blocks.append(gains_table(tuple(packages), gains, names, words, words.say("Gain of each party over no deal")))
    if found.nearest is not None:
        blocks.append(_nearest(found.nearest, found.what_if, names, words))
    return blocks


def _beside(found: Meeting, packages: Mapping[str, Package], words: Words) -> dict[str, Mapping[str, Settlement]]:
    now: dict[str, Mapping[str, Settlement]] = {words.say("What-if"): found.what_if} if found.what_if else {}
    return {**now, **packages}


def _scope(division: Division, words: Words) -> Paragraph:
    return Paragraph(
        words.say(
            "A is best by the principle {principle}, among the {scope} that meet the demands; the others are the best "
            "that differ from it, and from one another, on several issues.",
            principle=principle_title(division.principle, words),
            scope=scope_words(division.over, words),
        )
    )


def _nearest(package: Package, what_if: Mapping[str, Settlement], names: Names, words: Words) -> Paragraph:
    changed = [issue for issue in package if issue in what_if and package[issue] != what_if[issue]]
    if not what_if:
        return Paragraph(words.say("One that meets them: {package}.", package=names.package(package)))
    if not changed:
        return Paragraph(words.say("The what-if itself meets every demand."))
    text = words.say(
        "The fewest changes of the what-if that meet every demand: {changes}.", changes=names.package(package, changed)
    )
    return Paragraph(text)


def _clash(found: Meeting, names: Names, words: Words) -> list[Block]:
    clash = found.conflicts
    if not clash.ways_out:
        return [Notice(words.say("No package keeps the constraints of the case, whatever is demanded."), "warning")]
    blocks: list[Block] = [Notice(words.say("Not all demands can be met together."), "warning")]
    blocks.append(Heading(words.say("What cannot stand together"), 3))
    said = []
    for demands in clash.sets[:SHOWN]:
        listed = demands_listed(demands, found.what_if, names, words)
        alone = words.say("{demands} cannot be met at all.", demands=listed)
        said.append(alone if len(demands) == 1 else listed)
    blocks.append(Bullets(tuple(said)))
    if len(clash.sets) > SHOWN:
        blocks.append(Paragraph(words.count(len(clash.sets) - SHOWN, "And one more.", "And {n} more.")))
    if not clash.complete:
        blocks.append(
            Paragraph(words.say("There are more conflicts than these; they share no demand with one another."))
        )
    blocks.append(Heading(words.say("The cheapest ways out"), 3))
    blocks.append(Bullets(tuple(_way(way, found, names, words) for way in clash.ways_out[:SHOWN]), numbered=True))
    if found.after is not None and found.after.packages:
        blocks += _after(found, found.after, names, words)
    return blocks


def _way(way: WayOut, found: Meeting, names: Names, words: Words) -> str:
    given = demands_listed(way.given_up, found.what_if, names, words)
    if any(demand.weight != 1 for demand in found.demands):
        text = words.say("Without {demands} (weight {cost}).", demands=given, cost=words.number(way.cost))
    else:
        text = words.say("Without {demands}.", demands=given)
    if way.eased is None:
        return text
    return f"{text} {words.say('This would do: {eased}.', eased=formula_sentence(way.eased, {}, names, words))}"


def _after(found: Meeting, after: Division, names: Names, words: Words) -> list[Block]:
    packages = {words.say("Best then"): after.packages[0]}
    gains = {party: [after.gains[party]] for party in after.parties}
    return [
        Heading(words.say("After the first way out"), 3),
        Paragraph(
            words.say(
                "Best by the principle {principle}, among the {scope} that meet the other demands.",
                principle=principle_title(after.principle, words),
                scope=scope_words(after.over, words),
            )
        ),
        beside_table(_beside(found, packages, words), names, words),
        gains_table(tuple(packages), gains, names, words, words.say("Gain of each party over no deal")),
        Paragraph(proof_sentence(after.proof, words), muted=True),
    ]
