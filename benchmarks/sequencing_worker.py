"""One campaign in a process of its own: solved exactly, or advised on and bounded; seconds and memory."""

from __future__ import annotations

import json
import resource
import sys
import time

from benchmarks.sequencing_instances import draw, large
from makeable.kernels.sequence_approximate import Approximate
from makeable.kernels.sequence_bound import upper_bound
from makeable.kernels.sequence_exact import solve


def answer(asked: dict[str, float]) -> dict[str, float]:
    """What was asked for: `size`, and `share` for a large one."""
    size, seed = int(asked["size"]), int(asked["seed"])
    found: dict[str, float] = {}
    start = time.process_time()
    if "share" in asked:
        problem = large(size, asked["share"], seed)
        advice = Approximate(problem).advise((0,) * size)
        bound = upper_bound(problem, 4000)
        found |= {"value": advice.value, "error": advice.error, "bound": bound.mean, "bound_error": bound.error}
        found["prize"] = problem.prize
    else:
        found["value"] = solve(draw("helpful", size, seed)).start
    found["cpu"] = time.process_time() - start
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


if __name__ == "__main__":
    print(json.dumps(answer(json.load(sys.stdin))))
