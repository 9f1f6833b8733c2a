"""``python -m benchmarks [subject ...]``: run the named subjects, or all, and write their tables to docs/benchmarks."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def subjects() -> list[str]:
    """Modules of this folder that have a ``main`` to run."""
    modules = (path for path in sorted(HERE.glob("*.py")) if not path.name.startswith("_"))
    return [path.stem for path in modules if "\ndef main() -> None:" in path.read_text(encoding="utf-8")]


def run(asked: list[str]) -> int:
    known = subjects()
    unknown = [name for name in asked if name not in known]
    if unknown:
        print(f"no such subject: {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    for name in asked or known:
        print(f"== {name}", flush=True)
        import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
