"""Agreements of growing size: enforcement, the cheapest repair, robustness, and the follow-up replayed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from benchmarks.measure import table, write
from makeable.agreement.enforce import enforcement
from makeable.agreement.followup.machine import replayed
from makeable.agreement.followup.work import Plan
from makeable.agreement.repair import repair
from makeable.agreement.robust import robustness
from makeable.model import (
    Agreement,
    AtLeast,
    Case,
    ChoiceIssue,
    Commitment,
    Option,
    Package,
    Party,
    Scenario,
    Scores,
    Sheet,
    Stakes,
)
from makeable.model.agreement import Allowance, Limits, Monitor
from makeable.model.commitment import Remedy
from makeable.model.event import Event
from makeable.model.stakes import Shift, Turn

ABOUT = (
    "Seeded webs of commitments in exchanges of four, a quarter of them yearly without end, five scenarios, a menu of\n"
    "penalties, deposits, rewards, contingent payments, five ways of monitoring under a budget, up to three steps.\n"
    "The follow-up replays a log of 1,000 events."
)
SIZES = ((8, 3), (20, 5), (40, 8), (80, 12))
SCENARIOS = tuple(f"s{k}" for k in range(5))


def web(count: int, parties: int, seed: int = 1) -> Case:
    """Commitments in exchanges of four, some yearly without end, with five scenarios and a menu of measures."""
    rng = Random(seed)
    names = [f"p{k}" for k in range(parties)]
    commitments = []
    for k in range(count):
        start = k - k % 4
        before = tuple(f"c{j}" for j in range(start, k))
        commitments.append(
            Commitment(
                f"c{k}",
                f"c{k}",
                names[k % parties],
                due=date(2030 + k % 4, 1 + k % 12, 1),
                every=12 if k % 4 == 3 else 0,
                in_return_for=before[-1:],
                remedy=Remedy(detected=Fraction(rng.randint(5, 10), 10)),
                divisible=k % 4 < 2,
                evidence="e",
            )
        )
    sheets = {}
    for name in names:
        own = [c.id for c in commitments if c.owner == name]
        turns = {s: Turn({key: Shift(Fraction(3, 2)) for key in rng.sample(own, len(own) // 2)}) for s in SCENARIOS}
        stakes = Stakes(
            Fraction(rng.randint(6, 9), 10),
            relationship=Fraction(rng.randint(0, 3)),
            costs={key: Fraction(rng.randint(5, 30)) for key in own},
            values={c.id: Fraction(rng.randint(5, 40)) for c in commitments if c.owner != name and rng.random() < 0.4},
            turns=turns,
        )
        sheets[name] = Sheet(Fraction(0), {"i": Scores({"x": Fraction(100)})}, stakes=stakes)
    watched = tuple(tuple(f"c{k}" for k in range(m, count, 5)) for m in range(5))
    monitors = tuple(Monitor(f"m{m}", f"m{m}", Fraction(1), Fraction(4), watched[m]) for m in range(5))
    limits = Limits(
        Allowance(Fraction(80)), Allowance(Fraction(80)), Allowance(Fraction(20)), monitors, Fraction(12), 3
    )
    scenarios = tuple(Scenario(s, s, "cost_overrun", probability=Fraction(1, 10)) for s in SCENARIOS)
    agreement = Agreement(
        "web", Package({"i": "x"}), date(2030, 1, 1), tuple(commitments), scenarios=scenarios, limits=limits
    )
    issue = ChoiceIssue("i", "i", (Option("x", "x"),))
    held = tuple(Party(name, name, sheets[name]) for name in names)
    return Case("web", (issue,), held, AtLeast(parties, tuple(names)), agreement=agreement)


def log(case: Case, length: int) -> list[Event]:
    """Reports, verifications and ticks, a day apart."""
    rng = Random(2)
    assert case.agreement is not None
    keys = list(case.agreement.commitments)
    events = []
    for k in range(length):
        c = rng.choice(keys)
        kind = ("reported", "verified", "tick")[k % 3]
        by = c.owner if kind == "reported" else "p0" if c.owner != "p0" else "p1"
        on = date(2030, 1, 1) + timedelta(days=k)
        events.append(Event(f"e{k}", on, kind, by, c.id, evidence="e"))  # type: ignore[arg-type]
    return events


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds, and what came out."""
    before = time.process_time()
    found = work()
    return time.process_time() - before, found


def main() -> None:
    """Measure, print, and write the page."""
    rows: list[list[str]] = []
    for count, parties in SIZES:
        case = web(count, parties)
        held = seconds(lambda case=case: enforcement(case))[0]  # type: ignore[misc]
        mended, found = seconds(lambda case=case: repair(case))  # type: ignore[misc]
        odds = seconds(lambda case=case: robustness(case))[0]  # type: ignore[misc]
        events = log(case, 1000)
        followed = seconds(lambda case=case, events=events: replayed(Plan.of(case), events))[0]  # type: ignore[misc]
        price = f"{float(found.price):.1f}" if found.price is not None else "none"  # type: ignore[attr-defined]
        proof = found.proof.kind  # type: ignore[attr-defined]
        times = [f"{figure:.2f}" for figure in (held, mended, odds, followed)]
        row = [str(count), str(parties), times[0], times[1], price, proof, times[2], times[3]]
        print(" ".join(row), flush=True)
        rows.append(row)
    heads = ["commitments", "parties", "enforcement", "repair", "price", "proof", "robustness", "follow-up"]
    write("agreements", "Agreements: enforcement, repair, robustness, follow-up", [ABOUT, table(heads, rows)])


if __name__ == "__main__":
    main()
