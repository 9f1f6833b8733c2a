from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from makeable.kernels import power_body
from makeable.kernels.power_body import body_chances

members = st.lists(st.integers(1, 6), min_size=1, max_size=6)


@given(members, st.data())
def test_chances_by_definition(weights: list[int], data: st.DataObject) -> None:
    quotas = data.draw(st.lists(st.integers(-1, sum(weights) + 2), min_size=1, max_size=3))
    p = np.array([0.01, 0.3, 0.5])
    found = body_chances(weights, quotas, p)
    for a, quota in enumerate(quotas):
        reach = np.zeros(3)
        tip = {weight: np.zeros(3) for weight in weights}
        for yes in product((0, 1), repeat=len(weights)):
            chance = p ** sum(yes) * (1 - p) ** (len(weights) - sum(yes))
            total = sum(w * y for w, y in zip(weights, yes, strict=True))
            reach += chance * (total >= quota)
            first = {w: i for i, w in reversed(list(enumerate(weights)))}
            for weight, i in first.items():
                if not yes[i]:
                    tip[weight] += chance / (1 - p) * (quota - weight <= total < quota)
        assert found.reach[a] == pytest.approx(reach, abs=1e-14)
        for b, weight in enumerate(found.keys):
            assert found.tip[a, b] == pytest.approx(tip[weight], abs=1e-14)


def test_a_thousand_divisions_lose_nothing() -> None:
    # the closed form of a binomial: each member is divided out through 501 alternating terms of about 1/2
    found = body_chances([1] * 1001, [501], np.array([0.5]))
    assert found.tip[0, 0, 0] == pytest.approx(comb(1000, 500) / 2**1000, rel=1e-12)
    assert found.reach[0, 0] == pytest.approx(0.5, abs=1e-14)


def test_work_in_pieces_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    weights, p = [3, 5, 8, 13, 21, 34, 55], np.linspace(0.05, 0.5, 9)
    whole = body_chances(weights, [70, 90], p)
    monkeypatch.setattr(power_body, "_CELLS", 100)
    monkeypatch.setattr(power_body, "_BLOCK", 4)
    pieces = body_chances(weights, [70, 90], p)
    assert pieces.tip == pytest.approx(whole.tip, abs=1e-15)
    assert pieces.reach == pytest.approx(whole.reach, abs=1e-15)


def test_only_the_stable_half_of_p() -> None:
    with pytest.raises(ValueError, match="1/2"):
        body_chances([1, 2], [2], np.array([0.7]))
