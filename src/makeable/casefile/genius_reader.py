"""Genius XML: a domain and any number of additive profiles as one case.

A profile's value is the sum over issues of weight x evaluation, where Genius divides the evaluations of a discrete
issue by their largest, and cuts the linear evaluations of numbers to 0..1. Sums stay exact fractions. The
reservation value becomes the no-deal value. An integer evaluator with slope and offset counts from the lower bound;
one with parameters, and every real one, takes the amount itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from makeable.casefile.document import read_bytes
from makeable.casefile.entry import Entry, of_data
from makeable.casefile.genius_evaluator import points_of
from makeable.casefile.naming import id_for
from makeable.casefile.xml_text import Element, decoded, parse_xml
from makeable.errors import Problem
from makeable.model import exact

__all__ = ["read_genius"]


@dataclass(frozen=True, slots=True)
class GeniusIssue:
    """An issue of the domain, with the ids it gets in the case."""

    id: str
    name: str
    index: str
    where: str
    items: dict[str, str]  # value -> option id
    indices: dict[str, str]  # index -> value
    low: Fraction | None = None
    high: Fraction | None = None
    step: Fraction | None = None
    unit: str = ""


def read_genius(paths: Sequence[Path], problems: list[Problem]) -> Entry | None:
    """The entries of a case from a domain file and profile files, or from a folder of them."""
    domain, profiles = _sorted_files(paths, problems)
    if domain is None and profiles:
        domain = profiles[0][1]
        told = "No domain file was given."
        problems.append(Problem(domain.where, told, "The issues were taken from the first profile.", "warning"))
    if domain is None:
        if not any(problem.severity == "error" for problem in problems):
            problems.append(
                Problem(str(paths[0]), "There is no Genius domain here.", "Name the domain and its profiles.")
            )
        return None
    issues = _issues(domain, problems)
    parties: dict[str, Entry] = {}
    for path, profile in profiles:
        given = profile.get("party")
        party = given if given and given not in parties else id_for(given or path.stem, parties, "party")
        name = profile.get("name") or path.stem
        sheet = _Profile(profile, issues, problems).sheet()
        parties[party] = of_data({"id": party, "name": name, "sheet": sheet}, profile.where)
    objective = next(iter(domain.all("objective")), domain)
    data = {
        "makeable": 1,
        "title": domain.get("title") or objective.get("name") or "Genius domain",
        "source": "Imported from Genius XML.",
        "issues": [_issue_data(issue) for issue in issues],
        "parties": list(parties.values()),
    }
    return of_data(data, domain.where)


def _sorted_files(paths: Sequence[Path], problems: list[Problem]) -> tuple[Element | None, list[tuple[Path, Element]]]:
    """The domain and the profiles among the files; a folder stands for the XML files in it."""
    files = [(path, False) for path in paths if not path.is_dir()]
    for folder in paths:
        if folder.is_dir():
            files += [(file, True) for file in sorted(folder.iterdir()) if file.suffix.lower() == ".xml"]
    domain: Element | None = None
    profiles: list[tuple[Path, Element]] = []
    for file, found in files:
        raw = read_bytes(file, problems)
        root = parse_xml(decoded(raw, str(file), problems), str(file), problems) if raw is not None else None
        if root is None:
            continue
        if root.tag == "utility_space":
            profiles.append((file, root))
        elif root.tag == "negotiation_template" and domain is None:
            domain = root
        elif root.tag == "negotiation_template":
            problems.append(Problem(str(file), "This is a second domain.", "Import one domain at a time."))
        else:
            what = f"`{root.tag[:40]}` is neither a Genius domain nor a profile."
            problems.append(Problem(str(file), what, "Leave it out.", "warning" if found else "error"))
    profiles.sort(key=lambda profile: _place(profile[1]))
    return domain, profiles


def _place(profile: Element) -> int:
    """Where the party of a profile stands among the parties, if it says so."""
    written = profile.get("place") or ""
    return int(written) if written.isdecimal() and len(written) < 9 else 0


def _issues(domain: Element, problems: list[Problem]) -> list[GeniusIssue]:
    issues: dict[str, GeniusIssue] = {}
    for place, element in enumerate(domain.all("issue"), 1):
        name = element.get("name") or f"issue {place}"
        given = element.get("id")
        identity = given if given and given not in issues else id_for(name, issues, f"issue-{place}")
        index = element.get("index") or str(place)
        kind = (element.get("type") or element.get("vtype") or element.get("etype") or "discrete").lower()
        if kind in ("integer", "real"):
            low, high = bounds(element, problems)
            step = Fraction(1) if kind == "integer" else None
            unit = element.get("unit") or ""
            issues[identity] = GeniusIssue(identity, name, index, element.where, {}, {}, low, high, step, unit)
        else:
            items, indices = _items(element, problems)
            issues[identity] = GeniusIssue(identity, name, index, element.where, items, indices)
    if not issues:
        problems.append(Problem(domain.where, "The domain has no issues.", "Give the domain file of the profiles."))
    return list(issues.values())


def _items(issue: Element, problems: list[Problem]) -> tuple[dict[str, str], dict[str, str]]:
    items: dict[str, str] = {}
    indices: dict[str, str] = {}
    for place, item in enumerate(issue.all("item"), 1):
        value = item.get("value")
        if value is None:
            value = f"option {item.get('index') or place}"
            problems.append(Problem(item.where, "An item has no value.", f"It was named `{value}`.", "warning"))
        if value in items:
            problems.append(Problem(item.where, f"The item `{value[:60]}` stands twice.", "One was kept.", "warning"))
            continue
        given = item.get("id")
        taken = items.values()
        items[value] = given if given and given not in taken else id_for(value, taken, f"option-{place}")
        indices.setdefault(item.get("index") or str(place), value)
    return items, indices


def bounds(issue: Element, problems: list[Problem]) -> tuple[Fraction | None, Fraction | None]:
    """The range of a numeric issue, from its own attributes or from a range inside it."""
    holders = [issue, *issue.all("range")]
    ends = []
    for name in ("lowerbound", "upperbound"):
        holder = next((holder for holder in holders if holder.get(name)), None)
        ends.append(number(holder, name, problems) if holder is not None else None)
        if holder is None:
            problems.append(Problem(issue.where, f"The issue has no `{name}`.", "Add it.", "error"))
    return ends[0], ends[1]


def number(element: Element, name: str, problems: list[Problem]) -> Fraction | None:
    """An attribute's exact number; None, with a problem, when it is not one."""
    written = element.get(name) or ""
    try:
        return exact(written)
    except ValueError:
        pass
    try:
        value = exact(written.replace(",", ".", 1))
    except ValueError:
        problems.append(Problem(element.where, f"{name}={written[:40]!r} is not a number.", "Write one, such as 0.5."))
        return None
    problems.append(
        Problem(element.where, f"{name}={written[:40]!r} has a comma.", "It was read as a point.", "warning")
    )
    return value


def _issue_data(issue: GeniusIssue) -> Entry:
    data: dict[str, object] = {"id": issue.id, "name": issue.name}
    if issue.items:
        data["options"] = [{"id": option, "name": value} for value, option in issue.items.items()]
    elif issue.low is not None and issue.high is not None:
        data |= {"unit": issue.unit, "range": [issue.low, issue.high]}
        if issue.step is not None:
            data["step"] = issue.step
    else:
        data["options"] = []
    return of_data(data, issue.where)


class _Profile:
    """One profile as a sheet."""

    def __init__(self, profile: Element, issues: list[GeniusIssue], problems: list[Problem]) -> None:
        self.profile, self.issues, self.problems = profile, issues, problems
        self.scale = number(profile, "scale", problems) if profile.get("scale") else Fraction(1)
        self.found = profile.all("issue")
        self.weights: dict[str, Fraction] = {}
        for weight in profile.all("weight"):
            value = number(weight, "value", problems)
            if value is not None:
                self.weights.setdefault(weight.get("index") or "", value)

    def warn(self, where: str, what: str, done: str) -> None:
        self.problems.append(Problem(where, what, done, "warning"))

    def sheet(self) -> dict[str, object]:
        """The sheet as plain data."""
        data: dict[str, object] = {"no_deal": self.no_deal()}
        if note := self.note():
            data["note"] = note
        if self.profile.all("utility_function") or self.profile.all("ufun"):
            what = "The profile has a nonlinear utility function, which a case file cannot hold."
            self.problems.append(Problem(self.profile.where, what, "Import profiles that add up weighted evaluations."))
        if not self.weights:
            told = "The profile has no weights."
            self.warn(self.profile.where, told, "Every issue was weighed alike.")
        data["scores"] = {issue.id: self.scores(issue) for issue in self.issues}
        return data

    def no_deal(self) -> Fraction:
        """The reservation value; 0, said so, where there is none."""
        for element in self.profile.all("reservation"):
            value = number(element, "value", self.problems)
            if value is not None:
                return value * (self.scale or 1)
        self.warn(self.profile.where, "The profile has no reservation value.", "Its no-deal value was set to 0.")
        return Fraction(0)

    def note(self) -> str:
        """What the sheet cannot hold, kept as a remark."""
        kept = []
        for element in self.profile.all("discount_factor"):
            if (element.get("value") or "1") not in ("1", "1.0", "0", "0.0"):
                kept.append(f"Genius discount factor {element.get('value')}.")
                self.warn(element.where, "The profile discounts with time.", "The factor was kept as a note only.")
        if (self.profile.get("type") or "").upper() == "UNCERTAIN":
            told = "The profile is of the type UNCERTAIN."
            self.warn(self.profile.where, told, "Its full evaluations were read; its comparisons were not.")
        if any((item.get("cost") or "0").strip("0.") for item in self.profile.all("item")):
            self.warn(self.profile.where, "Items carry costs.", "They were left out, as in the value of a package.")
        return " ".join(kept)

    def scores(self, issue: GeniusIssue) -> Entry:
        """The scores on one issue."""
        element = self.element(issue)
        if element is None:
            self.warn(self.profile.where, f"The profile says nothing of `{issue.name[:60]}`.", "It was scored 0.")
            return of_data(self.nothing(issue), self.profile.where)
        if self.weights:
            weight = self.weights.get(element.get("index") or issue.index)
            if weight is None:
                self.warn(element.where, f"`{issue.name[:60]}` has no weight.", "It was weighed 0.")
        else:
            weight = Fraction(1, len(self.issues))
        weight = (weight or Fraction(0)) * (self.scale or 1)
        if issue.items:
            return of_data(self.option_scores(issue, element, weight), element.where)
        return of_data(self.amount_scores(issue, element, weight), element.where)

    def element(self, issue: GeniusIssue) -> Element | None:
        """The profile's own entry for an issue: the one of its name, else the one of its index."""
        named = [element for element in self.found if element.get("name") == issue.name]
        if named:
            return next((element for element in named if element.get("index") == issue.index), named[0])
        for element in self.found:
            if element.get("index") == issue.index and len(self.found) == len(self.issues):
                what = f"The issue `{issue.name[:60]}` is called `{(element.get('name') or '')[:60]}` here."
                self.warn(element.where, what, "They were matched by their index.")
                return element
        return None

    def nothing(self, issue: GeniusIssue) -> dict[str, Fraction]:
        """A score of 0 for every way to settle an issue."""
        keys = issue.items.values() if issue.items else {str(issue.low), str(issue.high)}
        return dict.fromkeys(keys, Fraction(0))

    def option_scores(self, issue: GeniusIssue, element: Element, weight: Fraction) -> dict[str, Fraction]:
        """Weight x evaluation / largest evaluation, by option."""
        given: dict[str, Fraction] = {}
        for place, item in enumerate(element.all("item"), 1):
            value = item.get("value") or ""
            index = item.get("index") or str(place)
            if value not in issue.items:
                if issue.indices.get(index) is None:
                    self.warn(item.where, f"`{value[:60]}` is not in the domain.", "It was left out.")
                    continue
                told = f"`{value[:60]}` is called `{issue.indices[index][:60]}` in the domain."
                self.warn(item.where, told, "They were matched by their index.")
                value = issue.indices[index]
            if item.get("evaluation") is not None:
                given.setdefault(value, number(item, "evaluation", self.problems) or Fraction(0))
        missing = [value for value in issue.items if value not in given]
        if missing:
            what = f"`{issue.name[:60]}` has no evaluation for {len(missing)} of its {len(issue.items)} items."
            self.warn(element.where, what, "They were evaluated 0.")
        largest = max(given.values(), default=Fraction(0))
        if largest <= 0:
            if any(given.values()):
                self.warn(element.where, f"No evaluation of `{issue.name[:60]}` is above 0.", "It was scored 0.")
            return dict.fromkeys(issue.items.values(), Fraction(0))
        return {option: weight * given.get(value, Fraction(0)) / largest for value, option in issue.items.items()}

    def amount_scores(self, issue: GeniusIssue, element: Element, weight: Fraction) -> dict[str, Fraction]:
        """Weight x evaluation, at the amounts where the line bends."""
        if issue.low is None or issue.high is None or issue.low > issue.high:
            return {}
        evaluator = next(iter(element.all("evaluator")), None)
        points = None
        if evaluator is not None:
            parameters = {
                name: value
                for name in ("slope", "offset", "parameter0", "parameter1", "parameter2")
                if evaluator.get(name) and (value := number(evaluator, name, self.problems)) is not None
            }
            kind = (evaluator.get("ftype") or "linear").lower()
            points = points_of(kind, parameters, issue.low, issue.high, issue.step)
        if points is None:
            what = f"`{issue.name[:60]}` has no evaluator that is understood (linear, constant or triangular)."
            self.warn((evaluator or element).where, what, "It was scored 0.")
            return self.nothing(issue)
        return {str(amount): weight * value for amount, value in points}
