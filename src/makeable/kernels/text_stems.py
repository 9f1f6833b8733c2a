"""Words of a text cut to their stems, lightly, in English and Dutch; and which of the two a text is written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

__all__ = ["LANGUAGES", "content_words", "language_of", "stem"]

LANGUAGES = ("en", "nl")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_SMALL_ENGLISH = """
a about after all also am an and any are as at be been before being between both but by can cannot could do does done
each few for from had has have having he her here him his how i if in into is it its just like may me might more most
much must my need needs no nor not of off on once one only or other our out over own per same she should so some
somebody someone something somewhere such than that the their them then there these they this those through to too
under until up us very want was we were what when where which while who whom whose why will with without would you your
"""
_SMALL_DUTCH = """
aan al alle als andere bij binnen daar dan dat de deze die dit door doen een eens elk elke en er ergens geen haar had
hebben heeft het hij hoe hun iemand iets ik in is ja je jij jullie kan kunnen laten maar meer men met mij mijn moet
moeten na naar niet nodig nog nu of om omdat onder ons onze ook op over per s soms te tegen tot tussen u uit uw van
veel voor waar waarin want waren was wat we wel werd wie wij willen worden wordt ze zich zij zijn zo zoals zonder zou
"""
_WORDS_OF_BOTH = "al dan die door elk er hoe hun in is me men met of over van want was we"
_BOTH = frozenset(_WORDS_OF_BOTH.split())
_FUNCTION = {"en": frozenset(_SMALL_ENGLISH.split()), "nl": frozenset(_SMALL_DUTCH.split())}
_TELLING = {language: words - _BOTH for language, words in _FUNCTION.items()}


def content_words(text: str, language: str) -> list[str]:
    """The words of a text in small letters without accents, in their order, without those that say nothing."""
    return [word for word in _words(text) if word not in _FUNCTION[language] and (len(word) > 1 or word.isdigit())]


def language_of(text: str) -> str:
    """Gives "en" or "nl", whichever's small words stand more often in the text; "" where that does not decide."""
    words = _words(text)
    english, dutch = (sum(word in _TELLING[language] for word in words) for language in LANGUAGES)
    return "" if english == dutch else "en" if english > dutch else "nl"


def stem(word: str, language: str) -> str:
    """What is left of a word without its common endings; words of one family mostly share it.

    A light stemmer: it takes off endings of number, person, tense and a few that make nouns, and knows no irregular
    forms (mice, bought).
    """
    return word if word[-1:].isdigit() else _CUT[language](word)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).lower()
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


_VOWELS = frozenset("aeiouy")
_ENGLISH = ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "edly", "ed", "ors", "or", "ly", "ness")
_DUTCH = ("heden", "heid", "ingen", "ing", "tjes", "tje", "jes", "je", "ers", "er", "en", "e")


def _without(word: str, endings: Iterable[str], shortest: int) -> str:
    for ending in endings:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= shortest and not _VOWELS.isdisjoint(rest):
            return rest
    return word


def _single(word: str) -> str:
    """Without the doubling of the last consonant: runn -> run."""
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS
    return word[:-1] if doubled else word


@lru_cache(maxsize=200_000)
def _english(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("ses", "xes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    word = _single(_without(word, _ENGLISH, 3))
    word = word[:-1] if len(word) > 4 and word.endswith("e") else word
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


@lru_cache(maxsize=200_000)
def _dutch(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "sch")):
        word = word[:-1]
    word = _single(_without(word, _DUTCH, 3))
    word = re.sub(r"([aeou])\1(?=[^aeiouy]+$)", r"\1", word)
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1])


_CUT: dict[str, Callable[[str], str]] = {"en": _english, "nl": _dutch}
