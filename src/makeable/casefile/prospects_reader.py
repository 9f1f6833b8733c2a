"""Reading and writing a party's prospects: beliefs, exposure, what is different if, attitude to risk, discount rate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from makeable.casefile.entry import Entry
from makeable.casefile.reader import Reader, quoted_list
from makeable.model import Case, Curve, Issue, Scores, plain
from makeable.model.prospects import Given, Prospects, Risk

__all__ = ["PROSPECT_KEYS", "check_prospects", "read_prospects", "write_prospects"]

PROSPECT_KEYS = ("beliefs", "exposure", "if", "risk", "discount_rate")
HIGH_RATE = Fraction(1, 2)

ByOutcome = dict[str, Fraction]
ScoreReader = Callable[[Reader, Entry, str, Issue], Scores | Curve | None]


def read_prospects(
    reader: Reader, fields: Mapping[str, Entry], owner: str, issues: Mapping[str, Issue], scores_of: ScoreReader
) -> Prospects | None:
    """What one party expects; None when it says nothing of that. Events are checked once they are read too."""
    if not any(key in fields and not fields[key].empty for key in PROSPECT_KEYS):
        return None
    beliefs = _by_event(reader, fields.get("beliefs"), f"The beliefs of `{owner}`", _belief)
    exposure = _by_event(reader, fields.get("exposure"), f"The exposure of `{owner}`", _points)

    def given(reader: Reader, entry: Entry, what: str) -> dict[str, Given] | None:
        return _given(reader, entry, what, owner, issues, scores_of)

    return Prospects(
        beliefs,
        exposure,
        _by_event(reader, fields.get("if"), f"What is different for `{owner}`", given),
        _risk(reader, fields.get("risk"), owner),
        _rate(reader, fields.get("discount_rate"), owner),
    )


def _by_event(
    reader: Reader,
    entry: Entry | None,
    what: str,
    read: Callable[[Reader, Entry, str], dict[str, Any] | None],
) -> dict[str, dict[str, Any]]:
    found = {}
    for event, item in reader.mapping(entry, what).items():
        if item.empty:
            continue
        value = read(reader, item, f"{what}, `{event[:60]}`")
        reader.places[what, event] = item.where
        if value is not None:
            found[event] = value
    return found


def _belief(reader: Reader, entry: Entry, what: str) -> ByOutcome | None:
    """A single number is the probability of `yes`."""
    if entry.fields is None:
        number = reader.number(entry, what)
        if number is None:
            return None
        chances = {"yes": number, "no": 1 - number}
    else:
        chances = _points(reader, entry, what) or {}
    if not chances:
        return None
    if any(not 0 <= chance <= 1 for chance in chances.values()):
        reader.problem(entry, f"{what}: a probability must lie between 0 and 1.", "Write 0.3 or 30 %.")
        return None
    if sum(chances.values()) != 1:
        total = plain(sum(chances.values(), Fraction(0)))
        reader.problem(entry, f"{what}: the probabilities add up to {total}.", "Make them add up to 1 (100 %).")
        return None
    if 1 in chances.values():
        fix = "Leave a little room for surprise: a party that is certain would bet everything."
        reader.warning(entry, f"{what} leaves no doubt.", fix)
    return chances


def _points(reader: Reader, entry: Entry, what: str) -> ByOutcome | None:
    """A single number stands for the outcome `yes`; what is not named counts 0."""
    if entry.fields is None:
        number = reader.number(entry, what)
        return None if number is None else {"yes": number}
    numbers = {key: reader.number(item, f"{what}, `{key[:60]}`") for key, item in reader.mapping(entry, what).items()}
    return {key: number for key, number in numbers.items() if number is not None}


def _given(
    reader: Reader, entry: Entry, what: str, owner: str, issues: Mapping[str, Issue], scores_of: ScoreReader
) -> dict[str, Given] | None:
    found = {}
    for outcome, item in reader.mapping(entry, what).items():
        fields = reader.mapping(item, f"{what}, `{outcome[:60]}`", ("no_deal", "scores"))
        scored = reader.mapping(fields.get("scores"), f"{what}, the scores", issues)
        scores = {issue: scores_of(reader, value, owner, issues[issue]) for issue, value in scored.items()}
        usable = {issue: score for issue, score in scores.items() if score is not None}
        found[outcome] = Given(usable, reader.number(fields.get("no_deal"), f"{what}, `no_deal`"))
    return found


def _risk(reader: Reader, entry: Entry | None, owner: str) -> Risk | None:
    what = f"The attitude to risk of `{owner}`"
    fix = "Write `neutral`, `{tolerance: 40}` (exponential utility) or `{wealth: 100}` (logarithmic utility)."
    if entry is None or entry.empty:
        return None
    if entry.fields is None:
        if reader.text(entry, what) != "neutral":
            reader.problem(entry, f"{what} cannot be {entry.kind}.", fix)
        return None
    fields = reader.mapping(entry, what, ("tolerance", "wealth"))
    if len(fields) != 1:
        reader.problem(entry, f"{what} needs a tolerance or a wealth, and one of them only.", fix)
        return None
    key, item = next(iter(fields.items()))
    level = reader.number(item, f"The {key} of `{owner}`")
    if level is not None and level <= 0:
        reader.problem(item, f"The {key} of `{owner}` must be above 0.", "Write points of its own sheet.")
        return None
    return None if level is None else Risk("exponential" if key == "tolerance" else "log", level)


def _rate(reader: Reader, entry: Entry | None, owner: str) -> Fraction | None:
    rate = reader.number(entry, f"The discount rate of `{owner}`") if entry is not None and not entry.empty else None
    if rate is None or entry is None:
        return None
    if not 0 <= rate <= 1:
        what = f"The discount rate of `{owner}` must lie between 0 and 1 a year."
        reader.problem(entry, what, "Write 0.08 or 8 %; it is a rate per year, not the factor 0.92.")
        return None
    if rate > HIGH_RATE:
        what = f"`{owner}` discounts {plain(rate * 100, 1)} % a year."
        reader.warning(entry, what, "If you meant that a year later counts 0.9, write 11 %.")
    return rate


def check_prospects(reader: Reader, case: Case) -> None:
    """Problems for events and outcomes that the case does not have, and for a wealth that an exposure would use up."""
    for party, sheet in case.sheets.items():
        if sheet.prospects is not None:
            _check(reader, case, party, sheet.prospects)


def _check(reader: Reader, case: Case, party: str, held: Prospects) -> None:
    spoken: tuple[tuple[str, Mapping[str, Mapping[str, object]]], ...] = (
        (f"The beliefs of `{party}`", held.beliefs),
        (f"The exposure of `{party}`", held.exposure),
        (f"What is different for `{party}`", held.given),
    )
    for what, by_event in spoken:
        for event, by_outcome in by_event.items():
            where = reader.places.get((what, event), party)
            if event not in case.event:
                known = quoted_list(case.event) if case.events else "none; add a section `events:`"
                reader.problem(where, f"{what}: `{event[:60]}` is no event.", f"Events: {known}.")
                continue
            outcomes = case.event[event].outcome
            strange = [outcome for outcome in by_outcome if outcome not in outcomes]
            if strange:
                wrong = f"{what}: `{strange[0][:60]}` is no outcome of `{event}`."
                reader.problem(where, wrong, f"Its outcomes are {quoted_list(outcomes)}.")
    if held.risk is not None and held.risk.kind == "log":
        worst = min((points for row in held.exposure.values() for points in row.values()), default=Fraction(0))
        if held.risk.level + worst <= 0:
            what = f"The wealth of `{party}` does not outlast what it is exposed to."
            place = reader.places.get(("sheet", party), party)
            reader.problem(place, what, f"Write a wealth above {plain(-worst)}.")


def write_prospects(held: Prospects, scores_out: Callable[[Scores | Curve], Any]) -> dict[str, Any]:
    """The prospects as plain data, key by key."""
    data: dict[str, Any] = {}
    if held.beliefs:
        data["beliefs"] = {event: _chances(by) for event, by in held.beliefs.items()}
    if held.exposure:
        data["exposure"] = {event: dict(by) for event, by in held.exposure.items()}
    if held.given:
        data["if"] = {
            event: {outcome: _given_out(given, scores_out) for outcome, given in by.items()}
            for event, by in held.given.items()
        }
    if held.risk is not None:
        data["risk"] = {"tolerance" if held.risk.kind == "exponential" else "wealth": held.risk.level}
    if held.discount_rate is not None:
        data["discount_rate"] = held.discount_rate
    return data


def _chances(by: Mapping[str, Fraction]) -> Any:
    return by["yes"] if set(by) == {"yes", "no"} else dict(by)


def _given_out(given: Given, scores_out: Callable[[Scores | Curve], Any]) -> dict[str, Any]:
    data: dict[str, Any] = {} if given.no_deal is None else {"no_deal": given.no_deal}
    return data | (
        {"scores": {issue: scores_out(scores) for issue, scores in given.scores.items()}} if given.scores else {}
    )
