"""Principles side by side: what each gives each party, next to no deal, the status quo and the drafts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Reason, proven
from makeable.model import Case, Package
from makeable.principles.asked import Asked
from makeable.principles.division import Division
from makeable.principles.registry import Principle, registered

__all__ = ["Comparison", "Tabled", "Unanswered", "compare"]


@dataclass(frozen=True)
class Tabled:
    """A package on the table (`draft`, `status_quo`, or a name): values and gains by party, and whether it passes."""

    name: str
    package: Package
    values: Mapping[str, Fraction]
    gains: Mapping[str, Fraction]
    passes: bool


@dataclass(frozen=True)
class Unanswered:
    """A principle that gave no answer, and why."""

    principle: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Comparison(Finding):
    """What each principle gives each party.

    `alike`: principles by the package that they choose first, most principles first. `prefers[party]`: the principles
    under which its value is largest (none where all give it the same). `no_deal`: the no-deal lines.
    """

    parties: tuple[str, ...]
    no_deal: Mapping[str, Fraction]
    divisions: tuple[Division, ...]
    alike: tuple[tuple[str, ...], ...]
    prefers: Mapping[str, tuple[str, ...]]
    tabled: tuple[Tabled, ...]
    unanswered: tuple[Unanswered, ...]


def compare(case: Case, asked: Asked = Asked(), principles: Iterable[Principle] | None = None) -> Comparison:
    """What does each principle give each party, where do they agree, and who would prefer which?

    Every principle is asked in the same way, over the same candidates. Ties of a principle are in its division; values
    compared are those of its first package. Who prefers which principle is known only to those who may read all sheets;
    choose the principle before looking.
    """
    chosen = tuple(principles) if principles is not None else tuple(registered().values())
    divisions: list[Division] = []
    unanswered: list[Unanswered] = []
    for principle in chosen:
        try:
            divisions.append(cast(Division, principle.run(case, asked)))
        except TooLarge as large:
            unanswered.append(Unanswered(principle.name, str(large)))
    answered = [division for division in divisions if division.packages]
    same: dict[Package, list[str]] = {}
    for division in answered:
        same.setdefault(division.packages[0], []).append(division.principle)
    return Comparison(
        asked="compare",
        given={"over": asked.over},
        proof=next((d.proof for d in answered if d.proof.kind != "proven"), proven("see each principle")),
        reasons=_reasons(case, divisions),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()),
        parties=tuple(case.sheets),
        no_deal={party: sheet.no_deal for party, sheet in case.sheets.items()},
        divisions=tuple(divisions),
        alike=tuple(tuple(names) for names in sorted(same.values(), key=len, reverse=True)),
        prefers={party: _best(party, answered) for party in case.sheets},
        tabled=_tabled(case),
        unanswered=tuple(unanswered),
    )


def _reasons(case: Case, divisions: list[Division]) -> tuple[Reason, ...]:
    if not case.sheets:
        return (Assumed("no sheets"),)
    none = [division for division in divisions if not division.packages]
    kept = none[0].reasons if none and len(none) == len(divisions) else ()
    assumed = [r for division in divisions for r in division.reasons if isinstance(r, Assumed)]
    return (*kept, *dict.fromkeys(r for r in assumed if r not in kept))


def _best(party: str, answered: list[Division]) -> tuple[str, ...]:
    values = {division.principle: division.values[party] for division in answered}
    top = max(values.values(), default=None)
    return tuple(name for name, value in values.items() if value == top) if len(set(values.values())) > 1 else ()


def _tabled(case: Case) -> tuple[Tabled, ...]:
    """The status quo, the draft, and the named packages."""
    named = {"status_quo": case.status_quo, "draft": case.draft, **case.packages}
    found = []
    unknown = {party for party in case.party if party not in case.sheets}
    for name, package in named.items():
        if package is None or not case.allows(package):
            continue
        gains = {party: sheet.gain(package) for party, sheet in case.sheets.items()}
        yes = {party for party, gain in gains.items() if gain >= 0}
        values = {party: sheet.value(package) for party, sheet in case.sheets.items()}
        found.append(Tabled(name, package, values, gains, case.rule.holds(yes | unknown)))
    return tuple(found)
