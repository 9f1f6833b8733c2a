"""A document as plain data with clean texts, for renderers that live in another language."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from makeable.report.blocks import Block, Bullets, Chart, Clause, Document, Facts, Heading, Notice, Paragraph, Table
from makeable.report.clean import clean
from makeable.report.wording import wording

__all__ = ["plain_data"]


def plain_data(document: Document) -> dict[str, Any]:
    """The document as objects, lists, texts and numbers; every block says in `block` what it is."""
    return {
        "title": clean(document.title),
        "subtitle": clean(document.subtitle),
        "language": document.language,
        "blocks": [_block(block, document.language) for block in document.blocks],
    }


def _block(block: Block, language: str) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"block": "heading", "text": clean(text), "level": level}
        case Paragraph(text, muted):
            return {"block": "paragraph", "text": clean(text), "muted": muted}
        case Clause(number, text, note, _):
            return {"block": "clause", "number": clean(number), "text": clean(text), "note": clean(note)}
        case Bullets(items, numbered):
            return {"block": "bullets", "items": [clean(item) for item in items], "numbered": numbered}
        case Facts(pairs):
            return {"block": "facts", "pairs": [[clean(name), clean(value)] for name, value in pairs]}
        case Notice(text, kind):
            words = wording(language)
            label = {"info": words.info, "good": words.good, "warning": words.warning}[kind]
            return {"block": "notice", "text": clean(text), "kind": kind, "label": label}
        case Table():
            return _table(block)
        case Chart(title, svg, table):
            data = _table(table)
            if data["caption"] == clean(title):
                data["caption"] = ""
            return {"block": "chart", "title": clean(title), "svg": svg, "table": data, **_picture(svg)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "block": "table",
        "columns": [clean(column) for column in table.columns],
        "rows": [[clean(cell) for cell in row] for row in table.rows],
        "caption": clean(table.caption),
        "note": clean(table.note),
        "numeric": sorted(table.numeric),
        "strong": sorted(table.standing_out),
    }


def _picture(svg: str) -> dict[str, Any]:
    """A picture's width and height in its own units, whether it may be wide, and its description."""
    box = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)
    described = re.search(r"<desc>(.*?)</desc>", svg, re.DOTALL)
    return {
        "width": float(box[1]) if box else 400.0,
        "height": float(box[2]) if box else 300.0,
        "wide": 'class="mk wide"' in svg,
        "alt": clean(unescape(described[1])) if described else "",
    }
