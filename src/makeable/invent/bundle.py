"""An agenda: which issues belong together, which can be settled alone without loss, which may wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from types import MappingProxyType
from typing import Literal

from makeable.finding import Assumed, Finding, Reason, proven
from makeable.frontier.importance import ImportanceFinding, importance
from makeable.frontier.space import space_of
from makeable.invent.logroll import Sought, logrolls
from makeable.invent.trade import Trade
from makeable.model import Budget, Case, Package, Settlement
from makeable.principles import Asked, egalitarian, kalai_smorodinsky, nash, utilitarian

__all__ = ["Agenda", "AgendaItem", "Link", "Place", "agenda", "one_by_one"]

Place = Literal["settle", "together", "alone", "postpone"]
PRINCIPLES = (nash, kalai_smorodinsky, egalitarian, utilitarian)
SMALL = Fraction(1, 10)
WORTHWHILE = Fraction(2, 100)
SHOWN = 400


@dataclass(frozen=True)
class Link:
    """Why two issues belong together.

    `why`: `rules` (a constraint ties them), `fits` (a party scores their combination), `offset` (two parties want
    different things on both, and the first of them cares more about the first issue, the other about the second), or
    `trade` (a trade that uses both makes some better off and nobody worse, and no part of it does). `parties`: who
    scores the combination, who offset each other, or who gains. `worth`, of an offset: what giving way on one issue
    each, rather than meeting halfway on both, brings the one whom it brings less, as a share of its stakes.
    """

    issues: tuple[str, str]
    why: Literal["rules", "fits", "offset", "trade"]
    parties: tuple[str, ...]
    worth: Fraction = Fraction(0)


@dataclass(frozen=True)
class AgendaItem:
    """One item: issues, what to do with them, and why.

    `place`: `settle` (now, as in `settled`, without loss), `together` (as one bundle), `alone` (it stands for itself,
    and a principle must divide it), `postpone` (small stakes, contested, and no trade uses it). `because`: `dominant`
    (no party likes another way better, whatever else is settled), `agreed` (every principle settles it so, and
    everyone gets at least half of what it could bring), `links`, `contested`, `small`. `settled`: how to settle it
    now; elsewhere, how every principle would settle some of the issues in the end. `stakes`: the share of everything
    that all parties together could win or lose.
    """

    place: Place
    issues: tuple[str, ...]
    because: Literal["dominant", "agreed", "links", "contested", "small"]
    stakes: Fraction
    settled: Mapping[str, Settlement]
    links: tuple[Link, ...] = ()
    example: Trade | None = None


@dataclass(frozen=True, kw_only=True)
class Agenda(Finding):
    """The items in the order in which to take them up, and the package that trades were measured from.

    `one_by_one` says that the package is what settling every issue by itself would give.
    """

    items: tuple[AgendaItem, ...]
    package: Package
    one_by_one: bool
    parties: tuple[str, ...]
    complete_to: int


def one_by_one(case: Case) -> Package:
    """What would be settled if each issue were settled by itself?

    Each issue so that the party that gets least of its own best there gets as much as can be, then the next, with
    shares counted from the worst to the best settlement of that issue; ties go to the larger sum of shares. Where that
    breaks a constraint, issues are settled in turn as near to it as the constraints allow.
    """
    space = space_of(case)
    settled: dict[str, Settlement] = {}
    for group in space.groups:
        low, high = group.scores.min(axis=0).tolist(), group.scores.max(axis=0).tolist()
        spans = [
            (p, worst, best - worst) for p, (worst, best) in enumerate(zip(low, high, strict=True)) if best > worst
        ]
        rows = group.scores.tolist()
        keys = [
            (sorted(shares := [Fraction(row[p] - worst, span) for p, worst, span in spans]), sum(shares))
            for row in rows
        ]
        best = max(range(len(rows)), key=lambda n: keys[n])
        settled.update(zip(group.issues, group.rows[best], strict=True))
    package = Package({issue.id: settled[issue.id] for issue in case.issues})
    return package if case.allows(package) else _nearest(case, package)


def _nearest(case: Case, package: Package) -> Package:
    """The package by an egalitarian principle where settling one by one breaks a budget."""
    found = egalitarian.egalitarian(case, Asked(over="all"))
    return found.packages[0] if found.packages else package


def agenda(case: Case, package: Package | None = None, most: int = 3) -> Agenda:
    """What should be talked about together, what can be settled at once, what can wait?

    Trades of up to `most` changes are looked for from `package` or, without one, from what settling the issues one by
    one would give: an issue that a trade ties to another loses something when it is settled alone. It misleads where
    scores are guesses, and an issue that is small in points may be large in feeling. Raises TooLarge when too many
    issues are tied together.
    """
    alone = package is None
    base = one_by_one(case) if package is None else package
    dominant, agreed = _dominant(case), _agreed(case)
    sure = {issue: way for issue, way in agreed.items() if _bearable(case, issue, way)} | dominant
    start = base.changed(dominant)
    start = start if case.allows(start) else base
    from_here = Sought(most=most, limit=SHOWN, work=5e7)
    rolled = [logrolls(case, start, from_here)]
    if alone and case.draft is not None:
        rolled.append(logrolls(case, case.draft, from_here))
    trades = [trade for found in rolled for trade in found.trades if len(trade.changes) > 1]
    complete_to = min(found.complete_to for found in rolled)
    weighed = importance(case)
    open_ = [issue.id for issue in case.issues if issue.id not in sure]
    links = [
        link
        for link in (*_tied(case), *_offsets(weighed, open_), *_traded(trades, open_))
        if set(link.issues) <= set(open_)
    ]
    stakes = {issue.id: _mean([by[issue.id] for by in weighed.shares.values()]) for issue in case.issues}
    items = [_settle(issue, way, issue in dominant, stakes) for issue, way in sure.items()]
    for issues in _bundles(open_, links):
        told = {issue: agreed[issue] for issue in issues if issue in agreed}
        items.append(_item(issues, links, trades, stakes, (weighed, told)))
    order = {"settle": 0, "together": 1, "alone": 2, "postpone": 3}
    items.sort(key=lambda item: (order[item.place], -item.stakes))
    reasons: list[Reason] = [Assumed("says yes", party=party) for party in case.party if party not in case.sheets]
    reasons += [Assumed("estimate", s.estimated_by, p) for p, s in case.sheets.items() if s.estimated_by]
    return Agenda(
        asked="bundles",
        given={"changes": str(most)},
        proof=proven("every set of up to that many changes was looked at"),
        reasons=tuple(reasons),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()),
        items=tuple(items),
        package=start,
        one_by_one=alone,
        parties=tuple(case.sheets),
        complete_to=complete_to,
    )


def _mean(shares: Sequence[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)


def _dominant(case: Case) -> dict[str, Settlement]:
    """Issues with a settlement that no party likes less than any other, whatever else is settled."""
    tied = {issue for c in case.constraints for issue in c.issues}
    tied |= {issue for sheet in case.sheets.values() for i in sheet.interactions for issue in i.when.issues}
    space = space_of(case)
    found: dict[str, Settlement] = {}
    for group in space.groups:
        if len(group.issues) > 1 or group.issues[0] in tied or not len(group.rows):
            continue
        best = group.scores.max(axis=0)
        for row, scores in zip(group.rows, group.scores, strict=True):
            if (scores == best).all():
                found[group.issues[0]] = row[0]
                break
    return found


def _agreed(case: Case) -> dict[str, Settlement]:
    """Issues that every package chosen by every principle settles alike."""
    chosen = []
    for module in PRINCIPLES:
        run = getattr(module, module.__name__.rpartition(".")[2])
        chosen += list(run(case, Asked()).packages)
    if not chosen:
        return {}
    return {
        issue.id: chosen[0][issue.id] for issue in case.issues if len({package[issue.id] for package in chosen}) == 1
    }


def _bearable(case: Case, issue: str, way: Settlement) -> bool:
    """Whether everyone gets at least half of what the issue could bring it, so that nobody must be paid elsewhere."""
    for sheet in case.sheets.values():
        scored = sheet.scores.get(issue)
        if scored is not None and 2 * scored.value(way) < sum(scored.span):
            return False
    return True


def _tied(case: Case) -> Iterable[Link]:
    for constraint in case.constraints:
        if not isinstance(constraint, Budget):
            yield from (Link(pair, "rules", ()) for pair in combinations(constraint.issues, 2))
        else:
            counted = constraint.issues
            yield from (Link(pair, "rules", ()) for pair in pairwise(counted))
    for party, sheet in case.sheets.items():
        for interaction in sheet.interactions:
            yield from (Link(pair, "fits", (party,)) for pair in combinations(interaction.when.issues, 2))


def _traded(trades: Sequence[Trade], issues: Sequence[str]) -> Iterable[Link]:
    """For each issue, the pairs of the smallest trade it is in, where a party gives on one and gets on the other."""
    found: dict[tuple[str, str], Link] = {}
    for issue in issues:
        trade = next((t for t in trades if issue in t.changes and set(t.changes) <= set(issues)), None)
        for one, other in combinations(sorted(trade.changes), 2) if trade is not None else ():
            offset = (
                any(trade.effects[one][p] * trade.effects[other][p] < 0 for p in trade.involved) if trade else False
            )
            if trade is not None and (offset or trade.bonus):
                found.setdefault((one, other), Link((one, other), "trade", trade.gainers))
    yield from found.values()


def _offsets(weighed: ImportanceFinding, issues: Sequence[str]) -> Iterable[Link]:
    """For each issue, its best partner: two parties oppose each other on both, and weigh them the other way round."""
    found: dict[tuple[str, str], Link] = {}
    for pair in permutations(issues, 2):
        for one, other in permutations(weighed.shares, 2):
            mine, theirs = weighed.shares[one], weighed.shares[other]
            worth = min(mine[pair[0]] - mine[pair[1]], theirs[pair[1]] - theirs[pair[0]]) / 2
            opposed = all(
                weighed.wants[one][i]
                and weighed.wants[other][i]
                and not set(weighed.wants[one][i]) & set(weighed.wants[other][i])
                for i in pair
            )
            if opposed and worth >= WORTHWHILE and (pair not in found or worth > found[pair].worth):
                found[pair] = Link(pair, "offset", (one, other), worth)
    for issue in issues:
        partners = [link for pair, link in found.items() if issue in pair]
        if partners:
            yield max(partners, key=lambda link: link.worth)


def _bundles(issues: Sequence[str], links: Sequence[Link]) -> list[tuple[str, ...]]:
    """Issues joined by links."""
    leader = {issue: issue for issue in issues}

    def lead(issue: str) -> str:
        while leader[issue] != issue:
            issue = leader[issue]
        return issue

    for link in links:
        one, other = link.issues
        if one in leader and other in leader:
            leader[lead(other)] = lead(one)
    joined: dict[str, list[str]] = {}
    for issue in issues:
        joined.setdefault(lead(issue), []).append(issue)
    return [tuple(members) for members in joined.values()]


def _settle(issue: str, way: Settlement, dominant: bool, stakes: Mapping[str, Fraction]) -> AgendaItem:
    return AgendaItem(
        "settle", (issue,), "dominant" if dominant else "agreed", stakes[issue], MappingProxyType({issue: way})
    )


def _item(
    issues: tuple[str, ...],
    links: Sequence[Link],
    trades: Sequence[Trade],
    stakes: Mapping[str, Fraction],
    known: tuple[ImportanceFinding, Mapping[str, Settlement]],
) -> AgendaItem:
    weighed, told = known
    within = tuple(dict.fromkeys(link for link in links if set(link.issues) <= set(issues)))
    total = sum((stakes[issue] for issue in issues), Fraction(0))
    settled = MappingProxyType(dict(told))
    if len(issues) > 1:
        example = next((trade for trade in trades if set(trade.changes) <= set(issues)), None)
        return AgendaItem("together", issues, "links", total, settled, within, example)
    small = all(by[issues[0]] <= SMALL for by in weighed.shares.values())
    return AgendaItem("postpone" if small else "alone", issues, "small" if small else "contested", total, settled)
