"""Raiffa's steps: lines raised by equal parts of the remaining hopes, as long as some package keeps to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

import numpy as np
import numpy.typing as npt

from makeable.errors import TooLarge
from makeable.frontier.program import Model
from makeable.kernels.program import Number, PackageProgram
from makeable.kernels.program import Package as Row
from makeable.kernels.program_best import feasible, maximise_sum
from makeable.kernels.program_maximin import whole_valued
from makeable.kernels.program_run import Effort
from makeable.principles.listed import Candidates
from makeable.principles.measure import ByShares, Setting

__all__ = ["Hopes", "steps_listed", "steps_programmed"]

Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Hopes(ByShares):
    """How much of what is left to hope for, above the line already agreed, a package gives each party."""

    line: Vector
    hope: Vector

    def units(self, setting: Setting) -> Vector:  # noqa: ARG002
        """What each party can still hope for."""
        return tuple(most - agreed for most, agreed in zip(self.hope, self.line, strict=True))

    def origin(self, setting: Setting) -> Vector:  # noqa: ARG002
        """The line already agreed."""
        return self.line


def steps_listed(among: Candidates) -> tuple[Candidates, Hopes]:
    """The candidates left after the last step that some package keeps to, and the measure that decides among them."""
    parties = len(among.space.parties)
    line: Vector = (Fraction(0),) * parties
    while True:
        hope = tuple(max(most, agreed) for most, agreed in zip(among.potential(), line, strict=True))
        counted = [p for p in range(parties) if hope[p] > line[p]]
        step = tuple(agreed + (most - agreed) / parties for most, agreed in zip(hope, line, strict=True))
        values = among.values[:, counted]
        attained = np.all(values >= _scaled(among, hope)[counted], axis=1)
        kept = np.all(values >= _scaled(among, step)[counted], axis=1).astype(np.bool_)
        if bool(attained.any()) or not bool(kept.any()):
            return among, Hopes(line, hope)
        among, line = among.only(kept), step


def _scaled(among: Candidates, gains: Vector) -> npt.NDArray[np.object_]:
    """The least whole values that reach these gains."""
    rows = zip(gains, among.space.sheets, among.space.scale, strict=True)
    return np.array([ceil((gain + sheet.no_deal) * factor) for gain, sheet, factor in rows], dtype=object)


def steps_programmed(model: Model, effort: Effort) -> tuple[Model, Hopes]:
    """As `steps_listed`, over a program. Raises TooLarge when a step could not be decided in time."""
    program, parties = model.program, len(model.parties)
    line: Vector = (Fraction(0),) * parties
    tops: tuple[Row, ...] = ()
    while True:
        tops = _tops(program, tops, effort)
        reached = [
            [
                Fraction(value - low) / unit
                for value, low, unit in zip(top.values, program.no_deal, model.scale, strict=True)
            ]
            for top in tops
        ]
        hope = tuple(max(reached[p][p], line[p]) for p in range(parties))
        answer = replace(model, program=program), Hopes(line, hope)
        if any(all(g >= h for g, h, low in zip(row, hope, line, strict=True) if h > low) for row in reached):
            return answer
        step = tuple(agreed + (most - agreed) / parties for most, agreed in zip(hope, line, strict=True))
        raised = _above(program, model.scale, step, line)
        if raised.floors == program.floors or _close(step, hope, model, program):
            return answer
        found = feasible(raised, effort)
        if found.package is None:
            if not found.proven:
                raise TooLarge("The steps could not be followed to their end in the time given.")
            return answer
        program, line = raised, step


def _close(step: Vector, hope: Vector, model: Model, program: PackageProgram) -> bool:
    """Whether what is left to hope for, with continuous amounts, is a trifle: steps would never end."""
    trifle = Fraction(1, 10**6)
    return not whole_valued(program) and all(
        (most - agreed) * scale <= trifle * Fraction(program.highest[p] - program.lowest[p])
        for p, (most, agreed, scale) in enumerate(zip(hope, step, model.scale, strict=True))
    )


def _above(program: PackageProgram, scale: Sequence[int], step: Vector, line: Vector) -> PackageProgram:
    """The packages that keep to a step, for the parties that it takes any further."""
    whole = whole_valued(program)
    floors: list[Number | None] = []
    for low, unit, gain, agreed in zip(program.no_deal, scale, step, line, strict=True):
        floor = low + gain * unit
        floors.append(None if gain == agreed else ceil(floor) if whole else floor)
    return program.above(floors)


def _tops(program: PackageProgram, known: tuple[Row, ...], effort: Effort) -> tuple[Row, ...]:
    """Each party's best package; one that keeps to the new floors is still the best."""
    tops = []
    for p in range(program.parties):
        if known and program.admits(known[p]):
            tops.append(known[p])
            continue
        best = maximise_sum(program, [int(p == q) for q in range(program.parties)], effort)
        if best.package is None or not best.proven:
            raise TooLarge("The most that each party could still hope for was not found in time.")
        tops.append(best.package)
    return tuple(tops)
