import io
import os
import signal

import pytest

from makeable.cli.progress import progress_bar
from makeable.errors import Stopped


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_drawn_in_the_first_second() -> None:
    screen, clock = Terminal(), Clock()
    with progress_bar(screen, clock) as progress:
        clock.now = 0.9
        progress(1, 10, "Counting packages")
    assert screen.getvalue() == ""


def test_slow_work_is_drawn_and_the_bar_goes_away() -> None:
    screen, clock = Terminal(), Clock()
    with progress_bar(screen, clock) as progress:
        clock.now = 1.1
        progress(3, 10, "[bold]as written")
        progress(4, 0, "Counting packages")
    assert "Counting packages" in screen.getvalue()
    assert "[bold]as written" in screen.getvalue()


def test_nothing_is_drawn_into_a_file() -> None:
    file, clock = io.StringIO(), Clock()
    with progress_bar(file, clock) as progress:
        clock.now = 100.0
        progress(3, 10, "Counting packages")
    assert file.getvalue() == ""


def test_the_first_ctrl_c_lets_the_work_keep_what_it_has() -> None:
    def work(progress: object) -> list[int]:
        found: list[int] = []
        try:
            for i in range(10):
                progress(i, 10, "Working")  # type: ignore[operator]
                found.append(i)
                if i == 3:
                    os.kill(os.getpid(), signal.SIGINT)
        except Stopped:
            pass
        return found

    screen = Terminal()
    with progress_bar(screen) as progress:
        assert work(progress) == [0, 1, 2, 3]
    assert "Ctrl-C again" in screen.getvalue()


def test_the_second_ctrl_c_ends_at_once_and_the_handler_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)

    def impatient() -> None:
        with progress_bar(Terminal()):
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        impatient()
    assert signal.getsignal(signal.SIGINT) == before
