"""Trades on differences: what parties value, expect, risk, discount and honour differently, and what that is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.finding import Assumed, Finding, Proof, Reason, proven, within
from makeable.invent.appearance import Courtesy, courtesies
from makeable.invent.forecast import state_terms
from makeable.invent.logroll import ALL, Logrolls, Sought, logrolls
from makeable.invent.state_term import StateTerm, money_of, prospects_of
from makeable.invent.timing import Schedule, best_schedule
from makeable.model import Case, Package

__all__ = ["SOURCES", "Trades", "trades"]

SOURCES = ("valuation", "appearance", "forecast", "risk", "timing")
"""What trades can exploit, in the order in which they are told."""


@dataclass(frozen=True, kw_only=True)
class Trades(Finding):
    """The trades that were found, by what they exploit.

    `valuation` holds the minimal trades across issues; `appearance` the gestures; `forecasts` and `risks` the terms
    that depend on an event; `timing` the schedule, if one is better for all. `silent[source]`: parties that say
    nothing on which such a trade could rest. `looked`: which of the sources were asked for.
    """

    package: Package
    parties: tuple[str, ...]
    looked: tuple[str, ...]
    valuation: Logrolls | None
    appearance: tuple[Courtesy, ...]
    forecasts: tuple[StateTerm, ...]
    risks: tuple[StateTerm, ...]
    timing: Schedule | None
    silent: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "silent", MappingProxyType(dict(self.silent)))


def trades(
    case: Case,
    package: Package,
    sought: Sought = ALL,
    looked: tuple[str, ...] = SOURCES,
    stake: Fraction | None = None,
) -> Trades:
    """Where do these parties differ in a way that a trade can use, and what would each gain?

    From a package: every minimal trade across issues, gestures that cost little and mean much, terms that depend on
    events about which parties differ or which hit them, and who should be paid first. `stake` limits what anybody may
    lose by a term, in money. Each stands alone; two of them need not go together. See the parts for when they mislead.
    """
    rolled = logrolls(case, package, sought) if "valuation" in looked else None
    terms = state_terms(case, stake) if {"forecast", "risk"} & set(looked) else ()
    reasons: tuple[Reason, ...] = rolled.reasons if rolled is not None else ()
    reasons += tuple(
        Assumed("money", party=party)
        for party, sheet in case.sheets.items()
        if (terms or case.flows) and sheet.stakes is None and money_of(sheet) == 1
    )
    return Trades(
        asked="trades",
        given={"looked": ", ".join(looked)},
        proof=rolled.proof if rolled is not None else _proof(terms),
        reasons=reasons,
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()),
        package=package,
        parties=tuple(case.sheets),
        looked=looked,
        valuation=rolled,
        appearance=courtesies(case, package) if "appearance" in looked else (),
        forecasts=tuple(t for t in terms if t.kind == "forecast" and "forecast" in looked),
        risks=tuple(t for t in terms if t.kind == "risk" and "risk" in looked),
        timing=best_schedule(case) if "timing" in looked else None,
        silent=_silent(case),
    )


def _proof(terms: tuple[StateTerm, ...]) -> Proof:
    """Closed forms and linear programs are exact; what was solved numerically keeps to Borch's condition so far."""
    numerical = [Fraction(term.off).limit_denominator(10**9) for term in terms if term.basis == "numerical"]
    by = "linear programs in fractions, and Borch's condition"
    return within(max(*numerical, Fraction(1, 10**9)), by, "points") if numerical else proven(by)


def _silent(case: Case) -> dict[str, tuple[str, ...]]:
    held = {party: prospects_of(sheet) for party, sheet in case.sheets.items()}
    return {
        "forecast": tuple(p for p, prospects in held.items() if not prospects.beliefs),
        "risk": tuple(p for p, prospects in held.items() if not prospects.exposure),
        "timing": tuple(p for p, prospects in held.items() if prospects.discount_rate is None),
    }
