"""A plan of approach as the arrays that the sequencing kernels work on, and states back as parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from makeable.errors import BadInput, Problem
from makeable.kernels import sequence as kernel
from makeable.kernels.sequence import BoolArray, FloatArray, Gate, log_odds
from makeable.kernels.sequence_layout import IntArray, members_in
from makeable.kernels.sequence_state import State, masks, open_units
from makeable.model import AllOf, AtLeast, Case, Quota, Rule
from makeable.model.approach import Approach, Prospect

__all__ = ["Plan", "plan_of"]

MOST_GATES = 500
"""Alternatives that a rule may come to when `any` and `all` are multiplied out."""


@dataclass(frozen=True)
class Now:
    """Where a plan stands: (n,) who is aboard and who has refused, the open parties, (n,) everyone's log-odds."""

    aboard: BoolArray
    refused: BoolArray
    open: IntArray
    odds: FloatArray


@dataclass(frozen=True)
class Plan:
    """An approach, the parties to ask in the order of the arrays, and the rule that the coalition must meet."""

    approach: Approach
    rule: Rule
    parties: tuple[str, ...]

    @cached_property
    def campaign(self) -> kernel.Campaign:
        """The arrays. Who has answered already is in `start`."""
        a, n = self.approach, len(self.parties)
        prospects = [a.prospects[party] for party in self.parties]
        alone = log_odds([float(p.alone) for p in prospects])
        latest = [np.inf if p.latest is None else float(p.latest) for p in prospects]
        rival = a.rival
        return kernel.Campaign(
            alone=alone,
            joined=self._shifts(alone, [p.given for p in prospects]),
            refused=self._shifts(alone, [p.if_refused for p in prospects]),
            ask=self._costs("ask"),
            win=self._costs("win"),
            lose=self._costs("refusal"),
            worth=np.array([float(p.worth) for p in prospects]),
            rule=self._gates(self.rule, with_aboard=True),
            prize=float(a.worth),
            block=self._gates(a.blocking.rule, with_aboard=False) if a.blocking else (),
            loss=float(a.blocking.cost) if a.blocking else 0.0,
            clinch=self._optional(alone, [p.clinch for p in prospects], 0.0),
            again=self._optional(alone, [p.again for p in prospects], np.nan),
            turns=self._turns(prospects),
            latest=np.array(latest) if n and min(latest) < np.inf else None,
            together=tuple(
                tuple(self.parties.index(x) for x in g if x in self.parties)
                for g in a.together
                if sum(x in self.parties for x in g) > 1
            ),
            rival=None
            if rival is None
            else kernel.Rival(
                float(rival.pace),
                np.array([float(rival.courts.get(party, 0)) for party in self.parties]),
                np.array([float(rival.wins.get(party, 0)) for party in self.parties]),
            ),
        )

    @cached_property
    def start(self) -> State:
        """Where the campaign stands: the level of every unit, from who is aboard and who has refused."""
        a = self.approach
        levels = []
        for unit in self.campaign.units:
            members = [self.parties[party] for party in unit.members]
            answered = [member in a.aboard or member in a.refused for member in members]
            if not any(answered):
                levels.append(0)
                continue
            if not all(answered):
                what = f"{', '.join(members)} are met together, and only some of them have answered."
                raise BadInput([Problem("approach", what, "List every one under `aboard` or `refused`.")])
            yes = sum(1 << k for k, member in enumerate(members) if member in a.aboard)
            # The first level with these answers: after one refusal of two, not for good.
            levels.append(next(k for k in range(1, len(unit.aboard)) if unit.aboard[k] == yes))
        return tuple(levels)

    @cached_property
    def now(self) -> Now:
        """Who is aboard, who can still be asked, and how each would answer now."""
        problem = self.campaign
        aboard, refused = (members_in(mask, problem.size) for mask in masks(problem, self.start))
        odds = problem.alone + problem.joined @ aboard + problem.refused @ refused
        open_ = [party for unit in open_units(problem, self.start) for party in problem.units[unit].members]
        return Now(aboard, refused, np.array(sorted(open_), dtype=np.int64), odds)

    def members(self, unit: int) -> tuple[str, ...]:
        """The parties approached in one go."""
        return tuple(self.parties[party] for party in self.campaign.units[unit].members)

    def with_chance(self, party: str, field: str, other: str, chance: float) -> Plan:
        """The same plan with one chance changed: `field` is alone, given or if_refused (these of `other`).

        A changed chance alone moves the chances given others with it, by the same shift in log-odds.
        """
        prospect = self.approach.prospects[party]
        value = Fraction(chance)
        if field == "alone":
            changed = _shifted(prospect, value)
        elif field == "given":
            changed = replace(prospect, given={**prospect.given, other: value})
        else:
            changed = replace(prospect, if_refused={**prospect.if_refused, other: value})
        prospects = {**self.approach.prospects, party: changed}
        return Plan(replace(self.approach, prospects=prospects), self.rule, self.parties)

    def _costs(self, name: str) -> FloatArray:
        default = getattr(self.approach, name)
        own = (getattr(self.approach.prospects[party], name) for party in self.parties)
        return np.array([float(default if cost is None else cost) for cost in own])

    def _shifts(self, alone: FloatArray, given: Iterable[Mapping[str, Fraction]]) -> FloatArray:
        matrix = np.zeros((len(self.parties), len(self.parties)))
        for i, chances in enumerate(given):
            for other, chance in chances.items():
                if other in self.parties and other != self.parties[i]:
                    matrix[i, self.parties.index(other)] = log_odds(float(chance)) - alone[i]
        return matrix

    def _optional(self, alone: FloatArray, chances: list[Fraction | None], absent: float) -> FloatArray | None:
        if all(chance is None for chance in chances):
            return None
        pairs = zip(alone, chances, strict=True)
        return np.array([absent if c is None else float(log_odds(float(c)) - base) for base, c in pairs])

    def _turns(self, prospects: list[Prospect]) -> kernel.BoolArray | None:
        if not any(p.leaves_if for p in prospects):
            return None
        return np.array([[other in p.leaves_if for other in self.parties] for p in prospects], dtype=bool)

    def _gates(self, rule: Rule, with_aboard: bool) -> tuple[Gate, ...]:
        """The rule over the parties asked; who is aboard (or has refused) without being asked counts already."""
        fixed = set(self.approach.aboard if with_aboard else self.approach.refused) - set(self.parties)
        gates = []
        for rows in _rows(rule):
            weights = [[float(w.get(party, 0)) for party in self.parties] for w, _ in rows]
            quotas = [float(q - sum((w.get(p, Fraction(0)) for p in fixed), Fraction(0))) for w, q in rows]
            gates.append(Gate(np.array(weights).reshape(len(rows), len(self.parties)), np.array(quotas)))
        return tuple(gates)


Row = tuple[dict[str, Fraction], Fraction]
"""One condition: weights that must reach a quota."""


def _rows(rule: Rule) -> list[list[Row]]:
    """The rule as alternatives, each a list of conditions that must all hold."""
    if isinstance(rule, AtLeast):
        return [[({party: Fraction(1) for party in rule.parties}, Fraction(rule.count))]]
    if isinstance(rule, Quota):
        return [[(dict(rule.weights), rule.quota)]]
    parts = [_rows(part) for part in rule.rules]
    if not isinstance(rule, AllOf):
        return [rows for part in parts for rows in part]
    combined: list[list[Row]] = [[]]
    for part in parts:
        combined = [left + right for left in combined for right in part]
        if len(combined) > MOST_GATES:
            what = f"The rule has more than {MOST_GATES} alternatives when multiplied out."
            raise BadInput([Problem("rule", what, "Give the approach a simpler `rule` of its own.")])
    return combined


def _shifted(prospect: Prospect, alone: Fraction) -> Prospect:
    """The prospect with another chance alone, and every other chance moved by the same odds ratio."""
    shift = float(log_odds(float(alone)) - log_odds(float(prospect.alone)))

    def moved(chance: Fraction) -> Fraction:
        return Fraction(float(kernel.chance(log_odds(float(chance)) + shift)))

    return replace(
        prospect,
        alone=alone,
        given={other: moved(chance) for other, chance in prospect.given.items()},
        if_refused={other: moved(chance) for other, chance in prospect.if_refused.items()},
        clinch=None if prospect.clinch is None else moved(prospect.clinch),
        again=None if prospect.again is None else moved(prospect.again),
    )


def plan_of(case: Case) -> Plan:
    """The plan of a case. Raises BadInput when the case has none."""
    if case.approach is None:
        fix = "Add `approach:` with each party's chance of a yes; see the guide on sequencing the approach."
        raise BadInput([Problem(case.title, "Nothing is said about approaching the parties.", fix)])
    return Plan(case.approach, case.approach.rule or case.rule, tuple(case.approach.prospects))
