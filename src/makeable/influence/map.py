"""The influence map read: who reaches whom and how far, through whom, and who needs to be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from makeable.errors import BadInput, Problem
from makeable.finding import Finding, proven
from makeable.model import Case
from makeable.model.influence import InfluenceMap, Link, Stand

__all__ = ["Actor", "Influence", "Route", "influence", "map_of", "strongest_routes"]

STEPS = 3
"""Links in a row that influence is followed along."""
STRONG = Fraction(1, 2)
"""Power from which an actor counts as powerful."""


@dataclass(frozen=True)
class Route:
    """A way for one actor to move another: through whom, and the product of its links' weights and confidence.

    A negative strength moves the target the other way.
    """

    path: tuple[str, ...]
    strength: Fraction


@dataclass(frozen=True)
class Actor:
    """One actor: power (None: not said), where it stood over time, how far it moves others and is moved by them.

    `reach`, `exposure`: sums over others of the strongest route's size, up to three links long. `between`: pairs
    of others whose strongest route leads through it. `direct`: those it moves itself.
    """

    id: str
    power: Fraction | None
    stands: tuple[Stand, ...]
    reach: Fraction
    exposure: Fraction
    between: int
    direct: tuple[str, ...]

    @property
    def stand(self) -> Stand | None:
        """Where it stands now."""
        return self.stands[-1] if self.stands else None


@dataclass(frozen=True, kw_only=True)
class Influence(Finding):
    """The map on one question: actors by reach, key brokers, who needs influence, and the routes to them."""

    question: str
    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    brokers: tuple[str, ...]
    to_reach: tuple[str, ...]
    routes: Mapping[str, tuple[Route, ...]] = field(default_factory=dict)

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """The actors by their ids."""
        return {actor.id: actor for actor in self.actors}


def map_of(case: Case) -> InfluenceMap:
    """The influence map of a case. Raises BadInput when it has none."""
    if case.influence is None:
        fix = "Add `influence:` with links such as `{from: mayor, to: council, weight: 0.6}`."
        raise BadInput([Problem(case.title, "Nothing is said about who influences whom.", fix)])
    return case.influence


def question_of(drawn: InfluenceMap, asked: str) -> str:
    """The question meant; the first one by default. Raises BadInput for one that is not there."""
    known = tuple(question.id for question in drawn.questions)
    if asked and asked not in known:
        fix = f"Choose one of: {', '.join(known)}." if known else "The map has no named questions."
        raise BadInput([Problem("--on", f"There is no question `{asked}`.", fix)])
    return asked or (known[0] if known else "")


def influence(case: Case, on: str = "", routes: int = 3) -> Influence:
    """Reach, exposure, brokers, and for everyone who needs influence the strongest routes from those in favour.

    Needed is the influence on actors with power who do not stand for it yet: the more power and the further away,
    the earlier in `to_reach`. Raises BadInput when the case has no map. Misleads where links are missing: who is
    not drawn cannot be a broker.
    """
    drawn = map_of(case)
    on = question_of(drawn, on)
    ids = (*case.party, *(outsider.id for outsider in drawn.outsiders))
    best = {one: strongest_routes(drawn.links, one) for one in ids}
    actors = [_actor(drawn, one, on, best) for one in ids]
    involved = [a for a in actors if a.direct or a.exposure or a.stands or a.power is not None]
    involved.sort(key=lambda actor: -actor.reach)
    needing = [actor for actor in involved if _need(actor) > 0]
    needing.sort(key=lambda actor: -_need(actor))
    stance = {a.id: a.stand.stance for a in involved if a.stand is not None}
    ways = {}
    for actor in needing:
        leading = [found[actor.id] for one, found in best.items() if actor.id in found and stance.get(one, 0) > 0]
        leading = [route for route in leading if route.strength > 0]
        ways[actor.id] = tuple(sorted(leading, key=lambda r: (-r.strength, len(r.path)))[:routes])
    between = sorted((a for a in involved if a.between), key=lambda a: -a.between)
    return Influence(
        asked="influence",
        given={"on": on} if on else {},
        proof=proven("strongest routes of up to three links"),
        drawn_from=frozenset({drawn.by}),
        question=on,
        actors=tuple(involved),
        links=drawn.links,
        brokers=tuple(actor.id for actor in between),
        to_reach=tuple(actor.id for actor in needing),
        routes=MappingProxyType(ways),
    )


def strongest_routes(links: tuple[Link, ...], source: str) -> dict[str, Route]:
    """From one actor to every other it reaches, the route of largest size, of up to three links."""
    best: dict[str, Route] = {}
    reached = {source: Route((source,), Fraction(1))}
    for _ in range(STEPS):
        further: dict[str, Route] = {}
        for link in links:
            start = reached.get(link.source)
            if start is None or link.target in start.path:
                continue
            strength = start.strength * link.weight * link.confidence
            held = further.get(link.target)
            if strength and (held is None or abs(strength) > abs(held.strength)):
                further[link.target] = Route((*start.path, link.target), strength)
        for target, route in further.items():
            if target not in best or abs(route.strength) > abs(best[target].strength):
                best[target] = route
        reached = further
    return best


def _actor(drawn: InfluenceMap, one: str, on: str, best: Mapping[str, Mapping[str, Route]]) -> Actor:
    passing = sum(one in route.path[1:-1] for found in best.values() for route in found.values())
    return Actor(
        one,
        drawn.power.get(one),
        tuple(stand for stand in drawn.stands if stand.party == one and stand.on in ("", on)),
        sum((abs(route.strength) for route in best[one].values()), Fraction(0)),
        sum((abs(found[one].strength) for found in best.values() if one in found), Fraction(0)),
        passing,
        tuple(dict.fromkeys(link.target for link in drawn.links if link.source == one)),
    )


def _need(actor: Actor) -> Fraction:
    """How much influence on an actor is needed: power times the distance from standing for it."""
    if actor.stand is None or actor.power is None or actor.power < STRONG or actor.stand.stance >= 1:
        return Fraction(0)
    return actor.power * (3 - actor.stand.stance)
