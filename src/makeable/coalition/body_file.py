"""Reading a voting body of its own: who decides and by what rule, without issues or sheets.

title: EEC Council 1958
parties: [DE, FR, IT, BE, NL, LU]          # or {DE: Germany, ...}
rule: {weights: {DE: 4, FR: 4, IT: 4, BE: 2, NL: 2, LU: 1}, quota: 12}
unions: [[BE, NL, LU]]                     # who votes together, if anybody
"""

from __future__ import annotations

from typing import NamedTuple

from makeable.casefile.document import Entry
from makeable.casefile.reader import Reader
from makeable.casefile.rule_reader import read_rule
from makeable.errors import BadInput, Problem
from makeable.model import Case, Party

__all__ = ["Body", "is_body", "read_body"]

_KEYS = ("title", "source", "summary", "parties", "rule", "unions")


class Body(NamedTuple):
    """A voting body as a case without issues, and the unions that vote together."""

    case: Case
    unions: tuple[tuple[str, ...], ...]


def is_body(root: Entry | None) -> bool:
    """Whether a document is meant as a voting body: it has parties and a rule, but no issues."""
    return root is not None and root.fields is not None and "issues" not in root.fields and "rule" in root.fields


def read_body(root: Entry, problems: list[Problem]) -> Body:
    """The body in a document. Raises BadInput with every problem at once."""
    reader = Reader(problems)
    fields = reader.mapping(root, "A voting body", _KEYS)
    parties = _parties(reader, fields.get("parties"), root)
    ids = tuple(party.id for party in parties)
    rule = read_rule(reader, fields.get("rule"), ids)
    unions = tuple(
        tuple(
            name
            for item in reader.items(union, "A union")
            if (name := reader.reference(item, "The party", ids)) is not None
        )
        for union in reader.items(fields.get("unions"), "`unions`")
    )
    if any(problem.severity == "error" for problem in problems):
        raise BadInput(problems)
    title = reader.text(fields.get("title"), "The title") or "A voting body"
    source = reader.text(fields.get("source"), "The source")
    summary = reader.text(fields.get("summary"), "The summary")
    return Body(Case(title, (), parties, rule, summary=summary, source=source), unions)


def _parties(reader: Reader, entry: Entry | None, root: Entry) -> tuple[Party, ...]:
    if entry is None:
        reader.problem(root, "A voting body needs `parties`.", "List them: `parties: [a, b, c]`.")
        return ()
    if entry.fields is not None:
        return tuple(Party(key, reader.text(name, "The name of a party") or key) for key, name in entry.fields.items())
    names = [reader.text(item, "A party") for item in reader.items(entry, "`parties`")]
    for name in {name for name in names if names.count(name) > 1}:
        reader.problem(entry, f"`{name}` is named twice.", "Give each party its own name.")
    return tuple(Party(name, name) for name in dict.fromkeys(names) if name)
