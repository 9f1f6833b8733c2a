"""A decision rule as plain data, the same content that reading takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from makeable.model import AllOf, AtLeast, Quota, Rule

__all__ = ["rule_data"]

Data = dict[str, Any]


def rule_data(rule: Rule, everyone: tuple[str, ...] = ()) -> Data | str:
    """The rule as reading takes it; `everyone`: the parties that need not be named."""
    if isinstance(rule, AtLeast):
        return _count(rule, everyone)
    if isinstance(rule, Quota):
        return {"weights": dict(rule.weights), "quota": rule.quota}
    together = _side_by_side(rule, everyone) if isinstance(rule, AllOf) else None
    key = "all" if isinstance(rule, AllOf) else "any"
    data = together or {key: [rule_data(part, everyone) for part in rule.rules]}
    return data | ({"name": rule.name} if rule.name else {})


def _count(rule: AtLeast, everyone: tuple[str, ...]) -> Data | str:
    if rule.count == len(rule.parties):
        return "unanimity" if rule.parties == everyone else {"required": list(rule.parties)}
    group = {} if rule.parties == everyone else {"of": list(rule.parties)}
    return {"at_least": rule.count} | group


def _side_by_side(rule: AllOf, everyone: tuple[str, ...]) -> Data | None:
    """The parts as keys of one mapping (a count, the required parties, a quota), where they are no more than that."""
    data: Mapping[str, Any] = {}
    for part in rule.rules:
        written = rule_data(part, everyone) if isinstance(part, (AtLeast, Quota)) else ""
        later = {"at_least": 0, "required": 1, "weights": 2}
        if isinstance(written, str) or set(written) & set(data):
            return None
        if data and max(later.get(key, 0) for key in data) >= min(later.get(key, 2) for key in written):
            return None
        data = {**data, **written}
    return dict(data) if len(rule.rules) > 1 or rule.name else None
