"""Whom to approach next: the best policy, what it is worth, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from makeable.finding import Assumed, Finding, Proof, Reason, proven
from makeable.influence.backward import Backward, backward_map
from makeable.influence.campaign import Plan, plan_of
from makeable.influence.orders import Baseline, FixedOrder, baselines, good_orders
from makeable.influence.policy import Outlook, Step, best_approach, chances, follow, outlook, smooth_path, stands
from makeable.influence.sensitivity import Threshold, chances_of, thresholds
from makeable.kernels.sequence_approximate import Approximate
from makeable.kernels.sequence_bound import upper_bound
from makeable.kernels.sequence_exact import Solution, solve
from makeable.kernels.sequence_state import open_units, stop_value
from makeable.model import Case

__all__ = ["Option", "Scope", "Sequencing", "sequence"]

EXACT_STATES = 3**17
"""States up to which the program is exact: 17 plain parties, under 1 GB and about 10 s."""
THRESHOLD_WORK = 4e7
"""States swept for thresholds when nobody says how far to look: a few seconds."""


@dataclass(frozen=True)
class Option:
    """A first approach, the chances of a yes now, its value if the best policy follows, how far it is behind."""

    approach: tuple[str, ...]
    chances: tuple[float, ...]
    value: float
    behind: float


@dataclass(frozen=True)
class Scope:
    """How far to look: `depth` approaches of the policy's tree without branches rarer than `rare`; thresholds
    of all chances, of those alone, none, or what takes a few seconds; near-best orders within a share of the best.
    """

    depth: int = 4
    rare: float = 0.005
    thresholds: str = "auto"
    orders: int = 5
    within: Fraction = Fraction(95, 100)
    states: int = EXACT_STATES
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Sequencing(Finding):
    """The advice from where the plan stands.

    `first`: whom to approach now; nobody: stop. `value`: what the policy is worth from here, `stopping`: what is
    held without going on; both in `unit`. `bound`: no policy can be worth more (with its standard error
    `bound_error`), None where `value` is the best exactly. `policy`: its tree, None beyond the exact program.
    """

    goal: str
    unit: str
    parties: tuple[str, ...]
    aboard: tuple[str, ...]
    refused: tuple[str, ...]
    first: tuple[str, ...]
    value: float
    stopping: float
    bound: float | None
    bound_error: float
    won: bool
    reachable: bool
    options: tuple[Option, ...]
    policy: Step | None
    outlook: Outlook | None
    baselines: tuple[Baseline, ...]
    orders: tuple[FixedOrder, ...]
    backward: Backward | None
    thresholds: tuple[Threshold, ...]


def sequence(case: Case, scope: Scope = Scope()) -> Sequencing:
    """Whom to approach next under the plan of a case, exactly up to about 17 parties, with a bound beyond.

    Raises BadInput when the case has no approach, or one that contradicts itself.
    """
    plan = plan_of(case)
    exact = plan.campaign.states <= scope.states
    advice = _exact(plan, scope) if exact else _approximate(plan, scope)
    won, reachable = stands(plan, plan.start)
    a = plan.approach
    return Sequencing(
        asked="sequence",
        proof=advice.proof,
        reasons=advice.reasons,
        drawn_from=frozenset({a.by}),
        goal=a.goal,
        unit=a.unit,
        parties=plan.parties,
        aboard=a.aboard,
        refused=a.refused,
        first=advice.options[0].approach if advice.going else (),
        value=advice.value,
        stopping=stop_value(plan.campaign, plan.start),
        bound=advice.bound,
        bound_error=advice.bound_error,
        won=won,
        reachable=reachable,
        options=advice.options,
        policy=advice.policy,
        outlook=advice.outlook,
        baselines=baselines(plan, scope.seed),
        orders=good_orders(plan, scope.orders, float(scope.within), advice.smooth),
        backward=backward_map(plan),
        thresholds=advice.thresholds,
    )


@dataclass(frozen=True)
class _Advice:
    """What the two methods give."""

    proof: Proof
    going: bool
    value: float
    options: tuple[Option, ...]
    reasons: tuple[Reason, ...]
    policy: Step | None = None
    outlook: Outlook | None = None
    thresholds: tuple[Threshold, ...] = ()
    smooth: tuple[int, ...] = ()
    bound: float | None = None
    bound_error: float = 0.0


def _exact(plan: Plan, scope: Scope) -> _Advice:
    solution = solve(plan.campaign)
    unit, value = best_approach(solution, plan.start)
    reasons: list[Reason] = []
    found: tuple[Threshold, ...] = ()
    linked = _looked_at(plan, scope)
    if linked is None and scope.thresholds != "none":
        reasons.append(Assumed("thresholds_not_looked_at"))
    elif linked is not None:
        found = thresholds(plan, linked)
        if not linked and scope.thresholds == "auto":
            reasons.append(Assumed("linked_chances_not_looked_at"))
    if plan.campaign.rival is not None:
        reasons.append(Assumed("rival_idle_in_tree"))
    by = "every situation was looked at" if solution.values.itemsize == 8 else "every situation, to six digits"
    return _Advice(
        proven(by),
        unit is not None,
        value,
        _options(plan, solution),
        tuple(reasons),
        follow(plan, solution, scope.depth, scope.rare),
        outlook(plan, solution),
        found,
        tuple(smooth_path(plan, solution)),
    )


def _looked_at(plan: Plan, scope: Scope) -> bool | None:
    """Whether thresholds of linked chances are looked at too; None: of none."""
    if scope.thresholds in ("all", "alone"):
        return scope.thresholds == "all"
    if scope.thresholds == "none":
        return None
    for linked in (True, False):
        if len(chances_of(plan, linked)) * 12 * plan.campaign.states <= THRESHOLD_WORK:
            return linked
    return None


def _options(plan: Plan, solution: Solution) -> tuple[Option, ...]:
    ranked = solution.approaches(plan.start)
    best = ranked[0][1] if ranked else 0.0
    return tuple(
        Option(plan.members(unit), chances(plan, plan.start, unit), value, best - value)
        for unit, value in ranked
        if value > -1e300
    )


def _approximate(plan: Plan, scope: Scope) -> _Advice:
    problem = plan.campaign
    advice = Approximate(problem, seed=scope.seed).advise(plan.start)
    bound = upper_bound(problem, runs=2000, seed=scope.seed + 10, state=plan.start)
    best = advice.options[0][1] if advice.options else advice.value
    options = tuple(
        Option(plan.members(unit), chances(plan, plan.start, unit), value, best - value)
        for unit, value in advice.options
        if unit in open_units(problem, plan.start)
    )
    low, high = advice.value - 1.96 * advice.error, advice.value + 1.96 * advice.error
    by = "campaigns played out on drawn luck" if advice.error else "a plan valued exactly, not proven best"
    proof = Proof("sampled", by, interval=(low, high), confidence=Fraction(95, 100))
    return _Advice(
        proof,
        advice.unit is not None,
        advice.value,
        options,
        (Assumed("not_exact"),),
        bound=bound.mean,
        bound_error=bound.error,
    )
