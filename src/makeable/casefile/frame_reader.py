"""Reading the shared frame of a case: issues, conditions, constraints, packages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from makeable.casefile.demand_meaning import meaning
from makeable.casefile.entry import Entry
from makeable.casefile.reader import Reader, quoted_list
from makeable.model import (
    Budget,
    ChoiceIssue,
    Condition,
    Constraint,
    Excluded,
    Implied,
    Issue,
    OneOf,
    Option,
    Package,
    QuantityIssue,
    Settlement,
    Stated,
    Within,
    exact,
    plain,
)

__all__ = ["package_from_words", "read_condition", "read_constraints", "read_issues", "read_package"]

OPTION_KEYS = ("id", "name", "note", "appearance")
CONSTRAINT_KEYS = ("not", "if", "then", "sum", "at_most", "at_least", "exactly", "demand", "note")
ISSUE_KEYS = ("id", "name", "options", "unit", "range", "step", "note", "appearance")


def read_issues(reader: Reader, entry: Entry | None) -> tuple[Issue, ...]:
    """The issues of a case, each a list of options or a quantity."""
    issues: dict[str, Issue] = {}
    for item in reader.items(entry, "`issues`"):
        if item.text is not None:
            reader.problem(
                item,
                f"The issue {item.kind} has no options and no range.",
                "Add `options: [..]` or `range: [low, high]`.",
            )
            continue
        fields = reader.mapping(item, "An issue", ISSUE_KEYS)
        identity = reader.identifier(fields.get("id"), item, "an issue", issues)
        if identity is None:
            continue
        reader.places["issue", identity] = item.where
        name = reader.text(fields.get("name"), f"The name of `{identity}`", identity)
        note = reader.text(fields.get("note"), f"The note of `{identity}`")
        issue: Issue | None = None
        if "options" in fields and "range" in fields:
            reader.problem(
                item,
                f"`{identity}` has both options and a range.",
                "Keep one: options for a list, a range for a quantity.",
            )
        elif "options" in fields:
            issue = _choice(reader, fields["options"], identity, name, note)
        elif "range" in fields:
            issue = _quantity(reader, fields, identity, name, note)
        else:
            reader.problem(
                item, f"`{identity}` has no options and no range.", "Add `options: [..]` or `range: [low, high]`."
            )
        stray = [key for key in ("unit", "step") if key in fields and "range" not in fields]
        if stray and "options" in fields:
            fix = "Remove it, or give the issue a `range` in place of its options."
            reader.problem(fields[stray[0]], f"`{identity}` has options; `{stray[0]}` is for quantities.", fix)
        if issue is None:
            reader.spoiled.add(identity)
        else:
            flagged = reader.truth(fields.get("appearance"), f"`appearance` of `{identity}`")
            issues[identity] = replace(issue, appearance=True) if flagged else issue
    return tuple(issues.values())


def _choice(reader: Reader, entry: Entry, identity: str, name: str, note: str) -> ChoiceIssue | None:
    options: dict[str, Option] = {}
    for item in reader.items(entry, f"The options of `{identity}`"):
        if item.text is not None:
            option_id = reader.identifier(item, item, f"an option of `{identity}`", options)
            if option_id is not None:
                options[option_id] = Option(option_id, option_id)
            continue
        fields = reader.mapping(item, f"An option of `{identity}`", OPTION_KEYS)
        option_id = reader.identifier(fields.get("id"), item, f"an option of `{identity}`", options)
        if option_id is not None:
            label = reader.text(fields.get("name"), "The name of an option", option_id)
            remark = reader.text(fields.get("note"), "The note of an option")
            flagged = reader.truth(fields.get("appearance"), f"`appearance` of `{option_id}`")
            options[option_id] = Option(option_id, label, remark, flagged)
    if not options:
        if entry.items == () or entry.empty:
            reader.problem(entry, f"`{identity}` has no option.", "List at least one.")
        return None
    return ChoiceIssue(identity, name, tuple(options.values()), note)


def _quantity(reader: Reader, fields: Mapping[str, Entry], identity: str, name: str, note: str) -> QuantityIssue | None:
    ends = reader.items(fields["range"], f"The range of `{identity}`")
    numbers = [reader.number(end, f"The range of `{identity}`") for end in ends]
    if len(numbers) != 2:
        reader.problem(
            fields["range"], f"The range of `{identity}` must have two numbers.", "Write `range: [low, high]`."
        )
        return None
    low, high = numbers
    step = reader.number(fields.get("step"), f"The step of `{identity}`")
    if low is None or high is None or ("step" in fields and step is None):
        return None
    if low > high:
        reader.problem(
            fields["range"],
            f"The range of `{identity}` runs backwards.",
            f"Write `range: [{plain(high)}, {plain(low)}]`.",
        )
        return None
    if step is not None and (step <= 0 or ((high - low) / step).denominator != 1):
        reader.problem(
            fields["step"],
            f"Steps of {plain(step)} do not lead from {plain(low)} to {plain(high)}.",
            "Choose a positive step that divides the range, or leave it out for a continuous quantity.",
        )
        return None
    unit = reader.text(fields.get("unit"), f"The unit of `{identity}`")
    return QuantityIssue(identity, name, unit, low, high, step, note)


def read_settlement(reader: Reader, entry: Entry, issue: Issue) -> Settlement | None:
    """How one issue is settled; None, with a problem, when it cannot be settled so."""
    if isinstance(issue, ChoiceIssue):
        return reader.reference(entry, f"The option of `{issue.id}`", issue.by_id)
    number = reader.number(entry, f"The amount of `{issue.id}`")
    if number is not None and not issue.admits(number):
        reader.problem(entry, f"`{issue.id}` cannot be {plain(number)}.", f"It takes {allowed(issue)}.")
        return None
    return number


def allowed(issue: QuantityIssue) -> str:
    """The amounts a quantity can take, in words."""
    span = f"{plain(issue.low)} to {plain(issue.high)} {issue.unit}".strip()
    return span if issue.step is None else f"{span} in steps of {plain(issue.step)}"


def read_package(
    reader: Reader, entry: Entry | None, what: str, issues: Mapping[str, Issue], partial: bool = False
) -> Package | None:
    """A package: issue id -> option id or amount; all issues, unless it may be partial."""
    if entry is None or entry.empty:
        return None
    before = len(reader.problems)
    fields = reader.mapping(entry, what, issues)
    settled: dict[str, Settlement] = {}
    for key, value in fields.items():
        choice = read_settlement(reader, value, issues[key])
        if choice is not None:
            settled[key] = choice
    missing = [key for key in issues if key not in fields]
    if missing and not partial and entry.fields is not None:
        reader.problem(entry, f"{what} leaves {quoted_list(missing)} open.", "Settle every issue.")
    return Package({key: settled[key] for key in issues if key in settled}) if len(reader.problems) == before else None


def read_condition(
    reader: Reader, entry: Entry | None, what: str, issues: Mapping[str, Issue], demanded: bool = False
) -> Condition | None:
    """A combination of settlements: issue id -> option, list of options, amount, or {at_least, at_most}.

    Only what is `demanded` (the `then` of an implication) may bound a continuous quantity: the amounts it allows
    include their bounds, so that a best one exists. Anywhere else its opposite would leave them out.
    """
    before = len(reader.problems)
    if entry is None or entry.fields is None or not entry.fields:
        where = entry.where if entry is not None else ""
        reader.problem(
            where, f"{what} must name at least one issue.", "Write it as `{issue: option, issue: {at_least: 2}}`."
        )
        return None
    terms = [_term(reader, value, issues[key]) for key, value in reader.mapping(entry, what, issues).items()]
    for key in entry.fields:
        if not demanded and key in issues and _continuous(issues[key]):
            reader.problem(
                entry.key_at[key],
                f"`{key}` is continuous, so {what} cannot ask about it.",
                "Write `if: {other: ..}` and `then: {" + key + ": {at_most: ..}}`, or give it a step.",
            )
    if len(reader.problems) > before:
        return None
    return Condition(tuple(term for term in terms if term is not None))


def _continuous(issue: Issue) -> bool:
    return isinstance(issue, QuantityIssue) and issue.continuous and issue.low != issue.high


def _term(reader: Reader, entry: Entry, issue: Issue) -> OneOf | Within | None:
    if isinstance(issue, ChoiceIssue):
        entries = entry.items if entry.items is not None else (entry,)
        if not entries:
            reader.problem(entry, f"No option of `{issue.id}` is named.", "Name one, or leave the issue out.")
        options = [reader.reference(item, f"The option of `{issue.id}`", issue.by_id) for item in entries]
        return OneOf(issue.id, frozenset(option for option in options if option is not None))
    if entry.fields is None:
        number = read_settlement(reader, entry, issue)
        return Within(issue.id, Fraction(number), Fraction(number)) if number is not None else None
    bounds = reader.mapping(entry, f"The bounds on `{issue.id}`", ("at_least", "at_most"))
    if not bounds:
        reader.problem(entry, f"The bounds on `{issue.id}` say nothing.", "Give `at_least`, `at_most` or both.")
    low = reader.number(bounds.get("at_least"), f"The lower bound on `{issue.id}`")
    high = reader.number(bounds.get("at_most"), f"The upper bound on `{issue.id}`")
    if low is not None and high is not None and low > high:
        reader.problem(entry, f"The bounds on `{issue.id}` run backwards.", "Put the smaller one at `at_least`.")
    return Within(issue.id, low, high)


def read_constraints(reader: Reader, entry: Entry | None, issues: Mapping[str, Issue]) -> tuple[Constraint, ...]:
    """The constraints: `not`, `if` .. `then`, and `sum` with `at_most`, `at_least` or `exactly`."""
    constraints: list[Constraint] = []
    for item in reader.items(entry, "`constraints`"):
        fields = reader.mapping(item, "A constraint", CONSTRAINT_KEYS)
        note = reader.text(fields.get("note"), "The note of a constraint")
        _one_kind(reader, item, fields)
        if "not" in fields:
            if condition := read_condition(reader, fields["not"], "`not`", issues):
                constraints.append(Excluded(condition, note))
        elif "if" in fields or "then" in fields:
            given = read_condition(reader, fields.get("if") or item, "`if`", issues) if "if" in fields else None
            then = read_condition(reader, fields["then"], "`then`", issues, True) if "then" in fields else None
            if given and then:
                constraints.append(Implied(given, then, note))
            elif "if" not in fields or "then" not in fields:
                reader.problem(item, "An implication needs both `if` and `then`.", "Add the missing half.")
        elif "sum" in fields:
            if budget := _budget(reader, item, fields, issues, note):
                constraints.append(budget)
        elif "demand" in fields:
            if stated := _stated(reader, fields["demand"], issues, note):
                constraints.append(stated)
        elif item.fields is not None:
            reader.problem(
                item,
                "The constraint says nothing.",
                'Use `not: {..}`, `if: {..}` with `then: {..}`, `sum: {..}` with a limit, or `demand: ".."`.',
            )
    return tuple(constraints)


def _stated(reader: Reader, entry: Entry, issues: Mapping[str, Issue], note: str) -> Stated | None:
    try:
        return Stated(meaning(reader.text(entry, "`demand`"), issues), note)
    except ValueError as error:
        how = 'Write it like `demand: "if farms < 50 then metering = joint"`.'
        reader.problem(entry, f"The demand is not understood: {error}", how)
        return None


def _one_kind(reader: Reader, item: Entry, fields: Mapping[str, Entry]) -> None:
    """A problem where one constraint mixes the parts of two."""
    kinds = {"not": {"not"}, "if": {"if", "then"}, "sum": {"sum", "at_most", "at_least", "exactly"}}
    kinds["demand"] = {"demand"}
    mixed = [kind for kind, keys in kinds.items() if keys & set(fields)]
    if len(mixed) > 1:
        what = f"The constraint mixes {quoted_list(mixed)}."
        reader.problem(item, what, "Write each as a constraint of its own, after its own `- `.")


def _budget(
    reader: Reader, item: Entry, fields: Mapping[str, Entry], issues: Mapping[str, Issue], note: str
) -> Budget | None:
    before = len(reader.problems)
    senses: tuple[Literal["at_most", "at_least", "exactly"], ...] = ("at_most", "at_least", "exactly")
    given = [sense for sense in senses if sense in fields]
    if len(given) != 1:
        reader.problem(item, "A sum needs one limit.", "Add one of `at_most`, `at_least`, `exactly`.")
        return None
    limit = reader.number(fields[given[0]], f"`{given[0]}`")
    factors: dict[str, Fraction] = {}
    amounts: dict[str, dict[str, Fraction]] = {}
    for key, value in reader.mapping(fields["sum"], "`sum`", issues).items():
        issue = issues[key]
        if isinstance(issue, QuantityIssue):
            factors[key] = reader.number(value, f"The factor of `{key}`") or Fraction(0)
        else:
            per_option = reader.mapping(value, f"The amounts of `{key}`", issue.by_id)
            numbers = {
                option: reader.number(amount, f"The amount of `{option}`") for option, amount in per_option.items()
            }
            amounts[key] = {option: number for option, number in numbers.items() if number is not None}
    if limit is None or len(reader.problems) > before:
        return None
    return Budget(factors, amounts, given[0], limit, note)


def package_from_words(text: str, issues: Mapping[str, Issue]) -> Package:
    """A package typed on a line: "location=bay, funding=1.5". Raises ValueError saying what is not understood."""
    settled: dict[str, Settlement] = {}
    for part in filter(None, (part.strip() for part in text.replace(";", ",").split(","))):
        key, equals, choice = (piece.strip() for piece in part.partition("="))
        if not equals or key not in issues:
            raise ValueError(f"`{part}` is not `issue=choice`; the issues are {quoted_list(issues, 30)}.")
        issue = issues[key]
        settled[key] = choice if isinstance(issue, ChoiceIssue) else exact(choice.removesuffix(issue.unit))
        if not issue.admits(settled[key]):
            takes = quoted_list(issue.by_id, 30) if isinstance(issue, ChoiceIssue) else allowed(issue)
            raise ValueError(f"`{key}` cannot be `{choice}`; it takes {takes}.")
    return Package({key: settled[key] for key in issues if key in settled})
