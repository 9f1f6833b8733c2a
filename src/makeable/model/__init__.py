"""What is negotiated: parties, interests, issues, packages, sheets, rules, cases. Values only, no analysis."""

from makeable.model.agreement import Agreement
from makeable.model.case import Case, Party
from makeable.model.commitment import Commitment
from makeable.model.constraint import Budget, Condition, Constraint, Excluded, Implied
from makeable.model.formula import Both, Either, Formula, Stated
from makeable.model.issue import ChoiceIssue, Issue, Option, QuantityIssue, Settlement
from makeable.model.number import exact, plain
from makeable.model.package import Package
from makeable.model.rule import AllOf, AnyOf, AtLeast, Quota, Rule, parties_of
from makeable.model.scenario import Contingency, Scenario
from makeable.model.sheet import Curve, Interaction, Interest, Position, Scores, Sheet
from makeable.model.stakes import Stakes
from makeable.model.term import OneOf, Within
from makeable.model.whatif import Demand, Offer, Reaction, Wanted, WhatIf

__all__ = [
    "Agreement",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Both",
    "Budget",
    "Case",
    "ChoiceIssue",
    "Commitment",
    "Condition",
    "Constraint",
    "Contingency",
    "Curve",
    "Demand",
    "Either",
    "Excluded",
    "Formula",
    "Implied",
    "Interaction",
    "Interest",
    "Issue",
    "Offer",
    "OneOf",
    "Option",
    "Package",
    "Party",
    "Position",
    "QuantityIssue",
    "Quota",
    "Reaction",
    "Rule",
    "Scenario",
    "Scores",
    "Settlement",
    "Sheet",
    "Stakes",
    "Stated",
    "Wanted",
    "WhatIf",
    "Within",
    "exact",
    "parties_of",
    "plain",
]
