"""Dividing: every rule for claims with ten thousand parties, rules for goods, every package principle over 10^20."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from benchmarks.measure import table, write
from makeable.errors import TooLarge
from makeable.model import AtLeast, Case, ChoiceIssue, Curve, Option, Party, Scores, Sheet
from makeable.model.goods import Good, Goods
from makeable.model.pie import Pie
from makeable.principles import Asked, registered
from makeable.principles.claims import claims_rules
from makeable.principles.claims.registry import Award, award
from makeable.principles.items import items_rules

PARTIES = 10_000
SECONDS = 10.0


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What it gives, and the CPU seconds it took."""
    begun = time.process_time()
    try:
        found = work()
    except TooLarge as large:
        found = large
    return found, time.process_time() - begun


def sure(proof: Any) -> str:
    """How sure an answer is, in a cell."""
    return {"proven": "proven", "gap": f"gap {float(proof.gap or 0):.2g}", "sampled": "sampled"}[proof.kind]


def pies() -> str:
    """Every rule on ten thousand claims, or on costs where it is for costs."""
    claims = tuple(Fraction(1 + (i * 7919) % 10_007, 4) for i in range(PARTIES))
    names = tuple(map(str, range(PARTIES)))
    figures = dict.fromkeys(("claim", "contribution", "use", "need", "size", "alone", "reach", "demand"), claims)
    curve = Curve(((Fraction(0), Fraction(5)), (Fraction(10**9), Fraction(10**7))))
    estate = Pie("", "claims", sum(claims) / 3, names, figures=figures)
    cost = Pie("", "cost", max(claims), names, figures=figures, cost_of=curve)
    rows = []
    for name, rule in claims_rules().items():
        for pie in (estate, cost):
            found, cpu = timed(lambda rule=rule, pie=pie: award(rule, pie))  # type: ignore[misc]
            if isinstance(found, Award):
                margin = (
                    f"; no share off by more than {float(found.margin):.2g} (largest claim 2502)"
                    if found.margin
                    else ""
                )
                rows.append([name, pie.kind, f"{cpu:.2f}", sure(found.proof) + margin])
                break
    return table(["rule", "of", "seconds", "how sure"], rows)


def goods() -> str:
    """Rules for goods at three sizes."""
    rows = []
    for parties, things in ((3, 10), (5, 20), (10, 50), (20, 100)):
        draw = random.Random(1)
        points = tuple(tuple(Fraction(draw.randint(1, 30)) for _ in range(things)) for _ in range(parties))
        case = Goods(
            "", tuple(Good(str(g), str(g)) for g in range(things)), tuple(map(str, range(parties))), points,
            (Fraction(1),) * parties,
        )  # fmt: skip
        for name, rule in items_rules().items():
            if not rule.two:
                given = () if name in ("round-robin", "envy-free-up-to-one") else (SECONDS,)
                found, cpu = timed(lambda rule=rule, case=case, given=given: rule.run(case, *given))  # type: ignore[misc]
                said = "no answer in time" if isinstance(found, TooLarge) else sure(found.proof)
                rows.append([f"{parties} x {things}", name, f"{cpu:.2f}", said])
    return table(["parties x goods", "rule", "seconds", "how sure"], rows)


def large(parties: int, issues: int = 20, options: int = 10) -> Case:
    """A seeded case of 10^20 packages, with no-deal lines that some packages clear."""
    draw = random.Random(7)
    ids = tuple(f"p{p}" for p in range(parties))
    agenda = tuple(
        ChoiceIssue(f"i{i}", f"i{i}", tuple(Option(f"o{o}", f"o{o}") for o in range(options))) for i in range(issues)
    )
    sheets = []
    for _ in ids:
        scores = {
            issue.id: Scores({option: Fraction(draw.randint(0, 20)) for option in issue.by_id}) for issue in agenda
        }
        sheets.append(Sheet(Fraction(9 * issues), scores))
    return Case("", agenda, tuple(Party(n, n, s) for n, s in zip(ids, sheets, strict=True)), AtLeast(parties, ids))


def packages() -> str:
    """Every package principle, each with ten seconds."""
    rows = []
    for parties in (5, 10, 20):
        case = large(parties)
        for name, principle in registered().items():
            found, cpu = timed(lambda principle=principle, case=case: principle.run(case, Asked(seconds=SECONDS)))  # type: ignore[misc]
            said = f"no answer: {found}" if isinstance(found, TooLarge) else sure(found.proof)
            rows.append([str(parties), name, f"{cpu:.1f}", said])
    return table(["parties", "principle", "seconds", "how sure"], rows)


def main() -> None:
    """Measure everything, and write the page."""
    pie_part = (
        f"## Claims and costs of {PARTIES:,} parties\n\n{pies()}\n\nGoal: under 1 second for every rule. Shapley and "
        "the nucleolus of claims are random arrival and the Talmud rule; tables of groups are measured elsewhere."
    )
    goods_part = f"## Goods\n\n{goods()}"
    large_part = f"## Package principles over 10^20 packages, {SECONDS:g} seconds each\n\n{packages()}"
    write("dividing", "Dividing", [pie_part, goods_part, large_part])
