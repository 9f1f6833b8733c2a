"""Findings as plain data for programs: what `--json` prints, and what the site sends."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from makeable.explain.audience import Withheld
from makeable.finding import Reason
from makeable.model import Package
from makeable.model.constraint import Budget, Excluded, Implied
from makeable.model.formula import Both, Either, Stated
from makeable.model.number import plain
from makeable.model.rule import AllOf, AnyOf, AtLeast, Quota
from makeable.model.term import OneOf, Within

__all__ = ["Json", "as_json", "json_text"]

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_RULES = (AllOf, AnyOf, AtLeast, Quota)
_NAMED = (Reason, Withheld, *_RULES, Budget, Excluded, Implied, Stated, Both, Either, OneOf, Within)
"""Kinds of which several can stand in the same place, so that each says what it is."""


def as_json(value: object) -> Json:
    """A finding, or any part of one, as numbers, texts, lists and objects.

    - A dataclass becomes an object of its fields in their order. Reasons, rules and constraints say what they are
      in `kind`: the class name in small letters (`runner_up`).
    - An exact whole number stays an integer of any size; any other fraction becomes the nearest float.
      Infinite and undefined floats, which JSON does not know, become null.
    - A count becomes an integer when it is exact, and else its interval [low, high].
    - A day becomes 2027-09-30.
    - A package becomes {issue: option id, or number}, in its own order.
    - A mapping becomes an object when its keys are names or numbers, else a list of [key, value] pairs;
      sets become sorted lists.

    The same finding gives the same JSON. Raises TypeError for what has no plain form.
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, (Fraction, Decimal, float)):
        return _number(value)
    if isinstance(value, Enum):
        return as_json(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Package):
        return {issue: as_json(choice) for issue, choice in value.items()}
    if hasattr(value, "plain_form"):
        return as_json(value.plain_form())
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, Set):
        return sorted((as_json(member) for member in value), key=lambda member: json.dumps(member, sort_keys=True))
    if isinstance(value, Sequence):
        return [as_json(member) for member in value]
    if hasattr(value, "tolist"):  # arrays and scalars of numpy, known by their method so that numpy need not load
        return as_json(value.tolist())
    raise TypeError(f"{type(value).__name__} has no plain form")


def json_text(value: object) -> str:
    """`as_json` as text: two spaces of indentation, letters as they are, a newline at the end."""
    return json.dumps(as_json(value), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _number(value: Fraction | Decimal | float) -> Json:
    if isinstance(value, float) or (isinstance(value, Decimal) and not value.is_finite()):
        return float(value) if math.isfinite(value) else None
    exact = Fraction(value)
    if exact.denominator == 1:
        return exact.numerator
    try:
        return float(exact)
    except OverflowError:
        return round(exact)


def _object(value: Any) -> dict[str, Json]:
    kind: dict[str, Json] = {"kind": _kind(type(value).__name__)} if isinstance(value, _NAMED) else {}
    return kind | {field.name: as_json(getattr(value, field.name)) for field in fields(value)}


def _kind(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


def _mapping(value: Mapping[Any, object]) -> Json:
    if all(isinstance(key, (str, int, Fraction)) for key in value):
        return {key if isinstance(key, str) else plain(key): as_json(member) for key, member in value.items()}
    return [[as_json(key), as_json(member)] for key, member in value.items()]
