"""Every rule on one pie, side by side: what each gives, where they agree, which rule suits whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from makeable.errors import BadInput, TooLarge
from makeable.finding import Finding, Proof, proven
from makeable.model.pie import Pie
from makeable.principles.claims.precedent import Comparable, comparable
from makeable.principles.claims.registry import Award, ClaimsRule, Lacking, award, claims_rules

__all__ = ["PieDivision", "Ruled", "divide_pie"]


@dataclass(frozen=True)
class Ruled:
    """What one rule gives, or lets pay, each party, in their order.

    `paid`: shares of the claims (None where there are none). `gains`: what each gains, or saves, over being alone (None
    where that is not known). `losers`: worse off than alone. `leaving`: a group that would do better alone, and by how
    much (None: no such group, or not known). `margin`: see `Award`.
    """

    rule: str
    shares: tuple[Fraction, ...]
    paid: tuple[Fraction | None, ...] | None
    gains: tuple[Fraction, ...] | None
    losers: tuple[str, ...]
    leaving: tuple[tuple[str, ...], Fraction] | None
    proof: Proof
    margin: Fraction


@dataclass(frozen=True, kw_only=True)
class PieDivision(Finding):
    """What each rule makes of a pie.

    `alike`: groups of rules that give everyone the same. `prefers[party]`: the rules under which it does best.
    `lacking`: rules that give no answer, with what they lack: a figure, `kind`, or the sentence of a problem.
    """

    kind: str
    amount: Fraction
    parties: tuple[str, ...]
    ruled: tuple[Ruled, ...]
    alike: tuple[tuple[str, ...], ...]
    prefers: Mapping[str, tuple[str, ...]]
    lacking: tuple[Lacking, ...]
    precedents: tuple[Comparable, ...] = ()


def divide_pie(pie: Pie, rules: Iterable[ClaimsRule] | None = None) -> PieDivision:
    """What does each rule give each party, where do they agree, and who does best under which?

    Rules that need figures the pie does not tell are listed with what they need. None is called the fair one. It
    misleads where the figures do. `rules`: only these.
    """
    ruled: list[Ruled] = []
    lacking: list[Lacking] = []
    for rule in rules if rules is not None else claims_rules().values():
        try:
            found = award(rule, pie)
        except BadInput as bad:
            lacking.append(Lacking(rule.name, " ".join(f"{p.what} {p.fix}" for p in bad.problems)))
            continue
        except TooLarge as large:
            lacking.append(Lacking(rule.name, str(large)))
            continue
        if isinstance(found, Lacking):
            lacking.append(found)
        elif sum(found.shares, Fraction(0)) != pie.amount:
            lacking.append(Lacking(rule.name, "amount"))
        else:
            ruled.append(_ruled(rule.name, found, pie))
    same: dict[tuple[Fraction, ...], list[str]] = {}
    for one in ruled:
        same.setdefault(one.shares, []).append(one.rule)
    return PieDivision(
        asked="claims",
        given={"divide": pie.kind},
        proof=proven("computed in fractions") if all(r.proof.kind == "proven" for r in ruled) else _weakest(ruled),
        kind=pie.kind,
        amount=pie.amount,
        parties=pie.parties,
        ruled=tuple(ruled),
        alike=tuple(tuple(rules) for rules in same.values() if len(rules) > 1),
        prefers={party: _best(at, ruled, pie) for at, party in enumerate(pie.parties)},
        lacking=tuple(lacking),
        precedents=comparable(pie),
    )


def _weakest(ruled: list[Ruled]) -> Proof:
    return max((one for one in ruled if one.proof.kind != "proven"), key=lambda one: one.margin).proof


def _best(at: int, ruled: list[Ruled], pie: Pie) -> tuple[str, ...]:
    """The rules under which a party does best; none where all give it the same."""
    sign = -1 if pie.kind == "cost" else 1
    shares = [sign * one.shares[at] for one in ruled]
    if len(set(shares)) < 2:
        return ()
    return tuple(one.rule for one, share in zip(ruled, shares, strict=True) if share == max(shares))


def _ruled(name: str, found: Award, pie: Pie) -> Ruled:
    sign = -1 if pie.kind == "cost" else 1
    claims, alone = pie.figures.get("claim"), pie.figures.get("alone")
    gains = None if alone is None else tuple(sign * (s - a) for s, a in zip(found.shares, alone, strict=True))
    paid = None
    if claims is not None and pie.kind == "claims":
        paid = tuple(s / c if c else None for s, c in zip(found.shares, claims, strict=True))
    losers = () if gains is None else tuple(p for p, gain in zip(pie.parties, gains, strict=True) if gain < 0)
    return Ruled(name, found.shares, paid, gains, losers, _leaving(found, pie), found.proof, found.margin)


def _leaving(found: Award, pie: Pie) -> tuple[tuple[str, ...], Fraction] | None:
    """The group with most to complain of, where it would do better alone."""
    if pie.worth is None:
        return None
    sign = -1 if pie.kind == "cost" else 1
    sums = [Fraction(0)]
    for share in found.shares:
        sums += [total + share for total in sums]
    excess = [sign * (own - total) for own, total in zip(pie.worth, sums, strict=True)]
    mask = max(range(len(excess)), key=lambda m: (excess[m], -m))
    if excess[mask] <= 0:
        return None
    return tuple(party for i, party in enumerate(pie.parties) if mask >> i & 1), excess[mask]
