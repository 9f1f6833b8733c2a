"""Clauses that people worded themselves, read back from an edited Markdown document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from makeable.agreement.clauses import fingerprint
from makeable.model.agreement import Wording

__all__ = ["kept_wording", "mark"]

_CLAUSE = re.compile(
    r"<!-- clause (?P<key>\S+) (?P<data>[0-9a-f]{8}) (?P<text>[0-9a-f]{8}) -->\n"
    r"\*\*[^*\n]*\*\*[ \t]*(?P<words>.*?)(?=\n\n|\n<!--|\Z)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]<>|~$&#+\-=:.)])")


def mark(key: str, generated: str, text: str) -> str:
    """What a clause in Markdown carries unseen: its key, what the data said, and what was printed."""
    return f"clause {key} {fingerprint(generated)} {fingerprint(' '.join(text.split()))}"


def kept_wording(markdown: str, held: Mapping[str, Wording]) -> dict[str, Wording]:
    """The wording of clauses after somebody worked on the document: `held` before, changed where the text was changed.

    A clause whose text is as it was printed keeps following the data (or keeps the wording it had).
    """
    kept = dict(held)
    for found in _CLAUSE.finditer(markdown):
        text = _ESCAPE.sub(r"\1", " ".join(found["words"].split()))
        if fingerprint(text) != found["text"]:
            kept[found["key"]] = Wording(text, found["data"])
    return kept
