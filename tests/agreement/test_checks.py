"""Gaps of an agreement, and derailers adapted to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.agreement.cases import F, case_of

from makeable.agreement.checks import Gap, check_agreement
from makeable.agreement.derailers import Forecast, NoMechanism, TooFewScenarios, foreseen
from makeable.casefile import load
from makeable.model import Commitment, Stakes
from makeable.model.scenario import DERAILERS

CASE = load(Path(__file__).resolve().parents[2] / "cases" / "bus-corridor")


def test_an_empty_agreement_lacks_everything() -> None:
    found = {gap.kind for gap in check_agreement(case_of([], {"a": Stakes()})).gaps}
    assert {"few_scenarios", "no_metric", "no_dispute", "no_trigger", "no_graft", "no_term", "no_exit"} <= found
    assert {"no_monitoring", "no_channel", "no_review", "no_ratification", "issue_uncovered"} <= found


def test_each_missing_part_of_a_commitment_is_a_gap() -> None:
    whole = Commitment("c", "do", "a", ("b",), date(2031, 1, 1), evidence="photo", verifier="b", issue="deal")
    stakes = {"a": Stakes(), "b": Stakes()}

    def gaps(commitment: Commitment) -> set[str]:
        return {gap.kind for gap in check_agreement(case_of([commitment], stakes)).gaps if gap.about == "c"}

    assert gaps(whole) == set()
    assert gaps(replace(whole, owner="")) == {"owner"}
    assert gaps(replace(whole, due=None)) == {"due"}
    assert gaps(replace(whole, evidence="")) == {"evidence"}
    assert gaps(replace(whole, verifier="")) == {"verifier"}
    assert gaps(replace(whole, verifier="a")) == {"own_verifier"}
    assert gaps(replace(whole, to=())) == {"beneficiary"}
    assert gaps(replace(whole, issue="")) == {"unlinked"}


def test_a_commitment_before_what_it_waits_for() -> None:
    first = Commitment("x", "x", "a", due=date(2031, 1, 1))
    second = Commitment("y", "y", "b", due=date(2030, 6, 1), depends_on=("x",))
    assert Gap("too_early", "y", "x") in check_agreement(case_of([first, second], {"a": Stakes()})).gaps


def test_a_party_below_no_deal_is_named() -> None:
    assert Gap("below_no_deal", "a") in check_agreement(case_of([], {"a": Stakes()}, {"a": -1})).gaps


def test_the_shipped_agreement_has_two_gaps_to_close() -> None:
    assert check_agreement(CASE).gaps == (Gap("issue_uncovered", "night"), Gap("no_mechanism", "counting"))


def test_scenarios_without_a_mechanism_and_forecasts_apart() -> None:
    found = foreseen(CASE)
    assert NoMechanism("counting") in found.reasons
    assert any(isinstance(r, Forecast) and (r.lower, r.higher) == ("transit", "city") for r in found.reasons)
    assert found.answered_by["challenge"] == ("if-challenged",)


def test_every_usual_derailer_is_written_or_suggested() -> None:
    found = foreseen(CASE)
    kinds = {s.kind for s in found.written} | {s.kind for s in found.suggestions}
    assert kinds == set(DERAILERS)
    bare = foreseen(case_of([], {"a": Stakes()}))
    assert [s.kind for s in bare.suggestions] == list(DERAILERS)
    assert bare.reasons[0] == TooFewScenarios(0, 3)


def test_suggestions_are_about_what_would_hurt_most() -> None:
    cheap = Commitment("cheap", "x", "a", ("b",), date(2031, 1, 1))
    dear = Commitment("dear", "y", "b", ("a",), date(2031, 2, 1))
    waits = Commitment("waits", "z", "b", ("a",), date(2032, 1, 1), depends_on=("cheap",))
    stakes = {"a": Stakes(costs={"cheap": F(1)}), "b": Stakes(costs={"dear": F(9), "waits": F(2)})}
    about = {s.kind: s for s in foreseen(case_of([cheap, dear, waits], stakes)).suggestions}
    assert about["cost_overrun"].about == ("dear",)
    assert about["delay"].about == ("cheap",)
    assert about["delay"].falls == ("waits",)
    assert about["leadership_change"].about == ("b",)
