"""How stances could shift when people listen to each other: simple models, for what-ifs and never for forecasts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Exchange", "exchanges", "expected_outcome", "listen", "normalised"]

FloatArray = NDArray[np.float64]

STEPS = 500
SETTLED = 1e-6


def normalised(weights: FloatArray) -> FloatArray:
    """(n, n) influences as shares of attention: weights[i, j] is how far j moves i, negative away from j.

    A row whose weights add up (in size) to less than 1 keeps the rest for its own view; to more, is scaled to 1.
    """
    shares = np.array(weights, dtype=float)
    np.fill_diagonal(shares, 0.0)
    given = np.abs(shares).sum(axis=1)
    shares /= np.maximum(given, 1.0)[:, None]
    shares[np.diag_indices(len(shares))] = 1.0 - np.minimum(given, 1.0)
    return np.asarray(shares)


def listen(weights: FloatArray, stances: FloatArray, anchor: FloatArray | None = None) -> tuple[FloatArray, int, bool]:
    """(n,) stances after everyone has listened until nothing moves, the rounds it took, and whether it came to rest.

    Without `anchor` everyone averages whom it listens to (DeGroot 1974; influences of both signs as in Altafini
    2013). With `anchor` (n,) everyone also holds on to where it stood first, by that share (Friedkin and Johnsen
    1990). Misleads where people answer arguments, interests or each other's moves rather than each other's views.
    """
    shares = normalised(weights)
    hold = np.zeros(len(stances)) if anchor is None else np.asarray(anchor, dtype=float)
    first, now = np.asarray(stances, dtype=float), np.asarray(stances, dtype=float)
    for step in range(1, STEPS + 1):
        after = hold * first + (1 - hold) * (shares @ now)
        if np.abs(after - now).max(initial=0.0) < SETTLED:
            return after, step, True
        now = after
    return now, STEPS, False


def expected_outcome(positions: FloatArray, power: FloatArray, salience: FloatArray) -> FloatArray:
    """(questions,): the mean position, weighted by power times salience; positions and salience (n, questions).

    The compromise model of collective decisions (Van den Bos 1991). A question nobody weighs gives nan.
    """
    weight = power[:, None] * salience
    total = weight.sum(axis=0)
    mean = np.divide((weight * positions).sum(axis=0), total, out=np.full(len(total), np.nan), where=total > 0)
    return np.asarray(mean)


@dataclass(frozen=True)
class Exchange:
    """Two actors who each give way on the question they care less about: `giver` moves on `on`, `taker` on `back`.

    `giver_to`, `taker_to`: their positions after it. `gain`: what each gains, in salience times position; equal.
    """

    giver: int
    taker: int
    on: int
    back: int
    giver_to: float
    taker_to: float
    gain: float


def exchanges(positions: FloatArray, power: FloatArray, salience: FloatArray, most: int = 20) -> list[Exchange]:
    """Exchanges of positions that gain both the same, the best first, each on what the earlier ones left.

    After Stokman and Van Oosten (1994), with gains split equally. Two actors exchange on two questions when they
    stand on different sides of the expected outcome of both and weigh the two differently; nobody moves twice on a
    question. What an exchange does to everyone else is not asked: look at the outcomes before and after.
    """
    now, moved = positions.copy(), np.zeros(positions.shape, dtype=bool)
    found: list[Exchange] = []
    while len(found) < most:
        outcome = expected_outcome(now, power, salience)
        options = [
            option
            for i in range(len(now))
            for j in range(len(now))
            if i != j
            for a in range(now.shape[1])
            for b in range(now.shape[1])
            if a != b and (option := _exchange(now, moved, outcome, power, salience, (i, j, a, b))) is not None
        ]
        if not options:
            break
        best = max(options, key=lambda option: option.gain)
        found.append(best)
        now[best.giver, best.on], now[best.taker, best.back] = best.giver_to, best.taker_to
        moved[best.giver, best.on] = moved[best.taker, best.back] = True
    return found


def _exchange(
    now: FloatArray,
    moved: NDArray[np.bool_],
    outcome: FloatArray,
    power: FloatArray,
    salience: FloatArray,
    who: tuple[int, int, int, int],
) -> Exchange | None:
    i, j, a, b = who
    if moved[i, a] or moved[j, b]:
        return None
    for question in (a, b):
        if not (now[i, question] - outcome[question]) * (now[j, question] - outcome[question]) < 0:
            return None
    # How far the outcome moves per step of the one who gives way, and at most.
    rate_a = power[i] * salience[i, a] / (power @ salience[:, a])
    rate_b = power[j] * salience[j, b] / (power @ salience[:, b])
    most_a, most_b = rate_a * abs(now[j, a] - now[i, a]), rate_b * abs(now[i, b] - now[j, b])
    both_a, both_b = salience[i, a] + salience[j, a], salience[i, b] + salience[j, b]
    if min(rate_a, rate_b, both_a, both_b) <= 0:
        return None
    shift_a = min(most_a, most_b * both_b / both_a)
    shift_b = shift_a * both_a / both_b
    gain = salience[i, b] * shift_b - salience[i, a] * shift_a
    if gain <= 1e-9:
        return None
    giver_to = now[i, a] + np.sign(now[j, a] - now[i, a]) * shift_a / rate_a
    taker_to = now[j, b] + np.sign(now[i, b] - now[j, b]) * shift_b / rate_b
    return Exchange(i, j, a, b, float(giver_to), float(taker_to), float(gain))
