"""What is negotiated: parties, interests, issues, packages, sheets, rules, cases. Values only, no analysis."""

from makeable.model.agreement import Agreement
from makeable.model.case import Case, Party
from makeable.model.commitment import Commitment
from makeable.model.constraint import Budget, Condition, Constraint, Excluded, Implied, OneOf, Within
from makeable.model.issue import ChoiceIssue, Issue, Option, QuantityIssue, Settlement
from makeable.model.number import exact, plain
from makeable.model.package import Package
from makeable.model.rule import AllOf, AnyOf, AtLeast, Quota, Rule, parties_of
from makeable.model.scenario import Contingency, Scenario
from makeable.model.sheet import Curve, Interaction, Interest, Position, Scores, Sheet
from makeable.model.stakes import Stakes

__all__ = [
    "Agreement",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Budget",
    "Case",
    "ChoiceIssue",
    "Commitment",
    "Condition",
    "Constraint",
    "Contingency",
    "Curve",
    "Excluded",
    "Implied",
    "Interaction",
    "Interest",
    "Issue",
    "OneOf",
    "Option",
    "Package",
    "Party",
    "Position",
    "QuantityIssue",
    "Quota",
    "Rule",
    "Scenario",
    "Scores",
    "Settlement",
    "Sheet",
    "Stakes",
    "Within",
    "exact",
    "parties_of",
    "plain",
]
