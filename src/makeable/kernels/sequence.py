"""The problem of whom to approach first, as arrays.

A campaign is a set of parties who can each be asked for a yes. What a party answers depends on who is
already aboard and who has refused; asking, winning and being refused cost something; a decision rule says
which sets of parties aboard are enough. All functions of the `sequence_*` modules take a `Campaign`.

Chances are held as log-odds, so that influences add: the odds of party i saying yes are
exp(alone[i] + sum of joined[i, j] over j aboard + sum of refused[i, j] over j who refused).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

CERTAIN = 30.0
"""Log-odds beyond which an answer counts as certain (a chance of 1e-13 of being wrong)."""

SLACK = 1e-9

SMALL = 100_000
"""Multiplications in one piece of a matrix product."""


@dataclass(frozen=True)
class Gate:
    """Met when every row of weights, summed over a set of parties, reaches its quota.

    weights has one row per condition and one column per party; quotas one entry per condition.
    """

    weights: FloatArray
    quotas: FloatArray

    def __post_init__(self) -> None:
        if self.weights.ndim != 2 or self.quotas.shape != (self.weights.shape[0],):
            raise ValueError("a gate wants weights (conditions, parties) and one quota per condition")


Rule = tuple[Gate, ...]
"""Met when any of its gates is met; an empty rule is never met."""


@dataclass(frozen=True)
class Rival:
    """Someone else who recruits from the same parties, one approach after each of ours at most.

    After each of our approaches the rival makes one with probability `pace`, to a party that has not answered
    yet, chosen in proportion to `court`, and wins it for good with probability `grip` of that party.
    """

    pace: float
    court: FloatArray
    grip: FloatArray


@dataclass(frozen=True)
class Campaign:
    """Everything that decides whom to approach next; n parties, money or points as the unit of all values.

    alone (n,), joined (n, n), refused (n, n): log-odds as in the module's docstring; diagonals are ignored.
    ask, win, lose (n,): cost of asking, of a yes, of a refusal. worth (n,): value of a party aboard as such.
    rule, prize: what the parties aboard must meet, and what that is worth. block, loss: what the parties who
    refused must not meet, and what it costs if they do. clinch (n,): added to a party's log-odds when its yes
    would complete the rule. again (n,): added at a second approach after a refusal; nan where there is none.
    turns (n, n): turns[i, j] says that i is lost for good the moment j joins, aboard or not. latest (n,): a
    party can be asked only while fewer than this many parties have been settled. together: groups met in one
    meeting, whose members answer independently of each other in it. chain: parties that are asked in this order
    among themselves, if at all; the others at any time. A chain of plain parties makes a large campaign small.
    """

    alone: FloatArray
    joined: FloatArray
    refused: FloatArray
    ask: FloatArray
    win: FloatArray
    lose: FloatArray
    worth: FloatArray
    rule: Rule
    prize: float
    block: Rule = ()
    loss: float = 0.0
    clinch: FloatArray | None = None
    again: FloatArray | None = None
    turns: BoolArray | None = None
    latest: FloatArray | None = None
    together: tuple[tuple[int, ...], ...] = ()
    chain: tuple[int, ...] = ()
    rival: Rival | None = None
    units: tuple["Unit", ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        n = len(self.alone)
        for name in ("ask", "win", "lose", "worth", "clinch", "again", "latest"):
            array = getattr(self, name)
            if array is not None and array.shape != (n,):
                raise ValueError(f"{name} wants one number per party ({n}), got shape {array.shape}")
        for name in ("joined", "refused", "turns"):
            array = getattr(self, name)
            if array is not None and array.shape != (n, n):
                raise ValueError(f"{name} wants a matrix of {n} by {n}, got shape {array.shape}")
        object.__setattr__(self, "units", _units(self))

    @property
    def size(self) -> int:
        return len(self.alone)

    @property
    def states(self) -> int:
        """How many states the exact program visits: 3 to the power n for n plain parties."""
        total = 1
        for unit in self.units:
            total *= len(unit.aboard)
        return total


@dataclass(frozen=True)
class Unit:
    """What is approached in one go: a party, one that may be asked twice, a group met together, or a chain of
    parties (`one_by_one`) of which only the next can be approached.

    Levels are numbered so that every move goes to a higher one. aboard, refused: bit masks over members per
    level. rank: strictly rises with every approach. asks: level asked at -> level reached, by answer (bit k
    set when member k says yes). turned: the level reached when the party turns against us or is lost to a rival.
    """

    members: tuple[int, ...]
    aboard: tuple[int, ...]
    refused: tuple[int, ...]
    rank: tuple[int, ...]
    asks: Mapping[int, tuple[int, ...]]
    turned: tuple[int, ...] | None
    one_by_one: bool = False

    def asked(self, level: int) -> tuple[int, ...]:
        """The parties approached at a level: all members, or of a chain the next one."""
        return (self.members[(level + 1).bit_length() - 1],) if self.one_by_one else self.members


def campaign(
    alone: ArrayLike,
    joined: ArrayLike | None = None,
    refused: ArrayLike | None = None,
    *,
    ask: ArrayLike = 0.0,
    win: ArrayLike = 0.0,
    lose: ArrayLike = 0.0,
    worth: ArrayLike = 0.0,
    rule: Rule = (),
    prize: float = 1.0,
    **more: object,
) -> Campaign:
    """A campaign from plain numbers: one number stands for every party; `more` are the fields of Campaign."""
    base = np.clip(np.asarray(alone, dtype=float), -CERTAIN, CERTAIN)
    n = len(base)

    def each(values: ArrayLike) -> FloatArray:
        return np.broadcast_to(np.asarray(values, dtype=float), (n,)).copy()

    def matrix(values: ArrayLike | None) -> FloatArray:
        result = np.zeros((n, n)) if values is None else np.array(values, dtype=float)
        np.fill_diagonal(result, 0.0)
        return result

    return Campaign(
        base, matrix(joined), matrix(refused), each(ask), each(win), each(lose), each(worth), rule, prize,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def quota(weights: ArrayLike, needed: float) -> Rule:
    """The rule of one weighted body: the weights aboard reach `needed`."""
    return (Gate(np.atleast_2d(np.asarray(weights, dtype=float)), np.array([needed], dtype=float)),)


def log_odds(chance: ArrayLike) -> FloatArray:
    """Chances as log-odds, 0 and 1 as minus and plus `CERTAIN`."""
    p = np.asarray(chance, dtype=float)
    with np.errstate(divide="ignore"):
        return np.asarray(np.clip(np.log(p) - np.log1p(-p), -CERTAIN, CERTAIN))


def chance(odds: ArrayLike) -> FloatArray:
    """Log-odds as chances."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(np.asarray(odds, dtype=float), -700, 700))))


def product(rows: FloatArray | BoolArray, matrix: FloatArray) -> FloatArray:
    """The matrix product, in pieces too small for a linear algebra library to start threads on.

    At these sizes threads cost many times what they bring, above all on a busy machine.
    """
    step = max(1, SMALL // max(1, matrix.size))
    result = np.empty((len(rows), matrix.shape[1]))
    for start in range(0, len(rows), step):
        result[start : start + step] = rows[start : start + step] @ matrix
    return result


def meets(rule: Rule, sets: BoolArray) -> BoolArray:
    """Which of the sets (rows of booleans over the parties) meet the rule."""
    result = np.zeros(len(sets), dtype=bool)
    for gate in rule:
        result |= (product(sets, gate.weights.T) >= gate.quotas - SLACK).all(axis=1)
    return result


def table(rule: Rule, size: int) -> BoolArray:
    """Which of all 2**size sets meet the rule; position m holds the set whose bit mask is m."""
    result = np.zeros(1 << size, dtype=bool)
    for gate in rule:
        met = np.ones(1 << size, dtype=bool)
        for weights, needed in zip(gate.weights, gate.quotas, strict=True):
            met &= subset_sums(weights) >= needed - SLACK
        result |= met
    return result


def subset_sums(values: Sequence[float] | FloatArray) -> FloatArray:
    """The sum over every subset; position m holds the subset whose bit mask is m."""
    sums = np.zeros(1)
    for value in values:
        sums = np.concatenate([sums, sums + value])
    return sums


def _units(problem: Campaign) -> tuple[Unit, ...]:
    grouped = {party for group in problem.together for party in group}
    again, turns = problem.again, problem.turns
    if len(grouped) != sum(len(group) for group in problem.together):
        raise ValueError("a party can be in one joint meeting only")
    for party in grouped:
        if again is not None and not np.isnan(again[party]):
            raise ValueError(f"party {party} is met in a group: no second approach can be planned for it")
        if turns is not None and turns[party].any():
            raise ValueError(f"party {party} is met in a group: it cannot turn against others' joining")
        if problem.rival is not None and problem.rival.court[party] > 0:
            raise ValueError(f"party {party} is met in a group: a rival cannot court it")
    if problem.chain and (grouped or any(extra is not None for extra in (again, turns, problem.rival))):
        raise ValueError("a chain is for plain campaigns: no groups, second approaches, turning or rival")
    units = [_meeting(tuple(group)) for group in problem.together]
    if problem.chain:
        units.append(_chain(problem.chain))
        grouped = set(problem.chain)
    for party in range(problem.size):
        if party not in grouped:
            twice = again is not None and not np.isnan(again[party])
            units.append(_twice(party) if twice else _once(party))
    return tuple(sorted(units, key=lambda unit: unit.members[0]))


def _once(party: int) -> Unit:
    return Unit((party,), (0, 1, 0), (0, 0, 1), (0, 1, 1), {0: (2, 1)}, (2, 2, 2))


def _twice(party: int) -> Unit:
    asks = {0: (1, 2), 1: (3, 2)}
    return Unit((party,), (0, 0, 1, 0), (0, 1, 0, 1), (0, 1, 2, 2), asks, (3, 3, 3, 3))


def _meeting(members: tuple[int, ...]) -> Unit:
    answers = range(1 << len(members))
    full = (1 << len(members)) - 1
    return Unit(
        members,
        (0, *answers),
        (0, *(full ^ answer for answer in answers)),
        (0, *(1 for _ in answers)),
        {0: tuple(1 + answer for answer in answers)},
        None,
    )


def _chain(members: tuple[int, ...]) -> Unit:
    """Levels number the answers so far as a binary tree does: from a level, 2 * level + 1 for a no, + 2 for a yes."""
    inner = (1 << len(members)) - 1
    aboard, refused, rank = [0], [0], [0]
    for level in range(1, 2 * inner + 1):
        before, yes = (level - 1) // 2, (level - 1) % 2
        bit = 1 << rank[before]
        aboard.append(aboard[before] | bit * yes)
        refused.append(refused[before] | bit * (1 - yes))
        rank.append(rank[before] + 1)
    asks = {level: (2 * level + 1, 2 * level + 2) for level in range(inner)}
    return Unit(members, tuple(aboard), tuple(refused), tuple(rank), asks, None, one_by_one=True)
