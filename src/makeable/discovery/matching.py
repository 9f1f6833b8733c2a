"""Matching by meaning: which offer could meet which need, and what to ask people first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from makeable.discovery.matching_filter import FILTERS, Filters, Sieve
from makeable.discovery.matching_questions import Question, questions
from makeable.discovery.matching_text import Embedder, Lexical, Likeness, Meant, Shared
from makeable.finding import Finding, proven
from makeable.kernels.text_index import shortlist
from makeable.model.register import Register
from makeable.progress import Progress

__all__ = ["Candidate", "Matched", "Matching", "match"]

_FINEST = 1000


@dataclass(frozen=True)
class Candidate:
    """An offer that could meet a need, in the eyes of the matcher. `score` is from 0 to 1. `shared`: the words that
    made the two alike. `check`: conditions of the offer and must-haves of the need, which no matcher reads.
    `short`: the offer holds fewer units than a need that is met whole or not at all."""

    offer: str
    need: str
    score: Fraction
    shared: tuple[Shared, ...]
    check: tuple[str, ...] = ()
    short: bool = False


@dataclass(frozen=True)
class Matched:
    """A need and its short list, best first. `allowed` offers passed the filters, `alike` of them scored at all."""

    need: str
    candidates: tuple[Candidate, ...]
    allowed: int
    alike: int


@dataclass(frozen=True, kw_only=True)
class Matching(Finding):
    """Candidate links of a room; none is a link before a person says so.

    `matched`: every need of the register, in its order. `questions`: the candidates in the order in which to ask.
    Every pair is in one count: `pairs` = the sum of `kept_out` (by filter) + `unlike` (nothing in common) + `beyond`
    (past the short list) + the candidates listed.
    """

    method: str
    matched: tuple[Matched, ...]
    questions: tuple[Question, ...]
    pairs: int
    kept_out: Mapping[str, int] = field(default_factory=dict)
    unlike: int = 0
    beyond: int = 0
    offers: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    givers: Mapping[str, str] = field(default_factory=dict)
    receivers: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("kept_out", "offers", "needs", "givers", "receivers"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def listed(self) -> int:
        """How many candidates the short lists hold."""
        return sum(len(matched.candidates) for matched in self.matched)

    @property
    def without(self) -> tuple[str, ...]:
        """The needs for which nothing was found."""
        return tuple(matched.need for matched in self.matched if not matched.candidates)


def match(
    register: Register,
    embedder: Embedder | None = None,
    filters: Filters = Filters(),  # noqa: B008  frozen
    most: int = 10,
    progress: Progress | None = None,
) -> Matching:
    """Which offers could meet which needs: for each need the `most` likeliest, with the words that explain them.

    Without an embedder, words are compared by their stems; with one, texts by meaning. Pairs that were decided on
    before (any link of the register, whatever its status) are not proposed again, and what was decided changes no
    score. It misleads where people name the same thing in different words (without an embedder) or different things in
    the same words: a score says how alike the texts are, not that the offer will do. The same register gives the same
    answer. Takes memory of about 256 bytes for each offer besides the texts. Raises Stopped when `progress` does.
    """
    offers, needs = [offer.what for offer in register.offers], [need.what for need in register.needs]
    sieve = Sieve(register, filters)
    likeness = _likeness(offers, needs, embedder)
    matched: list[Matched] = []
    for first, scores in likeness.blocks() if offers else ():
        if progress is not None:
            progress(first, len(needs), "matching")
        for row, need in zip(scores, range(first, first + len(scores)), strict=True):
            best = shortlist(row, sieve.allowed(need), most)
            found = zip(best.texts.tolist(), best.scores.tolist(), strict=True)
            listed = tuple(_candidate(register, likeness, offer, need, score) for offer, score in found)
            matched.append(Matched(register.needs[need].id, listed, best.allowed, best.scored))
    matched += [Matched(need.id, (), 0, 0) for need in register.needs[len(matched) :]]
    return _finding(register, filters, matched, sieve.kept_out, likeness.name)


def _likeness(offers: list[str], needs: list[str], embedder: Embedder | None) -> Likeness:
    return Lexical(offers, needs) if embedder is None else Meant(embedder, offers, needs)


def _candidate(register: Register, likeness: Likeness, offer: int, need: int, score: float) -> Candidate:
    held, lacked = register.offers[offer], register.needs[need]
    rounded = Fraction(max(1, min(_FINEST, round(score * _FINEST))), _FINEST)
    short = lacked.whole and lacked.quantity > held.quantity
    return Candidate(held.id, lacked.id, rounded, likeness.why(offer, need), (*held.conditions, *lacked.must), short)


def _finding(
    register: Register, filters: Filters, matched: list[Matched], kept_out: Counter[str], method: str
) -> Matching:
    allowed, alike = sum(m.allowed for m in matched), sum(m.alike for m in matched)
    return Matching(
        asked="matching",
        given={"kind": "same" if filters.same_kind else "any", "region": "same" if filters.same_region else "any"},
        proof=proven("every pair that passed the filters was compared"),
        method=method,
        matched=tuple(matched),
        questions=questions(register, [(c.offer, c.need, c.score) for m in matched for c in m.candidates]),
        pairs=len(register.offers) * len(register.needs),
        kept_out={name: kept_out[name] for name in FILTERS if kept_out[name]},
        unlike=allowed - alike,
        beyond=alike - sum(len(m.candidates) for m in matched),
        offers={offer.id: offer.what for offer in register.offers},
        needs={need.id: need.what for need in register.needs},
        givers={offer.id: offer.by for offer in register.offers},
        receivers={need.id: need.of for need in register.needs},
        unit=register.unit,
    )
