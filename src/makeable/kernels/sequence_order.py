"""Good orders for campaigns too large to solve, planned again after every answer.

An order with the best moments to stop is valued exactly on the tree of its answers (2**k for k parties), and
improved by moving one party at a time. Following the first step of the best order, hearing the answer and
planning again is far better than any fixed order; looking one answer ahead before choosing the first step
is better still. Only for plain campaigns: single parties, one approach each, nobody turning, no rival.
"""

from dataclasses import dataclass, replace

import numpy as np

from makeable.kernels.sequence import SLACK, Campaign, FloatArray, Gate
from makeable.kernels.sequence_exact import solve
from makeable.kernels.sequence_layout import IntArray
from makeable.kernels.sequence_state import State, open_units, outcomes, stop_value

BATCH = 1 << 18
"""Tree nodes valued in one go."""


def is_plain(problem: Campaign) -> bool:
    """Whether orders can be valued on the tree of answers."""
    features = (problem.again, problem.turns, problem.rival)
    return not problem.together and all(feature is None for feature in features)


def rest(problem: Campaign, state: State) -> tuple[Campaign, IntArray]:
    """What remains of a plain campaign in a state: a campaign over the open parties, and which they are."""
    levels = np.array(state)
    aboard, against = levels == 1, levels == 2
    keep = np.array(open_units(problem, state), dtype=np.int64)
    shift = problem.joined @ aboard + problem.refused @ against
    here = replace(
        problem,
        alone=problem.alone + shift,
        rule=tuple(Gate(gate.weights, gate.quotas - gate.weights @ aboard) for gate in problem.rule),
        block=tuple(Gate(gate.weights, gate.quotas - gate.weights @ against) for gate in problem.block),
        latest=None if problem.latest is None else problem.latest - int((levels > 0).sum()),
    )
    return restrict(here, keep), keep


def restrict(problem: Campaign, keep: IntArray) -> Campaign:
    """The same campaign with only these parties ever asked."""
    grid = np.ix_(keep, keep)
    return replace(
        problem,
        alone=problem.alone[keep],
        joined=problem.joined[grid],
        refused=problem.refused[grid],
        ask=problem.ask[keep],
        win=problem.win[keep],
        lose=problem.lose[keep],
        worth=problem.worth[keep],
        rule=tuple(Gate(gate.weights[:, keep], gate.quotas) for gate in problem.rule),
        block=tuple(Gate(gate.weights[:, keep], gate.quotas) for gate in problem.block),
        clinch=None if problem.clinch is None else problem.clinch[keep],
        latest=None if problem.latest is None else problem.latest[keep],
    )


def order_values(problem: Campaign, orders: IntArray) -> FloatArray:
    """(orders,): the value of each row of `orders` (orders, k), asked in turn with best stopping; k up to about 16."""
    count, depth = orders.shape
    step = max(1, BATCH >> depth)
    parts = [_values(problem, orders[start : start + step]) for start in range(0, count, step)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _values(problem: Campaign, orders: IntArray) -> FloatArray:
    depth = orders.shape[1]
    met = _met(problem.rule, orders)
    stop = problem.prize * met + _sums(problem.worth[orders])
    blocked = problem.loss * _met(problem.block, orders) if problem.block else None

    def at(k: int) -> FloatArray:
        held = stop[:, : 1 << k]
        return np.asarray(held if blocked is None else held - blocked[:, : 1 << k][:, ::-1])

    value = at(depth)
    for k in range(depth - 1, -1, -1):
        party, half = orders[:, k], 1 << k
        shift = problem.alone[party][:, None]
        for m in range(k):
            no, yes = problem.refused[party, orders[:, m]], problem.joined[party, orders[:, m]]
            shift = np.concatenate([shift + no[:, None], shift + yes[:, None]], axis=1)
        if problem.clinch is not None:
            completes = ~met[:, :half] & met[:, half : 2 * half]
            shift = shift + completes * problem.clinch[party][:, None]
        p = 1.0 / (1.0 + np.exp(-np.clip(shift, -500, 500)))
        no, yes = value[:, :half] - problem.lose[party][:, None], value[:, half:] - problem.win[party][:, None]
        asked = no + p * (yes - no) - problem.ask[party][:, None]
        if problem.latest is not None:
            asked[k >= problem.latest[party]] = -np.inf
        value = np.maximum(at(k), asked)
    return np.asarray(value[:, 0])


def _sums(values: FloatArray) -> FloatArray:
    """(rows, 2**k): sums over all subsets of each row's k values."""
    sums = np.zeros((len(values), 1))
    for k in range(values.shape[1]):
        sums = np.concatenate([sums, sums + values[:, k : k + 1]], axis=1)
    return sums


def _met(rule: tuple[Gate, ...], orders: IntArray) -> np.ndarray:
    result = np.zeros((len(orders), 1 << orders.shape[1]), dtype=bool)
    for gate in rule:
        met = np.ones_like(result)
        for weights, needed in zip(gate.weights, gate.quotas, strict=True):
            met &= _sums(weights[orders]) >= needed - SLACK
        result |= met
    return result


def moves(order: IntArray, size: int) -> IntArray:
    """All orders reached by moving one party, or by letting one that is not in it take a place (the last drops out)."""
    depth = len(order)
    found = []
    inside = set(order.tolist())
    for party in range(size):
        without = order[order != party] if party in inside else order[:-1]
        for place in range(depth):
            found.append(np.concatenate([without[:place], [party], without[place:]]))
    return np.unique(np.array(found, dtype=np.int64).reshape(-1, depth), axis=0)


def improve(problem: Campaign, order: IntArray, rounds: int = 50) -> tuple[IntArray, float]:
    """The order after taking the best move as long as it helps, and its value."""
    best, value = order, float(order_values(problem, order[None])[0])
    for _ in range(rounds):
        tries = moves(best, problem.size)
        values = order_values(problem, tries)
        k = int(values.argmax())
        if values[k] <= value + 1e-9 * max(1.0, abs(value)):
            break
        best, value = tries[k], float(values[k])
    return best, value


def first_orders(problem: Campaign, depth: int, count: int, seed: int = 0) -> list[IntArray]:
    """Orders to start from: by how likely, by how much each moves the others, by cost of a no, and shuffled ones."""
    p = 1.0 / (1.0 + np.exp(-problem.alone))
    need = sum((gate.weights.sum(axis=0) for gate in problem.rule), np.zeros(problem.size))
    moved = (need * p * (1 - p)) @ problem.joined
    ratings = [p, moved + 0.3 * need * p, -(problem.ask + problem.lose) / (1 - p + 1e-9), need * p]
    rng = np.random.default_rng(seed)
    while len(ratings) < count:
        ratings.append(rng.random(problem.size))
    return [np.argsort(-rating, kind="stable")[:depth] for rating in ratings[:count]]


@dataclass(frozen=True)
class Plan:
    """In a state: the next party (None: stop), what the plan is worth from here, and the order planned after
    a refusal and after a yes (of parties of the whole campaign)."""

    party: int | None
    value: float
    after: tuple[IntArray, ...]


@dataclass(frozen=True)
class Planner:
    """How thoroughly to plan: parties in an order, orders to start from, first steps looked at one answer ahead,
    second steps looked at one answer further (only while no more than `small` are left), and how many of the
    next parties are also solved exactly (all of them, when no more are left; otherwise two fewer, and up to
    `tail` more in a fixed order).
    """

    problem: Campaign
    depth: int = 12
    starts: int = 6
    ahead: int = 6
    further: int = 3
    window: int = 8
    small: int = 12
    tail: int = 4

    def plan(self, state: State, inherited: IntArray | None = None) -> Plan:
        """The next approach in a state; its value is reached by a policy that exists, so it is a lower bound."""
        left, keep = rest(self.problem, state)
        held = stop_value(self.problem, state)
        sunk = held - stop_value(left, (0,) * left.size)
        if not left.size:
            return Plan(None, held, ())
        if left.size <= self.window:
            return self._exact(left, keep, sunk)
        depth = min(self.depth, left.size)
        order, value = self._order(left, keep, depth, inherited)
        options = self._ahead(left, order, value, self.ahead, 1 if left.size <= self.small else 0)
        party, best, after = max(options, key=lambda option: option[1])
        if best + sunk <= held + 1e-9 * max(1.0, abs(held)):
            return Plan(None, held, ())
        return Plan(int(keep[party]), best + sunk, tuple(keep[order] for order in after))

    def _order(self, left: Campaign, keep: IntArray, depth: int, inherited: IntArray | None) -> tuple[IntArray, float]:
        starts = []
        if inherited is not None:
            place = {int(party): k for k, party in enumerate(keep)}
            known = [place[int(party)] for party in inherited if int(party) in place]
            known += [k for k in range(left.size) if k not in set(known)]
            starts.append(np.array(known[:depth], dtype=np.int64))
        else:
            starts += first_orders(left, depth, self.starts)
        return max((improve(left, start) for start in starts), key=lambda pair: pair[1])

    def _ahead(
        self, left: Campaign, order: IntArray, value: float, width: int, further: int
    ) -> list[tuple[int, float, tuple[IntArray, ...]]]:
        """First steps with the value of asking and then following the better order for each answer."""
        fronts = np.array([_front(order, party) for party in range(left.size)])
        ranked = np.argsort(-order_values(left, fronts), kind="stable")[:width].tolist()
        if int(order[0]) not in ranked:
            ranked.append(int(order[0]))
        found = []
        for party in ranked:
            if left.latest is not None and left.latest[party] <= 0:
                continue
            worth, plans = 0.0, []
            for probability, cost, after in outcomes(left, (0,) * left.size, party):
                branch, keep = rest(left, after)
                branch_value, plan = self._branch(branch, keep, _front(order, party)[1:], further)
                offset = stop_value(left, after) - stop_value(branch, (0,) * branch.size)
                worth += probability * (branch_value + offset - cost)
                plans.append(plan)
            found.append((party, worth, tuple(plans)))
        return found or [(int(order[0]), value, (order[1:], order[1:]))]

    def _branch(self, branch: Campaign, keep: IntArray, follow: IntArray, further: int) -> tuple[float, IntArray]:
        place = {int(party): k for k, party in enumerate(keep)}
        order = np.array([place[int(party)] for party in follow if int(party) in place], dtype=np.int64)
        if not len(order):
            return stop_value(branch, (0,) * branch.size), order
        if branch.size <= self.window:
            return solve(branch).start, keep[order]
        best, value = improve(branch, order)
        if self.window:
            value = max(value, solve(self._chained(branch, best)).start)
        if further:
            value = max(value, *(worth for _, worth, _ in self._ahead(branch, best, value, self.further, further - 1)))
        return value, keep[best]

    def _chained(self, branch: Campaign, order: IntArray) -> Campaign:
        """The next parties of an order at any time, those after them in their order, and nobody else."""
        free = max(self.window - 2, 0)
        tail = order[free : free + self.tail]
        focus = np.concatenate([order[:free], tail])
        chain = tuple(range(free, len(focus))) if len(tail) > 1 else ()
        return replace(restrict(branch, focus), chain=chain)

    def _exact(self, left: Campaign, keep: IntArray, sunk: float) -> Plan:
        solution = solve(left)
        options = solution.approaches((0,) * left.size)
        if not options or options[0][1] <= stop_value(left, (0,) * left.size) + 1e-12:
            return Plan(None, solution.start + sunk, ())
        return Plan(int(keep[options[0][0]]), options[0][1] + sunk, (keep, keep))


def _front(order: IntArray, party: int) -> IntArray:
    """The order with a party moved (or taken in) to the front."""
    if party in order:
        return np.concatenate([[party], order[order != party]])
    return np.concatenate([[party], order[:-1]])


def value_of_plans(planner: Planner) -> float:
    """The exact value of planning again after every answer, by following every branch; for small campaigns."""
    problem, known = planner.problem, {}

    def follow(state: State, inherited: IntArray | None) -> float:
        if state not in known:
            plan = planner.plan(state, inherited)
            if plan.party is None:
                known[state] = stop_value(problem, state)
            else:
                branches = outcomes(problem, state, plan.party)
                known[state] = sum(
                    probability * (follow(after, order) - cost)
                    for (probability, cost, after), order in zip(branches, plan.after, strict=True)
                )
        return known[state]

    return follow((0,) * problem.size, None)
