"""The evaluators of Genius for numbers, as points of a piecewise-linear line between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

__all__ = ["points_of"]

Points = list[tuple[Fraction, Fraction]]


def points_of(
    kind: str, parameters: Mapping[str, Fraction], low: Fraction, high: Fraction, step: Fraction | None
) -> Points | None:
    """The points where the evaluation bends, from `low` to `high`; None when the evaluator is not understood.

    With a step, the line is exact at every level (it bends only there).
    """
    if kind == "constant" and "parameter0" in parameters:
        value = parameters["parameter0"]
        return [(end, value) for end in sorted({low, high})]
    if kind == "triangular" and {"parameter0", "parameter1", "parameter2"} <= set(parameters):
        start, end, top = (parameters[f"parameter{place}"] for place in range(3))
        if start < top < end:
            return _points(_triangle(start, end, top), [start, top, end], low, high, step)
        return None
    if kind != "linear":
        return None
    if "slope" in parameters:
        slope, offset = parameters["slope"], parameters.get("offset", Fraction(0)) - parameters["slope"] * low
    elif "parameter1" in parameters:
        slope, offset = parameters["parameter1"], parameters.get("parameter0", Fraction(0))
    else:
        return None
    bends = [(value - offset) / slope for value in (Fraction(0), Fraction(1))] if slope else []
    return _points(lambda amount: min(max(slope * amount + offset, Fraction(0)), Fraction(1)), bends, low, high, step)


def _triangle(start: Fraction, end: Fraction, top: Fraction) -> Callable[[Fraction], Fraction]:
    def value(amount: Fraction) -> Fraction:
        side = (amount - start) / (top - start) if amount < top else (end - amount) / (end - top)
        return max(side, Fraction(0))

    return value


def _points(
    value: Callable[[Fraction], Fraction], bends: list[Fraction], low: Fraction, high: Fraction, step: Fraction | None
) -> Points:
    """The line's points at its ends and bends; with a step, at the levels on either side of a bend."""
    amounts = {low, high}
    for bend in bends:
        if step is None:
            amounts.add(bend)
        else:
            place = (bend - low) / step
            amounts |= {low + step * floor(place), low + step * ceil(place)}
    return [(amount, value(amount)) for amount in sorted(amounts) if low <= amount <= high]
