"""One campaign feature at a time, for tests that try each."""

import numpy as np

from makeable.kernels.sequence import Rival, quota

N = 5


def features() -> dict[str, dict[str, object]]:
    turns = np.zeros((N, N), dtype=bool)
    turns[0, 1] = turns[3, 1] = turns[2, 4] = True
    again = np.full(N, np.nan)
    again[[1, 3]] = -0.7, 0.4
    rival = Rival(0.7, np.array([1.0, 0.0, 2.0, 1.0, 0.5]), np.array([0.5, 0.9, 0.3, 0.8, 0.6]))
    return {
        "plain": {},
        "turns": {"turns": turns},
        "again": {"again": again},
        "rival": {"rival": rival},
        "block": {"block": quota([3, 1, 2, 2, 1], 5), "loss": 12.0},
        "latest": {"latest": np.array([2.0, 5, 1, 5, 3])},
        "clinch": {"clinch": np.full(N, 0.9)},
        "together": {"together": ((0, 3), (1, 4))},
    }
