"""Random campaigns in families: what sequencing is measured on."""

from __future__ import annotations

import numpy as np

from makeable.kernels.sequence import Campaign, Gate, campaign, quota

FAMILIES = ("helpful", "strong", "mixed", "required", "certain steps", "worth each")


def draw(family: str, size: int, seed: int) -> Campaign:
    """One campaign. All have sparse influences, costs of asking, of a yes and of a no, and a weighted majority.

    helpful: mild influences, mostly helpful; strong: twice as strong; mixed: every second one harmful; required:
    two parties are needed beside the majority; certain steps: chances near 0 or 1 that a few yeses turn; worth
    each: every party is worth something by itself, and the prize is small.
    """
    rng = np.random.default_rng([FAMILIES.index(family), size, seed])
    strength = {"helpful": 1.0, "strong": 2.0, "mixed": 1.5, "certain steps": 5.0}.get(family, 1.5)
    middle = 0.0 if family == "mixed" else 0.8
    joined = np.where(rng.random((size, size)) < 0.3, strength * rng.normal(middle, 1.0, (size, size)), 0.0)
    refused = -0.5 * np.maximum(joined, 0) * (rng.random((size, size)) < 0.7)
    weights = rng.integers(1, 11, size).astype(float)
    rule = quota(weights, round(0.6 * weights.sum()))
    if family == "required":
        needed = np.zeros((2, size))
        needed[[0, 1], rng.permutation(size)[:2]] = 1.0
        rule = (Gate(np.vstack([weights, needed]), np.array([round(0.5 * weights.sum()), 1.0, 1.0])),)
    each = family == "worth each"
    return campaign(
        rng.normal(-0.5, 3.0 if family == "certain steps" else 1.0, size),
        joined,
        refused,
        ask=rng.uniform(0.2, 1.5, size),
        win=rng.uniform(0, 3, size),
        lose=rng.uniform(0, 1.5, size),
        worth=rng.uniform(0, 6, size) if each else 0.0,
        rule=rule,
        prize=25.0 if each else 60.0,
    )


def large(size: int, share: float, seed: int) -> Campaign:
    """A campaign of many parties, each moved by about three others, that needs a share of all weight."""
    rng = np.random.default_rng([size, int(100 * share), seed])
    joined = np.where(rng.random((size, size)) < 3 / size, rng.normal(0.6, 0.8, (size, size)), 0.0)
    weights = rng.integers(1, 11, size)
    return campaign(
        rng.normal(0, 1, size),
        joined,
        -0.4 * np.maximum(joined, 0),
        ask=rng.uniform(0.2, 1.5, size),
        win=rng.uniform(0, 3, size),
        lose=rng.uniform(0, 1.5, size),
        rule=quota(weights, round(share * weights.sum())),
        prize=6.0 * size,
    )
