"""Which offers may be looked at for a need at all: whose it is, what was decided before, kind, region and time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from makeable.model.register import Need, Offer, Register

__all__ = ["FILTERS", "Filters", "Sieve"]

FILTERS = ("own", "decided", "kind", "region", "time")
"""Why a pair is not looked at, in the order in which it is asked."""

Ints = NDArray[np.int64]
_UNSAID = -1


@dataclass(frozen=True)
class Filters:
    """What must fit before words are compared. What nobody said (no kind, no region, no dates) never keeps a pair out.

    `same_kind`: both are of one kind. `same_region`: both organisations sit in one region. `regions`: only offers of
    organisations in these. `overlapping`: there is a day on which the offer is there and the need too.
    """

    same_kind: bool = True
    same_region: bool = False
    regions: tuple[str, ...] = ()
    overlapping: bool = True


class Sieve:
    """The filters over a register, need by need."""

    def __init__(self, register: Register, filters: Filters) -> None:
        self.filters = filters
        offers, needs = register.offers, register.needs
        self.owners = _numbered([o.by for o in offers], [n.of for n in needs])
        self.kinds = _numbered([_plain(o.kind) for o in offers], [_plain(n.kind) for n in needs])
        region = {o.id: _plain(o.region) for o in register.organisations}
        self.regions = _numbered([region[o.by] for o in offers], [region[n.of] for n in needs])
        wanted = {_plain(name) for name in filters.regions}
        self.inside = np.array([not wanted or region[o.by] in wanted for o in offers], np.bool_)
        self.begin, self.end = _window(offers)
        self.needs_begin, self.needs_end = _window(needs)
        place = {offer.id: n for n, offer in enumerate(offers)}
        need = {entry.id: n for n, entry in enumerate(needs)}
        self.decided: dict[int, list[int]] = {}
        for link in register.links:
            self.decided.setdefault(need[link.need], []).append(place[link.offer])
        self.kept_out: Counter[str] = Counter()

    def allowed(self, need: int) -> NDArray[np.bool_]:
        """The offers that may be looked at for a need; counts the others in `kept_out`, each for its first reason."""
        open_ = np.ones(len(self.inside), np.bool_)
        for name in FILTERS:
            out = self._out(name, need)
            if out is not None:
                out &= open_
                if count := int(np.count_nonzero(out)):
                    self.kept_out[name] += count
                    open_ &= ~out
        return open_

    def _out(self, name: str, need: int) -> NDArray[np.bool_] | None:
        questions: dict[str, Callable[[int], NDArray[np.bool_] | None]] = {
            "own": lambda n: self.owners[0] == self.owners[1][n],
            "decided": self._was_decided,
            "kind": lambda n: _differ(self.kinds, n) if self.filters.same_kind else None,
            "region": self._elsewhere,
            "time": self._apart,
        }
        return questions[name](need)

    def _was_decided(self, need: int) -> NDArray[np.bool_] | None:
        if need not in self.decided:
            return None
        out = np.zeros(len(self.inside), np.bool_)
        out[self.decided[need]] = True
        return out

    def _elsewhere(self, need: int) -> NDArray[np.bool_] | None:
        out = ~self.inside if self.filters.regions else None
        if self.filters.same_region and (apart := _differ(self.regions, need)) is not None:
            return apart if out is None else out | apart
        return out

    def _apart(self, need: int) -> NDArray[np.bool_] | None:
        if not self.filters.overlapping:
            return None
        apart: NDArray[np.bool_] = (self.begin > self.needs_end[need]) | (self.end < self.needs_begin[need])
        return apart


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _numbered(offers: Sequence[Hashable], needs: Sequence[Hashable]) -> tuple[Ints, Ints]:
    """Both lists with the same number for the same thing; -1 for what was left empty."""
    number: dict[Hashable, int] = {"": _UNSAID}
    for thing in (*offers, *needs):
        number.setdefault(thing, len(number))
    return np.array([number[x] for x in offers], np.int64), np.array([number[x] for x in needs], np.int64)


def _differ(numbers: tuple[Ints, Ints], need: int) -> NDArray[np.bool_] | None:
    offers, asked = numbers[0], numbers[1][need]
    return None if asked == _UNSAID else (offers != asked) & (offers != _UNSAID)


def _window(entries: Sequence[Offer] | Sequence[Need]) -> tuple[Ints, Ints]:
    start = np.array([(entry.start or date.min).toordinal() for entry in entries], np.int64)
    end = np.array([(entry.end or date.max).toordinal() for entry in entries], np.int64)
    return start, end
