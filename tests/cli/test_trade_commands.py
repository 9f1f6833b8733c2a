"""`trades`, `contingent` and `bundles`: in words, in Dutch, as JSON, for one party, as a page, and when asked badly."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import polib
import pytest

from makeable.casefile import load
from makeable.casefile.save import save
from makeable.cli import main

FERRY = "cases/winter-ferry"
SOURCE = Path(__file__).resolve().parents[2] / "src" / "makeable"
COMMANDS = [["trades"], ["contingent"], ["bundles"]]


def call(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    try:
        code = main(words)
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("case", ["winter-ferry", "one-front-door", "sports-complex", "valley-water"])
def test_every_command_answers_in_words_and_in_json(
    command: list[str], case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = call(capsys, *command, f"cases/{case}")
    assert code == 0
    assert len(out) > 150
    code, out, _ = call(capsys, *command, f"cases/{case}", "--json")
    assert code == 0
    assert isinstance(json.loads(out), dict)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_what_a_party_reads_does_not_depend_on_what_others_wrote(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = load(FERRY)
    texts = []
    for number, shift in enumerate((0, 7)):
        changed = {}
        for party in ("company", "city"):
            sheet = case.sheets[party]
            held = sheet.prospects
            assert held is not None
            rate = Fraction(shift + 1, 100)
            other = replace(held, beliefs={}, discount_rate=rate) if shift else held
            changed[party] = replace(sheet, no_deal=sheet.no_deal - shift, prospects=other, batna=f"CANARY {shift}")
        folder = tmp_path / str(number)
        folder.mkdir()
        save(case.with_sheets(changed), folder / "case.yaml")
        code, out, err = call(capsys, *command, str(folder), "--for", "island")
        assert code == 0
        assert "CANARY" not in out + err
        texts.append((out + err).replace(str(folder), ""))
    assert texts[0] == texts[1]


def test_the_json_of_trades(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(call(capsys, "trades", FERRY, "--json")[1])
    assert found["valuation"]["found"] == 6
    assert found["valuation"]["trades"][0]["changes"] == {"sailings": "six", "subsidy": 6}
    assert found["valuation"]["trades"][0]["gains"] == {"company": 3, "city": 0, "island": 30}
    assert {term["event"] for term in found["risks"]} == {"winter"}
    assert found["timing"]["first"] == ["company", "city"]


def test_the_words_name_what_each_trade_exploits(capsys: pytest.CaptureFixture[str]) -> None:
    out = " ".join(call(capsys, "trades", FERRY)[1].split())
    for said in (
        "cares more about",
        "Moral hazard",
        "in proportion to tolerance",
        "should be paid first",
        "all its stakes",
    ):
        assert said in out


def test_every_sentence_has_its_dutch() -> None:
    """Every text that the words of these commands say stands in a Dutch catalogue, with the same places."""
    known = {
        entry.msgid: entry.msgstr
        for file in (SOURCE / "locale" / "nl" / "LC_MESSAGES").glob("*.po")
        for entry in polib.pofile(str(file))
    }
    said = set()
    for name in ("explain/trades", "explain/contingent", "explain/agenda", "report/contents/trades"):
        said |= sentences(SOURCE / f"{name}.py")
    for name in ("report/contents/contingent", "report/contents/agenda"):
        said |= sentences(SOURCE / f"{name}.py")
    assert len(said) > 80
    assert [text for text in sorted(said) if not known.get(text)] == []
    for text in said:
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", known[text])), text


def sentences(path: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    said = (call.args for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ("say", "count"))
    return {a.value for args in said for a in args if isinstance(a, ast.Constant) and isinstance(a.value, str)}


def test_the_answers_can_be_had_in_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    for command, said in zip(COMMANDS, ("Ruilen", "hangt af van", "Agenda"), strict=True):
        out = call(capsys, *command, FERRY, "--language", "nl")[1]
        assert said.lower() in out.lower()
        for english in ("Given by", "Settle now", "Better for all", "What each party"):
            assert english not in out.replace("A ferry through the winter", "")


def test_without_a_draft_the_issues_are_settled_one_by_one_first(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(call(capsys, "trades", "cases/camp-david", "--json")[1])
    assert set(found["package"]) == {"sinai", "recognition", "west-bank", "linkage", "rights", "jerusalem"}
    assert found["valuation"]["efficient"]


def test_only_one_kind_and_named_parties(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(call(capsys, "trades", FERRY, "--kind", "timing", "--json")[1])
    assert found["valuation"] is None
    assert found["timing"] is not None
    found = json.loads(call(capsys, "trades", FERRY, "--among", "company, city", "--json")[1])
    assert all({"company", "city"} <= set(trade["gainers"]) for trade in found["valuation"]["trades"])
    found = json.loads(call(capsys, "trades", FERRY, "--above-no-deal", "--json")[1])
    assert found["valuation"]["line"] == "no_deal"
    assert all(min(trade["gains"].values()) >= 0 for trade in found["valuation"]["trades"])


def test_a_contingent_package_is_judged_and_becomes_terms_of_an_agreement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = "sailings=four, subsidy=4, landing=old, fares=capped, bow=island"
    target = tmp_path / "signed.yaml"
    words = ["contingent", FERRY, "--package", base, "--given", "winter=hard: subsidy=6", "--json"]
    found = json.loads(call(capsys, *words, "--save", str(target))[1])
    assert found["package"]["by_outcome"]["hard"]["subsidy"] == 6
    assert found["package"]["by_outcome"]["mild"]["subsidy"] == 4
    assert found["then"]["hard"]["company"] == 4 + 42 + 14 - 46  # sailings in ice, subsidy, fares; no deal
    agreement = load(target).agreement
    assert agreement is not None
    assert agreement.package["subsidy"] == 4
    term = agreement.contingencies[0]
    assert term.when == "winter-hard"
    assert "6 M€ a year" in term.then
    assert agreement.scenario["winter-hard"].handled_by == (term.id,)


def test_a_page_can_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("trades", "contingent", "bundles"):
        page = tmp_path / f"{name}.html"
        assert call(capsys, name, FERRY, "--html", str(page))[0] == 0
        assert "<h2" in page.read_text() or "<h3" in page.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["trades", FERRY, "--among", "harbour"], "Nothing is known of `harbour`"),
        (["trades", FERRY, "--stake", "much"], "not a number"),
        (["trades", FERRY, "--stake", "-1"], "above 0"),
        (["contingent", FERRY, "--event", "flood"], "no event `flood`"),
        (["contingent", FERRY, "--issues", "price"], "`price` is no issue"),
        (["contingent", FERRY, "--given", "winter=warm: subsidy=6"], "names no outcome"),
        (["contingent", FERRY, "--given", "winter=hard: subsidy=60"], "cannot be"),
        (["contingent", FERRY, "--given", "winter=hard: subsidy=6", "--given", "bridge=yes: subsidy=6"], "one event"),
        (["contingent", FERRY, "--save", "x.yaml"], "not one package"),
        (["bundles", FERRY, "--package", "nothing"], "is not `issue=choice`"),
    ],
)
def test_what_goes_wrong_is_said_in_words(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(capsys, *words)
    assert code == 1
    assert said in err
