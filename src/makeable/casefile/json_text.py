"""Plain data as JSON text, with exact numbers: 1.5 stays 1.5, and 2/3 becomes the text "2/3"."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from makeable.model import exact, plain

__all__ = ["to_json"]


def to_json(data: Any) -> str:
    """The data as JSON text of two-space indents; what is short stands on one line."""
    return _text(data, 0) + "\n"


def _text(data: Any, depth: int) -> str:
    if isinstance(data, Mapping):
        parts = [
            f"{json.dumps(str(key), ensure_ascii=False)}: {_text(value, depth + 1)}" for key, value in data.items()
        ]
        return _wrapped(parts, "{", "}", depth)
    if isinstance(data, (list, tuple)):
        return _wrapped([_text(item, depth + 1) for item in data], "[", "]", depth)
    if data is None or isinstance(data, (bool, str)):
        return json.dumps(data, ensure_ascii=False)
    if isinstance(data, (int, float, Fraction)):
        written = plain(exact(data))
        return f'"{written}"' if "/" in written else written
    return json.dumps(str(data), ensure_ascii=False)


def _wrapped(parts: Iterable[str], start: str, end: str, depth: int) -> str:
    parts = list(parts)
    line = ", ".join(parts)
    if len(line) + 2 * depth <= 100 and "\n" not in line:
        return f"{start}{line}{end}"
    indent = "  " * (depth + 1)
    inner = ",\n".join(indent + part for part in parts)
    return f"{start}\n{inner}\n{'  ' * depth}{end}"
