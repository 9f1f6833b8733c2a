"""What every answer carries: what was asked, a proof, typed reasons, and whose private sheets it was drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

__all__ = [
    "Assumed",
    "Blocks",
    "Finding",
    "Gained",
    "LeftOut",
    "NoDeal",
    "Proof",
    "Reason",
    "RunnerUp",
    "Tied",
    "enumerated",
    "proven",
    "sampled",
    "within",
]


@dataclass(frozen=True, slots=True)
class Proof:
    """How sure an answer is.

    `proven`: exact. `gap`: the true best is at most `gap` better (`gap_in` says of what: a share of the value,
    or points). `sampled`: an estimate, the true figure lies in `interval` with probability `confidence`.
    `by` names the method in the field's words.
    """

    kind: Literal["proven", "gap", "sampled"]
    by: str = ""
    gap: Fraction | None = None
    gap_in: Literal["share", "points"] = "share"
    interval: tuple[float, float] | None = None
    confidence: Fraction | None = None


def proven(by: str) -> Proof:
    """An exact answer, and the method that proves it."""
    return Proof("proven", by)


def enumerated() -> Proof:
    """An exact answer, because every package was looked at."""
    return proven("every package was looked at")


def within(gap: Fraction, by: str, gap_in: Literal["share", "points"] = "share") -> Proof:
    """An answer whose distance from the true best is bounded by `gap`; a gap of 0 is a proof."""
    return Proof("gap", by, gap=gap, gap_in=gap_in) if gap > 0 else proven(by)


def sampled(interval: tuple[float, float], by: str, confidence: Fraction = Fraction(95, 100)) -> Proof:
    """An estimate with its interval."""
    return Proof("sampled", by, interval=interval, confidence=confidence)


@dataclass(frozen=True)
class Reason:
    """A fact about the negotiation that explains an answer. Sentences for it are made in `makeable.explain`."""


@dataclass(frozen=True)
class Gained(Reason):
    """The party stands this far above (below, if negative) its no-deal line."""

    party: str
    gain: Fraction


@dataclass(frozen=True)
class Blocks(Reason):
    """The party says no: it is short of its no-deal line by so much."""

    party: str
    short_by: Fraction


@dataclass(frozen=True)
class LeftOut(Reason):
    """The deal passes without this party's yes, and leaves it below its no-deal line by so much."""

    party: str
    short_by: Fraction


@dataclass(frozen=True)
class Tied(Reason):
    """So many packages do equally well; all or the first of them are shown."""

    count: int
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunnerUp(Reason):
    """The next best package by the same measure, and how far behind it is."""

    behind: Fraction
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class NoDeal(Reason):
    """No package makes a deal; `why` is a code for the cause.

    `constraints`: no package keeps every constraint. `party`: some party (`parties`) would say no to every package.
    `together`: each party has packages it would accept, but no package has the yes that the rule needs.
    """

    why: Literal["constraints", "party", "together"]
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assumed(Reason):
    """Something that was taken as given because nobody said it: `what` is a code, `about` the thing's name."""

    what: str
    about: str = ""
    party: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The base of every answer: what was asked, how sure the answer is, why, and whose sheets it draws on.

    `drawn_from` holds the owners of the private data that went in: a party for its own sheet, the estimator
    (a party, or "mediator") for an estimated one. Who may not read all of it is shown nothing of the answer.
    """

    asked: str
    given: Mapping[str, str] = field(default_factory=dict)
    proof: Proof
    reasons: tuple[Reason, ...] = ()
    drawn_from: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", MappingProxyType(dict(self.given)))
