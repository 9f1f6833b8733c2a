"""The encoder against the same sums written one text and one head at a time."""

from __future__ import annotations

from math import erf, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from makeable.kernels.text_encoder import encode
from makeable.kernels.text_pieces import pieces

Floats = NDArray[np.float32]
WIDTH, HEADS, WIDE = 8, 2, 12
KNOWN = {name: n for n, name in enumerate(["[CLS]", "[SEP]", "[UNK]", "fire", "##fight", "##er", "f", ",", "ecole"])}


def small_model(seed: int = 3) -> dict[str, Floats]:
    """The weights of a model of two layers, by the names of BERT."""
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> Floats:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    made = {f"embeddings.{n}_embeddings.weight": some(20, WIDTH) for n in ("word", "position", "token_type")}
    norms = ["embeddings.LayerNorm"]
    for layer in ("encoder.layer.0.", "encoder.layer.1."):
        norms += [layer + "attention.output.LayerNorm", layer + "output.LayerNorm"]
        dense = {f"attention.self.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value")}
        dense |= {"attention.output.dense": (WIDTH, WIDTH), "intermediate.dense": (WIDE, WIDTH)}
        for name, shape in {**dense, "output.dense": (WIDTH, WIDE)}.items():
            made |= {f"{layer}{name}.weight": some(*shape), f"{layer}{name}.bias": some(shape[0])}
    for name in norms:
        made |= {name + ".weight": some(WIDTH), name + ".bias": some(WIDTH)}
    return made


def slowly(text: list[int], w: dict[str, Floats]) -> NDArray[np.float64]:
    def norm(x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        x = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return x * w[name + ".weight"] + w[name + ".bias"]

    def dense(x: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        return x @ w[name + ".weight"].T.astype(np.float64) + w[name + ".bias"]

    x = np.array([w["embeddings.word_embeddings.weight"][p] for p in text], np.float64)
    x = x + w["embeddings.position_embeddings.weight"][: len(text)] + w["embeddings.token_type_embeddings.weight"][0]
    x = norm(x, "embeddings.LayerNorm")
    for at in ("encoder.layer.0.", "encoder.layer.1."):
        q, k, v = (dense(x, f"{at}attention.self.{name}") for name in ("query", "key", "value"))
        out = np.zeros_like(x)
        for head in range(HEADS):
            part = slice(head * WIDTH // HEADS, (head + 1) * WIDTH // HEADS)
            weight = np.exp(q[:, part] @ k[:, part].T / sqrt(WIDTH // HEADS))
            out[:, part] = weight / weight.sum(-1, keepdims=True) @ v[:, part]
        x = norm(x + dense(out, at + "attention.output.dense"), at + "attention.output.LayerNorm")
        wide = dense(x, at + "intermediate.dense")
        wide = np.vectorize(lambda z: z * 0.5 * (1 + erf(z / sqrt(2))))(wide)
        x = norm(x + dense(wide, at + "output.dense"), at + "output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def test_vectors_are_those_of_the_sums_written_out() -> None:
    model = small_model()
    texts = [[0, 3, 1], [0, 5, 6, 7, 1], [0, 4, 1], [0, 1]]
    vectors = encode(texts, model, HEADS, rows=2)
    for text, vector in zip(texts, vectors, strict=True):
        assert vector.tolist() == pytest.approx(slowly(text, model).tolist(), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Firefighter", [0, 3, 4, 5, 1]),
        ("École, fire!", [0, 8, 7, 3, 2, 1]),
        ("water", [0, 2, 1]),
        ("", [0, 1]),
    ],
)
def test_a_text_is_cut_into_the_longest_known_pieces(text: str, expected: list[int]) -> None:
    assert pieces(text, KNOWN, 20) == expected


def test_what_is_too_long_is_cut_but_still_closed() -> None:
    assert pieces("fire fire fire fire", KNOWN, 4) == [0, 3, 3, 1]
