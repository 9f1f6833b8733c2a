"""Who can make it, who can break it: winning, blocking and essential parties under a decision rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makeable.coalition.voting_game import Counted, Effort, Sampled, count, game_of
from makeable.finding import Finding, Reason, proven
from makeable.kernels.coalition_cells import MOST_CELLS, Cells
from makeable.kernels.minimal_winning import count_minimal, minimal_work, some_minimal
from makeable.kernels.power_compose import Numeric
from makeable.kernels.voting import Game
from makeable.model import Rule

__all__ = ["Coalition", "Coalitions", "Listed", "NobodyDecides", "coalitions"]

Coalition = tuple[str, ...]
_MOST_STEPS = 1 << 32


@dataclass(frozen=True)
class NobodyDecides(Reason):
    """The rule holds with no yes at all (`always`), or not even with everyone's."""

    always: bool


@dataclass(frozen=True)
class Listed:
    """Minimal coalitions, the smallest first: all of them when `complete`, else some.

    `count`: how many there are in all, exactly; None when even counting is out of reach.
    """

    coalitions: tuple[Coalition, ...]
    count: int | None
    complete: bool


@dataclass(frozen=True, kw_only=True)
class Coalitions(Finding):
    """What a decision rule makes of its parties.

    `minimal_winning`: groups that can make a deal and could not without any one of them. `minimal_blocking`: groups
    that can prevent any deal, likewise. `vetoes`: no deal without them. `alone`: their yes is enough. `dictator`:
    both. `dummies`: their yes never matters (None: could not be decided). `winning`: how many of all the `of`
    coalitions win (None: could not be counted). `two_can_win`: two groups with no party in common could each make a
    deal. `deadlock`: the parties can split so that neither side can. None where too many coalitions would have to be
    looked at.
    """

    parties: tuple[str, ...]
    minimal_winning: Listed
    minimal_blocking: Listed
    vetoes: Coalition
    alone: Coalition
    dictator: str | None
    dummies: Coalition | None
    winning: int | None
    of: int
    two_can_win: bool | None
    deadlock: bool | None


def coalitions(rule: Rule, parties: Sequence[str], most: int = 100) -> Coalitions:
    """Which groups can make a deal, which can prevent one, and who is needed, or does not matter at all?

    At most `most` minimal coalitions of each kind are listed; all of them are counted, exactly, where that is in
    reach. It speaks of the rule alone: whether the members of a group can agree is another question.

    Raises BadInput for a rule that names others than the parties.
    """
    game, dual = game_of(rule, parties), game_of(rule, parties).dual()
    counted, _ = count(game, Effort(samples=20_000))
    vetoes, alone = game.vetoes(), dual.vetoes()
    dictators = [parties[i] for i in vetoes if i in alone]
    dummies = _dummies(counted)
    return Coalitions(
        asked="coalitions",
        proof=proven("the decision rule"),
        reasons=_reasons(game),
        parties=tuple(parties),
        minimal_winning=_listed(game, parties, most),
        minimal_blocking=_listed(dual, parties, most),
        vetoes=tuple(parties[i] for i in vetoes),
        alone=tuple(parties[i] for i in alone),
        dictator=dictators[0] if dictators else None,
        dummies=None if dummies is None else tuple(parties[i] for i in dummies),
        winning=counted.winning if isinstance(counted, Counted) else None,
        of=1 << game.players,
        two_can_win=_two_can_win(game),
        deadlock=_two_can_win(dual),
    )


def _reasons(game: Game) -> tuple[Reason, ...]:
    if game.nobody_wins:
        return (NobodyDecides(always=True),)
    return () if game.everybody_wins else (NobodyDecides(always=False),)


def _dummies(counted: Counted | Numeric | Sampled) -> list[int] | None:
    if isinstance(counted, Counted):
        return [i for i, row in enumerate(counted.swings) if not any(row)]
    seen = counted.banzhaf if isinstance(counted, Numeric) else counted.banzhaf.values
    # a chance this far above rounding, or a swing met in a sample, proves that the party matters
    return [] if all(chance > 1e-9 for chance in seen) else None


def _listed(game: Game, parties: Sequence[str], most: int) -> Listed:
    def named(found: Sequence[Sequence[int]]) -> tuple[Coalition, ...]:
        return tuple(tuple(parties[i] for i in players) for players in found)

    if game.cells <= MOST_CELLS:
        cells = Cells(game)
        listed = named(list(cells.minimal_coalitions(most)))
        return Listed(listed, cells.minimal_count, len(listed) == cells.minimal_count)
    work = minimal_work(game)
    number = count_minimal(game) if work is not None and work <= _MOST_STEPS else None
    heaviest = sorted(range(game.players), key=lambda i: sum(v.weights[i] / (v.total or 1) for v in game.vectors))
    orders = [heaviest, heaviest[::-1], *(heaviest[k:] + heaviest[:k] for k in range(1, min(most, game.players)))]
    some = sorted(some_minimal(game, orders), key=len)[:most]
    return Listed(named(some), number, number == len(some))


def _two_can_win(game: Game) -> bool | None:
    if game.cells > MOST_CELLS:
        return None
    won = Cells(game).won
    # the cells in reverse order are the complements
    return bool((won & won[::-1]).any())
