"""Blocks as one HTML page that needs nothing else: no network, no script, one style element."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from makeable.report.blocks import Block, Bullets, Chart, Clause, Document, Facts, Heading, Notice, Paragraph, Table
from makeable.report.charts.theme import chart_css
from makeable.report.clean import clean
from makeable.report.wording import Wording, right_to_left, wording

__all__ = ["html_blocks", "html_page", "page_css"]

_CONTENTS_FROM = 3  # sections; a shorter page needs no list of them
_MUTED_P = '<p class="muted">'
_FIGURE = 22  # letters; facts no longer than this are set large, side by side
_MANY_COLUMNS = 4  # from here on a table may be broader than the text


def html_page(document: Document) -> str:
    """The document as a whole page, readable from a phone to a projector, in light, dark and print.

    Its content security policy forbids everything but its own style, so opening it sends nothing anywhere.
    """
    words = wording(document.language)
    title = _text(document.title)
    style = page_css()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    direction = ' dir="rtl"' if right_to_left(document.language) else ""
    subtitle = f'<p class="subtitle">{_text(document.subtitle)}</p>\n' if document.subtitle else ""
    blocks = list(document.blocks)
    return f"""<!doctype html>
<html lang="{escape(document.language)}"{direction}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{digest}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="makeable">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#content">{words.skip}</a>
<header class="top">
<h1>{title}</h1>
{subtitle}</header>
{_contents(blocks, words)}<main id="content" tabindex="-1">
{html_blocks(blocks, document.language)}</main>
</body>
</html>
"""


def html_blocks(blocks: Iterable[Block], language: str = "en") -> str:
    """The blocks as HTML for a page that has its own frame; every level 2 heading opens a section."""
    words = wording(language)
    blocks = list(blocks)
    ids = iter(_section_ids(blocks))
    parts: list[str] = []
    within = False
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 2:
            name = next(ids)
            parts.append(("</section>\n" if within else "") + f'<section aria-labelledby="{name}">\n')
            parts.append(f'<h2 id="{name}">{_text(block.text)}</h2>\n')
            within = True
        else:
            parts.append(_block(block, number, words))
    return "".join(parts) + ("</section>\n" if within else "")


@cache
def page_css() -> str:
    """The style of the page and of the charts in it."""
    own = (files("makeable.report") / "page.css").read_text(encoding="utf-8")
    return re.sub(r"\n\s*", "\n", re.sub(r"/\*.*?\*/", "", own, flags=re.DOTALL)).strip() + "\n" + chart_css()


def _text(text: str) -> str:
    return escape(clean(text))


def _block(block: Block, number: int, words: Wording) -> str:
    match block:
        case Heading(text, _):
            return f"<h3>{_text(text)}</h3>\n"
        case Paragraph(text, muted):
            return f"{_MUTED_P if muted else '<p>'}{_text(text)}</p>\n"
        case Clause(label, text, note, _):
            small = f'<p class="muted">{_text(note)}</p>' if note else ""
            words_of = f'<div class="words"><p>{_text(text)}</p>{small}</div>'
            return f'<div class="clause"><span class="number">{_text(label)}</span>{words_of}</div>\n'
        case Bullets(items, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>\n" + "".join(f"<li>{_text(item)}</li>\n" for item in items) + f"</{tag}>\n"
        case Facts(pairs):
            rows = "".join(f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>\n" for name, value in pairs)
            short = all(len(clean(value)) <= _FIGURE for _, value in pairs)
            return f'<dl class="{"facts figures" if short else "facts"}">\n{rows}</dl>\n'
        case Notice(text, kind):
            label = {"info": words.info, "good": words.good, "warning": words.warning}[kind]
            return f'<p class="notice {kind}" role="note"><strong class="mark">{label}</strong> {_text(text)}</p>\n'
        case Table():
            return _table(block, number)
        case Chart():
            return _chart(block, number, words)


def _chart(chart: Chart, number: int, words: Wording) -> str:
    name = f"chart-{number}"
    return (
        f'<figure class="chart" aria-labelledby="{name}">\n<figcaption id="{name}">{_text(chart.title)}</figcaption>\n'
        f'<div class="picture">{chart.svg.strip()}</div>\n'
        f"<details>\n<summary>{words.figures}</summary>\n{_table(chart.table, number, chart.title)}</details>\n"
        "</figure>\n"
    )


def _table(table: Table, number: int, title: str = "") -> str:
    """A table in a frame that scrolls sideways (by keyboard too) where it is broader than the screen."""
    if clean(title) == clean(table.caption):
        caption, label = "", f' aria-labelledby="chart-{number}"'
    else:
        caption, label = _text(table.caption), f' aria-labelledby="table-{number}"'
    if not table.caption:
        label = f' aria-labelledby="chart-{number}"' if title else ""
    head = "".join(f'<th scope="col"{_figure(table, i)}>{_text(c)}</th>' for i, c in enumerate(table.columns))
    body = "".join(_row(table, i) for i in range(len(table.rows)))
    broad = " broad" if len(table.columns) >= _MANY_COLUMNS else ""
    scrolls = f' tabindex="0" role="region"{label}' if label and broad else ""
    frame = f'<div class="table{broad}"{scrolls}>'
    captioned = f'<caption id="table-{number}">{caption}</caption>\n' if caption else ""
    note = f'<p class="note">{_text(table.note)}</p>\n' if table.note else ""
    return f"{frame}<table>\n{captioned}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n{note}"


def _figure(table: Table, column: int) -> str:
    return ' class="n"' if column in table.numeric else ""


def _row(table: Table, number: int) -> str:
    name, *others = table.rows[number]
    cells = [f'<th scope="row"{_figure(table, 0)}>{_text(name)}</th>']
    cells += [f"<td{_figure(table, i)}>{_text(cell)}</td>" for i, cell in enumerate(others, 1)]
    opening = '<tr class="strong">' if number in table.standing_out else "<tr>"
    return f"{opening}{''.join(cells)}</tr>\n"


def _contents(blocks: list[Block], words: Wording) -> str:
    sections = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
    if len(sections) < _CONTENTS_FROM:
        return ""
    links = zip(_section_ids(blocks), sections, strict=True)
    items = "".join(f'<li><a href="#{name}">{_text(text)}</a></li>\n' for name, text in links)
    return f'<nav class="contents" aria-label="{words.contents}">\n<ol>\n{items}</ol>\n</nav>\n'


def _section_ids(blocks: Iterable[Block]) -> Iterator[str]:
    """A readable and unique anchor for every section."""
    seen: set[str] = {"content"}
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            ascii_text = unicodedata.normalize("NFKD", clean(block.text)).encode("ascii", "ignore").decode().lower()
            base = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "section"
            base = f"s-{base}" if re.match(r"(chart|table)-\d+$", base) else base
            name = next(n for i in range(1, len(seen) + 2) if (n := base if i == 1 else f"{base}-{i}") not in seen)
            seen.add(name)
            yield name
