"""Who depends on whom: help and harm between organisations, mutual and one-sided, clusters and go-betweens."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from makeable.finding import Finding, proven
from makeable.model.register import Register

__all__ = ["Dependence", "Holder", "Tie", "dependence", "kumu"]


@dataclass(frozen=True)
class Tie:
    """What one organisation can do for another (`help`), and what it does to it anyway (`harm`; below 0, it helps)."""

    by: str
    to: str
    help: Fraction
    harm: Fraction
    through: tuple[str, ...]


@dataclass(frozen=True)
class Holder:
    """An organisation that others need: how many, and what all it holds is worth to them."""

    organisation: str
    others: int
    worth: Fraction


@dataclass(frozen=True, kw_only=True)
class Dependence(Finding):
    """The dependences of a room.

    `mutual`: pairs that can each help the other; `one_sided`: pairs where only the first can help the second.
    `clusters`: groups with closer ties inside than to others. `brokers`: on how large a share of the shortest ways
    between two others each organisation lies. `holders`: who holds what most others need.
    """

    title: str
    unit: str
    ties: tuple[Tie, ...]
    mutual: tuple[tuple[str, str], ...]
    one_sided: tuple[tuple[str, str], ...]
    clusters: tuple[tuple[str, ...], ...]
    brokers: Mapping[str, Fraction]
    holders: tuple[Holder, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "brokers", MappingProxyType(dict(self.brokers)))
        object.__setattr__(self, "names", MappingProxyType(dict(self.names)))


def dependence(register: Register) -> Dependence:
    """The help and harm between organisations: what confirmed and proposed links are worth to who would get them
    (not what they cost), what joint activities bring, and the standing effects of one on another."""
    ties = _ties(register)
    helps = {(tie.by, tie.to) for tie in ties if tie.help > 0}
    order = {o.id: place for place, o in enumerate(register.organisations)}
    both = {pair for pair in helps if pair[::-1] in helps}
    near: dict[str, dict[str, Fraction]] = {o.id: {} for o in register.organisations}
    for tie in ties:
        if tie.help > 0:
            for a, b in ((tie.by, tie.to), (tie.to, tie.by)):
                near[a][b] = near[a].get(b, Fraction(0)) + tie.help
    holders = [
        Holder(o.id, sum(by == o.id for by, _ in helps), sum((t.help for t in ties if t.by == o.id), Fraction(0)))
        for o in register.organisations
    ]
    return Dependence(
        asked="dependence",
        proof=proven("every pair was looked at"),
        title=register.title,
        unit=register.unit,
        ties=ties,
        mutual=tuple(sorted((pair for pair in both if order[pair[0]] < order[pair[1]]), key=lambda p: order[p[0]])),
        one_sided=tuple(sorted(helps - both, key=lambda p: (order[p[0]], order[p[1]]))),
        clusters=_clusters(near),
        brokers=_betweenness(near),
        holders=tuple(sorted((h for h in holders if h.others), key=lambda h: (-h.others, -h.worth))),
        names={o.id: o.title for o in register.organisations},
    )


def _ties(register: Register) -> tuple[Tie, ...]:
    best: dict[tuple[str, str], dict[str, tuple[Fraction, str]]] = {}
    for link in register.links:
        if link.status == "refused":
            continue
        offer, need = register.offer[link.offer], register.need[link.need]
        worth = link.worth if link.worth is not None else sum(need.worth, Fraction(0))
        held = best.setdefault((offer.by, need.of), {})
        if need.id not in held or held[need.id][0] < worth:
            held[need.id] = (worth, offer.id)
    harm: dict[tuple[str, str], Fraction] = {}
    for effect in register.effects:
        harm[effect.of, effect.on] = harm.get((effect.of, effect.on), Fraction(0)) - effect.worth
    joint: dict[tuple[str, str], list[tuple[Fraction, str]]] = {}
    for activity in register.activities:
        givers = dict.fromkeys(part.by for part in activity.inputs)
        for outcome in activity.outputs:
            for giver in givers:
                if giver != outcome.to and outcome.worth > 0:
                    # A result needs all who contribute; each is credited an even part of it.
                    share = outcome.worth / len(givers)
                    joint.setdefault((giver, outcome.to), []).append((share, activity.id))
    pairs = dict.fromkeys((*best, *joint, *harm))
    found = []
    for pair in pairs:
        parts = [*best.get(pair, {}).values(), *joint.get(pair, ())]
        worth = sum((part for part, _ in parts), Fraction(0))
        found.append(Tie(*pair, worth, harm.get(pair, Fraction(0)), tuple(source for _, source in parts)))
    return tuple(sorted(found, key=lambda tie: (-tie.help, tie.by, tie.to)))


Near = Mapping[str, Mapping[str, Fraction]]


def _clusters(near: Near) -> tuple[tuple[str, ...], ...]:
    """Greedy modularity: the two groups whose union raises it most are joined, until none does (Newman 2004)."""
    degree = {a: sum(ties.values(), Fraction(0)) for a, ties in near.items()}
    twice = sum(degree.values(), Fraction(0))
    groups: dict[str, tuple[str, ...]] = {a: (a,) for a in near if near[a]}
    weight = {a: dict(near[a]) for a in groups}
    mass = {a: degree[a] for a in groups}
    while True:
        best, pair = Fraction(0), ("", "")
        for a, ties in weight.items():
            for b, tie in ties.items():
                gain = tie / twice - mass[a] * mass[b] / twice**2
                if a < b and gain > best:
                    best, pair = gain, (a, b)
        if best <= 0:
            return tuple(sorted((tuple(sorted(g)) for g in groups.values()), key=lambda g: (-len(g), g)))
        a, b = pair
        groups[a] += groups.pop(b)
        mass[a] += mass.pop(b)
        for c, tie in weight.pop(b).items():
            weight[c].pop(b, None)
            if c != a:
                weight[a][c] = weight[a].get(c, Fraction(0)) + tie
                weight[c][a] = weight[a][c]


def _betweenness(near: Near) -> dict[str, Fraction]:
    """The share of shortest ways between two others that lead through each one (Brandes 2001)."""
    total = dict.fromkeys(near, Fraction(0))
    for source in near:
        order, before, ways, far = [], {a: list[str]() for a in near}, dict.fromkeys(near, 0), {source: 0}
        ways[source] = 1
        queue = deque([source])
        while queue:
            here = queue.popleft()
            order.append(here)
            for there in near[here]:
                if there not in far:
                    far[there] = far[here] + 1
                    queue.append(there)
                if far[there] == far[here] + 1:
                    ways[there] += ways[here]
                    before[there].append(here)
        load = dict.fromkeys(near, Fraction(0))
        for there in reversed(order):
            for here in before[there]:
                load[here] += Fraction(ways[here], ways[there]) * (1 + load[there])
            if there != source:
                total[there] += load[there]
    pairs = (len(near) - 1) * (len(near) - 2)
    return {a: part / pairs if pairs > 0 else Fraction(0) for a, part in total.items()}


def kumu(found: Dependence, register: Register) -> dict[str, list[dict[str, object]]]:
    """The map in the form that stakeholder-mapping tools such as Kumu import: elements and connections."""
    cluster = {o: f"Cluster {n}" for n, group in enumerate(found.clusters, 1) for o in group}
    elements: list[dict[str, object]] = [
        {"label": o.title, "type": "Organisation", "description": o.mission, "tags": [cluster.get(o.id, "")]}
        for o in register.organisations
    ]
    connections: list[dict[str, object]] = []
    for tie in found.ties:
        ends = {"from": found.names[tie.by], "to": found.names[tie.to], "direction": "directed"}
        if tie.help > 0:
            through = [
                register.offer[x].what if x in register.offer else register.activity[x].title for x in tie.through
            ]
            connections.append({**ends, "type": "could help", "strength": float(tie.help), "label": "; ".join(through)})
        if tie.harm:
            kind = "hurts" if tie.harm > 0 else "helps anyway"
            connections.append({**ends, "type": kind, "strength": float(abs(tie.harm))})
    return {"elements": elements, "connections": connections}
