"""Seeded additive cases, the same bit for bit wherever they are made (standard library only).

``independent`` cases draw every score evenly from 0 to 100. In ``opposed`` ones the parties' scores rise or fall
along each issue, with weights that differ by party: conflict inside issues, trades across them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Literal

Family = Literal["independent", "opposed"]


@dataclass(frozen=True)
class Instance:
    """``tables[i][a][p]``: what alternative a of issue i is worth to party p."""

    name: str
    parties: int
    issues: int
    options: int
    seed: int
    family: Family = "independent"

    @property
    def packages(self) -> int:
        return self.options**self.issues

    def tables(self) -> list[list[list[int]]]:
        rng = random.Random(self.seed)
        return [self._issue(rng) for _ in range(self.issues)]

    def _issue(self, rng: random.Random) -> list[list[int]]:
        columns = []
        for party in range(self.parties):
            if self.family == "independent":
                columns.append([rng.randint(0, 100) for _ in range(self.options)])
                continue
            weight = rng.randint(1, 20)
            values = sorted(rng.randint(0, 100) for _ in range(self.options))
            columns.append([weight * value for value in (reversed(values) if party % 2 else values)])
        return [list(row) for row in zip(*columns, strict=True)]

    def document(self) -> dict[str, Any]:
        """The case as it is published: scores by party and issue, named options."""
        tables = self.tables()
        return {
            "parties": [f"P{p}" for p in range(self.parties)],
            "issues": {f"I{i}": [f"o{o}" for o in range(self.options)] for i in range(self.issues)},
            "scores": {
                f"P{p}": {f"I{i}": [row[p] for row in table] for i, table in enumerate(tables)}
                for p in range(self.parties)
            },
        }


INSTANCES = {
    instance.name: instance
    for instance in (
        Instance("a_2p_5x5", 2, 5, 5, 101),
        Instance("b_2p_8x5", 2, 8, 5, 102),
        Instance("c_3p_8x5", 3, 8, 5, 103),
        Instance("d_5p_8x5", 5, 8, 5, 104),
        Instance("e_2p_10x5", 2, 10, 5, 105),
        Instance("f_2p_20x10", 2, 20, 10, 106),
        Instance("g_3p_20x10", 3, 20, 10, 107),
        Instance("h_5p_20x10", 5, 20, 10, 108),
        Instance("i_3p_12x5", 3, 12, 5, 109),
        Instance("j_4p_10x5", 4, 10, 5, 110),
        Instance("k_2p_50x10", 2, 50, 10, 111),
        Instance("b2_2p_8x5_opp", 2, 8, 5, 112, "opposed"),
        Instance("f2_2p_20x10_opp", 2, 20, 10, 113, "opposed"),
        Instance("c2_3p_8x5_opp", 3, 8, 5, 114, "opposed"),
        Instance("i2_3p_12x5_opp", 3, 12, 5, 115, "opposed"),
        Instance("l_6p_6x4", 6, 6, 4, 116),
        Instance("m_2p_100x10", 2, 100, 10, 117),
        Instance("n_10p_30x10", 10, 30, 10, 118),
        Instance("o_5p_20x10_opp", 5, 20, 10, 119, "opposed"),
        Instance("p_20p_50x10", 20, 50, 10, 120),
        Instance("q_3p_20x10_opp", 3, 20, 10, 121, "opposed"),
        Instance("r_3p_50x10", 3, 50, 10, 122),
        Instance("s_2p_250x10", 2, 250, 10, 123),
        Instance("t_2p_250x10_opp", 2, 250, 10, 124, "opposed"),
    )
}
