"""A document as PDF: tagged for screen readers, the same bytes each time, charts drawn as vectors."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from makeable.errors import MakeableError
from makeable.report.blocks import Document
from makeable.report.plain_data import plain_data

__all__ = ["pdf_bytes"]

_COLUMN = 340.0  # points; what a chart is wide that stands in the column of text
_FULL = 459.0
_TALLEST = 600.0
_COMMON = 0x530  # up to here (Latin, Greek, Cyrillic) the fonts that typst brings along have every letter


def pdf_bytes(document: Document) -> bytes:
    """The document as a PDF file (PDF/UA where its text allows).

    Texts reach the typesetter as data and are never read as its markup. Documents in Latin, Greek or Cyrillic
    letters use the fonts that come with the typesetter, so that their bytes do not depend on the machine.
    Raises MakeableError when the extra `documents` is not installed.
    """
    try:
        import typst  # noqa: PLC0415  an optional extra, and nothing else needs it
    except ImportError as missing:
        raise MakeableError("PDF needs the extra `documents`: pip install 'makeable[documents]'") from missing
    data = plain_data(document)
    for block in data["blocks"]:
        if block["block"] == "chart":
            block["width"] = _printed_width(block)
    template = (files("makeable.report") / "document.typ").read_bytes()
    text = json.dumps(data, ensure_ascii=False)
    options: dict[str, Any] = {"sys_inputs": {"report": text}, "timestamp": 0, "ignore_system_fonts": _common(text)}
    try:
        return bytes(typst.compile(template, pdf_standards="ua-1", **options))
    except typst.TypstError:
        # A letter that no font of this machine has is no reason to have no document: only the standard is given up.
        return bytes(typst.compile(template, **options))


def _printed_width(chart: dict[str, Any]) -> float:
    wanted = _FULL if chart["wide"] else _COLUMN
    return float(min(wanted, _TALLEST * chart["width"] / chart["height"]))


def _common(text: str) -> bool:
    return all(
        ord(c) < _COMMON or "\u1e00" <= c <= "\u22ff" or "\u2500" <= c <= "\u27ff" or c == "\ufffd" for c in text
    )
