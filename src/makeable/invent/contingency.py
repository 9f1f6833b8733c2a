"""Contingencies as terms: packages in which an issue's settlement depends on an event, judged and found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from makeable.errors import BadInput, Problem
from makeable.finding import Assumed, Finding, Proof, Reason, proven
from makeable.invent.expand import Expansion, chances_of, expansion, sheet_given
from makeable.model import AtLeast, Case, Package
from makeable.model.contingent import ContingentPackage
from makeable.model.prospects import Prospects
from makeable.model.uncertainty import Uncertainty
from makeable.principles import Asked, Division

__all__ = ["ContingentJudgement", "ContingentOffer", "ContingentTerms", "contingent", "judge_contingent"]

Run = Callable[[Case, Asked], Division]
PLAINLY = Asked()


@dataclass(frozen=True, kw_only=True)
class ContingentJudgement(Finding):
    """What a contingent package is to each party.

    `values` and `gains` are expected by the party's own probabilities; `gains` over its expected no-deal line.
    `then[outcome][party]`: its gain over no deal once that outcome has come about. `regrets`: who will then be below
    no deal, and would rather not have signed (party, outcome). `tempted`: for parties that can influence the event,
    the outcome by which the package leaves them best off.
    """

    package: ContingentPackage
    parties: tuple[str, ...]
    chances: Mapping[str, Mapping[str, Fraction]]
    values: Mapping[str, Fraction]
    gains: Mapping[str, Fraction]
    then: Mapping[str, Mapping[str, Fraction]]
    allowed: bool
    passes: bool
    unanimous: bool
    regrets: tuple[tuple[str, str], ...]
    tempted: Mapping[str, str]


@dataclass(frozen=True)
class ContingentOffer:
    """For one event, by one principle and by expected scores: what terms that depend on it bring.

    `plain`: the best package without such terms. `better`: the best with them among those that leave nobody worse off
    than `plain` and somebody better; None where there is none (`for_all`: everybody is better off). `best`: the best
    with them of all. None where the principle finds no deal.
    """

    event: str
    plain: ContingentJudgement | None
    better: ContingentJudgement | None
    best: ContingentJudgement | None
    for_all: bool
    proof: Proof


@dataclass(frozen=True, kw_only=True)
class ContingentTerms(Finding):
    """The offers, one for each event that was looked at, by one principle."""

    principle: str
    parties: tuple[str, ...]
    offers: tuple[ContingentOffer, ...]


def judge_contingent(case: Case, package: ContingentPackage) -> ContingentJudgement:
    """What does this contingent package give each party by its own expectations, and would anyone regret it?

    Points are counted as expected points. Parties whose sheets are unknown are taken to say yes. It misleads where
    beliefs are stated to impress. Raises BadInput for an event that the case does not have.
    """
    event = _event(case, package.event)
    chances = chances_of(case, event)
    given = {o: {p: sheet_given(s, event.id, o) for p, s in case.sheets.items()} for o in event.outcome}
    worth = {o: {p: s.value(package.by_outcome[o]) for p, s in sheets.items()} for o, sheets in given.items()}
    then = {o: {p: worth[o][p] - s.no_deal for p, s in sheets.items()} for o, sheets in given.items()}
    values = {p: _expected(chances[p], {o: worth[o][p] for o in worth}) for p in case.sheets}
    gains = {p: _expected(chances[p], {o: then[o][p] for o in then}) for p in case.sheets}
    tempted = {}
    for party in (p for p in event.influenced_by if p in case.sheets):
        hit = (case.sheets[party].prospects or Prospects()).exposure.get(event.id, {})
        after = {o: worth[o][party] + hit.get(o, 0) for o in worth}
        if len(set(after.values())) > 1:
            tempted[party] = max(after, key=lambda outcome: after[outcome])
    yes = {party for party in case.party if gains.get(party, 0) >= 0}
    return ContingentJudgement(
        asked="judge contingent",
        given={"event": event.id},
        proof=proven("expected scores"),
        reasons=_assumed(case, event),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()),
        package=package,
        parties=tuple(case.sheets),
        chances=MappingProxyType({party: MappingProxyType(by) for party, by in chances.items()}),
        values=MappingProxyType(values),
        gains=MappingProxyType(gains),
        then=MappingProxyType({outcome: MappingProxyType(by) for outcome, by in then.items()}),
        allowed=all(case.allows(part) for part in package.by_outcome.values()),
        passes=case.rule.holds(yes),
        unanimous=all(gain >= 0 for gain in gains.values()),
        regrets=tuple((p, o) for o, by in then.items() for p, gain in by.items() if gain < 0),
        tempted=MappingProxyType(tempted),
    )


def _event(case: Case, event: str) -> Uncertainty:
    if event not in case.event:
        known = ", ".join(case.event) or "none; add a section `events:` to the case"
        raise BadInput([Problem("the event", f"There is no event `{event}`.", f"There are: {known}.")])
    return case.event[event]


def _expected(chance: Mapping[str, Fraction], by_outcome: Mapping[str, Fraction]) -> Fraction:
    return sum((chance[outcome] * value for outcome, value in by_outcome.items()), Fraction(0))


def _assumed(case: Case, event: Uncertainty) -> tuple[Reason, ...]:
    sheets = case.sheets
    silent = [p for p, s in sheets.items() if event.id not in (s.prospects or Prospects()).beliefs]
    reasons: list[Reason] = [Assumed("belief", event.id, party) for party in silent]
    reasons += [Assumed("says yes", party=party) for party in case.party if party not in sheets]
    reasons += [Assumed("estimate", s.estimated_by, p) for p, s in sheets.items() if s.estimated_by]
    return tuple(reasons)


def contingent(
    case: Case, run: Run, events: Collection[str] = (), issues: Collection[str] = (), asked: Asked = PLAINLY
) -> ContingentTerms:
    """Which issues should be settled by what will happen, and what does that bring each party?

    For each event (none named: every event of the case), the best package by the principle `run` where these issues
    (none named: all) may depend on its outcome, beside the best that depends on nothing; both by expected scores. A
    settlement depends on the event only where that brings somebody something. Raises BadInput for unknown events.
    """
    chosen = [_event(case, event) for event in (events or case.event)]
    open_ = tuple(issues or case.issue)
    offers = [_offer(case, run, event, open_, asked) for event in chosen]
    reasons = tuple(dict.fromkeys(r for event in chosen for r in _assumed(case, event)))
    return ContingentTerms(
        asked="contingent",
        given={"issues": ", ".join(open_)},
        proof=next((offer.proof for offer in offers if offer.proof.kind != "proven"), proven("each by the principle")),
        reasons=reasons,
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()),
        principle=getattr(run, "__name__", "").replace("_", "-"),
        parties=tuple(case.sheets),
        offers=tuple(offers),
    )


def _offer(case: Case, run: Run, event: Uncertainty, issues: Collection[str], asked: Asked) -> ContingentOffer:
    without, free = expansion(case, event, ()), expansion(case, event, issues)
    first, last = run(without.case, asked), run(free.case, asked)
    plain, best = _judged(case, without, first, event), _judged(case, free, last, event)
    better, for_all, proof = None, False, last.proof
    if plain is not None:
        raised = {p: replace(s, no_deal=plain.values[p]) for p, s in free.case.sheets.items()}
        everyone = AtLeast(len(case.parties), tuple(case.party))
        found = run(replace(free.case, rule=everyone).with_sheets(raised), asked)
        better, proof = _judged(case, free, found, event), found.proof if last.proof.kind == "proven" else last.proof
        steps = [better.gains[p] - plain.gains[p] for p in plain.parties] if better is not None else []
        better = better if steps and max(steps) > 0 else None
        for_all = better is not None and min(steps) > 0
    return ContingentOffer(event.id, plain, better, best, for_all, proof)


def _judged(case: Case, expanded: Expansion, division: Division, event: Uncertainty) -> ContingentJudgement | None:
    if not division.packages:
        return None
    return judge_contingent(case, _settled(case, expanded.contingent(division.packages[0]), event))


def _settled(case: Case, package: ContingentPackage, event: Uncertainty) -> ContingentPackage:
    """The same, where nothing depends on the event without bringing somebody something."""
    chances = chances_of(case, event)
    given = {o: {p: sheet_given(s, event.id, o) for p, s in case.sheets.items()} for o in event.outcome}

    def worth(by_outcome: Mapping[str, Package]) -> list[Fraction]:
        return [_expected(chances[p], {o: given[o][p].value(by_outcome[o]) for o in given}) for p in case.sheets]

    now = worth(package.by_outcome)
    for issue in package.dependent:
        for way in dict.fromkeys(part[issue] for part in package.by_outcome.values()):
            trial = {outcome: part.changed({issue: way}) for outcome, part in package.by_outcome.items()}
            kept = all(case.allows(part) for part in trial.values())
            if kept and all(a >= b for a, b in zip(worth(trial), now, strict=True)):
                package, now = replace(package, by_outcome=trial), worth(trial)
                break
    return package
