"""An inverted index over texts, and the best texts for a query among those allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Index", "Shortlist", "index_of", "rarity", "score_blocks", "shortlist", "vector_blocks"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# The usual settings of BM25: how fast repetition saturates, how much long texts are held back.
_SATURATION = 1.2
_LENGTH = 0.75


@dataclass(frozen=True)
class Index:
    """The texts in which each term stands: those of term t are `texts[start[t]:start[t + 1]]` with their `weights`."""

    start: NDArray[np.int64]
    texts: Ints
    weights: Floats
    size: int


@dataclass(frozen=True)
class Shortlist:
    """The best texts for one query, best first, ties in the order of the texts. `allowed` had passed the filters,
    `scored` of them scored above nothing."""

    texts: Ints
    scores: Floats
    allowed: int
    scored: int


def rarity(documents: NDArray[np.int64], size: int) -> Floats:
    """How much a term tells (inverse document frequency, never below 0), from the number of texts that hold it."""
    return np.log1p((size - documents + 0.5) / (documents + 0.5)).astype(np.float32)


def index_of(texts: Sequence[Sequence[int]], weight: Floats) -> Index:
    """The index of texts given as term numbers; `weight[t]` is what term t tells.

    The weights are those of BM25 (Robertson and Zaragoza 2009) with k1 = 1.2 and b = 0.75, scaled so that a term that
    stands once in a text of average length weighs `weight[t]`.
    """
    lengths = np.array([len(terms) for terms in texts], np.int64)
    flat = np.fromiter((t for terms in texts for t in terms), np.int64, int(lengths.sum()))
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    pairs, often = np.unique(flat * max(len(texts), 1) + owner, return_counts=True)
    term, text = pairs // max(len(texts), 1), pairs % max(len(texts), 1)
    relative = lengths / max(float(lengths.mean()) if len(texts) else 1.0, 1e-9)
    damp = _SATURATION * (1 - _LENGTH + _LENGTH * relative[text])
    weights = weight[term] * (often * (1 + _SATURATION) / (often + damp))
    start = np.searchsorted(term, np.arange(len(weight) + 1)).astype(np.int64)
    return Index(start, text.astype(np.int32), weights.astype(np.float32), len(texts))


def score_blocks(index: Index, queries: Sequence[Sequence[int]], rows: int) -> Iterator[tuple[int, Floats]]:
    """Scores of all texts for the queries (each a list of different terms), `rows` queries at a time.

    Yields the place of the first query and an array queries x texts, which the next round overwrites.
    """
    block = np.zeros((rows, index.size), np.float32)
    for first in range(0, len(queries), rows):
        here = queries[first : first + rows]
        block[: len(here)] = 0
        for row, terms in zip(block, here, strict=False):
            for term in terms:
                low, high = index.start[term], index.start[term + 1]
                row[index.texts[low:high]] += index.weights[low:high]
        yield first, block[: len(here)]


def vector_blocks(texts: Floats, queries: Floats, rows: int) -> Iterator[tuple[int, Floats]]:
    """The same from unit vectors (n x d): the cosine, nothing where it is negative."""
    for first in range(0, len(queries), rows):
        yield first, np.maximum(queries[first : first + rows] @ texts.T, 0)


def shortlist(scores: Floats, allowed: NDArray[np.bool_], most: int) -> Shortlist:
    """The `most` best of one row of scores among the allowed texts; what scores nothing stays out."""
    places = np.flatnonzero((scores > 0) & allowed)
    count, found = int(np.count_nonzero(allowed)), len(places)
    if found > most:
        values = scores[places]
        least = np.partition(values, found - most)[found - most]
        above = places[values > least]
        places = np.concatenate([above, places[values == least][: most - len(above)]])
    order = np.lexsort((places, -scores[places]))
    best = places[order]
    return Shortlist(best.astype(np.int32), scores[best].copy(), count, found)
