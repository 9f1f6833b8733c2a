"""What a principle maximises, told in two ways: fast in floats to shortlist, exact in fractions to decide."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["ByShares", "FloatArray", "Measure", "Program", "Setting"]

FloatArray = npt.NDArray[np.float64]

Program = Literal["total", "leximin", "leximin of shares", "product", "smallest spread", "smallest"]


@dataclass(frozen=True)
class Setting:
    """What a measure may depend on besides a package's gains.

    `potential[p]`: the most that any candidate gives party p above its no-deal line. `weights[p]`: its weight.
    `no_deal[p]`: the value of its no-deal line.
    """

    parties: tuple[str, ...]
    potential: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]
    no_deal: tuple[Fraction, ...] = ()


class Measure(Protocol):
    """A principle's measure of a package; larger is better, earlier parts count before later ones."""

    @property
    def efficient_first(self) -> bool:
        """Whether dominated packages are dropped before the measure is looked at."""

    @property
    def program(self) -> Program | None:
        """The mixed-integer program that finds its best package where listing cannot; None: there is none."""

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:
        """The measure in floats: (packages, parties) gains -> (packages, parts)."""

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:
        """The measure of one package, exactly: part by part what `shortlist` gives, or what grows with it."""


class ByShares(ABC):
    """A measure by shares: what each party has, in its own unit, from the smallest up (leximin).

    `needs_potential`: its units are made from the potentials. `losses_count`: a loss counts as it is, also where the
    rule can outvote a party.
    """

    efficient_first = False
    program: Program = "leximin of shares"
    needs_potential = False
    losses_count = False

    @abstractmethod
    def units(self, setting: Setting) -> tuple[Fraction, ...]:
        """What one share of each party is; 0 for a party that is not counted."""

    def origin(self, setting: Setting) -> tuple[Fraction, ...]:
        """The gain of each party from which its share is counted: 0, its no-deal line, unless the measure says so."""
        return (Fraction(0),) * len(setting.parties)

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:
        """(packages, parties) gains -> shares, each row sorted."""
        units, origin = self.units(setting), self.origin(setting)
        counted = [p for p, unit in enumerate(units) if unit > 0]
        start = np.array([float(origin[p]) for p in counted])
        unit = np.array([float(units[p]) for p in counted])
        return np.sort((gains[:, counted] - start) / unit, axis=1)

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:
        """One package's shares, sorted."""
        rows = zip(gains, self.origin(setting), self.units(setting), strict=True)
        return tuple(sorted((gain - start) / unit for gain, start, unit in rows if unit > 0))
