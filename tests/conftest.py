"""What every test may count on."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are printed 100 columns wide, whatever terminal the tests run in."""
    monkeypatch.setenv("COLUMNS", "100")
