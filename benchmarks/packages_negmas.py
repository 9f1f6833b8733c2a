"""NegMAS on one case: frontier, Nash and Kalai. Run by `packages` in NegMAS's own environment."""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

from negmas import make_issue
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import kalai_points, nash_points, pareto_frontier
from negmas.preferences.value_fun import TableFun


def solve(case: dict[str, Any]) -> dict[str, Any]:
    issues = [make_issue(options, name=name) for name, options in case["issues"].items()]
    sheets = [
        LinearAdditiveUtilityFunction(
            values={
                name: TableFun(dict(zip(options, case["scores"][party][name], strict=True)))
                for name, options in case["issues"].items()
            },
            issues=issues,
            reserved_value=0.0,
        )
        for party in case["parties"]
    ]
    begun = time.process_time()
    frontier, _ = pareto_frontier(sheets, issues=issues)
    nash = nash_points(sheets, frontier, issues=issues)
    kalai = kalai_points(sheets, frontier, issues=issues)
    took = time.process_time() - begun
    return {
        "cpu": took,
        "points": len({tuple(map(float, point)) for point in frontier}),
        "nash": sorted([float(value) for value in point] for point, _ in nash),
        "kalai": sorted([float(value) for value in point] for point, _ in kalai),
    }


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    answers = [solve(asked["case"])]
    while sum(answer["cpu"] for answer in answers) < 0.2:
        answers.append(solve(asked["case"]))
    answers.sort(key=lambda answer: answer["cpu"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**answers[len(answers) // 2], "peak": peak}))
