"""How the agreement stands against each party's no-deal line as the world varies, and what would help most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from makeable.agreement.enforce import agreement_of
from makeable.agreement.odds import Chance, Odds, Shock, exact_odds, sampled_odds, shock_of, variance
from makeable.agreement.surplus import effects, surplus
from makeable.agreement.world import stakes_of
from makeable.finding import Assumed, Finding, Proof, proven, sampled
from makeable.model import Case
from makeable.model.scenario import Payment

__all__ = ["Cure", "Driver", "PartyOutlook", "Robustness", "robustness"]

NOTHING = Fraction(0)
LONGEST = 30


@dataclass(frozen=True)
class Driver:
    """A scenario's share of the variance of a party's surplus in the last year, and what it adds at its worst."""

    scenario: str
    share: Fraction
    worst: Fraction


@dataclass(frozen=True)
class PartyOutlook:
    """One party against its no-deal line, in its own points.

    `planned`: its surplus if all goes as planned. `chances`: that it still wants the agreement, by year;
    `throughout`: in every year. `worst`: its surplus when everything that hurts it happens at its worst;
    `breaking`: the fewest scenarios that push it below the line (empty: not even all of them do).
    """

    party: str
    planned: Fraction
    chances: tuple[Chance, ...]
    throughout: Chance
    worst: Fraction
    breaking: tuple[str, ...]
    drivers: tuple[Driver, ...]


@dataclass(frozen=True)
class Cure:
    """What answering one scenario would be worth: the probability, in the last year, that all still want the deal.

    `insured`: if nobody felt it. `payments`: the smallest that keep everyone above the line when it happens alone at
    its worst, from those with most to spare; None when money cannot do it. `cured`: with those payments agreed.
    `bare`: without the contingent terms it has now.
    """

    scenario: str
    insured: Chance
    payments: tuple[Payment, ...] | None
    cured: Chance | None
    bare: Chance | None


@dataclass(frozen=True, kw_only=True)
class Robustness(Finding):
    """The outlook of every party, of all together by year, and the cures, most helpful first."""

    years: int
    outlooks: tuple[PartyOutlook, ...]
    everyone: tuple[Chance, ...]
    cures: tuple[Cure, ...]


@dataclass(frozen=True)
class _Model:
    case: Case
    parties: tuple[str, ...]
    base: tuple[Fraction, ...]
    shocks: tuple[Shock, ...]
    years: int
    seed: int
    runs: int

    def odds(self, base: Sequence[Fraction] | None = None, shocks: Sequence[Shock] | None = None) -> Odds:
        """Exact odds where possible; else sampled, always with the same random numbers, so that changes compare."""
        base = self.base if base is None else base
        shocks = self.shocks if shocks is None else shocks
        exact = exact_odds(base, shocks, self.years)
        return exact if exact is not None else self.sample(base, shocks)[0]

    def sample(self, base: Sequence[Fraction], shocks: Sequence[Shock]) -> tuple[Odds, tuple[Chance, ...]]:
        """The sampled odds."""
        return sampled_odds(base, shocks, self.years, self.seed, self.runs)


def robustness(case: Case, years: int | None = None, seed: int = 1, runs: int = 20_000) -> Robustness:
    """How probable it is that each party still wants the agreement, in each year, and what drives that.

    Each scenario begins with its yearly probability, independently of the others, lasts as long as it says, and adds
    its effect to each party's surplus over no deal. It misleads when scenarios come together (a recession brings
    budget cuts): then look at the worst case. Variance shares are exact; Saltelli et al. (2008) on their meaning.
    """
    agreement = agreement_of(case)
    span = (agreement.term.year - agreement.starts.year) + 1 if agreement.term is not None else 5
    horizon = min(LONGEST, span if years is None else years)
    plain = surplus(case)
    parties = tuple(plain)
    shocks = tuple(shock_of(s, effects(case, s), parties) for s in agreement.scenarios)
    model = _Model(case, parties, tuple(plain.values()), shocks, horizon, seed, runs)
    odds = model.odds()
    throughout = model.sample(model.base, shocks)[1]
    return Robustness(
        asked="robust",
        given={"years": str(horizon), "seed": str(seed), "runs": str(runs)},
        proof=_proof(odds),
        reasons=_assumed(case),
        drawn_from=frozenset(sheet.owner(p) for p, sheet in case.sheets.items()),
        years=horizon,
        outlooks=tuple(_outlook(model, k, odds, throughout[k]) for k in range(len(parties))),
        everyone=odds.everyone,
        cures=_cures(model, odds),
    )


def _proof(odds: Odds) -> Proof:
    last = odds.everyone[-1]
    if last.interval is None:
        return proven("every combination of scenarios was weighed")
    return sampled(last.interval, "simulated runs")


def _assumed(case: Case) -> tuple[Assumed, ...]:
    agreement = agreement_of(case)
    usual = [Assumed("probability", s.id) for s in agreement.scenarios if s.probability is None]
    blank = [Assumed("no stakes", party=party) for party, sheet in case.sheets.items() if sheet.stakes is None]
    unknown = [Assumed("no sheet", party=party.id) for party in case.parties if party.sheet is None]
    return (*usual, *blank, *unknown)


def _outlook(model: _Model, k: int, odds: Odds, throughout: Chance) -> PartyOutlook:
    hurts = sorted((shock.worst(k), shock.scenario) for shock in model.shocks if shock.worst(k) < 0)
    level, breaking = model.base[k], []
    for added, scenario in hurts:
        if level < 0:
            break
        level += added
        breaking.append(scenario)
    total = sum((variance(shock, k, model.years) for shock in model.shocks), NOTHING)
    drivers = [
        Driver(shock.scenario, variance(shock, k, model.years) / total if total else NOTHING, shock.worst(k))
        for shock in model.shocks
    ]
    return PartyOutlook(
        party=model.parties[k],
        planned=model.base[k],
        chances=tuple(year[k] for year in odds.parties),
        throughout=throughout,
        worst=model.base[k] + sum((added for added, _ in hurts), NOTHING),
        breaking=tuple(breaking) if level < 0 else (),
        drivers=tuple(sorted(drivers, key=lambda driver: (-driver.share, driver.scenario))),
    )


def _cures(model: _Model, odds: Odds) -> tuple[Cure, ...]:
    found = []
    for at, shock in enumerate(model.shocks):
        rest = (*model.shocks[:at], *model.shocks[at + 1 :])
        insured = model.odds(shocks=rest).everyone[-1]
        payments = _payments(model, shock)
        cured = None
        if payments:
            changed = replace(shock, adds=_with_payments(model, shock, payments))
            cured = model.odds(shocks=(*model.shocks[:at], changed, *model.shocks[at + 1 :])).everyone[-1]
        found.append(Cure(shock.scenario, insured, payments, cured, _bare(model, at)))

    def gained(cure: Cure) -> tuple[Fraction, Fraction, str]:
        now = odds.everyone[-1].value
        best = cure.cured.value if cure.cured is not None else now
        return (now - best, now - cure.insured.value, cure.scenario)

    return tuple(sorted(found, key=gained))


def _bare(model: _Model, at: int) -> Chance | None:
    """The odds without the contingent terms that answer a scenario; None when it has none."""
    agreement = agreement_of(model.case)
    key = model.shocks[at].scenario
    kept = tuple(term for term in agreement.contingencies if term.when != key)
    if len(kept) == len(agreement.contingencies):
        return None
    case = replace(model.case, agreement=replace(agreement, contingencies=kept))
    shock = shock_of(agreement.scenario[key], effects(case, agreement.scenario[key]), model.parties)
    return model.odds(shocks=(*model.shocks[:at], shock, *model.shocks[at + 1 :])).everyone[-1]


def _payments(model: _Model, shock: Shock) -> tuple[Payment, ...] | None:
    """The smallest payments that keep everyone at the line when the scenario happens alone, at its worst."""
    stakes = stakes_of(model.case)
    money = [stakes[p].money if p in stakes else Fraction(1) for p in model.parties]
    level = [(b + shock.worst(k)) / money[k] if money[k] else NOTHING for k, b in enumerate(model.base)]
    spare = {k: amount for k, amount in enumerate(level) if amount > 0}
    short = {k: -amount for k, amount in enumerate(level) if amount < 0}
    if sum(short.values(), NOTHING) > sum(spare.values(), NOTHING):
        return None
    payments = []
    for k in sorted(short):
        while short[k] > 0:
            giver = max(spare, key=lambda one: (spare[one], -one))
            amount = min(short[k], spare[giver])
            payments.append(Payment(model.parties[giver], model.parties[k], amount))
            short[k] -= amount
            spare[giver] -= amount
    return tuple(payments)


def _with_payments(model: _Model, shock: Shock, payments: tuple[Payment, ...]) -> tuple[tuple[Fraction, Fraction], ...]:
    stakes = stakes_of(model.case)
    adds = list(shock.adds)
    for payment in payments:
        for party, sign in ((payment.payer, -1), (payment.payee, 1)):
            k = model.parties.index(party)
            money = stakes[party].money if party in stakes else Fraction(1)
            adds[k] = (adds[k][0], adds[k][1] + sign * money * payment.amount)
    return tuple(adds)
