"""Random cases with everything in them, small enough for brute force; ties and indifferent parties are likely.

`cases()` draws a `Case`; the keyword arguments switch parts off for tests that need plain ones.
"""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from makeable.model import (
    AllOf,
    AnyOf,
    AtLeast,
    Budget,
    Case,
    ChoiceIssue,
    Condition,
    Constraint,
    Curve,
    Excluded,
    Implied,
    Interaction,
    Interest,
    Issue,
    OneOf,
    Option,
    Package,
    Party,
    Position,
    QuantityIssue,
    Quota,
    Rule,
    Scores,
    Settlement,
    Sheet,
    Within,
)

__all__ = ["cases", "packages_of", "rules", "words"]

TRICKY = ["no", "null", "~", "12", "1.5", "yes: no", "# x", "a, b", "=1+1", "- x", "*a", "é ü", "x" * 120, "{a}", "'"]


def words(tricky: bool = True) -> st.SearchStrategy[str]:
    """Short texts without space at their ends, some of which a careless writer would break."""
    alphabet = st.characters(codec="utf-8", exclude_categories=("Cs",))
    plain = st.text("abcdefg xyz", min_size=1, max_size=8)
    wild = st.one_of(plain, st.sampled_from(TRICKY), st.text(alphabet, min_size=1, max_size=12))
    return (wild if tricky else plain).map(str.strip).filter(bool)


def ids(tricky: bool) -> st.SearchStrategy[str]:
    """Ids: one printable line."""
    return words(tricky).filter(lambda name: name.isprintable() and name != "mediator")


def scores(fractions: bool) -> st.SearchStrategy[Fraction]:
    """Small scores, so that ties are common; some simple fractions."""
    whole = st.integers(-2, 6).map(Fraction)
    return st.one_of(whole, st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(7, 4)])) if fractions else whole


@st.composite
def issues_of(draw: st.DrawFn, identity: str, quantities: bool, continuous: bool, tricky: bool) -> Issue:
    """One issue: one to four options, or a quantity."""
    name = draw(st.one_of(st.just(identity), words(tricky)))
    if quantities and draw(st.integers(0, 3)) == 0:
        low = draw(st.sampled_from([Fraction(0), Fraction(-1), Fraction(1, 2)]))
        step = draw(st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 3)]))
        high = low + step * draw(st.integers(0, 4))
        unit = draw(st.sampled_from(["", "M$", "ha"]))
        return QuantityIssue(identity, name, unit, low, high, None if continuous and draw(st.booleans()) else step)
    taken = draw(st.lists(ids(tricky), min_size=1, max_size=4, unique=True))
    return ChoiceIssue(
        identity, name, tuple(Option(key, draw(st.one_of(st.just(key), words(tricky)))) for key in taken)
    )


@st.composite
def settlements(draw: st.DrawFn, issue: Issue) -> Settlement:
    """One way to settle an issue."""
    if isinstance(issue, ChoiceIssue):
        return draw(st.sampled_from(sorted(issue.by_id)))
    return draw(st.sampled_from(issue.grid(4)))


@st.composite
def packages_of(draw: st.DrawFn, issues: tuple[Issue, ...]) -> Package:
    """A full package."""
    return Package({issue.id: draw(settlements(issue)) for issue in issues})


def askable(issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """The issues that a condition may ask about: all but continuous quantities."""
    return tuple(
        issue for issue in issues if isinstance(issue, ChoiceIssue) or not issue.continuous or issue.low == issue.high
    )


@st.composite
def conditions(draw: st.DrawFn, issues: tuple[Issue, ...]) -> Condition:
    """A condition on one or two of these issues."""
    chosen = draw(st.lists(st.sampled_from(issues), min_size=1, max_size=2, unique_by=lambda issue: issue.id))
    terms: list[OneOf | Within] = []
    for issue in chosen:
        if isinstance(issue, ChoiceIssue):
            some = draw(st.sets(st.sampled_from(sorted(issue.by_id)), min_size=1))
            terms.append(OneOf(issue.id, frozenset(some)))
        else:
            ends = sorted(draw(st.lists(st.sampled_from(issue.grid(4)), min_size=2, max_size=2)))
            sides = draw(st.sampled_from(["both", "low", "high"]))
            terms.append(Within(issue.id, None if sides == "high" else ends[0], None if sides == "low" else ends[1]))
    return Condition(tuple(terms))


@st.composite
def constraints_on(draw: st.DrawFn, issues: tuple[Issue, ...]) -> Constraint:
    """An excluded combination, an implication, or a budget."""
    asked = askable(issues)
    kind = draw(st.sampled_from(["not", "if", "sum"] if asked else ["sum"]))
    if kind == "not":
        return Excluded(draw(conditions(asked)))
    if kind == "if":
        return Implied(draw(conditions(asked)), draw(conditions(issues)))
    chosen = draw(st.lists(st.sampled_from(issues), min_size=1, max_size=2, unique_by=lambda issue: issue.id))
    small = st.integers(-2, 4).map(Fraction)
    factors = {issue.id: draw(small) for issue in chosen if isinstance(issue, QuantityIssue)}
    amounts = {
        issue.id: {option: draw(small) for option in issue.by_id} for issue in chosen if isinstance(issue, ChoiceIssue)
    }
    return Budget(factors, amounts, draw(st.sampled_from(["at_most", "at_least", "exactly"])), draw(small))


@st.composite
def rules(draw: st.DrawFn, parties: tuple[str, ...], depth: int = 2) -> Rule:
    """Any decision rule over these parties."""
    kind = draw(st.sampled_from(["everyone", "count", "of", "quota", "all", "any"]))
    if kind == "everyone" or (kind in ("all", "any") and depth == 0):
        return AtLeast(len(parties), parties)
    if kind == "count":
        return AtLeast(draw(st.integers(0, len(parties))), parties)
    if kind == "of":
        group = tuple(party for party in parties if draw(st.booleans()))
        return AtLeast(draw(st.integers(0, len(group))), group)
    if kind == "quota":
        weights = {party: Fraction(draw(st.integers(0, 4))) for party in parties if draw(st.booleans())}
        return Quota(weights, sum(weights.values(), Fraction(0)) * draw(st.sampled_from([1, Fraction(1, 2), 0])))
    parts = tuple(draw(st.lists(rules(parties, depth - 1), min_size=1, max_size=3)))
    name = draw(st.sampled_from(["", "Both houses"]))
    return AllOf(parts, name) if kind == "all" else AnyOf(parts, name)


@st.composite
def sheets_on(draw: st.DrawFn, issues: tuple[Issue, ...], fractions: bool, interactions: bool, tricky: bool) -> Sheet:
    """One party's sheet; now and then indifferent to an issue, or to all."""
    indifferent = draw(st.integers(0, 9)) == 0
    value = st.just(Fraction(0)) if indifferent else scores(fractions)
    scored: dict[str, Scores | Curve] = {}
    for issue in issues:
        if draw(st.integers(0, 7)) == 0:
            continue
        if isinstance(issue, ChoiceIssue):
            scored[issue.id] = Scores({option: draw(value) for option in issue.by_id})
        else:
            inner = draw(st.sets(st.sampled_from(issue.grid(4)), max_size=2))
            scored[issue.id] = Curve(tuple((x, draw(value)) for x in sorted({issue.low, issue.high, *inner})))
    asked = askable(issues) if interactions and not indifferent else ()
    added = [
        Interaction(draw(conditions(asked)), draw(scores(fractions)))
        for _ in range(draw(st.integers(0, 2)) if asked else 0)
    ]
    names = [issue.id for issue in issues]
    wanted = draw(st.lists(words(tricky), max_size=2))
    interests = [Interest(f"interest-{n}", text, tuple(names[:n])) for n, text in enumerate(wanted, 1)]
    positions = [Position(text, names[0]) for text in draw(st.lists(words(tricky), max_size=1))]
    return Sheet(
        draw(st.integers(-3, 12).map(Fraction)),
        scored,
        tuple(added),
        tuple(interests),
        tuple(positions),
        batna=draw(st.one_of(st.just(""), words(tricky))),
        estimated_by=draw(st.sampled_from(["", "", "mediator"])),
        confidence=draw(st.sampled_from([None, Fraction(7, 10)])),
    )


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    parties: tuple[int, int] = (1, 4),
    issues: tuple[int, int] = (1, 4),
    quantities: bool = True,
    continuous: bool = True,
    interactions: bool = True,
    constraints: bool = True,
    any_rule: bool = True,
    fractions: bool = True,
    unknown_sheets: bool = False,
    tricky: bool = False,
) -> Case:
    """A small random case. `unknown_sheets`: some parties have none. `tricky`: ids and texts hard to write down."""
    keys = draw(st.lists(ids(tricky), min_size=issues[0], max_size=issues[1], unique=True))
    agenda = tuple(draw(issues_of(key, quantities, continuous, tricky)) for key in keys)
    names = tuple(draw(st.lists(ids(tricky), min_size=parties[0], max_size=parties[1], unique=True)))
    table = tuple(
        Party(
            name,
            draw(st.one_of(st.just(name), words(tricky))),
            None
            if unknown_sheets and draw(st.booleans())
            else draw(sheets_on(agenda, fractions, interactions, tricky)),
        )
        for name in names
    )
    maybe = st.one_of(st.none(), packages_of(agenda))
    return Case(
        title=draw(words(tricky)),
        issues=agenda,
        parties=table,
        rule=draw(rules(names)) if any_rule else AtLeast(len(names), names),
        constraints=tuple(draw(st.lists(constraints_on(agenda), max_size=2))) if constraints else (),
        draft=draw(maybe),
        status_quo=draw(maybe),
        packages=draw(st.dictionaries(words(tricky), packages_of(agenda), max_size=1)),
        summary=draw(
            st.one_of(st.just(""), words(tricky), st.just("One line.\n\nAnother, after a gap: " + "so " * 50 + "x"))
        ),
    )
