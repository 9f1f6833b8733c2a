"""XML as people publish it: read even when it is damaged, each repair told, and nothing in it ever expanded.

A reader of its own, because a strict parser refuses the first raw `&` of a public file, and because what is never
expanded cannot explode: document types are refused, entities other than the five of XML stay as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from makeable.casefile.entry import DEEPEST, MOST
from makeable.errors import Problem

__all__ = ["Element", "decoded", "parse_xml"]

_NAME = re.compile(r"[A-Za-z_][\w:.-]*")
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w:.-]*)\s*=\s*")
_BARE = re.compile(r"[^\s<>/\"']+")
_AFTER_VALUE = re.compile(r"\s*(?:/?>|\?>|[A-Za-z_][\w:.-]*\s*=|<|$)")
_ATTRIBUTE_INSIDE = re.compile(r"[A-Za-z_][\w:.-]*\s*=\s*[\"']")
_TAG_INSIDE = re.compile(r">\s*<")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)[\"']")
_SPACE = re.compile(r"\s*")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LONGEST = 2000  # characters of one value
_WINDOWS = ("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii")


@dataclass(slots=True)
class Element:
    """An element: its name and attributes in lower case, and where it stands."""

    tag: str
    where: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        """An attribute's value without space around it; None when it is missing or blank."""
        return (self.attributes.get(name) or "").strip() or None

    def all(self, tag: str) -> list[Element]:
        """Every element of that name below this one, in the order of the document."""
        found: list[Element] = []
        waiting = list(reversed(self.children))
        while waiting:
            element = waiting.pop()
            if element.tag == tag:
                found.append(element)
            waiting.extend(reversed(element.children))
        return found


def repair(where: str, what: str, done: str) -> Problem:
    """A warning that tells what was damaged and how it was read."""
    return Problem(where, what, done, "warning")


def decoded(raw: bytes, name: str, problems: list[Problem]) -> str:
    """The text of a file, in the encoding it declares or seems to have."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    declared = _DECLARED.match(raw.lstrip())
    if declared and declared[1].decode("ascii").lower() in _WINDOWS:
        return raw.decode("cp1252", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        what = "The file is not UTF-8 text, as XML without a declaration must be."
        problems.append(repair(f"{name}, line {line}", what, "It was read as Windows-1252."))
        return raw.decode("cp1252", "replace")


def parse_xml(text: str, name: str, problems: list[Problem]) -> Element | None:
    """The root element. Repairs are told as warnings; None, with an error, where there is no XML or a document type."""
    return _Reader(text, name, problems).document()


class _Reader:
    """Walks over the text once."""

    def __init__(self, text: str, name: str, problems: list[Problem]) -> None:
        self.text, self.name, self.problems = text, name, problems
        self.at, self.line, self.counted = 0, 1, 0
        self.top = Element("", name)
        self.open = [self.top]
        self.elements = 0

    def where(self) -> str:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = max(self.at, self.counted)
        return f"{self.name}, line {self.line}"

    def repaired(self, what: str, done: str) -> None:
        self.problems.append(repair(self.where(), what, done))

    def refuse(self, what: str, fix: str) -> None:
        self.problems.append(Problem(self.where(), what, fix))

    def document(self) -> Element | None:
        while (start := self.text.find("<", self.at)) >= 0:
            self.at = start
            self.elements += 1
            if self.elements > MOST or len(self.open) > DEEPEST:
                limit = f"{DEEPEST} levels" if len(self.open) > DEEPEST else f"{MOST:,} tags"
                self.refuse(f"The document goes beyond {limit}.", "Shorten or flatten it.")
                return None
            if self.text.startswith("<!DOCTYPE", self.at) or self.text.startswith("<!ENTITY", self.at):
                self.refuse("The document declares a document type.", "Remove the declaration: it is never read.")
                return None
            self.step()
        self.at = len(self.text)
        unclosed = [element.tag for element in self.open[1:]]
        if unclosed:
            self.repaired(f"The file ends before `{unclosed[-1]}` is closed.", "It was read as if it were closed here.")
        if not self.top.children:
            self.refuse("There is no XML in the file.", "Give a Genius domain or profile.")
            return None
        return self.top.children[0]

    def step(self) -> None:
        """Read what begins at the next bracket."""
        for start, end in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")):
            if self.text.startswith(start, self.at):
                stop = self.text.find(end, self.at + len(start))
                if stop < 0:
                    self.repaired(f"`{start}` is not closed.", "The rest of the file was passed over.")
                self.at = len(self.text) if stop < 0 else stop + len(end)
                return
        if self.text.startswith("</", self.at):
            self.close()
        elif name := _NAME.match(self.text, self.at + 1):
            element = Element(name[0].lower(), self.where())
            self.at = name.end()
            alone = self.attributes(element)
            self.open[-1].children.append(element)
            if not alone:
                self.open.append(element)
        else:
            self.at += 1

    def close(self) -> None:
        name = _NAME.match(self.text, self.at + 2)
        tag = name[0].lower() if name else ""
        stop = self.text.find(">", self.at)
        open_tags = [element.tag for element in self.open[1:]]
        if tag in open_tags:
            while self.open[-1].tag != tag:
                self.repaired(f"`{self.open[-1].tag}` is not closed before `</{tag}>`.", "It was closed here.")
                self.open.pop()
            self.open.pop()
        else:
            self.repaired(f"`</{tag}>` closes nothing.", "It was passed over.")
        self.at = len(self.text) if stop < 0 else stop + 1

    def attributes(self, element: Element) -> bool:
        """Read a tag's attributes up to its end; whether it closes itself."""
        stray = False
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it always matches
            if self.text.startswith(("/>", "?>"), self.at):
                self.at += 2
                return True
            if self.at >= len(self.text) or self.text[self.at] == "<":
                self.repaired(f"The tag `{element.tag}` is not closed.", "It was read as if it were closed here.")
                return False
            if self.text[self.at] == ">":
                self.at += 1
                return False
            if found := _ATTRIBUTE.match(self.text, self.at):
                self.at = found.end()
                self.attribute(element, found[1].lower())
            else:
                if not stray:
                    self.repaired(f"There is stray text in the tag `{element.tag}`.", "It was passed over.")
                stray = True
                self.at += 1

    def attribute(self, element: Element, name: str) -> None:
        where = self.where()
        value = self.value(name)
        if name in element.attributes:
            self.repaired(f"`{name}` stands twice in the tag `{element.tag}`.", "The first one was kept.")
            return
        plain = _REFERENCE.sub(_character, value)
        if "&" in _REFERENCE.sub("", value):
            self.problems.append(repair(where, f"There is a bare & in {name}={value[:60]!r}.", "It was read as &."))
        if "<" in value:
            self.problems.append(repair(where, f"There is a bare < in {name}={value[:60]!r}.", "It was read as <."))
        element.attributes[name] = plain

    def value(self, name: str) -> str:
        quote = self.text[self.at : self.at + 1]
        if quote not in ('"', "'") or not quote:
            bare = _BARE.match(self.text, self.at)
            self.repaired(f"The value of `{name}` has no quotes.", "It was read up to the next space or bracket.")
            self.at = bare.end() if bare else self.at
            return bare[0] if bare else ""
        start = self.at + 1
        stop = self.closing(quote, start)
        if stop is None:
            ends = [end for sign in (">", "\n", "<") if (end := self.text.find(sign, start)) >= 0]
            self.repaired(f"The quote of `{name}` is not closed.", "It was closed at the end of the tag.")
            stop = min([*ends, len(self.text), start + _LONGEST])
            self.at = stop
            return self.text[start:stop].rstrip().removesuffix("/")
        self.at = stop + 1
        return self.text[start:stop]

    def closing(self, quote: str, start: int) -> int | None:
        """Where a value's closing quote stands; quotes that stand inside it are passed over, and told."""
        stop = start - 1
        first: int | None = None
        while (stop := self.text.find(quote, stop + 1, start + _LONGEST)) >= 0:
            if _TAG_INSIDE.search(self.text, start, stop):
                return None
            if _AFTER_VALUE.match(self.text, stop + 1):
                if first is not None and _ATTRIBUTE_INSIDE.search(self.text, start, stop):
                    return first  # the next attribute begins before that quote: what follows the first is stray
                if first is not None:
                    self.repaired("There is a bare quote inside a value.", "It was read as part of the value.")
                return stop
            first = stop if first is None else first
        return None


def _character(reference: re.Match[str]) -> str:
    if reference[3]:
        return _MEANT[reference[3]]
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    fit = code in (9, 10, 13) or (0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000)
    return chr(code) if fit else " "
