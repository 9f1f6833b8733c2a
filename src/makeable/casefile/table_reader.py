"""A spreadsheet of scores as a case.

One row per option (or per amount of a quantity), one column per party::

    title    A new bus line
    issue    option   amount  unit  step   city  company
    route    direct                          20       30
             loop                            30       10
    subsidy           0       k$    50       40        0
                      400                     0       45
    no deal                                  30       35
    rule     at least 1                       x        x

The first row whose first cell is `issue` names the columns: `issue`, `option`, and where needed `amount`, `unit`,
`step`, `issue name`, `option name`; every other name is a party's. A blank issue continues the one above. Special
rows: `title`, `summary`, `source`; `name` (of the parties); `no deal`; `rule` with `unanimity`, `at least N` and
`required` (marks say who is meant, no mark: everyone) or `quota N` (with weights).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from makeable.casefile.entry import Entry, of_data
from makeable.casefile.naming import id_for
from makeable.casefile.table_cells import Grid, read_grid
from makeable.errors import Problem

__all__ = ["COLUMNS", "SPECIAL", "heading_key", "read_table"]

COLUMNS = ("issue", "issue name", "option", "option name", "amount", "unit", "step")
SPECIAL = ("issue", "name", "no deal", "rule")
_ABOVE = ("title", "summary", "source")
_RULE = re.compile(r"(at least|quota|required|unanimity)\s*(.*)", re.IGNORECASE)
_UNMARKED = ("", "0", "-", "no", "false")


@dataclass(slots=True)
class Row:
    """An issue of the table while its rows are read."""

    id: str
    name: str
    where: str
    options: list[tuple[str, str, str]] = field(default_factory=list)
    amounts: list[tuple[str, str]] = field(default_factory=list)
    unit: str = ""
    step: str = ""
    scores: dict[str, dict[str, Entry]] = field(default_factory=dict)


def read_table(path: Path, problems: list[Problem]) -> Entry | None:
    """The entries of the case in a spreadsheet; problems carry the addresses of cells."""
    grid = read_grid(path, problems)
    return _Table(grid, problems).case() if grid is not None else None


class _Table:
    def __init__(self, grid: Grid, problems: list[Problem]) -> None:
        self.grid, self.problems = grid, problems
        self.columns: dict[str, int] = {}
        self.parties: dict[str, int] = {}
        self.headings: dict[str, str] = {}
        self.issues: dict[str, Row] = {}
        self.named: dict[str, Row] = {}
        self.current: Row | None = None
        self.data: dict[str, object] = {"makeable": 1}
        self.names: dict[str, Entry] = {}
        self.no_deal: dict[str, Entry] = {}
        self.rules: list[Entry] = []

    def problem(self, row: int, column: int, what: str, fix: str) -> None:
        self.problems.append(Problem(self.grid.where(row, column), what, fix))

    def cell(self, row: int, column: str) -> str:
        """The text in a named column."""
        cells = self.grid.rows[row]
        place = self.columns.get(column)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def case(self) -> Entry | None:
        """Read it from top to bottom."""
        head = next((n for n, cells in enumerate(self.grid.rows) if cells and heading_key(cells[0]) == "issue"), None)
        if head is None:
            what = "No row begins with `issue`: the table has no heading."
            self.problem(0, 0, what, "Name the columns: issue, option, then one for each party.")
            return None
        for row in range(head):
            self.above(row)
        self.heading(head)
        for row in range(head + 1, len(self.grid.rows)):
            if any(cell.strip() for cell in self.grid.rows[row]):
                self.row(row)
        return self.finished(head)

    def above(self, row: int) -> None:
        cells = [cell.strip() for cell in self.grid.rows[row]]
        key = heading_key(cells[0]) if cells else ""
        if key in _ABOVE:
            self.data[key] = of_data(next(filter(None, cells[1:]), ""), self.grid.where(row, 0))
        elif any(cells):
            self.problem(row, 0, "This row above the heading is not understood.", f"Keep there: {', '.join(_ABOVE)}.")

    def heading(self, row: int) -> None:
        for place, text in enumerate(self.grid.rows[row]):
            key = heading_key(text)
            if not key:
                continue
            if key in COLUMNS and key not in self.columns:
                self.columns[key] = place
            elif key in COLUMNS or text.strip() in self.headings.values():
                self.problem(row, place, f"The column `{text.strip()[:60]}` stands twice.", "Keep one.")
            else:
                party = id_for(text, self.parties, f"party-{place}")
                self.parties[party] = place
                self.headings[party] = text.strip()
        if not {"option", "amount"} & set(self.columns):
            self.problem(row, 0, "There is no column `option`.", "Name the column of the options `option`.")
        if not self.parties:
            self.problem(row, 0, "There is no column for a party.", "Head a column with the name of each party.")

    def row(self, row: int) -> None:
        kind = heading_key(self.cell(row, "issue"))
        if kind == "name":
            self.names = self.cells(row)
        elif kind == "no deal":
            self.no_deal = self.cells(row)
        elif kind == "rule":
            self.rule(row)
        else:
            self.score_row(row)
            return
        self.current = None

    def cells(self, row: int) -> dict[str, Entry]:
        """The parties' cells of a row that are filled."""
        cells = self.grid.rows[row]
        found = {party: (place, cells[place].strip()) for party, place in self.parties.items() if place < len(cells)}
        return {party: self.entry(row, place, text) for party, (place, text) in found.items() if text}

    def entry(self, row: int, column: int, text: str) -> Entry:
        if self.grid.decimal_comma and re.fullmatch(r"[-+]?\d+,\d+\s*%?", text):
            text = text.replace(",", ".")
        return Entry(self.grid.where(row, column), text=text, quoted=True)

    def score_row(self, row: int) -> None:
        """A row with an option or an amount of an issue, and what it is worth to each party."""
        written = self.cell(row, "issue")
        where = self.grid.where(row, self.columns["issue"])
        if written:
            self.current = self.named.get(written)
            if self.current is None:
                identity = id_for(written, self.issues, f"issue-{row + 1}")
                name = self.cell(row, "issue name") or written
                self.current = self.issues[identity] = self.named[written] = Row(identity, name, where)
        issue = self.current
        if issue is None:
            self.problem(row, 0, "The row belongs to no issue.", "Name the issue in its first cell.")
            return
        issue.unit = issue.unit or self.cell(row, "unit")
        issue.step = issue.step or self.cell(row, "step")
        option, amount = self.cell(row, "option"), self.cell(row, "amount")
        if bool(option) == bool(amount):
            what = "The row names both an option and an amount." if option else "The row names no option."
            self.problem(row, self.columns.get("option", 0), what, "Fill `option`, or for a quantity `amount`.")
            return
        if option:
            place = self.columns["option"]
            key = id_for(option, [key for key, _, _ in issue.options], f"option-{row + 1}")
            if option in [written for _, written, _ in issue.options]:
                self.problem(row, place, f"The option `{option[:60]}` stands twice.", "Keep one of the two rows.")
                return
            issue.options.append((key, option, self.cell(row, "option name") or option))
        else:
            key = (self.entry(row, self.columns["amount"], amount).text or "").strip()
            issue.amounts.append((key, self.grid.where(row, self.columns["amount"])))
        for party, entry in self.cells(row).items():
            scores = issue.scores.setdefault(party, {})
            if key in scores:
                self.problem(row, self.columns["amount"], f"The amount `{key[:60]}` stands twice.", "Keep one.")
            scores[key] = entry

    def rule(self, row: int) -> None:
        """One row of the decision rule; several rows must all hold."""
        text = self.cell(row, "option")
        where = self.grid.where(row, self.columns.get("option", 0))
        found = _RULE.fullmatch(text)
        if found is None:
            what = f"The rule `{text[:60]}` is not known."
            self.problem(row, self.columns.get("option", 0), what, "Write unanimity, at least N, required, or quota N.")
            return
        kind, number = found[1].lower(), Entry(where, text=found[2].strip(), quoted=True)
        marks = self.cells(row)
        meant = [party for party, entry in marks.items() if (entry.text or "").lower() not in _UNMARKED]
        group: dict[str, object] = {"of": meant} if meant else {}
        if kind == "unanimity":
            self.rules.append(of_data({"required": meant} if meant else "unanimity", where))
        elif kind == "required":
            if not meant:
                self.problem(row, 0, "No party is marked as required.", "Put an x under each.")
            self.rules.append(of_data({"required": meant}, where))
        elif kind == "at least":
            self.rules.append(of_data({"at_least": number, **group}, where))
        else:
            self.rules.append(of_data({"weights": dict(marks), "quota": number}, where))

    def finished(self, head: int) -> Entry:
        """All of it as the entry of a case."""
        where = self.grid.where(head, 0)
        self.data["issues"] = [self.issue(issue) for issue in self.issues.values()]
        self.data["parties"] = [self.party(party, head) for party in self.parties]
        if len(self.rules) == 1:
            self.data["rule"] = self.rules[0]
        elif self.rules:
            self.data["rule"] = {"all": self.rules}
        return of_data(self.data, where)

    def issue(self, issue: Row) -> Entry:
        data: dict[str, object] = {"id": issue.id, "name": issue.name}
        if issue.options and issue.amounts:
            what = f"`{issue.name[:60]}` has both options and amounts."
            self.problems.append(Problem(issue.where, what, "Fill one of the two columns for it."))
        if issue.options:
            data["options"] = [{"id": key, "name": name} for key, _, name in issue.options]
            data |= {key: text for key, text in (("unit", issue.unit), ("step", issue.step)) if text}
        else:
            listed = [Entry(where, text=amount, quoted=True) for amount, where in issue.amounts]
            ordered = sorted((entry for entry in listed if entry.number() is not None), key=lambda e: e.number() or 0)
            ends = [ordered[0], ordered[-1]] if ordered else []
            data["range"] = [*ends, *(entry for entry in listed if entry.number() is None)]
            data |= {key: text for key, text in (("unit", issue.unit), ("step", issue.step)) if text}
        return of_data(data, issue.where)

    def party(self, party: str, head: int) -> Entry:
        where = self.grid.where(head, self.parties[party])
        name = self.names[party].text if party in self.names else self.headings[party]
        data: dict[str, object] = {"id": party, "name": name}
        scores = {
            issue.id: of_data(dict(issue.scores[party]), where)
            for issue in self.issues.values()
            if party in issue.scores
        }
        if scores or party in self.no_deal:
            sheet: dict[str, object] = {"scores": scores}
            if party in self.no_deal:
                sheet["no_deal"] = self.no_deal[party]
            else:
                what = f"The column `{self.headings[party][:60]}` has no no-deal value."
                self.problems.append(
                    Problem(where, what, "Add a row `no deal` with the worth of each best alternative.")
                )
                sheet["no_deal"] = 0
            data["sheet"] = sheet
        return of_data(data, where)


def heading_key(text: str) -> str:
    """A heading without regard to case, spaces and underscores."""
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split())
