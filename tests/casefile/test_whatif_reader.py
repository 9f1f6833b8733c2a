"""What-ifs, offers, reactions and demands in the case file: read, refused with a line, written back the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import brute
from tests.frontier.test_formula import formulas
from tests.strategies import cases, words

from makeable.casefile import load, read_case_text
from makeable.casefile.demand_meaning import meaning
from makeable.casefile.demand_writer import demand_words
from makeable.casefile.json_text import to_json
from makeable.casefile.save import save_folder
from makeable.casefile.write import case_data
from makeable.casefile.yaml_text import to_yaml
from makeable.explain.audience import Audience, case_for
from makeable.model import (
    Both,
    Case,
    ChoiceIssue,
    Either,
    Formula,
    Issue,
    OneOf,
    Package,
    Reaction,
    Settlement,
    Stated,
    Wanted,
    WhatIf,
    Within,
)

TALK = """\
makeable: 1
issues:
  - {id: a, range: [0, 10], step: 1}
  - {id: place, options: [bay, {id: inland, name: Inland site}]}
parties:
  - id: mayor
    sheet:
      reactions:
        - what_if: first
          verdict: possible
          demands: [a >= 2x, {demand: place = Inland site, weight: 3}]
  - id: union
    sheet: {no_deal: 1, scores: {a: {0: 0, 10: 5}}, reactions: [{what_if: first, verdict: "no"}]}
what_ifs:
  - {id: first, package: {a: 3}, expires: 2027-03-01}
  - {id: second, package: {a: 4, place: bay}, author: mayor, grew_from: first}
offers:
  - {what_if: second, by: mayor}
"""


def problems(text: str) -> str:
    return "\n".join(map(str, read_case_text(text).problems))


def test_what_ifs_and_reactions_are_read() -> None:
    case = read_case_text(TALK).case
    assert case is not None
    assert [w.id for w in case.what_ifs] == ["first", "second"]
    assert case.what_if["second"].grew_from == "first"
    assert case.what_if["first"].author == ""
    assert case.party["mayor"].sheet is None
    assert case.party["mayor"].reactions[0].demands[1].weight == 3
    assert case.offers[0].by == "mayor"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("a >= 2x,", "frams >= 2x,", "line 11: The demand is not understood: `frams` is not an issue"),
        ("place = Inland site", "place = moon", "`moon` is not an option"),
        ("weight: 3", "weight: 0", "above 0"),
        ("a >= 2x,", "place >= 2x,", "not understood"),
        ("what_if: first\n", "what_if: frist\n", "Did you mean `first`?"),
        ("verdict: possible", "verdict: maybe", "cannot be `maybe`"),
        ("what_if: second, by: mayor", "what_if: first, by: mayor", "without a name"),
        ("what_if: second, by: mayor", "what_if: second, by: union", "only its author"),
        ("package: {a: 4, place: bay}", "package: {a: 4}", "leaves `place` open"),
        ("grew_from: first", "grew_from: second", "grew from itself"),
        ("package: {a: 3}", "package: {}", "settles nothing"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, said: str) -> None:
    assert old in TALK
    assert said in problems(TALK.replace(old, new))


def test_an_offer_after_the_what_if_expired_is_refused() -> None:
    text = TALK.replace("author: mayor,", "author: mayor, expires: 2027-01-01,").replace(
        "by: mayor}", "by: mayor, on: 2027-02-01}"
    )
    assert "no longer on the table" in problems(text)


def test_a_reaction_belongs_to_its_party() -> None:
    case = read_case_text(TALK).case
    assert case is not None
    seen = case_for(case, Audience("union"))
    assert not seen.party["mayor"].reactions
    assert seen.party["union"].reactions
    assert seen.what_ifs == case.what_ifs


def test_a_stated_constraint_is_read() -> None:
    text = "makeable: 1\nissues: [{id: a, options: [x, y]}]\nparties: [p]\nconstraints: [{demand: a = x or a = z}]"
    assert "`z` is not an option" in problems(text)
    case = read_case_text(text.replace("z", "y")).case
    assert case is not None
    assert isinstance(case.constraints[0], Stated)


@st.composite
def talks(draw: st.DrawFn) -> Case:
    """A case with what-ifs, reactions and stated constraints."""
    case = draw(cases(tricky=True, unknown_sheets=True))
    stated = [Stated(f) for f in draw(st.lists(formulas(case.issues), max_size=2))]
    made: list[WhatIf] = []
    for key in draw(st.lists(st.sampled_from(["w1", "yes", "3"]), max_size=3, unique=True)):
        settled = draw(st.sampled_from([issue.id for issue in case.issues]))
        full = {i.id: ways(i)[0] for i in case.issues}
        package = Package(full if draw(st.booleans()) else {settled: full[settled]})
        author = draw(st.sampled_from(["", *case.party]))
        made.append(WhatIf(key, package, author, made[-1].id if made and draw(st.booleans()) else ""))
    parties = []
    for party in case.parties:
        told = party.sheet.estimated_by if party.sheet is not None else draw(st.sampled_from(["", "mediator"]))
        reactions = tuple(
            Reaction(
                w.id,
                draw(st.sampled_from(["yes", "possible", "no"])),
                tuple(
                    Wanted(demand_words(f, case.issue), Fraction(draw(st.integers(1, 3))))
                    for f in draw(st.lists(formulas(case.issues, 1), max_size=2))
                ),
                draw(st.one_of(st.just(""), words())),
                told,
            )
            for w in made
            if draw(st.booleans())
        )
        parties.append(replace(party, reactions=reactions))
    return replace(case, constraints=(*case.constraints, *stated), what_ifs=tuple(made), parties=tuple(parties))


def ways(issue: Issue) -> tuple[Settlement, ...]:
    return tuple(issue.by_id) if isinstance(issue, ChoiceIssue) else issue.grid(1)


def flat(formula: Formula) -> Formula:
    """The formula without joints of a single part."""
    if isinstance(formula, OneOf | Within):
        return formula
    parts = tuple(flat(part) for part in formula.parts)
    if len(parts) == 1:
        return parts[0]
    return Both(parts) if isinstance(formula, Both) else Either(parts)


def flattened(case: Case) -> Case:
    return replace(
        case,
        constraints=tuple(
            replace(c, formula=flat(c.formula)) if isinstance(c, Stated) else c for c in case.constraints
        ),
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=talks())
def test_a_written_talk_is_read_back_the_same(case: Case) -> None:
    for text, name in ((to_yaml(case_data(case)), "case.yaml"), (to_json(case_data(case)), "case.json")):
        back, found = read_case_text(text, name)
        assert back == flattened(case), "\n".join(map(str, found)) + text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), case=cases(tricky=True, continuous=False))
def test_a_formula_in_words_means_the_same(data: st.DataObject, case: Case) -> None:
    formula = data.draw(formulas(case.issues, 3))
    text = demand_words(formula, case.issue)
    free = replace(case, constraints=())
    said, meant = Stated(meaning(text, case.issue)), Stated(formula)
    assert all(said.allows(p) == meant.allows(p) for p in brute.packages(free)[:200])


def test_reactions_go_into_the_sheet_files(tmp_path: Path) -> None:
    case = read_case_text(TALK).case
    assert case is not None
    save_folder(case, tmp_path / "talk")
    assert "reactions" not in (tmp_path / "talk" / "case.yaml").read_text()
    assert load(tmp_path / "talk") == case
