"""A shortlist: a few good packages that differ in substance, ranked by several principles, with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import cast

import numpy as np

from makeable.errors import TooLarge
from makeable.finding import Finding, Proof, Reason, proven
from makeable.frontier.space import space_of
from makeable.kernels.enumerate import decode
from makeable.kernels.scale import IntArray
from makeable.model import Case, Package
from makeable.principles import named
from makeable.principles.asked import Asked
from makeable.principles.division import Division, Over
from makeable.principles.egalitarian import Leximin
from makeable.principles.kalai_smorodinsky import LeximinShares
from makeable.principles.listed import LISTED, Candidates, candidates
from makeable.principles.measure import Measure, Setting
from makeable.principles.nash import NashProduct
from makeable.principles.utilitarian import Total

__all__ = ["RANKED_BY", "Entry", "Shortlist", "shortlist"]

RANKED_BY: Mapping[str, Measure] = MappingProxyType(
    {
        "nash": NashProduct(),
        "egalitarian": Leximin(),
        "kalai-smorodinsky": LeximinShares(),
        "utilitarian": Total(),
    }
)
"""The principles that rank the entries, and what they measure."""

SEEDS = ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "egalitarian-shares", "equal-gain")
"""The principles whose best packages begin a shortlist."""


@dataclass(frozen=True)
class Entry:
    """One package of a shortlist.

    `best_by`: principles for which no candidate does better. `ranks[principle]`: 1 + the candidates that do better
    (None where they cannot be counted). `least_satisfied` gets the smallest share of its potential. `differs`: the
    issues settled otherwise than in the first entry. `distinct`: those that no other entry settles so.
    """

    package: Package
    gains: Mapping[str, Fraction]
    shares: Mapping[str, Fraction | None]
    least_satisfied: str
    losers: tuple[str, ...]
    best_by: tuple[str, ...]
    ranks: Mapping[str, int | None]
    differs: tuple[str, ...]
    distinct: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Shortlist(Finding):
    """The entries, best by Nash first, and how many candidates they were chosen from (None: too many to count)."""

    over: Over
    parties: tuple[str, ...]
    entries: tuple[Entry, ...]
    considered: int | None


def shortlist(
    case: Case, count: int = 7, asked: Asked = Asked(), answered: Mapping[str, Division] = MappingProxyType({})
) -> Shortlist:
    """Which few packages deserve to be on the table?

    First the best package by each principle, then the efficient candidates that differ most from those already
    listed, the better by Nash first. Candidates are the packages with everyone's yes if there are any, and otherwise
    those that pass. `answered` holds what principles have said of the same question already. It misleads when read
    as the whole zone: it is a sample of it, chosen for quality and variety.
    """
    divisions = _asked(case, asked, answered)
    first = divisions[0]
    if not first.packages:
        return _empty(first)
    among = _candidates(case, first.over)
    best_by: dict[Package, list[str]] = {}
    for division in divisions:
        for package in division.packages[:1]:
            best_by.setdefault(package, []).append(division.principle)
    chosen = list(best_by)[:count]
    if among is not None:
        chosen += _diverse(among, chosen, count - len(chosen))
    ranks = _ranks(among, first) if among is not None else None
    entries = _entries(case, first, chosen, best_by, ranks)
    proof = first.proof if among is None else proven("every candidate was looked at")
    return Shortlist(
        asked="shortlist",
        given={"count": str(count), "over": first.over},
        proof=proof,
        drawn_from=first.drawn_from,
        over=first.over,
        parties=first.parties,
        entries=entries,
        considered=None if among is None else len(among.numbers),
    )


def _asked(case: Case, asked: Asked, answered: Mapping[str, Division]) -> list[Division]:
    """What the seeding principles say, leaving out those without an answer in the time; raises TooLarge if all are."""
    found: list[Division] = []
    for name in SEEDS:
        try:
            found.append(answered[name] if name in answered else cast(Division, named(name).run(case, asked)))
        except TooLarge as failure:
            reason = failure
    if not found:
        raise reason
    return found


def _empty(division: Division) -> Shortlist:
    reasons: tuple[Reason, ...] = division.reasons
    proof: Proof = division.proof
    return Shortlist(
        asked="shortlist",
        proof=proof,
        reasons=reasons,
        drawn_from=division.drawn_from,
        over=division.over,
        parties=division.parties,
        entries=(),
        considered=0,
    )


def _candidates(case: Case, over: Over) -> Candidates | None:
    try:
        space = space_of(case)
    except TooLarge:
        return None
    return candidates(space, over) if space.combinations <= LISTED and not space.gridded else None


def _diverse(among: Candidates, chosen: Sequence[Package], wanted: int) -> list[Package]:
    """Efficient candidates, each as different as can be from all before it; the better by Nash where equal."""
    efficient = among.efficient()
    sizes = [len(group.rows) for group in among.space.groups]
    rows = decode(efficient.numbers, sizes)
    settled = _settled(among, rows)
    setting = Setting(among.space.parties, efficient.potential(), (Fraction(1),) * len(among.space.parties))
    quality = NashProduct().shortlist(efficient.gains, setting)
    order = np.lexsort((quality[:, 1], quality[:, 0]))[::-1]
    issues = [issue.id for issue in among.space.case.issues]
    number = [{way: n for n, way in enumerate(ways)} for ways in _ways(among)]
    taken = [[number[i][package[issue]] for i, issue in enumerate(issues)] for package in chosen]
    picked: list[Package] = []
    for _ in range(wanted):
        distance = np.min([(settled != row).sum(axis=1) for row in taken], axis=0)
        at = max(order, key=lambda k: distance[k], default=None)
        if at is None or distance[at] == 0:
            break
        picked.append(efficient.package(int(at)))
        taken.append(settled[at].tolist())
    return picked


def _ways(among: Candidates) -> list[list[object]]:
    """Per issue, in the order of the case, the settlements that occur in the space."""
    found: dict[str, list[object]] = {}
    for group in among.space.groups:
        for place, issue in enumerate(group.issues):
            found[issue] = list(dict.fromkeys(row[place] for row in group.rows))
    return [found[issue.id] for issue in among.space.case.issues]


def _settled(among: Candidates, rows: IntArray) -> IntArray:
    """Rows of groups -> per issue, the number of the settlement among `_ways`."""
    order = {issue.id: n for n, issue in enumerate(among.space.case.issues)}
    settled = np.zeros((len(rows), len(order)), dtype=np.int64)
    ways = _ways(among)
    for at, group in enumerate(among.space.groups):
        for place, issue in enumerate(group.issues):
            number = {way: n for n, way in enumerate(ways[order[issue]])}
            settled[:, order[issue]] = np.array([number[row[place]] for row in group.rows])[rows[:, at]]
    return settled


def _ranks(among: Candidates, first: Division) -> dict[str, dict[tuple[Fraction, ...], int]]:
    """For each ranking principle, the rank of every distinct vector of gains among the candidates."""
    setting = Setting(first.parties, among.potential(), (Fraction(1),) * len(first.parties))
    ranks: dict[str, dict[tuple[Fraction, ...], int]] = {}
    for name, measure in RANKED_BY.items():
        scores = np.round(measure.shortlist(among.gains, setting), 9)
        order = np.lexsort(scores.T[::-1])[::-1] if scores.shape[1] else np.arange(len(scores))
        table: dict[tuple[Fraction, ...], int] = {}
        rank, last = 0, None
        for position, at in enumerate(order, 1):
            row = scores[at].tolist()
            rank, last = (rank, last) if row == last else (position, row)
            table.setdefault(tuple(Fraction(int(v)) for v in among.values[at]), rank)
        ranks[name] = table
    return ranks


def _entries(
    case: Case,
    first: Division,
    chosen: Sequence[Package],
    best_by: Mapping[Package, list[str]],
    ranks: Mapping[str, Mapping[tuple[Fraction, ...], int]] | None,
) -> tuple[Entry, ...]:
    space = space_of(case) if ranks is not None else None
    sheets = case.sheets
    entries = []
    for package in chosen:
        gains = {party: sheet.gain(package) for party, sheet in sheets.items()}
        shares = {party: gains[party] / most if (most := first.potential[party]) else None for party in sheets}
        counted = {party: share for party, share in shares.items() if share is not None} or gains
        place: dict[str, int | None] = dict.fromkeys(RANKED_BY)
        if ranks is not None and space is not None:
            row = tuple(Fraction(v * s) for v, s in zip(space.values(package), space.scale, strict=True))
            place = {name: table.get(row) for name, table in ranks.items()}
        others = [other for other in chosen if other is not package]
        entries.append(
            Entry(
                package=package,
                gains=MappingProxyType(gains),
                shares=MappingProxyType(shares),
                least_satisfied=min(counted, key=lambda party: counted[party]),
                losers=tuple(party for party, gain in gains.items() if gain < 0),
                best_by=tuple(best_by.get(package, ())),
                ranks=MappingProxyType(place),
                differs=package.differs_from(chosen[0]),
                distinct=tuple(i for i in package if all(other[i] != package[i] for other in others)),
            )
        )
    return tuple(entries)
