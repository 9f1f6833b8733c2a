"""Parts: what hangs together has one label; batches keep parts whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from makeable.kernels.deals_parts import batches, connected


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_one_label_for_what_hangs_together(count: int, edges: list[tuple[int, int]]) -> None:
    edges = [(a % count, b % count) for a, b in edges]
    one, other = (np.array([e[i] for e in edges], np.int64) for i in range(2))
    label = connected(count, one, other).tolist()
    groups = {node: {node} for node in range(count)}
    for a, b in edges:
        merged = groups[a] | groups[b]
        for node in merged:
            groups[node] = merged
    assert label == [min(groups[node]) for node in range(count)]


@given(st.lists(st.integers(0, 5), max_size=40), st.integers(1, 10))
def test_batches_hold_everything_once_and_keep_parts_whole(parts: list[int], least: int) -> None:
    part = np.array(parts, np.int64)
    found = list(batches(part, least))
    assert sorted(np.concatenate(found).tolist() if found else []) == list(range(len(parts)))
    homes: dict[int, int] = {}
    for number, batch in enumerate(found):
        for element in batch.tolist():
            assert homes.setdefault(parts[element], number) == number
