"""What a party has that it may not see: pivots, packages to tip, cheap gifts, rights, ties, a way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from makeable.coalition.patterns import Patterns, listable, patterns
from makeable.coalition.power import power
from makeable.coalition.ties import dealings_of, links_of, tie_owners, ties_of
from makeable.coalition.winning import coalitions
from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Reason, proven
from makeable.frontier.importance import importance
from makeable.frontier.space import GRID
from makeable.model import Case, ChoiceIssue, Package, Settlement, Sheet
from makeable.model.dealing import Dealing
from makeable.model.influence import Link
from makeable.model.rule import AllOf, AnyOf, AtLeast, Rule

__all__ = [
    "BlocksWith",
    "CheapGift",
    "DecidesDraft",
    "Leverage",
    "NeededForAny",
    "Pivotal",
    "ProcessRight",
    "TipsPackages",
    "WaitsOn",
    "WalksAway",
    "WellConnected",
    "leverage",
]

MOST_GIFTS = 6
MOST_GROUPS = 5
STRONG = Fraction(1, 2)
"""A no-deal line above this share of what most packages give makes walking away believable."""


@dataclass(frozen=True)
class NeededForAny(Reason):
    """No deal without this party's yes: the rule names it, or nothing passes without it."""

    named: bool


@dataclass(frozen=True)
class Pivotal(Reason):
    """In this share of all orders of joining, its yes makes the deal; and in so many coalitions it is critical.

    `equal`: what each party would have if all had the same.
    """

    share: Fraction | float
    swings: int | None
    equal: Fraction


@dataclass(frozen=True)
class BlocksWith(Reason):
    """Small groups with which it can prevent any deal."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class TipsPackages(Reason):
    """Packages that pass with its yes and not without: so many of all that pass. `against_most`: when it says no to
    them, so many packages fail that all other yeses given would pass.
    """

    tipped: int
    passing: int
    stopped: int
    example: Package | None


@dataclass(frozen=True)
class DecidesDraft(Reason):
    """The package on the table: it passes only with this party's yes (`yes`: it says yes now)."""

    yes: bool


@dataclass(frozen=True)
class CheapGift(Reason):
    """Nobody gives way more cheaply on an issue where another party gains much.

    `costs`: its loss from giving the other its way there, as a share of all it could win or lose; `worth`: what the
    other gains, of its own; `next_costs`: what the next cheapest giver would lose (None: nobody else loses anything).
    """

    to: str
    issue: str
    settlement: Settlement
    costs: Fraction
    worth: Fraction
    next_costs: Fraction | None


@dataclass(frozen=True)
class ProcessRight(Reason):
    """A right in the procedure: required by the rule, or one of few in a chamber of its own."""

    kind: str
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class WaitsOn(Reason):
    """What others have to do under the agreement waits for a commitment of this party."""

    commitment: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class WellConnected(Reason):
    """It is on good terms with a party whose yes matters; what they went through together, and who moves whom."""

    other: str
    dealings: tuple[Dealing, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class WalksAway(Reason):
    """No deal is better for it than this share of all the packages."""

    share: Fraction
    batna: str


@dataclass(frozen=True, kw_only=True)
class Leverage(Finding):
    """The list of what a party has, the surest first. An empty list is an answer too."""

    party: str
    assets: tuple[Reason, ...]


def leverage(case: Case, party: str, package: Package | None = None) -> Leverage:
    """What leverage does this party have, perhaps without knowing it?

    Where the rule needs it and how often its yes decides; with whom it can block; the packages it can tip or stop;
    where it gives most cheaply what others want much; rights in the procedure; commitments on which others wait;
    good terms with parties that matter; a way out that is better than most deals. Each with its evidence. It says
    what a party has, not whether using it is wise: leverage shown as a threat turns into its opposite easily.

    Raises KeyError for a party that the case does not have.
    """
    party = case.party[party].id
    package = package or case.draft
    space = listable(case)
    counted = patterns(space) if space is not None else None
    assets = [*_rule(case, party), *_packages(case, party, package, counted)]
    assets += [*_gifts(case, party), *_agreed(case, party), *_connected(case, party)]
    reasons: list[Reason] = [Assumed("says yes", party=other) for other in case.party if other not in case.sheets]
    reasons += [Assumed("estimate", s.estimated_by, other) for other, s in case.sheets.items() if s.estimated_by]
    if counted is None and case.sheets:
        reasons.append(Assumed("packages not looked at"))
    return Leverage(
        asked="leverage",
        given={"party": party} | ({"package": str(package)} if package is not None else {}),
        proof=proven("the rule, the sheets and the ties were looked through"),
        reasons=tuple(reasons),
        drawn_from=frozenset(sheet.owner(other) for other, sheet in case.sheets.items()) | tie_owners(case),
        party=party,
        assets=tuple(assets),
    )


def _rule(case: Case, party: str) -> Iterable[Reason]:
    """What the decision rule gives it."""
    parties = tuple(case.party)
    found = coalitions(case.rule, parties, 200)
    if party in found.vetoes:
        yield NeededForAny(party in _required(case.rule))
    try:
        indices = power(case.rule, parties)
    except TooLarge:
        indices = None
    if indices is not None and indices.shapley_shubik[parties.index(party)] > 0:
        place = parties.index(party)
        swings = indices.swings[place] if indices.swings is not None else None
        yield Pivotal(indices.shapley_shubik[place], swings, Fraction(1, len(parties)))
    if party not in found.vetoes:
        groups = [group for group in found.minimal_blocking.coalitions if party in group]
        if groups:
            yield BlocksWith(tuple(sorted(groups, key=len)[:MOST_GROUPS]))
    yield from (ProcessRight("chamber", group) for group in _chambers(case.rule, party, len(parties)))


def _required(rule: Rule) -> frozenset[str]:
    """The parties that the rule names as required."""
    if isinstance(rule, AtLeast):
        return frozenset(rule.parties) if rule.count == len(rule.parties) else frozenset()
    if isinstance(rule, AllOf):
        return frozenset().union(*(_required(part) for part in rule.rules))
    return frozenset()


def _chambers(rule: Rule, party: str, everyone: int) -> Iterable[tuple[str, ...]]:
    """The smaller bodies within the rule in which it votes."""
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.rules:
            yield from _chambers(part, party, everyone)
    elif isinstance(rule, AtLeast) and party in rule.parties and rule.count < len(rule.parties) < everyone:
        yield rule.parties


def _packages(case: Case, party: str, package: Package | None, counted: Patterns | None) -> Iterable[Reason]:
    """What the packages give it: those it tips, those it can stop, the one on the table, and its way out."""
    sheets = case.sheets
    if package is not None:
        yes = {p for p in case.party if p not in sheets or sheets[p].gain(package) >= 0}
        if case.rule.holds(yes | {party}) and not case.rule.holds(yes - {party}):
            yield DecidesDraft(party in yes)
    if counted is None or party not in counted.parties:
        return
    bit = 1 << counted.parties.index(party)
    passing = {mask: many for mask, many in counted.counts.items() if counted.passes(mask)}
    tipped = {mask: many for mask, many in passing.items() if mask & bit and not counted.passes(mask & ~bit)}
    stopped = sum(
        many
        for mask, many in counted.counts.items()
        if not mask & bit and not counted.passes(mask) and counted.passes(mask | bit)
    )
    if tipped or stopped:
        example = counted.first[max(tipped, key=lambda mask: tipped[mask])] if tipped else None
        yield TipsPackages(sum(tipped.values()), sum(passing.values()), stopped, example)
    refused = sum(many for mask, many in counted.counts.items() if not mask & bit)
    if counted.packages and Fraction(refused, counted.packages) >= STRONG:
        yield WalksAway(Fraction(refused, counted.packages), sheets[party].batna)


def _gifts(case: Case, party: str) -> list[Reason]:
    """Where it gives most cheaply what another party wants much."""
    if party not in case.sheets:
        return []
    cares, sheets = importance(case), case.sheets
    gifts: list[CheapGift] = []
    for issue in case.issues:
        for other in sheets:
            if other == party:
                continue
            for wanted in cares.wants[other][issue.id][:1]:
                losses = {p: _loss(case, sheets[p], issue.id, wanted) for p in sheets if p != other}
                rest = [loss for p, loss in losses.items() if p != party and loss > 0]
                worth = cares.shares[other][issue.id]
                cheapest = not rest or losses[party] < min(rest)
                if cheapest and 0 < losses[party] < worth / 2:
                    gifts.append(CheapGift(other, issue.id, wanted, losses[party], worth, min(rest) if rest else None))
    gifts.sort(key=lambda gift: (gift.costs - gift.worth, gift.to))
    return list(gifts[:MOST_GIFTS])


def _loss(case: Case, sheet: Sheet, issue: str, settlement: Settlement) -> Fraction:
    """What a party loses when an issue goes this way and not its own, of all that it could win or lose."""
    widths = [sheet.scores[i.id].span for i in case.issues if i.id in sheet.scores]
    total = sum((high - low for low, high in widths), Fraction(0))
    if issue not in sheet.scores or not total:
        return Fraction(0)
    score, described = sheet.scores[issue], case.issue[issue]
    ways: Iterable[Settlement] = described.by_id if isinstance(described, ChoiceIssue) else described.grid(GRID)
    return (max(score.value(way) for way in (*ways, settlement)) - score.value(settlement)) / total


def _agreed(case: Case, party: str) -> Iterable[Reason]:
    """What waits for its commitments under the agreement."""
    for commitment in case.agreement.commitments if case.agreement is not None else ():
        if commitment.owner != party or case.agreement is None:
            continue
        waiting = (
            other.owner for other in case.agreement.commitments if commitment.id in other.depends_on and other.owner
        )
        others = tuple(dict.fromkeys(owner for owner in waiting if owner != party))
        if others:
            yield WaitsOn(commitment.id, others)


def _connected(case: Case, party: str) -> Iterable[Reason]:
    """Good terms with parties whose yes matters."""
    vetoes = coalitions(case.rule, tuple(case.party), 1).vetoes
    for pair, tone in ties_of(case).items():
        if party in pair and tone > 0:
            other = next(iter(pair - {party}))
            if other in vetoes or len(vetoes) in (0, len(case.party)):
                yield WellConnected(other, dealings_of(case, party, other), links_of(case, party, other))
