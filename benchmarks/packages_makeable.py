"""makeable on one case: frontier, Nash and Kalai from it; a cover; or counts. Run by `packages`, each in a process."""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

import numpy as np

from benchmarks.instances import INSTANCES, Instance
from makeable.kernels.count import count
from makeable.kernels.cover import pareto_cover
from makeable.kernels.pareto import Budget, Frontier, pareto_frontier

Tables = list[Any]


def best(vectors: Any, lines: Any) -> tuple[Any, Any]:
    """The vectors with the highest product of gains and with the highest smallest gain, exactly, ties kept."""
    gains = vectors - lines
    kept = (gains >= 0).all(axis=1)
    vectors, gains = vectors[kept], gains[kept]
    exact = gains if float(gains.max()) ** gains.shape[1] < 2**62 else gains.astype(object)
    product, least = exact.prod(axis=1), gains.min(axis=1)
    return vectors[product == product.max()], vectors[least == least.max()]


def frontier(tables: Tables) -> dict[str, Any]:
    """The exact frontier with Nash and Kalai, gains counted from each party's worst package."""
    begun = time.process_time()
    found = pareto_frontier(tables)
    assert isinstance(found, Frontier)
    nash, kalai = best(found.vectors, sum(table.min(axis=0) for table in tables))
    took = time.process_time() - begun
    return {
        "cpu": took,
        "points": len(found.vectors),
        "packages": found.size,
        "nash": nash.tolist(),
        "kalai": kalai.tolist(),
    }


def cover(tables: Tables, points: int) -> dict[str, Any]:
    begun = time.process_time()
    found = pareto_cover(tables, budget=Budget(points=points))
    assert isinstance(found, Frontier)
    took = time.process_time() - begun
    ranges = sum(table.max(axis=0) - table.min(axis=0) for table in tables)
    return {
        "cpu": took,
        "points": len(found.vectors),
        "epsilon": max(e / int(r) for e, r in zip(found.epsilon, ranges, strict=True)),
    }


def zone(tables: Tables, share: float) -> dict[str, Any]:
    """Counts with every no-deal line at a share of its party's range."""
    low, high = sum(t.min(axis=0) for t in tables), sum(t.max(axis=0) for t in tables)
    lines = [int(a + share * (b - a)) for a, b in zip(low, high, strict=True)]
    begun = time.process_time()
    found = count(tables, lines)
    took = time.process_time() - begun
    counted = found.unanimous
    return {"cpu": took, "value": counted.value, "low": counted.low, "high": counted.high, "exact": counted.exact}


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    instance = INSTANCES[asked["name"]] if "name" in asked else Instance("", *asked["shape"])
    tables = [np.array(table, dtype=np.int64) for table in instance.tables()]
    if asked["task"] == "cover":
        return cover(tables, asked["points"])
    if asked["task"] == "zone":
        return zone(tables, asked["share"])
    answers = [frontier(tables)]
    while sum(answer["cpu"] for answer in answers) < 0.2:
        answers.append(frontier(tables))
    return sorted(answers, key=lambda answer: answer["cpu"])[len(answers) // 2]


if __name__ == "__main__":
    result = answer(json.load(sys.stdin))
    print(json.dumps({**result, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
