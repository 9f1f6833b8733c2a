"""Every ring of gifts in which each participant gets more than it gives, up to a number of parties."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_PATHS_AT_ONCE = 4_000_000


@dataclass(frozen=True)
class Links:
    """Possible transfers between organisations, one array element each.

    `giver` and `receiver` are organisation numbers in 0..n-1, `cost` is what the transfer costs the giver and
    `value` what it is worth to the receiver, both whole numbers of one small unit (cents, say).
    """

    n: int
    giver: Ints
    receiver: Ints
    cost: Ints
    value: Ints

    def __post_init__(self) -> None:
        sizes = {a.shape for a in (self.giver, self.receiver, self.cost, self.value)}
        if len(sizes) != 1 or self.giver.ndim != 1:
            raise ValueError("giver, receiver, cost and value need one element per link")


@dataclass(frozen=True)
class Deals:
    """Deal d is made of the links `link[start[d]:start[d + 1]]`; `complete` is False when a limit cut the search."""

    start: Ints
    link: Ints
    complete: bool = True

    def __len__(self) -> int:
        return len(self.start) - 1

    def links_of(self, deal: int) -> Ints:
        """The link numbers of one deal, in the order in which they follow each other."""
        return self.link[self.start[deal] : self.start[deal + 1]]


@dataclass(frozen=True)
class _Out:
    """Links sorted by giver, then receiver; `first[g]:first[g + 1]` are those of giver g."""

    links: Links
    order: Ints
    first: Ints
    key: Ints


def cycles(links: Links, max_parties: int, at_most: int | None = None) -> Deals:
    """All simple cycles of 2 to `max_parties` organisations in which every one receives more than it gives.

    Each cycle is listed once, from its smallest organisation on; parallel links make different cycles. With
    `at_most` the search stops once that many are found and says so in `complete`. Paths are extended all at once
    and cut as soon as one participant would not gain, so the cost follows the number of gainful paths.
    It misleads where one gift answers several (bundles): those are found by `deals_minimal`.
    """
    found: list[Ints] = []
    total = 0
    complete = True
    kept = _on_cycles(links)
    out = _sorted_out(links, kept)
    for low, high in _chunks(out):
        for block in _cycles_from(out, low, high, max_parties):
            found.append(block)
            total += len(block)
        if at_most is not None and total >= at_most and high < links.n:
            complete = False
            break
    return _as_deals(found, at_most, complete)


def _as_deals(found: list[Ints], at_most: int | None, complete: bool) -> Deals:
    found = sorted(found, key=lambda block: block.shape[1])
    nothing = np.zeros(0, np.int64)
    sizes = np.concatenate([nothing, *(np.full(len(b), b.shape[1]) for b in found)])
    flat = np.concatenate([nothing, *(b.ravel() for b in found)])
    if at_most is not None and len(sizes) > at_most:
        sizes, complete = sizes[:at_most], False
        flat = flat[: sizes.sum()]
    return Deals(np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]), flat, complete)


def _on_cycles(links: Links) -> Ints:
    """Links left when those from someone who gets nothing, or to someone who gives nothing, are cut again and again."""
    kept = np.flatnonzero(links.giver != links.receiver)
    while True:
        gets = np.full(links.n, -1, np.int64)
        np.maximum.at(gets, links.receiver[kept], links.value[kept])
        gives = np.full(links.n, np.iinfo(np.int64).max)
        np.minimum.at(gives, links.giver[kept], links.cost[kept])
        still = (gets[links.giver[kept]] > links.cost[kept]) & (links.value[kept] > gives[links.receiver[kept]])
        if still.all() or still.sum() > 0.98 * len(kept):
            return kept[still]
        kept = kept[still]


def _sorted_out(links: Links, kept: Ints) -> _Out:
    key = links.giver[kept] * links.n + links.receiver[kept]
    by_key = np.argsort(key, kind="stable")
    order = kept[by_key]
    some = Links(links.n, links.giver[order], links.receiver[order], links.cost[order], links.value[order])
    first = np.searchsorted(some.giver, np.arange(links.n + 1))
    return _Out(some, order, first.astype(np.int64), key[by_key])


def _chunks(out: _Out) -> list[tuple[int, int]]:
    """Ranges of starting organisations whose two-step paths fit in memory together."""
    degree = np.diff(out.first)
    ahead = np.bincount(out.links.giver, weights=degree[out.links.receiver] + 1.0, minlength=out.links.n)
    block = (np.cumsum(ahead) // _PATHS_AT_ONCE).astype(np.int64)
    edges = np.flatnonzero(np.diff(block)) + 1
    bounds = [0, *edges.tolist(), out.links.n]
    return [(a, b) for a, b in pairwise(bounds) if b > a]


def _cycles_from(out: _Out, low: int, high: int, max_parties: int) -> list[Ints]:
    """Cycles whose smallest organisation lies in low..high-1, one array (deals, parties) per length."""
    links = out.links
    first = np.arange(out.first[low], out.first[high])
    first = first[links.receiver[first] > links.giver[first]]
    paths = first[:, None]
    found = []
    for parties in range(2, max_parties + 1):
        closed = _close(out, paths)
        if len(closed):
            found.append(out.order[closed])
        if parties < max_parties:
            paths = _extend(out, paths)
    return found


def _spread(begin: Ints, end: Ints) -> tuple[Ints, Ints]:
    """For ranges begin[i]:end[i]: the row i of every element, and the element."""
    count = end - begin
    row = np.repeat(np.arange(len(count)), count)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return row, offset + begin[row]


def _close(out: _Out, paths: Ints) -> Ints:
    links = out.links
    root = links.giver[paths[:, 0]]
    last = paths[:, -1]
    wanted = links.receiver[last] * links.n + root
    begin = np.searchsorted(out.key, wanted, "left")
    hit = np.flatnonzero(out.key[np.minimum(begin, len(out.key) - 1)] == wanted) if len(out.key) else begin[:0]
    row, link = _spread(begin[hit], np.searchsorted(out.key, wanted[hit], "right"))
    row = hit[row]
    gains = (links.value[last[row]] > links.cost[link]) & (links.value[link] > links.cost[paths[row, 0]])
    return np.column_stack([paths[row[gains]], link[gains]])


def _extend(out: _Out, paths: Ints) -> Ints:
    links = out.links
    last = paths[:, -1]
    here = links.receiver[last]
    row, link = _spread(out.first[here], out.first[here + 1])
    there = links.receiver[link]
    good = (there > links.giver[paths[row, 0]]) & (links.value[last[row]] > links.cost[link])
    row, link, there = row[good], link[good], there[good]
    fresh = np.ones(len(row), bool)
    for step in range(paths.shape[1] - 1):
        fresh &= links.receiver[paths[row, step]] != there
    return np.column_stack([paths[row[fresh]], link[fresh]])
