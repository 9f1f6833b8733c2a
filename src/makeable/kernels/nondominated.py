"""Which of many integer vectors no other one beats."""

from __future__ import annotations

from math import prod

import numpy as np
import numpy.typing as npt

from makeable.kernels.scale import Exact, IntArray

#: floats hold every integer up to here; beyond, and for Python integers, ranks stand in for the numbers
FLOAT_EXACT = 2**53


def nondominated(vectors: Exact) -> npt.NDArray[np.bool_]:
    """Which rows no other row dominates: at least as high everywhere and higher somewhere.

    ``vectors`` has shape (points, parties), integers (int64, or Python integers in an object array). Of equal rows
    either all or none are kept. Exact for integers of any size.
    """
    kept = np.zeros(len(vectors), dtype=np.bool_)
    order, _ = nondominated_groups(vectors)
    kept[order] = True
    return kept


def nondominated_groups(vectors: Exact, values: int | None = None) -> tuple[IntArray, IntArray]:
    """The nondominated rows, sorted lexicographically, with equal rows side by side.

    Returns ``order`` (row numbers, ascending by row, equal rows in their original order) and ``starts`` (where in
    ``order`` each distinct row begins). With ``values`` given, only the first ``values`` columns count as worth
    having and the rest are room left in resources: a row is then dropped only when another one is worth more with
    no less room, so rows of equal worth are kept whatever their room.
    """
    points, columns = vectors.shape
    if points == 0 or columns == 0:
        return np.arange(points), np.zeros(min(points, 1), dtype=np.int64)
    ranked = _small(vectors)
    if values is not None and values < columns:
        compared = ranked.copy()
        compared[:, 0] = _tie_broken(ranked, values)
    else:
        compared = ranked
    if columns == 2:
        return _groups_of_two(compared)
    if columns == 1:
        rows = np.flatnonzero(compared[:, 0] == compared[:, 0].max())
        return rows, np.zeros(1, dtype=np.int64)
    return _groups(compared, ranked)


def sorted_groups(vectors: Exact) -> tuple[IntArray, IntArray]:
    """All rows sorted lexicographically: ``order`` and ``starts`` as in `nondominated_groups`."""
    small = _small(vectors)
    order = lexicographic(small)
    return order, _starts(small[order])


def lexicographic(rows: IntArray) -> IntArray:
    """The stable order that sorts int64 rows by their first column, then the second, and so on."""
    points, columns = rows.shape
    if points == 0 or columns == 0:
        return np.arange(points)
    low = rows.min(axis=0)
    spans = [int(s) + 1 for s in rows.max(axis=0) - low]
    if prod(spans) >= 2**62:
        return np.lexsort(rows.T[::-1])
    weights = np.array([prod(spans[c + 1 :]) for c in range(columns)], dtype=np.int64)
    return np.argsort((rows - low) @ weights, kind="stable")


def _small(vectors: Exact) -> IntArray:
    """The rows themselves where floats hold them, otherwise the dense ranks of each column."""
    if vectors.dtype != object and (
        vectors.size == 0 or (vectors.max() <= FLOAT_EXACT and vectors.min() >= -FLOAT_EXACT)
    ):
        return vectors
    ranks = [np.unique(column, return_inverse=True)[1] for column in vectors.T]
    return np.stack(ranks, axis=1).astype(np.int64)


def _tie_broken(ranked: IntArray, values: int) -> IntArray:
    """First column replaced by a rank that makes rows of equal worth but different room incomparable.

    Ties in the first column are broken by total worth upwards, then by total room downwards: of two rows equal in
    worth the one with more room ranks lower, so it cannot dominate; of two rows ordered in worth the better one
    still ranks higher.
    """
    keys = np.stack([ranked[:, 0], ranked[:, :values].sum(axis=1), -ranked[:, values:].sum(axis=1)], axis=1)
    order = lexicographic(keys)
    ordered = keys[order]
    steps = np.zeros(len(order), dtype=np.int64)
    steps[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.cumsum(steps)
    return ranks


def _groups_of_two(rows: IntArray) -> tuple[IntArray, IntArray]:
    first, second = rows[:, 0], rows[:, 1]
    low = second.min()
    span = int(second.max() - low) + 1
    if (int(first.max()) - int(first.min()) + 1) * span < 2**62:
        order = np.argsort((first - first.min()) * span + (second - low), kind="stable")
    else:
        order = np.lexsort((second, first))
    first, second = first[order], second[order]
    # rows above in the order have a first entry at least as high: a row stays when its second entry beats all theirs
    best = np.maximum.accumulate(second[::-1])[::-1]
    fresh = np.empty(len(order), dtype=np.bool_)
    fresh[-1] = True
    np.greater(second[:-1], best[1:], out=fresh[:-1])
    # fresh marks the last of every run of equal rows that stays; the rest of the run follows it
    if len(order) > 1:
        equal = (first[:-1] == first[1:]) & (second[:-1] == second[1:])
        if equal.any():
            run = np.zeros(len(order), dtype=np.int64)
            np.cumsum(~equal, out=run[1:])
            stays = np.zeros(int(run[-1]) + 1, dtype=np.bool_)
            stays[run[fresh]] = True
            kept = stays[run]
            runs = run[kept]
            begins = np.ones(len(runs), dtype=np.bool_)
            np.not_equal(runs[1:], runs[:-1], out=begins[1:])
            return order[kept], np.flatnonzero(begins)
    kept_rows = order[fresh]
    return kept_rows, np.arange(len(kept_rows))


def _groups(compared: IntArray, rows: IntArray) -> tuple[IntArray, IntArray]:
    differs = compared.min(axis=0) != compared.max(axis=0)
    if not differs.all():
        compared = compared[:, differs]
        if compared.shape[1] < 3:
            if compared.shape[1] == 0:
                compared = np.zeros((len(rows), 1), dtype=np.int64)
            return nondominated_groups(compared)
    # Two parties, the commonest case, never need moocore, and importing it takes half as long as a brief.
    import moocore  # noqa: PLC0415  see above

    kept = np.flatnonzero(moocore.is_nondominated(compared, maximise=True, keep_weakly=True))
    survivors = rows[kept]
    order = lexicographic(survivors)
    return kept[order], _starts(survivors[order])


def _starts(ordered: IntArray) -> IntArray:
    begins = np.ones(len(ordered), dtype=np.bool_)
    begins[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    return np.flatnonzero(begins)
