"""Nucleoli and other values of games in the literature; sources stand in tests/data/coalition_tables.json."""

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from makeable.coalition import nucleolus as module
from makeable.coalition.nucleolus import nucleolus
from makeable.coalition.table_game import TableGame, airport_game, bankruptcy_game, game_from
from makeable.coalition.voting_game import game_of, weighted_rule
from makeable.errors import TooLarge
from makeable.finding import Assumed
from makeable.kernels.excess_program import Stalled
from makeable.kernels.nucleolus import Nucleolus

TABLES = json.loads((Path(__file__).parent.parent / "data" / "coalition_tables.json").read_text())


def fractions(texts: list[Any]) -> tuple[Fraction, ...]:
    return tuple(Fraction(str(text)) for text in texts)


def table(entry: dict[str, Any]) -> TableGame:
    players = tuple(str(i + 1) for i in range(entry.get("n") or entry["players"]))
    if "v_lexicographic" in entry:
        groups = [g for size in range(1, len(players) + 1) for g in combinations(players, size)]
        worth = dict(zip(groups, fractions(entry["v_lexicographic"]), strict=True))
        return game_from(players, worth.__getitem__)
    if entry.get("voting"):
        (body,) = (b for b in TABLES["voting"] if b["id"] == entry["voting"])
        rule, names = weighted_rule(body["weights"], body["quota"])
        return TableGame(names, tuple(Fraction(int(won)) for won in game_of(rule, names).table()))
    return TableGame(players, (Fraction(0), *fractions(entry["v"])))


@pytest.mark.parametrize("entry", TABLES["games"], ids=lambda entry: entry["id"])
def test_published_nucleoli(entry: dict[str, Any]) -> None:
    assert nucleolus(table(entry)).nucleolus == fractions(entry["nucleolus"])
    assert nucleolus(table(entry), imputations=False).nucleolus == fractions(entry["prenucleolus"])


@pytest.mark.parametrize("entry", [e for e in TABLES["indices"] if "n" in e], ids=lambda entry: entry["id"])
def test_published_values(entry: dict[str, Any]) -> None:
    found = nucleolus(table(entry), per_capita=entry["kind"] == "per_capita_nucleolus")
    value = {"shapley": found.shapley, "tau": found.tau}.get(entry["kind"], found.nucleolus)
    assert value == fractions(entry["expected"])


@pytest.mark.parametrize("entry", TABLES["tu"], ids=lambda entry: entry["name"])
def test_published_games(entry: dict[str, Any]) -> None:
    worth = entry["characteristic_function"]
    found = nucleolus(game_from(entry["players"], lambda group: Fraction(str(worth["".join(group)])), entry["kind"]))
    for name, values in (("shapley", found.shapley), ("nucleolus", found.nucleolus), ("scrb_aca", found.separable)):
        if name in entry["published_answers"]:
            assert values is not None
            printed = [entry["published_answers"][name][player] for player in entry["players"]]
            assert list(map(float, values)) == pytest.approx(printed, abs=0.55)


@pytest.mark.parametrize(
    ("estate", "shares"),
    [(100, (Fraction(100, 3),) * 3), (200, (50, 75, 75)), (300, (50, 100, 150))],
)
def test_the_talmud_divides_as_the_nucleolus(estate: int, shares: tuple[Fraction, ...]) -> None:
    # Kethubot 93a; Aumann and Maschler 1985
    found = nucleolus(bankruptcy_game(estate, {"a": 100, "b": 200, "c": 300}))
    assert found.nucleolus == shares
    assert found.proof.kind == "proven"


def test_the_tennessee_valley_authority() -> None:
    # Straffin and Heaney 1981
    cost = {"N": 163520, "F": 140826, "P": 250096, "NF": 301607, "NP": 378821, "FP": 367370, "NFP": 412584}
    found = nucleolus(game_from("NFP", lambda group: cost["".join(group)], "cost"))
    assert found.nucleolus == (116234, 93540, 202810)
    assert found.shapley == (117829, Fraction(201513, 2), Fraction(387997, 2))
    assert found.separable is not None
    assert [round(float(s)) for s in found.separable] == [117476, 99157, 195951]


def test_an_airport_charges_each_for_what_it_needs() -> None:
    # closed forms of Littlechild and Owen 1973 (Shapley) and Littlechild 1974 (nucleolus)
    found = nucleolus(airport_game({"a": 6, "b": 14, "c": 20}))
    assert found.shapley == (2, 6, 12)
    assert found.nucleolus == (3, Fraction(11, 2), Fraction(23, 2))


def test_the_steps_are_a_certificate() -> None:
    found = nucleolus(bankruptcy_game(200, {"a": 100, "b": 200, "c": 300}))
    assert [step.excess for step in found.steps] == [-50, -75]
    share = dict(zip(found.players, found.nucleolus, strict=True))
    worth = {"a": 0, "b": 0, "c": 0, "ab": 0, "ac": 0, "bc": 100}
    for step in found.steps:
        for group in step.groups:
            assert worth["".join(group)] - sum(share[p] for p in group) == step.excess


def test_with_less_together_than_alone_it_is_the_prenucleolus() -> None:
    game = TableGame(("a", "b"), tuple(map(Fraction, (0, 6, 6, 10))))
    found = nucleolus(game)
    assert found.nucleolus == (5, 5)
    assert Assumed("no allocation gives everybody what they have alone") in found.reasons
    assert found.given["imputations"] == "False"


def test_what_cannot_be_proven_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    game = bankruptcy_game(10, {"a": 5, "b": 10})

    def stalled(*_: object) -> Nucleolus:
        raise Stalled

    monkeypatch.setattr(module.kernel, "nucleolus", lambda *_: Nucleolus((Fraction(5), Fraction(5)), (), False, 1))
    with pytest.raises(TooLarge, match="confirmed"):
        nucleolus(game)
    monkeypatch.setattr(module.kernel, "nucleolus", stalled)
    with pytest.raises(TooLarge, match="out of reach"):
        nucleolus(game)
