"""Every sentence that the library says is in the catalogues of every language, with the same places to fill."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from pathlib import Path

import polib
import pytest

from makeable.explain.words import LANGUAGES, Words

SOURCE = Path(__file__).resolve().parents[2] / "src" / "makeable"
PLACES = re.compile(r"\{(\w+)\}")


def said() -> dict[str, str]:
    """Every sentence written in a call of `say` or `count`, and the file it stands in."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("say", "count")
            ):
                texts = node.args[:1] if node.func.attr == "say" else node.args[1:3]
                for text in texts:
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        found.setdefault(text.value, str(path.relative_to(SOURCE)))
    return found


def catalogue(language: str) -> dict[str, str]:
    files = (SOURCE / "locale" / language / "LC_MESSAGES").glob("*.po")
    return {entry.msgid: entry.msgstr for file in files for entry in polib.pofile(str(file)) if entry.msgstr}


OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = [f"{where}: {text!r}" for text, where in said().items() if text not in known]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", OTHERS)
def test_translations_fill_the_same_places(language: str) -> None:
    for text, translated in catalogue(language).items():
        assert set(PLACES.findall(text)) == set(PLACES.findall(translated)), text


def test_numbers_are_written_as_the_language_writes_them() -> None:
    english, dutch = Words(), Words("nl")
    assert (english.number(Fraction(12345678, 1000)), dutch.number(Fraction(12345678, 1000))) == (
        "12,345.68",
        "12.345,68",
    )
    assert (english.number(-3), english.number(2, signed=True), english.percent(Fraction(1, 3), 1)) == (
        "−3",
        "+2",
        "33.3 %",
    )
    assert (english.large(10**30), dutch.large(25 * 10**29)) == ("1 × 10^30", "2,5 × 10^30")
    assert (english.listed(["a", "b", "c"]), dutch.listed(["a", "b"])) == ("a, b and c", "a en b")
