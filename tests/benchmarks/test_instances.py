"""The instances made here are the published ones, bit for bit."""

from __future__ import annotations

import hashlib
import json

import pytest
from benchmarks.__main__ import run, subjects
from benchmarks.instances import INSTANCES
from tests.shared_data import shared

DIGEST = "ef3dafe67bbe9809dd06b53beb7a65595ad94479a1f180e27ea9c1160f9ddd4c"


@pytest.mark.parametrize("name", ["a_2p_5x5", "c2_3p_8x5_opp", "d_5p_8x5", "f_2p_20x10", "l_6p_6x4"])
def test_equal_to_the_published_files(name: str) -> None:
    published = json.loads(shared(f"instances/{name}.json").read_text(encoding="utf-8"))
    document = INSTANCES[name].document()
    assert {key: published[key] for key in document} == document
    assert published["outcomes"] == INSTANCES[name].packages


def test_all_of_them_never_change() -> None:
    tables = json.dumps({name: instance.tables() for name, instance in sorted(INSTANCES.items())})
    assert hashlib.sha256(tables.encode()).hexdigest() == DIGEST


def test_subjects_are_found_and_unknown_ones_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "packages" in subjects()
    assert "measure" not in subjects()
    assert run(["nonsense"]) == 2
    assert "packages" in capsys.readouterr().out
