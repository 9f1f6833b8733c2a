"""The argument of commands about a game with transferable worth: a table in a file of its own, or a case."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

from makeable.casefile.document import is_file, read_text
from makeable.cli.case_argument import case_of
from makeable.coalition.case_game import game_of_case
from makeable.coalition.game_file import looks_like_game, read_game_text
from makeable.coalition.table_game import TableGame
from makeable.errors import BadInput, Problem
from makeable.explain.audience import MEDIATOR, Audience
from makeable.model import AtLeast, Case, Party

__all__ = ["Asked", "add_game", "game_of"]


class Asked(NamedTuple):
    """The game, the case it stands for (with no issues when it is a table), and who reads."""

    game: TableGame
    case: Case
    audience: Audience


def add_game(parser: argparse.ArgumentParser) -> None:
    """Declare GAME, --for and --json."""
    table = '{"players": n, "v": [v(1), v(2), v(12), v(3), ..]}'
    parser.add_argument(
        "case",
        metavar="GAME",
        help=f"JSON {table} (number m - 1 is the coalition with bit mask m; `c` for costs), or a case",
    )
    parser.add_argument("--for", dest="party", metavar="PARTY", help="of a case: answer with what this party may see")
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")


def game_of(args: argparse.Namespace) -> Asked:
    """The game that is meant. Raises BadInput with everything that is wrong with the file."""
    path, problems = Path(args.case), list[Problem]()
    text = read_text(path, problems) if is_file(path) else None
    if problems:
        raise BadInput(problems)
    if text is not None and looks_like_game(text):
        game = read_game_text(text, str(path))
        parties = tuple(Party(player, player) for player in game.players)
        everyone = AtLeast(len(parties), game.players)
        return Asked(game, Case(game.title or "A game", (), parties, everyone, source=game.source), MEDIATOR)
    case, audience = case_of(args)
    return Asked(game_of_case(case), case, audience)
