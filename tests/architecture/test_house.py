"""The house rules that a reader can rely on: one principle, one file; small files; nothing printed in the library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from makeable.cli.registry import COMMANDS
from makeable.principles import registered

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "makeable"
FILES = sorted(SOURCE.rglob("*.py"))

LONGEST_FILE = 330
LONGEST_FUNCTION = 60
MOST_PARAMETERS = 7

EXCEPTIONS: dict[str, str] = {}
"""File, or file:function -> why the budget would make worse code there."""


@pytest.mark.parametrize("name", sorted(registered()))
def test_a_principle_is_found_in_ten_seconds(name: str) -> None:
    """File, function, test and page of a principle carry its name."""
    file = name.replace("-", "_")
    described = registered()[name]
    assert described.run.__module__ == f"makeable.principles.{file}"  # type: ignore[attr-defined]
    assert described.run.__name__ == file  # type: ignore[attr-defined]
    assert (ROOT / "docs" / "principles" / f"{name}.md").is_file()
    assert described.run.__doc__
    tests = "\n".join(path.read_text() for path in (ROOT / "tests" / "principles").rglob("test_*.py"))
    assert name in tests or "registered()" in tests


def test_every_command_has_a_module_and_every_module_a_command() -> None:
    shared = {"__init__", "frame", "registry", "answer", "asked", "case_argument", "progress", "screen"}
    modules = {path.stem for path in (SOURCE / "cli").glob("*.py")}
    commands = {command.module for command in COMMANDS.values()}
    assert commands <= modules
    helpers = modules - commands - shared
    for helper in helpers:
        text = (SOURCE / "cli" / f"{helper}.py").read_text()
        assert "def configure(" not in text, f"{helper} looks like a command that is not in the registry"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    where = str(path.relative_to(SOURCE))
    if where not in EXCEPTIONS:
        assert text.count("\n") <= LONGEST_FILE, f"{where} is too long: split it by concept"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and f"{where}:{node.name}" not in EXCEPTIONS:
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{where}:{node.name} is too long"
            counted = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            required = len([a for a in counted if a.arg not in ("self", "cls")])
            assert required <= MOST_PARAMETERS + 3, f"{where}:{node.name} has too many parameters"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_is_printed_outside_the_command_line(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] == "cli":
        return
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_import_inside_a_function_has_a_reason(path: Path) -> None:
    text = path.read_text()
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    line = lines[inner.lineno - 1]
                    reason = line.partition("noqa: PLC0415")[2].strip()
                    assert reason, f"{path.name}:{inner.lineno} imports inside a function without a reason"
