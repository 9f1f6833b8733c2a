"""Blocks as Markdown (CommonMark with GitHub's tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from makeable.report.blocks import Block, Bullets, Chart, Clause, Document, Facts, Heading, Notice, Paragraph, Table
from makeable.report.clean import clean
from makeable.report.wording import Wording, wording

__all__ = ["markdown_text"]

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|~$&]")
_ESCAPED = r"\\\g<0>"
_AT_THE_START = re.compile(r"^(?:([#+\-=:])|(\d{1,9})([.)]))")


def markdown_text(report: Document | Iterable[Block]) -> str:
    """The report as Markdown. What people wrote stays text, never markup; charts appear as their tables."""
    if isinstance(report, Document):
        words = wording(report.language)
        parts = [f"# {_text(report.title)}"]
        if report.subtitle:
            parts.append(f"*{_text(report.subtitle)}*")
        blocks: Iterable[Block] = report.blocks
    else:
        words, parts, blocks = wording("en"), [], report
    parts += [_block(block, words) for block in blocks]
    return "\n\n".join(filter(None, parts)) + "\n"


def _text(text: str) -> str:
    """The text with everything escaped that Markdown would read as markup."""
    escaped = _SPECIAL.sub(_ESCAPED, clean(text))
    return _AT_THE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", escaped)


def _block(block: Block, words: Wording) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_text(text)}"
        case Paragraph(text, _):
            return _text(text)
        case Clause(number, text, note, mark):
            anchor = f"<!-- {clean(mark).replace('--', '')} -->\n" if mark else ""
            small = f"\n\n> {_text(note)}" if note else ""
            return f"{anchor}**{_SPECIAL.sub(_ESCAPED, clean(number))}** {_text(text)}{small}"
        case Bullets(items, numbered):
            marks = (f"{i}." if numbered else "-" for i in range(1, len(items) + 1))
            return "\n".join(f"{mark} {_text(item)}" for mark, item in zip(marks, items, strict=True))
        case Facts(pairs):
            return "\n".join(f"- **{_text(name)}**: {_text(value)}" for name, value in pairs)
        case Notice(text, kind):
            label = {"info": words.info, "good": words.good, "warning": words.warning}[kind]
            return f"> **{label}:** {_text(text)}"
        case Table():
            return _table(block)
        case Chart(title, _, table):
            same = clean(title) == clean(table.caption)
            return _table(table) if same else f"**{_text(title)}**\n\n{_table(table)}"


def _table(table: Table) -> str:
    """A table; a row that stands out is bold."""
    ruler = ["---:" if i in table.numeric else "---" for i in range(len(table.columns))]
    lines = [_line([_text(column) for column in table.columns]), _line(ruler)]
    for number, row in enumerate(table.rows):
        cells = [_text(cell) for cell in row]
        lines.append(
            _line([f"**{cell}**" if cell else "" for cell in cells] if number in table.standing_out else cells)
        )
    caption = [f"**{_text(table.caption)}**"] if table.caption else []
    note = [_text(table.note)] if table.note else []
    return "\n\n".join([*caption, "\n".join(lines), *note])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
