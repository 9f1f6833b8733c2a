"""Packages: frontier, principles and zone against NegMAS, and beyond what can be enumerated."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.instances import INSTANCES
from benchmarks.measure import environment, large, seconds, shared, table, work, write

AGAINST_NEGMAS = ["a_2p_5x5", "b_2p_8x5", "c_3p_8x5", "d_5p_8x5", "e_2p_10x5"]
EXACT = [
    "f_2p_20x10",
    "f2_2p_20x10_opp",
    "g_3p_20x10",
    "q_3p_20x10_opp",
    "j_4p_10x5",
    "k_2p_50x10",
    "r_3p_50x10",
    "m_2p_100x10",
    "s_2p_250x10",
    "t_2p_250x10_opp",
]
COVERED = [("h_5p_20x10", 20_000), ("h_5p_20x10", 100_000), ("o_5p_20x10_opp", 20_000), ("o_5p_20x10_opp", 100_000)]
ZONES = [(2, 20, 10), (2, 100, 20), (3, 30, 10), (4, 20, 10), (5, 20, 5), (6, 12, 5), (6, 16, 5)]
SHARES = [0.5, 0.7, 0.9]

AGAINST = """The whole frontier, the Nash and the Kalai package, gains counted from each party's worst package. Each
measurement in a process of its own, NegMAS in its own environment; the median of repeated runs where one takes less
than 0.2 s. Peak memory is the whole process, imports included; import time is not counted. "Published" compares with
the answers of the shared data folder: yes (frontier size, Nash, Kalai), size (frontier size), - (not published)."""
BEYOND = """The exact frontier by merging issue by issue; where it has millions of vectors, a cover with the distance it
proves. `opp` cases have conflict inside every issue."""
ZONE = """Packages at or above everyone's no-deal line, scores drawn evenly from 0 to 100, lines at a share of each
party's range. The time covers all counts of `zone`: packages, unanimous, and each party's own."""


def agrees(name: str, found: dict[str, Any]) -> str:
    """Whether the answer is the published one: frontier, Nash and Kalai where they are published, else the size."""
    full, sizes = shared(f"instances/{name}.ref.json"), shared("instances/frontier_sizes.json")
    if full.exists():
        published = json.loads(full.read_text(encoding="utf-8"))
        solutions = published["solutions"]["min"]
        same = (
            published["n"] == found["points"]
            and sorted(solutions["nash"]["points"]) == sorted(found["nash"])
            and sorted(solutions["kalai"]["points"]) == sorted(found["kalai"])
        )
        return "yes" if same else "NO"
    size = json.loads(sizes.read_text(encoding="utf-8")).get(name, {}).get("frontier_size") if sizes.exists() else None
    return "-" if size is None else "size" if size == found["points"] else "NO"


def against_negmas() -> str:
    python = environment("negmas", "negmas==0.16.0")
    rows = []
    for name in AGAINST_NEGMAS:
        ours = work("packages_makeable", {"task": "frontier", "name": name})
        theirs = work("packages_negmas", {"case": INSTANCES[name].document()}, python)
        print(name, ours, theirs, flush=True)
        same = [theirs.get(key) == ours[key] for key in ("points", "nash", "kalai")]
        rows.append(
            [
                name,
                large(INSTANCES[name].packages),
                str(ours["points"]),
                seconds(theirs["cpu"]) if "cpu" in theirs else "failed",
                seconds(ours["cpu"]),
                f"{theirs['cpu'] / ours['cpu']:,.0f}" if "cpu" in theirs else "-",
                f"{theirs['peak']:,.0f}" if "peak" in theirs else "-",
                f"{ours['peak']:,.0f}",
                "yes"
                if all(same)
                else ", ".join(k for k, s in zip(("frontier", "Nash", "Kalai"), same, strict=True) if not s),
                agrees(name, ours),
            ]
        )
    heads = ["case", "packages", "frontier", "NegMAS", "makeable", "times less", "MB NegMAS", "MB", "same", "published"]
    return "\n\n".join(
        [
            "## Against NegMAS 0.16",
            AGAINST,
            table(heads, rows),
        ]
    )


def frontiers() -> str:
    rows = []
    for name in EXACT:
        found = work("packages_makeable", {"task": "frontier", "name": name})
        print(name, {k: v for k, v in found.items() if k not in ("nash", "kalai")}, flush=True)
        instance = INSTANCES[name]
        size = [str(instance.parties), large(instance.packages)]
        rows.append(
            [
                *(name, *size, f"{found['points']:,}", large(found["packages"])),
                *(seconds(found["cpu"]), f"{found['peak']:,.0f}", "exact", agrees(name, found)),
            ]
        )
    for name, points in COVERED:
        found = work("packages_makeable", {"task": "cover", "name": name, "points": points})
        print(name, found, flush=True)
        instance = INSTANCES[name]
        size = [str(instance.parties), large(instance.packages)]
        rows.append(
            [
                *(name, *size, f"{found['points']:,}", "-", seconds(found["cpu"]), f"{found['peak']:,.0f}"),
                *(f"within {100 * found['epsilon']:.1f} % of each range", "-"),
            ]
        )
    heads = ["case", "parties", "packages", "vectors", "on the frontier", "CPU s", "MB", "proof", "published"]
    return "\n\n".join(
        [
            "## Beyond enumeration",
            BEYOND,
            table(heads, rows),
        ]
    )


def zones() -> str:
    rows = []
    for shape in ZONES:
        for share in SHARES:
            found = work("packages_makeable", {"task": "zone", "shape": [*shape, 1], "share": share})
            print(shape, share, found, flush=True)
            parties, issues, options = shape
            spread = max(found["high"] - found["value"], found["value"] - found["low"])
            exact = "exact" if found["exact"] else f"± {100 * spread / max(1, found['value']):.1f} % (95 %)"
            rows.append(
                [
                    *(f"{parties} x {issues} x {options}", large(options**issues), f"{share:.0%}"),
                    *(large(found["value"]), exact, seconds(found["cpu"]), f"{found['peak']:,.0f}"),
                ]
            )
    heads = ["parties x issues x options", "packages", "no-deal lines at", "unanimous", "proof", "CPU s", "MB"]
    return "\n\n".join(
        [
            "## The size of the zone",
            ZONE,
            table(heads, rows),
        ]
    )


#: the page, section by section; each makes its own measurements and returns Markdown
SECTIONS = [against_negmas, frontiers, zones]


def main() -> None:
    write("packages", "Packages: frontier, principles, zone", [section() for section in SECTIONS])
