"""Every sentence about coalitions and conflicts has a Dutch one with the same places."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib
import pytest

SOURCE = Path(__file__).parents[2] / "src" / "makeable"
FILES = [
    *(f"explain/{name}.py" for name in ("adverse", "bases", "conflict", "leverage")),
    *(f"report/contents/{name}.py" for name in ("adverse", "bases", "conflict", "leverage")),
]
PLACE = re.compile(r"{\w+}")


def sentences(file: str) -> set[str]:
    """What a module says: the texts given to `say` and `count`, and those of a row of columns."""
    found = set()
    for node in ast.walk(ast.parse((SOURCE / file).read_text())):
        texts: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("say", "count"):
            texts = node.args
        elif isinstance(node, ast.GeneratorExp) and isinstance(node.generators[0].iter, ast.Tuple):
            texts = node.generators[0].iter.elts
        found |= {t.value for t in texts if isinstance(t, ast.Constant) and isinstance(t.value, str)}
    return found


@pytest.mark.parametrize("file", FILES)
def test_every_sentence_is_translated(file: str) -> None:
    folder = SOURCE / "locale" / "nl" / "LC_MESSAGES"
    known = {e.msgid: e.msgstr for po in folder.glob("*.po") for e in polib.pofile(str(po)) if e.msgstr}
    said = sentences(file)
    assert len(said) > 2
    missing = sorted(text for text in said if text not in known)
    assert missing == []
    for text in said:
        assert set(PLACE.findall(text)) == set(PLACE.findall(known[text])), text
