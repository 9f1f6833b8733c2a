"""Voting bodies and games to measure on, the same wherever they are made."""

from __future__ import annotations

import random
from fractions import Fraction
from math import ceil

from makeable.coalition.voting_game import weighted_rule
from makeable.model import AllOf, AnyOf, AtLeast, Quota, Rule

# Eurostat, population on 1 January 2020 (demo_pjan), in persons
EU27 = [
    83166711, 67320216, 59641488, 47332614, 37958138, 19328838, 17407585, 11522440, 10718565, 10693939, 10327589,
    10295909, 9769526, 8901064, 6951482, 5822763, 5525292, 5457873, 4964440, 4058165, 2794090, 2095861, 1907675,
    1328976, 888005, 626108, 514564,
]  # fmt: skip
# Council votes under the Treaty of Nice, in the order of EU27 (with 255 of 345 needed)
NICE = [29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 10, 12, 12, 10, 10, 7, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3]
# Electoral votes 2012-2020
STATES = [55, 38, 29, 29, 20, 20, 18, 16, 16, 15, 14, 13, 12, *[11] * 4, *[10] * 4, *[9] * 3, *[8] * 2, *[7] * 3]
STATES += [*[6] * 6, *[5] * 3, *[4] * 5, *[3] * 8]

Body = tuple[Rule, tuple[str, ...]]


def population(states: int = 27) -> Body:
    """65 % of the population."""
    people = EU27[:states]
    return weighted_rule(people, ceil(sum(people) * Fraction(65, 100)))


def double_majority() -> Body:
    """55 % of the states and 65 % of the population, or fewer than four against (Treaty of Lisbon)."""
    rule, names = population()
    return AnyOf((AllOf((AtLeast(15, names), rule)), AtLeast(24, names))), names


def triple_majority() -> Body:
    """Votes, states and population together, as under the Treaty of Nice."""
    names = population()[1]
    votes = Quota(dict(zip(names, map(Fraction, NICE), strict=True)), Fraction(ceil(sum(NICE) * 0.7391)))
    people = Quota(dict(zip(names, map(Fraction, EU27), strict=True)), sum(EU27) * Fraction(62, 100))
    return AllOf((votes, AtLeast(14, names), people)), names


def fund(members: int = 190, votes: int = 5_560_000, seed: int = 1) -> Body:
    """A weighted body of the size and spread of the IMF's board: a few large, very many small, simple majority."""
    rng = random.Random(seed)
    large = [16.5, 6.14, 6.08, 5.31, 4.03, 4.03, 3.02, 2.63, 2.59, 2.22, 2.22, 2.01, 1.92, 1.8, 1.77, 1.73]
    small = [rng.paretovariate(0.9) + 1 for _ in range(members - len(large))]
    rest = 100 - sum(large)
    shares = large + [rest * s / sum(small) for s in small]
    weights = [max(1, round(votes * share / 100)) for share in shares]
    weights[0] += votes - sum(weights)
    return weighted_rule(weights, votes // 2 + 1)


def random_body(members: int = 500, seed: int = 5) -> Body:
    """Members with 1 to 100 votes each, simple majority."""
    rng = random.Random(seed)
    weights = [rng.randint(1, 100) for _ in range(members)]
    return weighted_rule(weights, sum(weights) // 2 + 1)


def both_majorities(members: int, seed: int = 5) -> Body:
    """65 % of the weight and 55 % of the heads."""
    names = random_body(members, seed)[1]
    weights = {name: Fraction(random.Random(f"{seed} {name}").randint(1, 100)) for name in names}
    return AllOf(
        (Quota(weights, sum(weights.values()) * Fraction(65, 100)), AtLeast(members * 55 // 100, names))
    ), names


def federal(tie_break: bool = False) -> Body:
    """The US federal system: a law, or a veto overridden; 536 players, 537 with the Vice President's casting vote."""
    senate, house = tuple(f"s{i}" for i in range(100)), tuple(f"h{i}" for i in range(435))
    law: tuple[Rule, ...] = (AtLeast(1, ("president",)), AtLeast(51, senate), AtLeast(218, house))
    names = ("president", *senate, *house)
    if tie_break:
        tied = AllOf((AtLeast(50, senate), AtLeast(1, ("vice",))))
        law = (AtLeast(1, ("president",)), AnyOf((AtLeast(51, senate), tied)), AtLeast(218, house))
        names = ("vice", *names)
    return AnyOf((AllOf(law), AllOf((AtLeast(67, senate), AtLeast(290, house))))), names


def game(kind: str, n: int, seed: int) -> list[int]:
    """A game as a table of 2^n numbers, the first 0: random, of the kinds hard for solvers, or convex."""
    rng = random.Random(f"{kind} {n} {seed}")
    weights = [rng.randint(1, 30) for _ in range(n)]
    sums, sizes = [0], [0]
    for weight in weights:
        sums += [s + weight for s in sums]
        sizes += [s + 1 for s in sizes]
    total = sums[-1]
    if kind == "random":
        values = [rng.randint(1, 100) for _ in sums]
    elif kind == "random by size":
        values = [rng.randint(0, 50 * n) * s for s in sizes]
    elif kind == "random 0-1":
        values = [rng.randint(0, 1) for _ in sums]
    elif kind == "convex, squares":
        values = [s * s for s in sums]
    elif kind == "convex, shared projects":
        values = _projects(n, rng)
    elif kind == "weighted voting":
        values = [int(2 * s > total) for s in sums]
    elif kind == "bankruptcy":
        values = [max(0, s - total * 2 // 5) for s in sums]
    else:
        values = _airport(weights)
    values[0] = 0
    return values


def _projects(n: int, rng: random.Random) -> list[int]:
    """Sums of unanimity games of small groups: each project needs all of its partners."""
    projects = [
        (sum(1 << i for i in rng.sample(range(n), rng.randint(1, 4))), rng.randint(1, 50)) for _ in range(5 * n)
    ]
    return [sum(worth for group, worth in projects if group & mask == group) for mask in range(1 << n)]


def _airport(needs: list[int]) -> list[int]:
    """Savings from sharing what must serve the most demanding."""
    values = [0]
    for mask in range(1, 1 << len(needs)):
        inside = [need for i, need in enumerate(needs) if mask >> i & 1]
        values.append(sum(inside) - max(inside))
    return values


KINDS = (
    "random", "random by size", "random 0-1", "convex, squares", "convex, shared projects", "weighted voting",
    "bankruptcy", "airport savings",
)  # fmt: skip
