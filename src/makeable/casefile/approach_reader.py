"""Reading and writing the approach of a case: whom to ask, with what chances and costs."""

from __future__ import annotations

from typing import Any

from makeable.casefile.entry import Entry
from makeable.casefile.fields import (
    NUMBER,
    TEXT,
    WHOLE,
    Field,
    Kind,
    Known,
    by_key,
    listed,
    read_record,
    references,
    share,
    single,
    write_record,
)
from makeable.casefile.reader import Reader
from makeable.casefile.rule_reader import read_rule
from makeable.casefile.rule_writer import rule_data
from makeable.model import Case, Rule
from makeable.model.approach import Approach, Blocking, Prospect, Rival

__all__ = ["read_approach", "write_approach"]


def _rule(reader: Reader, entry: Entry, _what: str, known: Known) -> Rule:
    return read_rule(reader, entry, tuple(known["party"]))


def _groups(reader: Reader, entry: Entry, what: str, known: Known) -> tuple[tuple[str, ...], ...]:
    groups = []
    for item in reader.items(entry, what):
        named = (reader.reference(each, what, known["asked"]) for each in listed(item))
        groups.append(tuple(dict.fromkeys(name for name in named if name is not None)))
    return tuple(group for group in groups if len(group) > 1)


def _amount(reader: Reader, entry: Entry, what: str, _known: Known) -> Any:
    number = reader.number(entry, what)
    if number is not None and number < 0:
        reader.problem(entry, f"{what} cannot be negative.", "Write what it costs as a number of 0 or more.")
        return None
    return number


def _owner(reader: Reader, entry: Entry, what: str, known: Known) -> str | None:
    return reader.reference(entry, what, ("mediator", *known["party"]))


AMOUNT = Kind(_amount, NUMBER.write)
OWNER = Kind(_owner, lambda owner: owner)
RULE = Kind(_rule, rule_data)

PROSPECT = (
    Field("alone", share, required=True),
    Field("given", by_key(share, "asked")),
    Field("if_refused", by_key(share, "asked")),
    Field("clinch", share),
    Field("again", share),
    Field("leaves_if", references("asked")),
    Field("latest", WHOLE),
    Field("ask", AMOUNT),
    Field("win", AMOUNT),
    Field("refusal", AMOUNT),
    Field("worth", NUMBER),
)
RIVAL = (
    Field("name", TEXT, required=True),
    Field("pace", share, required=True),
    Field("courts", by_key(AMOUNT, "asked"), required=True),
    Field("wins", by_key(share, "asked"), required=True),
)
BLOCKING = (Field("rule", RULE, required=True), Field("cost", AMOUNT, required=True))


def _prospects(reader: Reader, entry: Entry, what: str, known: Known) -> dict[str, Prospect]:
    found = {}
    for party, item in reader.mapping(entry, what, known["party"]).items():
        if item.fields is None:  # a bare number is the chance alone
            alone = share.read(reader, item, f"The chance of `{party}`", known)
            prospect = None if alone is None else Prospect(alone)
        else:
            prospect = read_record(reader, item, f"The approach of `{party}`", PROSPECT, known, Prospect)
        if prospect is not None:
            found[party] = prospect
    return found


def _prospects_out(prospects: dict[str, Prospect]) -> dict[str, Any]:
    return {party: write_record(prospect, PROSPECT) for party, prospect in prospects.items()}


APPROACH = (
    Field("by", OWNER),
    Field("goal", TEXT),
    Field("worth", NUMBER),
    Field("unit", TEXT),
    Field("ask", AMOUNT),
    Field("win", AMOUNT),
    Field("refusal", AMOUNT),
    Field("parties", Kind(_prospects, _prospects_out), "prospects", required=True),
    Field("rule", RULE),
    Field("together", Kind(_groups, lambda groups: [list(group) for group in groups])),
    Field("blocking", single(Blocking, BLOCKING)),
    Field("rival", single(Rival, RIVAL)),
    Field("aboard", references("party")),
    Field("refused", references("party")),
)


def read_approach(reader: Reader, entry: Entry, case: Case) -> Approach | None:
    """The approach; what cannot be together is reported."""
    parties = tuple(case.party)
    asked = (entry.fields or {}).get("parties")
    known = {"party": parties, "asked": tuple((asked.fields or {}) if asked is not None else ())}
    approach = read_record(reader, entry, "`approach`", APPROACH, known, Approach)
    if approach is not None:
        _consistent(reader, entry, approach)
    return approach


def _consistent(reader: Reader, entry: Entry, approach: Approach) -> None:
    both = set(approach.aboard) & set(approach.refused)
    for party in sorted(both):
        reader.problem(entry, f"`{party}` cannot be aboard and have refused.", "Keep one of the two.")
    met = [party for group in approach.together for party in group]
    for party in sorted({party for party in met if met.count(party) > 1}):
        reader.problem(entry, f"`{party}` is in two joint meetings.", "A party can be met in one group only.")
    for party in dict.fromkeys(met):
        prospect = approach.prospects.get(party)
        courted = approach.rival is not None and approach.rival.courts.get(party, 0) > 0
        if prospect is not None and (prospect.again is not None or prospect.leaves_if or courted):
            what = f"`{party}` is met in a group: `again`, `leaves_if` and a rival's courting are not reckoned with."
            reader.problem(entry, what, "Take it out of `together`, or remove those.")
    if not approach.prospects:
        reader.problem(entry, "The approach names nobody to ask.", "List them under `parties:` with their chances.")


def write_approach(case: Case) -> dict[str, Any] | None:
    """The approach as plain data; None when there is none."""
    return None if case.approach is None else write_record(case.approach, APPROACH)
