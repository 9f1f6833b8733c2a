from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from makeable.kernels.power_packed import packed_counts, unpack

BITS = 12
members = st.lists(st.tuples(st.integers(1, 6), st.sampled_from([1, 1, 4])), min_size=1, max_size=6)


@given(members, st.data())
def test_counts_by_definition(body: list[tuple[int, int]], data: st.DataObject) -> None:
    weights, steps = [w for w, _ in body], [s for _, s in body]
    quotas = data.draw(st.lists(st.integers(-1, sum(weights) + 2), min_size=1, max_size=3))
    found = packed_counts(weights, steps, quotas, BITS)
    length = sum(steps) + 1
    votes = list(product((0, 1), repeat=len(body)))
    size = {yes: sum(s for s, y in zip(steps, yes, strict=True) if y) for yes in votes}
    total = {yes: sum(w for w, y in zip(weights, yes, strict=True) if y) for yes in votes}
    for a, quota in enumerate(quotas):
        reach = [sum(size[y] == k and total[y] >= quota for y in votes) for k in range(length)]
        assert unpack(found.reach[a, 0], BITS, length) == tuple(reach)
        for b, key in enumerate(found.keys):
            i = body.index(key)
            others = [y for y in votes if not y[i] and quota - key[0] <= total[y] < quota]
            tip = [sum(size[y] == k for y in others) for k in range(length)]
            assert unpack(found.tip[a, b, 0], BITS, length) == tuple(tip)
    assert sum(unpack(found.whole, BITS, length)) == len(votes)
