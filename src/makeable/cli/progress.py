"""The progress bar: on the error stream of a terminal, only for what takes more than a second; Ctrl-C stops kindly."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, TextIO

from makeable.errors import Stopped
from makeable.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

__all__ = ["progress_bar"]

_PATIENCE = 1.0  # seconds before anything is drawn
_NOTICE = "Stopping; what was found so far is kept. Press Ctrl-C again to stop at once.\n"


@contextmanager
def progress_bar(stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """A progress callback for the library while it works.

    The first Ctrl-C makes the next call raise `Stopped`, so that a function that can answer with what it has does so;
    the second one interrupts at once.
    """
    drawing = Drawing(sys.stderr if stream is None else stream, clock)
    in_main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, drawing.interrupted) if in_main else None
    try:
        yield drawing.step
    finally:
        if in_main:
            signal.signal(signal.SIGINT, before)
        drawing.close()


class Drawing:
    """The bar on the screen, if it has come to that."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self.stream = stream
        self.clock = clock
        self.start = clock()
        self.stopping = False
        self.bar: Bar | None = None
        self.task: TaskID | None = None

    def interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        """Ctrl-C: ask for a stop, and let the next one end it."""
        if self.stopping:
            raise KeyboardInterrupt
        self.stopping = True
        self.stream.write(f"\n{_NOTICE}")
        self.stream.flush()

    def step(self, done: int, total: int, what: str) -> None:
        """The callback."""
        if self.stopping:
            raise Stopped("stopped before the work was done.")
        if not self.stream.isatty() or self.clock() - self.start < _PATIENCE:
            return
        if self.bar is None:
            self.open(what)
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, completed=done, total=total or None, description=what)

    def open(self, what: str) -> None:
        """Start to draw."""
        from rich.console import Console  # noqa: PLC0415  only slow work pays for it
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415  as above
        from rich.progress import Progress as RichProgress  # noqa: PLC0415  as above

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self.bar = RichProgress(*columns, console=Console(file=self.stream), transient=True)
        self.task = self.bar.add_task(what, total=None)
        self.bar.start()

    def close(self) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.stop()
            self.bar = None
