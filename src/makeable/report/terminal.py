"""Blocks as text for a terminal, or for a file or a mail when no colour is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from makeable.report.blocks import Block, Bullets, Chart, Clause, Document, Facts, Heading, Notice, Paragraph, Table
from makeable.report.clean import clean
from makeable.report.terminal_table import table_lines, with_bars

__all__ = ["MEASURE", "terminal_text"]

MEASURE = 96
"""Sentences are never wider than this many cells, however wide the terminal."""

_MARKS = {"info": "i", "good": "✓", "warning": "!"}
_NOTICE_STYLES = {"info": "cyan", "good": "green", "warning": "yellow"}


def terminal_text(report: Document | Iterable[Block], width: int = 80, colour: bool = False) -> str:
    """The report as lines of at most `width` cells, with ANSI colours if asked for.

    Nothing is said by colour alone, so the text without colour tells the same. A chart is shown as its table.
    """
    canvas = Canvas(width, colour)
    if isinstance(report, Document):
        canvas.title(report)
        blocks: Iterable[Block] = report.blocks
    else:
        blocks = report
    for block in blocks:
        canvas.block(block)
    return canvas.text()


class Canvas:
    """A page of text that grows downwards, with a blank line between blocks."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, 20)
        self.file = StringIO()
        # The environment is kept out: who calls decides about width and colour, and the same call gives the same text.
        self.console = Console(
            file=self.file,
            width=self.width,
            height=100,
            color_system="standard" if colour else None,
            force_terminal=colour,
            no_color=not colour,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def text(self) -> str:
        """Everything drawn so far; no line ends in blanks."""
        lines = (line.rstrip() for line in self.file.getvalue().splitlines())
        return "\n".join(lines).strip("\n") + "\n"

    def lines(self, lines: Iterable[Text]) -> None:
        """Lines as they are, and a blank one after them."""
        for line in lines:
            self.console.print(line, no_wrap=True, crop=False, overflow="ignore")
        self.console.print()

    def wrapped(self, text: str, style: str = "", first: str = "", width: int = MEASURE) -> list[Text]:
        """A text broken between words; `first` stands before its first line, and the others hang under it."""
        hang = cell_len(first)
        room = max(min(self.width, width) - hang, 10)
        parts = Text(clean(text), style=style).wrap(self.console, room)
        return [Text.assemble((" " * hang if i else first, style), part) for i, part in enumerate(parts)]

    def title(self, document: Document) -> None:
        """The document's title, underlined twice, and its subtitle."""
        lines = self.wrapped(document.title, "bold")
        lines.append(Text("═" * max(cell_len(line.plain) for line in lines), "bold"))
        if document.subtitle:
            lines += self.wrapped(document.subtitle, "dim")
        self.lines(lines)

    def block(self, block: Block) -> None:
        """Draw one block."""
        match block:
            case Heading(text, level):
                self.heading(text, level)
            case Paragraph(text, muted):
                self.lines(self.wrapped(text, "dim" if muted else ""))
            case Clause(number, text, note, _):
                first = f"{clean(number):<6}"
                lines = self.wrapped(text, first=first)
                self.lines(lines + (self.wrapped(note, "dim", " " * len(first)) if note else []))
            case Bullets(items, numbered):
                self.bullets(items, numbered)
            case Facts(pairs):
                self.facts(pairs)
            case Notice(text, kind):
                self.lines(self.wrapped(text, f"bold {_NOTICE_STYLES[kind]}", f"{_MARKS[kind]} "))
            case Table():
                self.table(block)
            case Chart(title, _, table):
                caption = Table((), (), caption=title)
                self.table(with_bars(table), caption.caption if clean(title) != clean(table.caption) else "")

    def heading(self, text: str, level: int) -> None:
        """A section is underlined; a part of one is bold only."""
        lines = self.wrapped(text, "bold")
        if level == 2:
            lines = [Text(""), *lines, Text("─" * max(cell_len(line.plain) for line in lines), "bold")]
        self.lines(lines)

    def bullets(self, items: Sequence[str], numbered: bool) -> None:
        """Items with their text hanging beside the bullet or the number."""
        digits = len(str(len(items)))
        marks = [f"  {i:>{digits}}. " if numbered else "  • " for i in range(1, len(items) + 1)]
        self.lines([line for mark, item in zip(marks, items, strict=True) for line in self.wrapped(item, first=mark)])

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names in one column, values beside them; above each other where there is no room for two columns."""
        names = [clean(name) for name, _ in pairs]
        column = max(map(cell_len, names), default=0)
        lines: list[Text] = []
        for name, (_, value) in zip(names, pairs, strict=True):
            if column > min(self.width // 2, self.width - 14):
                lines += [*self.wrapped(name, "dim"), *self.wrapped(value, first="    ")]
            else:
                first = f"  {name}{' ' * (column - cell_len(name))}  "
                parts = self.wrapped(value, first=first)
                parts[0].stylize("dim", 0, len(first))
                lines += parts
        self.lines(lines)

    def table(self, table: Table, title: str = "") -> None:
        """A caption, the rows, and a note."""
        lines: list[Text] = []
        for caption in filter(None, (title, table.caption)):
            lines += self.wrapped(caption, "bold")
        lines += table_lines(self.console, table)
        if table.note:
            lines += self.wrapped(table.note, "dim")
        self.lines(lines)
