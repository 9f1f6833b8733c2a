"""Small random registers, and one to reckon by hand."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from makeable.model.register import (
    Activity,
    Contribution,
    Effect,
    Link,
    Need,
    Offer,
    Organisation,
    Outcome,
    Register,
)

__all__ = ["registers", "ring_of_three"]


def ring_of_three() -> Register:
    """A has what B needs, B what C needs, C what A needs: no pair can see it."""
    names = ("a", "b", "c")
    offers = tuple(Offer(f"o{x}", x, f"what {x} has", cost=Fraction(2)) for x in names)
    needs = tuple(Need(f"n{x}", x, f"what {x} needs", worth=(Fraction(5),)) for x in names)
    links = tuple(Link(f"o{x}", f"n{y}") for x, y in zip(names, "bca", strict=True))
    return Register("Three", tuple(Organisation(x, x.upper()) for x in names), offers, needs, links)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Up to four organisations, five offers and needs, seven links, an activity and an effect."""
    names = [f"o{i}" for i in range(draw(st.integers(2, 4)))]
    name = st.sampled_from(names)
    amount = st.integers(0, 6).map(Fraction)
    budget = st.one_of(st.none(), st.integers(2, 9).map(Fraction))
    organisations = tuple(Organisation(x, budget=draw(budget)) for x in names)
    offers = tuple(
        Offer(
            f"f{i}", draw(name), "x", quantity=draw(st.integers(1, 2)), cost=draw(amount), exclusive=draw(st.booleans())
        )
        for i in range(draw(st.integers(1, 4)))
    )
    needs = tuple(
        Need(f"n{i}", draw(name), "y", quantity=2 if units else 1, worth=worths)
        for i in range(draw(st.integers(1, 4)))
        for units in [draw(st.booleans())]
        for high, low in [(draw(st.integers(3, 9)), draw(st.integers(0, 3)))]
        for worths in [(Fraction(high), Fraction(low)) if units else (Fraction(high),)]
    )
    pairs = [(f.id, n.id) for f in offers for n in needs if f.by != n.of]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=5)) if pairs else []
    activities: tuple[Activity, ...] = ()
    effects: tuple[Effect, ...] = ()
    if draw(st.booleans()):
        inputs = (Contribution(draw(name), draw(amount)), Contribution(offers[0].by, Fraction(0), offers[0].id))
        outputs = tuple(Outcome(draw(name), draw(amount)) for _ in range(2))
        activities = (Activity("joint", "Joint", inputs, outputs),)
    if draw(st.booleans()) and offers[0].by != names[-1]:
        effects = (Effect(offers[0].by, names[-1], Fraction(draw(st.integers(-3, 2))), when=offers[0].id),)
    links = tuple(Link(f, n) for f, n in chosen)
    return Register("Random", organisations, offers, needs, links, activities, effects=effects)
