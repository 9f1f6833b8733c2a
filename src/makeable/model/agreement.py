"""An agreement: a package, and everything that makes it hold after signing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from makeable.model.commitment import Commitment
from makeable.model.package import Package
from makeable.model.scenario import Contingency, Scenario

__all__ = [
    "Agreement",
    "Allowance",
    "Channel",
    "DisputeStep",
    "Exit",
    "Graft",
    "Limits",
    "Metric",
    "Monitor",
    "Monitoring",
    "Ratification",
    "Trigger",
    "Wording",
]


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that shows whether the agreement works: who reports it, how often, from what source, the threshold."""

    id: str
    name: str
    unit: str = ""
    threshold: Fraction | None = None
    good: Literal["at_least", "at_most"] = "at_least"
    source: str = ""
    reported_by: str = ""
    every: int = 12
    issue: str = ""

    def misses(self, value: Fraction) -> bool:
        """Whether a value is on the wrong side of the threshold."""
        if self.threshold is None:
            return False
        return value < self.threshold if self.good == "at_least" else value > self.threshold


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Who watches over the agreement, how, and how often it reports to all (months)."""

    who: str = ""
    how: str = ""
    every: int = 6
    paid_by: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A rule of communication: who tells whom what, by which means, within how many days."""

    who: str
    what: str
    means: str = ""
    within: int | None = None


@dataclass(frozen=True, slots=True)
class DisputeStep:
    """One step of settling a dispute, with the days it may take before the next one begins."""

    id: str
    name: str
    days: int
    who: str = ""
    binding: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """What brings the parties back to the table.

    `on`: a metric missed `times` times in a row, a breach not cured, a scenario that happens, a dispute that went
    through every step. `about` names the metric or scenario (empty: any).
    """

    id: str
    on: Literal["metric", "breach", "scenario", "dispute"]
    about: str = ""
    times: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ratification:
    """Who must ratify for a party, by when, by what rule."""

    party: str
    body: str
    due: date | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Graft:
    """The formal decision that makes terms of the agreement binding: a permit, budget, ordinance or contract."""

    form: Literal["permit", "budget", "ordinance", "contract", "other"]
    name: str
    by: str = ""
    due: date | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exit:
    """How a party may leave."""

    notice_days: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of an instrument the parties would accept per commitment, and what a unit of it counts for."""

    at_most: Fraction
    price: Fraction = Fraction(1)
    collected: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Monitor:
    """A way to notice breaches: its detection probability, what it costs, which commitments it can watch."""

    id: str
    name: str
    detects: Fraction
    cost: Fraction
    watches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What the parties would accept to make the agreement hold. None: not to be used at all.

    `steps`: the most steps an exchange may be cut into (1: never), `step_price` what each further step counts for.
    """

    penalty: Allowance | None = None
    deposit: Allowance | None = None
    payment: Allowance | None = None
    monitors: tuple[Monitor, ...] = ()
    monitoring_budget: Fraction | None = None
    steps: int = 1
    step_price: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause as people worded it, and the fingerprint of the generated text that they had before them."""

    text: str
    written_for: str = ""


@dataclass(frozen=True)
class Agreement:
    """Everything that was agreed. `period` (months) is the unit of time of discount factors."""

    title: str
    package: Package
    starts: date
    commitments: tuple[Commitment, ...] = ()
    contingencies: tuple[Contingency, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    metrics: tuple[Metric, ...] = ()
    monitoring: Monitoring | None = None
    channels: tuple[Channel, ...] = ()
    dispute: tuple[DisputeStep, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    ratification: tuple[Ratification, ...] = ()
    grafts: tuple[Graft, ...] = ()
    term: date | None = None
    renews: bool = False
    reviews: tuple[date, ...] = ()
    exit: Exit | None = None
    period: int = 12
    currency: str = ""
    notice_days: int = 30
    grace_days: int = 30
    limits: Limits = field(default_factory=Limits)
    set_aside: tuple[str, ...] = ()
    wording: Mapping[str, Wording] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "wording", MappingProxyType(dict(self.wording)))

    @cached_property
    def commitment(self) -> dict[str, Commitment]:
        """The commitments by their ids."""
        return {commitment.id: commitment for commitment in self.commitments}

    @cached_property
    def scenario(self) -> dict[str, Scenario]:
        """The scenarios by their ids."""
        return {scenario.id: scenario for scenario in self.scenarios}

    @cached_property
    def metric(self) -> dict[str, Metric]:
        """The metrics by their ids."""
        return {metric.id: metric for metric in self.metrics}

    @property
    def ends(self) -> date | None:
        """The last day on which anything can fall due; None when it runs on."""
        return None if self.renews else self.term

    def mechanisms(self) -> tuple[str, ...]:
        """The ids of all terms that can answer a scenario."""
        return (
            *(contingency.id for contingency in self.contingencies),
            *(metric.id for metric in self.metrics),
            *(step.id for step in self.dispute),
            *(trigger.id for trigger in self.triggers),
        )

    def with_commitments(self, changed: Mapping[str, Commitment]) -> Agreement:
        """The same agreement where these commitments are replaced."""
        return replace(self, commitments=tuple(changed.get(c.id, c) for c in self.commitments))
