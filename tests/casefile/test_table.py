"""Spreadsheets of scores: the layout, cell addresses of problems, formulas, and that what is exported comes back."""

from __future__ import annotations

import csv
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from tests.casefile.test_genius import positional_values
from tests.strategies import cases

from makeable.casefile.foreign import import_case
from makeable.casefile.table_cells import GUARDED
from makeable.casefile.table_writer import write_csv, write_xlsx
from makeable.model import AllOf, AtLeast, Case, ChoiceIssue, QuantityIssue, Quota

TABLE = """\
title,A new bus line,,,,,
,,,,,,
Issue,Option,Amount,Unit,Step,City council,Bus company
Route,Straight to the station,,,,20,30
,A loop,,,,30,10
Subsidy,,0,k$,50,40,0
,,400,,,0,45
No deal,,,,,30,2/3
rule,at least 1,,,,x,x
rule,quota 60 %,,,,3,2
"""


def table(tmp_path: Path, text: str, name: str = "scores.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_layout(tmp_path: Path) -> None:
    case, problems = import_case([table(tmp_path, TABLE)])
    assert case is not None, problems
    assert problems == ()
    assert case.title == "A new bus line"
    assert [(party.id, party.name) for party in case.parties] == [
        ("city-council", "City council"),
        ("bus-company", "Bus company"),
    ]
    route, subsidy = case.issues
    assert isinstance(route, ChoiceIssue)
    assert [option.name for option in route.options] == ["Straight to the station", "A loop"]
    assert subsidy == QuantityIssue("Subsidy", "Subsidy", "k$", Fraction(0), Fraction(400), Fraction(50))
    assert case.sheets["bus-company"].no_deal == Fraction(2, 3)
    assert case.sheets["bus-company"].scores["Subsidy"].value(Fraction(200)) == Fraction(45, 2)
    weights = {"city-council": Fraction(3), "bus-company": Fraction(2)}
    assert case.rule == AllOf((AtLeast(1, ("city-council", "bus-company")), Quota(weights, Fraction(3))))


def test_semicolons_decimal_commas_and_windows_text(tmp_path: Path) -> None:
    text = TABLE.replace(",", ";").replace("2/3", "0,5").replace("A loop", "Café-Schleife")
    file = tmp_path / "scores.csv"
    file.write_bytes(text.encode("cp1252"))
    case, problems = import_case([file])
    assert case is not None, problems
    assert case.sheets["bus-company"].no_deal == Fraction(1, 2)
    assert [problem.fix for problem in problems] == ["It was read as Windows-1252."]


@pytest.mark.parametrize(
    ("old", "new", "cell", "says"),
    [
        (",A loop,,,,30,10", ",A loop,,,,thirty,10", "F5", "must be a number"),
        (",A loop,,,,30,10", ",A loop,,,,,10", "F3", "no score for `a-loop`"),
        (",A loop,,,,30,10", ",Straight to the station,,,,30,10", "B5", "stands twice"),
        (",A loop,,,,30,10", ",A loop,5,,,30,10", "B5", "both an option and an amount"),
        (",,400,,,0,45", ",,many,,,0,45", "C7", "must be a number"),
        ("Subsidy,,0,k$,50", "Subsidy,,0,k$,30", "A6", "Steps of 30"),
        ("No deal,,,,,30,2/3", "No deal,,,,,,2/3", "F3", "has no no-deal value"),
        ("rule,at least 1", "rule,at least 3", "B9", "no number of yeses"),
        ("rule,quota 60 %", "rule,majority", "B10", "is not known"),
        ("City council,Bus company", "City council,City council", "G3", "stands twice"),
        ("Issue,Option", "Thing,Option", "A1", "no heading"),
        ("title,A new bus line", "tilte,A new bus line", "A1", "not understood"),
    ],
)
def test_problems_carry_the_address_of_the_cell(old: str, new: str, cell: str, says: str, tmp_path: Path) -> None:
    assert old in TABLE
    case, problems = import_case([table(tmp_path, TABLE.replace(old, new))])
    assert case is None
    assert any(problem.where.endswith(f", {cell}") and says in problem.what for problem in problems), problems


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases(constraints=False, interactions=False, tricky=True, unknown_sheets=True))
def test_what_is_exported_comes_back(case: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("table")
    for name, write in (("a.csv", write_csv), ("a.xlsx", write_xlsx)):
        lost = write(case, folder / name)
        back, problems = import_case([folder / name])
        assert back is not None, "\n".join(map(str, problems))
        assert positional_values(back) == positional_values(case)
        assert [party.sheet is None for party in back.parties] == [party.sheet is None for party in case.parties]
        if "rule" not in " ".join(problem.what for problem in lost):
            assert all(
                back.rule.holds([list(back.party)[n] for n in range(k)])
                == case.rule.holds([list(case.party)[n] for n in range(k)])
                for k in range(len(case.parties) + 1)
            )


def test_text_never_runs_as_a_formula(tmp_path: Path) -> None:
    text = TABLE.replace("A new bus line", "=HYPERLINK(0)").replace("A loop", "+1+1").replace("k$", "@x")
    case, problems = import_case([table(tmp_path, text)])
    assert case is not None, problems
    write_csv(case, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=HYPERLINK(0)" in cells
    assert not [cell for cell in cells if cell.startswith(GUARDED) and not cell.startswith("'")]
    write_xlsx(case, tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    for name in ("out.csv", "out.xlsx"):
        back, _ = import_case([tmp_path / name])
        assert back is not None
        assert back.title == "=HYPERLINK(0)"


def test_workbooks_of_formulas_dates_and_bombs(tmp_path: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["issue", "option", "p"], ["a", "x", "=1+1"], ["", "y", datetime.date(2026, 2, 1)], ["no deal", "", 1]):
        sheet.append(row)
    book.save(tmp_path / "dates.xlsx")
    case, problems = import_case([tmp_path / "dates.xlsx"])
    assert case is None
    assert any(problem.where.endswith("Sheet!C3") and "date" in problem.what for problem in problems)
    assert any(problem.where.endswith("Sheet!C2") and "formula" in problem.what for problem in problems)
    with zipfile.ZipFile(tmp_path / "dates.xlsx") as good, zipfile.ZipFile(tmp_path / "bomb.xlsx", "w") as bomb:
        for part in good.infolist():
            content = good.read(part)
            if part.filename == "xl/workbook.xml":
                content = content.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "aa">]><workbook', 1)
            bomb.writestr(part, content)
    _, problems = import_case([tmp_path / "bomb.xlsx"])
    assert "document type" in problems[0].what
    with zipfile.ZipFile(tmp_path / "large.xlsx", "w", zipfile.ZIP_DEFLATED) as large:
        large.writestr("xl/workbook.xml", b" " * (129 * 2**20))
    _, problems = import_case([tmp_path / "large.xlsx"])
    assert "128 MiB" in problems[0].what
