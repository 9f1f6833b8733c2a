"""Demands: ten parties, 30 issues, 40 demands; the best package that meets them, or the conflict and the ways out."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from fractions import Fraction

from benchmarks.measure import seconds, table, write
from makeable.invent.demand import demand
from makeable.invent.meet import Meeting, meet
from makeable.model import (
    AtLeast,
    Case,
    ChoiceIssue,
    Demand,
    Issue,
    Option,
    Package,
    Party,
    QuantityIssue,
    Scores,
    Sheet,
    Stated,
)
from makeable.model.sheet import Curve
from makeable.principles import Asked

LIMIT = 10.0
PARTIES, ISSUES, DEMANDS = 10, 30, 40


def issue(number: int, rng: random.Random) -> Issue:
    """Two of three issues are lists of three to five options, the rest quantities of 11 or 21 levels."""
    if number % 3 == 2:
        return QuantityIssue(f"i{number}", f"i{number}", "", Fraction(0), Fraction(100), Fraction(rng.choice([5, 10])))
    options = tuple(Option(f"o{k}", f"o{k}") for k in range(rng.randint(3, 5)))
    return ChoiceIssue(f"i{number}", f"i{number}", options)


def instance(seed: int) -> tuple[Case, Package, Package]:
    """A case, its what-if, and a package that gives every party more than no deal."""
    rng = random.Random(seed)
    issues = tuple(issue(n, rng) for n in range(ISSUES))
    hidden = Package({i.id: rng.choice(ways(i)) for i in issues})
    floated = Package({i.id: rng.choice(ways(i)) for i in issues})
    parties = []
    for p in range(PARTIES):
        scores: dict[str, Scores | Curve] = {}
        for i in issues:
            weight = rng.choice([0, 2, 5, 10, 20])
            if isinstance(i, ChoiceIssue):
                scores[i.id] = Scores({o: Fraction(rng.randint(0, weight)) for o in i.by_id})
            else:
                up = rng.random() < 0.5
                scores[i.id] = Curve(((i.low, Fraction(0 if up else weight)), (i.high, Fraction(weight if up else 0))))
        sheet = Sheet(Fraction(0), scores)
        parties.append(Party(f"p{p}", f"p{p}", Sheet(sheet.value(hidden) * Fraction(9, 10), scores)))
    names = tuple(party.id for party in parties)
    return Case("made", issues, tuple(parties), AtLeast(PARTIES, names), what_ifs=()), floated, hidden


def ways(described: Issue) -> list[object]:
    return list(described.by_id) if isinstance(described, ChoiceIssue) else list(described.grid(1))


def asked_for(case: Case, floated: Package, target: Package | None, rng: random.Random) -> list[Demand]:
    """Forty demands, four a party: bounds relative to the what-if, lists, if-thens, alternatives.

    With a target, all of them are true of it; without, they are what each party likes, true of nothing in particular.
    """
    made: list[Demand] = []
    while len(made) < DEMANDS:
        party = f"p{len(made) % PARTIES}"
        one, other = rng.sample(case.issues, 2)
        text = {
            0: term(one, rng),
            1: term(one, rng),
            2: f"if {term(one, rng)} then {term(other, rng)}",
            3: f"{term(one, rng)} or {term(other, rng)}",
        }[rng.randrange(4)]
        new = demand(text, case.issue, floated, party, Fraction(rng.randint(1, 3)))
        if target is None or Stated(new.formula).allows(target):
            made.append(new)
    return made


def term(described: Issue, rng: random.Random) -> str:
    if isinstance(described, ChoiceIssue):
        options = rng.sample(sorted(described.by_id), rng.randint(1, len(described.options) - 1))
        return f"{described.id} in {{{', '.join(options)}}}"
    return f"{described.id} " + rng.choice([">= 1.2x", "<= 0.8x", ">= -10%", "<= +10%", ">= now + 10", "<= now - 10"])


def timed(case: Case, floated: Package, demands: list[Demand], principle: str, count: int) -> tuple[Meeting, float]:
    start = time.process_time()
    found = meet(case, demands, floated, principle, Asked(seconds=60.0), count)
    return found, time.process_time() - start


def row(kind: str, found: list[tuple[Meeting, float]]) -> list[str]:
    possible = sum(meeting.possible is True for meeting, _ in found)
    answers = [meeting.division or meeting.after for meeting, _ in found]
    proven = sum(
        meeting.proof.kind == "proven" and answer is not None and answer.proof.kind == "proven"
        for (meeting, _), answer in zip(found, answers, strict=True)
    )
    sets = [len(meeting.conflicts.sets) for meeting, _ in found if not meeting.possible]
    complete = sum(meeting.conflicts.complete for meeting, _ in found if not meeting.possible)
    times = sorted(took for _, took in found)
    return [
        kind,
        str(len(found)),
        str(possible),
        f"{min(sets)} to {max(sets)}" if sets else "-",
        f"{complete} of {len(sets)}" if sets else "-",
        f"{proven} of {len(found)}",
        seconds(times[len(times) // 2]),
        seconds(times[-1]),
        "yes" if times[-1] < LIMIT else "NO",
    ]


def main() -> None:
    rows = []
    for principle in ("utilitarian", "nash", "egalitarian"):
        kinds: dict[str, list[tuple[Meeting, float]]] = {"can be met": [], "conflict": [], "conflict, 8 issues": []}
        for seed in range(3 if principle == "egalitarian" else 6):
            case, floated, hidden = instance(seed)
            rng = random.Random(100 + seed)
            made = {
                "can be met": asked_for(case, floated, hidden, rng),
                "conflict": asked_for(case, floated, None, rng),
                "conflict, 8 issues": asked_for(replace(case, issues=case.issues[:8]), floated, None, rng),
            }
            for kind, demands in made.items():
                kinds[kind].append(timed(case, floated, demands, principle, 4))
        for kind, found in kinds.items():
            rows.append([principle, *row(kind, found)])
            print(rows[-1], flush=True)
    heads = [
        *("best by", "demands", "instances", "can be met", "conflicting sets", "all sets listed", "proven"),
        *("median", "slowest", f"under {LIMIT:.0f} s"),
    ]
    intro = f"""{PARTIES} parties, {ISSUES} issues (20 lists of 3 to 5 options, 10 quantities of 11 or 21 levels, more
than 10^20 packages), {DEMANDS} demands: bounds relative to the what-if, lists, if-thens and
alternatives. Counted is all that `makeable demand` does: the package that meets every demand and is
best by the principle, three others that differ on two issues or more, the nearest to the what-if; or
the sets that cannot stand together, the cheapest ways out, how little would do, and the best package
after the cheapest way out. *Proven*: the answer and the package. Where conflicts are so many that the
ways out are not all listed in two seconds, disjoint minimal sets are shown. By egalitarian the three
further packages take most of the time: the best one alone took 2.5 and 2.6 s on the first two
instances."""
    write("demands", "Demands", [intro, table(heads, rows)])


if __name__ == "__main__":
    main()
