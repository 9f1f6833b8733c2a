"""Case files made from other formats: Genius XML, NegMAS, spreadsheets; the format is told from the files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from makeable.casefile.document import parse, read_text
from makeable.casefile.genius_reader import read_genius
from makeable.casefile.load import Reading, reading_of
from makeable.casefile.negmas_reader import is_negmas, read_negmas
from makeable.casefile.table_reader import read_table
from makeable.errors import Problem

__all__ = ["import_case"]

_TABLES = (".xlsx", ".xlsm", ".csv", ".tsv")
_DOCUMENTS = (".yaml", ".yml", ".json")


def import_case(paths: Sequence[str | Path]) -> Reading:
    """The case in files of another format, or in a folder of them, and every problem; repairs are warnings.

    Genius XML: a domain and its profiles. NegMAS: an outcome space and its utility functions. A spreadsheet: one
    XLSX or CSV file. Never raises on bad content.
    """
    problems: list[Problem] = []
    files = [Path(path) for path in paths]
    absent = [file for file in files if not _exists(file)]
    for file in absent:
        problems.append(Problem(str(file), "There is no such file or folder.", "Check the path."))
    endings = {ending for file in files if file not in absent for ending in _endings(file)}
    if absent or not files:
        return Reading(None, tuple(problems))
    if ".xml" in endings:
        return reading_of(read_genius(files, problems), problems)
    if endings & set(_TABLES):
        if len(files) > 1 or files[0].is_dir():
            problems.append(Problem(str(files[0]), "A spreadsheet is imported alone.", "Name one file."))
            return Reading(None, tuple(problems))
        return reading_of(read_table(files[0], problems), problems)
    if endings & set(_DOCUMENTS):
        if _is_case(files[0]):
            what = "This is a case file already."
            problems.append(Problem(str(files[0]), what, "Use it as it is: `makeable check` reads it."))
            return Reading(None, tuple(problems))
        return reading_of(read_negmas(files, problems), problems)
    what = "The format is not known."
    fix = "Give Genius XML, a NegMAS folder, or a spreadsheet (.xlsx, .csv)."
    problems.append(Problem(str(files[0]), what, fix))
    return Reading(None, tuple(problems))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _endings(path: Path) -> set[str]:
    """The endings of the files that a path means."""
    if not path.is_dir():
        return {path.suffix.lower()}
    return {file.suffix.lower() for file in path.iterdir() if not file.name.startswith(".")}


def _is_case(path: Path) -> bool:
    if path.is_dir():
        return any((path / name).is_file() for name in ("case.yaml", "case.yml", "case.json"))
    text = read_text(path, [])
    root = parse(text, str(path), []) if text is not None else None
    return root is not None and "makeable" in (root.fields or {}) and not is_negmas(root)
