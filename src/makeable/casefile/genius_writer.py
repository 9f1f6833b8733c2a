"""A case as Genius XML: a domain and a profile for each sheet, and what the format cannot hold, said as warnings.

Genius wants values between 0 and 1, so each profile is divided by a power of ten, which stands in its attribute
`scale` (Genius passes it over); ids stand in attributes of their own. Read back, additive cases are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from pathlib import Path
from xml.sax.saxutils import quoteattr as _quoteattr

from makeable.casefile.save import write_new
from makeable.errors import BadInput, Problem
from makeable.model import Case, ChoiceIssue, Curve, Issue, Party, QuantityIssue, Scores, Sheet, plain

__all__ = ["genius_files", "write_genius"]

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MANY = 1000  # levels of a quantity that are still written out as items
_ROUNDED = Fraction(1, 10**17)


@dataclass(frozen=True, slots=True)
class Written:
    """The files by name, and what they could not hold."""

    files: dict[str, str]
    problems: tuple[Problem, ...]


def write_genius(case: Case, folder: str | Path, overwrite: bool = False) -> tuple[list[Path], tuple[Problem, ...]]:
    """Write domain.xml and a profile per sheet into a folder; returns the files and what they could not hold.

    Raises BadInput when a file exists already, or when an issue cannot be written at all.
    """
    written = genius_files(case)
    folder = Path(folder)
    paths = [folder / name for name in written.files]
    taken = [path for path in paths if path.exists()] if not overwrite else []
    if taken:
        raise BadInput(
            [Problem(str(path), "There is such a file already.", "Choose another folder.") for path in taken]
        )
    for path, text in zip(paths, written.files.values(), strict=True):
        write_new(path, text, overwrite)
    return paths, written.problems


def genius_files(case: Case) -> Written:
    """The texts of the files. Raises BadInput for a continuous quantity whose value is not one straight line."""
    writer = _Writer(case)
    files = {"domain.xml": writer.domain()}
    for place, party in enumerate(case.parties, 1):
        if party.sheet is None:
            writer.lost(f"Nothing is known of `{party.id}`.", "It gets no profile.")
        else:
            files[_file_name(party, place, files)] = writer.profile(party, party.sheet, place)
    writer.left_out()
    errors = [problem for problem in writer.problems if problem.severity == "error"]
    if errors:
        raise BadInput(errors)
    return Written(files, tuple(dict.fromkeys(writer.problems)))


def _file_name(party: Party, place: int, taken: dict[str, str]) -> str:
    fit = party.id.isascii() and party.id.replace("-", "").replace("_", "").isalnum() and len(party.id) <= 80
    name = f"{party.id if fit else f'party-{place}'}.xml"
    return name if name.lower() not in {other.lower() for other in taken} else f"party-{place}.xml"


class _Writer:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.problems: list[Problem] = []

    def lost(self, what: str, done: str, severity: bool = False) -> None:
        """Note something that the format cannot hold."""
        self.problems.append(Problem("Genius XML", what, done, "error" if severity else "warning"))

    def left_out(self) -> None:
        """Note the parts of a case that have no place in the format."""
        case = self.case
        sheets = case.sheets.values()
        parts = {
            "the decision rule (Genius asks for everyone's yes)": not case.unanimous,
            "constraints": bool(case.constraints),
            "interactions": any(sheet.interactions for sheet in sheets),
            "interests, positions and remarks": any(_said(sheet) for sheet in sheets)
            or any(issue.note for issue in case.issues)
            or bool(case.summary or case.source),
            "packages on the table": bool(case.draft or case.status_quo or case.packages),
            "whose estimate a sheet is": any(sheet.estimated_by for sheet in sheets),
            "the agreement": getattr(case, "agreement", None) is not None,
        }
        for part, there in parts.items():
            if there:
                self.lost(f"There is no place for {part}.", "It was left out.")

    def domain(self) -> str:
        lines = [f"<negotiation_template title={quoteattr(self.case.title)}>"]
        lines.append(f'<utility_space number_of_issues="{len(self.case.issues)}">')
        lines.append(f'<objective index="0" etype="objective" type="objective" name={quoteattr(self.case.title)}>')
        for place, issue in enumerate(self.case.issues, 1):
            lines += [_head(issue, place, self.as_items(issue)), *self.items(issue, None), "</issue>"]
        return "\n".join([*lines, "</objective>", "</utility_space>", "</negotiation_template>"]) + "\n"

    def profile(self, party: Party, sheet: Sheet, number: int) -> str:
        """One sheet: weights x evaluations that give back its scores, divided by a power of ten."""
        tops = [max(scores.span[1], Fraction(0)) for scores in sheet.scores.values()]
        scale = Fraction(1)
        while scale < sum(tops) or scale < sheet.no_deal:
            scale *= 10
        lines, weights, shift = [], [], Fraction(0)
        for place, issue in enumerate(self.case.issues, 1):
            scores = sheet.scores.get(issue.id) or _indifferent(issue)
            body, weight, moved = self.scored(party, issue, scores, scale)
            shift += moved
            lines += [_head(issue, place, self.as_items(issue)), *body, "</issue>"]
            weights.append(f'<weight index="{place}" value="{self.decimal(weight / scale)}"/>')
        names = f'party={quoteattr(party.id)} name={quoteattr(party.name)} place="{number}"'
        line = (sheet.no_deal - shift) / scale
        if not 0 <= line <= 1:
            self.lost(f"The no-deal value of `{party.id}` is outside 0 to 1 there.", "Genius may refuse the profile.")
        head = [f'<utility_space {names} scale="{plain(scale)}">']
        head.append(f'<objective index="0" etype="objective" type="objective" name={quoteattr(self.case.title)}>')
        tail = ["</objective>", '<discount_factor value="1.0"/>', f'<reservation value="{self.decimal(line)}"/>']
        return "\n".join([*head, *lines, *weights, *tail, "</utility_space>"]) + "\n"

    def as_items(self, issue: Issue) -> bool:
        """Whether an issue is written as a list of items: options, and levels where no straight line will do."""
        if isinstance(issue, ChoiceIssue):
            return True
        curves = [sheet.scores[issue.id] for sheet in self.case.sheets.values() if issue.id in sheet.scores]
        straight = all(isinstance(curve, Curve) and _straight(curve) for curve in curves)
        whole = issue.step in (None, 1) and (issue.continuous or issue.low.denominator == 1)
        if straight and whole:
            return False
        if issue.continuous or issue.levels > _MANY:
            fix = f"Give it a step with at most {_MANY} levels, or straight scores."
            self.lost(f"Genius holds `{issue.id}` only as one straight line.", fix, severity=True)
            return False
        self.lost(f"Genius cannot hold the scores of the quantity `{issue.id}`.", "Its levels were written as options.")
        return True

    def items(self, issue: Issue, evaluations: dict[str, Fraction] | None) -> list[str]:
        """The items of an issue (with evaluations, in a profile), or its range."""
        if not self.as_items(issue):
            assert isinstance(issue, QuantityIssue)
            return [f'<range lowerbound="{plain(issue.low)}" upperbound="{plain(issue.high)}"/>']
        names = _ways(issue)
        if isinstance(issue, ChoiceIssue) and len({option.name for option in issue.options}) < len(names):
            self.lost(f"Options of `{issue.id}` share a name.", "Their ids were added to their names.")
        lines = []
        for place, (key, name) in enumerate(names.items(), 1):
            value = "" if evaluations is None else f' evaluation="{self.decimal(evaluations[key])}"'
            lines.append(f'<item index="{place}" id={quoteattr(key)} value={quoteattr(name)}{value}/>')
        return lines

    def scored(
        self, party: Party, issue: Issue, scores: Scores | Curve, scale: Fraction
    ) -> tuple[list[str], Fraction, Fraction]:
        """The body of an issue in a profile, its weight, and by how much its scores had to be moved."""
        if not self.as_items(issue):
            assert isinstance(issue, QuantityIssue)
            return self.line(party, issue, scores, scale)
        values = {key: scores.value(_settled(issue, key)) for key in _ways(issue)}
        moved = self.moved(party, issue, min(values.values()), max(values.values()))
        values = {key: value - moved for key, value in values.items()}
        top = max(values.values())
        if top == 0:
            return self.items(issue, dict.fromkeys(values, Fraction(1))), Fraction(0), moved
        whole = lcm(*(value.denominator for value in values.values()))
        factor = Fraction(whole) if whole <= 10**9 else Fraction(1)
        return self.items(issue, {key: value * factor for key, value in values.items()}), top, moved

    def line(
        self, party: Party, issue: QuantityIssue, scores: Scores | Curve, scale: Fraction
    ) -> tuple[list[str], Fraction, Fraction]:
        """A quantity whose scores are one straight line."""
        first, last = scores.value(issue.low), scores.value(issue.high)
        moved = self.moved(party, issue, min(first, last), max(first, last))
        first, last = (first - moved) / scale, (last - moved) / scale
        slope = (last - first) / (issue.high - issue.low) if issue.high > issue.low else Fraction(0)
        if issue.continuous:
            pair = f'parameter0="{self.decimal(first - slope * issue.low)}" parameter1="{self.decimal(slope)}"'
        else:
            pair = f'offset="{self.decimal(first)}" slope="{self.decimal(slope)}"'
        return [*self.items(issue, None), f'<evaluator ftype="linear" {pair}/>'], scale, moved

    def moved(self, party: Party, issue: Issue, low: Fraction, high: Fraction) -> Fraction:
        """By how much scores are moved so that none is negative; gains over no deal stay as they are."""
        if low >= 0:
            return Fraction(0)
        what = f"Genius has no scores below 0, as `{party.id}` has for `{issue.id}` ({plain(low)} to {plain(high)})."
        self.lost(what, f"They and its no-deal value were raised by {plain(-low)}; gains stay the same.")
        return low

    def decimal(self, value: Fraction) -> str:
        """The number as a decimal; rounded, and said so, where it has none that ends."""
        text = plain(value)
        if "/" not in text:
            return text
        self.lost(f"{text} is no decimal number.", "It was rounded to 17 places.")
        return plain(round(value / _ROUNDED) * _ROUNDED)


def quoteattr(text: str) -> str:
    """The text as a quoted attribute; characters that XML forbids become U+FFFD."""
    return _quoteattr(_UNFIT.sub("\ufffd", text))


def _said(sheet: Sheet) -> bool:
    return bool(sheet.interests or sheet.positions or sheet.batna or sheet.note or sheet.confidence is not None)


def _head(issue: Issue, place: int, items: bool) -> str:
    kind = "discrete" if items else "real" if isinstance(issue, QuantityIssue) and issue.continuous else "integer"
    ends = ""
    if isinstance(issue, QuantityIssue) and not items:
        ends = f' lowerbound="{plain(issue.low)}" upperbound="{plain(issue.high)}" unit={quoteattr(issue.unit)}'
    names = f"id={quoteattr(issue.id)} name={quoteattr(issue.name)}"
    return f'<issue index="{place}" {names} vtype="{kind}" type="{kind}" etype="{kind}"{ends}>'


def _straight(curve: Curve) -> bool:
    (x0, y0), (x1, y1) = curve.points[0], curve.points[-1]
    return all((y - y0) * (x1 - x0) == (y1 - y0) * (x - x0) for x, y in curve.points)


def _ways(issue: Issue) -> dict[str, str]:
    """The ways to settle an issue, by their ids, with their names."""
    if isinstance(issue, ChoiceIssue):
        names = [option.name for option in issue.options]
        return {o.id: o.name if names.count(o.name) == 1 else f"{o.name} ({o.id})" for o in issue.options}
    return {plain(amount): issue.label(amount) for amount in issue.grid(1)}


def _settled(issue: Issue, key: str) -> str | Fraction:
    return key if isinstance(issue, ChoiceIssue) else Fraction(key)


def _indifferent(issue: Issue) -> Scores | Curve:
    if isinstance(issue, ChoiceIssue):
        return Scores(dict.fromkeys(issue.by_id, Fraction(0)))
    return Curve(tuple((end, Fraction(0)) for end in sorted({issue.low, issue.high})))
