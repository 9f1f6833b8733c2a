"""A small BERT encoder in plain arrays: texts as piece numbers -> unit vectors that lie close for like meanings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["encode"]

Floats = NDArray[np.float32]
_TINY = np.float32(1e-12)


def encode(texts: Sequence[Sequence[int]], weights: Mapping[str, Floats], heads: int, rows: int = 64) -> Floats:
    """Unit vectors (texts x width): the mean of the last layer over the pieces of each text.

    `weights` are those of a BERT model by their usual names (Devlin et al. 2019; the mean as in Reimers and Gurevych
    2019). Texts of one length are worked together, so that nothing is padded and a text's vector does not depend on
    its neighbours' lengths.
    """
    width = weights["embeddings.word_embeddings.weight"].shape[1]
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    vectors = np.zeros((len(texts), width), np.float32)
    by_length: dict[int, list[int]] = {}
    for place, text in enumerate(texts):
        by_length.setdefault(len(text), []).append(place)
    for places in by_length.values():
        for first in range(0, len(places), rows):
            here = places[first : first + rows]
            hidden = _embedded(np.array([texts[place] for place in here], np.int64), weights)
            for layer in range(layers):
                hidden = _layer(hidden, weights, f"encoder.layer.{layer}.", heads)
            mean = hidden.mean(axis=1)
            vectors[here] = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), _TINY)
    return vectors


def _embedded(pieces: NDArray[np.int64], weights: Mapping[str, Floats]) -> Floats:
    total = (
        weights["embeddings.word_embeddings.weight"][pieces]
        + weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    return _normed(total, weights, "embeddings.LayerNorm")


def _layer(hidden: Floats, weights: Mapping[str, Floats], at: str, heads: int) -> Floats:
    attended = _dense(
        _attention(hidden, weights, at + "attention.self.", heads), weights, at + "attention.output.dense"
    )
    hidden = _normed(hidden + attended, weights, at + "attention.output.LayerNorm")
    wide = _gelu(_dense(hidden, weights, at + "intermediate.dense"))
    return _normed(hidden + _dense(wide, weights, at + "output.dense"), weights, at + "output.LayerNorm")


def _attention(hidden: Floats, weights: Mapping[str, Floats], at: str, heads: int) -> Floats:
    texts, length, width = hidden.shape
    split = (texts, length, heads, width // heads)
    query, key, value = (
        _dense(hidden, weights, at + name).reshape(split).transpose(0, 2, 1, 3) for name in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32(sqrt(width // heads))
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    joined: Floats = (scores @ value).transpose(0, 2, 1, 3).reshape(texts, length, width)
    return joined


def _dense(hidden: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    flat = hidden.reshape(-1, hidden.shape[-1]) @ weights[name + ".weight"].T
    flat += weights[name + ".bias"]
    return flat.reshape(*hidden.shape[:-1], -1)


def _normed(hidden: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    centred = hidden - hidden.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + _TINY)
    normed: Floats = centred / spread * weights[name + ".weight"] + weights[name + ".bias"]
    return normed


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit; its error function by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    absolute = np.abs(x) * np.float32(1 / sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * absolute)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.copysign(1 - poly * np.exp(-absolute * absolute), x)
    made: Floats = (x * np.float32(0.5) * (1 + erf)).astype(np.float32)
    return made
