"""Sharing what an uncertain event brings: payments that depend on its outcome, best for everyone by their own beliefs.

Borch's condition: the ratio of any two parties' marginal utilities, each times its own probability of the outcome, is
the same for every outcome. Borch, *Econometrica* 30 (1962); Wilson, *Econometrica* 36 (1968).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Risks", "borch_gap", "certainty_equivalents", "equal_gains", "exponential_shares", "log_shares", "shares"]

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

HALVINGS = 120
SWEEPS = 12
STEPS = 60


@dataclass(frozen=True)
class Risks:
    """Parties and outcomes: `beliefs` (parties, outcomes) probabilities; `held` what each has now, the same shape.

    `logarithmic` (parties,) says whose utility is ln(level + x); the others' is 1 - exp(-x / level). `low`: what a
    party must be left with at least, by outcome (-inf: no limit).
    """

    beliefs: FloatArray
    held: FloatArray
    logarithmic: BoolArray
    level: FloatArray
    low: FloatArray

    @property
    def total(self) -> FloatArray:
        """What there is to share, by outcome."""
        return np.asarray(self.held.sum(axis=0))


def certainty_equivalents(risks: Risks, holding: FloatArray) -> FloatArray:
    """The sure amount that each party likes as much as its uncertain holding (parties,); -inf for ruin."""
    level = risks.level[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        worst = np.where(risks.beliefs > 0, holding, np.inf).min(axis=1, keepdims=True)
        shifted = (risks.beliefs * np.exp(-(holding - worst) / level)).sum(axis=1)
        steady = worst[:, 0] - risks.level * np.log(shifted)
        logs = np.where(risks.beliefs > 0, risks.beliefs * np.log(np.maximum(level + holding, 0)), 0).sum(axis=1)
    return np.asarray(np.where(risks.logarithmic, np.exp(logs) - risks.level, steady))


def exponential_shares(risks: Risks) -> FloatArray:
    """Closed form for exponential utilities without limits, where the sum of certainty equivalents is largest.

    Each party carries the share of what there is that its tolerance is of all tolerances, and bets on its beliefs. A
    constant payment between parties keeps it best; this one leaves the constants so that everyone gains the same.
    """
    share = risks.level[:, None] / risks.level.sum()
    bet = risks.level[:, None] * np.log(risks.beliefs)
    holding = share * (risks.total - bet.sum(axis=0)) + bet
    gains = certainty_equivalents(risks, holding) - certainty_equivalents(risks, risks.held)
    return np.asarray(holding + (gains.mean() - gains)[:, None])


def log_shares(risks: Risks, weights: FloatArray) -> FloatArray:
    """Closed form for logarithmic utilities without limits: shares of all wealth go by weight times probability."""
    claim = weights[:, None] * risks.beliefs
    return np.asarray(claim / claim.sum(axis=0) * (risks.total + risks.level.sum()) - risks.level[:, None])


def shares(risks: Risks, weights: FloatArray) -> FloatArray:
    """What maximises the weighted sum of expected utilities within the limits, by halving on each outcome's price.

    The price of an outcome is the common value of weight times probability times marginal utility; everyone's demand
    falls with it. A party at its limit keeps the limit.
    """
    with np.errstate(divide="ignore"):
        claim = np.log(weights)[:, None] + np.log(risks.beliefs)
    level = risks.level[:, None]
    reach = float(np.abs(risks.total).max() + np.abs(risks.held).max() + risks.level.max())
    bottom = np.full(risks.total.shape, np.nanmin(np.where(np.isfinite(claim), claim, np.nan)) - 50 - 50 * reach)
    top = np.full(risks.total.shape, np.nanmax(claim) + 50 + 50 * reach / float(risks.level.min()))

    def demand(price: FloatArray) -> FloatArray:
        gap = claim - price
        with np.errstate(over="ignore"):
            wanted = np.where(risks.logarithmic[:, None], np.exp(np.minimum(gap, 300)) - level, level * gap)
        return np.asarray(np.maximum(wanted, risks.low))

    for _ in range(HALVINGS):
        middle = (bottom + top) / 2
        much = demand(middle).sum(axis=0) > risks.total
        bottom, top = np.where(much, middle, bottom), np.where(much, top, middle)
    return demand((bottom + top) / 2)


def equal_gains(risks: Risks, divide: Callable[[Risks, FloatArray], FloatArray]) -> FloatArray:
    """The holding, best for some weights, by which certainty equivalents rise equally (as equally as limits allow).

    Newton's method on the logarithms of the weights, with differences for derivatives and halved steps.
    """
    before = certainty_equivalents(risks, risks.held)
    reach = np.where(risks.logarithmic, risks.level + before, risks.level)

    def gains(logs: FloatArray) -> FloatArray:
        return np.asarray(certainty_equivalents(risks, divide(risks, np.exp(logs))) - before)

    logs = np.where(risks.logarithmic, np.log(np.maximum(risks.level + before, 1e-12)), before / risks.level)
    close = 1e-11 * (1 + np.abs(reach).min())
    logs = _newton(gains, logs - logs.mean(), close)
    now = gains(logs)
    if np.abs(now - now.mean()).max() > max(close, 1e-9 * (1 + np.abs(risks.held).max())):
        width = min(300.0, 10 + 4 * float(np.abs(risks.held).max() / risks.level.min()))
        logs = _swept(gains, logs, close, width)
    return divide(risks, np.exp(logs))


Gains = Callable[[FloatArray], FloatArray]


def _newton(gains: Gains, logs: FloatArray, close: float) -> FloatArray:
    """Weights (as logarithms) of equal gains; where it gets stuck, the best that was met."""
    parties = len(logs)
    now = gains(logs)
    for _ in range(STEPS if parties > 1 else 0):
        short = now - now.mean()
        if np.abs(short).max() < close:
            break
        slope = np.empty((parties, parties))
        for party in range(parties):
            moved = logs.copy()
            moved[party] += 1e-6
            slope[:, party] = (gains(moved) - now) / 1e-6
        slope -= slope.mean(axis=0)
        step = np.linalg.lstsq(np.vstack([slope, np.ones(parties)]), np.append(-short, 0.0), rcond=None)[0]
        step *= min(1.0, 30.0 / max(float(np.abs(step).max()), 1e-300))
        for halving in range(40):
            trial = logs + step / 2**halving
            then = gains(trial)
            if np.isfinite(then).all() and np.abs(then - then.mean()).max() < np.abs(short).max():
                logs, now = trial, then
                break
        else:
            break
    return logs


def _swept(gains: Gains, logs: FloatArray, close: float, width: float) -> FloatArray:
    """The same by halving one weight after the other: slower, and not stopped by limits where gains stand still."""
    logs = logs.copy()
    for _ in range(SWEEPS):
        for party in range(1, len(logs)):
            bottom, top = logs[party] - width, logs[party] + width
            for _ in range(60):
                logs[party] = (bottom + top) / 2
                now = gains(logs)
                others = (now.sum() - now[party]) / (len(now) - 1)
                bottom, top = (bottom, logs[party]) if now[party] > others else (logs[party], top)
        now = gains(logs)
        if np.abs(now - now.mean()).max() < close or len(logs) == 2:
            break
    return logs


def borch_gap(risks: Risks, holding: FloatArray) -> float:
    """How far a holding is from Borch's condition, in logarithms of marginal utility; 0 is best.

    Parties at a limit are left out there: for them the condition is an inequality.
    """
    level = risks.level[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        marginal = np.where(risks.logarithmic[:, None], -np.log(level + holding), -holding / level)
        felt = np.log(risks.beliefs) + marginal
    felt = np.where(holding <= risks.low + 1e-9, np.nan, felt)
    worst = 0.0
    for one in range(len(felt)):
        for other in range(one):
            ratio = felt[one] - felt[other]
            known = ratio[np.isfinite(ratio)]
            worst = max(worst, float(np.ptp(known)) if len(known) > 1 else 0.0)
    return worst
