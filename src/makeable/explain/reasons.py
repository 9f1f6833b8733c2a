"""Reasons as sentences: the one place where facts about a negotiation become words."""

from __future__ import annotations

from collections.abc import Iterable

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.finding import Assumed, Blocks, Gained, LeftOut, NoDeal, Reason, RunnerUp, Tied

__all__ = ["assumptions", "reason_sentence"]


def reason_sentence(reason: Reason, names: Names, words: Words) -> str:
    """One reason in the reader's words; empty for a kind that has no sentence of its own."""
    if isinstance(reason, Gained):
        gain = words.number(reason.gain)
        return words.say("{party} stands {gain} above its no-deal line.", party=names.party(reason.party), gain=gain)
    if isinstance(reason, Blocks):
        short = words.number(reason.short_by)
        return words.say(
            "{party} says no: it is {short} short of no deal.", party=names.party(reason.party), short=short
        )
    if isinstance(reason, LeftOut):
        return words.say(
            "{party} is outvoted and ends {short} below no deal.",
            party=names.party(reason.party),
            short=words.number(reason.short_by),
        )
    if isinstance(reason, Tied):
        return words.say("{n} packages do equally well.", n=reason.count)
    if isinstance(reason, RunnerUp):
        return words.say("The next best package is {behind} behind.", behind=words.number(reason.behind, 4))
    if isinstance(reason, NoDeal):
        return _no_deal(reason, names, words)
    if isinstance(reason, Assumed):
        return _assumed(reason, names, words)
    return ""


def _no_deal(reason: NoDeal, names: Names, words: Words) -> str:
    if reason.why == "constraints":
        return words.say("No package keeps every constraint: the constraints exclude one another.")
    if reason.why == "party":
        return words.say(
            "There is no deal to be made: {parties} would refuse every package.", parties=names.parties(reason.parties)
        )
    return words.say(
        "There is no deal to be made: each party has packages it would accept, "
        "but no package has every yes that is needed."
    )


def _assumed(reason: Assumed, names: Names, words: Words) -> str:
    party, about = names.party(reason.party) if reason.party else "", reason.about
    if reason.what == "grid":
        return words.say("{issue} can take any amount; only a grid of amounts was looked at.", issue=names.issue(about))
    if reason.what == "says yes":
        return words.say("Nothing is known of what {party} wants; it is taken to say yes to everything.", party=party)
    if reason.what == "indifferent":
        return words.say(
            "{party} gives no scores for {issue}; it is taken to be indifferent there.",
            party=party,
            issue=names.issue(about),
        )
    if reason.what == "estimate":
        return words.say("What {party} wants is an estimate by {who}.", party=party, who=names.party(about))
    if reason.what == "no potential":
        return words.say("{party} can gain nothing from any of these packages, so it does not decide.", party=party)
    if reason.what == "no unit":
        return words.say("The no-deal line of {party} is not above 0, so it has no percentage to compare.", party=party)
    if reason.what == "between amounts":
        return words.say("There is a deal, but only between the amounts that were counted.")
    if reason.what in ("all packages", "demands only"):
        return words.say("None of these packages passes; the best of all that keep the constraints are shown.")
    if reason.what == "belief":
        return words.say("{party} does not say what it expects; it is taken to expect what the others do.", party=party)
    if reason.what == "money":
        return words.say("{party} does not say what money is worth to it; a unit counts as one point.", party=party)
    if reason.what == "out of time":
        return words.say("Which package is best by the principle was not decided in the time given.")
    if reason.what == "no sheets":
        return words.say("Nobody's sheet is known, so nothing can be compared.")
    return ""


def assumptions(reasons: Iterable[Reason], names: Names, words: Words) -> tuple[str, ...]:
    """What was taken as given, a sentence each; parties of whom the same is assumed share one."""
    taken = [reason for reason in reasons if isinstance(reason, Assumed)]
    silent = tuple(dict.fromkeys(reason.party for reason in taken if reason.what == "says yes"))
    said = [reason_sentence(r, names, words) for r in taken if r.what != "says yes" or len(silent) == 1]
    if len(silent) > 1:
        text = "Nothing is known of what {parties} want; they are taken to say yes to everything."
        said.append(words.say(text, parties=names.parties(silent)))
    return tuple(dict.fromkeys(sentence for sentence in said if sentence))
