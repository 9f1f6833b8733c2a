"""A Genius profile as a sheet: weights, evaluations, reservation value."""

from __future__ import annotations

from fractions import Fraction

from makeable.casefile.entry import Entry, of_data
from makeable.casefile.genius_domain import GeniusIssue, number
from makeable.casefile.genius_evaluator import points_of
from makeable.casefile.xml_text import Element
from makeable.errors import Problem

__all__ = ["Profile"]


class Profile:
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
