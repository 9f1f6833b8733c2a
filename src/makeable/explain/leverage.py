"""Sentences about what a party has: each asset with its evidence and a caution."""

from __future__ import annotations

from makeable.coalition.leverage import (
    BlocksWith,
    CheapGift,
    DecidesDraft,
    NeededForAny,
    Pivotal,
    ProcessRight,
    TipsPackages,
    WaitsOn,
    WalksAway,
    WellConnected,
)
from makeable.explain.bases import tie_evidence
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.finding import Reason

__all__ = ["asset_caution", "asset_sentence", "asset_title"]


def asset_title(asset: Reason, words: Words) -> str:
    """What kind of leverage it is."""
    return {
        "NeededForAny": words.say("Its yes is needed"),
        "Pivotal": words.say("How often its yes decides"),
        "BlocksWith": words.say("Whom it can block with"),
        "TipsPackages": words.say("Packages it tips or stops"),
        "DecidesDraft": words.say("The package on the table"),
        "CheapGift": words.say("What it can give cheaply"),
        "ProcessRight": words.say("A right in the procedure"),
        "WaitsOn": words.say("Others wait for it"),
        "WellConnected": words.say("A good connection"),
        "WalksAway": words.say("A way out"),
    }[type(asset).__name__]


def asset_caution(asset: Reason, words: Words) -> str:
    """What to keep in mind when using it."""
    return {
        "NeededForAny": words.say(
            "Others may change the rule, or go to another forum, rather than be blocked for long."
        ),
        "Pivotal": words.say("This measures the rule, not the people: some of them would never vote together."),
        "BlocksWith": words.say("A shared no is not yet a shared yes: agree on what you would accept instead."),
        "TipsPackages": words.say("Every package counts the same here, probable or not."),
        "DecidesDraft": words.say("It lasts only until somebody else is won over: ask for what helps others too."),
        "CheapGift": words.say("Give it as part of a trade, not first; and check that the scores are right."),
        "ProcessRight": words.say("Rights used to delay cost goodwill; used to be heard they do not."),
        "WaitsOn": words.say("Not delivering would break your word: use it to order the steps, not to threaten."),
        "WellConnected": words.say("Ask a friend for a hearing, not for a vote."),
        "WalksAway": words.say("Test it before you lean on it: an alternative looks better from afar."),
    }[type(asset).__name__]


def asset_sentence(asset: Reason, party: str, names: Names, words: Words) -> str:
    """The evidence."""
    who = names.party(party)
    if isinstance(asset, NeededForAny):
        if asset.named:
            return words.say("No deal passes without {party}: the rule requires its yes.", party=who)
        return words.say("No deal passes without {party}, though the rule does not name it.", party=who)
    if isinstance(asset, Pivotal):
        return words.say(
            "{party} makes the deal in {share} of all orders of joining (Shapley-Shubik); alike for all would be "
            "{equal}.",
            party=who,
            share=words.percent(asset.share, 1),
            equal=words.percent(asset.equal, 1),
        )
    if isinstance(asset, BlocksWith):
        groups = [names.parties(other for other in group if other != party) for group in asset.groups]
        return words.say(
            "Nothing passes against {party} together with {groups}.", party=who, groups=words.say("; or ").join(groups)
        )
    if isinstance(asset, TipsPackages):
        return _tips(asset, who, names, words)
    if isinstance(asset, DecidesDraft):
        if asset.yes:
            return words.say("It passes with {party}'s yes, and would fail without.", party=who)
        return words.say("{party} says no, and its yes alone would make it pass.", party=who)
    if isinstance(asset, CheapGift):
        return _gift(asset, names, words)
    return _further(asset, who, names, words)


def _tips(asset: TipsPackages, who: str, names: Names, words: Words) -> str:
    said = words.say(
        "{tipped} of the {passing} packages that would pass do so only with {party}'s yes.",
        tipped=words.number(asset.tipped),
        passing=words.number(asset.passing),
        party=who,
    )
    if asset.stopped:
        said += " " + words.say(
            "Its no stops {stopped} more that the others would let pass.", stopped=words.number(asset.stopped)
        )
    if asset.example is not None:
        said += " " + words.say("One that it tips: {package}.", package=names.package(asset.example))
    return said


def _gift(asset: CheapGift, names: Names, words: Words) -> str:
    said = words.say(
        "{issue}: {settlement} is worth up to {worth} to {other} and costs {costs}",
        issue=names.issue(asset.issue),
        settlement=names.settlement(asset.issue, asset.settlement),
        worth=words.percent(asset.worth),
        other=names.party(asset.to),
        costs=words.percent(asset.costs, 1),
    )
    if asset.next_costs is None:
        return said + words.say("; nobody else has anything to give there.")
    next_costs = words.percent(asset.next_costs, 1)
    return said + words.say("; the next cheapest giver would lose {next_costs}.", next_costs=next_costs)


def _further(asset: Reason, who: str, names: Names, words: Words) -> str:
    if isinstance(asset, ProcessRight):
        return words.say(
            "{party} votes in a body of its own: {parties}.", party=who, parties=names.parties(asset.among)
        )
    if isinstance(asset, WaitsOn):
        agreement = names.case.agreement
        text = agreement.commitment[asset.commitment].what if agreement is not None else asset.commitment
        return words.say(
            "{parties} cannot go on before {party} has done this: {what}",
            parties=names.parties(asset.others),
            party=who,
            what=text,
        )
    if isinstance(asset, WellConnected):
        what = tie_evidence(asset, names, words)
        return words.say("With {other}: {what}.", other=names.party(asset.other), what=what)
    if isinstance(asset, WalksAway):
        said = words.say(
            "No deal is better for {party} than {share} of all packages.", party=who, share=words.percent(asset.share)
        )
        return f"{said} ({asset.batna})" if asset.batna else said
    return ""
