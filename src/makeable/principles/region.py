"""A part of the space of packages: near some packages, apart from others, giving each party at least so much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from makeable.frontier.program import FORK, Model
from makeable.kernels.enumerate import decode
from makeable.kernels.program import Budget, Number
from makeable.kernels.program_maximin import whole_valued
from makeable.model import ChoiceIssue, Issue, QuantityIssue, Settlement
from makeable.principles.listed import Candidates

__all__ = ["SUBSTANCE", "Region", "apart", "counted"]

SUBSTANCE = Fraction(1, 10)
"""From this share of its range on, a difference in a quantity is one of substance."""

Settled = Mapping[str, Settlement]


def apart(issue: Issue, one: Settlement, other: Settlement) -> bool:
    """Whether two ways to settle an issue differ in substance: other options, or amounts a tenth of the range apart."""
    if isinstance(issue, ChoiceIssue):
        return one != other
    return one != other and abs(Fraction(one) - Fraction(other)) >= (issue.high - issue.low) * SUBSTANCE


@dataclass(frozen=True)
class Region:
    """Which packages count.

    `at_least`: a least value for each of these parties. `apart`: packages, each with the number of issues on which one
    must at least differ from it in substance. `near`: packages, each with the number of issues that may at most be
    settled otherwise. Of partial packages, only the issues that they settle count.
    """

    at_least: Mapping[str, Fraction] = field(default_factory=dict)
    apart: tuple[tuple[Settled, int], ...] = ()
    near: tuple[tuple[Settled, int], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "at_least", MappingProxyType(dict(self.at_least)))

    @property
    def everything(self) -> bool:
        """Whether every package counts."""
        return not (self.at_least or self.apart or self.near)

    def among(self, candidates: Candidates) -> Candidates:
        """The candidates that count."""
        if self.everything or not len(candidates.numbers):
            return candidates
        space = candidates.space
        kept = np.ones(len(candidates.numbers), dtype=np.bool_)
        for party, value in self.at_least.items():
            if party in space.parties:
                at = space.parties.index(party)
                kept &= (candidates.values[:, at] >= ceil(value * space.scale[at])).astype(np.bool_)
        rows = decode(candidates.numbers, [len(group.rows) for group in space.groups])
        for package, least in self.apart:
            kept &= _distances(candidates, rows, package, substance=True) >= least
        for package, most in self.near:
            kept &= _distances(candidates, rows, package, substance=False) <= most
        return candidates.only(kept)

    def within(self, model: Model) -> Model:
        """The program of the packages that count."""
        if self.everything:
            return model
        whole = whole_valued(model.program)
        floors = []
        for party, scale in zip(model.parties, model.scale, strict=True):
            floor = self.at_least[party] * scale if party in self.at_least else None
            floors.append(ceil(floor) if floor is not None and whole else floor)
        narrowed = replace(model, program=model.program.above(floors))
        for package, least in self.apart:
            narrowed = _limited(narrowed, package, least, True)
        for package, most in self.near:
            narrowed = _limited(narrowed, package, most, False)
        return narrowed


def _distances(
    candidates: Candidates, rows: npt.NDArray[np.int64], package: Settled, substance: bool
) -> npt.NDArray[np.int64]:
    """On how many issues each candidate differs from the package."""
    issue = candidates.space.case.issue
    total = np.zeros(len(rows), dtype=np.int64)
    for at, group in enumerate(candidates.space.groups):
        places = [(place, key) for place, key in enumerate(group.issues) if key in package]
        counts = [
            sum(
                apart(issue[key], row[place], package[key]) if substance else row[place] != package[key]
                for place, key in places
            )
            for row in group.rows
        ]
        total += np.array(counts, dtype=np.int64)[rows[:, at]]
    return total


def counted(model: Model, package: Settled) -> tuple[Model, list[int], list[int]]:
    """The program in which a change of a continuous quantity counts too; the package's choices, what a change costs."""
    poured = {key: package[key] for key in model.poured if key in package}
    forked = _limited(model, poured, len(poured), False) if poured else model
    choices = [ways.index(package[key]) if key in package else 0 for key, ways in forked.listed]
    first = len(model.listed)
    costs = [int(key in package) if number < first else 1 for number, (key, _) in enumerate(forked.listed)]
    return forked, choices, costs


def _limited(model: Model, package: Settled, count: int, substance: bool) -> Model:
    """The program with one more limit: at least so many issues apart in substance, or at most so many changed."""
    issues = model.case.issue
    uses: list[tuple[int, int, Number]] = [
        (number, way, 1)
        for number, (key, ways) in enumerate(model.listed)
        if key in package
        for way, settlement in enumerate(ways)
        if (apart(issues[key], settlement, package[key]) if substance else settlement != package[key])
    ]
    budgets: list[Budget] = []
    forks: list[str] = []
    for pour, key in enumerate(model.poured):
        if key in package:
            described = issues[key]
            assert isinstance(described, QuantityIssue)
            far = (described.high - described.low) * SUBSTANCE
            number = len(model.listed) + len(forks)
            forks.append(f"{FORK}{number}")
            uses += [(number, 1, 1), (number, 2, 1)]
            budgets += _sides((number, pour), Fraction(package[key]), far if substance else None)
    budgets.append(Budget(tuple(uses), (), ">=" if substance else "<=", count))
    program = model.program
    blank = np.zeros((3, program.parties), dtype=np.int64)
    return replace(
        model,
        listed=(*model.listed, *((fork, ("0", "1", "2")) for fork in forks)),
        program=replace(
            program, scores=(*program.scores, *(blank for _ in forks)), budgets=(*program.budgets, *budgets)
        ),
    )


def _sides(at: tuple[int, int], amount: Fraction, far: Fraction | None) -> list[Budget]:
    """What the alternatives of a fork say of a quantity: 0 the same, 1 more, 2 less.

    With `far`, more and less are at least so far off, and "the same" binds to nothing; without, "the same" is exact.
    """
    fork, pour = at
    uses: tuple[tuple[int, Number], ...] = ((pour, 1),)
    if far is None:
        return [Budget((), uses, "==", amount, ((fork, 0),))]
    return [
        Budget((), uses, ">=", amount + far, ((fork, 1),)),
        Budget((), uses, "<=", amount - far, ((fork, 2),)),
    ]
