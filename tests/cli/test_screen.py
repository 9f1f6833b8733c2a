import io
import sys

import pytest

from makeable.cli.screen import show
from makeable.report.blocks import Notice


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


BLOCKS = [Notice("There is a deal.", "good")]


@pytest.mark.parametrize(
    ("stream", "env", "colour"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, env: dict[str, str], colour: bool) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", stream)
    show(BLOCKS)
    assert ("\x1b[" in stream.getvalue()) == colour


def test_a_terminal_that_lacks_a_sign_gets_another(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", stream)
    show(BLOCKS)
    stream.flush()
    assert stream.buffer.getvalue().decode("cp1252").strip() == "? There is a deal."  # type: ignore[attr-defined]
