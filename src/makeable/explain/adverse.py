"""Sentences about coalitions against a package: who blocks, the hole, what forestalls them, and the ethics of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from makeable.coalition.adverse import Adverse, Blocking, Divides, Hole, Preempting
from makeable.coalition.principled import Appeal
from makeable.explain.names import Names
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.model import Package

__all__ = [
    "appeal_sentence",
    "blocking_sentences",
    "ethics_sentences",
    "hole_sentence",
    "preempting_sentence",
    "verdict_sentence",
]


def verdict_sentence(found: Adverse, names: Names, words: Words) -> str:
    """How the package stands now."""
    if found.passes and not found.no:
        return words.say("It passes: everyone says yes.")
    if found.passes:
        return words.say("It passes, against {parties}.", parties=names.parties(found.no))
    return words.say("It does not pass: {parties} say no.", parties=names.parties(found.no))


def blocking_sentences(group: Blocking, package: Package, names: Names, words: Words) -> list[str]:
    """Why a group stands against the package, and how firmly it holds together."""
    said = []
    if group.alternative is not None:
        gains = words.listed(_gained(group.alternative.gains, names, words))
        said.append(
            words.say(
                "They could hold out together for {package}, which gains them: {gains}.",
                package=_differing(group.alternative.package, package, names, words),
                gains=gains,
            )
        )
    if group.weakest is not None and len(group.members) > 1:
        weakest = next(pair for pair in group.bonds if pair.parties == group.weakest)
        pair = names.parties(group.weakest)
        if weakest.divides:
            said.append(words.say("Its weakest link: something stands between {pair}.", pair=pair))
        elif weakest.holds:
            text = words.count(
                len(weakest.kinds),
                "Its weakest link: {pair}, with one kind of basis.",
                "Its weakest link: {pair}, with {n} kinds of basis.",
                pair=pair,
            )
            said.append(text)
        else:
            said.append(words.say("Its weakest link: nothing but this holds {pair} together.", pair=pair))
    return said


def hole_sentence(hole: Hole, names: Names, words: Words) -> str:
    """What would win one member over, and at whose expense."""
    party = names.party(hole.party)
    if hole.near is None:
        return words.say("{party}: no package would win it.", party=party)
    said = [
        words.say(
            "{party} could be won with {changes}.",
            party=party,
            changes=names.package(hole.near.package, hole.near.issues) or words.say("nothing more"),
        )
    ]
    if hole.loses:
        said.append(words.say("That would lose {parties}.", parties=names.parties(hole.loses)))
    elif hole.price:
        share = words.percent(hole.price)
        said.append(
            words.say("Everyone who says yes now stays; the most any of them gives up is {share}.", share=share)
        )
    else:
        said.append(words.say("Nobody who says yes now loses by it."))
    if hole.passes:
        said.append(words.say("The package then passes."))
    return " ".join(said)


def preempting_sentence(found: Preempting, names: Names, words: Words) -> str:
    """What a package that forestalls opposition changes, and how firm it is."""
    changes = names.package(found.near.package, found.near.issues)
    if found.unanimous:
        said = [words.say("{changes}: everyone says yes.", changes=changes)]
    else:
        said = [words.say("{changes}: it passes, and no present yes is lost.", changes=changes)]
    if found.pull is not None and found.pull > 0:
        share = words.percent(found.pull, 1)
        text = words.say("Groups could still hold out for more, worth {share} to the least of them.", share=share)
        said.append(text)
    elif found.pull is not None:
        said.append(words.say("No group that could block would gain by holding out."))
    return " ".join(said)


def appeal_sentence(appeal: Appeal, package: Package, names: Names, words: Words) -> str:
    """What a principle would choose, and whom that wins."""
    titles = words.listed(principle_title(name, words) for name in appeal.principles)
    said = [
        words.say(
            "{principles}: {package}.", principles=titles, package=_differing(appeal.package, package, names, words)
        )
    ]
    if appeal.wins:
        said.append(words.say("It wins {parties}.", parties=names.parties(appeal.wins)))
    if appeal.loses:
        said.append(words.say("It loses {parties}.", parties=names.parties(appeal.loses)))
    elif appeal.wins:
        said.append(words.say("Nobody who says yes now is lost."))
    return " ".join(said)


def ethics_sentences(reasons: Iterable[object], names: Names, words: Words) -> list[str]:
    """Which moves divide people, and what to keep to."""
    said = [
        words.say(
            "Winning {party} over takes it away from {others}, with whom it has something in common.",
            party=names.party(reason.party),
            others=names.parties(reason.others),
        )
        for reason in reasons
        if isinstance(reason, Divides)
    ]
    if said:
        said.append(
            words.say(
                "Make such an offer openly, so that all may hear it and answer it; keep to what is true, threaten "
                "nobody, and leave the others a way in. Who is divided today must be dealt with tomorrow. "
                "Ask first whether the change could be offered to all, or follow from a principle all accept."
            )
        )
    return said


def _differing(package: Package, now: Package, names: Names, words: Words) -> str:
    """What a package settles otherwise than the one on the table."""
    return names.package(package, package.differs_from(now)) or words.say("the package as it is")


def _gained(gains: Mapping[str, Fraction], names: Names, words: Words) -> list[str]:
    return [f"{names.party(party)} {words.number(gain, 2, signed=True)}" for party, gain in gains.items()]
