"""Everything that is said about agreements is translated, and its places agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import ClassVar

import polib
import pytest

from makeable.agreement.checks import GapKind, check_agreement
from makeable.agreement.derailers import foreseen
from makeable.agreement.enforce import enforcement
from makeable.agreement.followup.brief import reconvening_brief
from makeable.agreement.followup.machine import replayed
from makeable.agreement.followup.refusal import Why
from makeable.agreement.followup.score import implementation
from makeable.agreement.followup.work import Plan
from makeable.agreement.repair import repair
from makeable.agreement.robust import robustness
from makeable.casefile import load
from makeable.explain import followup, gaps
from makeable.explain.terms import Terms
from makeable.explain.words import Words
from makeable.model.event import KINDS, Event
from makeable.model.scenario import DERAILERS
from makeable.report.blocks import Block
from makeable.report.contents.agreement import agreement_blocks, scenario_blocks
from makeable.report.contents.agreement_document import agreement_document
from makeable.report.contents.enforcement import enforcement_blocks, repair_blocks, robustness_blocks
from makeable.report.contents.followup import followup_blocks, reconvening_blocks

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "src/makeable/locale/nl/LC_MESSAGES").glob("*.po"))
CASE = load(ROOT / "cases" / "bus-corridor")
LOG = (
    Event("1", date(2028, 6, 30), "happened", about="low-ridership"),
    Event("2", date(2028, 7, 1), "metric", about="riders", value=Fraction(8100)),
    Event("3", date(2029, 7, 2), "metric", about="riders", value=Fraction(7900)),
    Event("4", date(2029, 7, 2), "reported", "city", "main", evidence="x"),
)


class Listening(Words):
    """Words that remember what was said."""

    said: ClassVar[set[str]] = set()

    def say(self, text: str, /, **values: str | int) -> str:
        self.said.add(text)
        return super().say(text, **values)


def everything_said() -> set[str]:
    words = Listening("nl")
    words.said.clear()
    terms = Terms(CASE, words)
    state = replayed(Plan.of(CASE), LOG)
    drawn: Iterator[Block] = chain(
        agreement_blocks(check_agreement(CASE), terms, words),
        scenario_blocks(foreseen(CASE), terms, words),
        enforcement_blocks(enforcement(CASE), terms, words),
        repair_blocks(repair(CASE), terms, words),
        robustness_blocks(robustness(CASE, runs=200), terms, words),
        agreement_document(CASE, words).blocks,
        followup_blocks(state, implementation(Plan.of(CASE), state), terms),
        reconvening_blocks(reconvening_brief(CASE, LOG), terms, words),
    )
    assert len(list(drawn)) > 100
    return set(words.said)


@pytest.fixture(scope="module")
def translated() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for file in CATALOGUES for entry in polib.pofile(str(file))}


def test_what_is_said_of_a_whole_agreement_is_translated(translated: dict[str, str]) -> None:
    missing = {text for text in everything_said() if not translated.get(text)}
    assert missing <= {"{issue}: {settled}."}


def test_every_kind_has_its_words_and_they_are_translated(translated: dict[str, str]) -> None:
    assert set(gaps._GAPS) == set(GapKind.__args__)
    assert set(gaps._NAMES) == set(gaps._SUGGESTIONS) == set(DERAILERS)
    assert set(followup._EVENTS) == set(KINDS)
    assert set(followup._REFUSALS) == set(Why.__args__)
    tables = (gaps._GAPS, gaps._NAMES, gaps._SUGGESTIONS, followup._EVENTS, followup._REFUSALS, followup._STATUS)
    said = {text for table in tables for text in table.values()}
    assert not [text for text in said if not translated.get(text)]


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.name)
def test_places_agree(file: Path) -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    entries = polib.pofile(str(file))
    assert not [entry.msgid for entry in entries if entry.msgstr and places(entry.msgid) != places(entry.msgstr)]
