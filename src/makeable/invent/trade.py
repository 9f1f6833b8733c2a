"""One trade: what changes, who gains, who gives what to whom, and what it exploits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from makeable.model import Case, ChoiceIssue, Package, Settlement

__all__ = ["Kind", "Trade", "is_appearance", "trade_of"]

Kind = Literal["free", "swap", "cycle", "exchange", "together", "spared"]


@dataclass(frozen=True)
class Trade:
    """Changes that are made together.

    `kind`: `free` (a change that hurts nobody), `swap` (two parties give to each other), `cycle` (three or more give
    in a ring, no two of them to each other), `exchange` (several give and get in other ways), `together` (only the
    combination of the changes brings the gain), `spared` (who gives stays above the line). `gains`: for each known
    party, compared with the package or, where that is the line, with no deal. `gainers` end strictly better;
    `kept_whole` are touched and end where they were, or give what they can spare. `effects[issue][party]`: what that
    change alone would do to a party. `bonus`: what the changes add when they come together. `ring`: who gives to whom,
    in order. `appearance`: changed issues of credit, recognition or framing.
    """

    kind: Kind
    changes: Mapping[str, Settlement]
    package: Package
    gains: Mapping[str, Fraction]
    gainers: tuple[str, ...]
    kept_whole: tuple[str, ...]
    effects: Mapping[str, Mapping[str, Fraction]]
    bonus: Mapping[str, Fraction]
    ring: tuple[str, ...] = ()
    appearance: tuple[str, ...] = ()

    @property
    def involved(self) -> tuple[str, ...]:
        """Everyone whom any of the changes touches."""
        return self.gainers + self.kept_whole

    def gives(self, party: str) -> tuple[str, ...]:
        """The issues whose change alone would hurt a party."""
        return tuple(issue for issue, felt in self.effects.items() if felt[party] < 0)

    def gets(self, party: str) -> tuple[str, ...]:
        """The issues whose change alone would please a party."""
        return tuple(issue for issue, felt in self.effects.items() if felt[party] > 0)


def trade_of(case: Case, package: Package, changes: Mapping[str, Settlement], line: str = "package") -> Trade:
    """The trade that makes these changes of a package."""
    after = package.changed(changes)
    now = {party: sheet.value(package) for party, sheet in case.sheets.items()}
    steps = {party: sheet.value(after) - now[party] for party, sheet in case.sheets.items()}
    effects = {
        issue: MappingProxyType(
            {p: sheet.value(package.changed({issue: way})) - now[p] for p, sheet in case.sheets.items()}
        )
        for issue, way in changes.items()
    }
    bonus = {p: steps[p] - sum((felt[p] for felt in effects.values()), Fraction(0)) for p in steps}
    gains = {p: sheet.gain(after) for p, sheet in case.sheets.items()} if line == "no_deal" else steps
    gainers = tuple(p for p, gain in gains.items() if gain > 0)
    touched = {p for felt in effects.values() for p, step in felt.items() if step} | {p for p, b in bonus.items() if b}
    kind, ring = _kind(effects, any(bonus.values()))
    return Trade(
        kind=kind,
        changes=MappingProxyType(dict(changes)),
        package=after,
        gains=MappingProxyType(gains),
        gainers=gainers,
        kept_whole=tuple(p for p in gains if p in touched and p not in gainers),
        effects=MappingProxyType(effects),
        bonus=MappingProxyType({p: b for p, b in bonus.items() if b}),
        ring=ring,
        appearance=tuple(i for i in changes if is_appearance(case, i, package[i], changes[i])),
    )


def is_appearance(case: Case, issue: str, before: Settlement, after: Settlement) -> bool:
    """Whether a change is about credit, recognition or framing: its issue is flagged, or one of the two options."""
    described = case.issue[issue]
    if described.appearance or not isinstance(described, ChoiceIssue):
        return described.appearance
    return any(described.by_id[str(way)].appearance for way in (before, after))


def _kind(effects: Mapping[str, Mapping[str, Fraction]], combined: bool) -> tuple[Kind, tuple[str, ...]]:
    """What sort of trade it is by who gives to whom, and the shortest ring of givers."""
    gives: dict[str, set[str]] = {}
    for felt in effects.values():
        for giver in (p for p, step in felt.items() if step < 0):
            gives.setdefault(giver, set()).update(p for p, step in felt.items() if step > 0)
    if not gives:
        return ("free" if len(effects) == 1 else "together"), ()
    ring = _shortest_ring(gives)
    if not ring:
        return ("together" if combined else "spared"), ()
    if len(ring) == len(gives):
        return ("swap" if len(ring) == 2 else "cycle"), ring
    return "exchange", ring


def _shortest_ring(gives: Mapping[str, set[str]]) -> tuple[str, ...]:
    """The shortest way along gifts from a giver back to itself; empty when there is none."""
    best: tuple[str, ...] = ()
    for start in gives:
        paths: list[tuple[str, ...]] = [(start,)]
        seen = {start}
        while paths and not (best and len(paths[0]) >= len(best)):
            path = paths.pop(0)
            if start in gives[path[-1]]:
                best = path
                break
            following = [p for p in gives if p in gives[path[-1]] and p not in seen]
            seen.update(following)
            paths += [(*path, p) for p in following]
    return best
