"""A formula written in the language of demands, so that reading it gives the same formula back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from makeable.casefile.demand_text import KEYWORDS
from makeable.model import Both, ChoiceIssue, Either, Formula, Issue, OneOf, Within, plain

__all__ = ["demand_words"]

_PLAIN = re.compile(r"[^\s(){},<>=!≥≤≠\"\\]+")


def demand_words(formula: Formula, issues: Mapping[str, Issue]) -> str:
    """The formula as one line of text.

    Reading it again gives a formula that is true of the same packages; it is the same one, unless it has a "both" or
    an "either" of a single part.
    """
    if isinstance(formula, OneOf):
        return f"{_quoted(formula.issue)} {_chosen(formula, issues[formula.issue])}"
    if isinstance(formula, Within):
        return f"{_quoted(formula.issue)} {_bounded(formula)}"
    if not formula.parts:
        return "always" if isinstance(formula, Both) else "never"
    if len(formula.parts) == 1:
        return demand_words(formula.parts[0], issues)
    joint = " and " if isinstance(formula, Both) else " or "
    return joint.join(_part(part, issues) for part in formula.parts)


def _part(part: Formula, issues: Mapping[str, Issue]) -> str:
    words = demand_words(part, issues)
    return f"({words})" if isinstance(part, Both | Either) and len(part.parts) > 1 else words


def _chosen(term: OneOf, issue: Issue) -> str:
    order = issue.by_id if isinstance(issue, ChoiceIssue) else sorted(term.options)
    options = [_quoted(option) for option in order if option in term.options]
    return f"= {options[0]}" if len(options) == 1 else f"in {{{', '.join(options)}}}"


def _bounded(term: Within) -> str:
    low, high = ("" if end is None else plain(end) for end in (term.low, term.high))
    if low and high:
        return f"= {low}" if low == high else f"in {low}..{high}"
    return f">= {low}" if low else f"<= {high}" if high else "in .."


def _quoted(name: str) -> str:
    if _PLAIN.fullmatch(name) and name.lower() not in KEYWORDS:
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
