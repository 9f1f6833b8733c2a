"""The utilitarian principle: the largest total."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import FloatArray, Program, Setting
from makeable.principles.registry import principle

__all__ = ["utilitarian"]


class Total:
    """The sum of all gains."""

    efficient_first = False
    program: Program = "total"

    def shortlist(self, gains: FloatArray, setting: Setting) -> FloatArray:  # noqa: ARG002
        """(packages, parties) gains -> (packages, 1)."""
        total: FloatArray = gains.sum(axis=1, keepdims=True)
        return total

    def exact(self, gains: Sequence[Fraction], setting: Setting) -> tuple[Fraction, ...]:  # noqa: ARG002
        """The sum of one package's gains."""
        return (sum(gains, Fraction(0)),)


@principle(
    says="The package with the largest total gain over no deal.",
    assumes="Points mean the same to every party: a point lost here is made good by a point won there.",
    misleads="It may give one party everything. Whoever writes larger numbers gets more.",
    source="Bentham (1789); Harsanyi (1955).",
    rescaling=False,
    axioms=("no-loss", "efficient", "equals", "contraction", "total", "comparable"),
)
def utilitarian(case: Case, asked: Asked = Asked()) -> Division:
    """Which package makes the parties' gains over no deal add up to the most?

    Scores are added across parties, so they must be on one scale (money, or points out of the same hundred).
    Bentham, *An Introduction to the Principles of Morals and Legislation* (1789); Harsanyi (1955).
    """
    return divide(case, "utilitarian", Total(), asked)
