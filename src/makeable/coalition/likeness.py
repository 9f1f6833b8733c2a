"""How alike two sheets are, and what two parties could give each other on the issues where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from math import sqrt

from makeable.frontier.importance import ImportanceFinding
from makeable.frontier.space import Space, grid_of
from makeable.model import Case, ChoiceIssue, Issue, Settlement, Sheet

__all__ = ["Exchange", "Likeness", "best_exchange", "likeness"]


@dataclass(frozen=True)
class Likeness:
    """How alike two parties rank all packages: their correlation from -1 to 1, and each issue's part of it.

    `parts[issues]` add up to the correlation; issues that constraints or interactions tie together are one part.
    """

    correlation: float
    at_least: bool
    at_most: bool
    parts: Mapping[tuple[str, ...], float]


def likeness(space: Space, one: int, other: int, line: Fraction) -> Likeness | None:
    """How alike two parties see the packages, every combination counting the same; None where one is indifferent.

    `at_least` and `at_most` say exactly whether the correlation reaches `line`, or lies at or below minus `line`.
    """
    parts: dict[tuple[str, ...], Fraction] = {}
    spread = [Fraction(0), Fraction(0)]
    for group in space.groups:
        columns = [[int(v) for v in group.scores[:, party]] for party in (one, other)]
        if not columns[0]:
            return None
        parts[group.issues] = _covariance(*columns)
        spread = [known + _covariance(column, column) for known, column in zip(spread, columns, strict=True)]
    if not all(spread):
        return None
    both, total = spread[0] * spread[1], sum(parts.values(), Fraction(0))
    far = total * total >= line * line * both
    root = sqrt(both)
    shares = {issues: float(part) / root for issues, part in parts.items()}
    return Likeness(float(total) / root, total > 0 and far, total < 0 and far, shares)


def _covariance(xs: list[int], ys: list[int]) -> Fraction:
    many = len(xs)
    return Fraction(sum(x * y for x, y in zip(xs, ys, strict=True)), many) - Fraction(sum(xs), many) * Fraction(
        sum(ys), many
    )


@dataclass(frozen=True)
class Exchange:
    """A trade between two parties: one has its way on `gets`, and lets the other have its way on `gives`.

    Gains are shares of all that each could win or lose, against meeting halfway on both issues.
    """

    gets: str
    gives: str
    gain: Fraction
    gain_other: Fraction


def best_exchange(case: Case, one: str, other: str, cares: ImportanceFinding) -> Exchange | None:
    """The trade of two issues that is best for whoever gains less; None where no trade leaves both better off.

    Constraints and interactions are not in it: it is a place to look for value, not a package.
    """
    sheets, swings = case.sheets, dict[str, tuple[Fraction, Fraction]]()
    for issue in case.issues:
        mine, theirs = cares.wants[one][issue.id], cares.wants[other][issue.id]
        if not mine or not theirs or set(mine) & set(theirs):
            continue
        swing = _swing(sheets[one], issue, mine, theirs), _swing(sheets[other], issue, theirs, mine)
        if min(swing) > 0:
            swings[issue.id] = swing
    totals = [_total(case, sheets[party]) for party in (one, other)]
    best: Exchange | None = None
    for gets, gives in permutations(swings, 2):
        gain = (swings[gets][0] - swings[gives][0]) / 2 / totals[0]
        gain_other = (swings[gives][1] - swings[gets][1]) / 2 / totals[1]
        found = Exchange(gets, gives, gain, gain_other)
        if min(gain, gain_other) > 0 and (best is None or _worth(found) > _worth(best)):
            best = found
    return best


def _worth(exchange: Exchange) -> tuple[Fraction, Fraction]:
    return min(exchange.gain, exchange.gain_other), exchange.gain + exchange.gain_other


def _swing(sheet: Sheet, issue: Issue, mine: tuple[Settlement, ...], theirs: tuple[Settlement, ...]) -> Fraction:
    """What it is worth to have one's own way rather than the other's, taking the other's most bearable one."""
    score = sheet.scores[issue.id]
    return score.value(mine[0]) - max(score.value(way) for way in theirs)


def _total(case: Case, sheet: Sheet) -> Fraction:
    widths = (sheet.scores[i.id].span for i in case.issues if i.id in sheet.scores)
    return sum((high - low for low, high in widths), Fraction(0))


def ways_of(case: Case, issue: Issue) -> tuple[Settlement, ...]:
    """Every way to settle an issue; of a continuous quantity, a grid."""
    return tuple(issue.by_id) if isinstance(issue, ChoiceIssue) else grid_of(case, issue)
