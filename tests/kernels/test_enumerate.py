"""Enumeration lists every package within the limits once, with its exact value."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernels.spaces import Space, spaces

from makeable.kernels.enumerate import blocks, decode


@settings(max_examples=400, deadline=None)
@given(spaces(), st.sampled_from([1, 3, 16, 1 << 18]))
def test_every_package_once_with_its_value(space: Space, block: int) -> None:
    sizes = [len(table) for table in space.tables]
    listed: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for part in blocks(space.tables, uses=space.uses, limits=space.limits, block=block):
        for chosen, value in zip(decode(part.numbers, sizes), part.values, strict=True):
            listed.append((tuple(int(c) for c in chosen), tuple(int(v) for v in value)))
    assert listed == list(space.packages().items())


def test_ten_million_packages_come_in_blocks() -> None:
    tables = [np.arange(10)[:, None] for _ in range(6)]
    parts = list(blocks(tables, block=20_000))
    assert len(parts) == 100
    assert sum(len(part.numbers) for part in parts) == 10**6
    assert sum(int(part.values.sum()) for part in parts) == 27 * 10**6
