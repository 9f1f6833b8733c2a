"""Tables in the terminal: side by side where they fit, wrapped where they nearly do, a record per row where not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from makeable.report.blocks import Table
from makeable.report.clean import clean

__all__ = ["table_lines", "with_bars"]

_STRONG, _PLAIN = "▸ ", "  "
_WIDEST_WORD = 24  # a longer word may be broken
_BAR = 24
_GAP = 2
_NUMBER = re.compile(r"([+\-−]?)(\d+(?:[.,]\d+)?)")


def table_lines(console: Console, table: Table) -> list[Text]:
    """The table as lines that fit the console."""
    return _lines(console, _cleaned(table))


def _lines(console: Console, table: Table) -> list[Text]:
    needed = [_narrowest(table, column) for column in range(len(table.columns))]
    if _together(needed) > console.width:
        panels = _panels(table, needed, console.width)
        parts = [[Text(""), *_lines(console, panel)] for panel in panels] or [[Text(""), *_records(console, table)]]
        return [line for part in parts for line in part][1:]
    natural = [max([cell_len(name), *(cell_len(row[i]) for row in table.rows)]) for i, name in enumerate(table.columns)]
    widths = _shared_out(needed, natural, console.width)
    wrapping = sum(any(cell_len(cell) > widths[i] for i, cell in enumerate(row)) for row in table.rows)
    grid = Grid(box=box.SIMPLE, pad_edge=False, padding=(0, _GAP - 1, 0, 0), show_edge=False)
    for i, name in enumerate(table.columns):
        grid.add_column(Text(name), justify="right" if i in table.numeric else "left", width=widths[i])
    for number, row in enumerate(table.rows):
        if number and 2 * wrapping > len(table.rows):  # where most rows take several lines, blank ones set them apart
            grid.add_section()
        grid.add_row(*map(Text, row), style="bold" if number in table.standing_out else None)
    with console.capture() as capture:
        console.print(grid)
    return [Text.from_ansi(line.rstrip()) for line in capture.get().splitlines()]


def _shared_out(needed: Sequence[int], natural: Sequence[int], width: int) -> list[int]:
    """The columns' widths: what each needs, and the rest of the room shared out evenly to those that want more."""
    widths = list(needed)
    room = width - _together(widths)
    while room > 0 and (wanting := [i for i, wish in enumerate(natural) if widths[i] < wish]):
        for i in wanting[:room]:
            widths[i] += 1
        room -= len(wanting[:room])
    return widths


def _cleaned(table: Table) -> Table:
    """Clean cells; rows that stand out are marked, so that they do without bold too."""
    rows = []
    for number, row in enumerate(table.rows):
        cells = [clean(cell) for cell in row]
        if table.standing_out and cells:
            cells[0] = (_STRONG if number in table.standing_out else _PLAIN) + cells[0]
        rows.append(tuple(cells))
    return replace(table, columns=tuple(map(clean, table.columns)), rows=tuple(rows))


def _narrowest(table: Table, column: int) -> int:
    """The width below which a column would break words (or figures)."""
    if column in table.numeric:
        longest_figure = max((cell_len(row[column]) for row in table.rows), default=0)
        return max(longest_figure, _longest_word(table.columns[column]))
    return max(_longest_word(text) for text in (table.columns[column], *(row[column] for row in table.rows)))


def _longest_word(text: str) -> int:
    return min(max(map(cell_len, text.split()), default=0), _WIDEST_WORD)


def _together(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _panels(table: Table, needed: Sequence[int], width: int) -> list[Table]:
    """A table of figures cut into several that fit, each with the first column; empty when that does not help."""
    others = range(1, len(table.columns))
    if not table.numeric.issuperset(others) or needed[0] + _GAP + max(needed[1:]) > width:
        return []
    groups = _groups(list(others), needed, width, len(others))
    even = -(-len(others) // len(groups))
    return [_part(table, (0, *group)) for group in _groups(list(others), needed, width, even)]


def _groups(columns: Sequence[int], needed: Sequence[int], width: int, at_most: int) -> list[list[int]]:
    """The columns in order, in as few groups as fit beside the first column."""
    groups: list[list[int]] = [[]]
    for column in columns:
        if len(groups[-1]) == at_most or _together([needed[i] for i in (0, *groups[-1], column)]) > width:
            groups.append([])
        groups[-1].append(column)
    return groups


def _part(table: Table, columns: Sequence[int]) -> Table:
    return replace(
        table,
        columns=tuple(table.columns[i] for i in columns),
        rows=tuple(tuple(row[i] for i in columns) for row in table.rows),
        numeric=frozenset(place for place, i in enumerate(columns) if i in table.numeric),
    )


def _records(console: Console, table: Table) -> list[Text]:
    """Every row as a name and under it a line for each other column."""
    lines: list[Text] = []
    for row in table.rows:
        lines += Text(row[0], style="bold").wrap(console, console.width)
        for name, cell in zip(table.columns[1:], row[1:], strict=True):
            entry = Text.assemble((f"{name}: " if name else "", "dim"), cell)
            parts = entry.wrap(console, max(console.width - 6, 10))
            lines += [Text.assemble(" " * (6 if i else 4), part) for i, part in enumerate(parts)]
    return lines


def with_bars(table: Table) -> Table:
    """The table with a column of bars when it has exactly one column of figures (three rows or more)."""
    if len(table.numeric) != 1 or len(table.rows) < 3:
        return table
    column = next(iter(table.numeric))
    figures = [_figure(row[column]) for row in table.rows]
    known = [figure for figure in figures if figure is not None]
    if not known or len(known) < len(figures) - 1 or max(map(abs, known)) == 0:
        return table
    below, above = max(-min(known), 0.0), max(*known, 0.0)
    left = round(_BAR * below / (below + above))
    bars = [_bar(figure, (below + above) / _BAR, left) for figure in figures]
    rows = tuple((*row, bar) for row, bar in zip(table.rows, bars, strict=True))
    return replace(table, columns=(*table.columns, ""), rows=rows)


def _figure(cell: str) -> float | None:
    match = _NUMBER.match(cell.replace("\u202f", "").replace("\u00a0", "").strip())
    if match is None:
        return None
    value = float(match[2].replace(",", "."))
    return -value if match[1] in ("-", "−") else value


def _bar(figure: float | None, cell: float, left: int) -> str:
    """A bar from the zero line: to the right for a gain, to the left for a loss."""
    if figure is None:
        return ""
    length = round(abs(figure) / cell)
    if figure < 0:
        return "\u00a0" * (left - length) + "█" * length + "│"
    return "\u00a0" * left + "│" * (left > 0) + "█" * length
