"""Where the real data is that tests read when it is there: MAKEABLE_SHARED, or ../shared beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["shared"]

ROOT = Path(__file__).resolve().parent.parent


def shared(relative: str) -> Path:
    """The path of something in the shared data folder; the test is skipped, saying so, where it is not there."""
    folder = Path(os.environ.get("MAKEABLE_SHARED", ROOT.parent / "shared"))
    path = folder / "data" / relative
    if not path.exists():
        pytest.skip(f"{path} is not there; set MAKEABLE_SHARED to the folder that holds data/")
    return path
