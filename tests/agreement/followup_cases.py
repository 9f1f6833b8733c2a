"""An agreement to follow up, and random logs about it, for the tests of the machine."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from makeable.agreement.followup.work import Plan
from makeable.model import Agreement, Commitment, Contingency, Package, Scenario
from makeable.model.agreement import DisputeStep, Metric, Trigger
from makeable.model.event import KINDS, Event

START = date(2030, 1, 1)


def plan() -> Plan:
    """Three parties, three commitments (one yearly without end), a metric, two steps, four triggers."""
    agreement = Agreement(
        "Test",
        Package({"deal": "yes"}),
        START,
        commitments=(
            Commitment("road", "build", "a", ("b",), date(2030, 6, 1), evidence="photo", verifier="c"),
            Commitment("fee", "pay", "b", ("a",), date(2030, 3, 1), 6, times=3, evidence="receipt", verifier="a"),
            Commitment("report", "report", "c", ("a", "b"), date(2030, 12, 31), 12, evidence="report", verifier="b"),
        ),
        contingencies=(Contingency("later", "flood", "everything waits", delays={"road": 4}, releases=("report",)),),
        scenarios=(Scenario("flood", "Flood", "outside_event"), Scenario("vote", "Vote", "leadership_change")),
        metrics=(Metric("trips", "Trips", threshold=Fraction(100)),),
        dispute=(DisputeStep("talk", "Talk", 14), DisputeStep("mediate", "Mediate", 30)),
        triggers=(
            Trigger("low", "metric", "trips", 2),
            Trigger("vote-held", "scenario", "vote"),
            Trigger("two-broken", "breach", times=2),
            Trigger("stuck", "dispute"),
        ),
    )
    return Plan(agreement, frozenset("abc"))


def random_log(rng: Random, length: int) -> list[Event]:
    """Events of every kind, right and wrong, mostly in order, by the right people and by others."""
    events = []
    on = START
    checks = {"road": "c", "fee": "a", "report": "b"}
    right = {("reported", "road"): "a", ("reported", "fee"): "b", ("reported", "report"): "c"}
    right |= {(kind, about): by for about, by in checks.items() for kind in ("verified", "rejected")}
    for k in range(length):
        on += timedelta(days=rng.choice((0, 0, 1, 1, 5, 5, 20, 40, 90, -3)))
        kind = rng.choice((*KINDS, "reported", "reported", "verified", "verified", "verified", "rejected"))
        about = rng.choice(("road", "fee", "report"))
        if kind == "metric":
            about = rng.choice(("trips", "trips", "unknown"))
        elif kind in ("escalated", "resolved"):
            about = f"g{rng.randint(1, 3)}"
        elif kind == "reconvened":
            about = f"r{rng.randint(1, 2)}"
        elif kind in ("happened", "ended"):
            about = rng.choice(("flood", "vote"))
        events.append(
            Event(
                id=f"e{k if rng.random() < 0.98 else 0}",
                on=on,
                kind=kind,
                by=right.get((kind, about), "c") if rng.random() < 0.7 else rng.choice("abcx"),
                about=about,
                number=rng.choice((None, None, None, 1, 2, 7)),
                value=rng.choice((None, Fraction(50), Fraction(120))),
                evidence=rng.choice(("", "file", "file")),
                until=rng.choice((None, on + timedelta(days=60), on - timedelta(days=9))),
            )
        )
    return events
