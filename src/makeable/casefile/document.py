"""A document as written: YAML or JSON text turned into entries that remember the line they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import yaml

from makeable.errors import Problem
from makeable.model import exact

__all__ = ["Entry", "parse", "read_text"]

_LARGEST = 32 * 2**20  # bytes; a case file of real size has a few thousand
_MOST = 2_000_000  # entries, aliases followed: an alias that doubles itself must not fill the memory
_DEEPEST = 60

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a document and where it stands. Exactly one of text, items, fields is what it holds.

    Text that stands without quotes may be read as a number, a truth value or nothing; quoted text is only text.
    """

    where: str
    text: str | None = None
    quoted: bool = False
    items: tuple[Entry, ...] | None = None
    fields: dict[str, Entry] | None = None
    key_at: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was written (null, ~ or blank)."""
        return self.text is not None and not self.quoted and self.text in ("", "~", "null", "Null", "NULL")

    @property
    def kind(self) -> str:
        """What it is, in words for a problem."""
        if self.fields is not None:
            return "a mapping"
        if self.items is not None:
            return "a list"
        return "nothing" if self.empty else f"`{(self.text or '')[:60]}`"

    def number(self) -> Fraction | None:
        """Its exact number, or None when it is not written as one."""
        if self.text is None or self.quoted:
            return None
        try:
            return exact(self.text)
        except ValueError:
            return None


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """The text of a file; None, with a problem, when it cannot be read as text."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        problems.append(
            Problem(str(path), f"The file cannot be opened: {reason}.", "Check the path and its permissions.")
        )
        return None
    if len(raw) > _LARGEST:
        problems.append(
            Problem(
                str(path),
                f"The file has {len(raw):,} bytes; at most {_LARGEST:,} are read.",
                "Split the sheets into files of their own.",
            )
        )
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(
            Problem(f"{path}, line {line}", "The file is not UTF-8 text.", "Save it again with the encoding UTF-8.")
        )
        return None


def parse(text: str, name: str, problems: list[Problem]) -> Entry | None:
    """The document's root entry; None, with problems, when the text is neither YAML nor JSON."""
    try:
        node = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        what = (error.problem or error.context or "it cannot be read").rstrip(".")
        problems.append(
            Problem(
                f"{name}{line}",
                f"The text is not valid YAML or JSON: {what}.",
                "Check indentation, brackets, colons and quotes on this line and the one before.",
            )
        )
        return None
    except (yaml.YAMLError, ValueError) as error:
        problems.append(
            Problem(
                name, f"The text is not valid YAML or JSON: {str(error).splitlines()[0]}.", "Remove control characters."
            )
        )
        return None
    except RecursionError:
        problems.append(Problem(name, "The document is nested too deeply.", f"Keep it within {_DEEPEST} levels."))
        return None
    if node is None:
        problems.append(Problem(name, "The file is empty.", "Start from `makeable new`."))
        return None
    return _Builder(name, problems).entry(node, 0)


class _Builder:
    """Turns composed nodes into entries, watching depth, size and repeated keys."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name, self.problems, self.left = name, problems, _MOST

    def entry(self, node: yaml.Node, depth: int) -> Entry:
        where = f"{self.name}, line {node.start_mark.line + 1}"
        self.left -= 1
        if depth > _DEEPEST or self.left < 0:
            if self.left >= -1:
                limit = f"{_DEEPEST} levels" if depth > _DEEPEST else f"{_MOST:,} entries"
                self.problems.append(Problem(where, f"The document goes beyond {limit}.", "Shorten or flatten it."))
                self.left = -2 if self.left < 0 else self.left
            return Entry(where, text="", quoted=True)
        if isinstance(node, yaml.ScalarNode):
            return Entry(where, text=node.value, quoted=node.style in ("'", '"', "|", ">"))
        if isinstance(node, yaml.SequenceNode):
            return Entry(where, items=tuple(self.entry(item, depth + 1) for item in node.value if self.left >= 0))
        return self.mapping(node, where, depth)

    def mapping(self, node: yaml.Node, where: str, depth: int) -> Entry:
        fields: dict[str, Entry] = {}
        key_at: dict[str, str] = {}
        for key_node, value_node in self.pairs(node):
            at = f"{self.name}, line {key_node.start_mark.line + 1}"
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(
                    Problem(at, "A key must be plain text.", "Put the value after a simple name and a colon.")
                )
                continue
            key = key_node.value
            if key in fields:
                self.problems.append(
                    Problem(
                        at,
                        f"`{key}` stands here a second time.",
                        f"Keep one of the two; the first is at {key_at[key]}.",
                    )
                )
                continue
            fields[key], key_at[key] = self.entry(value_node, depth + 1), at
        return Entry(where, fields=fields, key_at=key_at)

    def pairs(self, node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
        for pair in node.value:
            if self.left < 0:
                return
            yield pair
