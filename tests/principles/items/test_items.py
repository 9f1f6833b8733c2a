"""Rules for goods against published cases, brute force over every sharing, and their axioms."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makeable.errors import BadInput
from makeable.kernels.fair_parts import proven_fair, share_out
from makeable.model.goods import Good, Goods
from makeable.principles import items
from makeable.principles.goods import efficient_parts, envy, envy_up_to_one, share_goods
from makeable.principles.items import items_rules
from makeable.principles.items.maximin_share import maximin_shares
from makeable.principles.items.sharing import Parts, values, whole

TABLES = json.loads((Path(__file__).parents[2] / "data" / "goods_tables.json").read_text())
WHOLE = {case["id"]: case for case in TABLES["whole"]}
EVERY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def goods_of(points: list[list[int]], due: list[Fraction] | None = None) -> Goods:
    names = tuple("abcdefgh"[: len(points)])
    things = tuple(Good(f"g{g}", f"g{g}") for g in range(len(points[0])))
    rows = tuple(tuple(map(Fraction, row)) for row in points)
    return Goods("", things, names, rows, tuple(due or [Fraction(1)] * len(names)))


@st.composite
def problems(
    draw: st.DrawFn, parties: tuple[int, int] = (2, 3), most: int = 5, equal: bool = False, least: int = 0
) -> Goods:
    count = draw(st.integers(*parties))
    size = draw(st.integers(1, most))
    row = st.lists(st.integers(least, 6), min_size=size, max_size=size)
    due = None if equal else [draw(st.sampled_from([Fraction(1), Fraction(2), Fraction(1, 2)])) for _ in range(count)]
    return goods_of([draw(row) for _ in range(count)], due)


def every(goods: Goods) -> Iterator[Parts]:
    for owners in product(range(len(goods.parties)), repeat=len(goods.goods)):
        yield whole(len(goods.parties), owners)


def per_due(goods: Goods, points: tuple[Fraction, ...]) -> list[Fraction]:
    rows = zip(points, goods.totals, goods.entitlements, strict=True)
    return sorted(own / total / due for own, total, due in rows if total)


@pytest.mark.parametrize("case", TABLES["adjusted_winner"], ids=lambda case: str(case["id"]))
def test_the_published_adjusted_winners(case: dict[str, list[str]]) -> None:
    goods = goods_of(case["points"])  # type: ignore[arg-type]
    found = items.adjusted_winner.adjusted_winner(goods)
    assert [row[0] for row in found.parts] == [Fraction(f) for f in case["fraction_to_first"]]
    assert list(values(goods, found.parts)) == [Fraction(p) for p in case["points_each"]]
    assert values(goods, items.equitable.equitable(goods).parts) == values(goods, found.parts)


def test_camp_david() -> None:
    case = next(case for case in TABLES["adjusted_winner"] if case["id"] == "camp_david_1978")
    goods = goods_of(case["points"])
    found = items.adjusted_winner.adjusted_winner(goods)
    assert found.parts[0] == (Fraction(1, 6), Fraction(5, 6))
    assert values(goods, found.parts) == (Fraction(395, 6), Fraction(395, 6))


def test_the_published_cases_of_whole_goods() -> None:
    case = WHOLE["mms_1_3_5_6_9"]
    assert maximin_shares(goods_of([case["values"]] * 3))[0] == (7, 7, 7)
    case = WHOLE["feige_sapir_tauber_39_40"]
    goods = goods_of(case["valuations"])
    found = items.maximin_share.maximin_share(goods)
    assert found.yardstick == (40, 40, 40)
    assert min(values(goods, found.parts)) == 39
    assert found.proof.kind == "proven"
    rows = [[points[g] for g in "wxyz"] for points in WHOLE["fairpyx_readme"]["valuations"].values()]
    goods = goods_of(rows)
    best = items.maximum_nash_welfare.maximum_nash_welfare(goods)
    assert values(goods, best.parts) == (66, 55)
    assert best.parts == whole(2, [1, 0, 0, 1])
    assert envy_up_to_one(goods, best.parts)


@pytest.mark.parametrize("bidirectional", [False, True])
def test_the_published_turns_with_copies_and_limits(bidirectional: bool) -> None:
    case = WHOLE["fairpyx_round_robin"]
    names = tuple(case["valuations"])
    things = tuple(Good(g, g, copies) for g, copies in case["item_capacities"].items())
    points = tuple(tuple(Fraction(row[g.id]) for g in things) for row in case["valuations"].values())
    due = (Fraction(1),) * len(names)
    goods = Goods("", things, names, points, due, tuple(case["agent_capacities"][n] for n in names))
    found = items.round_robin.round_robin(goods, bidirectional)
    expected = case["expected"]["bidirectional_round_robin" if bidirectional else "round_robin"]
    got = {name: [g.id for g, row in zip(things, found.parts, strict=True) if row[p]] for p, name in enumerate(names)}
    assert got == expected


@EVERY
@given(problems())
def test_the_largest_product_is_that_of_brute_force(goods: Goods) -> None:
    def key(parts: Parts) -> tuple[int, Fraction]:
        rows = zip(values(goods, parts), goods.totals, goods.entitlements, strict=True)
        shares = [(own / total) ** int(2 * due) for own, total, due in rows if own > 0]
        return len(shares), prod(shares, start=Fraction(1))

    found = items.maximum_nash_welfare.maximum_nash_welfare(goods)
    assert key(found.parts) == max(key(parts) for parts in every(goods))


@EVERY
@given(problems())
def test_leximin_and_maximin_shares_are_those_of_brute_force(goods: Goods) -> None:
    found = items.leximin.leximin(goods)
    best = max(per_due(goods, values(goods, parts)) for parts in every(goods))
    assert per_due(goods, values(goods, found.parts)) == best
    shares, gap = maximin_shares(goods)
    assert gap == 0
    for row, due, share in zip(goods.points, goods.entitlements, shares, strict=True):
        alike = Goods("", goods.goods, goods.parties, (row,) * len(goods.parties), goods.entitlements)
        own = max(
            min(v / d for v, d in zip(values(alike, parts), goods.entitlements, strict=True)) for parts in every(goods)
        )
        assert share == own * due
    near = items.maximin_share.maximin_share(goods)
    counted = [p for p, share in enumerate(shares) if share > 0]
    if counted:

        def ratios(parts: Parts) -> list[Fraction]:
            points = values(goods, parts)
            return sorted(points[p] / shares[p] for p in counted)

        assert ratios(near.parts) == max(ratios(parts) for parts in every(goods))


@EVERY
@given(problems((2, 2), least=0))
def test_adjusted_winner_keeps_its_word(goods: Goods) -> None:
    if not all(goods.totals):
        with pytest.raises(BadInput):
            items.adjusted_winner.adjusted_winner(goods)
        return
    parts = items.adjusted_winner.adjusted_winner(goods).parts
    levels = per_due(goods, values(goods, parts))
    if all(min(column) > 0 for column in zip(*goods.points, strict=True)):
        assert levels[0] == levels[1]
    assert efficient_parts(goods, parts)
    assert levels == per_due(goods, values(goods, items.equitable.equitable(goods).parts))
    assert sum(0 < row[0] < 1 for row in parts) <= 1
    if goods.equal:
        assert not envy(goods, parts)


@EVERY
@given(problems((2, 4), 6, least=1))
def test_equitable_is_equal_efficient_and_proven(goods: Goods) -> None:
    found = items.equitable.equitable(goods)
    assert found.proof.kind == "proven"
    levels = per_due(goods, values(goods, found.parts))
    assert levels[0] == levels[-1]
    assert efficient_parts(goods, found.parts)
    # As high as can be: no whole sharing lifts the lowest any further, nor does adjusted winner.
    assert all(per_due(goods, values(goods, parts))[0] <= levels[0] for parts in every(goods))
    if len(goods.parties) == 2:
        winner = items.adjusted_winner.adjusted_winner(goods)
        assert per_due(goods, values(goods, winner.parts)) == levels


@EVERY
@given(problems((2, 4), 5))
def test_equitable_where_some_like_nothing(goods: Goods) -> None:
    found = items.equitable.equitable(goods)
    worth = [[x / t if t else x for x in row] for row, t in zip(goods.points, goods.totals, strict=True)]
    if found.proof.kind == "proven":
        assert proven_fair(worth, goods.entitlements, found.parts)
    assert all(sum(row) == 1 for row in found.parts)
    levels = per_due(goods, values(goods, found.parts))
    best = max(per_due(goods, values(goods, parts)) for parts in every(goods))
    assert [float(x) for x in levels] >= [float(x) - 1e-6 for x in best]


def test_what_is_not_fair_is_not_proven_fair() -> None:
    worth = [[Fraction(1, 2), Fraction(1, 2)], [Fraction(1, 3), Fraction(2, 3)]]
    due = [Fraction(1)] * 2
    found = share_out(worth, due)
    assert found is not None
    assert found.proven
    half = ((Fraction(1, 2),) * 2,) * 2
    assert not proven_fair(worth, due, half)
    assert not proven_fair(worth, due, whole(2, [1, 0]))


@EVERY
@given(problems((2, 4), 6, equal=True))
@pytest.mark.parametrize("name", [n for n, r in items_rules().items() if "envy-one" in r.axioms])
def test_no_envy_that_one_good_would_not_cure(name: str, goods: Goods) -> None:
    if name == "maximum-nash-welfare" and not all(v > 0 for v in values(goods, items_rules()[name].run(goods).parts)):
        return  # proven only where everyone gets something
    assert envy_up_to_one(goods, items_rules()[name].run(goods).parts)


@EVERY
@given(problems((2, 3), 4))
@pytest.mark.parametrize("name", [n for n, r in items_rules().items() if "efficient" in r.axioms and not r.divides])
def test_nothing_better_for_all_is_left(name: str, goods: Goods) -> None:
    have = values(goods, items_rules()[name].run(goods).parts)
    for parts in every(goods):
        other = values(goods, parts)
        assert other == have or any(a < b for a, b in zip(other, have, strict=True))


@EVERY
@given(problems((2, 3), 4))
@pytest.mark.parametrize("name", [n for n, r in items_rules().items() if "units" in r.axioms])
def test_points_in_other_units_change_nothing(name: str, goods: Goods) -> None:
    rule = items_rules()[name]
    if not rule.entitlements and not goods.equal:
        return
    rows = (tuple(7 * x for x in goods.points[0]), *goods.points[1:])
    other = Goods("", goods.goods, goods.parties, rows, goods.entitlements)
    before, after = (values(goods, rule.run(g).parts) for g in (goods, other))
    if name == "maximum-nash-welfare":
        due = [int(2 * entitled) for entitled in goods.entitlements]
        products = []
        for points in (before, after):
            parts = [(v / t) ** d for v, t, d in zip(points, goods.totals, due, strict=True) if v]
            products.append((len(parts), prod(parts, start=Fraction(1))))
        assert products[0] == products[1]
    elif name == "maximin-share":
        shares = maximin_shares(goods)[0]
        ratios = [sorted(v / s for v, s in zip(points, shares, strict=True) if s) for points in (before, after)]
        assert ratios[0] == ratios[1]
    else:
        assert per_due(goods, before) == per_due(goods, after)


def test_side_by_side() -> None:
    case = next(case for case in TABLES["adjusted_winner"] if case["id"] == "camp_david_1978")
    found = share_goods(goods_of(case["points"]))
    by_rule = {one.rule: one for one in found.shared}
    winner = by_rule["adjusted-winner"]
    assert winner.fair_share
    assert winner.envies == ()
    assert winner.efficient
    assert set(by_rule) == set(items_rules())
    three = share_goods(goods_of([[3, 1], [1, 3], [2, 2]], [Fraction(1), Fraction(1), Fraction(2)]))
    assert {(one.rule, one.needs) for one in three.lacking} == {
        ("adjusted-winner", "two"), ("envy-free-up-to-one", "entitlements"),
    }  # fmt: skip
