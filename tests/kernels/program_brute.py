"""Small random package programs, and what brute force says of them, written without the code under test."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from random import Random

import numpy as np

from makeable.kernels.program import Budget, Interaction, PackageProgram
from makeable.kernels.program_rule import Quota, Rule, Yes, all_of, any_of, at_least

Found = tuple[tuple[int, ...], tuple[int, ...]]
"""Choices and values of a package."""


def random_program(rng: Random, *, coupled: bool = True, ruled: bool = True, low: int = -4) -> PackageProgram:
    """Up to 4 parties, 4 issues and 3 alternatives, with some of everything."""
    parties, issues = rng.randint(1, 4), rng.randint(1, 4)
    sizes = [rng.randint(1, 3) for _ in range(issues)]
    scores = tuple(np.array([[rng.randint(low, 6) for _ in range(parties)] for _ in range(size)]) for size in sizes)
    if rng.random() < 0.2:
        for table in scores:
            table[:, 0] = 1  # indifferent to everything
    no_deal = tuple(rng.randint(-4, 8) for _ in range(parties))
    base = tuple(rng.randint(-2, 2) for _ in range(parties))
    interactions, forbidden, budgets = (), (), ()

    def combination() -> tuple[tuple[int, int], ...]:
        picked = rng.sample(range(issues), rng.randint(1, min(2, issues)))
        return tuple((i, rng.randrange(sizes[i])) for i in sorted(picked))

    if coupled:
        interactions = tuple(
            Interaction(combination(), tuple(rng.randint(-5, 5) for _ in range(parties)))
            for _ in range(rng.randint(0, 2))
        )
        forbidden = tuple(combination() for _ in range(rng.randint(0, 2)))
        budgets = tuple(random_budget(rng, sizes, combination) for _ in range(rng.randint(0, 2)))
    rule = random_rule(rng, parties, 2) if ruled and rng.random() < 0.7 else None
    return PackageProgram(
        scores, no_deal, base, interactions=interactions, forbidden=forbidden, budgets=budgets, rule=rule
    )


def random_budget(rng: Random, sizes: Sequence[int], combination) -> Budget:  # type: ignore[no-untyped-def]
    uses = tuple(
        (i, o, Fraction(rng.randint(-2, 4), rng.choice((1, 2)))) for i, n in enumerate(sizes) for o in range(n)
    )
    sense = rng.choice(("<=", "<=", ">=", "=="))
    return Budget(uses, (), sense, rng.randint(0, 6), combination() if rng.random() < 0.4 else ())


def random_rule(rng: Random, parties: int, depth: int) -> Rule:
    if depth == 0 or rng.random() < 0.3:
        return Yes(rng.randrange(parties))
    members = [random_rule(rng, parties, depth - 1) for _ in range(rng.randint(1, 3))]
    kind = rng.randrange(4)
    if kind == 0:
        return all_of(*members)
    if kind == 1:
        return any_of(*members)
    if kind == 2:
        return at_least(rng.randint(1, len(members)), *members)
    weights = tuple(rng.randint(0, 3) for _ in members)
    return Quota(tuple(members), weights, rng.randint(0, sum(weights)))


def agreed(rule: Rule | None, yes: Sequence[bool]) -> bool:
    if rule is None:
        return True
    if isinstance(rule, Yes):
        return yes[rule.party]
    return sum(w for w, m in zip(rule.weights, rule.members, strict=True) if agreed(m, yes)) >= rule.quota


def listed(program: PackageProgram) -> list[Found]:
    """Every package without quantities that keeps the constraints, floors and levels and passes the rule."""
    found: list[Found] = []
    for choices in product(*(range(len(table)) for table in program.scores)):
        taken = set(enumerate(choices))
        if any(set(combination) <= taken for combination in program.forbidden):
            continue
        values = list(program.base)
        for table, option in zip(program.scores, choices, strict=True):
            values = [v + int(s) for v, s in zip(values, table[option], strict=True)]
        for interaction in program.interactions:
            if set(interaction.when) <= taken:
                values = [v + int(s) for v, s in zip(values, interaction.values, strict=True)]
        kept = True
        for budget in program.budgets:
            if set(budget.when) <= taken:
                spent = sum(use for i, o, use in budget.alternatives if (i, o) in taken)
                kept &= {"<=": spent <= budget.limit, ">=": spent >= budget.limit, "==": spent == budget.limit}[
                    budget.sense
                ]
        yes = [v >= line for v, line in zip(values, program.no_deal, strict=True)]
        floors = all(f is None or v >= f for v, f in zip(values, program.floors, strict=True))
        levels = all(
            sum(w * v for w, v in zip(level.weights, values, strict=True)) >= level.at_least for level in program.levels
        )
        if kept and floors and levels and agreed(program.rule, yes):
            found.append((choices, tuple(values)))
    return found
