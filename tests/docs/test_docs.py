"""The docs are tests: every command and piece of Python in them is run, every page and picture they name exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from makeable.cli import main
from makeable.cli.registry import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCED = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced pieces of a page in one language."""
    return [text for kind, text in FENCED.findall(page.read_text()) if kind == language]


def commands(page: Path) -> list[tuple[list[str], int]]:
    """The calls of makeable on a page, with the exit code that a comment `# exit 1` announces."""
    found = []
    for line in "\n".join(blocks(page, "sh")).replace("\\\n", " ").splitlines():
        if line.strip().startswith("makeable "):
            expected = re.search(r"# exit (\d)", line)
            found.append((shlex.split(line, comments=True)[1:], int(expected[1]) if expected else 0))
    return found


@pytest.mark.parametrize("page", [p for p in PAGES if commands(p)], ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_on_the_page_works(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cases").symlink_to(ROOT / "cases")
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    for call, expected in commands(page):
        if ">" in call:
            call = call[: call.index(">")]
        try:
            code = main(call)
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 2
        out, err = capsys.readouterr()
        assert code == expected, f"makeable {shlex.join(call)}\n{err}\n{out[-500:]}"


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: str(p.relative_to(ROOT)))
def test_the_python_on_the_page_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for text in blocks(page, "python"):
        exec(compile(text, str(page), "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_the_page_names_exists(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} names {target}"


def test_every_command_is_on_the_reference_page() -> None:
    text = (ROOT / "docs" / "reference" / "commands.md").read_text()
    missing = [name for name in COMMANDS if f"`makeable {name}" not in text]
    assert not missing
