"""Sentences about what could hold parties together, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from makeable.coalition.bases import Pair
from makeable.coalition.basis import (
    AgainstIt,
    CommonTies,
    HardToJoin,
    LeftOutTogether,
    Opposed,
    PreferNoDeal,
    Quarrelled,
    SharedHistory,
    SharedInterest,
    SharedPosition,
    ValuableTrade,
)
from makeable.coalition.leverage import WellConnected
from makeable.explain.names import Names
from makeable.explain.reasons import reason_sentence
from makeable.explain.words import Words
from makeable.finding import Assumed, Reason

__all__ = ["bases_assumptions", "basis_kind", "basis_sentence", "tie_evidence"]


def basis_kind(kind: str, words: Words) -> str:
    """What a kind of basis is called."""
    return {
        "SharedInterest": words.say("shared interests"),
        "SharedPosition": words.say("same wish"),
        "AgainstIt": words.say("both against the package"),
        "PreferNoDeal": words.say("both prefer no deal"),
        "ValuableTrade": words.say("a trade"),
        "SharedHistory": words.say("history"),
        "CommonTies": words.say("common allies or opponents"),
        "LeftOutTogether": words.say("left out together"),
        "Opposed": words.say("opposed interests"),
        "Quarrelled": words.say("a quarrel"),
        "HardToJoin": words.say("friends of each other's opponents"),
    }[kind]


def basis_sentence(reason: Reason, pair: Pair, names: Names, words: Words) -> str:
    """One basis, or one thing that divides, with its evidence."""
    one, other = (names.party(party) for party in pair.parties)
    if isinstance(reason, SharedInterest):
        text = words.say(
            "They see packages alike (correlation {figure}), above all over {issues}.",
            figure=words.number(Fraction(reason.correlation), 2, signed=True),
            issues=names.issues(reason.issues),
        )
        if reason.linked:
            text += " " + words.say("Both name interests in {issues}.", issues=names.issues(reason.linked))
        return text
    if isinstance(reason, Opposed):
        return words.say(
            "They see packages against each other (correlation {figure}), above all over {issues}.",
            figure=words.number(Fraction(reason.correlation), 2, signed=True),
            issues=names.issues(reason.issues),
        )
    if isinstance(reason, SharedPosition):
        return words.say(
            "Both want {issue}: {settlement}.",
            issue=names.issue(reason.issue),
            settlement=names.settlement(reason.issue, reason.settlement),
        )
    if isinstance(reason, AgainstIt):
        return words.say("Both would say no to the package.")
    if isinstance(reason, ValuableTrade):
        found = reason.exchange
        return words.say(
            "A trade: {one} has its way on {gets} and gives way on {gives}. Against meeting halfway on both this "
            "brings {one} {gain} and {other} {gain_other} of all each could win or lose.",
            one=one,
            other=other,
            gets=names.issue(found.gets),
            gives=names.issue(found.gives),
            gain=words.percent(found.gain, 1),
            gain_other=words.percent(found.gain_other, 1),
        )
    return _further(reason, names, words)


def _further(reason: Reason, names: Names, words: Words) -> str:
    if isinstance(reason, PreferNoDeal):
        if reason.always:
            return words.say("Both would refuse every package: they may hope for no deal.")
        share = words.percent(Fraction(reason.refused, reason.of))
        return words.say("Both would refuse {share} of all packages: no deal suits them well.", share=share)
    if isinstance(reason, SharedHistory):
        return words.say("They are on good terms: {what}.", what=tie_evidence(reason, names, words))
    if isinstance(reason, Quarrelled):
        return words.say("They are on bad terms: {what}.", what=tie_evidence(reason, names, words))
    if isinstance(reason, CommonTies):
        said = []
        if reason.allies:
            said.append(words.say("Both are on good terms with {parties}.", parties=names.parties(reason.allies)))
        if reason.opponents:
            said.append(words.say("Both are on bad terms with {parties}.", parties=names.parties(reason.opponents)))
        return " ".join(said)
    if isinstance(reason, HardToJoin):
        return words.say(
            "{parties}: on good terms with one of them, on bad terms with the other.",
            parties=names.parties(reason.over),
        )
    if isinstance(reason, LeftOutTogether):
        return words.say(
            "{n} of the {total} packages that would pass leave both below no deal; one is {package}.",
            n=words.number(reason.packages),
            total=words.number(reason.of),
            package=names.package(reason.example),
        )
    return ""


def tie_evidence(tie: SharedHistory | Quarrelled | WellConnected, names: Names, words: Words) -> str:
    """What happened between two parties, and how they move each other."""
    said = [f"{d.text} ({d.when.year})" if d.when is not None else d.text for d in tie.dealings]
    for link in tie.links:
        ends = {"source": names.party(link.source), "target": names.party(link.target)}
        if link.weight >= 0:
            text = words.say("{source} moves {target} its way", **ends)
        else:
            text = words.say("{source} drives {target} away", **ends)
        said.append(f"{text} ({link.evidence})" if link.evidence else text)
    return "; ".join(said)


def bases_assumptions(reasons: Iterable[Reason], names: Names, words: Words) -> tuple[str, ...]:
    """What was taken as given, or not looked at."""
    assumed = [reason for reason in reasons if isinstance(reason, Assumed)]
    unknown = dict.fromkeys(reason.party for reason in assumed if reason.what == "says yes")
    said = []
    if len(unknown) > 1:
        parties = names.parties(unknown)
        said.append(
            words.say(
                "Nothing is known of what {parties} want; they are taken to say yes to everything.", parties=parties
            )
        )
    for reason in assumed:
        if reason.what == "says yes" and len(unknown) > 1:
            continue
        if reason.what == "left out not counted":
            text = words.say("There are too many packages to count who is left out by how many.")
        elif reason.what == "packages not looked at":
            text = words.say("There are too many packages to count those it can tip or stop.")
        elif reason.what == "holding out not looked at":
            text = words.say("There are too many packages to see for which ones groups could hold out.")
        else:
            text = reason_sentence(reason, names, words)
        if text:
            said.append(text)
    return tuple(dict.fromkeys(said))
