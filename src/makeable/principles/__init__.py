"""Principles: objective criteria for dividing value, chosen before dividing. One file, one function each."""

from makeable.principles import (
    egalitarian,
    egalitarian_shares,
    equal_gain,
    kalai_proportional,
    kalai_smorodinsky,
    maximin,
    nash,
    proportional_gains,
    raiffa,
    rawlsian,
    utilitarian,
    weighted_nash,
)
from makeable.principles.asked import Asked
from makeable.principles.division import Division
from makeable.principles.registry import Principle, named, registered

__all__ = [
    "Asked",
    "Division",
    "Principle",
    "egalitarian",
    "egalitarian_shares",
    "equal_gain",
    "kalai_proportional",
    "kalai_smorodinsky",
    "maximin",
    "named",
    "nash",
    "proportional_gains",
    "raiffa",
    "rawlsian",
    "registered",
    "utilitarian",
    "weighted_nash",
]
