"""A register as a spreadsheet: one sheet (or one CSV file) a list, one row a record, the columns named as in YAML.

What is a list in YAML stands in one cell, its items separated by semicolons. The weights of `goals` are written
`safety=3; health=2`; a missing condition `what | kind | cost | by`. What goes into an activity and what comes out of it
stand on the sheets `inputs` and `outputs`, each row with the activity's id. The sheet `room` holds title, unit, summary
and source, a name and a value a row.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from makeable.casefile.document import is_file, read_bytes
from makeable.casefile.entry import Entry
from makeable.casefile.register_fields import INPUT, MISSING, OUTPUT, RECORDS
from makeable.casefile.table_cells import GUARDED, Refused, looked_over, unguarded
from makeable.casefile.xml_text import decoded
from makeable.errors import BadInput, Problem

__all__ = ["SHEETS", "read_sheets", "write_template"]

_ROOM = ("title", "unit", "summary", "source", "dimensions")
_NESTED = {"inputs": INPUT, "outputs": OUTPUT}
_LISTS = {"worth", "conditions", "must", "needs", "between", "dimensions"}
_MOST_ROWS = 50_000
_FLAT = re.compile(r"\s*;\s*")

SHEETS: dict[str, tuple[str, ...]] = {
    "room": ("name", "value"),
    **{
        many: tuple(field.key for field in fields if field.key not in _NESTED)
        for many, (_, fields, _) in RECORDS.items()
    },
    **{name: ("activity", *(field.key for field in fields)) for name, fields in _NESTED.items()},
}
"""The sheets of the template and their columns."""

Rows = list[tuple[str, list[str]]]


def read_sheets(path: Path, problems: list[Problem]) -> Entry | None:
    """The root entry of a register in a workbook, or in a folder of CSV files (or beside one of them)."""
    if path.suffix.lower() == ".xlsx":
        tables = _workbook(path, problems)
    else:
        folder = path if path.is_dir() else path.parent
        tables = {name: _csv(folder / f"{name}.csv", problems) for name in SHEETS if is_file(folder / f"{name}.csv")}
    if tables is None:
        return None
    fields: dict[str, Entry] = {}
    for name, rows in tables.items():
        if name == "room":
            fields |= {key: _cell(key, value, where) for where, (key, value, *_) in rows if key in _ROOM and value}
        elif name not in _NESTED:
            fields[name] = Entry(str(path), items=tuple(_records(name, rows, problems)))
    _nest(fields, tables, problems)
    return Entry(str(path), fields=fields)


def _records(name: str, rows: Rows, problems: list[Problem], also: tuple[str, ...] = ()) -> Iterable[Entry]:
    if not rows:
        return
    where, heads = rows[0]
    known = (*SHEETS[name], *also)
    columns = [head.strip().lower().replace(" ", "_") for head in heads]
    for column in filter(None, columns):
        if column not in known:
            problems.append(Problem(where, f"There is no column `{column}`.", f"There are {', '.join(known)}."))
    for place, cells in rows[1:]:
        row = {key: cell for key, cell in zip(columns, cells, strict=False) if cell and key in known}
        if row:
            yield Entry(place, fields={key: _cell(key, cell, place) for key, cell in row.items()})


def _nest(fields: dict[str, Entry], tables: Mapping[str, Rows], problems: list[Problem]) -> None:
    """Put inputs and outputs into their activities."""
    activities = fields.get("activities")
    held_activities = (activities.items or ()) if activities is not None else ()
    by_id = {a.fields["id"].text: a for a in held_activities if a.fields and "id" in a.fields}
    for name in _NESTED:
        for record in _records(name, tables.get(name, []), problems):
            held = dict(record.fields or {})
            of = held.pop("activity", None)
            activity = by_id.get(of.text if of is not None else None)
            if activity is None or activity.fields is None:
                problems.append(Problem(record.where, f"The row of `{name}` names no activity.", "Give its id."))
                continue
            before = activity.fields.get(name)
            items = (before.items or ()) if before is not None else ()
            activity.fields[name] = Entry(record.where, items=(*items, Entry(record.where, fields=held)))


def _cell(key: str, text: str, where: str) -> Entry:
    """A cell as what YAML would hold there."""
    if key == "goals":
        pairs = (part.partition("=") for part in _FLAT.split(text) if part)
        return Entry(where, fields={name.strip(): Entry(where, text=value.strip()) for name, _, value in pairs})
    if key == "missing":
        names = [field.key for field in MISSING]
        parts = ([piece.strip() for piece in part.split("|")] for part in _FLAT.split(text) if part)
        return Entry(
            where,
            items=tuple(
                Entry(where, fields={n: Entry(where, text=p) for n, p in zip(names, part, strict=False) if p})
                for part in parts
            ),
        )
    if key in _LISTS and ";" in text:
        return Entry(where, items=tuple(Entry(where, text=part) for part in _FLAT.split(text) if part))
    return Entry(where, text=text)


def _csv(path: Path, problems: list[Problem]) -> Rows:
    raw = read_bytes(path, problems)
    if raw is None:
        return []
    text = decoded(raw, str(path), problems).replace("\r\n", "\n").replace("\r", "\n")
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        records = list(csv.reader(io.StringIO(text), delimiter=separator))[:_MOST_ROWS]
    except csv.Error as error:
        problems.append(Problem(str(path), f"The table cannot be read: {error}.", "Save it again as CSV."))
        return []
    return [(f"{path}, line {n}", [unguarded(cell.strip()) for cell in row]) for n, row in enumerate(records, 1)]


def _workbook(path: Path, problems: list[Problem]) -> dict[str, Rows] | None:
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    try:
        looked_over(raw)
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        tables: dict[str, Rows] = {}
        for sheet in book.worksheets:
            name = sheet.title.strip().lower()
            rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=60, values_only=True)
            tables[name] = [(f"{path}, {sheet.title}!A{n}", [_text(v) for v in row]) for n, row in enumerate(rows, 1)]
    except Refused as refused:
        problems.append(Problem(str(path), str(refused), "Save it again from a spreadsheet program."))
        return None
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, AttributeError) as error:
        what = f"The workbook cannot be read ({type(error).__name__})."
        problems.append(Problem(str(path), what, "Save it again as .xlsx, or as CSV."))
        return None
    strange = [name for name in tables if name not in SHEETS and name != "how to fill"]
    if strange:
        what = f"The sheet `{strange[0]}` is none of a register's."
        problems.append(Problem(str(path), what, f"There are {', '.join(SHEETS)}.", "warning"))
    return {name: tables[name] for name in SHEETS if name in tables}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return unguarded(str(value).strip())


_HOW = (
    (
        "Fill one row a record. Each organisation, offer, need and activity has a short id of its own, by which "
        "other rows name it."
    ),
    "Lists stand in one cell, separated by semicolons. Dates are written 2027-09-30.",
    (
        "cost: what a unit lent costs its owner. worth: what the whole quantity is worth to who needs it; several "
        "worths (12; 8; 3) mean: the first unit, the second, the third."
    ),
    "All amounts are in one unit, named on the sheet `room`. A rough estimate will do; say whose in `estimated_by`.",
    (
        "goals: safety=3; health=2. missing: what stands in the way | permission, capacity, payment, participant, "
        "time or other | what it would cost | whom."
    ),
    "links: leave empty and let `makeable match` propose them, or write which offer could meet which need.",
)


def write_template(path: Path, data: Mapping[str, Any] | None = None) -> None:
    """Write the workbook to fill, with the rows of `data` (a register as plain data) where some are given.

    Raises BadInput when there is such a file already.
    """
    if path.exists():
        raise BadInput([Problem(str(path), "There is such a file already.", "Choose another path.")])
    book = openpyxl.Workbook()
    guide = book.worksheets[0]
    guide.title = "How to fill"
    guide.column_dimensions["A"].width = 110
    for n, line in enumerate(_HOW, 1):
        guide.cell(n, 1, line).alignment = Alignment(wrap_text=True)
    for name, columns in SHEETS.items():
        sheet = book.create_sheet(name)
        rows = _rows_of(name, columns, data or {})
        for n, row in enumerate([columns, *rows], 1):
            for place, value in enumerate(row, 1):
                if value != "":
                    cell = sheet.cell(n, place, f"'{value}" if value.startswith(GUARDED) else value)
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
                    if n == 1:
                        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7EE")
        for place, column in enumerate(columns, 1):
            wide = 42 if column in ("what", "mission", "summary", "history", "value", "note") else 16
            sheet.column_dimensions[get_column_letter(place)].width = wide
        sheet.freeze_panes = "B2"
    try:
        book.save(path)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise BadInput([Problem(str(path), f"The file cannot be written: {reason}.", "Choose another path.")]) from None


def _rows_of(name: str, columns: tuple[str, ...], data: Mapping[str, Any]) -> list[list[str]]:
    if name == "room":
        return [[key, _flat(data.get(key, ""))] for key in _ROOM]
    if name in _NESTED:
        parts = [(a["id"], part) for a in data.get("activities", ()) for part in a.get(name, ())]
        return [[activity, *(_flat(part.get(key, "")) for key in columns[1:])] for activity, part in parts]
    return [[_flat(record.get(key, "")) for key in columns] for record in data.get(name, ())]


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        if "what" in value:
            return " | ".join(_flat(value.get(field.key, "")) for field in MISSING).rstrip(" |")
        return "; ".join(f"{key}={_flat(held)}" for key, held in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(_flat(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
