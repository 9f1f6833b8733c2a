"""The blocks that a report is made of. Terminal, page, Markdown, DOCX and PDF draw the same blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Block", "Bullets", "Chart", "Clause", "Document", "Facts", "Heading", "Notice", "Paragraph", "Table"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 starts a section, 3 a part of one (level 1 is the document's title)."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; `muted` for what is said in passing (proofs, sources)."""

    text: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences; numbered where their order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values: the figures of a section at a glance."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; columns listed in `numeric` are aligned as figures, rows listed in `strong` stand out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    numeric: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    note: str = ""

    @property
    def standing_out(self) -> frozenset[int]:
        """The rows to draw as standing out; where all of them would, none does."""
        return frozenset() if len(self.strong) >= len(self.rows) > 1 else self.strong


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture (one self-contained SVG element) with the same figures as a table under it."""

    title: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must not miss."""

    text: str
    kind: Literal["info", "good", "warning"] = "info"


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause of a document that binds; `note` says in small what is behind it.

    `mark` is for programs that read the document again; only Markdown carries it, unseen.
    """

    number: str
    text: str
    note: str = ""
    mark: str = ""


Block = Clause | Heading | Paragraph | Bullets | Facts | Table | Chart | Notice


@dataclass(frozen=True, slots=True)
class Document:
    """A title and its blocks, in one language."""

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    subtitle: str = ""
    language: str = "en"
