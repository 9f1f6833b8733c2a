"""Choosing among packages far too many to list: mixed-integer programs, exact values, proven bounds.

One package is reported, whatever ties there are. Where the rule can outvote a party, as many parties as possible gain
first, and the principle is applied to those: their losses, counted as nothing, would come first in any comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from makeable.errors import TooLarge
from makeable.finding import NoDeal, Proof, Reason, proven, within
from makeable.frontier.program import Model, model_of
from makeable.frontier.zone import no_deal_reasons
from makeable.kernels.program import Number, PackageProgram
from makeable.kernels.program_best import Best, complete, feasible, maximise_sum, potentials
from makeable.kernels.program_maximin import leximin, maximin, whole_valued
from makeable.kernels.program_nash import gaining_groups, nash, rising
from makeable.kernels.program_origin import counted_from
from makeable.kernels.program_run import Effort
from makeable.kernels.program_spread import evenest, maximise_gainers
from makeable.model import AtLeast, Case, Package
from makeable.principles.asked import Asked
from makeable.principles.division import Over
from makeable.principles.measure import ByShares, Measure, Setting
from makeable.principles.steps import steps_programmed

__all__ = ["Programmed", "programmed"]

BY = "mixed-integer programming, values added up exactly"
NEARLY = "mixed-integer programming, proven to one part in ten million"


@dataclass(frozen=True)
class Programmed:
    """What was found: the package (none: no deal, with reasons), its exact measure, the potentials if needed."""

    over: Over
    packages: tuple[Package, ...]
    measure: tuple[Fraction, ...]
    potential: tuple[Fraction | None, ...]
    proof: Proof
    reasons: tuple[Reason, ...] = ()


def programmed(
    case: Case, measure: Measure, weights: tuple[Fraction, ...], asked: Asked, dream: bool, stepwise: bool = False
) -> Programmed:
    """The best package by a measure, over the packages asked for."""
    effort = Effort(asked.seconds, progress=asked.progress, should_stop=asked.should_stop).started()
    over, model, deal = _candidates(case, asked, effort)
    if deal.package is None:
        if not deal.proven:
            raise TooLarge(f"Whether there is a deal could not be decided in {asked.seconds:g} seconds.")
        reasons = (_why_not(case, over, effort),) if asked.region.everything else ()
        return Programmed(over, (), (), (), proven(BY), reasons)
    most = _potential(case, model, measure, effort, dream)
    if stepwise:
        model, measure = steps_programmed(model, effort)
    found = _Search(model, measure, over, _setting(model, most, weights), effort).run()
    if found.package is None:
        raise TooLarge(f"No package could be proven to be near the best in {asked.seconds:g} seconds.")
    package = model.package(found.package)
    gains = [sheet.gain(package) for sheet in model.sheets]
    clipped = over == "passing" and not (isinstance(measure, ByShares) and measure.losses_count)
    counted = [max(g, Fraction(0)) for g in gains] if clipped else gains
    exact = measure.exact(counted, _setting(model, most, weights))
    return Programmed(over, (package,), exact, most, _proof(found))


def _setting(model: Model, most: tuple[Fraction | None, ...], weights: tuple[Fraction, ...]) -> Setting:
    lines = tuple(sheet.no_deal for sheet in model.sheets)
    return Setting(model.parties, tuple(Fraction(1) if m is None else m for m in most), weights, lines)


def _candidates(case: Case, asked: Asked, effort: Effort) -> tuple[Over, Model, Best]:
    """Among which packages: the program, and whether it has any package at all."""
    scopes: tuple[Over, ...] = ("unanimous", "passing") if asked.over == "auto" else (asked.over,)
    for over in scopes:
        rule = {
            "unanimous": AtLeast(len(case.sheets), tuple(case.sheets)),
            "passing": case.rule,
            "all": None,
        }[over]
        model = asked.region.within(model_of(case, rule))
        deal = feasible(model.program, effort)
        if deal.package is not None or not deal.proven:
            break
    return over, model, deal


def _why_not(case: Case, over: Over, effort: Effort) -> NoDeal:
    """Why no package makes a deal."""
    free = model_of(case, None)
    best = potentials(free.program, effort)
    if any(b.package is None for b in best):
        return NoDeal("constraints")
    lines = free.program.no_deal
    tops = [b.package.values[p] for p, b in enumerate(best) if b.package is not None]
    never = tuple(party for party, top, line in zip(free.parties, tops, lines, strict=True) if top < line)
    unknown = tuple(party for party in case.party if party not in free.parties)
    return no_deal_reasons(case, False, never, unknown, over == "unanimous")


def _potential(case: Case, model: Model, measure: Measure, effort: Effort, dream: bool) -> tuple[Fraction | None, ...]:
    """The most each party can gain from the candidates (`dream`: from any package), where the measure needs it."""
    if not (isinstance(measure, ByShares) and measure.needs_potential):
        return (None,) * len(model.parties)
    program = model_of(case, None).program if dream else model.program
    best = potentials(program, effort)
    if not all(b.proven for b in best):
        raise TooLarge("The most that each party could hope for was not found in time.")
    tops = [b.package.values[p] if b.package is not None else 0 for p, b in enumerate(best)]
    rows = zip(tops, model.program.no_deal, model.scale, strict=True)
    return tuple(max(Fraction(top - line) / scale, Fraction(0)) for top, line, scale in rows)


def _proof(found: Best) -> Proof:
    if found.proven:
        return proven(BY if found.gap == 0 else NEARLY)
    # Bounds are floats: rounded away from the answer, so that the gap stated is never too small.
    return within(Fraction(max(found.gap, 1e-9)).limit_denominator(10**9) + Fraction(1, 10**9), BY)


@dataclass(frozen=True)
class _Search:
    """One principle over one program."""

    model: Model
    measure: Measure
    over: Over
    setting: Setting
    effort: Effort

    def run(self) -> Best:
        """The best package by the measure."""
        program, kind = self.model.program, self.measure.program
        units = [Fraction(scale) for scale in self.model.scale]
        everyone = tuple(range(program.parties))
        if kind == "total":
            search = maximise_gainers if self.over == "passing" else maximise_sum
            return search(program, [1 / unit for unit in units], self.effort)
        if kind == "product":
            weights = self.setting.weights
            if self.over == "unanimous":
                return nash(program, weights, effort=self.effort)
            return self.by_group(lambda above, group: nash(above, weights, group, self.effort), everyone)
        if kind == "smallest":
            return self.smallest(units)
        if kind == "smallest spread" and self.over != "passing":
            return evenest(program, units, self.effort)
        if isinstance(self.measure, ByShares):
            return self.shares(self.measure, units)
        if kind != "leximin":
            raise TooLarge("This principle needs all these packages to be listed, and there are too many of them.")
        if self.over != "passing":
            return self.leximin(program, units, everyone)
        return self.by_group(lambda above, group: self.leximin(above, units, group), everyone)

    def shares(self, measure: ByShares, scale: list[Fraction]) -> Best:
        """Shares from the smallest up, each in its own unit and from its own line."""
        program = self.model.program
        units = [unit * share for unit, share in zip(scale, measure.units(self.setting), strict=True)]
        counted = tuple(p for p, unit in enumerate(units) if unit > 0)
        start = [at * unit for at, unit in zip(measure.origin(self.setting), scale, strict=True)]
        if any(start):
            lines = [line + at for line, at in zip(program.no_deal, start, strict=True)]
            moved, first = counted_from(program, lines)
            found = self.leximin(moved, [*units[:first], *units], tuple(first + p for p in counted))
            if found.package is not None:
                found = replace(found, package=program.package(found.package.choices, found.package.amounts))
            return self.completed(found)
        if self.over != "passing":
            found = self.leximin(program, units, counted)
            return found if len(counted) == program.parties else self.completed(found)
        return self.by_group(lambda above, group: self.leximin(above, units, group), counted)

    def smallest(self, units: list[Fraction]) -> Best:
        """The largest smallest gain; where that is no gain, the largest group that can gain, and its smallest."""
        program = self.model.program
        found = maximin(program, units, effort=self.effort)
        if found.package is None or (found.proven and found.measure[0] > 0) or not found.proven:
            return self.completed(found)
        least = [line + found.measure[0] * unit for line, unit in zip(program.no_deal, units, strict=True)]
        whole = whole_valued(program)
        within = program.above([ceil(line) if whole else line for line in least])

        def search(above: PackageProgram, group: tuple[int, ...]) -> Best:
            return maximin(above, units, group, self.effort) if group else feasible(above, self.effort)

        everyone = tuple(range(program.parties))
        return self.by_group(search, everyone, None if self.over == "passing" else within)

    def leximin(self, program: PackageProgram, units: list[Fraction], counted: tuple[int, ...]) -> Best:
        if not counted:
            return feasible(program, self.effort)
        taken: list[Number] = [unit if unit > 0 else Fraction(1) for unit in units]
        return leximin(program, taken, counted, self.effort)

    def by_group(
        self,
        search: Callable[[PackageProgram, tuple[int, ...]], Best],
        counted: tuple[int, ...],
        within: PackageProgram | None = None,
    ) -> Best:
        """The best over the largest groups of counted parties that can all gain, the others being outvoted."""
        program = within or self.model.program
        answers: list[Best] = []
        for group in gaining_groups(program, counted, self.effort):
            if isinstance(group, Best):
                answers.append(group)
                break
            answers.append(search(program.above(rising(program, group)), group))
        if not answers:
            return self.completed(feasible(program, self.effort))
        found = [best for best in answers if best.package is not None]
        if not found:
            return answers[-1]
        best = found[0] if len(found) == 1 else max(found, key=self.compared())
        return self.completed(replace(best, proven=all(answer.proven for answer in answers)))

    def completed(self, found: Best) -> Best:
        """The same, with nothing better for all left to those whom the measure does not count."""
        if found.package is None:
            return found
        whole = complete(self.model.program, found.package, [Fraction(1, s) for s in self.model.scale], self.effort)
        return replace(found, package=whole.package or found.package)

    def compared(self) -> Callable[[Best], tuple[Fraction, ...]]:
        """What tells packages with different gainers apart, free of units: see `NashProduct`."""
        lines, scales = self.model.program.no_deal, self.model.scale
        setting = self.setting
        if self.measure.program == "product":
            tops = [b.package.values[p] if b.package else 0 for p, b in enumerate(potentials(self.model.program))]
            most = tuple(Fraction(top - line) / s for top, line, s in zip(tops, lines, scales, strict=True))
            setting = replace(setting, potential=tuple(m or Fraction(1) for m in most))

        def key(best: Best) -> tuple[Fraction, ...]:
            assert best.package is not None
            rows = zip(best.package.values, lines, scales, strict=True)
            return self.measure.exact([max(Fraction(v - line) / s, Fraction(0)) for v, line, s in rows], setting)

        return key
