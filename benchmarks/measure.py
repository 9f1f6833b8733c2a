"""Running something in a process of its own, and writing down what it took.

A worker reads one JSON object from standard input and writes one, among it ``cpu`` (seconds of the work alone) and
``peak`` (megabytes of the whole process at its largest). This module stays small: a child's peak starts from its
parent's size.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "benchmarks"
MACHINE = "2 cores, 24 GiB"


def shared(relative: str) -> Path:
    """A file of the shared data folder, which may not be there."""
    return Path(os.environ.get("MAKEABLE_SHARED", ROOT.parent / "shared")) / "data" / relative


def work(module: str, asked: dict[str, Any], python: Path | str = sys.executable) -> dict[str, Any]:
    """What the worker ``benchmarks/<module>.py`` answers; ``{"failed": why}`` where it ends badly."""
    command = [str(python), str(ROOT / "benchmarks" / f"{module}.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )
    if done.returncode != 0:
        return {"failed": (done.stderr.strip().splitlines() or ["killed"])[-1]}
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def environment(name: str, requirement: str) -> Path:
    """The Python of a peer's own virtual environment, made on first use under .bench-envs."""
    folder = ROOT / ".bench-envs" / name
    python = folder / "bin" / "python"
    if not (folder / ".ready").exists():
        print(f"setting up {requirement} in {folder}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", requirement], check=True)
        (folder / ".ready").touch()
    return python


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def write(subject: str, title: str, parts: list[str]) -> None:
    """The page of a subject, from its parts, headed by the command that makes it and the machine."""
    head = f"# {title}\n\nMade by `python -m benchmarks {subject}` on a machine with {MACHINE}; times are CPU seconds."
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / f"{subject}.md").write_text("\n\n".join([head, *parts]) + "\n", encoding="utf-8")


def seconds(value: float) -> str:
    """CPU seconds with as many digits as mean something."""
    return f"{value:.5f}" if value < 0.01 else f"{value:.3f}" if value < 1 else f"{value:.1f}"


def large(number: int) -> str:
    """A count in full up to a million, as a power of ten beyond."""
    if number < 1_000_000:
        return f"{number:,}"
    digits = str(number)
    return f"{digits[0]}.{digits[1:3]} x 10^{len(digits) - 1}"
