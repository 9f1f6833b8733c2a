"""Side payments: package and payments together, twenty parties over 10^20 packages."""

from __future__ import annotations

import random
import time
from fractions import Fraction

from benchmarks.measure import table, write
from makeable.errors import TooLarge
from makeable.frontier.transfers import Money
from makeable.model import AtLeast, Case, ChoiceIssue, Option, Party, Scores, Sheet
from makeable.principles.asked import Asked
from makeable.principles.transfers import divide_with_transfers

PRINCIPLES = (
    "utilitarian",
    "egalitarian",
    "maximin",
    "equal-gain",
    "nash",
    "weighted-nash",
    "kalai-proportional",
    "kalai-smorodinsky",
)
INTRO = """Twenty parties, twenty issues of ten options (10^20 packages), scores from 0 to 100 drawn evenly, no deal at
45 % of what each could have at most, one unit of money worth 1 to 3 points by party (1 to all for the largest total).
`free`: payments without limits. `limited`: nobody pays or receives more than 100."""


def instance(parties: int = 20, issues: int = 20, options: int = 10, seed: int = 1) -> Case:
    """A random case of this size."""
    draw = random.Random(seed)
    frame = tuple(
        ChoiceIssue(f"i{i}", f"Issue {i}", tuple(Option(f"o{o}", f"Option {o}") for o in range(options)))
        for i in range(issues)
    )
    members = []
    for p in range(parties):
        scores = {
            issue.id: Scores({option.id: Fraction(draw.randint(0, 100)) for option in issue.options}) for issue in frame
        }
        top = sum((s.span[1] for s in scores.values()), Fraction(0))
        members.append(Party(f"p{p}", f"Party {p}", Sheet(no_deal=round(top * Fraction(45, 100)), scores=scores)))
    ids = tuple(member.id for member in members)
    return Case("random", frame, tuple(members), AtLeast(parties, ids))


def main() -> None:
    """Measure, print and write the table."""
    case = instance()
    rows = []
    for limit in (None, Fraction(100)):
        for name in PRINCIPLES:
            same = name == "utilitarian"
            price = {p: Fraction(1 if same else 1 + n % 3) for n, p in enumerate(case.party)}
            limits = {} if limit is None else dict.fromkeys(case.party, limit)
            before = time.process_time()
            try:
                found = divide_with_transfers(case, name, Money(price, limits, limits), Asked(seconds=10.0))
                least = "no deal" if found.package is None else f"{float(min(found.gains.values())):.2f}"
                sure = "proven" if found.proof.kind == "proven" else f"gap {float(found.proof.gap or 0):.2%}"
            except TooLarge as stopped:
                least, sure = "-", f"not in time: {stopped}"
            took = time.process_time() - before
            kind = "free" if limit is None else "limited"
            rows.append([kind, name, f"{took:.2f}", sure, least])
            print(rows[-1], flush=True)
    heads = ["payments", "principle", "CPU s", "sure", "smallest gain"]
    write("transfers", "Side payments", [INTRO, table(heads, rows)])


if __name__ == "__main__":
    main()
