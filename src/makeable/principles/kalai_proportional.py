"""Kalai's proportional solution: gains in agreed proportions."""

from __future__ import annotations

from fractions import Fraction

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import ByShares, Setting
from makeable.principles.registry import principle

__all__ = ["Proportions", "kalai_proportional"]


class Proportions(ByShares):
    """Gains divided by weights, from the smallest up."""

    def units(self, setting: Setting) -> tuple[Fraction, ...]:
        """The weights."""
        return setting.weights


@principle(
    says="The package whose gains come nearest to agreed proportions: the smallest gain per weight is largest.",
    assumes="Points mean the same to every party, and the proportions were agreed before the division.",
    misleads="Proportions chosen after seeing the result only dress up a bargain. Packages come in steps, so the "
    "proportions may be missed by far.",
    source="Kalai (1977).",
    rescaling=False,
    axioms=("no-loss", "efficient", "contraction", "worst-off", "comparable", "entitled"),
)
def kalai_proportional(case: Case, asked: Asked = Asked()) -> Division:
    """Which package gives gains over no deal in the proportions of the weights, as nearly as there is one?

    Weights come from `asked.weights` (party id -> positive number; 1 where none is given: then it is the egalitarian
    principle). The smallest gain per weight is made largest, then the next (leximin). Kalai, "Proportional solutions to
    bargaining situations", *Econometrica* 45 (1977).
    """
    return divide(case, "kalai-proportional", Proportions(), asked)
