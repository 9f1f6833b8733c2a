"""What the agreement section of a case file holds, field by field."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from makeable.casefile.document import Entry
from makeable.casefile.fields import (
    DAY,
    DAYS,
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Field,
    Kind,
    by_key,
    number_out,
    one_of,
    records,
    reference,
    references,
    share,
    single,
)
from makeable.casefile.reader import Reader
from makeable.model.agreement import (
    Allowance,
    Channel,
    DisputeStep,
    Exit,
    Graft,
    Limits,
    Metric,
    Monitor,
    Monitoring,
    Ratification,
    Trigger,
    Wording,
)
from makeable.model.commitment import Commitment, Remedy, Served
from makeable.model.scenario import DERAILERS, Contingency, Payment, Scenario

__all__ = ["AGREEMENT"]


def _served(reader: Reader, entry: Entry, what: str, known: Any) -> tuple[Served, ...]:
    fields = reader.mapping(entry, what, known["party"])
    return tuple(Served(party, reader.text(item, f"{what}: `{party}`")) for party, item in fields.items())


def _span(reader: Reader, entry: Entry, what: str, _known: Any) -> tuple[Fraction, Fraction] | None:
    numbers = [reader.number(item, what) for item in (entry.items if entry.items is not None else (entry, entry))]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None or not 0 <= numbers[0] <= numbers[1]:
        reader.problem(entry, f"{what} must run from a smaller to a larger number.", "Write `[0.5, 1.5]`.")
        return None
    return numbers[0], numbers[1]


REMEDY = (
    Field("penalty", NUMBER),
    Field("collected", share),
    Field("deposit", NUMBER),
    Field("reward", NUMBER),
    Field("reward_from", reference("party")),
    Field("detected", share),
    Field("noticed_after", WHOLE),
)

COMMITMENT = (
    Field("id", TEXT, required=True),
    Field("name", TEXT),
    Field("what", TEXT, required=True),
    Field("owner", reference("party")),
    Field("to", references("party")),
    Field("due", DAY),
    Field("every", WHOLE),
    Field("times", WHOLE),
    Field("evidence", TEXT),
    Field("verifier", TEXT),
    Field("depends_on", references("commitment")),
    Field("in_return_for", references("commitment")),
    Field("issue", reference("issue")),
    Field("serves", Kind(_served, lambda served: {s.party: s.interest for s in served})),
    Field("if_broken", single(Remedy, REMEDY), "remedy"),
    Field("divisible", TRUTH),
    Field("note", TEXT),
)

PAYMENT = (
    Field("from", reference("party"), "payer", required=True),
    Field("to", reference("party"), "payee", required=True),
    Field("amount", NUMBER, required=True),
    Field("given_for", reference("commitment")),
)

CONTINGENCY = (
    Field("id", TEXT, required=True),
    Field("when", reference("scenario"), required=True),
    Field("then", TEXT),
    Field("pays", records(Payment, PAYMENT, "a payment")),
    Field("delays", by_key(WHOLE, "commitment")),
    Field("releases", references("commitment")),
)

SCENARIO = (
    Field("id", TEXT, required=True),
    Field("name", TEXT, required=True),
    Field("kind", one_of(*DERAILERS), required=True),
    Field("text", TEXT),
    Field("about", references("subject")),
    Field("probability", share),
    Field("lasts", NUMBER),
    Field("severity", Kind(_span, lambda span: [number_out(end) for end in span])),
    Field("breaks", references("commitment")),
    Field("delays", by_key(WHOLE, "commitment")),
    Field("detection", by_key(NUMBER, "commitment")),
    Field("handled_by", references("mechanism")),
)

METRIC = (
    Field("id", TEXT, required=True),
    Field("name", TEXT, required=True),
    Field("unit", TEXT),
    Field("threshold", NUMBER),
    Field("good", one_of("at_least", "at_most")),
    Field("source", TEXT),
    Field("reported_by", TEXT),
    Field("every", WHOLE),
    Field("issue", reference("issue")),
)

MONITORING = (Field("who", TEXT), Field("how", TEXT), Field("every", WHOLE), Field("paid_by", TEXT))

CHANNEL = (
    Field("who", TEXT, required=True),
    Field("what", TEXT, required=True),
    Field("means", TEXT),
    Field("within", WHOLE),
)

STEP = (
    Field("id", TEXT, required=True),
    Field("name", TEXT, required=True),
    Field("days", WHOLE, required=True),
    Field("who", TEXT),
    Field("binding", TRUTH),
)

TRIGGER = (
    Field("id", TEXT, required=True),
    Field("on", one_of("metric", "breach", "scenario", "dispute"), required=True),
    Field("about", reference("watched")),
    Field("times", WHOLE),
    Field("text", TEXT),
)

RATIFICATION = (
    Field("party", reference("party"), required=True),
    Field("body", TEXT, required=True),
    Field("due", DAY),
    Field("rule", TEXT),
)

GRAFT = (
    Field("form", one_of("permit", "budget", "ordinance", "contract", "other"), required=True),
    Field("name", TEXT, required=True),
    Field("by", TEXT),
    Field("due", DAY),
    Field("covers", references("commitment")),
)

ALLOWANCE = single(
    Allowance, (Field("at_most", NUMBER, required=True), Field("price", NUMBER), Field("collected", share))
)

MONITOR = (
    Field("id", TEXT, required=True),
    Field("name", TEXT, required=True),
    Field("detects", share, required=True),
    Field("cost", NUMBER, required=True),
    Field("watches", references("commitment")),
)

LIMITS = (
    Field("penalty", ALLOWANCE),
    Field("deposit", ALLOWANCE),
    Field("payment", ALLOWANCE),
    Field("monitors", records(Monitor, MONITOR, "a way of monitoring")),
    Field("monitoring_budget", NUMBER),
    Field("steps", WHOLE),
    Field("step_price", NUMBER),
)

AGREEMENT = (
    Field("title", TEXT),
    Field("starts", DAY),
    Field("term", DAY),
    Field("renews", TRUTH),
    Field("period", WHOLE),
    Field("currency", TEXT),
    Field("notice_days", WHOLE),
    Field("grace_days", WHOLE),
    Field("commitments", records(Commitment, COMMITMENT, "a commitment")),
    Field("contingencies", records(Contingency, CONTINGENCY, "a contingency")),
    Field("scenarios", records(Scenario, SCENARIO, "a scenario")),
    Field("metrics", records(Metric, METRIC, "a metric")),
    Field("monitoring", single(Monitoring, MONITORING)),
    Field("communication", records(Channel, CHANNEL, "a rule of communication"), "channels"),
    Field("dispute", records(DisputeStep, STEP, "a step")),
    Field("reconvene", records(Trigger, TRIGGER, "a trigger"), "triggers"),
    Field("ratification", records(Ratification, RATIFICATION, "a ratification")),
    Field("grafted_onto", records(Graft, GRAFT, "a formal decision"), "grafts"),
    Field("reviews", DAYS),
    Field("exit", single(Exit, (Field("notice_days", WHOLE, required=True), Field("text", TEXT)))),
    Field("limits", single(Limits, LIMITS)),
    Field("set_aside", references("package")),
    Field("wording", by_key(single(Wording, (Field("text", TEXT, required=True), Field("written_for", TEXT))))),
    Field("note", TEXT),
)
"""Everything of the section but its package, which is read as a package or as the name of one."""
