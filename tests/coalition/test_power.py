"""Power of real voting bodies, as published; sources stand in tests/data/coalition_tables.json."""

import json
from fractions import Fraction
from math import ceil, comb
from pathlib import Path
from typing import Any

import pytest
from tests.shared_data import shared

from makeable.coalition.power import NotLooked, Powerless, power
from makeable.coalition.voting_game import Effort, weighted_rule
from makeable.errors import BadInput
from makeable.model import AllOf, AnyOf, AtLeast, Quota, Rule

TABLES = json.loads((Path(__file__).parent.parent / "data" / "coalition_tables.json").read_text())

# Eurostat, population on 1 January 2020 (demo_pjan)
EU27 = {
    "DE": 83166711, "FR": 67320216, "IT": 59641488, "ES": 47332614, "PL": 37958138, "RO": 19328838, "NL": 17407585,
    "BE": 11522440, "EL": 10718565, "CZ": 10693939, "SE": 10327589, "PT": 10295909, "HU": 9769526, "AT": 8901064,
    "BG": 6951482, "DK": 5822763, "FI": 5525292, "SK": 5457873, "IE": 4964440, "HR": 4058165, "LT": 2794090,
    "SI": 2095861, "LV": 1907675, "EE": 1328976, "CY": 888005, "LU": 626108, "MT": 514564,
}  # fmt: skip
# Electoral votes 2012-2020
STATES = [55, 38, 29, 29, 20, 20, 18, 16, 16, 15, 14, 13, 12, *[11] * 4, *[10] * 4, *[9] * 3, *[8] * 2, *[7] * 3]
STATES += [*[6] * 6, *[5] * 3, *[4] * 5, *[3] * 8]


def fractions(texts: list[Any]) -> tuple[Fraction, ...]:
    return tuple(Fraction(str(text)) for text in texts)


@pytest.mark.parametrize("body", TABLES["voting"], ids=lambda body: body["id"])
def test_weighted_bodies(body: dict[str, Any]) -> None:
    found = power(*weighted_rule(body["weights"], body["quota"]))
    assert found.shapley_shubik == fractions(body["shapley"])
    assert found.swings == tuple(body["swings"])
    assert found.banzhaf == tuple(Fraction(s, sum(body["swings"])) for s in body["swings"])
    printed = body.get("published", {})
    within = 0.5001 * 10.0 ** -printed.get("digits", 0)
    for index, values in (("shapley", found.shapley_shubik), ("banzhaf_normalised", found.banzhaf)):
        if index in printed:
            published = [float(Fraction(str(p))) for p in printed[index]]
            assert list(map(float, values)) == pytest.approx(published, abs=within)


@pytest.mark.parametrize("entry", [e for e in TABLES["indices"] if "quota" in e], ids=lambda entry: entry["id"])
def test_rarer_indices(entry: dict[str, Any]) -> None:
    found = power(*weighted_rule(entry["weights"], entry["quota"]))
    index = {"public_good_index": "public_good"}.get(entry["kind"], entry["kind"])
    assert getattr(found, index) == fractions(entry["expected"])


def test_the_victoria_charter_ranks_the_provinces_both_ways() -> None:
    (table,) = TABLES["compound"]
    prairie, atlantic = ("AB", "SK", "MB"), ("NB", "NS", "PEI", "NL")
    west = AnyOf((AllOf((AtLeast(1, ("BC",)), AtLeast(1, prairie))), AtLeast(3, prairie)))
    rule = AllOf((AtLeast(2, ("ON", "QC")), AtLeast(2, atlantic), west))
    found = power(rule, table["players"])
    assert found.shapley_shubik == fractions(table["exact"]["shapley"])
    assert found.swings == tuple(table["exact"]["banzhaf_swings"])
    percent = [100 * float(share) for share in found.shapley_shubik]
    assert percent == pytest.approx(table["published"]["shapley_percent"], abs=0.00501)
    percent = [100 * float(share) for share in found.banzhaf]
    assert percent == pytest.approx(table["published"]["banzhaf_percent"], abs=0.00501)
    place = found.parties.index
    prairies, atlantics = place("AB"), place("NB")
    assert found.shapley_shubik[prairies] > found.shapley_shubik[atlantics]
    assert found.banzhaf[prairies] < found.banzhaf[atlantics]


def council(quota_heads: int, unions: tuple[tuple[str, ...], ...] = ()) -> Any:
    five = ("CN", "FR", "RU", "UK", "US")
    everybody = (*five, *(f"e{i}" for i in range(10)))
    return power(AllOf((AtLeast(quota_heads, everybody), AtLeast(5, five))), everybody, unions)


def test_the_security_council_with_vetoes_or_as_weights() -> None:
    found = council(9)
    assert found.shapley_shubik == (Fraction(421, 2145),) * 5 + (Fraction(4, 2145),) * 10
    assert found.swings == (848,) * 5 + (84,) * 10
    assert found.winning == sum(comb(10, k) for k in range(4, 11))
    assert found.coleman_prevent[0] == 1
    assert found.coleman_initiate[0] == Fraction(848, 2**15 - 848)


def test_two_permanent_members_in_a_union_lose_by_it() -> None:
    together, alone = council(9, (("FR", "UK"),)), council(9)
    assert together.owen is not None
    assert sum(together.owen) == 1
    assert together.owen[1] == together.owen[3] < alone.shapley_shubik[1] < together.owen[0]


def double_majority() -> Rule:
    total = sum(EU27.values())
    heads, people = tuple(EU27), {state: Fraction(n) for state, n in EU27.items()}
    both = AllOf((AtLeast(ceil(27 * 0.55), heads), Quota(people, Fraction(65, 100) * total)))
    return AnyOf((both, AtLeast(24, heads)))


def test_the_eu_council_exactly() -> None:
    found = power(double_majority(), tuple(EU27), look_at=0)
    assert found.proof.kind == "proven"
    assert sum(found.shapley_shubik) == 1
    assert found.winning == 17712380
    assert list(found.shapley_shubik) == sorted(found.shapley_shubik, reverse=True)
    # the blocking clause matters: without it Germany, France and Italy could stop what Spain's size cannot
    population = power(
        Quota({s: Fraction(n) for s, n in EU27.items()}, Fraction(65, 100) * sum(EU27.values())), tuple(EU27), look_at=0
    )
    assert population.shapley_shubik[0] > found.shapley_shubik[0]
    assert any(isinstance(reason, NotLooked) for reason in found.reasons)


@pytest.mark.slow
def test_the_eu_council_by_looking_at_every_coalition() -> None:
    import numpy as np

    from makeable.kernels.voting import subset_sums

    people = subset_sums(np.array(list(EU27.values()), dtype=np.int64))
    heads = subset_sums(np.ones(27, dtype=np.int8))
    won = ((people * 20 >= 13 * sum(EU27.values())) & (heads >= 15)) | (heads >= 24)
    found = power(double_majority(), tuple(EU27), look_at=0)
    assert found.winning == int(won.sum())
    for i in (0, 5, 26):
        pairs = won.reshape(-1, 2, 1 << i)
        assert found.swings is not None
        assert found.swings[i] == int((pairs[:, 1] & ~pairs[:, 0]).sum())


def test_the_electoral_college() -> None:
    assert (len(STATES), sum(STATES)) == (51, 538)
    found = power(*weighted_rule(STATES, 270), look_at=0)
    assert found.proof.kind == "proven"
    assert sum(found.shapley_shubik) == 1
    # California's 55 of 538 votes (10.2 percent) are worth 11.0 percent of the power (Shapley-Shubik)
    assert float(found.shapley_shubik[0]) == pytest.approx(0.110, abs=5e-4)
    assert found.act < Fraction(1, 2)  # 269 each is a tie that elects nobody


def test_floats_agree_with_integers_for_many_members() -> None:
    weights = [1000 + 37 * i % 911 for i in range(90)]
    rule, names = weighted_rule(weights, sum(weights) // 2 + 1)
    near = power(rule, names, look_at=0)
    exact = power(rule, names, effort=Effort(exact=True), look_at=0)
    assert near.proof.kind == "gap"
    assert near.proof.gap is not None
    assert near.proof.gap < 1e-12
    assert exact.proof.kind == "proven"
    for a, b in zip(near.shapley_shubik, exact.shapley_shubik, strict=True):
        assert abs(a - float(b)) < near.proof.gap
    assert list(map(float, near.banzhaf)) == pytest.approx(list(map(float, exact.banzhaf)), abs=1e-12)


def test_beyond_every_exact_way_there_are_intervals() -> None:
    people = {str(i): Fraction(10**6 + 7919 * i * i) for i in range(60)}
    land = {str(i): Fraction(10**6 + 104729 * (i * 37 % 60)) for i in range(60)}
    rule = AllOf((Quota(people, sum(people.values()) / 2), Quota(land, sum(land.values()) / 2)))
    found = power(rule, tuple(people), [("0", "1")], Effort(samples=2000))
    assert found.proof.kind == "sampled"
    assert found.shapley_intervals is not None
    assert found.owen_intervals is not None
    assert all(low <= s <= high for s, (low, high) in zip(found.shapley_shubik, found.shapley_intervals, strict=True))


def test_powerless_members_are_named() -> None:
    found = power(*weighted_rule([4, 4, 4, 2, 2, 1], 12))
    assert found.reasons == (Powerless("6"),)
    assert found.shapley_shubik[5] == 0


@pytest.mark.parametrize("quota", [0, 14])
def test_where_the_rule_always_or_never_holds_nobody_has_power(quota: int) -> None:
    found = power(*weighted_rule([5, 4, 4], quota))
    zero = (Fraction(0),) * 3
    for index in ("shapley_shubik", "banzhaf", "critical", "johnston", "deegan_packel", "public_good"):
        assert getattr(found, index) == zero, index
    assert found.coleman_prevent == found.coleman_initiate == zero


def test_unions_must_name_each_party_once() -> None:
    rule, names = weighted_rule([2, 1, 1], 3)
    with pytest.raises(BadInput) as bad:
        power(rule, names, [("1", "2"), ("2", "9")])
    assert "`9`" in str(bad.value)
    assert "two unions" in str(bad.value)


def test_the_tables_here_are_the_shared_ones() -> None:
    there = json.loads(shared("tables/power_weighted_voting.json").read_text())["cases"]
    assert [(c["id"], c["quota"], c["weights"]) for c in there] == [
        (c["id"], c["quota"], c["weights"]) for c in TABLES["voting"]
    ]
