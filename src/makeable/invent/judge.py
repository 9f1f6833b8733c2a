"""A draft judged: what it gives each party, who blocks it, what would improve it, what would turn a no into a yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.errors import BadInput, Problem, TooLarge
from makeable.finding import Assumed, Blocks, Finding, Gained, Proof, Reason, proven, within
from makeable.frontier.program import model_of
from makeable.frontier.space import Space, space_of
from makeable.invent.change import Change, smallest_changes
from makeable.kernels import pareto
from makeable.kernels.program_best import complete
from makeable.kernels.program_run import Effort
from makeable.model import Case, Package, exact

__all__ = ["Judgement", "check_full", "judge"]

SECONDS = 5.0


@dataclass(frozen=True, kw_only=True)
class Judgement(Finding):
    """What a package is to each party.

    `shares`: gain as a share of the gain of the party's best package of all (None where that is no gain). `passes`:
    the decision rule holds. `decisive`: each party among those who say no whose yes alone would make it pass.
    `pareto`: on the frontier (None when that could not be decided). `improvements`: packages at least as good for
    every known party and better for some, on the frontier; `for_all` says of each whether it is better for all.
    `changes`: for each party that says no, the smallest change of the package that turns its no into a yes.
    """

    package: Package
    parties: tuple[str, ...]
    values: Mapping[str, Fraction]
    gains: Mapping[str, Fraction]
    shares: Mapping[str, Fraction | None]
    allowed: bool
    passes: bool
    unanimous: bool
    decisive: tuple[str, ...]
    pareto: bool | None
    improvements: tuple[Package, ...]
    for_all: tuple[bool, ...]
    changes: Mapping[str, Change | None]

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("values", "gains", "shares", "changes"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


def judge(case: Case, package: Package, limit: int = 5, budget: pareto.Budget | None = None) -> Judgement:
    """What does this package give each party, does it pass, who blocks it, is anything better for everyone?

    Parties whose sheets are unknown are taken to say yes, and the finding says so. At most `limit` improvements are
    listed, those with the largest smallest step first. It misleads where scores are guesses: see the estimates among
    the reasons. Raises BadInput for a package that leaves an issue open or settles one in a way that does not exist.
    """
    check_full(case, package)
    sheets = case.sheets
    values = {party: sheet.value(package) for party, sheet in sheets.items()}
    gains = {party: sheet.gain(package) for party, sheet in sheets.items()}
    yes = {party for party in case.party if party not in gains or gains[party] >= 0}
    passes = case.rule.holds(yes)
    space = _space(case)
    better = _better(space, package, limit, budget) or _completed(case, package)
    noes = [party for party, gain in gains.items() if gain < 0]
    best = _best(case, space)
    return Judgement(
        asked="judge",
        given={"package": str(package)},
        proof=better.proof,
        reasons=_reasons(case, gains),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in sheets.items()),
        package=package,
        parties=tuple(sheets),
        values=values,
        gains=gains,
        shares={p: gains[p] / (best[p] - s.no_deal) if best[p] > s.no_deal else None for p, s in sheets.items()},
        allowed=case.allows(package),
        passes=passes,
        unanimous=not noes,
        decisive=() if passes else tuple(party for party in noes if case.rule.holds(yes | {party})),
        pareto=better.pareto,
        improvements=better.packages,
        for_all=tuple(all(s.value(b) > values[p] for p, s in sheets.items()) for b in better.packages),
        changes=smallest_changes(case, package, noes),
    )


def check_full(case: Case, package: Package) -> None:
    """Raises BadInput for a package that leaves an issue open or settles one in a way that does not exist."""
    problems = [
        Problem("the package", f"It leaves `{issue.id}` open.", "Settle every issue.")
        for issue in case.issues
        if issue.id not in package
    ]
    problems += [
        Problem("the package", f"`{key}` cannot be settled as {choice}.", "Use an option or an amount of the issue.")
        for key, choice in package.items()
        if key not in case.issue or not case.issue[key].admits(choice)
    ]
    if problems:
        raise BadInput(problems)


def _space(case: Case) -> Space | None:
    try:
        return space_of(case)
    except TooLarge:
        return None


@dataclass(frozen=True)
class _Better:
    pareto: bool | None
    packages: tuple[Package, ...]
    proof: Proof


def _better(space: Space | None, package: Package, limit: int, budget: pareto.Budget | None) -> _Better | None:
    """Whether anything improves on a package for some party and hurts none, and the best of what does.

    None where merging cannot decide it: too many packages, or amounts that the grid misses.
    """
    if space is None or space.gridded:
        return None
    if not space.parties or not all(group.rows for group in space.groups):
        return _Better(None, (), proven("nothing to compare"))
    values = space.values(package)
    floor = [-(-value * scale // 1) for value, scale in zip(values, space.scale, strict=True)]
    found = pareto.pareto_frontier(
        space.tables, floor=floor, uses=space.uses, limits=space.limits, budget=budget or pareto.Budget(100_000, 4)
    )
    if isinstance(found, pareto.TooLarge):
        return None
    steps = [
        tuple(new - old for new, old in zip(space.exact(row), values, strict=True)) for row in found.vectors.tolist()
    ]
    better = [number for number, step in enumerate(steps) if any(part > 0 for part in step)]
    better.sort(key=lambda number: (sorted(steps[number]), number), reverse=True)
    packages = tuple(space.package(next(iter(found.packages(number)))) for number in better[:limit])
    return _Better(not better, packages, proven("every package at least as good for all was looked for"))


def _completed(case: Case, package: Package) -> _Better:
    """The same by a mixed-integer program: the package above this one with the largest total, if there is one."""
    model = model_of(case)
    found = complete(model.program, model.choice(package), effort=Effort(seconds=SECONDS))
    after = model.package(found.package) if found.package is not None else package
    improved = model.values(after) != model.values(package)
    proof = (
        proven("a mixed-integer program")
        if found.proven
        else within(exact(max(found.gap, 1e-9)), "a mixed-integer program")
    )
    return _Better(False if improved else (True if found.proven else None), (after,) if improved else (), proof)


def _best(case: Case, space: Space | None) -> dict[str, Fraction]:
    """The value of each party's best package of all."""
    if space is None:
        return {p: sum((s.span[1] for s in sheet.scores.values()), Fraction(0)) for p, sheet in case.sheets.items()}
    best = {}
    for number, (party, scale) in enumerate(zip(space.parties, space.scale, strict=True)):
        column = [group.scores[:, number : number + 1] for group in space.groups]
        found = pareto.pareto_frontier(column, uses=space.uses, limits=space.limits)
        tops = [] if isinstance(found, pareto.TooLarge) else [int(row[0]) for row in found.vectors.tolist()]
        loose = sum(int(part.max()) for part in column if len(part))
        best[party] = Fraction(max(tops, default=loose), scale)
    return best


def _reasons(case: Case, gains: Mapping[str, Fraction]) -> tuple[Reason, ...]:
    reasons: list[Reason] = [Gained(p, gain) if gain >= 0 else Blocks(p, -gain) for p, gain in gains.items()]
    reasons += [Assumed("says yes", party=party) for party in case.party if party not in gains]
    reasons += [
        Assumed("estimate", sheet.estimated_by, party) for party, sheet in case.sheets.items() if sheet.estimated_by
    ]
    return tuple(reasons)
