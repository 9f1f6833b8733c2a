"""Continuous amounts: exact optima against every point where a piecewise-linear optimum can lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import log
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import random_rule

from makeable.kernels.program import Budget, Number, Package, PackageProgram, Quantity
from makeable.kernels.program_best import maximise_sum
from makeable.kernels.program_master import concave_pieces
from makeable.kernels.program_maximin import leximin, maximin
from makeable.kernels.program_nash import nash

seeds = st.integers(0, 10**9)


def poured_program(rng: Random, amounts: int) -> PackageProgram:
    """One or two issues and some quantities, bent either way, with a budget over both."""
    parties = rng.randint(1, 3)
    sizes = [rng.randint(1, 2) for _ in range(rng.randint(0, 2))]
    scores = tuple(np.array([[rng.randint(-3, 6) for _ in range(parties)] for _ in range(n)]) for n in sizes)
    quantities = []
    for _ in range(amounts):
        points = tuple(sorted(rng.sample(range(8), rng.randint(1, 4))))
        values = tuple(tuple(rng.randint(-4, 8) for _ in range(parties)) for _ in points)
        quantities.append(Quantity(points, values))
    budgets = []
    if rng.random() < 0.6:
        uses = tuple((i, o, rng.randint(0, 3)) for i, n in enumerate(sizes) for o in range(n))
        when = ((0, 0),) if sizes and rng.random() < 0.4 else ()
        per = tuple((q, rng.choice((1, 1, 2, -1))) for q in range(amounts))
        budgets.append(Budget(uses, per, rng.choice(("<=", ">=")), Fraction(rng.randint(0, 18), 2), when))
    rule = random_rule(rng, parties, 1) if rng.random() < 0.6 else None
    no_deal = tuple(rng.randint(-3, 6) for _ in range(parties))
    return PackageProgram(scores, no_deal, quantities=tuple(quantities), budgets=tuple(budgets), rule=rule)


def corners(program: PackageProgram) -> Iterator[Package]:
    """With one quantity: every amount where it bends, a budget or a party's line binds, or two gains are equal."""
    (quantity,) = program.quantities
    for choices in product(*(range(len(t)) for t in program.scores)):
        amounts: set[Number] = set(quantity.points)
        for low, high in pairwise(quantity.points):
            ends = [program.gains(program.values(choices, (end,))) for end in (low, high)]
            rows = [(a, b) for a, b in zip(*ends, strict=True)]
            for budget in program.budgets:
                rows.append(tuple(budget.used(choices, (end,)) - budget.limit for end in (low, high)))  # type: ignore[arg-type]
            rows += [(a - c, b - d) for (a, b), (c, d) in combinations(rows, 2)]
            amounts |= {low + Fraction(high - low) * a / (a - b) for a, b in rows if a * b < 0}
        for amount in amounts:
            package = program.package(choices, (amount,))
            if program.admits(package):
                yield package


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_optima_over_one_quantity_are_exact(seed: int) -> None:
    rng = Random(seed)
    program = poured_program(rng, 1)
    packages = list(corners(program))
    weights = [rng.randint(-1, 3) for _ in program.no_deal]
    best = maximise_sum(program, weights)
    assert best.proven
    if not packages:
        assert best.package is None
        return
    assert best.package is not None
    assert best.measure[0] == max(sum(w * v for w, v in zip(weights, p.values, strict=True)) for p in packages)
    found = leximin(program)
    assert found.proven
    assert found.measure == max(tuple(sorted(program.gains(p.values))) for p in packages)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_nothing_on_a_grid_beats_what_is_proven_best(seed: int) -> None:
    program = poured_program(Random(seed), 2)
    grids = [
        [q.points[0] + Fraction(q.points[-1] - q.points[0]) * k / 12 for k in range(13)] for q in program.quantities
    ]
    packages = [
        package
        for choices in product(*(range(len(t)) for t in program.scores))
        for amounts in product(*grids)
        if program.admits(package := program.package(choices, amounts))
    ]
    best = maximin(program)
    assert best.proven
    if packages:
        assert best.package is not None
        assert program.admits(best.package)
        assert best.measure[0] >= max(min(program.gains(p.values)) for p in packages)
    # A product is asked for where everyone can gain; there its bound holds for every point of the grid.
    gaining = [p for p in packages if min(program.gains(p.values)) > Fraction(1, 100)]
    if gaining:
        largest = nash(program)
        assert largest.proven
        assert largest.package is not None
        assert program.admits(largest.package)
        assert largest.gap < 1e-6
        logs = [sum(log(g) for g in program.gains(p.values)) for p in gaining]
        assert max(logs) <= largest.bound + 1e-9


def test_pieces_are_as_long_as_everyones_value_is_concave() -> None:
    points = (0, 1, 2, 3, 4)
    both = ((0, 0), (3, 1), (4, 2), (4, 4), (3, 5))
    assert concave_pieces(points, both, whole=True) == [(0, 2), (2, 4)]
    assert concave_pieces(points, both, whole=False) == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert concave_pieces((5,), ((1, 2),), whole=True) == [(0, 0)]


def test_an_amount_need_not_be_a_round_number() -> None:
    # Two parties share 1: a gets 3 a unit, b 4 a unit of the rest; equal gains at 4/7.
    split = Quantity((0, 1), ((0, 4), (3, 0)))
    best = maximin(PackageProgram((), (0, 0), quantities=(split,)))
    assert best.package is not None
    assert best.package.amounts == (Fraction(4, 7),)
    assert best.measure == (Fraction(12, 7),)


def test_a_quantity_whose_points_do_not_increase_is_refused() -> None:
    with pytest.raises(ValueError, match="increase"):
        Quantity((1, 1), ((0,), (0,)))
    with pytest.raises(ValueError, match="outside"):
        Quantity((0, 1), ((0,), (1,))).value(2)


def test_a_limit_under_a_condition_binds_only_there() -> None:
    amount = Quantity((0, 10), ((0,), (10,)))
    budget = Budget((), ((0, 1),), "<=", 3, ((0, 1),))
    program = PackageProgram((np.array([[0], [5]]),), (0,), quantities=(amount,), budgets=(budget,))
    assert maximise_sum(program, (1,)).measure == (10,)
    fixed = replace(program, forbidden=(((0, 0),),))
    assert maximise_sum(fixed, (1,)).measure == (8,)
