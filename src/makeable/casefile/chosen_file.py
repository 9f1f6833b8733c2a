"""The record of a principle that was chosen before any division: written once, read when dividing.

principle: nash
kind: packages
agreed_by: [mayor, union]
statements: [units, efficient]
on: 2026-03-01
frame: 0f3c...                  # fingerprint of what was shared of the case
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from makeable.casefile.document import parse, read_text
from makeable.casefile.json_text import to_json
from makeable.casefile.reader import Reader
from makeable.casefile.save import write_new
from makeable.casefile.write import case_data
from makeable.casefile.yaml_text import to_yaml
from makeable.errors import Problem
from makeable.model import Case
from makeable.model.chosen import Chosen

__all__ = ["frame_of", "read_chosen", "write_chosen"]

KEYS = ("principle", "kind", "agreed_by", "statements", "on", "frame")


def frame_of(case: Case) -> str:
    """A fingerprint of issues, parties, rule and constraints: the same as long as none of these changes."""
    bare = replace(case.with_sheets(dict.fromkeys(case.party)), packages={}, draft=None, status_quo=None)
    data = {k: v for k, v in case_data(bare).items() if k in ("issues", "parties", "rule", "constraints")}
    return hashlib.sha256(to_json(data).encode()).hexdigest()[:16]


def write_chosen(chosen: Chosen, path: str | Path) -> None:
    """Write the record. Raises BadInput when there is a file already: a choice is made once."""
    data: dict[str, object] = {"principle": chosen.principle, "kind": chosen.kind}
    data |= {"agreed_by": list(chosen.agreed_by)} if chosen.agreed_by else {}
    data |= {"statements": list(chosen.statements)} if chosen.statements else {}
    data |= {"on": chosen.on.isoformat()} if chosen.on else {}
    data |= {"frame": chosen.frame} if chosen.frame else {}
    write_new(Path(path), to_yaml(data, "Chosen before any division was computed."))


def read_chosen(path: str | Path) -> tuple[Chosen | None, tuple[Problem, ...]]:
    """The record in a file, and everything that is wrong with it. Never raises on bad content."""
    problems: list[Problem] = []
    text = read_text(Path(path), problems)
    root = None if text is None else parse(text, str(path), problems)
    if root is None:
        return None, tuple(problems)
    reader = Reader(problems)
    fields = reader.mapping(root, "The record of a choice", KEYS)
    principle = reader.text(fields.get("principle"), "`principle`")
    if not principle:
        reader.problem(root, "`principle` is missing.", "Write `principle: nash`.")
    on: date | None = None
    written = reader.text(fields.get("on"), "`on`")
    if written:
        try:
            on = date.fromisoformat(written)
        except ValueError:
            reader.problem(fields["on"], f"`{written[:60]}` is not a date.", "Write it as 2026-03-01.")
    chosen = Chosen(
        principle,
        reader.text(fields.get("kind"), "`kind`", "packages"),
        tuple(reader.text(item, "A party") for item in reader.items(fields.get("agreed_by"), "`agreed_by`")),
        tuple(reader.text(item, "A statement") for item in reader.items(fields.get("statements"), "`statements`")),
        on,
        reader.text(fields.get("frame"), "`frame`"),
    )
    return (None if any(p.severity == "error" for p in problems) else chosen), tuple(problems)
