"""Reconvening prepared: why the parties meet again, what they needed at first, what changed, what could repair it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from makeable.agreement.followup.machine import replay
from makeable.agreement.followup.state import Grievance, Reconvening, State, Track
from makeable.agreement.surplus import effects, surplus
from makeable.finding import Finding, NoDeal, Reason, proven
from makeable.model import Agreement, Case, ChoiceIssue, Interest, Package
from makeable.model.event import Event

__all__ = ["Change", "ReconveningBrief", "WayOut", "reconvening_brief"]

MOST_WAYS = 5


@dataclass(frozen=True, slots=True)
class Change:
    """Something that changed since the agreement was signed; `kind` says what `about` names."""

    kind: str
    about: str
    on: date
    figure: Fraction | None = None


@dataclass(frozen=True)
class WayOut:
    """A package that keeps everyone whose sheet is known at or above its no-deal line as things are now.

    `name`: a package that was set aside, or empty for a small change to the agreed one. `changes`: the issues settled
    otherwise than agreed. `surplus`: each party's gain over no deal now.
    """

    name: str
    package: Package
    changes: tuple[str, ...]
    surplus: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        object.__setattr__(self, "surplus", MappingProxyType(dict(self.surplus)))


@dataclass(frozen=True, kw_only=True)
class ReconveningBrief(Finding):
    """What the table needs to start again. `surplus_now`: each party's gain over no deal under the agreed package."""

    called: tuple[Reconvening, ...]
    disputes: tuple[Grievance, ...]
    breached: tuple[Track, ...]
    changes: tuple[Change, ...]
    interests: Mapping[str, tuple[Interest, ...]]
    surplus_now: Mapping[str, Fraction]
    ways_out: tuple[WayOut, ...]


def reconvening_brief(case: Case, events: tuple[Event, ...]) -> ReconveningBrief:
    """Prepare the parties' return to the table from the log of the follow-up.

    The interests are those behind the issues concerned (all, when none can be named). Ways out are the packages that
    were set aside and the packages one issue away from the agreed one that everyone would prefer to no deal, as the
    scenarios that have happened leave them; those touching the issue concerned come first, then by the smallest gain.
    """
    agreement = case.agreement
    if agreement is None:
        raise ValueError("the case has no agreement")
    state = replay(case, events)
    disputes = tuple(g for g in state.grievances.values() if g.status != "resolved")
    called = state.pending()
    concerned = _issues(agreement, [g.about for g in disputes] + [r.about for r in called])
    shift = _shift(case, agreement, state)
    now = {party: gain + shift[party] for party, gain in surplus(case).items()}
    ways = _ways_out(case, agreement, shift, concerned)
    reasons: tuple[Reason, ...] = () if ways else (NoDeal("together", tuple(case.sheets)),)
    return ReconveningBrief(
        asked="reconvene",
        given={"on": state.today.isoformat() if state.today is not None else ""},
        proof=proven("every set-aside package and every change of one issue was looked at"),
        reasons=reasons,
        drawn_from=frozenset(sheet.owner(p) for p, sheet in case.sheets.items()),
        called=called,
        disputes=disputes,
        breached=tuple(t for t in state.tracks.values() if t.status == "breached"),
        changes=_changes(state),
        interests=MappingProxyType({p: _interests(sheet.interests, concerned) for p, sheet in case.sheets.items()}),
        surplus_now=MappingProxyType(now),
        ways_out=ways,
    )


def _issues(agreement: Agreement, subjects: list[str]) -> tuple[str, ...]:
    """The issues behind commitments, metrics and scenarios."""
    found: list[str] = []
    for subject in subjects:
        if subject in agreement.commitment:
            found.append(agreement.commitment[subject].issue)
        elif subject in agreement.metric:
            found.append(agreement.metric[subject].issue)
        elif subject in agreement.scenario:
            scenario = agreement.scenario[subject]
            concerned = [*scenario.about, *scenario.breaks, *scenario.delays]
            found += [agreement.commitment[key].issue for key in concerned if key in agreement.commitment]
            found += [key for key in concerned if key in agreement.package]
    return tuple(dict.fromkeys(issue for issue in found if issue))


def _interests(interests: tuple[Interest, ...], concerned: tuple[str, ...]) -> tuple[Interest, ...]:
    touched = tuple(i for i in interests if set(i.issues) & set(concerned))
    return touched if touched and concerned else interests


def _shift(case: Case, agreement: Agreement, state: State) -> dict[str, Fraction]:
    """What the scenarios that have happened add to each party's surplus, at severity 1."""
    total = dict.fromkeys(case.sheets, Fraction(0))
    for key in state.happened:
        for party, (turned, fixed) in effects(case, agreement.scenario[key]).items():
            total[party] += turned + fixed
    return total


def _changes(state: State) -> tuple[Change, ...]:
    found = [Change("scenario", key, on) for key, on in state.happened.items()]
    for metric, readings in state.readings.items():
        if readings and readings[-1].missed:
            found.append(Change("metric", metric, readings[-1].on, readings[-1].value))
    for track in state.tracks.values():
        if track.status in ("late", "breached"):
            found.append(Change(track.status, track.commitment, track.history[-1][0], Fraction(track.number)))
    return tuple(sorted(found, key=lambda change: (change.on, change.kind, change.about)))


def _ways_out(
    case: Case, agreement: Agreement, shift: Mapping[str, Fraction], concerned: tuple[str, ...]
) -> tuple[WayOut, ...]:
    agreed = agreement.package
    named = {key: package for key, package in case.packages.items() if package != agreed}
    if agreement.set_aside:
        named = {key: case.packages[key] for key in agreement.set_aside if case.packages[key] != agreed}
    tried = list(named.items())
    tried += [("", package) for package in _neighbours(case, agreed) if package not in named.values()]
    found = []
    for name, package in tried:
        gains = {party: sheet.gain(package) + shift[party] for party, sheet in case.sheets.items()}
        if case.allows(package) and gains and min(gains.values()) >= 0:
            found.append(WayOut(name, package, package.differs_from(agreed), gains))

    def best_first(way: WayOut) -> tuple[bool, bool, Fraction]:
        touches = bool(set(way.changes) & set(concerned))
        return (not way.name, not touches, -min(way.surplus.values()))

    return tuple(sorted(found, key=best_first)[:MOST_WAYS])


def _neighbours(case: Case, package: Package) -> list[Package]:
    """The packages that settle one issue otherwise; quantities at ten steps across their range."""
    found = []
    for issue in case.issues:
        choices = list(issue.by_id) if isinstance(issue, ChoiceIssue) else list(issue.grid(10))
        found += [package.changed({issue.id: choice}) for choice in choices if choice != package[issue.id]]
    return found
