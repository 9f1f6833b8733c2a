"""One rule: one file, one function of its name, one page; and the examples of cases/dividing are answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from makeable.principles.claims import claims_rule_named, claims_rules
from makeable.principles.items import items_rule_named, items_rules

ROOT = Path(__file__).resolve().parents[2]
RULES = [("claims", rule) for rule in claims_rules().values()] + [("items", rule) for rule in items_rules().values()]


@pytest.mark.parametrize(("folder", "rule"), RULES, ids=lambda part: getattr(part, "name", part))
def test_a_rule_is_found_in_ten_seconds(folder: str, rule: object) -> None:
    name, run = rule.name, rule.run  # type: ignore[attr-defined]
    file = name.replace("-", "_")
    assert run.__module__ == f"makeable.principles.{folder}.{file}"
    assert run.__name__ == file
    assert run.__doc__
    page = (ROOT / "docs" / "principles" / folder / f"{name}.md").read_text()
    assert rule.source in page  # type: ignore[attr-defined]
    assert f"({folder}/{name}.md)" in (ROOT / "docs" / "principles" / "README.md").read_text()


def test_names_and_aliases_lead_to_rules() -> None:
    assert claims_rule_named("CEA").name == "constrained-equal-awards"
    assert claims_rule_named("scrb").name == "separable-costs"
    assert items_rule_named("mms").name == "maximin-share"
    for named in (claims_rule_named, items_rule_named):
        with pytest.raises(KeyError):
            named("nothing")
