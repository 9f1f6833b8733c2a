"""YAML text turned into entries, event by event: nothing is built that goes beyond the limits of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from makeable.casefile.entry import DEEPEST, MOST, Entry, TooMuch
from makeable.errors import Problem

__all__ = ["parse_yaml"]

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

EXPLAINED = (
    ("cannot start any token", "A character cannot stand here.", "Put text that begins with @, ` or % in quotes."),
    ("mapping values are not allowed", "There is a second colon on a line, or a line too far right.",
     "Put text that holds `: ` in quotes; align the line with those above."),
    ("did not find expected node content", "A value is missing.", "Check commas, brackets and quotes."),
    ("could not find expected ':'", "A line has no colon.", "Write `name: value`, and indent what goes on below it."),
    ("did not find expected key", "The line does not fit those above it.", "Check its indentation, and the quotes."),
    ("did not find expected '-'", "The line does not fit the list above it.", "Indent all items of a list alike."),
    ("did not find expected ',' or", "A bracket is not closed, or a comma is missing.", "Close it, or add the comma."),
    ("while scanning a quoted scalar", "A quote is not closed.", "Close it; inside '..', write a quote as two."),
    ("unknown escape character", "A backslash in double quotes means something else.", "Write it in single quotes."),
    ("control characters are not allowed", "There is a control character.", "Remove it; save the file as plain text."),
)  # fmt: skip
"""What the YAML parser says, what it means, and what to do."""


def parse_yaml(text: str, name: str, problems: list[Problem]) -> Entry | None:
    """The root entry; None, with a problem, when the text is not YAML, is empty, or is beyond the limits."""
    builder = _Builder(name, problems)
    try:
        root = builder.build(text)
    except yaml.YAMLError as error:
        problems.append(_explained(error, name, text))
        return None
    except TooMuch as much:
        problems.append(Problem(much.where, f"The document goes beyond {much.limit}.", "Shorten or flatten it."))
        return None
    except UnicodeEncodeError:
        problems.append(Problem(name, "The text holds half of a character.", "Save it again with the encoding UTF-8."))
        return None
    if root is None:
        problems.append(Problem(name, "The file is empty.", "Start from `makeable new`."))
    return root


def _explained(error: yaml.YAMLError, name: str, text: str) -> Problem:
    said = str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if "while scanning a quoted scalar" in said and "unexpected end" in said:
        mark = getattr(error, "context_mark", None) or mark  # where the quote opens, not where the file ends
    where = f"{name}, line {mark.line + 1}" if mark else name
    if "cannot start any token" in said and mark and _tab_indents(text, mark.line):
        return Problem(where, "A tab stands where spaces are needed.", "Indent with spaces.")
    for sign, what, fix in EXPLAINED:
        if sign in said:
            return Problem(where, what, fix)
    first = (getattr(error, "problem", None) or said.splitlines()[0]).rstrip(".")
    return Problem(where, f"The text is not valid YAML: {first}.", "Check indentation, brackets, colons and quotes.")


def _tab_indents(text: str, line: int) -> bool:
    lines = text.split("\n", line + 1)
    found = lines[line] if line < len(lines) else ""
    return "\t" in found[: len(found) - len(found.lstrip())]


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    where: str
    anchor: str | None
    mapping: bool
    items: list[Entry] = field(default_factory=list)
    fields: dict[str, Entry] = field(default_factory=dict)
    key_at: dict[str, str] = field(default_factory=dict)
    key: str | None = None
    skipping: bool = False
    size: int = 1
    height: int = 1


class _Builder:
    """Puts events together into entries, watching depth, size, repeated keys, and aliases."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name, self.problems = name, problems
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Entry, int, int]] = {}
        self.root: Entry | None = None
        self.places: dict[int, str] = {}

    def build(self, text: str) -> Entry | None:
        documents = 0
        for event in self.events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    where = self.place(event)
                    self.problems.append(
                        Problem(where, "A second document begins here.", "Keep one per file: remove the line `---`.")
                    )
                    return self.root
            elif isinstance(event, yaml.ScalarEvent):
                entry = Entry(self.place(event), text=event.value, quoted=event.style in ("'", '"', "|", ">"))
                self.add(entry, 1, 0, event.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self.follow(event)
            elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                self.open(event)
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                self.close()
        return self.root

    def events(self, text: str) -> Iterator[yaml.Event]:
        yield from yaml.parse(text, Loader)

    def place(self, event: yaml.Event) -> str:
        line = event.start_mark.line + 1 if event.start_mark else 0
        return self.places.setdefault(line, f"{self.name}, line {line}")

    def open(self, event: yaml.CollectionStartEvent) -> None:
        where = self.place(event)
        if len(self.stack) >= DEEPEST:
            raise TooMuch(where, f"{DEEPEST} levels")
        self.stack.append(_Open(where, event.anchor, isinstance(event, yaml.MappingStartEvent)))

    def close(self) -> None:
        done = self.stack.pop()
        if done.mapping:
            entry = Entry(done.where, fields=done.fields, key_at=done.key_at)
        else:
            entry = Entry(done.where, items=tuple(done.items))
        self.add(entry, done.size, done.height, done.anchor)

    def follow(self, event: yaml.AliasEvent) -> None:
        where = self.place(event)
        if event.anchor in self.anchors:
            entry, size, height = self.anchors[event.anchor]
            self.add(entry, size, height, None)
            return
        inside = any(level.anchor == event.anchor for level in self.stack)
        what = f"`*{event.anchor}` stands inside itself." if inside else f"`*{event.anchor}` is not defined above."
        self.problems.append(Problem(where, what, "Write the value out, or put text that starts with * in quotes."))
        self.add(Entry(where, text=""), 1, 0, None)

    def add(self, entry: Entry, size: int, height: int, anchor: str | None) -> None:
        """Put a finished entry where it belongs; `size` counts it and all in it, `height` the levels in it."""
        if anchor is not None:
            self.anchors[anchor] = entry, size, height
        if not self.stack:
            self.root = entry
            return
        level = self.stack[-1]
        level.size += size
        level.height = max(level.height, height + 1)
        if level.size > MOST:
            raise TooMuch(level.where, f"{MOST:,} entries")
        if len(self.stack) + height > DEEPEST:
            raise TooMuch(level.where, f"{DEEPEST} levels")
        if not level.mapping:
            level.items.append(entry)
        elif level.key is None and not level.skipping:
            self.start_pair(level, entry)
        else:
            if level.key is not None:
                level.fields[level.key] = entry
            level.key, level.skipping = None, False

    def start_pair(self, level: _Open, key: Entry) -> None:
        if key.text is None:
            self.problems.append(Problem(key.where, "A key must be plain text.", "Write `name: value`."))
            level.skipping = True
        elif key.text in level.fields:
            first = level.key_at[key.text]
            what = f"`{key.text[:60]}` stands here a second time."
            self.problems.append(Problem(key.where, what, f"Keep one of the two; the first is at {first}."))
            level.skipping = True
        else:
            level.key, level.key_at[key.text] = key.text, key.where
