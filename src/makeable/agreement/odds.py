"""The probability that each party still wants the agreement, year by year: exactly where it can be, else sampled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from makeable.model import Scenario

__all__ = ["Chance", "Odds", "Shock", "active", "exact_odds", "sampled_odds", "usual", "variance"]

ONE, NOTHING = Fraction(1), Fraction(0)
USUAL = Fraction(1, 10)
MOST_STATES = 20_000
SURE = Fraction(95, 100)
_Z = 1.959963984540054


@dataclass(frozen=True)
class Shock:
    """A scenario as numbers: when it is on, and what it adds to each party's surplus (per unit of severity, fixed)."""

    scenario: str
    probability: Fraction
    years: int | None
    severity: tuple[Fraction, Fraction]
    adds: tuple[tuple[Fraction, Fraction], ...]

    @property
    def steady(self) -> bool:
        """Whether it is one number per party: nothing depends on a severity that varies."""
        return self.severity[0] == self.severity[1] or not any(turned for turned, _ in self.adds)

    def at(self, party: int, severity: Fraction) -> Fraction:
        """What it adds to a party's surplus at a severity."""
        turned, fixed = self.adds[party]
        return turned * severity + fixed

    def worst(self, party: int) -> Fraction:
        """The least it adds to a party's surplus."""
        return min(self.at(party, end) for end in self.severity)


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability: exact when `interval` is None, else estimated, within the interval with 95 % confidence."""

    value: Fraction
    interval: tuple[float, float] | None = None


@dataclass(frozen=True)
class Odds:
    """Per year: each party's probability of still wanting the agreement, and that all of them do at once."""

    parties: tuple[tuple[Chance, ...], ...]
    everyone: tuple[Chance, ...]


def usual(scenario: Scenario) -> Fraction:
    """The yearly probability of a scenario; 10 % where nobody said."""
    return USUAL if scenario.probability is None else scenario.probability


def active(shock: Shock, year: int) -> Fraction:
    """The probability that a scenario is on in a year (the first is 1)."""
    lasting = year if shock.years is None else min(year, shock.years)
    return ONE - (ONE - shock.probability) ** lasting


def years_of(scenario: Scenario) -> int | None:
    """How many calendar years a scenario weighs on, at least one."""
    return None if scenario.lasts is None else max(1, ceil(scenario.lasts))


def exact_odds(base: Sequence[Fraction], shocks: Sequence[Shock], horizon: int) -> Odds | None:
    """All combinations of scenarios, exactly; None when severities vary or the combinations are too many."""
    if not all(shock.steady for shock in shocks):
        return None
    parties: list[tuple[Chance, ...]] = []
    everyone: list[Chance] = []
    for year in range(1, horizon + 1):
        states: dict[tuple[Fraction, ...], Fraction] = {tuple(base): ONE}
        for shock in shocks:
            chance = active(shock, year)
            added = [shock.at(k, shock.severity[0]) for k in range(len(base))]
            spread: dict[tuple[Fraction, ...], Fraction] = {}
            for state, weight in states.items():
                hit = tuple(a + b for a, b in zip(state, added, strict=True))
                spread[state] = spread.get(state, NOTHING) + weight * (ONE - chance)
                spread[hit] = spread.get(hit, NOTHING) + weight * chance
            states = spread
            if len(states) > MOST_STATES:
                return None
        wanted = [sum((w for s, w in states.items() if s[k] >= 0), NOTHING) for k in range(len(base))]
        parties.append(tuple(Chance(value) for value in wanted))
        everyone.append(Chance(sum((w for s, w in states.items() if min(s) >= 0), NOTHING)))
    return Odds(tuple(parties), tuple(everyone))


def sampled_odds(
    base: Sequence[Fraction], shocks: Sequence[Shock], horizon: int, seed: int, runs: int
) -> tuple[Odds, tuple[Chance, ...]]:
    """The same by simulation, and per party the probability that it wants the agreement in every year."""
    wanted = paths(base, shocks, horizon, seed, runs) >= -1e-9
    parties = tuple(tuple(_chance(wanted[:, y, k]) for k in range(len(base))) for y in range(horizon))
    everyone = tuple(_chance(np.all(wanted[:, y, :], axis=1)) for y in range(horizon))
    throughout = tuple(_chance(np.all(wanted[:, :, k], axis=1)) for k in range(len(base)))
    return Odds(parties, everyone), throughout


def paths(base: Sequence[Fraction], shocks: Sequence[Shock], horizon: int, seed: int, runs: int) -> NDArray[np.float64]:
    """Surplus of shape (runs, years, parties): each scenario begins by chance each year, lasts, and adds its effect.

    Every scenario has random numbers of its own, so that what changes one of them leaves the others' fate alone.
    """
    surplus = np.broadcast_to(np.array([float(b) for b in base]), (runs, horizon, len(base))).copy()
    for shock in shocks:
        rng = np.random.default_rng([seed, crc32(shock.scenario.encode())])
        begins = rng.random((runs, horizon)) < float(shock.probability)
        severity = rng.uniform(float(shock.severity[0]), float(shock.severity[1]), runs)
        span = horizon if shock.years is None else shock.years
        begun = np.cumsum(begins, axis=1)
        ended = np.zeros_like(begun)
        ended[:, span:] = begun[:, : max(0, horizon - span)]
        turned = np.array([float(t) for t, _ in shock.adds])
        fixed = np.array([float(f) for _, f in shock.adds])
        effect = severity[:, None] * turned + fixed
        surplus += (begun > ended)[:, :, None] * effect[:, None, :]
    return surplus


def _chance(hits: Any) -> Chance:
    """A share of runs (an array of truth values) with Wilson's interval (1927)."""
    n, share = len(hits), float(hits.mean())
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Chance(Fraction(int(hits.sum()), n), (max(0.0, middle - half), min(1.0, middle + half)))


def variance(shock: Shock, party: int, year: int) -> Fraction:
    """The variance that a scenario gives a party's surplus in a year, exactly; variances of scenarios add up."""
    chance = active(shock, year)
    turned, fixed = shock.adds[party]
    low, high = shock.severity
    mean, spread = (low + high) / 2, (high - low) ** 2 / 12
    square = turned**2 * (spread + mean**2) + 2 * turned * fixed * mean + fixed**2
    return chance * square - (chance * (turned * mean + fixed)) ** 2


def shock_of(scenario: Scenario, adds: Mapping[str, tuple[Fraction, Fraction]], parties: Sequence[str]) -> Shock:
    """A scenario and its effects as a shock on these parties."""
    return Shock(
        scenario.id,
        usual(scenario),
        years_of(scenario),
        scenario.severity,
        tuple(adds[party] for party in parties),
    )
