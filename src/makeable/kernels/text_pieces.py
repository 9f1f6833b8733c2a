"""WordPiece: a text as the numbers of known pieces of words (Wu et al. 2016), as BERT models read it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

__all__ = ["pieces"]

_LONGEST = 100


def pieces(text: str, known: Mapping[str, int], most: int) -> list[int]:
    """The numbers of the pieces of a text in small letters without accents, between [CLS] and [SEP], `most` in all."""
    found = [known["[CLS]"]]
    for word in _split(text):
        if len(found) >= most - 1:
            break
        found += _word(word, known)
    return [*found[: most - 1], known["[SEP]"]]


def _split(text: str) -> list[str]:
    """Words and single signs."""
    letters: list[str] = []
    for sign in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(sign)
        if kind == "Mn" or (kind.startswith("C") and not sign.isspace()):
            continue
        alone = kind.startswith("P") or (sign.isascii() and not sign.isalnum()) or "\u4e00" <= sign <= "\u9fff"
        letters.append(f" {sign} " if alone else sign)
    return "".join(letters).split()


def _word(word: str, known: Mapping[str, int]) -> list[int]:
    """The longest known pieces from left to right; [UNK] where one is missing."""
    found: list[int] = []
    start = 0
    while start < len(word) <= _LONGEST:
        mark = "##" if start else ""
        end = next((end for end in range(len(word), start, -1) if mark + word[start:end] in known), start)
        if end == start:
            return [known["[UNK]"]]
        found.append(known[mark + word[start:end]])
        start = end
    return found or [known["[UNK]"]]
