import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.report.sample import DOCUMENT, GAINS, NASTY_DOCUMENT, PRINCIPLES, SHARES, SVG

from makeable.report.blocks import Bullets, Chart, Document, Facts, Heading, Paragraph, Table
from makeable.report.terminal import terminal_text

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_golden(width: int) -> None:
    """Held against stored text; `MAKEABLE_GOLDEN=write` writes it anew, to be read before it is committed."""
    path = GOLDEN / f"terminal_{width}.txt"
    text = terminal_text(DOCUMENT, width)
    if os.environ.get("MAKEABLE_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [20, 30, 45, 60, 77, 80, 100, 200])
@pytest.mark.parametrize("document", [DOCUMENT, NASTY_DOCUMENT], ids=["plain", "nasty"])
def test_no_line_is_wider_than_the_terminal(document: Document, width: int) -> None:
    assert max(cell_len(line) for line in terminal_text(document, width).splitlines()) <= width


def test_no_line_is_wider_in_wide_scripts() -> None:
    cjk = "谈判的各方都希望达成协议并且遵守协议"
    blocks = [Heading(cjk * 3), Paragraph(cjk * 5), Table((cjk, "数"), ((cjk * 2, "3"), (cjk, "4")))]
    assert max(cell_len(line) for line in terminal_text(blocks, 40).splitlines()) <= 40


def test_text_without_colour_holds_no_escape_and_no_control_character() -> None:
    text = terminal_text(NASTY_DOCUMENT, 100)
    assert all(c == "\n" or c.isprintable() or c in "\u00a0\ufffd" for c in text)
    assert "\u202e" not in text
    text.encode("utf-8")


def test_colour_changes_nothing_but_colour() -> None:
    import re

    coloured = terminal_text(DOCUMENT, 80, colour=True)
    assert "\x1b[" in coloured
    bare = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines()) + "\n"
    assert bare == terminal_text(DOCUMENT, 80)


def test_colour_is_decided_by_the_caller_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = terminal_text(DOCUMENT, 80), terminal_text(DOCUMENT, 80, colour=True)
    for name, value in (("NO_COLOR", "1"), ("COLUMNS", "33"), ("FORCE_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
        assert (terminal_text(DOCUMENT, 80), terminal_text(DOCUMENT, 80, colour=True)) == expected


def test_words_of_a_narrow_table_are_not_cut() -> None:
    text = terminal_text([PRINCIPLES], 60)
    for word in ("Utilitarian", "Unlimited", "preference", "balance"):
        assert word in text


def test_a_table_of_figures_too_wide_is_cut_into_panels_that_each_name_the_rows() -> None:
    text = terminal_text([SHARES], 50)
    assert text.count("Ecological impact") > 1
    assert all(party in text for party in SHARES.columns)


def test_a_table_of_words_too_wide_becomes_a_record_per_row() -> None:
    text = terminal_text([PRINCIPLES], 30)
    assert "Least gain: −2" in text


def test_rows_that_stand_out_do_so_without_colour() -> None:
    lines = terminal_text([PRINCIPLES], 120).splitlines()
    assert [line for line in lines if line.startswith("▸")] == [line for line in lines if "Nash" in line]


def test_where_every_row_would_stand_out_none_does() -> None:
    every = replace(PRINCIPLES, strong=frozenset(range(3)))
    assert terminal_text([every], 120) == terminal_text([replace(PRINCIPLES, strong=frozenset())], 120)


def test_bars_are_as_long_as_the_figures() -> None:
    bars = {
        line.split()[0]: line.count("█") for line in terminal_text([Chart("Gains", SVG, GAINS)], 80).splitlines()[3:]
    }
    assert bars["Union"] == pytest.approx(2 * bars["Mayor"], abs=1)
    assert bars["Mayor"] == pytest.approx(4 * bars["Environmental"], abs=2)


@pytest.mark.parametrize(
    "empty", [Table((), ()), Table(("a",), ()), Bullets(()), Facts(()), Paragraph(""), Heading("")]
)
def test_empty_blocks_are_drawn(empty: Table) -> None:
    terminal_text([empty], 60)


def test_help_does_not_load_rich() -> None:
    code = "import sys, makeable.cli; makeable.cli.main(['--help']); sys.exit('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
