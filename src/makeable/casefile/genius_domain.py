"""The domain of a Genius negotiation: its issues, with the ids they get in a case."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from makeable.casefile.entry import Entry, of_data
from makeable.casefile.naming import id_for
from makeable.casefile.xml_text import Element
from makeable.errors import Problem
from makeable.model import exact

__all__ = ["GeniusIssue", "issue_data", "issues_of", "number"]


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


def issues_of(domain: Element, problems: list[Problem]) -> list[GeniusIssue]:
    """The issues of a domain, wherever they stand in it."""
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


def issue_data(issue: GeniusIssue) -> Entry:
    """The issue as the case file has it."""
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
