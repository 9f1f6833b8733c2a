"""The largest smallest share by thresholds: none above, found below, until the two meet.

From above, thresholds just under the linear bound are shown to be out of reach, lower and lower; from below,
beams of growing width look for better packages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program import Number
from makeable.kernels.program_beam import beam
from makeable.kernels.program_layers import Bounds, Caps, Reached, reach
from makeable.kernels.program_run import Effort
from makeable.kernels.program_space import FloatArray, Space

Picks = NDArray[np.int16]


@dataclass(frozen=True)
class Measure:
    """Counted rows of a space, their no-deal values and units: what a share is."""

    rows: tuple[int, ...]
    lines: tuple[Number, ...]
    units: tuple[Number, ...]

    def share(self, values: Sequence[float] | FloatArray) -> Fraction:
        """The smallest share of whole-number rows, exactly."""
        return min(
            (int(values[r]) - Fraction(line)) / unit
            for r, line, unit in zip(self.rows, self.lines, self.units, strict=True)
        )

    def best(self, rows: FloatArray) -> tuple[int, Fraction]:
        """The index and exact share of the best of several packages."""
        lines = np.array([float(v) for v in self.lines])
        least = ((rows[:, list(self.rows)] - lines) / np.array([float(u) for u in self.units])).min(axis=1)
        near = np.flatnonzero(least >= least.max() - 1e-9 * max(1.0, abs(least.max())))
        return max(((int(k), self.share(rows[k])) for k in near[:1000]), key=lambda pair: pair[1])

    def at(self, share: Fraction) -> list[float]:
        """The least whole values with which every counted row has this share."""
        return [float(ceil(line + share * u)) for line, u in zip(self.lines, self.units, strict=True)]

    def beyond(self, share: Fraction) -> list[float]:
        """The least whole values with which every counted row has more than this share."""
        return [float(floor(line + share * u) + 1) for line, u in zip(self.lines, self.units, strict=True)]

    def reached(self, values: Sequence[float]) -> Fraction:
        """The share at which these thresholds of the counted rows stand."""
        return min(
            (int(v) - Fraction(line)) / unit for v, line, unit in zip(values, self.lines, self.units, strict=True)
        )


class Meeting:
    """A search from both sides. `listing`: list every package (one for each row of values) that is as good as
    the best; otherwise one is enough."""

    def __init__(self, space: Space, measure: Measure, ceiling: Fraction, *, listing: bool) -> None:
        self.space, self.measure, self.listing = space, measure, listing
        self.ceiling = self.bound = ceiling
        self.picks: Picks | None = None
        self.share: Fraction | None = None
        self.bounds: Bounds | None = None

    def offer(self, picks: Picks, rows: FloatArray) -> None:
        """Take a package over if it is better."""
        share = self.measure.share(rows)
        if (rows >= self.space.least).all() and (self.share is None or share > self.share):
            self.picks, self.share = picks.copy(), share

    def rows_of(self, picks: Picks) -> FloatArray:
        """Rows of a complete package."""
        taken = [choice.rows[k] for choice, k in zip(self.space.choices, picks, strict=True)]
        rows: FloatArray = np.sum([self.space.start, *taken], axis=0)
        return rows

    def attempt(self, share: Fraction, effort: Effort) -> Reached | None:
        """Show that no package has this share (the bound falls), or list the best ones (returned)."""
        if not self.listing and self.share is not None and share <= self.share:
            self._none_beyond(self.share, effort)
            return None
        space = self.space.raised(self.measure.rows, self.measure.at(share))

        def sharpen(rows: FloatArray) -> FloatArray:
            _, found = self.measure.best(rows)
            due = self.measure.at(found) if self.listing else self.measure.beyond(found)
            return space.raised(self.measure.rows, due).least

        self.bounds = self.bounds or Bounds(space)
        got = reach(space, effort, sharpen=sharpen, bounds=self.bounds)
        if len(got.rows):
            k, found = self.measure.best(got.rows)
            self.offer(got.options[k], got.rows[k])
            if got.complete:
                self.bound = found
                return got
            if len(got.rows) > Caps().packages:
                self._none_beyond(found, effort)
        elif got.complete:
            self.bound = min(self.bound, share)
        return None

    def _none_beyond(self, share: Fraction, effort: Effort) -> None:
        """Show that nothing is better than this share, or find better ones until that is so."""
        while True:
            space = self.space.raised(self.measure.rows, self.measure.beyond(share))
            got = reach(space, effort, Caps(packages=0), bounds=self.bounds)
            if len(got.rows) == 0:
                self.bound = min(self.bound, share) if got.complete else self.bound
                return
            k, share = self.measure.best(got.rows)
            self.offer(got.options[k], got.rows[k])

    def beams(self, width: int, seed: int, effort: Effort) -> None:
        """Look for a better package along a beam."""
        unit = np.zeros(len(self.space.start))
        unit[list(self.measure.rows)] = [float(u) for u in self.measure.units]
        lines = self.space.raised(self.measure.rows, self.measure.at(self.share or Fraction(0)))
        got = beam(lines, unit, width, effort, seed)
        if got is None and self.share is None:
            got = beam(self.space, unit, width, effort, seed)
        if got is not None:
            k, _ = self.measure.best(got[1])
            self.offer(got[0][k], got[1][k])

    def prove(self, effort: Effort) -> Reached | None:
        """Lower the bound until it meets the best package; then list all packages that do as well."""
        if self.share is None:
            return None
        down, last, width = (self.ceiling - self.share) / 4, 0.1, WIDTH
        while not effort.over and GROWTH * last < effort.left:
            best, before, started = self.share, self.bound, monotonic()
            target = max(best, self.ceiling - down)
            got = self.attempt(target, effort.within(max(3.0, 8 * GROWTH * last)))
            if effort.progress is not None:
                effort.progress(float(self.share), float(self.bound))
            if got is not None or self.bound <= self.share:
                return got
            # The work grows exponentially with the way down, so the next step is as long as the last was quick.
            took = monotonic() - started
            last = max(took, 0.05)
            if self.bound < before:
                down *= Fraction(3, 2) if took < 0.3 else Fraction(5, 4) if took < 1 else Fraction(9, 8)
            else:
                down *= Fraction(15, 16)
            if took > 1.0:
                width = min(2 * width, WIDEST)
                self.beams(width, width, effort.within(took))
        while not effort.over and self.bound > self.share:
            width = min(2 * width, WIDEST)
            before_beam = monotonic()
            self.beams(width, int(effort.left * 1000), effort)
            if width == WIDEST and effort.left < monotonic() - before_beam:
                break
        return None


GROWTH = 2.5
"""How much longer each further attempt is expected to take."""

WIDEST = 16_000
"""Partial packages kept by the widest beam."""

WIDTH = 500
"""Partial packages kept by the first beam."""


def meet(
    space: Space,
    measure: Measure,
    ceiling: float,
    effort: Effort,
    *,
    listing: bool = False,
    start: Sequence[int] | None = None,
) -> tuple[Meeting, Reached | None]:
    """Search from both sides; the meeting holds the best package and the bound.

    `ceiling`: an upper bound on the share. `start`: alternatives of a package to begin from. With `listing`, every
    package whose smallest share is the largest one, when that is proven and they could be listed.
    """
    meeting = Meeting(space, measure, Fraction(ceiling), listing=listing)
    if space.empty:
        return meeting, None
    if start is not None:
        picks = space.picks(start)
        meeting.offer(picks, meeting.rows_of(picks))
    meeting.beams(WIDTH, 0, effort.within(effort.left / 4))
    return meeting, meeting.prove(effort)
