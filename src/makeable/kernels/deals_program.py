"""One linear or whole-number program over sparse columns, solved with HiGHS from arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Columns:
    """Column j uses `use[p]` of row `row[p]` for every p in `start[j]:start[j + 1]`."""

    start: Ints
    row: Ints
    use: Ints

    def __len__(self) -> int:
        return len(self.start) - 1

    @property
    def size(self) -> Ints:
        """How many rows each column touches."""
        return self.start[1:] - self.start[:-1]

    @property
    def owner(self) -> Ints:
        """The column of each entry."""
        return np.repeat(np.arange(len(self)), self.size)

    def entries(self, some: Ints) -> Ints:
        """Positions of the entries of some columns, one column after the other."""
        count = self.start[some + 1] - self.start[some]
        offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        return np.asarray(offset + np.repeat(self.start[some], count), np.int64)

    def take(self, some: Ints) -> Columns:
        """These columns only; rows keep their numbers."""
        at = self.entries(some)
        count = self.start[some + 1] - self.start[some]
        return Columns(np.concatenate([[0], np.cumsum(count)]), self.row[at], self.use[at])

    def used_by(self, chosen: Mask, rows: int) -> Ints:
        """How much of each row the chosen columns use together."""
        at = np.repeat(chosen, self.size)
        return np.bincount(self.row[at], weights=self.use[at], minlength=rows).astype(np.int64)

    def weighed(self, price: NDArray[Any]) -> NDArray[Any]:
        """The sum of price times use over each column's rows."""
        total = np.concatenate([np.zeros(1, price.dtype), np.cumsum(price[self.row] * self.use)])
        return np.asarray(total[self.start[1:]] - total[self.start[:-1]])


@dataclass(frozen=True)
class Limits:
    """When a whole-number search may stop: seconds of wall time, relative gap."""

    seconds: float = inf
    gap: float = 0.0


@dataclass(frozen=True)
class Solved:
    """Column values, row prices (linear programs only), the solver's bound, and whether it says it finished."""

    x: Floats
    price: Floats
    bound: float
    finished: bool


def maximise(
    profit: Ints,
    columns: Columns,
    sides: tuple[NDArray[Any], NDArray[Any]],
    whole: Mask | None = None,
    limits: Limits | None = None,
    start: Mask | None = None,
) -> Solved:
    """Maximise profit over columns in 0..1 with every row between its sides; `whole` marks those kept 0 or 1."""
    limits = limits or Limits()
    solver = _solver(limits)
    solver.passModel(_model(profit, columns, sides, whole))
    if start is not None and whole is not None:
        solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), start.astype(np.float64))
    solver.run()
    info, solution = solver.getInfo(), solver.getSolution()
    finished = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    x = np.array(solution.col_value) if feasible else np.zeros(len(columns))
    price = np.array(solution.row_dual) if whole is None else np.zeros(0)
    bound = info.objective_function_value if whole is None else info.mip_dual_bound
    return Solved(x, price, bound if finished or whole is not None else inf, finished)


def _solver(limits: Limits) -> Any:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options: dict[str, Any] = {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": limits.gap,
        "mip_abs_gap": 0.0,
        "mip_feasibility_tolerance": 1e-9,
        "time_limit": limits.seconds,
    }
    set_option: Callable[[str, Any], Any] = solver.setOptionValue
    for name, value in options.items():
        set_option(name, value)
    return solver


def _model(
    profit: Ints, columns: Columns, sides: tuple[NDArray[Any], NDArray[Any]], whole: Mask | None
) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lower, upper = sides
    lp.num_col_, lp.num_row_ = len(columns), len(lower)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = profit.astype(np.float64)
    lp.col_lower_ = np.zeros(len(columns))
    lp.col_upper_ = np.ones(len(columns))
    lp.row_lower_ = lower.astype(np.float64)
    lp.row_upper_ = upper.astype(np.float64)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = columns.start.astype(np.int32)
    lp.a_matrix_.index_ = columns.row.astype(np.int32)
    lp.a_matrix_.value_ = columns.use.astype(np.float64)
    if whole is not None:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[bool(w)] for w in whole]
    return lp
