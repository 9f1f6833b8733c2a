"""Minimal trades: up to how many changes all of them are found, and how long that takes."""

from __future__ import annotations

import random
import time
from fractions import Fraction
from math import comb

from benchmarks.measure import seconds, table, write
from makeable.invent.logroll import logrolls
from makeable.model import AtLeast, Case, ChoiceIssue, Option, Package, Party, Scores, Sheet

SIZES = [(3, 10, 4), (6, 10, 5), (6, 20, 5), (8, 20, 5), (10, 30, 3), (10, 30, 5)]
SHARES = [Fraction(3, 10), Fraction(1, 2), Fraction(1)]
SEEDS = 3


def instance(size: tuple[int, int, int], share: Fraction, seed: int) -> tuple[Case, Package]:
    """A party cares about a share of the issues, each with its own weight and direction; the package is random."""
    parties, issues, options = size
    rng = random.Random(seed)
    agenda = tuple(
        ChoiceIssue(f"i{n}", f"i{n}", tuple(Option(str(o), str(o)) for o in range(options))) for n in range(issues)
    )
    names = tuple(f"p{n}" for n in range(parties))
    table_ = []
    for name in names:
        scores = {}
        for issue in agenda:
            weight = rng.randint(1, 20) if rng.random() < share else 0
            rising = rng.random() < 0.5
            steps = [Fraction(weight * (o if rising else options - 1 - o)) for o in range(options)]
            scores[issue.id] = Scores(dict(zip(issue.by_id, steps, strict=True)))
        table_.append(Party(name, name, Sheet(Fraction(0), scores)))
    package = Package({issue.id: str(rng.randrange(options)) for issue in agenda})
    return Case("Trades", agenda, tuple(table_), AtLeast(parties, names)), package


def measured(size: tuple[int, int, int], share: Fraction) -> list[str]:
    """One line of the table: the range over the seeds."""
    _, issues, options = size
    spent, found, reached = [], [], []
    for seed in range(SEEDS):
        case, package = instance(size, share, seed)
        start = time.process_time()
        answer = logrolls(case, package)
        spent.append(time.process_time() - start)
        found.append(answer.found)
        reached.append(answer.complete_to)
    least = min(reached)
    sets = sum(comb(issues, k) * (options - 1) ** k for k in range(1, least + 1))
    changes = "all" if least == issues else str(least)
    name = f"{size[0]} parties, {issues} issues x {options}"
    shown = f"{min(found):,} to {max(found):,}"
    return [name, f"{float(share):.0%}", changes, f"{sets:.1e}", shown, seconds(sorted(spent)[1]), seconds(max(spent))]


def main() -> None:
    """Measure, print, and write the page."""
    rows = []
    for size in SIZES:
        for share in SHARES:
            rows.append(measured(size, share))
            print(rows[-1], flush=True)
    heads = ["case", "issues a party cares about", "complete to", "sets of so few changes", "trades", "median", "worst"]
    said = (
        "Random cases, three seeds a line, from a random package, with the work that the library allows itself "
        "when nothing is said. `complete to` is the smallest number of changes, over the seeds, up to which every "
        "minimal trade was "
        "found; `sets` is how many sets of changes that covers. On cases of up to four issues the trades equal brute "
        "force (tests). Larger trades are not listed, but where no trade is found at all, the answer says whether the "
        "package is efficient, and shows a larger trade if it is not."
    )
    page = f"{said}\n\n" + table(heads, rows)
    print(page)
    write("trades", "Minimal trades across issues", [page])


if __name__ == "__main__":
    main()
