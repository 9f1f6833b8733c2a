"""The names of a case's parties, issues and packages, as a reader says them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from makeable.explain.words import Words
from makeable.model import Case, ChoiceIssue, Settlement

__all__ = ["Names"]


class Names:
    """Ids turned into the words of the case."""

    def __init__(self, case: Case, words: Words) -> None:
        self.case, self.words = case, words

    def party(self, party: str) -> str:
        """A party's name; the mediator's too."""
        if party == "mediator":
            return self.words.say("the mediator")
        return self.case.party[party].name if party in self.case.party else party

    def parties(self, parties: Iterable[str]) -> str:
        """Several parties in a sentence."""
        return self.words.listed(self.party(party) for party in parties)

    def issue(self, issue: str) -> str:
        """An issue's name."""
        return self.case.issue[issue].name if issue in self.case.issue else issue

    def issues(self, issues: Iterable[str]) -> str:
        """Several issues in a sentence."""
        return self.words.listed(self.issue(issue) for issue in issues)

    def settlement(self, issue: str, choice: Settlement) -> str:
        """How an issue is settled: the option's name, or the amount with its unit."""
        described = self.case.issue[issue]
        if isinstance(described, ChoiceIssue):
            return described.label(choice)
        return f"{self.words.number(Fraction(choice), 4)} {described.unit}".strip()

    def package(self, package: Mapping[str, Settlement], only: Iterable[str] | None = None) -> str:
        """A package in one line, or only some issues of it."""
        wanted = package if only is None else [issue for issue in package if issue in set(only)]
        return "; ".join(f"{self.issue(issue)}: {self.settlement(issue, package[issue])}" for issue in wanted)
