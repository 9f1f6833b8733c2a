"""A decision rule as a voting game in integers, and the counting that winning and power both rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

from makeable.errors import BadInput, Problem, TooLarge
from makeable.kernels.power_compose import Numeric, compound, exact_swings, exact_work, numeric_power, numeric_work
from makeable.kernels.power_heads import heads_swings, heads_work
from makeable.kernels.power_index import swings_from_counts
from makeable.kernels.power_sample import Estimate, sample_banzhaf, sample_shapley
from makeable.kernels.power_split import MOST_PLAYERS, count_by_size, sorted_work, split_work
from makeable.kernels.voting import Every, Game, Some, Threshold, VotingRule
from makeable.model import AllOf, AtLeast, Quota, Rule

__all__ = ["Counted", "Effort", "Sampled", "count", "game_of", "weighted_rule"]


@dataclass(frozen=True)
class Effort:
    """How far to go: `exact` insists on integers (TooLarge when out of reach); else `samples` orders at worst."""

    exact: bool = False
    samples: int = 200_000
    seed: int = 1


@dataclass(frozen=True)
class Counted:
    """Exact: `swings[i][k]`, coalitions of k others that player i turns into winning ones, and all winning ones."""

    swings: tuple[tuple[int, ...], ...]
    winning: int


@dataclass(frozen=True)
class Sampled:
    """Estimates with intervals: Shapley-Shubik, the chance to be critical, and the chance of a yes."""

    shapley: Estimate
    banzhaf: Estimate
    passing: Estimate


def weighted_rule(weights: Sequence[Fraction | int], quota: Fraction | int) -> tuple[Rule, tuple[str, ...]]:
    """The rule of a body given by its weights and quota alone, and its members' names: 1, 2, 3, ..."""
    names = tuple(str(i + 1) for i in range(len(weights)))
    return Quota(dict(zip(names, map(Fraction, weights), strict=True)), Fraction(quota)), names


def game_of(rule: Rule, parties: Sequence[str]) -> Game:
    """The rule as a voting game of these parties, in this order; fractional weights are scaled to integers.

    Raises BadInput for negative weights and for weights of parties not among these.
    """
    place = {party: i for i, party in enumerate(parties)}
    problems: list[Problem] = []
    tree = _tree(rule, place, problems)
    if problems:
        raise BadInput(dict.fromkeys(problems))
    game = Game(len(place), tree)
    if any(vector.total >= 2**62 for vector in game.vectors):
        raise TooLarge("The weights have too many digits: their sum must stay below 4.6e18 after scaling to integers.")
    return game


def _tree(rule: Rule, place: Mapping[str, int], problems: list[Problem]) -> VotingRule:
    if isinstance(rule, AtLeast):
        return _threshold(dict.fromkeys(rule.parties, Fraction(1)), Fraction(rule.count), place, problems)
    if isinstance(rule, Quota):
        return _threshold(rule.weights, rule.quota, place, problems)
    parts = tuple(_tree(part, place, problems) for part in rule.rules)
    if not parts:
        return Threshold((0,) * len(place), 0 if isinstance(rule, AllOf) else 1)
    return Every(parts) if isinstance(rule, AllOf) else Some(parts)


def _threshold(
    weights: Mapping[str, Fraction], quota: Fraction, place: Mapping[str, int], problems: list[Problem]
) -> Threshold:
    for party, weight in weights.items():
        if party not in place:
            problems.append(Problem("rule", f"`{party}` is not one of the parties.", "Name only parties."))
        if weight < 0:
            problems.append(Problem("rule", f"The weight of `{party}` is negative.", "A yes must never count against."))
    if problems:
        return Threshold((0,) * len(place), 0)
    scale = lcm(*(w.denominator for w in weights.values()), 1)
    scaled = [0] * len(place)
    for party, weight in weights.items():
        scaled[place[party]] = int(weight * scale)
    # whole weights reach a fractional quota exactly when they reach the next whole number
    return Threshold(tuple(scaled), max(0, min(ceil(quota * scale), sum(scaled) + 1)))


_QUICK_PAIRS = 1 << 21
_MOST_PAIRS = 1 << 29  # some ten seconds
_QUICK_BYTES = 1 << 29
_MOST_BYTES = 1 << 36  # about a minute
_MOST_UPDATES = 1 << 37


def count(game: Game, effort: Effort) -> tuple[Counted | Numeric | Sampled, str]:
    """Swings of every player by the fastest way that is exact, nearly exact, or sampled; and the way's name.

    Raises TooLarge when `effort.exact` and no exact way is in reach.
    """
    lists = sorted_work(game) if game.players <= MOST_PLAYERS else None
    pairs = split_work(game) if game.players <= MOST_PLAYERS else _MOST_PAIRS + 1
    parts = compound(game)
    packed = exact_work(parts) if parts is not None else _MOST_BYTES + 1
    if pairs <= _QUICK_PAIRS or (lists is not None and lists <= _QUICK_PAIRS):
        return _by_lists(game)
    if parts is not None and packed <= (_MOST_BYTES if effort.exact else _QUICK_BYTES):
        return Counted(*exact_swings(parts)), "generating functions in integers"
    both = heads_work(game)
    if both is not None and both <= _MOST_BYTES:
        return Counted(*heads_swings(game)), "generating functions in integers"
    if not effort.exact and parts is not None and numeric_work(parts, 1e-14) <= _MOST_UPDATES:
        return numeric_power(parts), "multilinear extension at Gauss-Legendre nodes"
    if pairs <= _MOST_PAIRS:
        return _by_lists(game)
    if effort.exact:
        raise TooLarge(
            f"Exact integers for {game.players} members under this rule would need more than a minute or 64 GB moved; "
            "without insisting on integers the answer comes with a stated error."
        )
    banzhaf, passing = sample_banzhaf(game, effort.samples, effort.seed)
    return Sampled(sample_shapley(game, effort.samples, effort.seed), banzhaf, passing), "sampled orders of joining"


def _by_lists(game: Game) -> tuple[Counted, str]:
    counts = count_by_size(game)
    return Counted(swings_from_counts(counts), counts.total), "all coalitions, listed in two halves"
