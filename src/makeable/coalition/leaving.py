"""Who would leave a draft: coalitions that could reach a package all their members prefer, without side payments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from makeable.coalition.winning import coalitions
from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Reason, enumerated, proven
from makeable.frontier.program import Model, model_of
from makeable.frontier.space import Space, space_of
from makeable.kernels.enumerate import blocks, decode
from makeable.kernels.program_best import maximise_sum
from makeable.model import Case, Package, Settlement

__all__ = ["Leaving", "Way", "who_would_leave"]

_LISTED = 3_000_000
_MOST_PROGRAMS = 64


@dataclass(frozen=True)
class Way:
    """A coalition that can make a deal by itself, and a package that each of its members prefers to the draft.

    `better`: by how much, for each member; `others`: what it means for everybody else whose sheet is known.
    """

    members: tuple[str, ...]
    package: Package
    better: Mapping[str, Fraction]
    others: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        object.__setattr__(self, "better", MappingProxyType(dict(self.better)))
        object.__setattr__(self, "others", MappingProxyType(dict(self.others)))


@dataclass(frozen=True, kw_only=True)
class Leaving(Finding):
    """The coalitions that would leave a draft for another package; none: the draft is in the core.

    `ways`: the largest such coalitions, each with the package that is best for its least improved member, measured
    by what each could gain at most.
    """

    draft: Package
    ways: tuple[Way, ...]
    complete: bool


def who_would_leave(case: Case, draft: Mapping[str, Settlement], most: int = 20) -> Leaving:
    """Could a group whose yes is enough reach a package that all its members prefer to this draft?

    Points stay with their owners: nobody is paid for a yes. A member must also be at or above its no-deal line.
    Parties whose sheets are unknown are taken to say yes to anything. Continuous quantities stand on a grid. It
    misleads where parties are bound by more than their points: a group that could leave need not want to.
    """
    package = Package(draft)
    try:
        space = space_of(case)
        small = space.combinations <= _LISTED
    except TooLarge:
        small = False
    ways, complete = _listed(space, package, most) if small else _programmed(case, package, most)
    reasons: list[Reason] = [Assumed("says yes", party=party) for party in case.party if party not in case.sheets]
    if small:
        reasons += [Assumed("grid", issue) for issue in space.gridded]
    return Leaving(
        asked="leaving",
        given={"package": str(package)},
        proof=enumerated() if small else proven("a program for each smallest coalition that can make a deal"),
        reasons=tuple(reasons),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in case.sheets.items()),
        draft=package,
        ways=ways,
        complete=complete,
    )


def _way(case: Case, members: tuple[str, ...], draft: Package, package: Package) -> Way:
    change = {party: sheet.value(package) - sheet.value(draft) for party, sheet in case.sheets.items()}
    inside = {party: by for party, by in change.items() if party in members}
    return Way(members, package, inside, {party: by for party, by in change.items() if party not in members})


def _listed(space: Space, draft: Package, most: int) -> tuple[tuple[Way, ...], bool]:
    """By looking at every package: who prefers it, and is their yes enough?"""
    n = len(space.parties)
    if not n or any(not group.rows for group in space.groups):
        return (), True
    now = [sheet.value(draft) * scale for sheet, scale in zip(space.sheets, space.scale, strict=True)]
    floor = np.array([max(int(v // 1) + 1, line) for v, line in zip(now, space.no_deal, strict=True)], dtype=object)
    bits = 1 << np.arange(n, dtype=np.int64)
    best: dict[int, tuple[Fraction, int]] = {}
    span = _spans(space)
    for block in blocks(space.tables, uses=space.uses, limits=space.limits):
        prefers = (block.values >= floor).astype(bool)
        masks = prefers @ bits
        share = np.where(prefers, (block.values - np.array([float(v) for v in now])) / span, np.inf).min(axis=1)
        for mask in np.unique(masks):
            rows = np.flatnonzero(masks == mask)
            top = rows[int(np.argmax(share[rows]))]
            if int(mask) not in best or share[top] > best[int(mask)][0]:
                best[int(mask)] = (share[top], int(block.numbers[top]))
    unknown = frozenset(space.case.party) - frozenset(space.parties)

    def names(mask: int) -> tuple[str, ...]:
        return tuple(party for i, party in enumerate(space.parties) if mask >> i & 1)

    able = [mask for mask in best if mask and space.case.rule.holds(unknown.union(names(mask)))]
    largest = [m for m in able if not any(m != other and m & other == m for other in able)]
    largest.sort(key=lambda m: (-m.bit_count(), -best[m][0]))
    sizes = [len(group.rows) for group in space.groups]
    ways = []
    for mask in largest[:most]:
        number = np.array([best[mask][1]], dtype=np.int64)
        ways.append(_way(space.case, names(mask), draft, space.package(decode(number, sizes)[0].tolist())))
    return tuple(ways), len(largest) <= most


def _spans(space: Space) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """What lies between the worst and the best of each party, at least 1."""
    wide = [sum(int(t[:, p].max()) - int(t[:, p].min()) for t in space.tables) for p in range(len(space.parties))]
    return np.array([max(1, w) for w in wide], dtype=np.float64)


def _programmed(case: Case, draft: Package, most: int) -> tuple[tuple[Way, ...], bool]:
    """By a program for each smallest coalition that can make a deal."""
    unknown = tuple(party for party in case.party if party not in case.sheets)
    listed = coalitions(case.rule, tuple(case.party), _MOST_PROGRAMS).minimal_winning
    known = {tuple(p for p in group if p not in unknown) for group in listed.coalitions}
    if () in known:  # nobody's yes is needed, so each party can do as it likes
        known = {(party,) for party in case.sheets}
    smallest = [g for g in known if not any(set(o) < set(g) for o in known)]
    model = model_of(case)
    ways: list[Way] = []
    finished = listed.complete
    for members in sorted(smallest, key=lambda group: (len(group), group)):
        if len(ways) == most:
            finished = False
            break
        package = _reached(model, members, draft)
        if package is not None:
            gained = [p for p, sheet in case.sheets.items() if sheet.value(package) > sheet.value(draft)]
            ways.append(_way(case, tuple(dict.fromkeys((*members, *gained))), draft, package))
    return tuple(ways), finished


def _reached(model: Model, members: tuple[str, ...], draft: Package) -> Package | None:
    """A package that each member prefers, the best for their sum; None when there is none."""
    floors: list[Fraction | int | None] = []
    for party, sheet, scale in zip(model.parties, model.sheets, model.scale, strict=True):
        # scores are whole on this scale, so better means better by 1; on a continuous quantity by a millionth
        step = Fraction(1, 10**6) if model.poured else Fraction(1)
        now = sheet.value(draft) * scale
        least = now + step if model.poured else Fraction(now.__floor__()) + step
        floors.append(max(least, sheet.no_deal * scale) if party in members else None)
    program = replace(model.program, rule=None).above(floors)
    weights = [Fraction(int(p in members), s) for p, s in zip(model.parties, model.scale, strict=True)]
    best = maximise_sum(program, weights)
    return model.package(best.package) if best.package is not None else None
