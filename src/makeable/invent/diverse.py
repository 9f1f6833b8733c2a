"""The best packages that differ in substance, overall or near a draft, each proven best among those apart from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import cast

from makeable.errors import TooLarge
from makeable.finding import Assumed, Finding, Proof, Reason
from makeable.kernels.program_run import Effort
from makeable.model import Case, Package, Settlement
from makeable.principles import Asked, Division, named
from makeable.principles.division import Over
from makeable.principles.region import apart

__all__ = ["Diverse", "Variant", "diverse", "divided"]

AS_USUAL = Asked()


@dataclass(frozen=True)
class Variant:
    """One package: what each party gains, its measure by the principle, and where it differs in substance.

    `differs`: the issues on which it differs in substance from the first package. `changes`: those that it settles
    otherwise than the draft (empty without one). `losers` are below no deal.
    """

    package: Package
    gains: Mapping[str, Fraction]
    measure: tuple[Fraction, ...]
    differs: tuple[str, ...]
    changes: tuple[str, ...]
    losers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Diverse(Finding):
    """The packages, best first; each differs on at least `distance` issues from all before it.

    `exhausted`: there is no further package that far from all of these.
    """

    principle: str
    over: Over
    parties: tuple[str, ...]
    distance: int
    variants: tuple[Variant, ...]
    exhausted: bool


def diverse(
    case: Case,
    principle: str = "nash",
    count: int = 4,
    distance: int = 2,
    asked: Asked = AS_USUAL,
    draft: Mapping[str, Settlement] | None = None,
    first: Division | None = None,
) -> Diverse:
    """Which packages are nearly as good as the best, and different in substance rather than in one detail?

    The first is best by the principle; each next one is best among the packages that differ on at least `distance`
    issues from every package before it. A difference in a quantity counts from a tenth of its range on. With
    `asked.region.near`, all are near a draft; `draft` is only compared with. It misleads where one issue outweighs all
    others: packages then differ in substance although little is at stake elsewhere. The time limit is for all. `first`:
    the best one, where it is known already.
    """
    effort = Effort(asked.seconds).started()
    stopped = False
    chosen = [first] if first is not None and first.packages else []
    over = chosen[0].over if chosen else asked.over
    while len(chosen) < count:
        region = replace(asked.region, apart=(*asked.region.apart, *((d.packages[0], distance) for d in chosen)))
        left = max(effort.left, 0.2) if chosen else asked.seconds
        try:
            found = divided(case, principle, replace(asked, over=over, region=region, limit=1, seconds=left))
        except TooLarge:
            if not chosen:
                raise
            stopped = True
            break
        if not found.packages:
            break
        chosen.append(found)
        over = found.over
    last = chosen[0] if chosen else found
    return Diverse(
        asked="diverse",
        given={"principle": principle, "count": str(count), "distance": str(distance), "over": last.over},
        proof=_weakest([d.proof for d in chosen] or [last.proof]),
        reasons=_reasons(last, asked),
        drawn_from=last.drawn_from,
        principle=principle,
        over=last.over,
        parties=last.parties,
        distance=distance,
        variants=tuple(_variant(case, d, chosen[0], draft or {}) for d in chosen),
        exhausted=len(chosen) < count and not stopped,
    )


def divided(case: Case, principle: str, asked: Asked) -> Division:
    """The best by a principle over the narrowest scope that has a package; `auto` ends with all packages."""
    scopes = ("auto", "all") if asked.over == "auto" else (asked.over,)
    for over in scopes:
        found = cast(Division, named(principle).run(case, replace(asked, over=over)))  # type: ignore[arg-type]
        if found.packages:
            break
    return found


def _weakest(proofs: list[Proof]) -> Proof:
    """The proof that stands for all of them."""
    open_ones = [proof for proof in proofs if proof.kind != "proven"]
    return max(open_ones, key=lambda proof: proof.gap or Fraction(0)) if open_ones else proofs[0]


def _reasons(found: Division, asked: Asked) -> tuple[Reason, ...]:
    taken = tuple(reason for reason in found.reasons if isinstance(reason, Assumed) or not found.packages)
    return (*taken, Assumed("all packages")) if found.over == "all" and asked.over == "auto" else taken


def _variant(case: Case, found: Division, first: Division, draft: Mapping[str, Settlement]) -> Variant:
    package, best = found.packages[0], first.packages[0]
    return Variant(
        package=package,
        gains=MappingProxyType(dict(found.gains)),
        measure=found.measure,
        differs=tuple(key for key, issue in case.issue.items() if apart(issue, package[key], best[key])),
        changes=tuple(key for key in package if key in draft and package[key] != draft[key]),
        losers=found.losers,
    )
