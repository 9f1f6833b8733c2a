"""The weighted Nash solution: unequal entitlements."""

from __future__ import annotations

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.nash import NashProduct
from makeable.principles.registry import principle

__all__ = ["weighted_nash"]


@principle(
    says="The package with the largest product of gains, each raised to the power of the party's weight.",
    assumes="The weights (members represented, votes, contributions) were agreed before the division.",
    misleads="Weights chosen after seeing the result only dress up a bargain. Double weight is not double gain.",
    source="Harsanyi and Selten (1972); Kalai (1977).",
    rescaling=True,
    axioms=("no-loss", "efficient", "units", "contraction", "entitled"),
)
def weighted_nash(case: Case, asked: Asked = Asked()) -> Division:
    """Which package makes the product of gains largest when some parties are entitled to more?

    Weights come from `asked.weights` (party id -> positive number; 1 where none is given). Harsanyi and Selten,
    *Management Science* 18 (1972).
    """
    return divide(case, "weighted-nash", NashProduct(), asked)
