"""Real cases from the shared data folder: published counts, and frontiers against looking at every package."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.shared_data import shared

from makeable.casefile import read_case_text
from makeable.casefile.foreign import import_case
from makeable.frontier import frontier, zone
from makeable.frontier.space import space_of
from makeable.kernels.enumerate import blocks
from makeable.model import Case
from makeable.principles import Asked, Division, named

ANAC = [
    "group1-university", "group10-building_construction", "group11-car_purchase", "group12-symposium",
    "group2-dinner", "group2-new_sporthal", "group2-politics", "group3-bank_robbery", "group4-zoning_plan",
    "group5-car_domain", "group6-tram", "group7-movie", "group8-holiday", "group9-killer_robot", "group9-vacation",
]  # fmt: skip


def first_profiles(folder: Path, most: int = 3) -> list[Path]:
    """The domain and the first profiles of a folder."""
    files = sorted(folder.glob("*.xml"))
    domain = [f for f in files if "<negotiation_template" in f.read_text(errors="replace")]
    return [*domain, *[f for f in files if f not in domain][:most]]


def naive_frontier(case: Case) -> set[tuple[int, ...]]:
    """By looking at every package: the largest total is efficient; drop all it beats, and go on."""
    left = np.concatenate([block.values for block in blocks(space_of(case).tables)])
    left = left[np.argsort([-sum(row) for row in left.tolist()], kind="stable")]
    kept = []
    while len(left):
        kept.append(tuple(int(value) for value in left[0]))
        left = left[(left > left[0]).astype(bool).any(axis=1)]
    return set(kept)


@pytest.mark.slow
@pytest.mark.parametrize("name", ANAC)
def test_anac_2015_frontiers_equal_brute_force(name: str) -> None:
    folder = shared(f"genius/ANAC2015/{name}")
    case, problems = import_case(first_profiles(folder))
    assert case is not None, problems
    space = space_of(case)
    found = frontier(case)
    scaled = {tuple(int(v * s) for v, s in zip(vector, space.scale, strict=True)) for vector in found.vectors}
    assert scaled == naive_frontier(case)
    assert all(case.allows(package) for package in found.packages)


def game(name: str) -> Case:
    """A game of the LLM-Deliberation data as a case."""
    told = json.loads(shared("llm-deliberation/games.json").read_text())["games"][name]
    letters = "ABCDE"
    counts = [len(row) for row in told["parties"][0]["scores"]]
    issues = [
        {"id": letter, "options": [f"{letter}{n}" for n in range(1, count + 1)]}
        for letter, count in zip(letters, counts, strict=True)
    ]
    parties = [
        {
            "id": f"p{n}",
            "name": party["name"],
            "sheet": {"no_deal": party["min"], "scores": dict(zip(letters, party["scores"], strict=True))},
        }
        for n, party in enumerate(told["parties"])
    ]
    veto = [f"p{n}" for n, party in enumerate(told["parties"]) if party["role"] in ("p1", "p2")]
    document = {
        "makeable": 1, "issues": issues, "parties": parties, "rule": {"at_least": len(parties) - 1, "required": veto},
    }  # fmt: skip
    case, problems = read_case_text(json.dumps(document))
    assert case is not None, problems
    return case


@pytest.mark.parametrize(("name", "passing", "unanimous"), [("base", 55, 12), ("game1", 57, 21)])
def test_published_counts_of_the_scored_games(name: str, passing: int, unanimous: int) -> None:
    found = zone(game(name))
    assert (found.packages.value, found.passing.value, found.unanimous.value) == (720, passing, unanimous)


def test_published_best_packages_of_the_sports_complex() -> None:
    case = game("base")

    def best(principle: str, over: str) -> Division:
        answer = named(principle).run(case, Asked(over=over))  # type: ignore[arg-type]
        assert isinstance(answer, Division)
        return answer

    assert sum(best("utilitarian", "all").values.values()) == 412
    assert sum(best("utilitarian", "unanimous").values.values()) == 391
    assert [str(package) for package in best("nash", "auto").packages] == ["A=A2, B=B3, C=C3, D=D2, E=E3"]


@pytest.mark.parametrize("name", ["a_2p_5x5", "b2_2p_8x5_opp", "c2_3p_8x5_opp", "b_2p_8x5", "d_5p_8x5", "l_6p_6x4"])
@pytest.mark.parametrize("lines", ["zero", "min", "half"])
def test_principles_equal_the_reference_answers(name: str, lines: str) -> None:
    made = json.loads(shared(f"instances/{name}.json").read_text())
    told = json.loads(shared(f"instances/{name}.ref.json").read_text())
    answers = told["solutions"][lines]
    document = {
        "makeable": 1,
        "issues": [{"id": issue, "options": options} for issue, options in made["issues"].items()],
        "parties": [
            {"id": party, "sheet": {"no_deal": line, "scores": made["scores"][party]}}
            for party, line in zip(made["parties"], answers["disagreement"], strict=True)
        ],
    }
    case, problems = read_case_text(json.dumps(document))
    assert case is not None, problems
    for principle, key in (("nash", "nash"), ("utilitarian", "welfare")):
        found = named(principle).run(case, Asked(limit=10_000))
        assert isinstance(found, Division)
        vectors = {tuple(sheet.value(package) for sheet in case.sheets.values()) for package in found.packages}
        assert vectors == {tuple(point) for point in answers[key]["points"]}, principle
    for principle, key in (("egalitarian", "kalai"), ("kalai-smorodinsky", "ks")):
        found = named(principle).run(case, Asked())
        assert isinstance(found, Division)
        assert float(found.measure[0]) == pytest.approx(answers[key]["value"], abs=1e-9), principle
        vector = [float(v) for v in found.values.values()]
        assert vector in answers[key]["points"], principle
