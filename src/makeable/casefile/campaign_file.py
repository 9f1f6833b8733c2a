"""Opening a plan of approach or an influence map: a case file, or a shorter file of its own without issues."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from makeable.casefile.document import is_file, parse, read_text
from makeable.casefile.entry import Entry
from makeable.casefile.load import read_case
from makeable.casefile.reader import Reader
from makeable.casefile.rule_reader import read_rule
from makeable.casefile.sections import SECTIONS
from makeable.errors import Problem
from makeable.model import Case, Party

__all__ = ["read_campaign"]

PARTS = ("approach", "influence")
KEYS = ("makeable", "title", "summary", "source", "parties", "rule", *PARTS)


def read_campaign(path: str | Path) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case that a path means (with no issues when the file has none), and everything that is wrong with it."""
    problems: list[Problem] = []
    file = Path(path)
    text = read_text(file, problems) if is_file(file) else None
    if problems:
        return None, tuple(problems)
    root = parse(text, str(file), problems) if text is not None else None
    if root is None or root.fields is None or "issues" in root.fields:
        return read_case(path)
    case = _without_issues(root, problems, file.stem)
    return (None if any(problem.severity == "error" for problem in problems) else case), tuple(problems)


def _without_issues(root: Entry, problems: list[Problem], name: str) -> Case:
    reader = Reader(problems)
    fields = reader.mapping(root, "A file of a plan", KEYS)
    parties: dict[str, Party] = {}
    for item in reader.items(fields.get("parties"), "`parties`"):
        own = {"id": item} if item.text is not None else reader.mapping(item, "A party", ("id", "name", "note"))
        identity = reader.identifier(own.get("id"), item, "a party", parties)
        if identity is not None:
            said = reader.text(own.get("name"), f"The name of `{identity}`", identity)
            parties[identity] = Party(identity, said, note=reader.text(own.get("note"), "A note"))
    if not parties:
        reader.problem(root, "The file names no parties.", "Add `parties:` with at least one.")
    rule = read_rule(reader, fields.get("rule"), tuple(parties))
    title = reader.text(fields.get("title"), "`title`", name)
    summary, source = (reader.text(fields.get(key), f"`{key}`") for key in ("summary", "source"))
    case = Case(title, (), tuple(parties.values()), rule, summary=summary, source=source)
    for key in PARTS:
        if key in fields:
            value = SECTIONS[key].read(reader, fields[key], case)
            if value is not None:
                case = replace(case, **{key: value})
    return case
