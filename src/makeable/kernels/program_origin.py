"""A package program whose shares are counted from other lines than those that decide who says yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from makeable.kernels.program import Budget, Interaction, Level, Number, PackageProgram, Quantity
from makeable.kernels.program_rule import everyone

__all__ = ["counted_from"]

T = TypeVar("T")


def counted_from(program: PackageProgram, lines: Sequence[Number]) -> tuple[PackageProgram, int]:
    """The same packages with gains counted from `lines`, and where in the new program the first party stands.

    Where a rule can outvote somebody, every party is there twice: once with the line that decides its yes (these come
    first), and once with the line from which its gain is counted.
    """
    if program.rule is not None and program.rule == everyone(program.parties):
        program = replace(program.above(program.no_deal), rule=None)
    if program.rule is None:
        return replace(program, no_deal=tuple(lines)), 0
    return (
        PackageProgram(
            scores=tuple(np.concatenate([table, table], axis=1) for table in program.scores),
            no_deal=(*program.no_deal, *lines),
            base=_twice(program.base),
            quantities=tuple(Quantity(q.points, tuple(map(_twice, q.values))) for q in program.quantities),
            interactions=tuple(Interaction(i.when, _twice(i.values)) for i in program.interactions),
            forbidden=program.forbidden,
            budgets=tuple[Budget, ...](program.budgets),
            rule=program.rule,
            floors=_twice(program.floors),
            levels=tuple(Level((*level.weights, *(0 for _ in lines)), level.at_least) for level in program.levels),
        ),
        program.parties,
    )


def _twice(row: Sequence[T]) -> tuple[T, ...]:
    return (*row, *row)
