"""A tilt makes packages reach on average what it aims at, and knows how much likelier it made them."""

from __future__ import annotations

import numpy as np
import pytest

from makeable.kernels.enumerate import blocks, decode
from makeable.kernels.tilt import tilt


@pytest.mark.parametrize("share", [0.55, 0.7, 0.8])
def test_expected_sums_meet_the_needs(share: float) -> None:
    rng = np.random.default_rng(1)
    tables = [rng.integers(0, 100, (6, 2)) for _ in range(15)]
    needs = [int(share * top) for top in sum(t.max(axis=0) for t in tables)]
    aimed = tilt(tables, needs, [0, 1])
    expected = sum(chances @ table for chances, table in zip(aimed.chances, tables, strict=True))
    assert (expected >= np.array(needs) - 1.0).all()
    assert aimed.log_chance <= 0.0


def test_the_ratio_is_the_ratio_of_chances() -> None:
    rng = np.random.default_rng(2)
    tables = [rng.integers(0, 9, (3, 3)) for _ in range(4)]
    aimed = tilt(tables, [25, 20, 22], [0, 2])
    (block,) = blocks(tables)
    chances = np.ones(3**4)
    for issue, choice in enumerate(decode(block.numbers, [3] * 4).T):
        chances *= aimed.chances[issue][choice]
    assert chances.sum() == pytest.approx(1.0)
    assert np.exp(aimed.log_ratio(block.values.astype(float))) == pytest.approx(chances * 3**4)
    reached = ((block.values >= [25, 20, 22])[:, [0, 2]]).all(axis=1).mean()
    assert reached <= np.exp(aimed.log_chance) + 1e-9


def test_aiming_at_nobody_leaves_chances_even() -> None:
    aimed = tilt([np.arange(8).reshape(4, 2)], [3, 3], [])
    assert aimed.chances[0].tolist() == [0.25] * 4
