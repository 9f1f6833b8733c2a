"""Whom to approach first: the exact program's time and memory, and how near approximations come to it."""

from __future__ import annotations

import statistics
import time

import numpy as np

from benchmarks.measure import seconds, table, work, write
from benchmarks.sequencing_instances import FAMILIES, draw
from makeable.kernels.sequence import Campaign, chance
from makeable.kernels.sequence_bound import upper_bound
from makeable.kernels.sequence_exact import solve
from makeable.kernels.sequence_order import Planner, first_orders, improve, order_values, value_of_plans

SIZES = {8: 14, 10: 9, 12: 3}
"""Campaigns of each family by number of parties: 156 in all."""
GOALS = {14: "1", 17: "15, within 1 GB"}
EXACT = """\
One sweep of whole arrays over every situation (NumPy alone, nothing compiled). No other implementation is known to
compare with."""
QUALITY = """\
Means of the value as a share of the optimum. All orders stop when that is best. *Replanned*: the plan of the
approximation, made again after every answer and valued exactly by following every branch; it may solve exactly no
more than three parties fewer than there are. *Bound*: the information relaxation as a share of the optimum, 1 being
tight."""
BEYOND = """\
The value of the policy from simulated campaigns on fresh luck (exact where it has no interval), the bound that no
policy exceeds, and CPU seconds for the advice and the bound together. Goal: 100 parties under 60 s. What is not
reached is in part the bound's looseness: it lets every helpful influence work at once."""


def exact_times() -> str:
    """Time and memory of the exact program."""
    rows = []
    for size in (10, 12, 13, 14, 15, 16, 17):
        runs = [work("sequencing_worker", {"size": size, "seed": seed}) for seed in range(3 if size < 16 else 1)]
        spent = statistics.median(run["cpu"] for run in runs)
        peak = max(run["peak"] for run in runs)
        rows.append([str(size), f"{3**size:,}", seconds(spent), f"{peak:.0f}", GOALS.get(size, "-")])
    return table(["parties", "situations", "CPU s", "peak MB", "goal, s"], rows)


def quality() -> tuple[str, str]:
    """Shares of the optimum: plain orders, the best fixed order, plans made again after every answer; and a summary."""
    rows, everything, spent = [], [], 0.0
    for size, count in SIZES.items():
        for family in FAMILIES:
            shares: list[list[float]] = []
            seed = -1
            while len(shares) < count:
                seed += 1
                problem = draw(family, size, seed)
                best = solve(problem).start
                if best < 1.0:  # nothing to gain: every share of it is noise
                    continue
                start = time.process_time()
                value = value_of_plans(Planner(problem, window=size - 3))
                spent += time.process_time() - start
                shares.append([*plain(problem, size), value, upper_bound(problem, 2000).mean])
                shares[-1] = [share / best for share in shares[-1]]
            everything += shares
            means, worst = np.mean(shares, axis=0), np.min(shares, axis=0)
            rows.append(
                [f"{size}, {family}", *(f"{m:.3f}" for m in means[:-1]), f"{worst[-2]:.3f}", f"{means[-1]:.2f}"]
            )
    means, worst = np.mean(everything, axis=0), np.min(everything, axis=0)
    rows.append(["**all**", *(f"{m:.3f}" for m in means[:-1]), f"{worst[-2]:.3f}", f"{means[-1]:.2f}"])
    heads = [
        "parties, family",
        "random order",
        "allies first",
        "hardest first",
        "best fixed order",
        "replanned",
        "its worst",
    ]
    text = (
        f"{len(everything)} campaigns: replanned {means[-2]:.1%} of the optimum on average (goal 97 %), "
        f"{worst[-2]:.1%} at worst (goal 90 %); {spent / len(everything):.2f} CPU seconds for every decision that a "
        f"campaign can come to."
    )
    return table([*heads, "bound"], rows), text


def plain(problem: Campaign, size: int) -> list[float]:
    """Values of orders with best stopping: random (mean), allies first, hardest first, the best found."""
    rng = np.random.default_rng(0)
    p = chance(problem.alone)
    shuffled = np.array([rng.permutation(size) for _ in range(40)])
    named = np.array([np.argsort(-p), np.argsort(p)])
    best = max(improve(problem, start)[1] for start in first_orders(problem, size, 6))
    return [float(order_values(problem, shuffled).mean()), *map(float, order_values(problem, named)), best]


def beyond() -> str:
    """Campaigns too large to solve: the value reached, the bound, and the time for both."""
    rows = []
    for size in (18, 30, 100):
        for share in (0.3, 0.4, 0.5):
            found = work("sequencing_worker", {"size": size, "seed": 1, "share": share})
            value, bound = found["value"], found["bound"]
            rows.append(
                [
                    str(size),
                    f"{share:.0%}",
                    f"{found['prize']:.0f}",
                    f"{value:.1f} ± {1.96 * found['error']:.1f}",
                    f"{bound:.1f} ± {1.96 * found['bound_error']:.1f}",
                    f"{value / bound:.1%}",
                    seconds(found["cpu"]),
                    f"{found['peak']:.0f}",
                ]
            )
    heads = ["parties", "weight needed", "prize", "value reached", "no policy above", "reached of it"]
    return table([*heads, "CPU s", "peak MB"], rows)


def main() -> None:
    """Measure, print, write the page."""
    exact = exact_times()
    print(exact, flush=True)
    rows, summary = quality()
    print(f"{rows}\n\n{summary}", flush=True)
    large_ones = beyond()
    print(large_ones)
    parts = [
        "## The exact program",
        EXACT,
        exact,
        "## Approximations against the exact program",
        QUALITY,
        rows,
        summary,
    ]
    write("sequencing", "Sequencing the approach", [*parts, "## Beyond the exact program", BEYOND, large_ones])


if __name__ == "__main__":
    main()
