import json
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

import numpy as np
import pytest

from makeable.explain.audience import Withheld
from makeable.finding import Finding, Gained, RunnerUp, enumerated
from makeable.model import AllOf, AtLeast, Package
from makeable.report.as_json import as_json, json_text


@dataclass(frozen=True, kw_only=True)
class Answer(Finding):
    packages: tuple[Package, ...]
    values: dict[str, Fraction] = field(default_factory=dict)


ANSWER = Answer(
    asked="divide",
    given={"principle": "nash"},
    proof=enumerated(),
    reasons=(Gained("mayor", Fraction(7, 2)), RunnerUp(Fraction(1), ("mayor", "union"))),
    drawn_from=frozenset({"union", "mayor"}),
    packages=(Package({"place": "bay", "money": Fraction(3, 2), "years": Fraction(4)}),),
    values=MappingProxyType({"union": Fraction(60), "mayor": Fraction(1, 3)}),  # type: ignore[arg-type]
)


def test_a_finding() -> None:
    assert as_json(ANSWER) == {
        "asked": "divide",
        "given": {"principle": "nash"},
        "proof": {
            "kind": "proven",
            "by": "every package was looked at",
            "gap": None,
            "gap_in": "share",
            "interval": None,
            "confidence": None,
        },
        "reasons": [
            {"kind": "gained", "party": "mayor", "gain": 3.5},
            {"kind": "runner_up", "behind": 1, "parties": ["mayor", "union"]},
        ],
        "drawn_from": ["mayor", "union"],
        "packages": [{"place": "bay", "money": 1.5, "years": 4}],
        "values": {"union": 60, "mayor": 1 / 3},
    }


def test_whole_numbers_stay_whole_and_exact() -> None:
    huge = 10**40 + 1
    assert json.loads(json_text([Fraction(huge), Fraction(4, 2), np.int64(3)])) == [huge, 2, 3]
    assert type(json.loads(json_text(Fraction(6, 3)))) is int


def test_what_json_does_not_know() -> None:
    assert as_json([float("inf"), float("nan"), Fraction(10**400, 3)]) == [None, None, 10**400 // 3]
    with pytest.raises(TypeError, match="object"):
        as_json(object())


def test_order_does_not_depend_on_hashing() -> None:
    groups = [frozenset({"a", "b"}), frozenset({"c"})]
    assert as_json(frozenset(groups)) == [["a", "b"], ["c"]]
    assert json_text({frozenset({"z", "y"}): 1}) == json_text({frozenset({"y", "z"}): 1})


def test_kinds_that_share_a_place_are_named() -> None:
    rule = AllOf((AtLeast(1, ("a",)),), "both")
    assert as_json(rule) == {
        "kind": "all_of",
        "rules": [{"kind": "at_least", "count": 1, "parties": ["a"]}],
        "name": "both",
    }
    assert as_json(Withheld("divide")) == {"kind": "withheld", "asked": "divide"}


def test_arrays_and_keys_that_are_no_names() -> None:
    assert as_json(np.array([[1, 2], [3, 4]])) == [[1, 2], [3, 4]]
    assert as_json({Fraction(1, 2): "a", 3: "b"}) == {"0.5": "a", "3": "b"}
    assert as_json({("a", "b"): 1}) == [[["a", "b"], 1]]
