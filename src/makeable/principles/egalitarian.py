"""The egalitarian principle: the worst-off first (leximin)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import FloatArray, Program, Setting
from makeable.principles.registry import principle

__all__ = ["Leximin", "egalitarian"]


class Leximin:
    """Gains from the smallest up: the smallest counts first, then the next, to the end."""

    efficient_first = False
    program: Program = "leximin"

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:  # noqa: ARG002
        """(packages, parties) gains -> the same, each row sorted."""
        return np.sort(gains, axis=1)

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:  # noqa: ARG002
        """One package's gains, sorted."""
        return tuple(sorted(gains))


@principle(
    says="The package whose least satisfied party gains the most; then the next least, and so on.",
    assumes="Points mean the same to every party, and a gain counts more the less the party has.",
    misleads="A party that can gain little anywhere holds everyone down to its small gain.",
    source="Rawls (1971); Sen (1970); Kalai (1977).",
    rescaling=False,
    aliases=("leximin", "kalai"),
    axioms=("no-loss", "efficient", "equals", "contraction", "worst-off", "comparable"),
)
def egalitarian(case: Case, asked: Asked = Asked()) -> Division:
    """Which package lifts the least satisfied party the most, and then the next, to the last (leximin)?

    The first stage alone (the largest smallest gain, Kalai's egalitarian solution) may leave value on the table; the
    later stages do not. Scores are compared across parties. Sen (1970); Kalai, *Econometrica* 45 (1977).
    """
    return divide(case, "egalitarian", Leximin(), asked)
