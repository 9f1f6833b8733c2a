"""Power in large bodies, minimal winning coalitions, nucleoli: CPU seconds, and what proves the answers."""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.coalition_games import (
    KINDS,
    STATES,
    Body,
    both_majorities,
    double_majority,
    federal,
    fund,
    game,
    population,
    random_body,
    triple_majority,
)
from benchmarks.measure import environment, large, seconds, table, work, write
from makeable.coalition.power import Power, power
from makeable.coalition.voting_game import Effort, game_of, weighted_rule
from makeable.kernels.coalition_cells import Cells
from makeable.kernels.nucleolus import nucleolus

T = TypeVar("T")
SEEDS = 5


def timed(run: Callable[[], T], repeat: int = 1) -> tuple[float, T]:
    """The median of CPU seconds, and the answer."""
    spent = []
    for _ in range(repeat):
        start = time.process_time()
        answer = run()
        spent.append(time.process_time() - start)
        if spent[0] > 0.2:
            break
    return statistics.median(spent), answer


def proof(found: Power) -> str:
    """What the answer rests on."""
    if found.proof.kind == "proven":
        return "integers"
    assert found.proof.gap is not None
    return f"within {float(found.proof.gap):.0e}; sum - 1 = {sum(map(float, found.shapley_shubik)) - 1:.0e}"


def powers() -> str:
    """Shapley-Shubik and Banzhaf together."""
    bodies: list[tuple[str, Body, str, bool]] = [
        ("EU 27, 65 % of the population in persons", population(), "0.05", False),
        ("EU 27, full double majority", double_majority(), "exact", False),
        ("EU 27, triple majority of Nice", triple_majority(), "-", False),
        ("US electoral college, 51 members", weighted_rule(STATES, 270), "-", False),
        ("190 members, 5.56 million votes", fund(), "5", False),
        ("500 members, random", random_body(), "-", False),
        ("US federal system, 536 players", federal(), "5", False),
        ("US federal system with casting vote, 537", federal(tie_break=True), "-", False),
        ("US federal system, 536, in integers", federal(), "-", True),
        ("200 members, random, in integers", random_body(200), "-", True),
        ("200 members, 65 % of the weight and 55 % of the heads", both_majorities(200), "-", False),
    ]
    rows = []
    for name, (rule, parties), goal, exact in bodies:
        spent, found = timed(lambda r=rule, p=parties, e=exact: power(r, p, effort=Effort(exact=e), look_at=0), 5)
        print(name, seconds(spent), flush=True)
        rows.append([name, str(len(parties)), found.proof.by, seconds(spent), goal, proof(found)])
    heads = ["body", "members", "way", "CPU s", "goal", "proof"]
    return "## Shapley-Shubik and Banzhaf power\n\n" + table(heads, rows)


def minimal() -> str:
    """Minimal winning coalitions, found by looking at every coalition."""
    rows = []
    for n in (15, 20, 22, 25):
        rng = random.Random(n)
        weights = [rng.randint(1000, 99_999) for _ in range(n)]
        body = game_of(*weighted_rule(weights, sum(weights) // 2 + 1))
        spent, count = timed(lambda b=body: Cells(b).minimal_count, 3)
        print("minimal", n, seconds(spent), flush=True)
        rows.append([str(n), large(1 << n), large(count), seconds(spent)])
    return "## Minimal winning coalitions\n\n" + table(["members", "coalitions", "minimal winning", "CPU s"], rows)


def nucleoli(peer: bool) -> str:
    """Nucleoli by kind and size, every one with its certificate in fractions."""
    python = environment("coopgame", "coopgame-py==0.3.0") if peer else None
    rows = []
    for n in (10, 12, 15, 18):
        for kind in KINDS:
            if n == 18 and kind not in ("random", "convex, squares", "bankruptcy"):
                continue
            spent, certified, others, same = [], 0, [], 0
            for seed in range(SEEDS if n < 18 else 1):
                values = game(kind, n, seed)
                within = sum(values[1 << i] for i in range(n)) <= values[-1]
                cpu, found = timed(lambda v=values, w=within, k=n: nucleolus(v, k, w), 3)
                spent.append(cpu)
                certified += found.certified
                if python is not None and seed < 2:
                    answer = work("coalition_peer", {"values": values, "imputations": within}, python)
                    if "failed" not in answer:
                        others.append(answer["cpu"])
                        near = 1e-6 * max(1.0, *map(abs, map(float, found.shares)))
                        same += all(
                            abs(float(a) - b) < near for a, b in zip(found.shares, answer["shares"], strict=True)
                        )
            print("nucleolus", n, kind, seconds(max(spent)), flush=True)
            compared = [seconds(statistics.median(others)), f"{same} of {len(others)}"] if others else ["-", "-"]
            proofs = f"{certified} of {len(spent)}"
            rows.append([str(n), kind, seconds(statistics.median(spent)), seconds(max(spent)), proofs, *compared])
    heads = ["players", "kind", "median", "worst", "certified", "coopgame-py 0.3", "same answer"]
    said = (
        "CPU seconds from the table of values to exact shares and their certificate (Kohlberg's criterion in "
        "fractions). Goals at 15 players: 0.3 s with certificate, no random or convex game over 5 s. The peer's time "
        "is its floating-point answer, without a certificate, median of two games."
    )
    return f"## Nucleolus\n\n{said}\n\n" + table(heads, rows)


def main() -> None:
    """Measure everything, and write the page; `--no-peer` leaves the peer out."""
    parts = [powers(), minimal(), nucleoli("--no-peer" not in sys.argv)]
    text = (
        "Every answer marked `integers` is exact. The others integrate the multilinear extension at Gauss-Legendre "
        "nodes; the bound is proven for the quadrature and adds 1e-13 for double precision."
    )
    parts[0] += "\n\n" + text
    print("\n\n".join(parts))
    write("coalitions", "Coalitions: power, minimal winning coalitions, nucleolus", parts)


if __name__ == "__main__":
    main()
