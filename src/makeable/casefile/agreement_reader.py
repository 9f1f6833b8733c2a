"""Reading and writing the agreement of a case: its terms, and the checks that need the case around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from makeable.casefile.agreement_fields import AGREEMENT
from makeable.casefile.document import Entry
from makeable.casefile.fields import Known, ids_in, number_out, read_record, write_record
from makeable.casefile.frame_reader import read_package
from makeable.casefile.reader import Reader, quoted_list
from makeable.model import Agreement, Case, Package, Stakes

__all__ = ["read_agreement", "write_agreement"]


def read_agreement(reader: Reader, entry: Entry, case: Case) -> Agreement | None:
    """The agreement, or None when it cannot be used. What is merely missing from a commitment is a warning."""
    if entry.fields is None:
        reader.mapping(entry, "`agreement`")
        return None
    package = _package(reader, entry, case)
    terms = {key: item for key, item in entry.fields.items() if key != "package"}
    rest = Entry(entry.where, fields=terms, key_at=entry.key_at)
    if "starts" not in terms:
        reader.problem(entry, "The agreement does not say when it starts.", "Add `starts: 2027-01-01`.")
    if package is None or "starts" not in terms:
        return None

    def make(**values: Any) -> Agreement | None:
        return Agreement(package=package, **{"title": case.title, **values}) if "starts" in values else None

    agreement = read_record(reader, rest, "The agreement", AGREEMENT, _known(entry.fields, case), make)
    if agreement is not None:
        _check_numbers(reader, entry, agreement)
        _name_what_is_missing(reader, entry, agreement)
        for party, sheet in case.sheets.items():
            if sheet.stakes is not None:
                _check_stakes(reader, entry, party, sheet.stakes, agreement)
    return agreement


def _package(reader: Reader, entry: Entry, case: Case) -> Package | None:
    given = (entry.fields or {}).get("package")
    if given is None or given.empty:
        if case.draft is None:
            reader.problem(entry, "The agreement has no package.", "Add `package:` with its name or its choices.")
        return case.draft
    if given.text is None:
        return read_package(reader, given, "The package of the agreement", case.issue)
    named = dict(case.packages) | ({"draft": case.draft} if case.draft is not None else {})
    name = reader.reference(given, "The package of the agreement", named)
    return named[name] if name is not None else None


def _known(fields: dict[str, Entry], case: Case) -> Known:
    ids = {key: ids_in(fields.get(key)) for key in ("commitments", "scenarios", "metrics", "contingencies", "dispute")}
    triggers = ids_in(fields.get("reconvene"))
    return {
        "party": tuple(case.party),
        "issue": tuple(case.issue),
        "commitment": ids["commitments"],
        "scenario": ids["scenarios"],
        "subject": (*case.party, *case.issue, *ids["commitments"], *ids["metrics"]),
        "watched": (*ids["metrics"], *ids["scenarios"], *ids["commitments"]),
        "mechanism": (*ids["contingencies"], *ids["metrics"], *ids["dispute"], *triggers),
        "package": tuple(case.packages),
    }


def _at(entry: Entry, key: str, identity: str) -> Entry:
    """Where the record with this id stands."""
    listed = (entry.fields or {}).get(key)
    for item in (listed.items or ()) if listed is not None else ():
        named = (item.fields or {}).get("id")
        if named is not None and (named.text or "").strip() == identity:
            return item
    return entry


def _name_what_is_missing(reader: Reader, entry: Entry, agreement: Agreement) -> None:
    """Warn of commitments without an owner, a date, evidence or a verifier."""
    for commitment in agreement.commitments:
        parts = {"owner": commitment.owner, "due": commitment.due, "evidence": commitment.evidence}
        missing = [key for key, held in (parts | {"verifier": commitment.verifier}).items() if not held]
        if missing:
            where = _at(entry, "commitments", commitment.id)
            what = f"The commitment `{commitment.id}` has no {quoted_list(missing)}."
            reader.warning(where, what, "Say who does it, by when, what shows it, and who checks that.")
        elif commitment.verifier == commitment.owner:
            where = _at(entry, "commitments", commitment.id)
            what = f"`{commitment.owner}` would verify its own commitment `{commitment.id}`."
            reader.warning(where, what, "Let somebody else check it.")


def _check_numbers(reader: Reader, entry: Entry, agreement: Agreement) -> None:
    """Numbers that would make no sense further on."""
    if agreement.period < 1:
        reader.problem(entry, "`period` must be at least one month.", "Leave it out for a year.")
    if agreement.term is not None and agreement.term <= agreement.starts:
        reader.problem(entry, "The agreement ends before it starts.", "Mend `starts` or `term`.")
    for commitment in agreement.commitments:
        remedy = commitment.remedy
        figures = (remedy.penalty, remedy.deposit, remedy.reward, commitment.every, remedy.noticed_after)
        if any(figure < 0 for figure in figures) or (commitment.times is not None and commitment.times < 1):
            where = _at(entry, "commitments", commitment.id)
            reader.problem(where, f"The commitment `{commitment.id}` has a negative figure.", "Write 0 or more.")
        if commitment.reward_is_open:
            where = _at(entry, "commitments", commitment.id)
            reader.problem(where, f"Nobody pays the reward of `{commitment.id}`.", "Add `reward_from: party`.")
    cycle = _cycle({c.id: c.depends_on for c in agreement.commitments})
    if cycle:
        where = _at(entry, "commitments", cycle[0])
        what = f"The commitments {quoted_list(cycle)} wait for each other."
        reader.problem(where, what, "Break the circle in `depends_on`; use `in_return_for` for an exchange.")


def _cycle(needs: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A circle in `depends_on`, or nothing."""
    done: set[str] = set()
    while True:
        ready = {key for key, before in needs.items() if key not in done and done.issuperset(before)}
        if not ready:
            return tuple(key for key in needs if key not in done)
        done |= ready


def _check_stakes(reader: Reader, entry: Entry, party: str, stakes: Stakes, agreement: Agreement) -> None:
    """The ids in a party's stakes must be those of the agreement."""
    turns = stakes.turns.values()
    used: Iterable[str] = [*stakes.costs, *stakes.values, *stakes.tempted]
    used = [*used, *(key for turn in turns for key in (*turn.costs, *turn.values))]
    unknown = [key for key in dict.fromkeys(used) if key not in agreement.commitment]
    unknown += [key for key in stakes.turns if key not in agreement.scenario]
    if unknown:
        what = f"The stakes of `{party}` speak of {quoted_list(unknown)}, which the agreement does not know."
        reader.problem(entry, what, f"Commitments are {quoted_list(agreement.commitment, 30)}.")
    foreign = [key for key in stakes.costs if key in agreement.commitment and agreement.commitment[key].owner != party]
    if foreign:
        what = f"`{party}` has costs of {quoted_list(foreign)}, which others are bound to do."
        reader.warning(entry, what, "Move them to its `values`, or name it as the owner.")


def write_agreement(case: Case) -> dict[str, Any] | None:
    """The agreement as plain data; None when the case has none."""
    if case.agreement is None:
        return None
    settled = {
        issue: choice if isinstance(choice, str) else number_out(choice)
        for issue, choice in case.agreement.package.items()
    }
    return {"package": settled, **write_record(case.agreement, AGREEMENT)}
