"""Best packages by a principle where listing is out of the question: 10^30, 10^50 and 10^100 packages.

Nash's product, leximin over gains, and leximin over shares of each party's potential (Kalai-Smorodinsky, carried on to
the last party), each with its proof; several seeds, two places for the no-deal lines.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks.measure import seconds, table, work, write

WORKER = "principles_worker"
SMALL, MIDDLE, LARGE = (10, 30, 10), (20, 50, 10), (30, 100, 10)
GOALS = {
    ("nash", SMALL): "1 s",
    ("nash", MIDDLE): "2 s",
    ("nash", LARGE): "10 s",
    ("leximin", SMALL): "10 s",
    ("shares", SMALL): "10 s",
    ("leximin", MIDDLE): "gap 1 %",
    ("shares", MIDDLE): "gap 1 %",
}
NAMES = {"nash": "Nash", "leximin": "leximin", "shares": "Kalai-Smorodinsky"}


def row(task: str, shape: tuple[int, int, int], half: bool, seeds: list[int]) -> list[str]:
    """One principle on one shape, over seeds."""
    asked: dict[str, Any] = {"task": task, "half": half, "seconds": 60, "over": "zone" if shape == SMALL else "all"}
    done = [work(WORKER, {**asked, "shape": [*shape, seed, "independent"]}) for seed in seeds]
    failed = [answer["failed"] for answer in done if "failed" in answer]
    name = f"{shape[0]} x {shape[1]} x {shape[2]}"
    print(NAMES[task], name, "half" if half else "zero", done, flush=True)
    if failed:
        return [NAMES[task], name, "half" if half else "0", failed[0], "", "", "", "", ""]
    times = [answer["cpu"] for answer in done]
    gaps = [0.0 if answer["proven"] else answer["gap"] for answer in done]
    return [
        NAMES[task],
        name,
        "half" if half else "0",
        f"{sum(answer['proven'] for answer in done)} of {len(done)}",
        seconds(median(times)),
        seconds(max(times)),
        "-" if max(gaps) == 0 else f"{100 * max(gaps):.2f} %",
        f"{max(answer['peak'] for answer in done):.0f}",
        GOALS[task, shape],
    ]


def principles() -> str:
    rows = []
    for shape in (SMALL, MIDDLE, LARGE):
        rows += [row("nash", shape, half, [118, 1, 2, 3, 4]) for half in (False, True)]
    for task in ("leximin", "shares"):
        rows += [row(task, SMALL, half, [118, 1, 2, 3, 4]) for half in (False, True)]
        rows += [row(task, MIDDLE, half, [120, 1, 2]) for half in (False, True)]
    heads = [
        "principle",
        "parties x issues x options",
        "no-deal lines",
        "proven",
        "median s",
        "largest s",
        "largest gap",
    ]
    return table([*heads, "MB", "goal"], rows)


def against_one_program() -> str:
    """The same smallest gain, by the thresholds of makeable and by one program left to the solver, a minute each."""
    rows = []
    for shape, seed in ((SMALL, 118), (MIDDLE, 120)):
        for half in (False, True):
            cells = [f"{shape[0]} x {shape[1]} x {shape[2]}", "half" if half else "0"]
            for task in ("plain", "leximin"):
                asked = {"task": task, "half": half, "seconds": 60, "shape": [*shape, seed, "independent"]}
                done = work(WORKER, asked)
                gap = "proven" if done["proven"] else f"gap {100 * done['gap']:.2f} %"
                cells += [f"{done['value']:.0f}", gap, seconds(done["cpu"])]
            print(cells, flush=True)
            rows.append(cells)
    heads = ["parties x issues x options", "no-deal lines", "solver alone", "", "s", "makeable", "", "s"]
    return table(heads, rows)


def main() -> None:
    write(
        "principles",
        "Principles far beyond listing",
        [
            (
                "Scores drawn evenly from 0 to 100, everyone's yes needed. `half`: no-deal lines half way between each "
                "party's worst and best package; gains are then small differences of large sums, so the same distance is a "
                "larger relative gap. Proven: Nash to 1e-7 of the product, the others exactly, to the last party. Limit "
                "60 s by the clock. Shares are of each party's largest gain in the zone; in the middle size, of that in "
                "all packages. Peak memory is the whole process."
            ),
            principles(),
            "## The largest smallest gain, by one mixed-integer program",
            (
                "HiGHS alone on the textbook program, gaps set to 0, one thread, against the layered search, both 60 s. "
                "makeable's time includes the stages after the first."
            ),
            against_one_program(),
        ],
    )


if __name__ == "__main__":
    main()
