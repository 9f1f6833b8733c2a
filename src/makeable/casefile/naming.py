"""Ids for things that come from other formats with names only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

__all__ = ["id_for"]

_FIT = re.compile(r"[\w.-]{1,40}")
_GAP = re.compile(r"[^\w.]+")


def id_for(name: str, taken: Container[str], fallback: str) -> str:
    """A short id made from a name, that is not taken yet; a name that is short and of one word is its own id."""
    name = unicodedata.normalize("NFC", name).strip()
    base = name if _FIT.fullmatch(name) else _GAP.sub("-", name.lower()).strip("-.")[:40].strip("-.")
    base = base if base and base != "mediator" else fallback
    count, made = 1, base
    while made in taken:
        count += 1
        made = f"{base}-{count}"
    return made
