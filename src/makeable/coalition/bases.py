"""What could hold parties together: bases of coalition pair by pair, and the groups they suggest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

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
from makeable.coalition.groups import Group, suggested
from makeable.coalition.likeness import best_exchange, likeness
from makeable.coalition.patterns import Patterns, listable, patterns
from makeable.coalition.ties import dealings_of, links_of, tie_owners, ties_of
from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Reason, proven
from makeable.frontier.importance import ImportanceFinding, importance
from makeable.frontier.space import Space, space_of
from makeable.model import Case, Package

__all__ = [
    "Bases",
    "Pair",
    "bases",
]

ALIKE = Fraction(3, 10)
"""A correlation of this much counts as a shared interest, of minus this much as opposed interests."""
CARES = Fraction(1, 10)
"""An issue counts for a party that has at least this share of all it could win or lose in it."""
VALUABLE = Fraction(1, 50)
"""A trade counts when it brings both at least this share of all they could win or lose."""
EXPOSED = Fraction(1, 20)
"""Parties are vulnerable together when at least this share of the deals would leave both below no deal."""


@dataclass(frozen=True)
class Pair:
    """Two parties: what could hold them together, and what stands between them."""

    parties: tuple[str, str]
    holds: tuple[Reason, ...]
    divides: tuple[Reason, ...]
    correlation: float | None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of basis the two have."""
        return frozenset(type(reason).__name__ for reason in self.holds)


@dataclass(frozen=True, kw_only=True)
class Bases(Finding):
    """Every pair of parties, those with most in common first, and groups in which every pair has something.

    `left_out[party]`: how many of the passing packages leave it below no deal, of `passing` (None: not counted).
    """

    parties: tuple[str, ...]
    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    passing: int | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "left_out", MappingProxyType(dict(self.left_out)))

    def pair(self, one: str, other: str) -> Pair:
        """What is known of two parties. Raises KeyError when one of them is not among the parties."""
        for pair in self.pairs:
            if set(pair.parties) == {one, other}:
                return pair
        raise KeyError((one, other))


def bases(case: Case, package: Package | None = None) -> Bases:
    """Who could stand together, on what basis, and what groups could that become?

    For each pair: shared interests (they rank packages alike), shared positions (the same wish on an issue that
    matters to both; a common no to the package; preferring no deal), a trade that leaves both better off than
    meeting halfway, history, common allies or opponents, and shared vulnerability (deals of the others that leave
    both out). Suggested groups are those in which every pair has at least two of these and nothing stands between
    them. It says who could find each other, not who will. Parties without a sheet have only history and ties.
    """
    package = package or case.draft
    space = listable(case)
    counted = patterns(space) if space is not None else None
    looked = space or _space(case)
    cares = importance(case)
    ties = ties_of(case)
    pairs = [
        _pair(_Asked(case, package, looked, counted, cares, ties), *two) for two in combinations(tuple(case.party), 2)
    ]
    pairs.sort(key=lambda pair: (-len(pair.kinds) + len(pair.divides), -(pair.correlation or 0)))
    reasons: list[Reason] = [Assumed("says yes", party=party) for party in case.party if party not in case.sheets]
    reasons += [Assumed("estimate", s.estimated_by, party) for party, s in case.sheets.items() if s.estimated_by]
    if counted is None and case.sheets:
        reasons.append(Assumed("left out not counted"))
    return Bases(
        asked="bases",
        given={"package": str(package)} if package is not None else {},
        proof=proven("every pair was looked at"),
        reasons=tuple(reasons),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()) | tie_owners(case),
        parties=tuple(case.party),
        pairs=tuple(pairs),
        groups=suggested(case, {p.parties: (len(p.kinds), not p.divides, p.kinds) for p in pairs}),
        left_out=_left_out(counted) if counted is not None else {},
        passing=_passing(counted) if counted is not None else None,
    )


@dataclass(frozen=True)
class _Asked:
    case: Case
    package: Package | None
    space: Space | None
    counted: Patterns | None
    cares: ImportanceFinding
    ties: Mapping[frozenset[str], Fraction]


def _space(case: Case) -> Space | None:
    """The space for comparing sheets where not every package can be listed: constraints and interactions left out."""
    if not case.sheets:
        return None
    try:
        return space_of(case)
    except TooLarge:
        plain = {party: replace(sheet, interactions=()) for party, sheet in case.sheets.items()}
        return space_of(replace(case.with_sheets(plain), constraints=()))


def _pair(asked: _Asked, one: str, other: str) -> Pair:
    holds: list[Reason] = []
    divides: list[Reason] = []
    alike = None
    if asked.space is not None and {one, other} <= set(asked.space.parties):
        numbers = asked.space.parties.index(one), asked.space.parties.index(other)
        alike = likeness(asked.space, *numbers, ALIKE)
        if alike is not None and alike.at_least:
            issues = _most(alike.parts, 1)
            linked = _linked(asked.case, one) & _linked(asked.case, other) & set(issues)
            holds.append(SharedInterest(alike.correlation, issues, tuple(i for i in issues if i in linked)))
        if alike is not None and alike.at_most:
            divides.append(Opposed(alike.correlation, _most(alike.parts, -1)))
        holds += _positions(asked, one, other)
        exchange = best_exchange(asked.case, one, other, asked.cares)
        if exchange is not None and min(exchange.gain, exchange.gain_other) >= VALUABLE:
            holds.append(ValuableTrade(exchange))
        holds += _exposed(asked, one, other)
    together, apart = _terms(asked, one, other)
    correlation = alike.correlation if alike is not None else None
    return Pair((one, other), (*holds, *together), (*divides, *apart), correlation)


def _most(parts: Mapping[tuple[str, ...], float], sign: int) -> tuple[str, ...]:
    """The issues that pull most in one direction, until they make up most of it."""
    pulling = sorted(((sign * part, issues) for issues, part in parts.items() if sign * part > 0), reverse=True)
    total, found, so_far = sum(part for part, _ in pulling), list[str](), 0.0
    for part, issues in pulling:
        if so_far >= 0.7 * total:
            break
        found += issues
        so_far += part
    return tuple(found)


def _linked(case: Case, party: str) -> set[str]:
    """The issues that a party's stated interests name."""
    return {issue for interest in case.sheets[party].interests for issue in interest.issues}


def _positions(asked: _Asked, one: str, other: str) -> list[Reason]:
    found: list[Reason] = []
    cares, sheets = asked.cares, asked.case.sheets
    for issue in asked.case.issues:
        common = [way for way in cares.wants[one][issue.id] if way in cares.wants[other][issue.id]]
        if common and min(cares.shares[one][issue.id], cares.shares[other][issue.id]) >= CARES:
            found.append(SharedPosition(issue.id, common[0]))
    if asked.package is not None:
        gains = sheets[one].gain(asked.package), sheets[other].gain(asked.package)
        if max(gains) < 0:
            found.append(AgainstIt((-gains[0], -gains[1])))
    if asked.counted is not None:
        bits = _mask(asked.counted.parties, (one, other))
        refused = sum(many for mask, many in asked.counted.counts.items() if not mask & bits)
        if 2 * refused > asked.counted.packages:
            found.append(PreferNoDeal(refused, asked.counted.packages))
    return found


def _mask(parties: Sequence[str], some: Sequence[str]) -> int:
    return sum(1 << parties.index(party) for party in some)


def _exposed(asked: _Asked, one: str, other: str) -> list[Reason]:
    if asked.counted is None:
        return []
    bits, passing = _mask(asked.counted.parties, (one, other)), _passing(asked.counted)
    out = [mask for mask in asked.counted.counts if not mask & bits and asked.counted.passes(mask)]
    packages = sum(asked.counted.counts[mask] for mask in out)
    if not packages or packages < EXPOSED * passing:
        return []
    example = max(out, key=lambda mask: asked.counted.counts[mask] if asked.counted else 0)
    return [LeftOutTogether(packages, passing, asked.counted.first[example])]


def _passing(counted: Patterns) -> int:
    return sum(many for mask, many in counted.counts.items() if counted.passes(mask))


def _left_out(counted: Patterns) -> dict[str, int]:
    passing = [(mask, many) for mask, many in counted.counts.items() if counted.passes(mask)]
    return {party: sum(many for mask, many in passing if not mask >> i & 1) for i, party in enumerate(counted.parties)}


def _terms(asked: _Asked, one: str, other: str) -> tuple[list[Reason], list[Reason]]:
    """What history and common ties make of two parties."""
    together: list[Reason] = []
    apart: list[Reason] = []
    tone = asked.ties.get(frozenset((one, other)), Fraction(0))
    evidence = dealings_of(asked.case, one, other), links_of(asked.case, one, other)
    if tone > 0:
        together.append(SharedHistory(*evidence))
    elif tone < 0:
        apart.append(Quarrelled(*evidence))
    allies, opponents, torn = [], [], []
    for third in asked.case.party:
        if third in (one, other):
            continue
        signs = [asked.ties.get(frozenset((party, third)), Fraction(0)) for party in (one, other)]
        if min(signs) > 0:
            allies.append(third)
        elif max(signs) < 0:
            opponents.append(third)
        elif signs[0] * signs[1] < 0:
            torn.append(third)
    if allies or opponents:
        together.append(CommonTies(tuple(allies), tuple(opponents)))
    if torn:
        apart.append(HardToJoin(tuple(torn)))
    return together, apart
