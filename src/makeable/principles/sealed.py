"""Visible suggestion, hidden acceptance: nobody learns of a yes that was not matched.

Pure functions over what has been said so far. An answer is bound to the version of the suggestion its writer saw: a
suggestion that changes starts anew. Whoever keeps the answers (a server, a mediator) must keep them sealed; these
functions decide what may be said of them, and to whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from makeable.errors import MakeableError
from makeable.model import Package, Rule

__all__ = [
    "Answer",
    "Revealed",
    "SealedError",
    "Seen",
    "Suggestion",
    "answered",
    "revealed",
    "seen_by",
    "suggest",
    "version",
]


class SealedError(MakeableError):
    """An answer that cannot be taken: to a version that is no longer on the table, or by somebody who is not asked."""


@dataclass(frozen=True)
class Suggestion:
    """A package put before everyone, by whom, and its version: a fingerprint of all that the answer rests on."""

    id: str
    by: str
    package: Package
    terms: str
    asked: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class Answer:
    """One party's hidden answer to one version of one suggestion."""

    suggestion: str
    version: str
    party: str
    yes: bool


@dataclass(frozen=True)
class Revealed:
    """What everyone may know: the suggestion passed, and who said yes. Nothing at all is known of one that did not."""

    suggestion: str
    version: str
    yes: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """What one party sees of a suggestion: its own answer to this version, and whether it passed."""

    suggestion: Suggestion
    own: Literal["yes", "no", "open"]
    passed: Revealed | None


def version(package: Package, terms: str = "") -> str:
    """A fingerprint of a package and its terms: any change of either gives another one."""
    settled = sorted((issue, str(choice), isinstance(choice, str)) for issue, choice in package.items())
    return sha256(repr((settled, terms)).encode()).hexdigest()[:16]


def suggest(name: str, by: str, package: Package, asked: Iterable[str], terms: str = "") -> Suggestion:
    """A suggestion to all parties that are asked. The proposer answers like anyone else: proposing is not a yes."""
    return Suggestion(name, by, package, terms, tuple(asked), version(package, terms))


def answered(answers: Iterable[Answer], suggestion: Suggestion, party: str, seen: str, yes: bool) -> tuple[Answer, ...]:
    """All answers with this one in it; an earlier answer of the party to this version is replaced.

    `seen`: the version that the party had before its eyes. Raises SealedError when that is not the version on the
    table, or the party is not asked. The error says nothing of what others answered.
    """
    if party not in suggestion.asked:
        raise SealedError(f"`{party}` is not asked about `{suggestion.id}`.")
    if seen != suggestion.version:
        raise SealedError(f"`{suggestion.id}` has changed since: look at it again before you answer.")
    kept = [a for a in answers if (a.suggestion, a.version, a.party) != (suggestion.id, suggestion.version, party)]
    return (*kept, Answer(suggestion.id, suggestion.version, party, yes))


def revealed(suggestion: Suggestion, answers: Iterable[Answer], rule: Rule, last: bool = False) -> Revealed | None:
    """What everyone may know: a full match, or nothing.

    A match is a yes of all who are asked, to this version, that the rule lets pass. `last`: the time is up; the yeses
    that are there count as they are, and where the rule lets the deal pass without some, it passes and the yeses
    that carry it become known (with them, that the others did not say yes: parties must be told so beforehand).
    """
    said = _latest(suggestion, answers)
    yes = tuple(party for party in suggestion.asked if said.get(party))
    if not rule.holds(set(yes)):
        return None
    if len(yes) < len(suggestion.asked) and not last:
        return None
    return Revealed(suggestion.id, suggestion.version, yes)


def seen_by(party: str, suggestion: Suggestion, answers: Iterable[Answer], rule: Rule, last: bool = False) -> Seen:
    """What one party may see: the suggestion, its own answer to this version, and a full match if there is one."""
    answers = tuple(answers)
    own = _latest(suggestion, answers).get(party)
    said: Literal["yes", "no", "open"] = "open" if own is None else "yes" if own else "no"
    return Seen(suggestion, said, revealed(suggestion, answers, rule, last))


def _latest(suggestion: Suggestion, answers: Iterable[Answer]) -> Mapping[str, bool]:
    """The last answer of each party to this version."""
    here = (a for a in answers if a.suggestion == suggestion.id and a.version == suggestion.version)
    return {a.party: a.yes for a in here if a.party in suggestion.asked}
