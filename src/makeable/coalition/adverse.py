"""Coalitions against a package: who would block it, what holds them together, their holes, and what forestalls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from makeable.coalition.bases import Bases, Pair, bases
from makeable.coalition.nearest import Near, between, nearest, nearest_programmed
from makeable.coalition.patterns import listable
from makeable.coalition.principled import Appeal, appeals
from makeable.coalition.tempted import HoldOut, hold_outs
from makeable.coalition.winning import coalitions
from makeable.finding import Assumed, Blocks, Finding, Proof, Reason, enumerated, proven
from makeable.frontier.program import model_of
from makeable.frontier.space import Space
from makeable.kernels.scale import IntArray
from makeable.model import Case, Package

__all__ = ["Adverse", "Blocking", "Divides", "Hole", "Preempting", "adverse"]

MOST_LISTED = 200


@dataclass(frozen=True)
class Divides(Reason):
    """Winning this party over takes it away from others with whom it has something in common."""

    party: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Hole:
    """The member of a blocking group that one change wins, and what the change takes from those who say yes now.

    `near`: the changed package (None: no package wins it). `loses`: present yeses that it costs. `passes`: with it
    the package passes. `price`: the largest loss of anybody who says yes now, as a share of its gain over no deal.
    """

    party: str
    near: Near | None
    loses: tuple[str, ...]
    passes: bool
    price: Fraction


@dataclass(frozen=True)
class Blocking:
    """Parties without whom nothing passes and who do not want this package.

    `now`: they would all refuse it; otherwise they would gain by holding out for `alternative`. `bonds`: what each
    pair has in common and what divides it; `weakest` has least. `holes`: the cheapest member to win over first.
    """

    members: tuple[str, ...]
    now: bool
    alternative: HoldOut | None
    bonds: tuple[Pair, ...]
    weakest: tuple[str, str] | None
    holes: tuple[Hole, ...]


@dataclass(frozen=True)
class Preempting:
    """The package nearest to this one that passes and keeps every present yes.

    `pull`: the strongest pull that another package then has on a group that could block (None: not looked at).
    """

    near: Near
    unanimous: bool
    pull: Fraction | None


@dataclass(frozen=True, kw_only=True)
class Adverse(Finding):
    """What stands, or could be brought to stand, against a package.

    `yes`, `no`: by the sheets that are known. `passes`: the rule holds. `blocking`: groups that refuse it now, then
    groups that could hold out for something else. `preempting`: the packages that would forestall them, the nearest
    first. `appeals`: what shared principles would choose, for those who would rather not divide anybody. `allies`:
    for the party asked for, the smallest groups with it that can block, those nearest to a no first.
    """

    package: Package
    yes: tuple[str, ...]
    no: tuple[str, ...]
    passes: bool
    blocking: tuple[Blocking, ...]
    preempting: tuple[Preempting, ...]
    appeals: tuple[Appeal, ...]
    side: str = ""
    allies: tuple[tuple[str, ...], ...] = ()


def adverse(case: Case, package: Package, side: str = "", most: int = 5) -> Adverse:
    """Who would block this package, how do they hold together, where is the hole, and what deal would forestall them?

    A group blocks when nothing passes without all of it. Some refuse the package now; others would accept it and
    yet gain by holding out together for another one that could pass. For each, the member that the smallest change
    wins over, first without losing any present yes. `side`: also the groups with which this party could block.
    Parties without a sheet are taken to say yes. It misleads where people are bound by more than their points, and a
    move that divides people costs trust that no sheet shows: every such move is named, with an appeal to a shared
    principle beside it.
    """
    sheets = case.sheets
    gains = {party: sheet.gain(package) for party, sheet in sheets.items()}
    yes = tuple(party for party in case.party if party not in gains or gains[party] >= 0)
    no = tuple(party for party in case.party if party not in yes)
    space = listable(case)
    held = bases(case, package)
    seen = _Seen(case, package, space, yes, held, gains)
    groups = [_refusing(seen, members) for members in _minimal_blocking(case, no, most)]
    waiting, complete = hold_outs(space, package, most) if space is not None else ((), False)
    groups += [_holding_out(seen, one) for one in waiting if not set(one.members) <= set(no)]
    fair = appeals(case, [party for party in yes if party in sheets], no)
    return Adverse(
        asked="adverse",
        given={"package": str(package)} | ({"side": side} if side else {}),
        proof=_proof(space, complete),
        reasons=_reasons(seen, no, groups),
        drawn_from=held.drawn_from,
        package=package,
        yes=yes,
        no=no,
        passes=case.rule.holds(yes),
        blocking=tuple(groups),
        preempting=_preempting(
            seen, max((one.pull for one in waiting), default=Fraction(0)), [appeal.package for appeal in fair]
        ),
        appeals=fair,
        side=side,
        allies=_allies(case, side, no, gains, most) if side else (),
    )


@dataclass(frozen=True)
class _Seen:
    case: Case
    package: Package
    space: Space | None
    yes: tuple[str, ...]
    held: Bases
    gains: Mapping[str, Fraction]

    def keeping(self, but: Iterable[str] = ()) -> dict[str, Fraction]:
        """The lines that keep every present yes."""
        spared = set(but)
        return {p: self.case.sheets[p].no_deal for p in self.yes if p in self.case.sheets and p not in spared}

    def yeses(self, package: Package) -> tuple[str, ...]:
        """Who says yes to another package."""
        sheets = self.case.sheets
        return tuple(p for p in self.case.party if p not in sheets or sheets[p].gain(package) >= 0)


def _proof(space: Space | None, complete: bool) -> Proof:
    if space is None:
        return proven("a program for each change; holding out was not looked at")
    return enumerated() if complete else proven("every package was looked at; the most tempting groups are shown")


def _minimal_blocking(case: Case, no: Sequence[str], most: int) -> list[tuple[str, ...]]:
    """The smallest groups among those who refuse whose no is enough."""
    listed = coalitions(case.rule, tuple(case.party), MOST_LISTED).minimal_blocking.coalitions
    inside = [group for group in listed if set(group) <= set(no)]
    if not inside and no and not case.rule.holds(set(case.party) - set(no)):
        inside = [tuple(no)]
    return inside[:most]


def _refusing(seen: _Seen, members: tuple[str, ...]) -> Blocking:
    holes = [_hole(seen, party, seen.case.sheets[party].no_deal, ()) for party in members]
    return _blocking(seen, members, None, holes)


def _holding_out(seen: _Seen, found: HoldOut) -> Blocking:
    """A group that waits for another package: a member is won when it is offered as much as that gives it."""
    sheets = seen.case.sheets
    floors = {p: max(sheets[p].value(found.package), sheets[p].no_deal) for p in found.members}
    holes = [_hole(seen, party, floors[party], found.members) for party in found.members]
    return _blocking(seen, found.members, found, holes)


def _blocking(seen: _Seen, members: tuple[str, ...], waiting: HoldOut | None, holes: list[Hole]) -> Blocking:
    inside = tuple(pair for pair in seen.held.pairs if set(pair.parties) <= set(members))
    weakest = min(inside, key=lambda pair: len(pair.kinds) - len(pair.divides), default=None)
    holes.sort(key=lambda h: (h.near is None, len(h.loses), not h.passes, len(h.near.issues) if h.near else 0, h.price))
    return Blocking(members, waiting is None, waiting, inside, weakest.parties if weakest else None, tuple(holes))


def _hole(seen: _Seen, party: str, floor: Fraction, partners: Sequence[str]) -> Hole:
    """The smallest change that wins a party over, keeping every present yes if that can be done."""
    keeping = seen.keeping(partners) | {party: floor}
    near = _nearest(seen, keeping) or _nearest(seen, {party: floor})
    if near is None:
        return Hole(party, None, (), False, Fraction(0))
    after = seen.yeses(near.package)
    loses = tuple(p for p in seen.yes if p not in after)
    losing = {p: -near.change[p] for p in seen.yes if p in seen.gains and seen.gains[p] > 0 > near.change[p]}
    price = max((loss / seen.gains[p] for p, loss in losing.items()), default=Fraction(0))
    return Hole(party, near, loses, seen.case.rule.holds(after), price)


def _nearest(seen: _Seen, floors: Mapping[str, Fraction]) -> Near | None:
    if seen.space is None:
        return nearest_programmed(model_of(seen.case), seen.package, floors)
    return next(iter(nearest(seen.space, seen.package, floors)), None)


def _preempting(seen: _Seen, waiting: Fraction, others: Sequence[Package]) -> tuple[Preempting, ...]:
    """What would forestall those against it.

    The nearest package that passes, one that pulls least at groups who could block, and the nearest with everyone's
    yes, as far as these differ. The second is looked for among the packages near to this one and among `others`;
    `waiting` is the pull now.
    """
    case, space = seen.case, seen.space
    if space is None:
        near = nearest_programmed(model_of(case, case.rule), seen.package, seen.keeping())
        if near is None or not near.issues:
            return ()
        return (Preempting(near, len(seen.yeses(near.package)) == len(case.party), None),)
    close = nearest(space, seen.package, seen.keeping(), _Passing(case, space), 8)
    kept = [one for one in (between(space, seen.package, other) for other in others) if _keeps(seen, one)]
    chosen: list[Preempting] = []
    if not case.rule.holds(seen.yes) and close:
        chosen.append(_forestalls(seen, close[0]))
    pull = chosen[0].pull if chosen else waiting
    if pull:
        calmest = min((_forestalls(seen, near) for near in [*close, *kept] if near.issues), key=_calm, default=None)
        chosen += [calmest] if calmest is not None and (calmest.pull or 0) < pull else []
    if not any(one.unanimous for one in chosen) and len(seen.yes) < len(case.party):
        lines = {party: sheet.no_deal for party, sheet in case.sheets.items()}
        chosen += [_forestalls(seen, near) for near in nearest(space, seen.package, lines)]
    return tuple(chosen)


def _keeps(seen: _Seen, near: Near) -> bool:
    after = seen.yeses(near.package)
    return set(seen.yes) <= set(after) and seen.case.rule.holds(after)


def _forestalls(seen: _Seen, near: Near) -> Preempting:
    assert seen.space is not None, "asked only where every package can be looked at"
    everyone = len(seen.yeses(near.package)) == len(seen.case.party)
    waiting = hold_outs(seen.space, near.package, 1)[0]
    return Preempting(near, everyone, waiting[0].pull if waiting else Fraction(0))


def _calm(found: Preempting) -> tuple[Fraction, int]:
    """How little pulls at a package, then how near it is."""
    return found.pull or Fraction(0), len(found.near.issues)


class _Passing:
    """Whether packages pass, from the masks of who says yes."""

    def __init__(self, case: Case, space: Space) -> None:
        self.case, self.parties = case, space.parties
        self.unknown = frozenset(case.party) - frozenset(space.parties)
        self.verdicts: dict[int, bool] = {}

    def __call__(self, masks: IntArray) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        for mask in np.unique(masks).tolist():
            if mask not in self.verdicts:
                names = {party for i, party in enumerate(self.parties) if mask >> i & 1}
                self.verdicts[mask] = self.case.rule.holds(self.unknown | names)
        return np.array([self.verdicts[mask] for mask in masks.tolist()], dtype=bool)


def _allies(
    case: Case, side: str, no: Sequence[str], gains: Mapping[str, Fraction], most: int
) -> tuple[tuple[str, ...], ...]:
    """The smallest groups with a party that can block, those with most refusals and least to lose first."""
    listed = coalitions(case.rule, tuple(case.party), MOST_LISTED).minimal_blocking.coalitions
    mine = [group for group in listed if side in group]

    def willing(group: tuple[str, ...]) -> tuple[int, Fraction]:
        still = [party for party in group if party != side and party not in no]
        return len(still), sum((gains.get(party, Fraction(0)) for party in still), Fraction(0))

    return tuple(sorted(mine, key=willing)[:most])


def _reasons(seen: _Seen, no: Sequence[str], groups: Sequence[Blocking]) -> tuple[Reason, ...]:
    reasons: list[Reason] = [Blocks(party, -seen.gains[party]) for party in no]
    torn: dict[str, list[str]] = {}
    for group in groups:
        for hole in group.holes[:1]:
            near = [pair for pair in group.bonds if hole.party in pair.parties and pair.holds]
            torn.setdefault(hole.party, []).extend(p for pair in near for p in pair.parties if p != hole.party)
    reasons += [Divides(party, tuple(dict.fromkeys(others))) for party, others in torn.items() if others]
    reasons += [reason for reason in seen.held.reasons if isinstance(reason, Assumed) and reason.what == "estimate"]
    reasons += [Assumed("says yes", party=party) for party in seen.case.party if party not in seen.case.sheets]
    if seen.space is None:
        reasons.append(Assumed("holding out not looked at"))
    else:
        reasons += [Assumed("grid", issue) for issue in seen.space.gridded]
    return tuple(dict.fromkeys(reasons))
