"""Words in the reader's language: English stands in the source, other languages in gettext catalogues."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path

from makeable.model import plain

__all__ = ["LANGUAGES", "Words"]

LANGUAGES = {"en": "English", "nl": "Nederlands"}
_AND = {"en": "and", "nl": "en"}
_POINT = {"en": ".", "nl": ","}
_GROUP = {"en": ",", "nl": "."}


@cache
def _catalogue(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    import polib  # noqa: PLC0415  only readers of another language pay for it

    files = sorted((Path(__file__).parent.parent / "locale" / language / "LC_MESSAGES").glob("*.po"))
    return {entry.msgid: entry.msgstr for file in files for entry in polib.pofile(str(file)) if entry.msgstr}


class Words:
    """Says things in one language.

    Every sentence is written `words.say("English with {places}", places=..)`: the English text is the key of the
    catalogues `locale/LANGUAGE/LC_MESSAGES/*.po`. An untranslated sentence is said in English.
    """

    def __init__(self, language: str = "en") -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no words in {language!r}; there are {', '.join(LANGUAGES)}")
        self.language = language

    def say(self, text: str, /, **values: str | int) -> str:
        """A sentence with its places filled."""
        return _catalogue(self.language).get(text, text).format(**values)

    def count(self, number: int, one: str, many: str, /, **values: str | int) -> str:
        """The sentence for one thing or for another number of things; `{n}` is the number."""
        return self.say(one if number == 1 else many, n=self.number(number), **values)

    def number(self, value: Fraction | int | float, digits: int | None = 2, signed: bool = False) -> str:
        """A number as written in this language: at most `digits` decimals (None: all), thousands grouped."""
        exact = Fraction(value)
        text = plain(exact if digits is None else round(exact, digits))
        if "/" in text:
            text = plain(round(exact, 6))
        sign = "−" if text.startswith("-") else "+" if signed and exact > 0 else ""
        whole, _, decimals = text.lstrip("-").partition(".")
        groups = _GROUP[self.language].join(_thousands(whole)) if len(whole) > 4 else whole
        return sign + groups + (_POINT[self.language] + decimals if decimals else "")

    def large(self, value: Fraction | int | float) -> str:
        """A count, however large: in full up to twelve digits, then as 1.2 × 10^30."""
        whole = int(value)
        if abs(whole) < 10**12:
            return self.number(whole)
        power = len(str(abs(whole))) - 1
        return f"{self.number(Fraction(whole, 10**power), 2)} × 10^{power}"

    def percent(self, share: Fraction | float, digits: int = 0) -> str:
        """A share as a percentage."""
        return f"{self.number(Fraction(share) * 100, digits)} %"

    def listed(self, names: Iterable[str]) -> str:
        """Names for a sentence: "A", "A and B", "A, B and C"."""
        names = list(names)
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {_AND[self.language]} {names[-1]}"


def _thousands(digits: str) -> list[str]:
    head = len(digits) % 3
    return [part for part in (digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))) if part]
