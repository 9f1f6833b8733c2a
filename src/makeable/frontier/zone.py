"""The zone of possible agreement: is there one, and how large is it?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from makeable.finding import Assumed, Finding, NoDeal, Proof, Reason, proven, sampled
from makeable.frontier.program import model_of
from makeable.frontier.space import GRID, Space, space_of, yes_rule
from makeable.kernels.count import WORK, Count, count
from makeable.kernels.program_best import feasible
from makeable.kernels.program_run import Effort
from makeable.model import Case

__all__ = ["ZoneFinding", "no_deal_reasons", "zone"]


@dataclass(frozen=True, kw_only=True)
class ZoneFinding(Finding):
    """The size of a case's zone of possible agreement.

    `packages` keep every constraint; `passing` are those for which the decision rule holds; `unanimous` have
    everyone's yes; `accepting[party]` are at or above that party's no-deal line. `best[party]` is the most any
    package gives a party. Each count is exact or an estimate with its interval, and says which.
    """

    parties: tuple[str, ...]
    packages: Count
    passing: Count
    unanimous: Count
    accepting: MappingProxyType[str, Count]
    gridded: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def exists(self) -> bool:
        """Whether any package passes, as far as is known."""
        return self.passing.value > 0


def zone(case: Case, intervals: int = GRID, work: float = WORK, rng: np.random.Generator | None = None) -> ZoneFinding:
    """Is there a deal that everyone whose yes is needed prefers to no deal, and how many such packages are there?

    A party says yes to a package at or above its no-deal line; a party whose sheet is unknown is taken to say yes to
    everything, and the finding says so. Counts are exact as long as `work` (about nanoseconds for each count)
    allows, and otherwise estimates with a 95 % interval from `rng`. Continuous quantities stand on a grid. A large
    zone misleads when it is taken for an easy negotiation: size says nothing of how to share it.

    Raises TooLarge when issues tied together cannot be listed.
    """
    space = space_of(case, intervals)
    unknown = tuple(party for party in case.party if party not in space.parties)
    if not all(group.rows for group in space.groups):
        zero = Count.exactly(0)
        counts = (zero, zero, zero, tuple(zero for _ in space.parties))
    else:
        rule = yes_rule(case.rule, space.parties, unknown)
        found = count(
            space.tables,
            space.no_deal,
            rule=None if case.unanimous else rule,
            uses=space.uses,
            limits=space.limits,
            work=work,
            rng=rng,
        )
        counts = (found.packages, found.passing, found.unanimous, found.accepting)
    packages, passing, unanimous, accepting = counts
    return ZoneFinding(
        asked="zone",
        proof=_proof((packages, passing, unanimous), bool(space.gridded)),
        reasons=_reasons(space, unknown, packages, passing, accepting),
        drawn_from=space.owners,
        parties=space.parties,
        packages=packages,
        passing=passing,
        unanimous=unanimous,
        accepting=MappingProxyType(dict(zip(space.parties, accepting, strict=True))),
        gridded=space.gridded,
        unknown=unknown,
    )


def _proof(counts: tuple[Count, ...], gridded: bool) -> Proof:
    estimated = [c for c in counts if not c.exact]
    if not estimated:
        return proven("every package of the grid was counted" if gridded else "every package was counted")
    return sampled((estimated[-1].low, estimated[-1].high), "importance sampling")


def _reasons(
    space: Space, unknown: tuple[str, ...], packages: Count, passing: Count, accepting: tuple[Count, ...]
) -> tuple[Reason, ...]:
    reasons: list[Reason] = [Assumed("grid", issue) for issue in space.gridded]
    reasons += [Assumed("says yes", party=party) for party in unknown]
    for sheet, party in zip(space.sheets, space.parties, strict=True):
        if sheet.estimated_by:
            reasons.append(Assumed("estimate", sheet.estimated_by, party))
        reasons += [
            Assumed("indifferent", issue.id, party) for issue in space.case.issues if issue.id not in sheet.scores
        ]
    if passing.value == 0 and space.gridded and _between(space.case):
        reasons.append(Assumed("between amounts"))
    elif passing.value == 0 and passing.exact:
        never = tuple(p for p, c in zip(space.parties, accepting, strict=True) if c.exact and c.value == 0)
        reasons.append(no_deal_reasons(space.case, packages.value == 0, never, unknown))
    return tuple(reasons)


def _between(case: Case) -> bool:
    """Whether a deal passes, perhaps between the amounts of the grid; True when that could not be ruled out."""
    found = feasible(model_of(case, case.rule).program, Effort(seconds=20))
    return found.package is not None or not found.proven


def no_deal_reasons(
    case: Case, none_allowed: bool, never: tuple[str, ...], unknown: tuple[str, ...], everyone: bool = False
) -> NoDeal:
    """Why no package makes a deal: no package is allowed, some needed party says no to all, or only together.

    `everyone`: unanimity was asked for, whatever the rule.
    """
    if none_allowed:
        return NoDeal("constraints")
    willing = set(case.party) - set(never)
    if never and (everyone or not case.rule.holds(willing | set(unknown))):
        return NoDeal("party", never)
    return NoDeal("together")


def gains_range(space: Space) -> dict[str, tuple[Fraction, Fraction]]:
    """The least and the most each known party can get from the packages, budgets not counted."""
    ends = {}
    for number, (party, factor) in enumerate(zip(space.parties, space.scale, strict=True)):
        low = sum(int(group.scores[:, number].min()) for group in space.groups if len(group.rows))
        high = sum(int(group.scores[:, number].max()) for group in space.groups if len(group.rows))
        ends[party] = Fraction(low, factor), Fraction(high, factor)
    return ends
