"""What all principles share: whose yes is needed, no deal, ties, losers, shares and reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from makeable.errors import BadInput, Problem, TooLarge
from makeable.finding import Assumed, Gained, LeftOut, Proof, Reason, RunnerUp, Tied, enumerated
from makeable.frontier.space import Space, space_of
from makeable.frontier.zone import no_deal_reasons
from makeable.model import Case, Package
from makeable.principles.asked import Asked
from makeable.principles.division import Division, Over
from makeable.principles.listed import LISTED, Candidates, best, candidates
from makeable.principles.measure import ByShares, Measure, Setting
from makeable.principles.programmed import Programmed, programmed
from makeable.principles.steps import steps_listed

__all__ = ["divide"]


@dataclass(frozen=True)
class Chosen:
    """The packages a search found best, how sure that is, and what each party could have had at most."""

    over: Over
    packages: tuple[Package, ...]
    ties: int
    measure: tuple[Fraction, ...]
    runner_up: tuple[Fraction, ...] | None
    potential: tuple[Fraction | None, ...]
    proof: Proof


@dataclass(frozen=True)
class _Way:
    """How a search goes: by what measure, asked how, with what weights, hopes and steps."""

    measure: Measure
    asked: Asked
    weights: tuple[Fraction, ...]
    dream: bool
    stepwise: bool


def divide(
    case: Case, name: str, measure: Measure, asked: Asked, dream: bool = False, stepwise: bool = False
) -> Division:
    """The packages that do best by a measure, with what each party gets.

    `dream`: potentials are taken over all packages that keep the constraints, not only over the candidates.
    `stepwise`: the candidates are narrowed by Raiffa's steps first.
    Raises BadInput for weights of parties that are not in the case, or that are not positive.
    """
    weights = _weights(case, asked.weights)
    if not case.sheets:
        return _nothing(case, name, "all", (Assumed("no sheets"),))
    space = _small_space(case)
    if space is not None:
        chosen = _listed(space, _Way(measure, asked, weights, dream, stepwise))
    else:
        chosen = _programmed(case, _Way(measure, asked, weights, dream, stepwise))
    if isinstance(chosen, Chosen):
        return _division(case, name, chosen, weights, () if stepwise else _without_unit(case, measure, weights))
    return _nothing(case, name, *chosen)


def _small_space(case: Case) -> Space | None:
    """The space of a case whose packages can all be looked at; None when they cannot."""
    try:
        space = space_of(case, most=LISTED)
    except TooLarge:
        return None
    return space if space.combinations <= LISTED and not space.gridded else None


def _weights(case: Case, given: Mapping[str, Fraction]) -> tuple[Fraction, ...]:
    problems = [
        Problem("weights", f"`{party}` is not a party of this case.", f"Use the ids {', '.join(case.party)}.")
        for party in given
        if party not in case.party
    ]
    problems += [
        Problem("weights", f"The weight of `{party}` is not positive.", "Give every party a weight above 0.")
        for party, weight in given.items()
        if weight <= 0
    ]
    if problems:
        raise BadInput(problems)
    return tuple(given.get(party, Fraction(1)) for party in case.sheets)


def _listed(space: Space, way: _Way) -> Chosen | tuple[Over, tuple[Reason, ...]]:
    measure, asked = way.measure, way.asked
    scopes: tuple[Over, ...] = ("unanimous", "passing") if asked.over == "auto" else (asked.over,)
    among = asked.region.among(candidates(space, scopes[0]))
    for over in scopes[1:]:
        if not len(among.numbers):
            among = asked.region.among(candidates(space, over))
    if not len(among.numbers):
        return among.over, (_why_not(space, among.over),) if asked.region.everything else ()
    among = replace(among, losses_count=isinstance(measure, ByShares) and measure.losses_count)
    potential = (candidates(space, "all") if way.dream else among).potential()
    if way.stepwise:
        among, measure = steps_listed(among)
    setting = Setting(space.parties, potential, way.weights, tuple(sheet.no_deal for sheet in space.sheets))
    field_of_choice = among.efficient() if measure.efficient_first else among
    found = best(field_of_choice, measure, setting)
    return Chosen(
        over=among.over,
        packages=tuple(field_of_choice.package(at) for at in found.at[: asked.limit]),
        ties=len(found.at),
        measure=found.measure,
        runner_up=found.runner_up,
        potential=potential,
        proof=enumerated(),
    )


def _why_not(space: Space, over: Over) -> Reason:
    everything: Candidates = candidates(space, "all")
    never = tuple(
        party
        for number, (party, line) in enumerate(zip(space.parties, space.no_deal, strict=True))
        if not any(everything.values[:, number] >= line)
    )
    unknown = tuple(party for party in space.case.party if party not in space.parties)
    return no_deal_reasons(space.case, not len(everything.numbers), never, unknown, over == "unanimous")


def _programmed(case: Case, way: _Way) -> Chosen | tuple[Over, tuple[Reason, ...]]:
    found: Programmed = programmed(case, way.measure, way.weights, way.asked, way.dream, way.stepwise)
    if not found.packages:
        return found.over, found.reasons
    return Chosen(found.over, found.packages, len(found.packages), found.measure, None, found.potential, found.proof)


def _without_unit(case: Case, measure: Measure, weights: tuple[Fraction, ...]) -> tuple[str, ...]:
    """The parties that a measure by shares leaves out for want of a unit, whatever the candidates are."""
    if not isinstance(measure, ByShares) or measure.needs_potential:
        return ()
    lines = tuple(sheet.no_deal for sheet in case.sheets.values())
    setting = Setting(tuple(case.sheets), (Fraction(1),) * len(lines), weights, lines)
    return tuple(party for party, unit in zip(setting.parties, measure.units(setting), strict=True) if unit <= 0)


def _division(
    case: Case, name: str, chosen: Chosen, weights: tuple[Fraction, ...], uncounted: tuple[str, ...]
) -> Division:
    first = chosen.packages[0]
    sheets = case.sheets
    values = {party: sheet.value(first) for party, sheet in sheets.items()}
    gains = {party: sheet.gain(first) for party, sheet in sheets.items()}
    shares = {p: gains[p] / most if most else None for p, most in zip(sheets, chosen.potential, strict=True)}
    losers = tuple(party for party, gain in gains.items() if gain < 0)
    return Division(
        asked="divide",
        given={"principle": name, "over": chosen.over}
        | {f"weight of {party}": str(w) for party, w in zip(sheets, weights, strict=True) if w != 1},
        proof=chosen.proof,
        reasons=_reasons(case, chosen, gains, uncounted),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in sheets.items()),
        principle=name,
        over=chosen.over,
        parties=tuple(sheets),
        packages=chosen.packages,
        values=values,
        gains=gains,
        shares=shares,
        potential=dict(zip(sheets, chosen.potential, strict=True)),
        losers=losers,
        measure=chosen.measure,
    )


def _reasons(
    case: Case, chosen: Chosen, gains: Mapping[str, Fraction], uncounted: tuple[str, ...]
) -> tuple[Reason, ...]:
    reasons: list[Reason] = [
        Gained(party, gain) if gain >= 0 else LeftOut(party, -gain) for party, gain in gains.items()
    ]
    if chosen.ties > 1:
        reasons.append(Tied(chosen.ties))
    if chosen.runner_up is not None and chosen.runner_up != chosen.measure:
        behind = next(a - b for a, b in zip(chosen.measure, chosen.runner_up, strict=True) if a != b)
        reasons.append(RunnerUp(behind))
    reasons += [Assumed("no potential", party=p) for p, most in zip(gains, chosen.potential, strict=True) if most == 0]
    reasons += [Assumed("no unit", party=party) for party in uncounted]
    reasons += [Assumed("says yes", party=party) for party in case.party if party not in gains]
    return tuple(reasons)


def _nothing(case: Case, name: str, over: Over, reasons: tuple[Reason, ...]) -> Division:
    """No deal, with the reasons."""
    sheets = case.sheets
    return Division(
        asked="divide",
        given={"principle": name, "over": over},
        proof=enumerated() if sheets else Proof("proven", "nothing is known of any party"),
        reasons=reasons,
        drawn_from=frozenset(sheet.owner(party) for party, sheet in sheets.items()),
        principle=name,
        over=over,
        parties=tuple(sheets),
        packages=(),
        values={},
        gains={},
        shares={},
        potential={},
    )
