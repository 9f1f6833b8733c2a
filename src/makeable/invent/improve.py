"""Improving a draft for everyone: the best package at least as good for all, and the small steps that lead there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from makeable.finding import Assumed, Finding, Proof, Reason, proven, within
from makeable.frontier.program import model_of
from makeable.invent.climb import Climb, climb
from makeable.invent.diverse import divided
from makeable.invent.judge import check_full
from makeable.kernels.program_best import complete
from makeable.kernels.program_run import Effort
from makeable.model import Case, Package
from makeable.principles import Asked, Division

__all__ = ["Improvement", "improve"]

AS_USUAL = Asked()


@dataclass(frozen=True, kw_only=True)
class Improvement(Finding):
    """How a draft can be improved for everyone.

    `way` leads from the draft to `end`, which is on the frontier; no steps: the draft is on the frontier already.
    `before` and `after`: gains over no
    deal; `gained`: what each party gains by all steps together. `most`: the largest sum of points that any package at
    least as good for all adds. `settled`: gains were counted from the draft, which stays in force if nothing follows.
    """

    draft: Package
    end: Package
    settled: bool
    principle: str
    parties: tuple[str, ...]
    way: Climb
    before: Mapping[str, Fraction]
    after: Mapping[str, Fraction]
    gained: Mapping[str, Fraction]
    most: Fraction | None

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("before", "after", "gained"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


def improve(
    case: Case, draft: Package, principle: str = "nash", settled: bool = False, asked: Asked = AS_USUAL
) -> Improvement:
    """Can this draft be made better for everyone, how far, and by which small steps?

    The end is the package that does best by the principle among those at least as good as the draft for every known
    party. Gains are counted from each party's no-deal line, or with `settled` from the draft itself, which then stays
    the no-deal line (Raiffa 1985, post-settlement settlement). It misleads where scores are guesses: a step that
    seems to cost nobody anything may do so. Raises BadInput for a draft that leaves an issue open.
    """
    check_full(case, draft)
    sheets = case.sheets
    values = {party: sheet.value(draft) for party, sheet in sheets.items()}
    if not sheets:
        return _without_sheets(draft, principle, settled)
    lined = case.with_sheets({p: replace(s, no_deal=values[p]) for p, s in sheets.items()}) if settled else case
    region = replace(asked.region, at_least=values)
    asked = replace(asked, region=region, limit=1)
    division = divided(lined, principle, asked)
    end, proof = _completed(case, _end(division, draft, values, case), division.proof, asked.seconds)
    total = divided(case, "utilitarian", replace(asked, over="all"))
    way = climb(case, draft, end, Effort(asked.seconds))
    end = way.steps[-1].package if way.steps else draft
    return Improvement(
        asked="improve",
        given={"principle": principle, "draft": str(draft), "settled": "yes" if settled else "no"},
        proof=proof,
        reasons=_reasons(case),
        drawn_from=frozenset(sheet.owner(party) for party, sheet in sheets.items()),
        draft=draft,
        end=end,
        settled=settled,
        principle=principle,
        parties=tuple(sheets),
        way=way,
        before={party: sheet.gain(draft) for party, sheet in sheets.items()},
        after={party: sheet.gain(end) for party, sheet in sheets.items()},
        gained={party: sheet.value(end) - values[party] for party, sheet in sheets.items()},
        most=sum(total.values.values(), Fraction(0)) - sum(values.values(), Fraction(0)) if total.packages else None,
    )


def _end(division: Division, draft: Package, values: Mapping[str, Fraction], case: Case) -> Package:
    """What the principle chose; the draft where that is no better for anybody, or where nothing else is allowed."""
    if not division.packages:
        return draft
    package = division.packages[0]
    same = all(sheet.value(package) == values[party] for party, sheet in case.sheets.items())
    return draft if same and case.allows(draft) else package


def _completed(case: Case, end: Package, proof: Proof, seconds: float) -> tuple[Package, Proof]:
    """The end with nothing better for all left, and how sure it all is."""
    if not case.allows(end):
        return end, proof
    model = model_of(case)
    weights = [Fraction(1, scale) for scale in model.scale]
    found = complete(model.program, model.choice(end), weights, Effort(seconds))
    if found.package is None or model.values(model.package(found.package)) == model.values(end):
        sure = found.proven or proof.kind != "proven"
        return end, proof if sure else within(Fraction(max(found.gap, 1e-9)), "mixed-integer programming")
    return model.package(found.package), proof if found.proven else within(Fraction(1), "mixed-integer programming")


def _reasons(case: Case) -> tuple[Reason, ...]:
    reasons: list[Reason] = [Assumed("says yes", party=party) for party in case.party if party not in case.sheets]
    reasons += [
        Assumed("estimate", sheet.estimated_by, party) for party, sheet in case.sheets.items() if sheet.estimated_by
    ]
    return tuple(reasons)


def _without_sheets(draft: Package, principle: str, settled: bool) -> Improvement:
    return Improvement(
        asked="improve",
        given={"principle": principle, "draft": str(draft), "settled": "yes" if settled else "no"},
        proof=proven("nothing to compare"),
        reasons=(Assumed("no sheets"),),
        draft=draft,
        end=draft,
        settled=settled,
        principle=principle,
        parties=(),
        way=Climb((), "way"),
        before={},
        after={},
        gained={},
        most=None,
    )
