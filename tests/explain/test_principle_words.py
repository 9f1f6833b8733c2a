"""Whatever the library of principles says, it also says in Dutch, with the same places to fill."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.principles import registered
from makeable.principles.claims import claims_rules
from makeable.principles.items import items_rules
from makeable.principles.statements import IMPOSSIBLE, STATEMENTS

FOLDER = Path(__file__).parents[2] / "src" / "makeable" / "locale" / "nl" / "LC_MESSAGES"
DUTCH = {e.msgid: e.msgstr for file in sorted(FOLDER.glob("*.po")) for e in polib.pofile(str(file)) if e.msgstr}
LIBRARY = [*registered().values(), *claims_rules().values(), *items_rules().values()]


@pytest.mark.parametrize("rule", LIBRARY, ids=lambda rule: f"{rule.run.__module__}")
def test_every_principle_is_explained_in_dutch(rule: object) -> None:
    title = principle_title(rule.name, Words())  # type: ignore[attr-defined]
    for text in (title, rule.says, rule.assumes, rule.misleads):  # type: ignore[attr-defined]
        assert text in DUTCH, text


def test_every_statement_and_every_impossibility_is_said_in_dutch() -> None:
    texts = [text for s in STATEMENTS.values() for text in (s.text, s.axiom)] + [i.why for i in IMPOSSIBLE]
    assert [text for text in texts if text not in DUTCH] == []


def test_places_are_the_same_in_both_languages() -> None:
    for entry in polib.pofile(str(FOLDER / "principles.po")):
        assert sorted(re.findall(r"{\w+}", entry.msgid)) == sorted(re.findall(r"{\w+}", entry.msgstr)), entry.msgid
