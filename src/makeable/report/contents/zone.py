"""The zone of possible agreement as blocks."""

from __future__ import annotations

from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.reasons import assumptions, reason_sentence
from makeable.explain.rule import rule_sentence
from makeable.explain.words import Words
from makeable.finding import Assumed, NoDeal
from makeable.frontier.zone import ZoneFinding
from makeable.kernels.count import Count
from makeable.report.blocks import Block, Bullets, Facts, Notice, Paragraph, Table

__all__ = ["zone_blocks"]


def zone_blocks(found: ZoneFinding, names: Names, words: Words) -> list[Block]:
    """Is there a zone, how large is it, and who accepts how much."""
    blocks: list[Block] = [_verdict(found, names, words), Paragraph(rule_sentence(names.case.rule, names, words))]
    blocks.append(
        Facts(
            (
                (words.say("Packages"), packages_counted(found, words)),
                (words.say("Passing the decision rule"), _of(found.passing, found.packages, words)),
                (words.say("With everyone's yes"), _of(found.unanimous, found.packages, words)),
            )
        )
    )
    if found.parties:
        rows = sorted(found.accepting.items(), key=lambda item: item[1].value)
        blocks.append(
            Table(
                (words.say("Party"), words.say("Packages it accepts"), words.say("Share of all")),
                tuple((names.party(p), counted(c, words), share(c, found.packages, words)) for p, c in rows),
                caption=words.say("Who accepts how much, the most demanding first"),
                numeric=frozenset({1, 2}),
            )
        )
    blocks.append(Paragraph(proof_sentence(found.proof, words), muted=True))
    if taken := assumptions(found.reasons, names, words):
        blocks.append(Bullets(taken))
    return blocks


def _verdict(found: ZoneFinding, names: Names, words: Words) -> Notice:
    if not found.parties:
        return Notice(words.say("Nobody's sheet is known, so nothing can be compared."), "warning")
    why = next((reason for reason in found.reasons if isinstance(reason, NoDeal)), None)
    if why is not None:
        return Notice(reason_sentence(why, names, words), "warning")
    if found.unknown:
        text = words.say(
            "Only {known} can be asked here. The others are taken to say yes, so this is what {known} would accept.",
            known=names.parties(found.parties),
        )
        return Notice(text, "info")
    if any(reason == Assumed("between amounts") for reason in found.reasons):
        return Notice(words.say("There is a deal, but only between the amounts that were counted."), "info")
    if found.unanimous.value:
        text = words.say("There is a zone of possible agreement, with packages that everyone prefers to no deal.")
        return Notice(text, "good")
    if found.passing.value:
        text = words.say("There is a deal that the decision rule lets pass, but none that everyone prefers to no deal.")
        return Notice(text, "warning")
    return Notice(words.say("No deal was found in the sample; there may still be one."), "warning")


def counted(count: Count, words: Words) -> str:
    """A count, with its interval where it is an estimate."""
    if count.exact:
        return words.large(count.value)
    return words.say(
        "about {n} ({low} to {high})",
        n=words.large(count.value),
        low=words.large(count.low),
        high=words.large(count.high),
    )


def packages_counted(found: ZoneFinding, words: Words) -> str:
    """The number of packages, and that amounts were cut into steps where they were."""
    number = counted(found.packages, words)
    return words.say("{n} (amounts in steps)", n=number) if found.gridded else number


def share(part: Count, whole: Count, words: Words) -> str:
    """A count as a share of another."""
    if not whole.value:
        return "–"
    of = Fraction(part.value, whole.value)
    if of and of < Fraction(1, 1000):
        return words.say("less than 0.1 %")
    return words.percent(of, 1)


def _of(part: Count, whole: Count, words: Words) -> str:
    return f"{counted(part, words)} ({share(part, whole, words)})"
