"""The value functions of NegMAS that can be read exactly, as points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

__all__ = ["VALUE_FUNCTIONS", "value_points"]

VALUE_FUNCTIONS = (
    "TableFun", "AffineFun", "LinearFun", "ConstFun", "IdentityFun", "TriangularFun", "QuadraticFun",
)  # fmt: skip
_MANY = 1000  # amounts of a curved function that are still computed one by one

Numbers = Mapping[str, Fraction]
Function = Callable[[Fraction], Fraction]


def value_points(
    kind: str,
    numbers: Numbers,
    ends: tuple[Fraction, Fraction] | None,
    amounts: Sequence[Fraction],
    continuous: bool,
) -> list[tuple[Fraction, Fraction]] | None:
    """Amounts and their values: for a range (`ends`) those where the line bends, else those of `amounts`.

    None when the function is not known, lacks a parameter, or is curved where only straight lines can be read.
    """
    function = _function(kind, numbers)
    if function is None:
        return None
    if ends is None:
        return [(amount, function(amount)) for amount in amounts]
    low, high = ends
    wanted = {low, high}
    if kind == "TriangularFun":
        bends = [numbers[name] for name in ("start", "middle", "end")]
        wanted |= set(bends) if continuous else {end + off for end in map(_floor, bends) for off in (0, 1)}
    elif kind == "QuadraticFun":
        if continuous or high - low > _MANY:
            return None
        wanted |= {low + place for place in range(int(high - low) + 1)}
    return [(amount, function(amount)) for amount in sorted(wanted) if low <= amount <= high]


def _floor(value: Fraction) -> Fraction:
    return Fraction(value.numerator // value.denominator)


def _function(kind: str, numbers: Numbers) -> Function | None:
    bias = numbers.get("bias", Fraction(0))
    if kind == "ConstFun":
        return lambda _: bias
    if kind == "IdentityFun":
        return lambda amount: amount
    if kind in ("AffineFun", "LinearFun") and "slope" in numbers:
        return lambda amount: numbers["slope"] * amount + bias
    if kind == "QuadraticFun" and {"a1", "a2"} <= set(numbers):
        return lambda amount: numbers["a2"] * amount * amount + numbers["a1"] * amount + bias
    if kind == "TriangularFun" and {"start", "middle", "end"} <= set(numbers):
        start, middle, end = numbers["start"], numbers["middle"], numbers["end"]
        return _triangle(start, middle, end, numbers.get("scale", Fraction(1)), bias) if start < middle < end else None
    return None


def _triangle(start: Fraction, middle: Fraction, end: Fraction, scale: Fraction, bias: Fraction) -> Function:
    def value(amount: Fraction) -> Fraction:
        side = (amount - start) / (middle - start) if amount < middle else (end - amount) / (end - middle)
        return bias + scale * max(side, Fraction(0))

    return value
