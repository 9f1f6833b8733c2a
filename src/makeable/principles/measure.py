"""What a principle maximises, told in two ways: fast in floats to shortlist, exact in fractions to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["FloatArray", "Measure", "Program", "Setting"]

FloatArray = npt.NDArray[np.float64]

Program = Literal["total", "leximin", "leximin of shares", "product", "smallest spread"]


@dataclass(frozen=True)
class Setting:
    """What a measure may depend on besides a package's gains.

    `potential[p]`: the most that any candidate gives party p above its no-deal line. `weights[p]`: its weight.
    """

    parties: tuple[str, ...]
    potential: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]


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
