"""A package accounted for to those at home: what one party needed, got, gave and what that bought, by its own sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from makeable.errors import BadInput, Problem
from makeable.finding import Finding, Reason, proven
from makeable.frontier.program import model_of
from makeable.kernels.program_best import potentials
from makeable.kernels.program_run import Effort
from makeable.model import Case, ChoiceIssue, Issue, Package, Settlement, Sheet
from makeable.principles.objections import (
    BelowNoDeal,
    BetterOnTheTable,
    GaveMost,
    NeedUnserved,
    Nothing,
    Remedy,
    ThinGain,
)

__all__ = ["Account", "Compared", "Justification", "Served", "justification"]

SECONDS = 10.0
THIN = Fraction(1, 4)
MOST_WAYS = 2_000


@dataclass(frozen=True)
class Account:
    """One issue in the party's own scores.

    `weight`: the issue's range as a share of all that the party could win or lose. `excluded`: notes of the
    constraints that forbid the party's wish beside the rest of the package. `offered`: the packages on the table that
    were better for it on this issue, with how much.
    """

    issue: str
    settled: Settlement
    score: Fraction
    wish: Settlement
    most: Fraction
    least: Fraction
    weight: Fraction
    excluded: tuple[str, ...] = ()
    offered: tuple[tuple[str, Fraction], ...] = ()

    @property
    def gave(self) -> Fraction:
        """Points below the party's best on this issue."""
        return self.most - self.score

    @property
    def got(self) -> Fraction:
        """Points above the party's worst on this issue."""
        return self.score - self.least


@dataclass(frozen=True)
class Served:
    """An interest, the issues that serve it, and how far the package serves it (None: it names no scored issue)."""

    text: str
    issues: tuple[str, ...]
    share: Fraction | None


@dataclass(frozen=True)
class Compared:
    """Another package, its value to the party, and how much more (less, if negative) the agreed one is worth.

    `won` and `lost`: points by issue that the agreed package has more and less than this one, most first. What was
    given on the issues lost is what the issues won were bought with. `together`: the difference that combinations make.
    """

    name: str
    package: Package
    value: Fraction
    ahead: Fraction
    won: Mapping[str, Fraction]
    lost: Mapping[str, Fraction]

    @property
    def together(self) -> Fraction:
        """Points more through combinations, beside the issues one by one."""
        return self.ahead - sum(self.won.values(), Fraction(0)) + sum(self.lost.values(), Fraction(0))


@dataclass(frozen=True, kw_only=True)
class Justification(Finding):
    """What one party can tell those whom it speaks for.

    `best`: the value of its best package among all that keep the constraints. `together`: points for combinations
    that the package brings, beside the scores of its issues, with their notes. `objections`: strongest first.
    `principle`: the one that the group agreed on, as it was named; empty when none was. `unscored`: issues without
    scores. `compared` speaks of the packages on the table, under the names that the case or the caller gives them.
    """

    party: str
    package: Package
    name: str
    principle: str
    value: Fraction
    no_deal: Fraction
    best: Fraction
    needs: tuple[Served, ...]
    accounts: tuple[Account, ...]
    together: tuple[tuple[str, Fraction], ...]
    unscored: tuple[str, ...]
    compared: tuple[Compared, ...]
    objections: tuple[Reason, ...]
    allowed: bool

    @property
    def gain(self) -> Fraction:
        """How far the package is above the party's no-deal line."""
        return self.value - self.no_deal

    @property
    def share(self) -> Fraction | None:
        """The gain as a share of the most that any package would have brought; None where that is nothing."""
        return self.gain / (self.best - self.no_deal) if self.best > self.no_deal else None

    @property
    def concessions(self) -> tuple[Account, ...]:
        """The issues on which the party gave, most points first."""
        return tuple(sorted((a for a in self.accounts if a.gave > 0), key=lambda a: -a.gave))


def justification(
    case: Case,
    party: str,
    package: Package,
    name: str = "",
    principle: str = "",
    chosen_by: Mapping[str, Package] | None = None,
) -> Justification:
    """What did we need, what did we get, what did we give, and why can we stand by it?

    Only the party's own sheet and what all may see (issues, constraints, the packages on the table, the principle's
    name) go in: other sheets are taken out first, so nothing in the answer depends on them. `name`: what the package
    is called. `chosen_by`: packages that other principles were publicly said to choose, to be compared with.
    It misleads when the sheet was written after the fact, or for the table rather than for oneself.
    Raises BadInput when the party's sheet is not known, or the package leaves an issue open.
    """
    own = case.with_sheets({other: None for other in case.party if other != party})
    sheet = own.sheets.get(party)
    if sheet is None:
        what = f"Nothing is known of what `{party}` needs."
        raise BadInput([Problem("--for", what, "A justification rests on the party's own sheet: add one.")])
    open_issues = [issue.id for issue in case.issues if issue.id not in package]
    if open_issues:
        what = f"The package leaves {', '.join(open_issues)} open."
        raise BadInput([Problem("the package", what, "Settle every issue.")])
    tabled = _tabled(own, package, chosen_by or {})
    compared = tuple(_compared(name, sheet, package, other) for name, other in tabled.items())
    accounts = tuple(_account(own, sheet, issue, package, compared) for issue in own.issues if issue.id in sheet.scores)
    needs = tuple(_served(i.text, i.issues, accounts) for i in sheet.interests)
    best = _best(own)
    value = sheet.value(package)
    return Justification(
        asked="justify",
        given={"package": name or str(package), "principle": principle},
        proof=proven("the party's own scores, added up"),
        drawn_from=frozenset({sheet.owner(party)}),
        party=party,
        package=package,
        name=name,
        principle=principle,
        value=value,
        no_deal=sheet.no_deal,
        best=best,
        needs=needs,
        accounts=accounts,
        together=tuple((i.note, i.score) for i in sheet.interactions if i.when.holds(package)),
        unscored=tuple(issue.id for issue in own.issues if issue.id not in sheet.scores),
        compared=compared,
        objections=_objections(own, sheet, package, (accounts, needs, compared, best)),
        allowed=own.allows(package),
    )


def _tabled(case: Case, package: Package, chosen_by: Mapping[str, Package]) -> dict[str, Package]:
    """Every other package that lay on the table, once."""
    known = {"status_quo": case.status_quo, "draft": case.draft, **case.packages, **chosen_by}
    found: dict[str, Package] = {}
    for name, other in known.items():
        full = other is not None and all(issue.id in other for issue in case.issues)
        if other is not None and full and dict(other) != dict(package) and dict(other) not in map(dict, found.values()):
            found[name] = other
    return found


def _compared(name: str, sheet: Sheet, package: Package, other: Package) -> Compared:
    steps = {i: sheet.scores[i].value(package[i]) - sheet.scores[i].value(other[i]) for i in sheet.scores}
    value = sheet.value(other)
    return Compared(
        name=name,
        package=other,
        value=value,
        ahead=sheet.value(package) - value,
        won=MappingProxyType({i: steps[i] for i in sorted(steps, key=lambda i: -steps[i]) if steps[i] > 0}),
        lost=MappingProxyType({i: -steps[i] for i in sorted(steps, key=lambda i: steps[i]) if steps[i] < 0}),
    )


def _ways(issue: Issue, sheet: Sheet) -> tuple[Settlement, ...]:
    """Ways to settle an issue, the party's best among them: its value is linear between the points of its curve."""
    if isinstance(issue, ChoiceIssue):
        return tuple(issue.by_id)
    if not issue.continuous and issue.levels <= MOST_WAYS:
        return issue.grid(1)
    amounts = (amount for amount, _ in getattr(sheet.scores[issue.id], "points", ()))
    return tuple(amount for amount in (*amounts, issue.low, issue.high) if issue.admits(amount))


def _account(case: Case, sheet: Sheet, issue: Issue, package: Package, compared: tuple[Compared, ...]) -> Account:
    score = sheet.scores[issue.id]
    ways = (package[issue.id], *_ways(issue, sheet))
    wish = max(ways, key=score.value)
    total = sum((s.span[1] - s.span[0] for s in sheet.scores.values()), Fraction(0))
    wished = package.changed({issue.id: wish})
    gave = score.value(wish) > score.value(package[issue.id])
    broken = [c for c in case.constraints if gave and c.allows(package) and not c.allows(wished)]
    return Account(
        issue=issue.id,
        settled=package[issue.id],
        score=score.value(package[issue.id]),
        wish=wish,
        most=score.value(wish),
        least=min(score.value(way) for way in ways),
        weight=(score.span[1] - score.span[0]) / total if total else Fraction(0),
        excluded=tuple(getattr(c, "note", "") for c in broken),
        offered=tuple((other.name, other.lost[issue.id]) for other in compared if issue.id in other.lost),
    )


def _served(text: str, issues: tuple[str, ...], accounts: tuple[Account, ...]) -> Served:
    rows = [account for account in accounts if account.issue in issues]
    width = sum((a.most - a.least for a in rows), Fraction(0))
    return Served(text, issues, sum((a.got for a in rows), Fraction(0)) / width if width else None)


def _best(case: Case) -> Fraction:
    """The value of the party's best package of all that keep the constraints (or its upper bound, in huge cases)."""
    model = model_of(case)
    found = potentials(model.program, Effort(seconds=SECONDS))[0]
    if found.package is None:
        return model.sheets[0].no_deal
    return Fraction(found.package.values[0]) / model.scale[0]


_Facts = tuple[tuple[Account, ...], tuple[Served, ...], tuple[Compared, ...], Fraction]


def _objections(case: Case, sheet: Sheet, package: Package, facts: _Facts) -> tuple[Reason, ...]:
    """What a critic would say, strongest first: being worse off, then what was let go, then what was given."""
    accounts, needs, compared, best = facts
    gain = sheet.gain(package)
    found: list[Reason] = []
    if gain < 0:
        found.append(BelowNoDeal(-gain, _remedies(case, sheet, package, accounts)))
    ahead = sorted((other for other in compared if other.ahead < 0), key=lambda other: other.ahead)
    as_it_is = [other for other in ahead if other.name == "status_quo"]
    proposed = [other for other in ahead if other.name != "status_quo"][:1]
    found += [BetterOnTheTable(other.name, -other.ahead, tuple(other.lost)) for other in (*as_it_is, *proposed)]
    if gain >= 0 and best > sheet.no_deal and gain / (best - sheet.no_deal) < THIN:
        found.append(ThinGain(gain / (best - sheet.no_deal)))
    rated = [(need.share, number) for number, need in enumerate(needs) if need.share is not None]
    if rated and min(rated)[0] < Fraction(1, 3):
        found.append(NeedUnserved(min(rated)[1], min(rated)[0]))
    gave = max(accounts, key=lambda a: a.gave, default=None)
    if gave is not None and gave.gave > 0:
        found.append(GaveMost(gave.issue, gave.gave, gave.gave / (gave.most - gave.least)))
    return tuple(found) or (Nothing(),)


def _remedies(case: Case, sheet: Sheet, package: Package, accounts: tuple[Account, ...]) -> tuple[Remedy, ...]:
    """Single changes with which the party would be no worse off than without a deal, the smallest first."""
    found: list[Remedy] = []
    for account in accounts:
        for way in _ways(case.issue[account.issue], sheet):
            changed = package.changed({account.issue: way})
            if sheet.gain(changed) >= 0 and case.allows(changed):
                found.append(Remedy(account.issue, way, sheet.gain(changed)))
    smallest: dict[str, Remedy] = {}
    for remedy in sorted(found, key=lambda r: r.gain):
        smallest.setdefault(remedy.issue, remedy)
    return tuple(smallest.values())
