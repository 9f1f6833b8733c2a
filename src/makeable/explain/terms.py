"""The terms of an agreement by the names that its readers know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from makeable.explain.days import day
from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.model import Agreement, Case, Commitment

__all__ = ["Terms"]


class Terms(Names):
    """Names of a case with an agreement: commitments, scenarios, metrics, money, dates.

    Raises ValueError when the case has no agreement.
    """

    def __init__(self, case: Case, words: Words) -> None:
        super().__init__(case, words)
        if case.agreement is None:
            raise ValueError("the case has no agreement")
        self.agreement: Agreement = case.agreement

    def who(self, who: str) -> str:
        """A party by its name; anybody else as written."""
        return self.party(who)

    def commitment(self, key: str) -> str:
        """The short name of a commitment."""
        held = self.agreement.commitment.get(key)
        return held.label if held is not None else key

    def commitments(self, keys: Iterable[str]) -> str:
        """Several commitments in a sentence, each between quotation marks."""
        return self.words.listed(f"“{self.commitment(key)}”" for key in keys)

    def scenario(self, key: str | None) -> str:
        """What happens in a scenario; "all goes as planned" for none."""
        if key is None or key == "":
            return self.words.say("all goes as planned")
        held = self.agreement.scenario.get(key)
        return held.name if held is not None else key

    def metric(self, key: str) -> str:
        """The name of a metric."""
        held = self.agreement.metric.get(key)
        return held.name if held is not None else key

    def about(self, key: str) -> str:
        """Anything that a term may be about, by its name."""
        if key in self.agreement.commitment:
            return self.commitment(key)
        if key in self.agreement.scenario:
            return self.scenario(key)
        if key in self.agreement.metric:
            return self.metric(key)
        if key in self.case.issue:
            return self.issue(key)
        return self.party(key)

    def mechanism(self, key: str) -> str:
        """A term that answers a scenario, by its name."""
        for step in self.agreement.dispute:
            if step.id == key:
                return step.name
        if any(term.id == key for term in self.agreement.contingencies):
            return self.words.say("an if-then term")
        if any(trigger.id == key for trigger in self.agreement.triggers):
            return self.words.say("a return to the table")
        return self.metric(key)

    def money(self, amount: Fraction) -> str:
        """An amount in the money of the agreement."""
        return f"{self.words.number(amount)} {self.agreement.currency}".strip()

    def day(self, when: date | None) -> str:
        """A day."""
        return day(when, self.words)

    def every(self, months: int) -> str:
        """How often something comes back."""
        if months % 12 == 0:
            return self.words.count(months // 12, "every year", "every {n} years")
        return self.words.count(months, "every month", "every {n} months")

    def served(self, commitment: Commitment) -> str:
        """The interests that a commitment serves, each with whose it is."""
        return "; ".join(f"{self.party(s.party)}: {s.interest}" for s in commitment.serves)
