"""Plain data as YAML that people like to read: short mappings on one line, blank lines between the parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import yaml

from makeable.model import exact, plain

__all__ = ["to_yaml"]

WIDTH = 110
_FLOW = 96  # characters up to which a mapping or list stands on one line
_LONG = 88  # characters of text from which it is folded over several lines
_ALWAYS_TALL = {"sheet", "options", "range", "no_deal", "scores", "when", "if", "weights"}
_CALM = re.compile(
    r"[\x20-\x7e\xa1-\ud7ff\ue000-\ufdff\ufe70-\ufefe]*"
)  # no space but the plain one, nothing unprintable
_LINES = re.compile(r"(?m)^\S")


class _Dumper(yaml.SafeDumper):
    """Lists are indented below their names."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def to_yaml(data: Mapping[str, Any], heading: str = "") -> str:
    """The data as YAML text; `heading` becomes a comment at its top. Numbers stay exact (2/3 is written so)."""
    text = yaml.serialize(_node(data, top=True), Dumper=_Dumper, width=WIDTH, allow_unicode=True)
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    return comment + _LINES.sub(_spaced(data), str(text))


def _spaced(data: Mapping[str, Any]) -> Any:
    """A blank line before each part at the top that is more than a line of text."""
    lines = iter([not isinstance(value, (str, int, Fraction)) for value in data.values()])
    first = True

    def start(match: re.Match[str]) -> str:
        nonlocal first
        tall = next(lines, False) and not first
        first = False
        return f"\n{match[0]}" if tall else match[0]

    return start


def _node(data: Any, top: bool = False) -> yaml.Node:
    if isinstance(data, Mapping):
        pairs = [(_scalar(str(key)), _node(value)) for key, value in data.items()]
        short = not top and not _ALWAYS_TALL & set(data) and _flat(data.values(), 1)
        return yaml.MappingNode(
            "tag:yaml.org,2002:map", pairs, flow_style=not data or (short and _width(data) <= _FLOW)
        )
    if isinstance(data, (list, tuple)):
        short = _flat(data, 0)
        return yaml.SequenceNode(
            "tag:yaml.org,2002:seq",
            [_node(item) for item in data],
            flow_style=not data or (short and _width(data) <= _FLOW),
        )
    return _scalar(data)


def _flat(values: Any, depth: int) -> bool:
    """Whether there is nothing in the values but text and numbers (and, with depth 1, lists of these)."""
    for value in values:
        if isinstance(value, Mapping) or (isinstance(value, str) and "\n" in value):
            return False
        if isinstance(value, (list, tuple)) and (depth == 0 or not _flat(value, 0)):
            return False
    return True


def _width(data: Any) -> int:
    if isinstance(data, Mapping):
        return sum(len(str(key)) + 4 + _width(value) for key, value in data.items())
    if isinstance(data, (list, tuple)):
        return sum(2 + _width(item) for item in data)
    return len(str(data))


def _scalar(data: Any) -> yaml.ScalarNode:
    if data is None:
        return yaml.ScalarNode("tag:yaml.org,2002:null", "null")
    if isinstance(data, bool):
        return yaml.ScalarNode("tag:yaml.org,2002:bool", "true" if data else "false")
    if isinstance(data, (int, float, Fraction)):
        written = plain(exact(data))
        tag = "int" if written.lstrip("-").isdigit() else "float" if "/" not in written else "str"
        return yaml.ScalarNode(f"tag:yaml.org,2002:{tag}", written)
    text = str(data)
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    """Block style for long text that it carries exactly; None leaves the choice between plain and quoted."""
    lines = text.split("\n")
    if not all(_CALM.fullmatch(line) for line in lines):
        return '"'  # with escapes for whatever is neither a letter nor a plain space
    if any(line != line.strip() for line in lines) or not text:
        return None
    if len(lines) > 1:
        return "|" if lines[0] and lines[-1] else None
    return ">" if len(text) > _LONG and "  " not in text else None
