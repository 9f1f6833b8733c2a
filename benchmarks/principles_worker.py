"""makeable on one case too large to list, by Nash, leximin or Kalai-Smorodinsky. Run by `principles`, each in a process."""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import numpy as np

from benchmarks.instances import Instance
from makeable.kernels.program import PackageProgram
from makeable.kernels.program_best import Best, potentials
from makeable.kernels.program_master import Master
from makeable.kernels.program_maximin import leximin
from makeable.kernels.program_nash import nash
from makeable.kernels.program_run import Effort


def program_of(instance: Instance, half: bool) -> PackageProgram:
    """Everyone's yes needed; no-deal lines at 0 or half way between each party's worst and best package."""
    tables = [np.array(table, dtype=np.int64) for table in instance.tables()]
    low, high = sum(t.min(axis=0) for t in tables), sum(t.max(axis=0) for t in tables)
    lines = (low + high) // 2 if half else 0 * low
    return PackageProgram(tuple(tables), tuple(int(v) for v in lines)).unanimous()


def units(program: PackageProgram, over: str, effort: Effort) -> list[int]:
    """Each party's largest gain in the packages that all accept, or in all packages."""
    if over == "all":
        return [int(h) - int(line) for h, line in zip(program.highest, program.no_deal, strict=True)]
    best = potentials(program, effort)
    assert all(b.proven for b in best)
    return [int(b.measure[0]) - int(line) for b, line in zip(best, program.no_deal, strict=True)]


def plain(program: PackageProgram, effort: Effort) -> tuple[float, float]:
    """The smallest gain found and its bound, by one mixed-integer program left to the solver."""
    master = Master(program)
    level = master.column(0, 10**7, integer=True)
    for gain in master.gain:
        master.row([gain, level], [1, -1], 0, None)
    solved = master.maximise({level: 1}, effort)
    found = max((min(program.gains(p.values)) for p in solved.packages), default=0)
    return float(found), solved.bound


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    program = program_of(Instance("", *asked["shape"]), asked["half"])
    effort = Effort(asked["seconds"]).started()
    begun = time.process_time()
    if asked["task"] == "plain":
        found, bound = plain(program, effort)
        gap = max(0.0, bound - found) / max(found, 1.0)
        return {"cpu": time.process_time() - begun, "proven": bound < found + 1, "gap": gap, "value": found}
    best: Best
    if asked["task"] == "nash":
        best = nash(program, effort=effort)
    elif asked["task"] == "leximin":
        best = leximin(program, effort=effort)
    else:
        best = leximin(program, units(program, asked["over"], effort), effort=effort)
    took = time.process_time() - begun
    value = float(best.measure[0]) if best.measure else None
    return {"cpu": took, "proven": best.proven, "gap": best.gap, "value": value}


if __name__ == "__main__":
    result = answer(json.load(sys.stdin))
    print(json.dumps({**result, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
