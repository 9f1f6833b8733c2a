"""Registers of organisations, read and written: YAML or JSON, with every problem at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from makeable.casefile.document import Entry, is_file, parse, read_text
from makeable.casefile.fields import ids_in, records, write_record
from makeable.casefile.json_text import to_json
from makeable.casefile.reader import Reader
from makeable.casefile.register_check import check_register
from makeable.casefile.register_fields import RECORDS
from makeable.casefile.register_sheet import read_sheets
from makeable.casefile.yaml_text import to_yaml
from makeable.errors import BadInput, Problem
from makeable.model.register import Register

__all__ = ["RegisterReading", "load_register", "read_register", "register_data", "register_of_entry", "register_text"]

VERSION = 1
_NAMES = ("register.yaml", "register.yml", "register.json", "register.xlsx")
_TEXTS = ("title", "unit", "summary", "source")


class RegisterReading(NamedTuple):
    """What reading gave: the register (None when there are errors) and every problem found, errors and warnings."""

    register: Register | None
    problems: tuple[Problem, ...]


def load_register(path: str | Path) -> Register:
    """The register in a file (YAML, JSON, XLSX), or in a folder with register.yaml or with one CSV file a list.

    Raises BadInput with every error at once.
    """
    register, problems = read_register(path)
    if register is None:
        raise BadInput(problems)
    return register


def read_register(path: str | Path) -> RegisterReading:
    """The register and everything that is wrong or odd about it. Never raises on bad content."""
    problems: list[Problem] = []
    file = _find(Path(path), problems)
    if file is None:
        return RegisterReading(None, tuple(problems))
    if file.suffix.lower() == ".xlsx" or file.is_dir() or file.suffix.lower() == ".csv":
        root = read_sheets(file, problems)
    else:
        text = read_text(file, problems)
        root = parse(text, str(file), problems) if text is not None else None
    if root is None:
        return RegisterReading(None, tuple(problems))
    return register_of_entry(root, problems)


def _find(path: Path, problems: list[Problem]) -> Path | None:
    if path.is_dir():
        named = next((path / name for name in _NAMES if is_file(path / name)), None)
        if named is not None or is_file(path / "organisations.csv"):
            return named or path
        what = "The folder holds no register.yaml, register.xlsx or organisations.csv."
        problems.append(Problem(str(path), what, "Start one with `makeable register template`."))
        return None
    if not is_file(path):
        problems.append(Problem(str(path), "There is no such file or folder.", "Check the path."))
        return None
    return path


def register_of_entry(root: Entry, problems: list[Problem]) -> RegisterReading:
    """The register in a document's root entry."""
    reader = Reader(problems)
    parts = reader.mapping(root, "A register", ("register", *_TEXTS, "dimensions", *RECORDS))
    if not parts:
        if not problems:
            reader.problem(root, "The register is empty.", "Start one with `makeable register template`.")
        return RegisterReading(None, tuple(problems))
    version = reader.whole(parts.get("register"), "The version")
    if version is not None and version > VERSION:
        reader.problem(parts["register"], f"This is a register of version {version}.", "Use a newer makeable.")
    ids = {one: ids_in(parts.get(many)) for many, (_, _, one) in RECORDS.items()}
    known = {**ids, "source": (*ids["offer"], *ids["activity"])}
    values: dict[str, Any] = {name: reader.text(parts.get(name), f"The {name}") for name in _TEXTS}
    values["dimensions"] = tuple(
        reader.text(item, "A dimension") for item in reader.items(parts.get("dimensions"), "The dimensions")
    )
    for many, (make, fields, one) in RECORDS.items():
        if many in parts and not parts[many].empty:
            values[many] = records(make, fields, one).read(reader, parts[many], many[0].upper() + many[1:], known)
    if not values.get("organisations"):
        reader.problem(root, "There are no organisations.", "List them under `organisations:`, each with an `id`.")
        return RegisterReading(None, tuple(problems))
    values["title"] = values["title"] or "A room"
    values["unit"] = values["unit"] or "points"
    register = Register(**values)
    # What refers to a record that could not be read would only be reported a second time.
    if not any(problem.severity == "error" for problem in problems):
        problems += check_register(register, root)
    broken = any(problem.severity == "error" for problem in problems)
    return RegisterReading(None if broken else register, tuple(problems))


def register_data(register: Register) -> dict[str, Any]:
    """The register as plain data; what is empty or usual stays out."""
    data: dict[str, Any] = {"register": VERSION}
    data |= {name: text for name in _TEXTS if (text := getattr(register, name))}
    if register.dimensions:
        data["dimensions"] = list(register.dimensions)
    for many, (_, fields, _) in RECORDS.items():
        if held := getattr(register, many):
            data[many] = [write_record(value, fields) for value in held]
    return data


def register_text(register: Register, name: str = "register.yaml") -> str:
    """The register as YAML, or as JSON when `name` ends in .json."""
    data = register_data(register)
    return to_json(data) if name.endswith(".json") else to_yaml(data)
