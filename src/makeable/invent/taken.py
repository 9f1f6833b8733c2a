"""The "taken" test: is any party open to the charge that it was taken, by how much, and what would cure it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Literal, cast

from makeable.errors import BadInput, Problem
from makeable.finding import Finding, proven
from makeable.frontier.program import Model, model_of
from makeable.invent.judge import check_full
from makeable.kernels.program_best import closest, maximise_sum
from makeable.kernels.program_run import Effort
from makeable.model import AtLeast, Case, Package
from makeable.principles import Asked, Division, named

__all__ = ["STANDING", "Charge", "Cure", "Taken", "TakenParty", "taken"]

STANDING = ("egalitarian", "kalai-smorodinsky", "nash", "equal-gain", "utilitarian")
"""The principles that are asked when the group has named none."""

SECONDS = 10.0
ALIKE = Fraction(1, 10)
"""Comparable parties whose shares of potential differ by no more than this are treated alike."""

Kind = Literal["no deal", "at no cost", "principle", "comparable"]


@dataclass(frozen=True)
class Cure:
    """The nearest package that answers a charge: what it settles otherwise, what each then gains, and who loses by it.

    It keeps the yes of everybody who says yes now. `nearest`: no package with fewer changes answers it (proven).
    """

    package: Package
    issues: tuple[str, ...]
    gains: Mapping[str, Fraction]
    worse: tuple[str, ...]
    nearest: bool = True


@dataclass(frozen=True)
class Charge:
    """What shows that a party was taken: by how many of its own points, beside what or whom, and what would cure it.

    `no deal`: it would be better off without. `at no cost`: a package is better for it and worse for nobody.
    `principle`: `about`, which has standing here, would give it more. `comparable`: party `about` gets a larger share
    of what it could gain. `money`: the payment that would make it good, where its points have a price.
    """

    kind: Kind
    by: Fraction
    about: str = ""
    shows: Package | None = None
    cure: Cure | None = None
    money: Fraction | None = None


@dataclass(frozen=True)
class TakenParty:
    """One party's case. `verdict`: `clearly` when no principle is needed to see it, or every one with standing shows
    it; `arguably` when some principle or a comparable party shows it; `no` when nothing does."""

    party: str
    value: Fraction
    gain: Fraction
    share: Fraction | None
    verdict: Literal["clearly", "arguably", "no"]
    charges: tuple[Charge, ...]


@dataclass(frozen=True, kw_only=True)
class Taken(Finding):
    """The test of a package. `chosen`: what each principle with standing would choose; `unknown`: parties not heard."""

    package: Package
    parties: tuple[TakenParty, ...]
    chosen: Mapping[str, Package]
    groups: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...] = field(default=())


def taken(
    case: Case,
    package: Package,
    standing: Sequence[str] = STANDING,
    groups: Sequence[Sequence[str]] | None = None,
    money: Mapping[str, Fraction] | None = None,
) -> Taken:
    """Could any party fairly say that it was taken, and what is the least that would answer it?

    `standing`: the principles that count in this group. `groups`: parties that are comparable (default: those who
    could change places in the decision rule). `money`: points that one unit of money is worth to a party. It misleads
    where scores were written to impress: it sees what people wrote. Raises BadInput for a package that leaves an
    issue open and for parties that are not in the case; KeyError for a principle that does not exist.
    """
    check_full(case, package)
    _check_parties(case, [*(p for group in groups or () for p in group), *(money or {})])
    sheets = case.sheets
    divisions = [cast(Division, named(name).run(case, Asked(seconds=SECONDS, limit=1))) for name in standing]
    alike = tuple(tuple(group) for group in (_interchangeable(case) if groups is None else groups))
    test = _Test(case, package, model_of(case), [d for d in divisions if d.packages], alike, dict(money or {}))
    return Taken(
        asked="taken",
        given={"package": str(package), "standing": ", ".join(d.principle for d in divisions)},
        proof=next((d.proof for d in divisions if d.proof.kind != "proven"), proven("values added up exactly")),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in sheets.items()),
        package=package,
        parties=tuple(test.party(party) for party in sheets),
        chosen=MappingProxyType({d.principle: d.packages[0] for d in test.divisions}),
        groups=alike,
        unknown=tuple(party for party in case.party if party not in sheets),
    )


def _check_parties(case: Case, parties: Sequence[str]) -> None:
    problems = [
        Problem("parties", f"`{party}` is not a party of this case.", f"Use the ids {', '.join(case.party)}.")
        for party in dict.fromkeys(parties)
        if party not in case.party
    ]
    if problems:
        raise BadInput(problems)


def _interchangeable(case: Case) -> tuple[tuple[str, ...], ...]:
    """Groups of parties that the decision rule treats alike: swapping two of them never changes what passes."""
    parties = tuple(case.party)
    if isinstance(case.rule, AtLeast) and set(case.rule.parties) == set(parties):
        return (parties,)
    if len(parties) > 12:
        return ()
    groups: list[list[str]] = []
    for party in parties:
        home = next((group for group in groups if _swappable(case, parties, group[0], party)), None)
        if home is None:
            groups.append([party])
        else:
            home.append(party)
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _swappable(case: Case, parties: tuple[str, ...], one: str, other: str) -> bool:
    rest = [party for party in parties if party not in (one, other)]
    subsets = ({p for n, p in enumerate(rest) if bits >> n & 1} for bits in range(2 ** len(rest)))
    return all(case.rule.holds(yes | {one}) == case.rule.holds(yes | {other}) for yes in subsets)


class _Test:
    """The charges of each party against one package."""

    def __init__(
        self,
        case: Case,
        package: Package,
        model: Model,
        divisions: list[Division],
        groups: tuple[tuple[str, ...], ...],
        money: dict[str, Fraction],
    ) -> None:
        self.case, self.package, self.model = case, package, model
        self.divisions, self.groups, self.money = divisions, groups, money
        self.sheets = case.sheets
        self.values = {party: sheet.value(package) for party, sheet in self.sheets.items()}
        self.gains = {party: sheet.gain(package) for party, sheet in self.sheets.items()}
        self.potential = {party: self._potential(party) for party in self.sheets}
        self.cures: dict[tuple[str, Fraction], Cure | None] = {}

    def party(self, party: str) -> TakenParty:
        charges = [*self._plain(party), *self._by_principle(party), *self._beside(party)]
        plain = any(charge.kind in ("no deal", "at no cost") for charge in charges)
        shown = sum(charge.kind == "principle" for charge in charges)
        every = bool(self.divisions) and shown == len(self.divisions)
        return TakenParty(
            party=party,
            value=self.values[party],
            gain=self.gains[party],
            share=self._share(party),
            verdict="clearly" if plain or every else "arguably" if charges else "no",
            charges=tuple(charges),
        )

    def _plain(self, party: str) -> list[Charge]:
        """What needs no principle to be seen: below no deal, or less than it could have at nobody's cost."""
        found = []
        if self.gains[party] < 0:
            found.append(self._charge(party, "no deal", -self.gains[party]))
        best = self._most(party, [self.values[p] for p in self.model.parties])
        if best is not None and self.sheets[party].value(best) > self.values[party]:
            step = self.sheets[party].value(best) - self.values[party]
            cure = self._described(best)
            found.append(Charge("at no cost", step, "", best, cure, self._money(party, step)))
        return found

    def _by_principle(self, party: str) -> list[Charge]:
        found = []
        for division in self.divisions:
            step = division.values[party] - self.values[party]
            if step > 0:
                found.append(self._charge(party, "principle", step, division.principle, division.packages[0]))
        return found

    def _beside(self, party: str) -> list[Charge]:
        """The comparable party with the largest share, where it is larger by more than a tenth of what is possible."""
        mine = self._share(party)
        group = next((g for g in self.groups if party in g), ())
        shares = [
            (share, other) for other in group if other in self.sheets and (share := self._share(other)) is not None
        ]
        if mine is None or not shares or max(shares)[0] - mine <= ALIKE:
            return []
        most, other = max(shares)
        return [self._charge(party, "comparable", (most - mine) * (self.potential[party] or 0), other)]

    def _charge(self, party: str, kind: Kind, by: Fraction, about: str = "", shows: Package | None = None) -> Charge:
        target = self.values[party] + by
        if (party, target) not in self.cures:
            self.cures[party, target] = self._cure(party, target)
        return Charge(kind, by, about, shows, self.cures[party, target], self._money(party, by))

    def _money(self, party: str, by: Fraction) -> Fraction | None:
        return by / self.money[party] if self.money.get(party) else None

    def _cure(self, party: str, target: Fraction) -> Cure | None:
        """The package of fewest changes that gives the party so much and keeps every present yes."""
        floors: list[Fraction | None] = []
        for other, sheet in zip(self.model.parties, self.model.sheets, strict=True):
            line = sheet.no_deal if self.gains[other] >= 0 else None
            floors.append(max(target, line or target) if other == party else line)
        now = self.model.choice(self.package)
        program = self.model.program.above(self._scaled(floors))
        found = closest(program, now.choices, self.model.change_costs, Effort(seconds=SECONDS))
        if found.package is None:
            return None
        return replace(self._described(self.model.package(found.package)), nearest=found.proven)

    def _described(self, after: Package) -> Cure:
        gains = {party: sheet.gain(after) for party, sheet in self.sheets.items()}
        worse = tuple(party for party in gains if gains[party] < self.gains[party])
        return Cure(after, after.differs_from(self.package), MappingProxyType(gains), worse)

    def _most(self, party: str, floors: Sequence[Fraction | None]) -> Package | None:
        """The best package for a party among those that keep these values."""
        weights = [int(other == party) for other in self.model.parties]
        program = self.model.program.above(self._scaled(floors))
        found = maximise_sum(program, weights, Effort(seconds=SECONDS))
        return None if found.package is None else self.model.package(found.package)

    def _scaled(self, floors: Sequence[Fraction | None]) -> list[int | Fraction | None]:
        exact = [None if f is None else f * s for f, s in zip(floors, self.model.scale, strict=True)]
        return [None if f is None else f if self.model.poured else ceil(f) for f in exact]

    def _potential(self, party: str) -> Fraction | None:
        """The most it can gain while nobody who says yes now is pushed below no deal."""
        lines = [s.no_deal if self.gains[p] >= 0 else None for p, s in self.sheets.items()]
        best = self._most(party, lines)
        gain = self.sheets[party].gain(best) if best is not None else Fraction(0)
        return gain if gain > 0 else None

    def _share(self, party: str) -> Fraction | None:
        most = self.potential[party]
        return None if most is None else self.gains[party] / most
