"""Offers and needs as terms with weights, or as vectors: what the matchers compare, and the words that explain it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.text_index import index_of, rarity, score_blocks, vector_blocks
from makeable.kernels.text_stems import content_words, language_of, stem

__all__ = ["Embedder", "Lexical", "Likeness", "Meant", "Shared"]

Floats = NDArray[np.float32]

_ROWS = 64
_MOST_SHARED = 4
_NEAR = 0.35


class Shared(NamedTuple):
    """A word of the offer and the word of the need that it answers."""

    offer: str
    need: str


class Embedder(Protocol):
    """Anything that turns texts into vectors of length 1 (n x d) that lie close together for like meanings."""

    name: str

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One row a text; the same text always gives the same row."""
        ...


class Likeness(Protocol):
    """How alike offers and needs are, and why."""

    name: str

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """Scores from 0 to 1 of some needs (rows, from the place given) for all offers; overwritten by the next."""
        ...

    def why(self, offer: int, need: int) -> tuple[Shared, ...]:
        """The words that made them alike, the most telling first."""
        ...


@dataclass(frozen=True)
class _Read:
    """A text as its terms (with repetition), and the word each was first read from."""

    terms: tuple[str, ...]
    words: Mapping[str, str]


def _read(texts: Sequence[str]) -> list[_Read]:
    """Every text in its own language; where its small words do not tell, in that of most others."""
    languages = [language_of(text) for text in texts]
    usual = "nl" if languages.count("nl") > languages.count("en") else "en"
    read: list[_Read] = []
    for text, language in zip(texts, languages, strict=True):
        words = content_words(text, language or usual)
        stems = [stem(word, language or usual) for word in words]
        first = dict(zip(reversed(stems), reversed(words), strict=True))
        read.append(_Read(tuple(stems), first))
    return read


class Lexical:
    """Words in common, the rare ones counting most (BM25 on stems). A score is the share of what the need says that
    the offer says too: 1 when it says all of it."""

    name = "words"

    def __init__(self, offers: Sequence[str], needs: Sequence[str]) -> None:
        read = _read([*offers, *needs])
        self.offers, self.needs = read[: len(offers)], read[len(offers) :]
        held = Counter(term for text in read for term in set(text.terms))
        self.term = {term: place for place, term in enumerate(sorted(held))}
        self.weight = rarity(np.array([held[term] for term in self.term], np.int64), len(read))
        self.index = index_of([[self.term[t] for t in text.terms] for text in self.offers], self.weight)
        self.asked = [sorted({self.term[t] for t in text.terms}) for text in self.needs]
        whole = [float(self.weight[terms].sum()) if terms else 1.0 for terms in self.asked]
        self.whole = np.maximum(np.array(whole, np.float32), np.float32(1e-6))

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """See `Likeness`."""
        for first, scores in score_blocks(self.index, self.asked, _ROWS):
            np.divide(scores, self.whole[first : first + len(scores), None], out=scores)
            yield first, np.minimum(scores, 1, out=scores)

    def why(self, offer: int, need: int) -> tuple[Shared, ...]:
        """See `Likeness`."""
        there, here = self.offers[offer].words, self.needs[need].words
        both = sorted((t for t in here if t in there), key=lambda t: (-self.weight[self.term[t]], t))
        return tuple(Shared(there[t], here[t]) for t in both[:_MOST_SHARED])


class Meant:
    """Likeness by a text model: the cosine of the two texts' vectors, and words that lie close to each other."""

    def __init__(self, embedder: Embedder, offers: Sequence[str], needs: Sequence[str]) -> None:
        self.name = embedder.name
        texts = sorted({*offers, *needs})
        place = {text: n for n, text in enumerate(texts)}
        vectors = embedder.vectors(texts)
        self.offer_vectors = vectors[[place[text] for text in offers]]
        self.need_vectors = vectors[[place[text] for text in needs]]
        read = _read([*offers, *needs])
        words = [tuple(dict.fromkeys(text.words.values())) for text in read]
        self.offers, self.needs = words[: len(offers)], words[len(offers) :]
        known = sorted({word for text in words for word in text})
        self.word = {word: n for n, word in enumerate(known)}
        self.word_vectors = embedder.vectors(known)

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """See `Likeness`."""
        return vector_blocks(self.offer_vectors, self.need_vectors, _ROWS)

    def why(self, offer: int, need: int) -> tuple[Shared, ...]:
        """See `Likeness`."""
        there, here = self.offers[offer], self.needs[need]
        if not there or not here:
            return ()
        near = self._of(there) @ self._of(here).T
        found: list[Shared] = []
        for flat in np.argsort(-near, axis=None, kind="stable"):
            one, other = divmod(int(flat), len(here))
            if near[one, other] < _NEAR or len(found) == _MOST_SHARED:
                break
            if all(there[one] != pair.offer and here[other] != pair.need for pair in found):
                found.append(Shared(there[one], here[other]))
        return tuple(found)

    def _of(self, words: Sequence[str]) -> Floats:
        return self.word_vectors[[self.word[word] for word in words]]
