"""Damage to documents, for the tests that feed it to every reader: at the level of text, of lines, and of values."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from makeable.casefile import Reading, read_case_text
from makeable.casefile.check import check_case
from makeable.casefile.json_text import to_json
from makeable.casefile.write import case_data
from makeable.casefile.yaml_text import to_yaml

NASTY: list[Any] = [
    None, True, False, 0, -1, 1e308, "1e999", "NaN", "-.inf", ".nan", "", " ", "~", "null", "=1+1", "no", "a" * 300,
    "1/0", "%%", "100 %", "1/3", "1e-999", "9" * 500, "0x10", "1_000", "1,5", [], {}, [[]], [None], {"": ""}, "é",
    "mediator", "../../etc/passwd", "/dev/zero", "\x00", "\x1b[31m", "\u202ex", [1, 2, 3], {"at_least": -1}, "all",
    "<<", "*a", "&a", "!!python/object", "{", "- -", "? x", "2026-01-01", "\t", "\n\n", "x: y", "#", 10**30, 1e-30,
    {"a": {"b": {}}}, {"all": []}, "1" * 60, "١٢", "route",
]  # fmt: skip
CHARACTERS = [*"{}[]:,-#&*!|>'\"%@`?<=/\\ \t\n\r\x00\x07\x85\u2028\ufeffaA0.9", "  ", "\n\n", "---\n", "...", "<<: "]
CHARACTERS += ["&a ", "*a", "!!", "- - - "]
SECONDS = 20


@contextmanager
def limited() -> Iterator[None]:
    """Whatever takes longer than a document may is a hang, and fails."""

    def hang(*_: object) -> None:
        raise TimeoutError(f"no answer after {SECONDS} s")

    before = signal.signal(signal.SIGALRM, hang)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def damaged_text(text: str, chance: random.Random) -> str:
    """A text with one to four wounds."""
    for _ in range(chance.choice([1, 1, 2, 4])):
        start = chance.randrange(len(text) + 1)
        stop = min(start + chance.choice([0, 1, 1, 5, 40]), len(text))
        piece = chance.choice(
            [
                "",
                chance.choice(CHARACTERS),
                text[start:stop] * 2,
                chance.choice(CHARACTERS) * 3,
                str(chance.choice(NASTY)),
            ]
        )
        text = text[:start] + piece + text[stop:]
        if chance.random() < 0.3:
            lines = text.split("\n")
            first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
            moved = chance.choice([lines[first], lines[second], "  " + lines[first]])
            lines[first], lines[second] = lines[second], moved
            text = "\n".join(lines)
    return text


def damaged_data(data: Any, chance: random.Random) -> Any:
    """Plain data with a value, a key or an item changed somewhere."""
    if isinstance(data, dict) and data and chance.random() < 0.85:
        key = chance.choice(list(data))
        kind = chance.random()
        if kind < 0.1:
            return {k: v for k, v in data.items() if k != key}
        if kind < 0.2:
            return {(str(chance.choice(NASTY)) if k == key else k): v for k, v in data.items()}
        if kind < 0.25:
            return {**data, str(chance.choice(NASTY)): chance.choice(NASTY)}
        return {**data, key: damaged_data(data[key], chance)}
    if isinstance(data, list) and data and chance.random() < 0.85:
        place = chance.randrange(len(data))
        kind = chance.random()
        if kind < 0.1:
            return data[:place] + data[place + 1 :]
        if kind < 0.25:
            return [*data, data[place]]
        return [*data[:place], damaged_data(data[place], chance), *data[place + 1 :]]
    return chance.choice([chance.choice(NASTY), [data], {"x": data}, str(data)])


def judge(reading: Reading) -> None:
    """A reading is right when it lists errors, or gives a case that is written and read back the same."""
    case, problems = reading
    for problem in problems:
        assert problem.where.strip()
        assert problem.what.strip()
        assert problem.fix.strip()
        assert len(str(problem)) < 1500, str(problem)
    if case is None:
        assert any(problem.severity == "error" for problem in problems)
        return
    assert all(problem.severity == "warning" for problem in problems)
    check_case(case)
    data = case_data(case)
    for text, name in ((to_yaml(data), "case.yaml"), (to_json(data), "case.json")):
        back, found = read_case_text(text, name)
        assert back == case, "\n".join(map(str, found)) + "\n" + text
