"""Who cares about what: how much of each party's value hangs on each issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.finding import Assumed, Finding, Reason, proven
from makeable.model import Case, Settlement, Sheet

__all__ = ["ImportanceFinding", "importance"]


@dataclass(frozen=True, kw_only=True)
class ImportanceFinding(Finding):
    """For each party and issue: the issue's share of all that the party could win or lose, and its best settlement.

    Shares of a party add up to 1 (or to 0 for a party that is indifferent to everything). `wants[party][issue]` lists
    the settlements it likes best; empty where it is indifferent.
    """

    parties: tuple[str, ...]
    shares: Mapping[str, Mapping[str, Fraction]]
    wants: Mapping[str, Mapping[str, tuple[Settlement, ...]]]
    contested: tuple[str, ...]


def importance(case: Case) -> ImportanceFinding:
    """Who cares about what, and where do they want different things?

    The importance of an issue to a party is the difference between its best and worst score there, as a share of
    the sum over issues. An issue is contested when two parties that care have no best settlement in common.
    Interactions between issues are not in it, so it misleads where they weigh much.
    """
    sheets = case.sheets
    shares = {party: MappingProxyType(_shares(case, sheet)) for party, sheet in sheets.items()}
    wants = {party: MappingProxyType(_wants(case, sheet)) for party, sheet in sheets.items()}
    contested = tuple(issue.id for issue in case.issues if _contested([w[issue.id] for w in wants.values()]))
    reasons: tuple[Reason, ...] = tuple(
        Assumed("interactions", party=party) for party, sheet in sheets.items() if sheet.interactions
    )
    return ImportanceFinding(
        asked="importance",
        proof=proven("scores compared"),
        reasons=reasons,
        drawn_from=frozenset(sheet.owner(party) for party, sheet in sheets.items()),
        parties=tuple(sheets),
        shares=MappingProxyType(shares),
        wants=MappingProxyType(wants),
        contested=contested,
    )


def _shares(case: Case, sheet: Sheet) -> dict[str, Fraction]:
    spans = {i.id: sheet.scores[i.id].span if i.id in sheet.scores else (Fraction(0), Fraction(0)) for i in case.issues}
    widths = {issue: high - low for issue, (low, high) in spans.items()}
    total = sum(widths.values(), Fraction(0))
    return {issue: width / total if total else Fraction(0) for issue, width in widths.items()}


def _wants(case: Case, sheet: Sheet) -> dict[str, tuple[Settlement, ...]]:
    wanted: dict[str, tuple[Settlement, ...]] = {}
    for issue in case.issues:
        score = sheet.scores.get(issue.id)
        if score is None or score.span[0] == score.span[1]:
            wanted[issue.id] = ()
            continue
        ways: dict[Settlement, Fraction] = {}
        ways.update(getattr(score, "by_option", None) or dict(getattr(score, "points", ())))
        top = max(ways.values())
        wanted[issue.id] = tuple(way for way, value in ways.items() if value == top)
    return wanted


def _contested(wishes: list[tuple[Settlement, ...]]) -> bool:
    caring = [set(wish) for wish in wishes if wish]
    return len(caring) > 1 and not set.intersection(*caring)
