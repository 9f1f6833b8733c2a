"""How long a person waits for a command from a cold start, imports included."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from statistics import median

from benchmarks.measure import ROOT, table, write

CALLS = {
    "makeable --help": ["--help"],
    "makeable check cases/sports-complex": ["check", "cases/sports-complex"],
    "makeable zone cases/sports-complex": ["zone", "cases/sports-complex"],
    "makeable brief cases/sports-complex": ["brief", "cases/sports-complex"],
    "makeable brief cases/sports-complex --html F": ["brief", "cases/sports-complex", "--html", "/dev/null"],
    "makeable brief cases/one-front-door": ["brief", "cases/one-front-door"],
    "makeable brief cases/camp-david": ["brief", "cases/camp-david"],
    "makeable brief cases/valley-water": ["brief", "cases/valley-water"],
}
RUNS = 7


def once(arguments: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of one call in a new process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "makeable", *arguments],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure every call, and write the page."""
    rows = []
    for name, arguments in CALLS.items():
        runs = [once(arguments) for _ in range(RUNS)]
        wall, cpu = median(w for w, _ in runs), median(c for _, c in runs)
        rows.append([f"`{name}`", f"{cpu:.2f}", f"{wall:.2f}"])
        print(*rows[-1])
    said = (
        f"The median of {RUNS} calls, each in a new process, imports included. "
        "Goals: help under 0.3 s, a brief under 1.5 s, from a cold start."
    )
    write("cold_start", "Cold start", [said, table(["command", "CPU s", "wall s"], rows)])
