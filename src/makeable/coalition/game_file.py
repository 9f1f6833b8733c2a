"""Reading a game given as a table: JSON `{"players": n, "v": [v(1), v(2), v(12), v(3), ...]}`.

Position m - 1 of the list holds the coalition whose bit mask is m. `players` may also be a list of names; `c` instead
of `v` holds costs; `title` and `source` are kept.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from makeable.casefile.document import read_text
from makeable.coalition.table_game import MOST_PLAYERS, TableGame
from makeable.errors import BadInput, Problem
from makeable.model import exact

__all__ = ["looks_like_game", "read_game", "read_game_text"]

_KEYS = ("players", "v", "c", "title", "source")


def read_game(path: str | Path) -> TableGame:
    """The game in a JSON file. Raises BadInput with every problem at once."""
    problems: list[Problem] = []
    text = read_text(Path(path), problems)
    if text is None:
        raise BadInput(problems)
    return read_game_text(text, str(path))


def looks_like_game(text: str) -> bool:
    """Whether a text is meant as a table: JSON with `v` or `c`."""
    head = text.lstrip()[:4096]
    return head.startswith("{") and ('"v"' in text or '"c"' in text) and '"issues"' not in text


def read_game_text(text: str, name: str) -> TableGame:
    """As `read_game`, from text; `name` is what problems call it."""
    try:
        data = json.loads(text, parse_float=exact, parse_int=Fraction, parse_constant=str)
    except json.JSONDecodeError as error:
        fix = "Check commas, quotes and brackets."
        raise BadInput([Problem(f"{name}, line {error.lineno}", f"This is not JSON: {error.msg}.", fix)]) from None
    except (ValueError, RecursionError):
        raise BadInput([Problem(name, "A number is out of range.", "Write numbers as 12 or 1.5.")]) from None
    if not isinstance(data, dict):
        raise BadInput([Problem(name, "A game is a mapping.", 'Write {"players": 3, "v": [...]}.')])
    problems = [
        Problem(name, f"A game has no part called `{key[:60]}`.", f"It may have {', '.join(_KEYS)}.")
        for key in data
        if key not in _KEYS
    ]
    players = _players(data.get("players"), name, problems)
    kind = "c" if "c" in data and "v" not in data else "v"
    worth = _worth(data.get(kind), name, kind, problems)
    if "c" in data and "v" in data:
        problems.append(Problem(name, "Both `v` and `c` are given.", "Keep values (v) or costs (c)."))
    if players and worth and len(worth) != (1 << len(players)) - 1:
        needed = (1 << len(players)) - 1
        what = f"{len(players)} players have {needed:,} coalitions; `{kind}` has {len(worth):,} numbers."
        problems.append(Problem(name, what, "Position m - 1 holds the coalition with bit mask m: 1, 2, 12, 3, 13, ..."))
    if problems:
        raise BadInput(problems)
    return TableGame(
        players,
        (Fraction(0), *worth),
        "cost" if kind == "c" else "value",
        str(data.get("title", "")),
        str(data.get("source", "")),
    )


def _players(given: object, name: str, problems: list[Problem]) -> tuple[str, ...]:
    if isinstance(given, Fraction) and given.denominator == 1 and 1 <= given <= MOST_PLAYERS:
        return tuple(str(i + 1) for i in range(int(given)))
    if isinstance(given, list) and 1 <= len(given) <= MOST_PLAYERS:
        names = tuple(str(player) for player in given)
        if len(set(names)) == len(names):
            return names
        problems.append(Problem(name, "Two players have the same name.", "Give each its own."))
        return ()
    what = "`players` is missing." if given is None else "`players` cannot be used."
    problems.append(Problem(name, what, f"Write their number (1 to {MOST_PLAYERS}), or a list of as many names."))
    return ()


def _worth(given: object, name: str, kind: str, problems: list[Problem]) -> tuple[Fraction, ...]:
    if not isinstance(given, list):
        problems.append(Problem(name, f"`{kind}` must be a list of numbers.", "One for each coalition, by bit mask."))
        return ()
    worth = []
    for position, value in enumerate(given):
        try:
            worth.append(value if isinstance(value, Fraction) else exact(str(value)))
        except ValueError:
            what = f"Number {position + 1} of `{kind}` is {str(value)[:40]!r}."
            problems.append(Problem(name, what, "Write a number, or a fraction in quotes."))
            if len(problems) > 20:
                break
    return tuple(worth)
