"""Exact numbers: what people write (12, 1.5, 2/3, 40 %) becomes a fraction, never a float."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

__all__ = ["exact", "plain"]

_DECIMAL = re.compile(r"[+-]?(\d[\d_]*(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_RATIO = re.compile(r"([+-]?\d{1,400})\s*/\s*(\d{1,400})")
_LONGEST = 400  # digits; far beyond any score, and short enough never to stall


def exact(text: str | int | float | Fraction) -> Fraction:
    """The exact value of a number as written: "12", "1.5", "2/3", "40 %" (0.4).

    A float is taken as its shortest decimal form, which is what its writer typed.
    Raises ValueError when it is not a finite number.
    """
    if isinstance(text, (int, Fraction)) and not isinstance(text, bool):
        return Fraction(text)
    written = (repr(text) if isinstance(text, float) else str(text)).strip().replace("−", "-")
    if written.endswith("%") and not written.endswith("%%"):
        return exact(written[:-1].rstrip()) / 100
    if ratio := _RATIO.fullmatch(written):
        if int(ratio[2]) == 0:
            raise ValueError(f"{written!r} divides by zero")
        return Fraction(int(ratio[1]), int(ratio[2]))
    if len(written) > _LONGEST or not _DECIMAL.fullmatch(written):
        raise ValueError(f"{written[:40]!r} is not a number")
    return Fraction(Decimal(written.replace("_", "")))


def plain(value: Fraction | int, digits: int | None = None) -> str:
    """A number as people write it: "12", "1.5", "2/3"; with `digits`, rounded to that many decimals."""
    value = Fraction(value)
    if digits is not None:
        value = round(value, digits)
    if value.denominator == 1:
        return str(value.numerator)
    twos_and_fives = value.denominator
    for prime in (2, 5):
        while twos_and_fives % prime == 0:
            twos_and_fives //= prime
    if twos_and_fives != 1:
        return f"{value.numerator}/{value.denominator}"
    places = 0
    scaled = value
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    whole = f"{abs(scaled.numerator):0{places + 1}d}"
    return f"{'-' if value < 0 else ''}{whole[:-places]}.{whole[-places:]}"
