"""The built wheel, installed without extras into an empty environment, answers a question about a shipped case."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
def test_the_bare_wheel_answers(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("makeable-*.whl")
    place = tmp_path / "empty"
    venv.create(place, with_pip=True)
    own = place / "bin" / "python"
    subprocess.run([own, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", str(wheel)], check=True)
    case = next((place / "lib").glob("python*/site-packages/makeable/cases/sports-complex"))
    done = subprocess.run(
        [place / "bin" / "makeable", "zone", case, "--json"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert json.loads(done.stdout)["unanimous"] == 12
    packages = subprocess.run([own, "-m", "pip", "list"], capture_output=True, text=True, check=True).stdout.lower()
    assert "django" not in packages
    assert "typst" not in packages
