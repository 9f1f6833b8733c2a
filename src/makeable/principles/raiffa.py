"""Raiffa's solution: agreeing in steps, each of which takes everyone the same part of the way."""

from __future__ import annotations

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.kalai_smorodinsky import LeximinShares
from makeable.principles.registry import principle

__all__ = ["raiffa"]


@principle(
    says="Agreed in steps: each step gives everyone an equal part of what it could still hope for.",
    assumes="Talks move by balanced steps, and the most a party could still get is a fair yardstick of its next step.",
    misleads="The way there decides the result: one extreme package early on raises a party's every later step.",
    source="Raiffa (1953); Luce and Raiffa (1957), section 6.7.",
    rescaling=True,
    axioms=("no-loss", "efficient", "equals", "units", "hopes"),
)
def raiffa(case: Case, asked: Asked = Asked()) -> Division:
    """Where do balanced steps lead, each of which gives everyone 1/n of the most it could still gain?

    A step raises every party's line by 1/n of the distance to the most that any remaining candidate gives it; packages
    below anybody's new line drop out. When no package can give everyone the next step, the one that comes nearest to it
    is chosen: the smallest share of the remaining hopes is largest, then the next. On a continuous frontier without
    gaps this is the discrete Raiffa solution. Raiffa, "Arbitration schemes for generalized two-person games" (1953).
    """
    return divide(case, "raiffa", LeximinShares(), asked, stepwise=True)
