"""What is negotiated: parties, interests, issues, packages, sheets, rules, cases. Values only, no analysis."""

from makeable.model.case import Case, Party
from makeable.model.constraint import Budget, Condition, Constraint, Excluded, Implied, OneOf, Within
from makeable.model.issue import ChoiceIssue, Issue, Option, QuantityIssue, Settlement
from makeable.model.number import exact, plain
from makeable.model.package import Package
from makeable.model.rule import AllOf, AnyOf, AtLeast, Quota, Rule, parties_of
from makeable.model.sheet import Curve, Interaction, Interest, Position, Scores, Sheet

__all__ = [
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Budget",
    "Case",
    "ChoiceIssue",
    "Condition",
    "Constraint",
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
    "Scores",
    "Settlement",
    "Sheet",
    "Within",
    "exact",
    "parties_of",
    "plain",
]
