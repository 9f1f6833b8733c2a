"""Power: how often a party's yes decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from makeable.coalition.voting_game import Counted, Effort, Sampled, count, game_of
from makeable.errors import BadInput, Problem
from makeable.finding import Finding, Proof, Reason, proven
from makeable.kernels.coalition_cells import Cells
from makeable.kernels.power_compose import Numeric
from makeable.kernels.power_index import banzhaf_counts, shapley_from_swings
from makeable.kernels.power_owen import owen, owen_work
from makeable.kernels.power_sample import sample_shapley
from makeable.kernels.voting import Game
from makeable.model import Rule

__all__ = ["NotLooked", "Power", "Powerless", "Share", "power"]

Share = Fraction | float
"""A fraction where it is exact, a float where it has an error or an interval."""

Shares = tuple[Share, ...]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Powerless(Reason):
    """The party's yes never makes a difference, whatever its weight."""

    party: str


@dataclass(frozen=True)
class NotLooked(Reason):
    """`what` was not computed, because it would take going through `coalitions` coalitions one by one."""

    what: str
    coalitions: int


@dataclass(frozen=True, kw_only=True)
class Power(Finding):
    """Power indices, one entry a party in the order of `parties`.

    `shapley_shubik`: share of orders of joining in which the party's yes makes the deal. `banzhaf`: share of all
    swings; `swings`: their number; `critical`: the chance that the party decides when all others vote by a coin.
    `coleman_prevent`: of the coalitions that win, the share that the party can break; `coleman_initiate`: of those
    that lose, the share it can make win; `act`: the share of all coalitions that win, `winning` in number.
    `johnston`, `deegan_packel`, `public_good`: None where too many coalitions would have to be looked at.
    `owen`: Shapley-Shubik when `unions` vote as blocs. Intervals only where an index is sampled.
    """

    parties: tuple[str, ...]
    shapley_shubik: Shares
    banzhaf: Shares
    critical: Shares
    swings: tuple[int, ...] | None = None
    coleman_prevent: Shares
    coleman_initiate: Shares
    act: Share
    winning: int | None = None
    johnston: Shares | None = None
    deegan_packel: Shares | None = None
    public_good: Shares | None = None
    unions: tuple[tuple[str, ...], ...] = ()
    owen: Shares | None = None
    shapley_intervals: tuple[Interval, ...] | None = None
    critical_intervals: tuple[Interval, ...] | None = None
    owen_intervals: tuple[Interval, ...] | None = None


_MOST_LOOKED_AT = 1 << 18
_MOST_OWEN_WORK = 1 << 31


def power(
    rule: Rule,
    parties: Sequence[str],
    unions: Sequence[Sequence[str]] = (),
    effort: Effort | None = None,
    look_at: int = _MOST_LOOKED_AT,
) -> Power:
    """How often does each party's yes decide, under this rule?

    Shapley-Shubik asks in which orders of joining a party is pivotal, Banzhaf in how many coalitions it is critical;
    the two can rank parties differently. Both take every order, or every coalition, as equally likely: they measure
    the rule, not the people, and mislead where some parties would never vote together. `unions` are groups that
    vote together; parties in none stand alone. `look_at`: how many coalitions may be gone through one by one for the
    indices that need it. Sources: Shapley and Shubik 1954; Penrose 1946, Banzhaf 1965; Coleman 1971; Owen 1977.

    Raises BadInput for a rule or unions that name others than the parties, TooLarge as `voting_game.count` does.
    """
    effort = effort or Effort()
    game = game_of(rule, parties)
    blocs = _unions(unions, parties)
    counted, way = count(game, effort)
    indices = _indices(counted, game.players)
    looked = Cells(game) if game.cells <= look_at else None
    with_unions, owen_intervals = _owen(game, blocs, effort) if unions else (None, None)
    return Power(
        asked="power",
        proof=_proof(counted, way),
        reasons=_reasons(counted, parties, None if looked else game.cells),
        parties=tuple(parties),
        johnston=looked.johnston() if looked else None,
        deegan_packel=looked.deegan_packel() if looked else None,
        public_good=looked.public_good() if looked else None,
        unions=tuple(tuple(parties[i] for i in bloc) for bloc in blocs) if unions else (),
        owen=with_unions,
        owen_intervals=owen_intervals,
        shapley_shubik=indices.shapley,
        banzhaf=indices.normalised,
        critical=indices.critical,
        swings=banzhaf_counts(counted.swings) if isinstance(counted, Counted) else None,
        coleman_prevent=tuple(_over(c / 2, indices.act) for c in indices.critical),
        coleman_initiate=tuple(_over(c / 2, 1 - indices.act) for c in indices.critical),
        act=indices.act,
        winning=counted.winning if isinstance(counted, Counted) else None,
        shapley_intervals=counted.shapley.intervals if isinstance(counted, Sampled) else None,
        critical_intervals=counted.banzhaf.intervals if isinstance(counted, Sampled) else None,
    )


@dataclass(frozen=True)
class _Indices:
    shapley: Shares
    critical: Shares
    act: Share

    @property
    def normalised(self) -> Shares:
        total = sum(self.critical, Fraction(0))
        return tuple(_over(c, total) for c in self.critical)


def _over(part: Share, whole: Share) -> Share:
    return part / whole if whole else Fraction(0)


def _indices(counted: Counted | Numeric | Sampled, players: int) -> _Indices:
    if isinstance(counted, Counted):
        half = 1 << max(players - 1, 0)
        critical = tuple(Fraction(swings, half) for swings in banzhaf_counts(counted.swings))
        return _Indices(shapley_from_swings(counted.swings), critical, Fraction(counted.winning, 1 << players))
    if isinstance(counted, Numeric):
        return _Indices(counted.shapley, counted.banzhaf, counted.passing)
    return _Indices(counted.shapley.values, counted.banzhaf.values, counted.passing.values[0])


def _proof(counted: Counted | Numeric | Sampled, way: str) -> Proof:
    if isinstance(counted, Counted):
        return proven(way)
    if isinstance(counted, Numeric):
        # what double precision adds was never seen above 1e-13 in comparisons with integers
        return Proof("gap", way, gap=Fraction(counted.error) + Fraction(1, 10**13), gap_in="points")
    widest = max(counted.shapley.intervals, key=lambda interval: interval[1] - interval[0])
    return Proof("sampled", way, interval=widest, confidence=Fraction(95, 100))


def _reasons(counted: Counted | Numeric | Sampled, parties: Sequence[str], unlooked: int | None) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if isinstance(counted, Counted):
        reasons += [Powerless(party) for party, row in zip(parties, counted.swings, strict=True) if not any(row)]
    if unlooked is not None:
        reasons.append(NotLooked("johnston, deegan_packel, public_good", unlooked))
    return tuple(reasons)


def _unions(unions: Sequence[Sequence[str]], parties: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    place = {party: i for i, party in enumerate(parties)}
    named = [party for union in unions for party in union]
    problems = [
        Problem("unions", f"`{party}` is not one of the parties.", f"Use: {', '.join(parties)}.")
        for party in dict.fromkeys(named)
        if party not in place
    ]
    problems += [
        Problem("unions", f"`{party}` stands in two unions.", "Keep it in one.")
        for party in dict.fromkeys(named)
        if named.count(party) > 1
    ]
    if problems:
        raise BadInput(problems)
    alone = [(i,) for party, i in place.items() if party not in named]
    return (*(tuple(place[party] for party in union) for union in unions if union), *alone)


def _owen(game: Game, blocs: Sequence[Sequence[int]], effort: Effort) -> tuple[Shares, tuple[Interval, ...] | None]:
    if owen_work(game, blocs) <= _MOST_OWEN_WORK:
        return owen(game, blocs), None
    estimate = sample_shapley(game, effort.samples, effort.seed, blocs)
    return estimate.values, estimate.intervals
