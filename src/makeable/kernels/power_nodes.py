"""Where to look at a multilinear extension so that its integral over p is known to a stated error.

The Shapley-Shubik index of a player is the integral over p in [0, 1] of the chance that the player is critical when
everybody else joins with chance p (Owen 1972). That chance is a polynomial of degree n - 1, so ceil(n / 2)
Gauss-Legendre nodes are exact; far fewer reach full double precision, and the bound here says how few.
"""

from __future__ import annotations

from math import ceil, log

import numpy as np
from numpy.typing import NDArray

__all__ = ["nodes", "nodes_needed", "truncation_bound"]

FloatArray = NDArray[np.float64]


def truncation_bound(players: int, count: int) -> float:
    """The most by which `count` Gauss-Legendre nodes can miss a Shapley-Shubik index among `players` players.

    On the ellipse with foci 0 and 1 and parameter rho the polynomial is at most ((rho + 1/rho) / 2)^(n - 1), because
    |z| + |1 - z| is constant there; a polynomial of degree 2 count - 1 comes within 2 M rho^(1 - 2 count) / (rho - 1)
    of it (Bernstein 1912), and Gauss's rule is exact on that polynomial with weights that sum to 1.
    """
    if 2 * count >= players:
        return 0.0
    a = np.linspace(1e-3, 6.0, 4000)
    growth = (players - 1) * np.log(np.cosh(a)) - (2 * count - 1) * a - np.log(np.expm1(a))
    return float(min(1.0, 4 * np.exp(growth.min())))


def nodes_needed(players: int, error: float) -> int:
    """The fewest nodes for which `truncation_bound` is at most `error` (at most ceil(n / 2), which are exact)."""
    exact = ceil(players / 2)
    low = min(exact, max(1, int((players * log(1 / error) / 2) ** 0.5 * 0.7)))
    return next((k for k in range(low, exact) if truncation_bound(players, k) <= error), max(exact, 1))


def nodes(count: int) -> tuple[FloatArray, FloatArray]:
    """The nodes in [0, 1/2], ascending, and their weights; each below 1/2 has a mirror 1 - p of the same weight."""
    x, weight = np.polynomial.legendre.leggauss(count)
    half = (count + 1) // 2
    p = (x[:half] + 1) / 2
    if count % 2:
        p[-1] = 0.5
    return p, weight[:half] / 2
