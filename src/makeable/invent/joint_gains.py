"""Joint gains without value functions: small changes of a draft, each party says better, worse or indifferent.

After Ehtamo, Kettunen and Hämäläinen (2001), "Searching for joint gains in multi-party negotiations". They ask for
directions in continuous space; here one party at a time compares one package with another, options and quantities
alike, and what it said before is used to ask as little as possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from makeable.finding import Finding, proven, sampled
from makeable.invent.likely import Likely, Move, Proposal, moves_from
from makeable.kernels.value_samples import CLEAR, Answered, draw, least
from makeable.model import Case, Package

__all__ = ["Answer", "JointClimb", "JointGains", "Query", "Says", "begin", "joint_gains", "proceed", "told"]

Says = Literal["better", "worse", "indifferent"]

DRAWN = 60
"""Value functions drawn for each party to tell what it is likely to say."""

HOPELESS = 0.01
"""Below this chance of helping somebody and hurting nobody, a change is not proposed."""


@dataclass(frozen=True)
class Answer:
    """What a party said of a package, compared with another."""

    party: str
    package: Package
    than: Package
    says: Says


@dataclass(frozen=True)
class Query:
    """A question to one party: is this package better for you than the present one?

    `chance`: how likely it is, going by the answers so far, that it helps somebody and hurts nobody.
    """

    party: str
    package: Package
    than: Package
    issues: tuple[str, ...]
    chance: float


@dataclass(frozen=True)
class JointClimb:
    """Where the climb stands: the package now, how it came there, every answer, and the proposal under way.

    `considered` and `chance`, once it has stopped: the changes weighed in the end, and the best chance that any of them
    would help somebody and hurt nobody. `dropped`: answers that contradict later ones under the assumption that issues
    can be judged one by one, and were left aside.
    """

    now: Package
    path: tuple[Package, ...]
    answers: tuple[Answer, ...] = ()
    pending: Package | None = None
    stopped: bool = False
    considered: int = 0
    chance: float = 0.0
    dropped: int = 0
    seed: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class JointGains(Finding):
    """What is known: the packages passed through, each better than the last for somebody and worse for nobody by what
    was answered; the next question, or, once there is none, what is left (see `JointClimb`)."""

    path: tuple[Package, ...]
    answers: tuple[Answer, ...]
    query: Query | None
    considered: int
    chance: float
    dropped: int


def joint_gains(climb: JointClimb, query: Query | None) -> JointGains:
    """Where a climb stands, as an answer. It was drawn from what the parties said, so it is the mediator's to read."""
    by = "value functions drawn that fit the answers"
    return JointGains(
        asked="joint gains",
        given={"draft": str(climb.path[0])},
        proof=sampled((0.0, climb.chance), by) if climb.stopped else proven("as answered"),
        drawn_from=frozenset(answer.party for answer in climb.answers),
        path=climb.path,
        answers=climb.answers,
        query=query,
        considered=climb.considered,
        chance=climb.chance,
        dropped=climb.dropped,
    )


def begin(draft: Package, seed: int = 0) -> JointClimb:
    """A climb from a draft that settles every issue."""
    return JointClimb(draft, (draft,), seed=seed)


def proceed(case: Case, climb: JointClimb) -> tuple[JointClimb, Query | None]:
    """The next question; None when no change is worth proposing any more.

    Nobody's sheet is looked at: the issues, the constraints and the answers are all there is. What the answers imply
    is not asked: if every additive value function (a sum over issues; of a quantity, straight between five amounts)
    that fits a party's answers says that a package is no worse for it, its word is taken as given.
    """
    while not climb.stopped:
        known = {party: _known(case, climb, party) for party in case.party}
        climb = replace(climb, dropped=sum(left for _, left in known.values()))
        fits = {party: answered for party, (answered, _) in known.items()}
        chance = climb.chance
        if climb.pending is None:
            climb, chance = _proposed(case, climb, fits)
            if climb.stopped or climb.pending is None:
                break
        party = _to_ask(case, climb, fits)
        if party is not None:
            pending = climb.pending
            assert pending is not None
            return climb, Query(party, pending, climb.now, pending.differs_from(climb.now), chance)
        climb = _decided(case, climb, fits)
    return climb, None


def told(climb: JointClimb, query: Query, says: Says) -> JointClimb:
    """The climb after an answer; a proposal that is worse for somebody is dropped at once."""
    answer = Answer(query.party, query.package, query.than, says)
    pending = None if says == "worse" else query.package
    return replace(climb, answers=(*climb.answers, answer), pending=pending)


def _known(case: Case, climb: JointClimb, party: str) -> tuple[Answered, int]:
    """What a party's answers say of its value function; the oldest go where they contradict later ones."""
    likely = Likely(case)
    own = [answer for answer in climb.answers if answer.party == party]
    left = 0
    while True:
        better, same = [], []
        for answer in own[left:]:
            difference = likely.features(answer.package) - likely.features(answer.than)
            if answer.says == "indifferent":
                same.append(tuple(difference.tolist()))
            else:
                better.append(tuple((difference if answer.says == "better" else -difference).tolist()))
        answered = Answered(likely.width, tuple(better), tuple(same))
        if left == len(own) or least(answered, np.zeros(likely.width)) < np.inf:
            return answered, left
        left += 1


def _proposed(case: Case, climb: JointClimb, known: Mapping[str, Answered]) -> tuple[JointClimb, float]:
    """The climb with its next proposal, or stopped where none has a chance."""
    rng = np.random.default_rng([climb.seed, len(climb.answers), len(climb.path)])
    likely = Likely(case)
    drawn = {party: draw(answered, DRAWN, rng) for party, answered in known.items()}
    moves: list[Move] = moves_from(case, climb.now)
    worth = [weights @ likely.differences(climb.now, moves) for weights in drawn.values() if weights is not None]
    tried = {answer.package for answer in climb.answers if answer.than == climb.now}
    proposals: list[Proposal] = likely.proposals(moves, worth)
    rest = 0.0
    for proposal in proposals:
        if proposal.chance == 0.0:
            break
        package = climb.now.changed({moves[m].issue: moves[m].way for m in proposal.moves})
        if package in tried or package in climb.path or not case.allows(package):
            continue
        if proposal.chance >= HOPELESS:
            return replace(climb, pending=package, chance=proposal.chance), proposal.chance
        rest = max(rest, proposal.chance)
    return replace(climb, stopped=True, considered=len(proposals), chance=rest), rest


def _to_ask(case: Case, climb: JointClimb, known: Mapping[str, Answered]) -> str | None:
    """The party, among those whose answer is not known or implied, that is most likely to say no."""
    assert climb.pending is not None
    likely = Likely(case)
    difference = likely.features(climb.pending) - likely.features(climb.now)
    heard = {a.party for a in climb.answers if a.package == climb.pending and a.than == climb.now}
    worst = {party: least(known[party], difference) for party in case.party if party not in heard}
    open_ones = {party: worth for party, worth in worst.items() if worth < -CLEAR}
    return min(open_ones, key=lambda party: open_ones[party]) if open_ones else None


def _decided(case: Case, climb: JointClimb, known: Mapping[str, Answered]) -> JointClimb:
    """Everyone's word is known, and nobody is worse off: the proposal is taken if somebody is better off."""
    assert climb.pending is not None
    likely = Likely(case)
    difference = likely.features(climb.pending) - likely.features(climb.now)
    said = {a.party: a.says for a in climb.answers if a.package == climb.pending and a.than == climb.now}
    gains = any(says == "better" for says in said.values()) or any(
        least(known[party], difference) >= CLEAR for party in case.party if party not in said
    )
    if not gains:
        return replace(climb, pending=None, path=climb.path, answers=_marked(climb))
    return replace(climb, now=climb.pending, path=(*climb.path, climb.pending), pending=None)


def _marked(climb: JointClimb) -> tuple[Answer, ...]:
    """The answers, with a note that the proposal helps nobody, so that it is not proposed again."""
    assert climb.pending is not None
    party = climb.answers[-1].party if climb.answers else ""
    if any(a.package == climb.pending and a.than == climb.now for a in climb.answers):
        return climb.answers
    return (*climb.answers, Answer(party, climb.pending, climb.now, "indifferent"))
