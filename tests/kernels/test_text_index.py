"""The inverted index against the formula written out, and short lists against sorting everything."""

from __future__ import annotations

from math import log1p

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makeable.kernels.text_index import index_of, rarity, score_blocks, shortlist, vector_blocks

TERMS = 6
texts = st.lists(st.lists(st.integers(0, TERMS - 1), max_size=7), min_size=1, max_size=9)


def bm25(query: set[int], text: list[int], corpus: list[list[int]]) -> float:
    average = max(sum(map(len, corpus)) / len(corpus), 1e-9)
    total = 0.0
    for term in query & set(text):
        held = sum(term in other for other in corpus)
        often = text.count(term)
        idf = log1p((len(corpus) - held + 0.5) / (held + 0.5))
        total += idf * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * len(text) / average))
    return total


@settings(max_examples=40, deadline=None)
@given(texts, texts, st.integers(1, 4))
def test_scores_are_those_of_the_formula(corpus: list[list[int]], queries: list[list[int]], rows: int) -> None:
    held = np.array([sum(term in text for text in corpus) for term in range(TERMS)], np.int64)
    index = index_of(corpus, rarity(held, len(corpus)))
    asked = [sorted(set(query)) for query in queries]
    seen = 0
    for first, block in score_blocks(index, asked, rows):
        assert first == seen
        for row, query in zip(block, asked[first:], strict=False):
            assert row.tolist() == pytest.approx([bm25(set(query), text, corpus) for text in corpus], abs=1e-4)
        seen += len(block)
    assert seen == len(queries)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0, 1, 2, 3]), st.booleans()), min_size=1, max_size=30), st.integers(1, 8))
def test_a_short_list_is_the_head_of_all_sorted(entries: list[tuple[int, bool]], most: int) -> None:
    scores = np.array([score for score, _ in entries], np.float32)
    allowed = np.array([open_ for _, open_ in entries], np.bool_)
    found = shortlist(scores, allowed, most)
    ranked = sorted((-score, place) for place, (score, open_) in enumerate(entries) if open_ and score > 0)
    assert found.texts.tolist() == [place for _, place in ranked[:most]]
    assert (found.allowed, found.scored) == (int(allowed.sum()), len(ranked))


def test_vectors_score_by_their_cosine_and_never_below_nothing() -> None:
    offers = np.array([[1, 0], [0, 1], [-1, 0]], np.float32)
    blocks = list(vector_blocks(offers, np.array([[0.6, 0.8], [1, 0], [0, 1]], np.float32), 2))
    assert [first for first, _ in blocks] == [0, 2]
    assert np.concatenate([block for _, block in blocks]).tolist() == pytest.approx(
        np.array([[0.6, 0.8, 0], [1, 0, 0], [0, 1, 0]])
    )
