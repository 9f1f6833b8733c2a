"""NegMAS scenarios (YAML or JSON): a domain file and linear additive utility functions as one case.

NegMAS writes a folder with one file for the outcome space and one per utility function. Values are weights x value
functions, exact as written; the reserved value becomes the no-deal value. A reserved value of minus infinity says
that any agreement is better than none: the no-deal value is then that of the worst package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from makeable.casefile.document import parse, read_text
from makeable.casefile.entry import Entry, of_data
from makeable.casefile.naming import id_for
from makeable.casefile.negmas_value import VALUE_FUNCTIONS, value_points
from makeable.casefile.reader import Reader, quoted_list
from makeable.errors import Problem
from makeable.model import plain

__all__ = ["is_negmas", "read_negmas"]

LINEAR = ("LinearAdditiveUtilityFunction", "LinearUtilityFunction", "AffineUtilityFunction")
ENDINGS = (".yml", ".yaml", ".json")


@dataclass(frozen=True, slots=True)
class NegmasIssue:
    """An issue of the outcome space: its options by the text NegMAS has for them, or a range."""

    id: str
    name: str
    where: str
    options: dict[str, str]
    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = True

    @property
    def amounts(self) -> list[tuple[str, Fraction | None]]:
        """The ways to settle it that are listed, each with its number if it is one."""
        return [(option, Entry("", text=value).number()) for value, option in self.options.items()]


def kind_of(root: Entry) -> str:
    """The NegMAS class that a document stands for, without its module; empty for other documents."""
    fields = root.fields or {}
    entry = fields.get("type") or fields.get("__python_class__")
    return (entry.text or "").rpartition(".")[2] if entry is not None else ""


def is_negmas(root: Entry) -> bool:
    """Whether a document is a NegMAS outcome space or utility function."""
    kind = kind_of(root)
    return kind.endswith(("OutcomeSpace", "UtilityFunction", "UFun", "Fun"))


def read_negmas(paths: Sequence[Path], problems: list[Problem]) -> Entry | None:
    """The entries of a case from a domain and utility functions, or from a folder of them."""
    domain: Entry | None = None
    functions: list[tuple[Path, Entry]] = []
    reader = Reader(problems)
    for path, found in _files(paths):
        text = read_text(path, problems)
        root = parse(text, str(path), problems) if text is not None else None
        if root is None:
            continue
        kind = kind_of(root)
        if kind.endswith("OutcomeSpace") and domain is None:
            domain = root
        elif kind.endswith("OutcomeSpace"):
            reader.problem(root, "This is a second outcome space.", "Import one scenario at a time.")
        elif is_negmas(root):
            functions.append((path, root))
        elif not found:
            what = "This is neither a NegMAS outcome space nor a utility function."
            reader.problem(root, what, "Its `type` should name one.")
    if domain is None:
        reader.problem(
            str(paths[0]), "There is no NegMAS outcome space here.", "Name its file and those of the parties."
        )
        return None
    issues = _issues(reader, domain)
    parties: dict[str, object] = {}
    for path, function in functions:
        written = reader.text((function.fields or {}).get("name"), "`name`", path.stem)
        party = id_for(written, parties, "party")
        sheet = _Function(reader, function, issues).sheet()
        parties[party] = of_data({"id": party, "name": written, "sheet": sheet}, function.where)
    title = reader.text((domain.fields or {}).get("name"), "`name`", "NegMAS scenario")
    data = {
        "makeable": 1,
        "title": title,
        "source": "Imported from NegMAS.",
        "issues": [_issue_data(issue) for issue in issues],
        "parties": list(parties.values()),
    }
    return of_data(data, domain.where)


def _files(paths: Sequence[Path]) -> list[tuple[Path, bool]]:
    """The files, and whether each was found in a folder rather than named."""
    files: list[tuple[Path, bool]] = []
    for path in paths:
        if path.is_dir():
            files += [
                (file, True)
                for file in sorted(path.iterdir())
                if file.suffix.lower() in ENDINGS and not file.name.startswith((".", "_"))
            ]
        else:
            files.append((path, False))
    return files


def _issues(reader: Reader, domain: Entry) -> list[NegmasIssue]:
    issues: dict[str, NegmasIssue] = {}
    for place, item in enumerate(reader.items((domain.fields or {}).get("issues"), "`issues`"), 1):
        fields = reader.mapping(item, "An issue")
        name = reader.text(fields.get("name"), "The name of an issue", f"issue {place}")
        identity = id_for(name, issues, f"issue-{place}")
        kind = kind_of(item)
        values = fields.get("values")
        if "Continuous" in kind or "Contiguous" in kind:
            ends = [reader.number(end, f"The range of `{name}`") for end in reader.items(values, f"`{name}`")]
            if len(ends) != 2 or ends[0] is None or ends[1] is None:
                reader.problem(item, f"The range of `{name[:60]}` must have two numbers.", "Write `values: [0, 10]`.")
                continue
            whole = "Contiguous" in kind
            issues[identity] = NegmasIssue(identity, name, item.where, {}, ends[0], ends[1], whole)
            continue
        options: dict[str, str] = {}
        for number, value in enumerate(reader.items(values, f"The values of `{name}`"), 1):
            text = reader.text(value, f"A value of `{name}`", f"value {number}")
            if text in options:
                reader.problem(value, f"`{text[:60]}` is a value of `{name[:60]}` twice.", "Keep one.")
                continue
            options[text] = id_for(text, options.values(), f"option-{number}")
        issues[identity] = NegmasIssue(identity, name, item.where, options)
    return list(issues.values())


def _issue_data(issue: NegmasIssue) -> Entry:
    data: dict[str, object] = {"id": issue.id, "name": issue.name}
    if issue.low is None or issue.high is None:
        data["options"] = [{"id": option, "name": value} for value, option in issue.options.items()]
    else:
        data["range"] = [issue.low, issue.high]
        if issue.whole:
            data["step"] = 1
    return of_data(data, issue.where)


class _Function:
    """One utility function as a sheet."""

    def __init__(self, reader: Reader, root: Entry, issues: list[NegmasIssue]) -> None:
        self.reader, self.root, self.issues = reader, root, issues
        self.kind = kind_of(root)
        self.fields = root.fields or {}

    def sheet(self) -> dict[str, object]:
        """The sheet as plain data."""
        note = ""
        if "Discounted" in self.kind and "ufun" in self.fields:
            note = "Discounted with time in NegMAS."
            self.reader.warning(self.root, "The function discounts with time.", "This was kept as a note only.")
            self.fields = self.fields["ufun"].fields or {}
            self.kind = kind_of(Entry("", fields=self.fields))
        if self.kind not in LINEAR:
            what = f"`{self.kind[:60]}` is not a linear additive utility function."
            self.reader.problem(self.root, what, f"Only {quoted_list(LINEAR)} can be read.")
            return {"no_deal": 0}
        scores = self.scores()
        line = self.no_deal(scores)
        bias = self.reader.number(self.fields.get("bias"), "`bias`") or Fraction(0)
        if bias:
            what = f"The function adds {plain(bias)} to every package."
            self.reader.warning(self.root, what, "It was taken off the no-deal value; gains stay the same.")
        data = {"no_deal": line - bias, "scores": {key: of_data(row, self.root.where) for key, row in scores.items()}}
        return data | ({"note": note} if note else {})

    def no_deal(self, scores: dict[str, dict[str, Fraction]]) -> Fraction:
        """The reserved value; that of the worst package (and the bias) where there is none."""
        entry = self.fields.get("reserved_value")
        if entry is not None and not entry.empty and (entry.text or "").strip().lower() not in ("-.inf", "-infinity"):
            return self.reader.number(entry, "`reserved_value`") or Fraction(0)
        worst = sum((min(row.values()) for row in scores.values() if row), Fraction(0))
        bias = self.fields["bias"].number() if "bias" in self.fields else None
        told = "No agreement is worse than every package (there is no reserved value)."
        self.reader.warning(entry or self.root, told, f"The no-deal value was set to the worst: {plain(worst)}.")
        return worst + (bias or 0)

    def scores(self) -> dict[str, dict[str, Fraction]]:
        """Weight x value, by issue and by option or amount."""
        weights = self.by_issue("weights", "1")
        simple = self.kind != "LinearAdditiveUtilityFunction"
        values = {} if simple else self.by_issue("values", None)
        scores: dict[str, dict[str, Fraction]] = {}
        for issue in self.issues:
            weight = self.reader.number(weights[issue.id], f"The weight of `{issue.name[:60]}`") or Fraction(0)
            function = Entry(self.root.where, fields={"type": Entry("", text="IdentityFun")})
            if not simple:
                if issue.id not in values:
                    self.reader.problem(self.root, f"`{issue.name[:60]}` has no value function.", "Add it to `values`.")
                    continue
                function = values[issue.id]
            row = self.row(issue, function)
            if row is not None:
                scores[issue.id] = {key: weight * value for key, value in row.items()}
        return scores

    def by_issue(self, key: str, default: str | None) -> dict[str, Entry]:
        """The entries of a part that NegMAS gives as a list in the order of the issues, or by their names."""
        entry = self.fields.get(key)
        if entry is not None and entry.fields is not None and "type" not in entry.fields:
            found = {issue.id: entry.fields[issue.name] for issue in self.issues if issue.name in entry.fields}
        else:
            items = self.reader.items(entry, f"`{key}`")
            if items and len(items) != len(self.issues):
                what = f"`{key}` has {len(items)} entries for {len(self.issues)} issues."
                self.reader.problem(entry or self.root, what, "Give one for each issue.")
            found = {issue.id: item for issue, item in zip(self.issues, items, strict=False)}
        if default is not None:
            found = {issue.id: found.get(issue.id, Entry(self.root.where, text=default)) for issue in self.issues}
        return found

    def row(self, issue: NegmasIssue, function: Entry) -> dict[str, Fraction] | None:
        """The value of each option or of the amounts where the line bends; None, with a problem, when not readable."""
        kind = kind_of(function)
        fields = function.fields or {}
        if kind == "TableFun" or "mapping" in fields or (not kind and fields):
            return self.table(issue, fields.get("mapping", function))
        numbers = {
            name: number
            for name, entry in fields.items()
            if entry.text is not None and name != "type" and (number := entry.number()) is not None
        }
        continuous = issue.low is not None and not issue.whole
        ends = (issue.low, issue.high) if issue.low is not None and issue.high is not None else None
        given = [number for _, number in issue.amounts]
        if ends is None and None in given and kind != "ConstFun":
            what = f"`{kind[:60]}` needs numbers, and `{issue.name[:60]}` has options."
            self.reader.problem(function, what, "Use a TableFun for it.")
            return None
        points = value_points(kind, numbers, ends, [number or Fraction(0) for number in given], continuous)
        if points is None:
            what = f"`{(kind or function.kind)[:60]}` on `{issue.name[:60]}` cannot be read."
            fix = f"Use one of {quoted_list(VALUE_FUNCTIONS, 12)}" + (", straight lines only." if continuous else ".")
            self.reader.problem(function, what, fix)
            return None
        if ends is not None:
            return {str(amount): value for amount, value in points}
        return {option: value for (option, _), (_, value) in zip(issue.amounts, points, strict=True)}

    def table(self, issue: NegmasIssue, entry: Entry) -> dict[str, Fraction] | None:
        """A table of values; keys are matched as text, and numbers as numbers."""
        fields = self.reader.mapping(entry, f"The values of `{issue.name[:60]}`")
        numbers = {key: self.reader.number(item, f"The value of `{key[:60]}`") for key, item in fields.items()}
        if any(number is None for number in numbers.values()):
            return None
        if issue.low is not None:
            return {key: number for key, number in numbers.items() if number is not None}
        same = {number: key for key in numbers if (number := Entry("", text=key).number()) is not None}
        row: dict[str, Fraction] = {}
        for value, option in issue.options.items():
            number = Entry("", text=value).number()
            key = value if value in numbers else same.get(number) if number is not None else None
            if key is None:
                what = f"`{value[:60]}` of `{issue.name[:60]}` has no value."
                self.reader.problem(entry, what, "Give every value of the issue one.")
                return None
            row[option] = numbers[key] or Fraction(0)
        return row
