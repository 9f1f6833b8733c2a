"""Clauses that people worded themselves, read back from an edited Markdown document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from makeable.agreement.clauses import Worded, fingerprint
from makeable.model.agreement import Wording

__all__ = ["kept_wording", "mark"]

_CLAUSE = re.compile(
    r"<!-- clause (?P<key>\S+) (?P<data>[0-9a-f]{8}) (?P<text>[0-9a-f]{8})(?: (?P<since>[0-9a-f]{8}))? -->\n"
    r"\*\*[^*\n]*\*\*[ \t]*(?P<words>.*?)(?=\n\n|\n<!--|\Z)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]<>|~$&#+\-=:.)])")


def mark(key: str, said: Worded, wording: Wording | None) -> str:
    """What a clause in Markdown carries unseen.

    Its key, what the data said, what was printed, and, where people worded it, what the data said when they did.
    """
    since = f" {wording.written_for or fingerprint(said.generated)}" if said.edited and wording is not None else ""
    return f"clause {key} {fingerprint(said.generated)} {fingerprint(' '.join(said.text.split()))}{since}"


def kept_wording(markdown: str, held: Mapping[str, Wording]) -> dict[str, Wording]:
    """The wording of clauses after somebody worked on the document: `held` before, changed where the text was changed.

    A clause that still reads as it was generated follows the data (or keeps the wording that is held).
    """
    kept = dict(held)
    for found in _CLAUSE.finditer(markdown):
        text = _ESCAPE.sub(r"\1", " ".join(found["words"].split()))
        if fingerprint(text) != found["text"]:
            kept[found["key"]] = Wording(text, found["data"])
        elif found["since"]:
            kept[found["key"]] = Wording(text, found["since"])
    return kept
