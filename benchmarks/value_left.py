"""Value left on the table: real outcomes, human and machine, improved for everyone with ``improve``."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from benchmarks.measure import ROOT, shared, table
from makeable.invent.improve import improve
from makeable.model import AtLeast, Case, ChoiceIssue, Curve, Option, Package, Party, QuantityIssue, Scores, Sheet
from makeable.principles import Asked, named
from makeable.report.charts.scale import Scale
from makeable.report.charts.svg import SMALL, WIDTH, Picture
from makeable.report.charts.theme import standalone

PAGE = ROOT / "docs" / "explanation" / "value-left-on-the-table.md"
PICTURE = ROOT / "docs" / "explanation" / "value-left-on-the-table.svg"
UNITS = 3


@dataclass(frozen=True)
class Outcome:
    """One outcome: whether there was a deal, the joint value reached and reachable, and what `improve` found.

    ``yes`` counts the parties not below their no-deal line. ``left`` is the most that the parties could have gained
    together with nobody losing; ``gained`` what the end of the way gives, ``gainers`` how many gain by it, ``steps``
    how many issues each step changes.
    """

    deal: bool
    yes: int
    joint: Fraction
    best: Fraction
    left: Fraction
    gained: Fraction
    gainers: int
    steps: tuple[int, ...]
    efficient: bool


def camp(values: dict[str, dict[str, int]]) -> Case:
    """Two campers share three packages each of food, water and firewood; walking away is worth 5 points to each."""
    first, second = values
    items = sorted(values[first])
    issues = tuple(
        QuantityIssue(item, f"{item} to the first", "", Fraction(0), Fraction(UNITS), Fraction(1)) for item in items
    )
    parties = []
    for party in (first, second):
        scores: dict[str, Scores | Curve] = {}
        for item in items:
            worth = Fraction(values[party][item] * UNITS)
            ends = (Fraction(0), worth) if party == first else (worth, Fraction(0))
            scores[item] = Curve(((Fraction(0), ends[0]), (Fraction(UNITS), ends[1])))
        parties.append(Party(party, party, Sheet(Fraction(5), scores)))
    return Case("CaSiNo", issues, tuple(parties), AtLeast(2, (first, second)))


def game(described: dict[str, Any]) -> Case:
    """A scored game of six parties and five issues."""
    counts = [len(row) for row in described["parties"][0]["scores"]]
    letters = "ABCDE"[: len(counts)]
    issues = tuple(
        ChoiceIssue(x, x, tuple(Option(f"{x}{n}", f"{x}{n}") for n in range(1, count + 1)))
        for x, count in zip(letters, counts, strict=True)
    )
    parties = tuple(
        Party(
            party["file"],
            party["name"],
            Sheet(
                Fraction(party["min"]),
                {
                    x: Scores({f"{x}{n}": Fraction(score) for n, score in enumerate(row, 1)})
                    for x, row in zip(letters, party["scores"], strict=True)
                },
            ),
        )
        for party in described["parties"]
    )
    names = tuple(party.id for party in parties)
    return Case(described["parties"][0]["name"], issues, parties, AtLeast(len(names), names))


def improved(case: Case, package: Package | None) -> Outcome:
    """The outcome, and what `improve` makes of it. A walk-away is improved by the best package by Nash."""
    sheets = case.sheets
    total = named("utilitarian").run(case, Asked(over="all", limit=1))
    best = sum(total.values.values(), Fraction(0))  # type: ignore[attr-defined]
    if package is None:
        joint = sum((sheet.no_deal for sheet in sheets.values()), Fraction(0))
        found = named("nash").run(case, Asked(limit=1))
        gains = found.gains.values()  # type: ignore[attr-defined]
        most = named("utilitarian").run(case, Asked(limit=1))
        left = sum(most.gains.values(), Fraction(0))  # type: ignore[attr-defined]
        return Outcome(
            False, len(sheets), joint, best, left, sum(gains, Fraction(0)), sum(g > 0 for g in gains), (), False
        )
    joint = sum((sheet.value(package) for sheet in sheets.values()), Fraction(0))
    way = improve(case, package)
    gained = sum(way.gained.values(), Fraction(0))
    assert min(way.gained.values()) >= 0
    steps = tuple(len(step.issues) for step in way.way.steps)
    gainers = sum(gain > 0 for gain in way.gained.values())
    yes = sum(sheet.gain(package) >= 0 for sheet in sheets.values())
    return Outcome(True, yes, joint, best, way.most or Fraction(0), gained, gainers, steps, not steps)


def humans() -> list[Outcome]:
    found = []
    for dialogue in json.loads(shared("casino/train_outcomes.json").read_text())["dialogues"]:
        case = camp(dialogue["values"])
        deal = dialogue["deal"]
        first = next(iter(dialogue["values"]))
        package = Package({item: Fraction(n) for item, n in deal[first].items()}) if deal else None
        found.append(improved(case, package))
        assert found[-1].efficient == dialogue["pareto"], dialogue["dialogue_id"]
    return found


def machines() -> dict[str, list[Outcome]]:
    games = json.loads(shared("llm-deliberation/games.json").read_text())["games"]
    logged = json.loads(shared("llm-deliberation/final_deals.json").read_text())
    found = {}
    for run in logged.values():
        case = game(games[run["game"]])
        packages = [Package({way[0]: way for way in final["deal"].split(",")}) for final in run["finals"]]
        found[run["game"]] = [improved(case, package) for package in packages]
    return found


def figures(name: str, found: list[Outcome]) -> list[str]:
    dominated = [o for o in found if not o.efficient]
    reached = sum(float(o.joint / o.best) for o in found) / len(found)
    left = sum(float(o.left) for o in found) / len(found)
    gained = sum(float(o.gained) for o in dominated) / max(len(dominated), 1)
    steps = [n for o in dominated for n in o.steps]
    return [
        name,
        str(len(found)),
        str(sum(not o.deal for o in found)),
        str(len(dominated)),
        str(sum(o.gained > 0 for o in dominated)),
        f"{100 * reached:.1f} %",
        f"{left:.2f}",
        f"{gained:.2f}",
        f"{100 * sum(n <= 2 for n in steps) / max(len(steps), 1):.0f} %",
    ]


def picture(found: list[Outcome]) -> str:
    """How many outcomes left how many points: bars."""
    counts = Counter(min(int(o.left), 20) if o.deal else -1 for o in found)
    bins = [n for n in range(1, 21) if any(counts[m] for m in range(n, 21))]
    bars = [("walked away", counts[-1]), *((f"{n}" if n < 20 else "20 +", counts[n]) for n in bins)]
    height = 30 + 17 * len(bars)
    drawn = Picture("Points left on the table", "; ".join(f"{label}: {count}" for label, count in bars))
    x = Scale(0, max(count for _, count in bars) * 1.1, 92, WIDTH - 30)
    drawn.text((2, 16), "Points the two could still have gained, nobody losing; outcomes", "ink", size=SMALL, bold=True)
    for row, (label, count) in enumerate(bars):
        top = 26 + 17 * row
        drawn.text((86, top + 10), label, "soft", size=SMALL, anchor="end")
        drawn.rect((x(0), top, x(count) - x(0), 12), "s2" if row == 0 else "s1")
        drawn.text((x(count) + 4, top + 10), str(count), "ink", size=SMALL)
    return standalone(drawn.done(height))


def main() -> None:
    start = time.process_time()
    people, groups = humans(), machines()
    took = time.process_time() - start
    PICTURE.write_text(picture(people), encoding="utf-8")
    rows = [figures("CaSiNo: pairs of people", people)]
    rows += [figures(f"six-party game `{name}`: groups of GPT-4 agents", found) for name, found in groups.items()]
    heads = [
        *("outcomes", "number", "no deal", "not on the frontier", "improved for all", "joint value reached"),
        *("points left, mean", "points gained per improved outcome", "steps of 1 or 2 issues"),
    ]
    dominated = [o for o in people if not o.efficient]
    deals = [o for o in dominated if o.deal]
    both = sum(o.gainers == 2 for o in deals)
    agents = [o for found in groups.values() for o in found]
    made = len(people) + sum(map(len, groups.values()))
    words = PAGE_TEXT.format(
        table=table(heads, rows),
        dominated=len(dominated),
        people=len(people),
        share=f"{100 * len(dominated) / len(people):.0f}",
        deals=len(deals),
        both=both,
        walked=len(dominated) - len(deals),
        left=f"{sum(float(o.left) for o in dominated) / len(dominated):.1f}",
        total=f"{sum(float(o.left) for o in people):,.0f}",
        agents=len(agents),
        agents_dominated=sum(not o.efficient for o in agents),
        agents_short=sum(o.yes < 6 for o in agents),
        made=f"{made:,}",
        took=f"{took:.0f}",
    )
    PAGE.write_text(words, encoding="utf-8")
    print(words)


PAGE_TEXT = """# How much value is left on the table

People who are free to agree on anything that suits them both often agree on something that does not. This page measures how often, on outcomes of
real negotiations whose private values are known, and shows that `makeable improve` finds the way up from every one of them.

Made by `python -m benchmarks value_left` from {made} outcomes in {took} CPU seconds.

{table}

*Joint value reached*: the sum of points as a share of the largest sum that any package gives. *Points left*: the most that all could have gained
together with nobody losing a point, counting outcomes on the frontier as 0. *Points gained*: at the end of the way that `improve` shows (best by Nash among
the packages at least as good for all).

![Bars: how many points pairs of people left on the table](value-left-on-the-table.svg)

## What it says

- **{dominated} of {people} pairs of people ({share} %) ended below the frontier**: {walked} walked away though a deal was there, and of the {deals} others,
  {both} could have been made better for both, the rest for one at no cost to the other. These pairs left {left} points on average, {total} in all.
- **An improvement was found for every one of them.** Each is proven: every package was looked at.
- **The way up is short**: the largest step of each way changes as few issues as possible, mostly one or two of the three.
- Of the {agents} final deals of groups of six GPT-4 agents, {agents_dominated} can be improved for all: with six parties nearly every package is best for somebody.
  But {agents_short} of them leave a party below its no-deal line. Being on the frontier is no proof of a good deal; `makeable judge` tells the two apart.

## What it does not say

- Points of different people are added up here to have one figure. Whether an outcome can be improved for all does not depend on that.
- The pairs bargained over scores that were given to them, 3 items of 3 units each. Out there values are vaguer and issues more; that makes it harder for people to find
  joint gains by talking alone, and harder for any program to know them.
- A dominated outcome need not be a mistake: somebody may have held back a score on purpose. `improve --settled` keeps what was settled as the line below
  which nobody falls, so that it is safe to look again (Raiffa's post-settlement settlement).

## Try it

```sh
makeable improve cases/sports-complex --package "A=A3, B=B1, C=C1, D=D4, E=E5"
makeable improve cases/opening-exchange --settled
```

## Sources

CaSiNo: Chawla, Ramirez, Clever, Lucas, May and Gratch, "CaSiNo: A corpus of campsite negotiation dialogues for automatic negotiation systems" (NAACL 2021), CC BY 4.0.
Six-party games and logged deals: Abdelnabi, Gomaa, Sivaprasad, Schönherr and Fritz, "Cooperation, competition, and maliciousness: LLM-stakeholders interactive
negotiation" (NeurIPS 2024 Datasets and Benchmarks), MIT. Raiffa, "Post-settlement settlements", Negotiation Journal 1 (1985).
"""

if __name__ == "__main__":
    main()
