"""Joint gains from comparisons alone, against `improve`, which knows every sheet."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass, replace
from fractions import Fraction

from benchmarks.measure import seconds, shared, table, write
from benchmarks.value_left import camp
from makeable.casefile import load
from makeable.invent.improve import improve
from makeable.invent.joint_gains import JointClimb, begin, proceed, told
from makeable.model import AtLeast, Case, ChoiceIssue, Curve, Option, Package, Party, Scores, Sheet

MOST = 400


@dataclass(frozen=True)
class Compared:
    """One climb: what it gained as a share of the most, what was still to gain in the end, questions, CPU seconds."""

    gained: float
    left: float
    questions: int
    parties: int
    numbers: int
    took: float


def scaled(case: Case) -> Case:
    """The case where every party's values run over one unit, so that gains can be added up."""
    sheets = {}
    for party, sheet in case.sheets.items():
        span = sum((s.span[1] - s.span[0] for s in sheet.scores.values()), Fraction(0)) or Fraction(1)
        scores: dict[str, Scores | Curve] = {}
        for issue, score in sheet.scores.items():
            if isinstance(score, Scores):
                scores[issue] = Scores({option: value / span for option, value in score.by_option.items()})
            else:
                scores[issue] = Curve(tuple((amount, value / span) for amount, value in score.points))
        sheets[party] = replace(sheet, no_deal=sheet.no_deal / span, scores=scores, interactions=())
    return case.with_sheets(sheets)


def climbed(case: Case, draft: Package) -> JointClimb:
    """The climb to its end, the sheets answering and nobody looking at them."""
    blind = case.with_sheets(dict.fromkeys(case.party))
    climb, query = proceed(blind, begin(draft))
    while query is not None and len(climb.answers) < MOST:
        sheet = case.sheets[query.party]
        gain = sheet.value(query.package) - sheet.value(query.than)
        climb = told(climb, query, "better" if gain > 0 else "worse" if gain < 0 else "indifferent")
        climb, query = proceed(blind, climb)
    return climb


def compared(case: Case, draft: Package) -> Compared | None:
    """A climb beside the most that full sheets allow; None where the draft is on the frontier already."""
    case = scaled(case)
    most = improve(case, draft, "utilitarian").most
    if not most:
        return None
    start = time.process_time()
    climb = climbed(case, draft)
    took = time.process_time() - start
    values = [(s.value(climb.now), s.value(draft)) for s in case.sheets.values()]
    assert all(now >= before for now, before in values)
    gained = sum((now - before for now, before in values), Fraction(0))
    left = improve(case, climb.now, "utilitarian").most or Fraction(0)
    numbers = sum(
        len(score.by_option) if isinstance(score, Scores) else len(score.points)
        for sheet in case.sheets.values()
        for score in sheet.scores.values()
    )
    size = len(case.parties)
    return Compared(float(gained / most), float(left / most), len(climb.answers), size, numbers, took)


def made(parties: int, issues: int, options: int, seed: int) -> tuple[Case, Package]:
    """An additive case with random scores, weights of issues uneven, and a random draft."""
    rng = random.Random(seed)
    keys = [f"i{n}" for n in range(issues)]
    agenda = tuple(ChoiceIssue(k, k, tuple(Option(f"o{o}", f"o{o}") for o in range(options))) for k in keys)
    table_ = []
    for p in range(parties):
        weights = {k: rng.randint(1, 10) for k in keys}
        scores = {
            k: Scores({o: Fraction(rng.randint(0, 10) * weights[k]) for o in i.by_id})
            for k, i in zip(keys, agenda, strict=True)
        }
        table_.append(Party(f"p{p}", f"p{p}", Sheet(Fraction(0), scores)))
    names = tuple(party.id for party in table_)
    draft = Package({k: f"o{rng.randrange(options)}" for k in keys})
    return Case("made", agenda, tuple(table_), AtLeast(parties, names)), draft


def campers(count: int) -> list[tuple[Case, Package]]:
    """Dominated outcomes of pairs of people."""
    found = []
    for dialogue in json.loads(shared("casino/train_outcomes.json").read_text())["dialogues"]:
        if dialogue["deal"] and not dialogue["pareto"] and len(found) < count:
            first = next(iter(dialogue["values"]))
            package = Package({item: Fraction(n) for item, n in dialogue["deal"][first].items()})
            found.append((camp(dialogue["values"]), package))
    return found


def drafts(case: Case, count: int) -> list[tuple[Case, Package]]:
    rng = random.Random(7)
    ways = {i.id: list(i.by_id) if isinstance(i, ChoiceIssue) else list(i.grid(8)) for i in case.issues}
    return [(case, Package({key: rng.choice(some) for key, some in ways.items()})) for _ in range(count)]


def main() -> None:
    exchange = load("cases/opening-exchange")
    assert exchange.draft is not None
    groups = {
        "pairs of people over 3 quantities (CaSiNo)": campers(40),
        "sports complex, 6 parties, 5 issues": drafts(load("cases/sports-complex"), 15),
        "opening exchange, 3 parties, 3 quantities": [(exchange, exchange.draft)],
        "random, 2 parties, 8 issues of 4 options": [made(2, 8, 4, seed) for seed in range(5)],
        "random, 4 parties, 8 issues of 4 options": [made(4, 8, 4, seed) for seed in range(5)],
    }
    rows = []
    for name, instances in groups.items():
        found = [c for case, draft in instances if (c := compared(case, draft)) is not None]
        size = len(found)
        rows.append(
            [
                name,
                str(size),
                f"{100 * sum(c.gained for c in found) / size:.0f} %",
                f"{100 * sum(c.left for c in found) / size:.0f} %",
                f"{sum(c.left == 0 for c in found)} of {size}",
                f"{sum(c.questions for c in found) / size:.0f}",
                f"{sum(c.questions / c.parties for c in found) / size:.1f}",
                f"{sum(c.numbers for c in found) / size:.0f}",
                seconds(sum(c.took for c in found) / size),
            ]
        )
        print(rows[-1], flush=True)
    heads = [
        *("instances", "number", "gained", "left", "on the frontier", "questions", "per party"),
        *("numbers in the full sheets", "CPU s each"),
    ]
    intro = """Drafts that can be improved for everyone, improved twice: by `improve`, which knows every sheet, and by
asking one party at a time whether a package is better, worse or all the same. *Gained*: the sum of gains (each party's
values over one unit) as a share of the largest that full sheets allow; a climb that helps all can end on the frontier
and far from that largest sum. *Left*: the same for what could still be gained for all in the end. Nobody loses in any
step. Comparisons are easier to give than numbers, but not always fewer: see the last but one column."""
    write("joint_gains", "Joint gains without value functions", [intro, table(heads, rows)])


if __name__ == "__main__":
    main()
