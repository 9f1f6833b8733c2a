"""A case as a spreadsheet of scores (XLSX, CSV), in the layout that is read back; what it cannot hold is said.

Text that could run as a formula is written as text: with an apostrophe before it in CSV, as a text cell in XLSX.
"""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from makeable.casefile.save import write_new
from makeable.casefile.table_cells import GUARDED
from makeable.casefile.table_reader import COLUMNS, SPECIAL, heading_key
from makeable.errors import BadInput, Problem
from makeable.model import AllOf, AtLeast, Case, ChoiceIssue, Curve, Issue, Quota, Rule, plain

__all__ = ["table_problems", "table_rows", "write_csv", "write_xlsx"]

Value = str | Fraction
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def table_rows(case: Case) -> list[list[Value]]:
    """The rows of the table, as text and exact numbers."""
    columns = [column for column in COLUMNS if column in _needed(case)]
    width = len(columns)
    parties = case.parties
    rows: list[list[Value]] = [["title", case.title]]
    rows += [[key, text] for key, text in (("summary", case.summary), ("source", case.source)) if text]
    rows.append([*columns, *(_apart(party.id, "party", COLUMNS) for party in parties)])
    if any(party.name != party.id for party in parties):
        rows.append(["name", *[""] * (width - 1), *(party.name for party in parties)])
    for issue in case.issues:
        rows += [[row.get(column, "") for column in columns] + _scores(case, issue, row) for row in _lines(issue, case)]
    lines: list[Value] = [party.sheet.no_deal if party.sheet else "" for party in parties]
    rows.append(["no deal", *[""] * (width - 1), *lines])
    for text, cells in _rule_rows(case) or []:
        head: list[Value] = ["" for _ in columns]
        head[0], head[columns.index("option")] = "rule", text
        rows.append(head + cells)
    return rows


def table_problems(case: Case) -> tuple[Problem, ...]:
    """What the table cannot hold, as warnings."""
    sheets = case.sheets.values()
    parts = {
        "ids that are words of the table": any(_apart(party, "", COLUMNS) != party for party in case.party)
        or any(_apart(issue, "", SPECIAL) != issue for issue in case.issue),
        "this decision rule": _rule_rows(case) is None,
        "constraints": bool(case.constraints),
        "interactions": any(sheet.interactions for sheet in sheets),
        "interests, positions and alternatives": any(s.interests or s.positions or s.batna for s in sheets),
        "remarks": any(s.note for s in sheets)
        or any(thing.note for thing in (*case.parties, *case.issues))
        or any(option.note for issue in case.issues if isinstance(issue, ChoiceIssue) for option in issue.options),
        "whose estimate a sheet is": any(s.estimated_by or s.confidence is not None for s in sheets),
        "packages on the table": bool(case.draft or case.status_quo or case.packages),
        "the agreement": getattr(case, "agreement", None) is not None,
    }
    return tuple(
        Problem("spreadsheet", f"There is no place for {part}.", "It was left out.", "warning")
        for part, there in parts.items()
        if there
    )


def _needed(case: Case) -> set[str]:
    needed = {"issue", "option"}
    for issue in case.issues:
        if issue.name != issue.id:
            needed.add("issue name")
        if isinstance(issue, ChoiceIssue):
            if any(option.name != option.id for option in issue.options):
                needed.add("option name")
        else:
            needed |= {"amount", "unit" if issue.unit else "amount", "step" if issue.step is not None else "amount"}
    return needed


def _lines(issue: Issue, case: Case) -> list[dict[str, Value]]:
    """The left-hand cells of an issue's rows."""
    identity = _apart(issue.id, "issue", SPECIAL)
    head: dict[str, Value] = {"issue": identity, "issue name": issue.name if issue.name != issue.id else ""}
    if isinstance(issue, ChoiceIssue):
        lines: list[dict[str, Value]] = [
            {"option": option.id, "option name": option.name if option.name != option.id else ""}
            for option in issue.options
        ]
    else:
        curves = (sheet.scores.get(issue.id) for sheet in case.sheets.values())
        points = {x for curve in curves if isinstance(curve, Curve) for x, _ in curve.points}
        lines = [{"amount": amount} for amount in sorted({issue.low, issue.high, *points})]
        head |= {"unit": issue.unit} | ({} if issue.step is None else {"step": issue.step})
    return [{**(head if place == 0 else {"issue": identity}), **line} for place, line in enumerate(lines)]


def _apart(identity: str, kind: str, reserved: tuple[str, ...]) -> str:
    """An id, with a word before it where it would be taken for a heading or a special row."""
    return f"{kind} {identity}" if heading_key(identity) in reserved else identity


def _scores(case: Case, issue: Issue, line: dict[str, Value]) -> list[Value]:
    """What one row is worth to each party; blank where a party says nothing there."""
    cells: list[Value] = []
    for party in case.parties:
        scores = party.sheet.scores.get(issue.id) if party.sheet else None
        if isinstance(scores, Curve):
            cells.append(dict(scores.points).get(Fraction(line["amount"]), ""))
        else:
            cells.append(scores.by_option[str(line["option"])] if scores else "")
    return cells


def _rule_rows(case: Case) -> list[tuple[str, list[Value]]] | None:
    """The rule as rows; None when the layout cannot say it."""
    if case.unanimous:
        return []
    parts: tuple[Rule, ...] = case.rule.rules if isinstance(case.rule, AllOf) else (case.rule,)
    rows: list[tuple[str, list[Value]]] = []
    for part in parts:
        if isinstance(part, Quota):
            weights: list[Value] = [part.weights.get(party, "") for party in case.party]
            rows.append((f"quota {plain(part.quota)}", weights))
        elif isinstance(part, AtLeast) and part.parties:
            everyone = part.parties == tuple(case.party)
            marks: list[Value] = ["" if everyone else "x" if party in part.parties else "" for party in case.party]
            text = f"at least {part.count}" if part.count < len(part.parties) or everyone else "required"
            rows.append((text, marks))
        else:
            return None
    return rows


def write_csv(case: Case, path: str | Path, overwrite: bool = False) -> tuple[Problem, ...]:
    """Write the table as CSV; returns what it cannot hold. Raises BadInput when the file exists already."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in table_rows(case):
        writer.writerow([plain(cell) if isinstance(cell, Fraction) else _guarded(cell) for cell in row])
    write_new(Path(path), text.getvalue(), overwrite)
    return table_problems(case)


def _guarded(text: str) -> str:
    text = _UNFIT.sub("\ufffd", text).replace("\r", " ")
    return f"'{text}" if text.startswith(GUARDED) else text


def write_xlsx(case: Case, path: str | Path, overwrite: bool = False) -> tuple[Problem, ...]:
    """Write the table as a workbook; returns what it cannot hold. Raises BadInput when the file exists already."""
    path = Path(path)
    if path.exists() and not overwrite:
        raise BadInput([Problem(str(path), "There is such a file already.", "Choose another path.")])
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Scores"
    rows = table_rows(case)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row, 1):
            _put(sheet, number, place, cell)
    _dress(sheet, rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise BadInput([Problem(str(path), f"The file cannot be written: {reason}.", "Choose another path.")]) from None
    return table_problems(case)


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    """A number as a number where it stays exact, everything else as text that no program computes."""
    if value == "":
        return
    cell = sheet.cell(row, column)
    if isinstance(value, Fraction):
        written = plain(value)
        if Fraction(repr(float(value))) == value and abs(value) < 10**15:
            cell.value = int(value) if value.denominator == 1 else float(value)
            return
        value = written
    cell.value = _UNFIT.sub("\ufffd", value)
    cell.data_type = "s"
    if value.startswith(GUARDED):
        cell.quotePrefix = True


def _dress(sheet: Worksheet, rows: list[list[Value]]) -> None:
    """A heading that stands out and stays in view, and columns as wide as what is in them."""
    head = next(number for number, row in enumerate(rows, 1) if row[0] == "issue")
    for place in range(len(rows[head - 1])):
        heading = sheet.cell(head, place + 1)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor="E8EEF4")
        heading.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = (
        f"{get_column_letter(rows[head - 1].index('option') + 2 if 'option' in rows[head - 1] else 2)}{head + 1}"
    )
    for place in range(len(rows[head - 1])):
        longest = max((len(str(row[place])) for row in rows[head - 1 :] if place < len(row)), default=0)
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(longest + 2, 9), 40)
