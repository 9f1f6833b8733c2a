"""The frontier: the packages that no party can improve on without another losing (Pareto)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, NoDeal, Proof, Reason, proven, within
from makeable.frontier.space import GRID, Space, space_of
from makeable.kernels import pareto
from makeable.kernels.cover import pareto_cover
from makeable.model import Case, Package

__all__ = ["FrontierFinding", "frontier", "is_efficient"]

COVER = 20_000
"""Partial sums kept where the exact frontier is out of reach, before they are thinned."""

MERGED = "issues merged one by one, dominated partial sums dropped"
THINNED = "issues merged one by one, close partial sums standing in for one another"


@dataclass(frozen=True, kw_only=True)
class FrontierFinding(Finding):
    """The frontier of a case.

    `size`: packages on it, all of those with equal values counted (None when only a cover was found).
    `vectors`: the distinct values, one per party of `parties`. `packages`: the first packages, at most as many as
    asked for. `epsilon`: 0 everywhere when exact; otherwise how much more any package can give each party than a
    listed one that serves the others as well, up to theirs.
    """

    parties: tuple[str, ...]
    size: int | None
    vectors: tuple[tuple[Fraction, ...], ...]
    packages: tuple[Package, ...]
    epsilon: tuple[Fraction, ...]
    gridded: tuple[str, ...] = ()


def frontier(
    case: Case,
    limit: int = 100,
    intervals: int = GRID,
    budget: pareto.Budget | None = None,
    progress: pareto.Progress | None = None,
) -> FrontierFinding:
    """Which packages leave nothing on the table that would help one party and hurt none?

    All packages that keep the constraints count, whatever the no-deal lines and the decision rule. Where the exact
    frontier does not fit the `budget`, a cover of it is found, with the distance within which it stands for the
    rest. Continuous quantities stand on a grid of `intervals` steps, and the finding says so. Pareto (1906). It
    misleads as a shortlist: with six or more parties, half of all packages may be on it.

    Raises TooLarge when neither the frontier nor a cover of it fits the `budget`.
    """
    space = space_of(case, intervals)
    if not space.parties or not all(group.rows for group in space.groups):
        return _nothing(space, limit)
    found = pareto.pareto_frontier(
        space.tables, uses=space.uses, limits=space.limits, budget=budget or pareto.Budget(), progress=progress
    )
    if isinstance(found, pareto.TooLarge) and found.reason != "stopped":
        seconds = budget.seconds if budget is not None else None
        thinned = pareto.Budget(points=COVER, seconds=seconds, should_stop=budget.should_stop if budget else None)
        found = pareto_cover(space.tables, uses=space.uses, limits=space.limits, budget=thinned, progress=progress)
    if isinstance(found, pareto.TooLarge):
        raise TooLarge(
            f"The frontier has more than {found.points:,} points after {found.merged} of {found.issues} issues. "
            "Ask for the best package by a principle, or for a shortlist, instead."
        )
    scale = space.scale
    epsilon = tuple(Fraction(e, s) for e, s in zip(found.epsilon, scale, strict=True))
    exact = not any(epsilon)
    proof: Proof = proven(MERGED) if exact else within(max(epsilon), THINNED, "points")
    vectors = tuple(space.exact(vector) for vector in found.vectors.tolist())
    return FrontierFinding(
        asked="frontier",
        given={"limit": str(limit)},
        proof=proof,
        reasons=_reasons(space, bool(vectors)),
        drawn_from=space.owners,
        parties=space.parties,
        size=found.size if exact else None,
        vectors=vectors,
        packages=tuple(space.package(choices) for choices in found.packages(limit=limit)),
        epsilon=epsilon,
        gridded=space.gridded,
    )


def is_efficient(space: Space, package: Package) -> bool:
    """Whether no package of the space is better for one known party and worse for none (the checker).

    Raises KeyError for a package outside the space, and TooLarge when it cannot be decided within the budget.
    """
    own = np.array([int(v * s) for v, s in zip(space.values(package), space.scale, strict=True)], dtype=object)
    found = pareto.pareto_frontier(space.tables, floor=own.tolist(), uses=space.uses, limits=space.limits)
    if isinstance(found, pareto.TooLarge):
        raise TooLarge("Whether the package is on the frontier cannot be decided by merging.")
    return all(int(a) == int(b) for row in found.vectors for a, b in zip(row, own, strict=True))


def _reasons(space: Space, any_package: bool) -> tuple[Reason, ...]:
    gridded: list[Reason] = [Assumed("grid", issue) for issue in space.gridded]
    return tuple(gridded if any_package else [*gridded, NoDeal("constraints")])


def _nothing(space: Space, limit: int) -> FrontierFinding:
    """The frontier when no package keeps the constraints, or when nobody's sheet is known."""
    return FrontierFinding(
        asked="frontier",
        given={"limit": str(limit)},
        proof=proven("nothing to compare"),
        reasons=(NoDeal("constraints"),) if space.parties else (Assumed("no sheets"),),
        drawn_from=space.owners,
        parties=space.parties,
        size=0,
        vectors=(),
        packages=(),
        epsilon=(Fraction(0),) * len(space.parties),
        gridded=space.gridded,
    )
