"""Brute force over small cases, from the model's own definitions: the judge of every clever way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from makeable.model import Case, ChoiceIssue, Package

Vector = tuple[Fraction, ...]


def packages(case: Case) -> list[Package]:
    """Every package that keeps the constraints (no continuous quantities)."""
    ways = [tuple(i.by_id) if isinstance(i, ChoiceIssue) else i.grid(1) for i in case.issues]
    ids = [issue.id for issue in case.issues]
    every = (Package(dict(zip(ids, settled, strict=True))) for settled in product(*ways))
    return [package for package in every if case.allows(package)]


def values(case: Case, package: Package) -> Vector:
    return tuple(sheet.value(package) for sheet in case.sheets.values())


def gains(case: Case, package: Package) -> Vector:
    return tuple(sheet.gain(package) for sheet in case.sheets.values())


def passes(case: Case, package: Package) -> bool:
    unknown = {party for party in case.party if party not in case.sheets}
    yes = {party for party, sheet in case.sheets.items() if sheet.gain(package) >= 0}
    return case.rule.holds(yes | unknown)


def unanimous(case: Case, package: Package) -> bool:
    return all(gain >= 0 for gain in gains(case, package))


def beats(a: Vector, b: Vector) -> bool:
    return a != b and all(x >= y for x, y in zip(a, b, strict=True))


def efficient(case: Case, among: Sequence[Package]) -> list[Package]:
    vectors = [values(case, package) for package in among]
    return [p for p, v in zip(among, vectors, strict=True) if not any(beats(other, v) for other in vectors)]


def scope(case: Case, over: str) -> list[Package]:
    keep: dict[str, Callable[[Package], bool]] = {
        "unanimous": lambda package: unanimous(case, package),
        "passing": lambda package: passes(case, package),
        "all": lambda _: True,
    }
    return [package for package in packages(case) if keep[over](package)]


def counted(case: Case, package: Package, over: str) -> Vector:
    """Gains as most principles count them: nobody's loss where the rule can outvote a party."""
    return tuple(max(g, Fraction(0)) if over == "passing" else g for g in gains(case, package))


def nash_key(row: Vector, potential: Vector) -> tuple[Fraction, ...]:
    shares = [g / most for g, most in zip(row, potential, strict=True) if g > 0]
    return Fraction(len(shares)), prod(shares, start=Fraction(1))


def share_key(row: Vector, potential: Vector) -> tuple[Fraction, ...]:
    return tuple(sorted(g / most for g, most in zip(row, potential, strict=True) if most > 0))


def smallest_key(row: Vector) -> tuple[Fraction, ...]:
    gainers = [gain for gain in row if gain > 0]
    return min(row), Fraction(len(gainers)), min(gainers, default=Fraction(0))


def raiffa(case: Case, among: Sequence[Package], over: str) -> list[Package]:
    """Steps of 1/n towards the remaining hopes, and then the package that comes nearest to the next step."""
    line = [Fraction(0)] * len(case.sheets)
    left = {package: counted(case, package, over) for package in among}
    while True:
        hope = [max(max(column), low) for column, low in zip(zip(*left.values(), strict=True), line, strict=True)]
        going = [p for p, (high, low) in enumerate(zip(hope, line, strict=True)) if high > low]
        step = [low + (high - low) / len(line) for high, low in zip(hope, line, strict=True)]
        kept = {package: row for package, row in left.items() if all(row[p] >= step[p] for p in going)}
        if not kept or any(all(row[p] == hope[p] for p in going) for row in left.values()):
            break
        left, line = kept, step
    keys = {p: tuple(sorted((row[q] - line[q]) / (hope[q] - line[q]) for q in going)) for p, row in left.items()}
    return [package for package, key in keys.items() if key == max(keys.values())]


def best(case: Case, principle: str, over: str, weights: Mapping[str, Fraction] = {}) -> set[Package]:
    """What a principle chooses: the definition, applied to every package."""
    among = scope(case, over)
    if not among:
        return set()
    within = scope(case, "all") if principle == "egalitarian-shares" else among
    potential = tuple(max(max(column), Fraction(0)) for column in zip(*(gains(case, p) for p in within), strict=True))
    if principle == "raiffa":
        return set(efficient(case, raiffa(case, among, over)))
    lines = [sheet.no_deal for sheet in case.sheets.values()]
    shared = [weights.get(party, Fraction(1)) for party in case.sheets]
    keys: dict[str, Callable[[Vector], tuple[Fraction, ...]]] = {
        "utilitarian": lambda row: (sum(row, Fraction(0)),),
        "egalitarian": lambda row: tuple(sorted(row)),
        "nash": lambda row: nash_key(row, potential),
        "weighted-nash": lambda row: nash_key(row, potential),
        "kalai-smorodinsky": lambda row: share_key(row, potential),
        "egalitarian-shares": lambda row: share_key(row, potential),
        "equal-gain": lambda row: (min(row) - max(row), min(row)),
        "maximin": smallest_key,
        "rawlsian": lambda row: tuple(sorted(gain + line for gain, line in zip(row, lines, strict=True))),
        "kalai-proportional": lambda row: tuple(sorted(g / w for g, w in zip(row, shared, strict=True))),
        "proportional-gains": lambda row: tuple(sorted(g / n for g, n in zip(row, lines, strict=True) if n > 0)),
    }
    if principle == "equal-gain":
        among = efficient(case, among)
    scored = "all" if principle == "rawlsian" else over
    measured = {package: keys[principle](counted(case, package, scored)) for package in among}
    top = max(measured.values())
    return set(efficient(case, [package for package, key in measured.items() if key == top]))
