"""Wrong or silent answers that other tools give, each answered right and explained here."""

from __future__ import annotations

from fractions import Fraction

from makeable.casefile import read_case_text
from makeable.finding import Assumed, NoDeal
from makeable.frontier import frontier, zone
from makeable.model import Case, Package
from makeable.principles import Asked, Division, named, registered
from makeable.report.brief import brief


def made(text: str) -> Case:
    case, problems = read_case_text("makeable: 1\n" + text)
    assert case is not None, problems
    return case


def run(name: str, case: Case, **asked: object) -> Division:
    found = named(name).run(case, Asked(**asked))  # type: ignore[arg-type]
    assert isinstance(found, Division)
    return found


TWO_LOSSES = """
issues: [{id: x, options: [awful, good]}]
parties:
  - {id: a, sheet: {no_deal: 10, scores: {x: [0, 11]}}}
  - {id: b, sheet: {no_deal: 10, scores: {x: [0, 11]}}}
"""


def test_two_losses_do_not_multiply_to_a_gain() -> None:
    """(-10) x (-10) = 100 is more than 1 x 1, and no Nash solution."""
    for over in ("auto", "all", "passing", "unanimous"):
        assert run("nash", made(TWO_LOSSES), over=over).packages == (Package({"x": "good"}),)


def test_a_no_deal_line_below_the_worst_package_is_not_raised() -> None:
    case = made("""
issues: [{id: x, range: [0, 10], step: 1}]
parties:
  - {id: a, sheet: {no_deal: -10, scores: {x: {0: 0, 10: 10}}}}
  - {id: b, sheet: {no_deal: 0, scores: {x: {0: 10, 10: 0}}}}
""")
    assert run("nash", case).packages == (Package({"x": Fraction(0)}),)
    assert run("nash", case).gains == {"a": 10, "b": 10}


def test_no_zone_is_no_deal_and_not_everything_optimal() -> None:
    case = made("""
issues: [{id: x, options: [l, r]}]
parties:
  - {id: a, sheet: {no_deal: 1, scores: {x: [1, 0]}}}
  - {id: b, sheet: {no_deal: 1, scores: {x: [0, 1]}}}
""")
    for name in registered():
        found = run(name, case)
        assert found.packages == ()
        assert NoDeal("together") in found.reasons
    assert brief(case).nearest is not None


def test_a_deal_between_the_amounts_of_the_grid_is_not_denied() -> None:
    case = made("""
issues: [{id: x, range: [0, 1]}]
parties:
  - {id: a, sheet: {no_deal: 33, scores: {x: {0: 0, 1: 99.99}}}}
  - {id: b, sheet: {no_deal: 66.99, scores: {x: {0: 100, 1: 0}}}}
""")
    found = zone(case)
    assert found.passing.value == 0
    assert Assumed("between amounts") in found.reasons
    assert not any(isinstance(reason, NoDeal) for reason in found.reasons)
    assert run("egalitarian", case).packages


def test_packages_of_equal_value_stay_apart() -> None:
    case = made("""
issues: [{id: x, options: [p, q, r]}]
parties: [{id: a, sheet: {no_deal: 0, scores: {x: [3, 3, 1]}}}, {id: b, sheet: {no_deal: 0, scores: {x: [2, 2, 1]}}}]
""")
    assert len(run("nash", case).packages) == 2
    assert (frontier(case).size, len(frontier(case).vectors)) == (2, 1)


def test_a_party_indifferent_to_everything_does_not_stop_the_others() -> None:
    case = made("""
issues: [{id: x, options: [p, q]}]
parties: [{id: a, sheet: {no_deal: 0, scores: {x: [0, 0]}}}, {id: b, sheet: {no_deal: 0, scores: {x: [1, 5]}}}]
""")
    for name in registered():
        assert run(name, case).packages == (Package({"x": "q"}),), name
    assert Assumed("no potential", party="a") in run("nash", case).reasons


def test_one_party_and_one_issue_are_a_case() -> None:
    case = made("issues: [{id: x, options: [p, q]}]\nparties: [{id: a, sheet: {no_deal: 1, scores: {x: [0, 2]}}}]")
    for name in registered():
        assert run(name, case).packages == (Package({"x": "q"}),), name
    assert zone(case).unanimous.value == 1


def test_the_first_stage_of_leximin_is_not_the_last() -> None:
    """Both packages give the worst-off 1; only one leaves nothing on the table."""
    case = made("""
issues: [{id: x, options: [p, q]}]
parties: [{id: a, sheet: {no_deal: 0, scores: {x: [1, 1]}}}, {id: b, sheet: {no_deal: 0, scores: {x: [2, 9]}}}]
""")
    assert run("egalitarian", case).packages == (Package({"x": "q"}),)


def test_nothing_is_sampled_in_silence() -> None:
    """10^20 packages: the answer is proven, and the counts say whether they are exact."""
    options = [f"o{n}" for n in range(10)]
    scores = [[(7 * i * i + 3 * i * k + 11 * k) % 101 for k in range(10)] for i in range(20)]
    other = [[(5 * i * i + 13 * i * k + 17 * k * k) % 101 for k in range(10)] for i in range(20)]
    issues = ", ".join(f"{{id: i{n}, options: {options}}}" for n in range(20)).replace("'", "")
    rows = [", ".join(f"i{n}: {row}" for n, row in enumerate(table)) for table in (scores, other)]
    parties = "\n".join(f"  - {{id: p{n}, sheet: {{no_deal: 900, scores: {{{row}}}}}}}" for n, row in enumerate(rows))
    case = made(f"issues: [{issues}]\nparties:\n{parties}\n")
    found = run("nash", case)
    assert found.proof.kind == "proven"
    best = frontier(case)
    assert best.proof.kind == "proven"
    products = [(a - 900) * (b - 900) for a, b in best.vectors if a > 900 and b > 900]
    assert max(products) == found.gains["p0"] * found.gains["p1"]
    counted = zone(case)
    assert counted.packages.value == 10**20
    assert counted.passing.exact or counted.proof.kind == "sampled"
