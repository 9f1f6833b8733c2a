"""One run of HiGHS on rows and columns: gaps at zero, every improving solution kept, stoppable."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray

from makeable.kernels.program import Number

FloatArray = NDArray[np.float64]


class Row:
    """One linear row: coefficients of columns between two sides (None: no limit)."""

    __slots__ = ("coefficients", "columns", "lower", "upper")

    def __init__(
        self,
        columns: Sequence[int],
        coefficients: Sequence[Number],
        lower: Number | None = None,
        upper: Number | None = None,
    ) -> None:
        if len(set(columns)) < len(columns):  # the solver takes a column once only
            added: dict[int, Number] = {}
            for column, coefficient in zip(columns, coefficients, strict=True):
                added[column] = added.get(column, 0) + coefficient
            columns, coefficients = list(added), list(added.values())
        self.columns, self.coefficients = columns, coefficients
        self.lower, self.upper = lower, upper


@dataclass(frozen=True)
class Task:
    """A mixed-integer program to maximise: bounds, integrality and rows, and a linear objective."""

    lower: Sequence[Number]
    upper: Sequence[Number]
    integer: Sequence[bool]
    rows: Sequence[Row]
    objective: Mapping[int, Number]


@dataclass(frozen=True)
class Run:
    """What a run met: solutions (column values, best last), an upper bound, whether it finished.

    `bound` is the solver's own, widened by its tolerances; -inf when there is no solution at all.
    """

    solutions: tuple[FloatArray, ...]
    bound: float
    finished: bool


@dataclass(frozen=True)
class Effort:
    """How long and how hard to look.

    `seconds`: wall-clock limit. `threads`: 1 or 2. `progress` is called with the best objective and the upper
    bound so far, on the solver's scale; `should_stop` is asked often, and when it says yes the best package
    so far is returned with what is proven of it.
    """

    seconds: float = 60.0
    threads: int = 1
    progress: Callable[[float, float], None] | None = None
    should_stop: Callable[[], bool] | None = None
    until: float = inf

    def started(self) -> Effort:
        """The same effort with its deadline set from now on (only once)."""
        return self if self.until < inf else replace(self, until=time.monotonic() + self.seconds)

    def within(self, seconds: float) -> Effort:
        """A part of this effort: at most these seconds from now."""
        return replace(self, until=min(self.until, time.monotonic() + seconds))

    @property
    def left(self) -> float:
        """Seconds left."""
        return max(0.0, self.until - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        return self.left <= 0 or (self.should_stop is not None and self.should_stop())


def run(task: Task, effort: Effort, start: Mapping[int, float] | None = None, *, relaxed: bool = False) -> Run:
    """Solve once. `start`: values of some columns to begin from. `relaxed`: drop integrality."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options: dict[str, Any] = {
        "output_flag": False,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.0,
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
        "threads": effort.threads,
        "time_limit": effort.left,
        "mip_improving_solution_save": True,
        # Presolve of HiGHS 1.15.1 calls some of these programs infeasible that are not; it gains no time on them.
        "presolve": "off",
        "mip_allow_restart": False,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    whole = not relaxed and any(task.integer)
    if solver.passModel(_model(task, whole)) == highspy.HighsStatus.kError:
        raise ValueError("the solver refuses this program: are all its numbers finite?")
    if start and whole:
        solver.setSolution(len(start), np.fromiter(start, np.int32), np.fromiter(start.values(), np.float64))
    _listen(solver, effort)
    solver.run()
    return _outcome(solver, whole)


def _model(task: Task, whole: bool) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    count = len(task.lower)
    lp.num_col_, lp.num_row_ = count, len(task.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    cost = np.zeros(count)
    for column, value in task.objective.items():
        cost[column] = float(value)
    lp.col_cost_ = cost
    lp.col_lower_ = np.array([float(a) for a in task.lower])
    lp.col_upper_ = np.array([float(b) for b in task.upper])
    lp.row_lower_ = np.array([-inf if row.lower is None else float(row.lower) for row in task.rows])
    lp.row_upper_ = np.array([inf if row.upper is None else float(row.upper) for row in task.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    sizes = [len(row.columns) for row in task.rows]
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
    lp.a_matrix_.index_ = np.array([c for row in task.rows for c in row.columns], np.int32)
    lp.a_matrix_.value_ = np.array([float(a) for row in task.rows for a in row.coefficients])
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[integer] for integer in task.integer]
    return lp


def _listen(solver: highspy.Highs, effort: Effort) -> None:
    """Report progress and ask whether to stop, while the solver runs."""
    if effort.should_stop is None and effort.progress is None:
        return

    def heard(event: Any) -> None:
        if effort.progress is not None:
            effort.progress(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)
        if effort.should_stop is not None and effort.should_stop():
            event.data_in.user_interrupt = True

    solver.cbMipInterrupt += heard


def _outcome(solver: highspy.Highs, whole: bool) -> Run:
    status = solver.getModelStatus()
    info = solver.getInfo()
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Run((), -inf, True)
    found: list[FloatArray] = []
    if whole:
        found = [np.array(saved.col_value) for saved in solver.getSavedMipSolutions()]
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        found.append(np.array(solver.getSolution().col_value))
    bound = info.mip_dual_bound if whole else info.objective_function_value
    if not whole and status != kinds.kOptimal:
        bound = inf
    # Reduced costs are right to 1e-9 a column, the sum to rounding.
    slack = 1e-10 * abs(bound) + 1e-9 * solver.getNumCol()
    return Run(tuple(found), bound + slack, status == kinds.kOptimal)
