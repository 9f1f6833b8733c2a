"""A document as written: a file's text, and YAML or JSON text turned into entries that remember their lines."""

from __future__ import annotations

from pathlib import Path

from makeable.casefile.entry import Entry, TooMuch
from makeable.casefile.json_document import NotJson, parse_json
from makeable.casefile.yaml_document import parse_yaml
from makeable.errors import Problem

__all__ = ["Entry", "is_file", "parse", "read_bytes", "read_text"]

LARGEST = 16 * 2**20  # bytes; a case file of real size has a few thousand


def is_file(path: Path) -> bool:
    """Whether there is such a file; False also for names that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_bytes(path: Path, problems: list[Problem]) -> bytes | None:
    """The content of a file; None, with a problem, when it cannot be opened or is too large."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "not a name of a file").lower()
        problems.append(
            Problem(str(path), f"The file cannot be opened: {reason}.", "Check the path and its permissions.")
        )
        return None
    if len(raw) > LARGEST:
        what = f"The file is larger than the {LARGEST // 2**20} MiB that are read."
        problems.append(Problem(str(path), what, "Split the sheets into files of their own."))
        return None
    return raw


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """The text of a file; None, with a problem, when it cannot be read as text."""
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(
            Problem(f"{path}, line {line}", "The file is not UTF-8 text.", "Save it again with the encoding UTF-8.")
        )
        return None


def parse(text: str, name: str, problems: list[Problem]) -> Entry | None:
    """The document's root entry; None, with problems, when the text is neither YAML nor JSON.

    What begins with a bracket is read as JSON first (tabs and every escape of JSON are fine then), and as YAML
    when it is not JSON.
    """
    text = text.removeprefix("\ufeff")
    if not text.lstrip().startswith(("{", "[")):
        return parse_yaml(text, name, problems)
    found: list[Problem] = []
    try:
        root = parse_json(text, name, found)
    except TooMuch as much:
        problems.append(Problem(much.where, f"The document goes beyond {much.limit}.", "Shorten or flatten it."))
        return None
    except NotJson as broken:
        as_yaml: list[Problem] = []
        entry = parse_yaml(text, name, as_yaml)
        json_meant = name.endswith(".json") and entry is None
        problems.extend([*found, broken.problem] if json_meant else as_yaml)
        return entry
    problems.extend(found)
    return root
