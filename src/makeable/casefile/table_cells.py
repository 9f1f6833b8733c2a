"""The cells of a spreadsheet (XLSX, CSV, TSV), each with its address. Nothing in a file is computed or expanded."""

from __future__ import annotations

import csv
import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from makeable.casefile.document import read_bytes
from makeable.casefile.xml_text import decoded
from makeable.errors import Problem

__all__ = ["GUARDED", "Grid", "Refused", "looked_over", "read_grid", "unguarded"]

GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")
"""Text that begins so could run as a formula in a spreadsheet; it is written with an apostrophe before it."""

_ROWS, _COLUMNS = 20_000, 500
_UNPACKED = 128 * 2**20  # bytes that a workbook may have when unpacked


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as text ("" where a cell is empty), row by row, and what to call them."""

    name: str
    rows: list[list[str]]
    decimal_comma: bool = False

    def where(self, row: int, column: int) -> str:
        """A cell's address, as a spreadsheet shows it; rows and columns count from 0."""
        return f"{self.name}{get_column_letter(column + 1)}{row + 1}"


def read_grid(path: Path, problems: list[Problem]) -> Grid | None:
    """The sheet of a file that holds the score table: the first that has a cell `issue` in its first column.

    None, with a problem, when the file cannot be read.
    """
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _workbook(raw, path, problems)
    return _separated(decoded(raw, str(path), problems), path, problems)


def _separated(text: str, path: Path, problems: list[Problem]) -> Grid | None:
    head = next((line for line in text.splitlines() if "issue" in line.lower()), text.partition("\n")[0])
    separator = max(";\t,", key=head.count)
    try:
        records = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=separator)
        rows = [record[:_COLUMNS] for record in islice(records, _ROWS)]
    except csv.Error as error:
        problems.append(Problem(str(path), f"The table cannot be read: {error}.", "Save it again as CSV."))
        return None
    cells = [[unguarded(cell.strip()) for cell in row] for row in rows]
    return Grid(f"{path}, ", cells, decimal_comma=separator != ",")


def unguarded(text: str) -> str:
    """A text without the apostrophe that kept it from running as a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(GUARDED) else text


@contextmanager
def _quiet() -> Iterator[None]:
    """Without openpyxl's warnings of what it passes over: charts, styles, links."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@_quiet()
def _workbook(raw: bytes, path: Path, problems: list[Problem]) -> Grid | None:
    try:
        formulas = looked_over(raw)
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        grids = [_sheet(sheet, path, problems) for sheet in book.worksheets]
        if formulas:
            _notice_uncomputed(raw, grids, problems)
    except Refused as refused:
        problems.append(Problem(str(path), str(refused), "Save it again from a spreadsheet program."))
        return None
    except Exception as error:  # openpyxl lets errors of every kind through on damaged files
        what = f"The workbook cannot be read ({type(error).__name__})."
        problems.append(Problem(str(path), what, "Save it again as .xlsx, or as CSV."))
        return None
    found = [grid for grid in grids if any(row and row[0].strip().lower() == "issue" for row in grid.rows)]
    if not (found or grids):
        problems.append(Problem(str(path), "The workbook has no sheet.", "Put the score table on one."))
        return None
    return (found or grids)[0]


class Refused(Exception):
    """A workbook that is not opened."""


def looked_over(raw: bytes) -> bool:
    """Whether there are formulas. Looks at the parts before anything parses them: no bombs, no document types."""
    formulas = False
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
            raise Refused(f"The workbook unpacks to more than {_UNPACKED // 2**20} MiB.")
        for part in archive.infolist():
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                content = archive.read(part)
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
                    raise Refused("The workbook declares a document type.")
                formulas |= b"<f>" in content or b"<f " in content
    return formulas


def _notice_uncomputed(raw: bytes, grids: list[Grid], problems: list[Problem]) -> None:
    """A problem for each formula whose value was never computed, and so reads as an empty cell."""
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
    for sheet, grid in zip(book.worksheets, grids, strict=True):
        for row, cells in enumerate(sheet.iter_rows(max_row=len(grid.rows), max_col=_COLUMNS)):
            for column, cell in enumerate(cells):
                empty = column >= len(grid.rows[row]) or not grid.rows[row][column]
                if cell.data_type == "f" and empty:
                    what = "The cell holds a formula whose value was never computed."
                    fix = "Open and save the file in a spreadsheet program, or write the number."
                    problems.append(Problem(grid.where(row, column), what, fix))


def _sheet(sheet: object, path: Path, problems: list[Problem]) -> Grid:
    name = f"{path}, {getattr(sheet, 'title', '')}!"
    rows: list[list[str]] = []
    grid = Grid(name, rows)
    iterate = getattr(sheet, "iter_rows", None)
    if iterate is None:  # a sheet that holds a chart only
        return grid
    for row, cells in enumerate(iterate(max_row=_ROWS, max_col=_COLUMNS)):
        rows.append([_text(cell.value, grid.where(row, column), problems) for column, cell in enumerate(cells)])
    while rows and not any(rows[-1]):
        rows.pop()
    return grid


def _text(value: object, where: str, problems: list[Problem]) -> str:
    """A cell's content as it was typed."""
    if value is None:
        return ""
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        what = "The cell holds a date or a time."
        problems.append(Problem(where, what, "Format it as text or as a number; write 1/2 as 0.5."))
        return ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()
