"""Opening a conflict: a file of its own in any of three formats, or the one in a case file."""

from __future__ import annotations

from pathlib import Path

from makeable.casefile.conflict_reader import KEYS, read_conflict
from makeable.casefile.document import is_file, parse, read_text
from makeable.casefile.entry import Entry
from makeable.casefile.gmcr_reader import is_gmcr, is_states_and_moves, read_gmcr, read_states_and_moves
from makeable.casefile.load import read_case
from makeable.casefile.reader import Reader
from makeable.errors import Problem
from makeable.model.conflict import Conflict

__all__ = ["conflict_in", "read_conflict_file"]


def read_conflict_file(path: str | Path, variant: str = "") -> tuple[Conflict | None, tuple[Problem, ...]]:
    """The conflict that a path means, and everything that is wrong with it. Never raises on bad content."""
    problems: list[Problem] = []
    file = Path(path)
    text = read_text(file, problems) if is_file(file) else None
    if problems:
        return None, tuple(problems)
    root = parse(text, str(file), problems) if text is not None else None
    if root is not None and root.fields is not None and "issues" not in root.fields:
        return conflict_in(root, problems, file.stem, variant), tuple(problems)
    case, of_case = read_case(path)
    if case is None:
        return None, of_case
    if case.conflict is None:
        fix = "Add `conflict:` with its parties and their options; see the guide on the graph model."
        return None, (*of_case, Problem(str(path), "The case describes no conflict.", fix))
    return case.conflict, of_case


def conflict_in(root: Entry, problems: list[Problem], name: str = "", variant: str = "") -> Conflict | None:
    """The conflict in a document of its own; its problems are added to the list."""
    reader = Reader(problems)
    fields = root.fields or {}
    if is_gmcr(root):
        conflict = read_gmcr(reader, root, name)
    elif is_states_and_moves(root):
        conflict = read_states_and_moves(reader, root, variant)
    else:
        reader.mapping(root, "A conflict file", ("title", "source", *KEYS))
        body = Entry(root.where, fields={k: v for k, v in fields.items() if k in KEYS}, key_at=root.key_at)
        title = reader.text(fields.get("title"), "`title`", name)
        conflict = read_conflict(reader, body, None, title, reader.text(fields.get("source"), "`source`"))
    return None if any(problem.severity == "error" for problem in problems) else conflict
