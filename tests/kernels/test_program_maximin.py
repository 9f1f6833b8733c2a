"""The best by the worst-off party, held to brute force and to exact reference solutions."""

from __future__ import annotations

import json
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.program_brute import listed, random_program
from tests.shared_data import shared

from makeable.kernels.program import PackageProgram
from makeable.kernels.program_best import maximise_sum, potentials
from makeable.kernels.program_every import tied_leximin, tied_nash, tied_sum
from makeable.kernels.program_maximin import improve, leximin, maximin, shares_of
from makeable.kernels.program_nash import nash
from makeable.kernels.program_run import Effort

seeds = st.integers(0, 10**9)


@settings(max_examples=80, deadline=None)
@given(seeds)
def test_smallest_shares_agree_with_brute_force(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng, coupled=rng.random() < 0.6)
    units = [Fraction(rng.randint(1, 6), rng.choice((1, 1, 3))) for _ in program.no_deal]
    counted = sorted(rng.sample(range(program.parties), rng.randint(1, program.parties)))

    def ranked(values: tuple[int, ...]) -> tuple[Fraction, ...]:
        return tuple(sorted(Fraction(values[p] - program.no_deal[p]) / units[p] for p in counted))

    packages = listed(program)
    largest = maximin(program, units, counted)
    level = leximin(program, units, counted)
    assert largest.proven
    assert level.proven
    if not packages:
        assert largest.package is None
        assert level.package is None
        return
    assert largest.measure == (max(ranked(v)[0] for _, v in packages),)
    assert level.measure == max(ranked(v) for _, v in packages)
    assert level.package is not None
    assert (level.package.choices, level.package.values) in packages


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_an_improvement_is_better_for_all(seed: int) -> None:
    rng = Random(seed)
    program = random_program(rng)
    packages = listed(program)
    if not packages:
        return
    choices, values = rng.choice(packages)
    better = [min(a - b for a, b in zip(v, values, strict=True)) for _, v in packages]
    found = improve(program, program.package(choices))
    assert found.proven
    assert found.measure == ((max(better),) if max(better) > 0 else ())


@pytest.mark.parametrize("name", ["a_2p_5x5", "b2_2p_8x5_opp", "c2_3p_8x5_opp", "d_5p_8x5", "f_2p_20x10", "l_6p_6x4"])
@pytest.mark.parametrize("line", ["zero", "min", "half"])
def test_published_solutions_are_reached(name: str, line: str) -> None:
    case = json.loads(shared(f"instances/{name}.json").read_text())
    reference = json.loads(shared(f"instances/{name}.ref.json").read_text())["solutions"][line]
    scores = tuple(np.array([case["scores"][p][i] for p in case["parties"]]).T for i in case["issues"])
    no_deal = tuple(int(v) for v in reference["disagreement"])
    program = PackageProgram(scores, no_deal).unanimous()
    parties = range(len(no_deal))

    product = nash(program)
    assert product.proven
    assert product.package is not None
    assert float(product.measure[1]) == reference["nash"]["value"]
    same = tied_nash(program, product.package)
    assert same.complete
    assert sorted({package.values for package in same.packages}) == sorted(map(tuple, reference["nash"]["points"]))

    level = leximin(program)
    assert level.proven
    assert level.package is not None
    assert level.measure[0] == reference["kalai"]["value"]
    assert list(level.package.values) in reference["kalai"]["points"]

    tops = [best.package.values if best.package else () for best in potentials(program)]
    shares = leximin(program, [tops[p][p] - no_deal[p] for p in parties])
    assert shares.proven
    assert shares.package is not None
    assert float(shares.measure[0]) == pytest.approx(reference["ks"]["value"], rel=1e-12)
    assert list(shares.package.values) in reference["ks"]["points"]

    total = maximise_sum(program, [1] * len(no_deal))
    assert total.package is not None
    assert total.measure[0] - sum(no_deal) == reference["welfare"]["value"]
    same = tied_sum(program, [1] * len(no_deal), total.package)
    assert same.complete
    assert sorted({package.values for package in same.packages}) == sorted(map(tuple, reference["welfare"]["points"]))


def test_no_zone_is_proven() -> None:
    program = PackageProgram((np.array([[3, 0], [0, 3]]),), (2, 2)).unanimous()
    for best in (maximin(program), leximin(program), nash(program)):
        assert best.proven
        assert best.package is None


def test_a_no_deal_value_below_the_worst_package_stays_what_it_is() -> None:
    program = PackageProgram((np.array([[3, 0], [0, 3], [1, 1]]),), (-10, 0)).unanimous()
    assert leximin(program).measure == (3, 10)


def test_packages_of_equal_value_are_all_ties() -> None:
    program = PackageProgram((np.array([[1, 1], [1, 1]]),) * 3, (0, 0)).unanimous()
    best = leximin(program).package
    assert best is not None
    assert len(tied_leximin(program, best).packages) == 8


def test_a_party_that_nothing_moves_does_not_hide_the_others() -> None:
    rng = np.random.default_rng(5)
    tables = tuple(np.column_stack([rng.integers(0, 9, (4, 3)), np.full(4, 2)]) for _ in range(6))
    program = PackageProgram(tables, (0, 0, 0, 12)).unanimous()
    level = leximin(program)
    others = leximin(PackageProgram(tuple(t[:, :3] for t in tables), (0, 0, 0)))
    assert level.proven
    assert level.measure == (0, *others.measure)


def test_one_party_and_one_issue() -> None:
    assert leximin(PackageProgram((np.array([[1], [7], [3]]),), (2,))).measure == (5,)
    assert maximin(PackageProgram((np.array([[4, 9]]),), (0, 0))).measure == (4,)


def test_shares_need_parties_and_positive_units() -> None:
    program = PackageProgram((np.array([[1, 1]]),), (0, 0))
    with pytest.raises(ValueError, match="units above 0"):
        shares_of(program, [1, 0])
    with pytest.raises(ValueError, match="one party"):
        shares_of(program, None, [])


def test_a_stopped_search_states_a_gap_and_leaves_nothing_better_for_all() -> None:
    rng = np.random.default_rng(3)
    scores = tuple(rng.integers(0, 101, (10, 12)) for _ in range(40))
    program = PackageProgram(scores, tuple(int(v) for v in sum(t.mean(axis=0) for t in scores))).unanimous()
    best = leximin(program, effort=Effort(seconds=2))
    assert best.package is not None
    assert program.admits(best.package)
    assert best.bound >= best.measure[0]
    assert best.proven or best.gap > 0


@pytest.mark.slow
def test_ten_parties_and_thirty_issues_are_proven() -> None:
    rng = np.random.default_rng(11)
    scores = tuple(rng.integers(0, 101, (10, 10)) for _ in range(30))
    best = leximin(PackageProgram(scores, (0,) * 10).unanimous(), effort=Effort(seconds=120))
    assert best.proven
    assert best.stages == 10
