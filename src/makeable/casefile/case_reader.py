"""Reading a whole case from its root entry, whatever document or format the entries come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from makeable.casefile.entry import Entry
from makeable.casefile.frame_reader import read_constraints, read_issues, read_package
from makeable.casefile.prospects_reader import check_prospects
from makeable.casefile.reader import Reader
from makeable.casefile.rule_reader import read_rule, unanimity
from makeable.casefile.sections import SECTIONS
from makeable.casefile.sheet_reader import read_sheet
from makeable.casefile.whatif_reader import read_reactions
from makeable.model import Case, Issue, Package, Party

__all__ = ["KEYS", "PACKAGE_KEYS", "PARTY_KEYS", "VERSION", "SheetFinder", "case_of_entry"]

VERSION = 1
KEYS = ("makeable", "title", "summary", "source", "issues", "parties", "rule", "constraints")
PACKAGE_KEYS = ("draft", "status_quo", "packages")
BESIDE_VALUES = {"reactions", "estimated_by", "note"}
"""A sheet with no more than these says nothing of values, so it needs no no-deal line."""

PARTY_KEYS = ("id", "name", "note", "sheet")

SheetFinder = Callable[[Reader, str, Entry | None], Entry | None]
"""Given a party's id and what stands at its `sheet` (None: nothing), the entry of its sheet, or None."""

Named = dict[str, tuple[Party, Entry | None]]


def case_of_entry(reader: Reader, root: Entry, find_sheet: SheetFinder) -> Case | None:
    """The case; its problems are with the reader. Usable only when none of them is an error."""
    if root.fields is None:
        reader.problem(root, f"A case file is a mapping, not {root.kind}.", "Start from `makeable new`.")
        return None
    fields = reader.mapping(root, "A case", (*KEYS, *PACKAGE_KEYS, *SECTIONS))
    _version(reader, root, fields)
    issues = read_issues(reader, fields.get("issues"))
    by_id = {issue.id: issue for issue in issues}
    if not issues and _listed_nothing(fields.get("issues")):
        reader.problem(root, "The case has no issues.", "Add `issues:` with at least one.")
    named = _parties(reader, fields.get("parties"), root)
    sheets: dict[str, Entry] = {}
    parties = _with_sheets(reader, named, by_id, find_sheet, sheets)
    case = Case(
        title=reader.text(fields.get("title"), "`title`", "Untitled case"),
        issues=issues,
        parties=parties,
        rule=read_rule(reader, fields.get("rule"), tuple(named)) if named else unanimity(()),
        constraints=read_constraints(reader, fields.get("constraints"), by_id),
        draft=read_package(reader, fields.get("draft"), "The draft", by_id),
        status_quo=read_package(reader, fields.get("status_quo"), "The status quo", by_id),
        packages=_packages(reader, fields.get("packages"), by_id),
        summary=reader.text(fields.get("summary"), "`summary`"),
        source=reader.text(fields.get("source"), "`source`"),
    )
    for key, section in SECTIONS.items():
        if key in fields:
            value = section.read(reader, fields[key], case)
            if value is not None:
                case = replace(case, **{key: value})
    check_prospects(reader, case)
    case = _with_reactions(reader, case, sheets)
    _notice_broken_packages(reader, fields, case)
    reader.places["case",] = root.where
    for key in ("rule", "issues", "parties"):
        reader.places[key,] = fields[key].where if key in fields else root.where
    return case


def _listed_nothing(entry: Entry | None) -> bool:
    return entry is None or entry.empty or entry.items == ()


def _version(reader: Reader, root: Entry, fields: dict[str, Entry]) -> None:
    version = reader.whole(fields.get("makeable"), "`makeable`")
    if "makeable" not in fields:
        reader.problem(root, "The file does not say that it is a case file.", f"Add the line `makeable: {VERSION}`.")
    elif version is not None and version != VERSION:
        what = f"The file is of version {version}; this makeable reads version {VERSION}."
        fix = "Upgrade makeable." if version > VERSION else f"Write `makeable: {VERSION}`."
        reader.problem(fields["makeable"], what, fix)


def _parties(reader: Reader, entry: Entry | None, root: Entry) -> Named:
    named: Named = {}
    for item in reader.items(entry, "`parties`"):
        fields = {"id": item} if item.text is not None else reader.mapping(item, "A party", PARTY_KEYS)
        identity = reader.identifier(fields.get("id"), item, "a party", named)
        if identity is None:
            continue
        if identity == "mediator":
            reader.problem(item, "`mediator` cannot be the id of a party.", "It names the neutral; choose another id.")
        name = reader.text(fields.get("name"), f"The name of `{identity}`", identity)
        note = reader.text(fields.get("note"), f"The note of `{identity}`")
        named[identity] = Party(identity, name, note=note), fields.get("sheet")
        reader.places["party", identity] = item.where
    if _listed_nothing(entry):
        reader.problem(root, "The case has no parties.", "Add `parties:` with at least one.")
    return named


def _with_sheets(
    reader: Reader, named: Named, issues: dict[str, Issue], find_sheet: SheetFinder, sheets: dict[str, Entry]
) -> tuple[Party, ...]:
    """The parties with what their sheets say of values; `sheets` collects the entries, for what is read later."""
    parties: list[Party] = []
    for party, written in named.values():
        entry = find_sheet(reader, party.id, written)
        if entry is not None:
            reader.places["sheet", party.id] = entry.where
            sheets[party.id] = entry
            if entry.fields and "reactions" in entry.fields and set(entry.fields) <= BESIDE_VALUES:
                parties.append(party)
                continue
            party = replace(party, sheet=read_sheet(reader, entry, party.id, issues, tuple(named)))
        parties.append(party)
    return tuple(parties)


def _with_reactions(reader: Reader, case: Case, sheets: dict[str, Entry]) -> Case:
    """The case with the reactions of its parties, which need the what-ifs to be known."""
    parties = (
        replace(party, reactions=read_reactions(reader, sheets[party.id], party, case)) if party.id in sheets else party
        for party in case.parties
    )
    return replace(case, parties=tuple(parties))


def _packages(reader: Reader, entry: Entry | None, issues: dict[str, Issue]) -> dict[str, Package]:
    packages: dict[str, Package] = {}
    for key, item in reader.mapping(entry, "`packages`").items():
        if item.empty:
            reader.problem(item, f"The package `{key[:60]}` is empty.", "Settle every issue, or remove it.")
        elif package := read_package(reader, item, f"The package `{key[:60]}`", issues):
            packages[key] = package
    return packages


def _notice_broken_packages(reader: Reader, fields: dict[str, Entry], case: Case) -> None:
    """Warn of packages on the table that break a constraint of the case."""
    listed = fields["packages"].fields or {} if "packages" in fields else {}
    entries = {"The draft": (case.draft, fields.get("draft"))}
    entries |= {f"The package `{name[:60]}`": (package, listed[name]) for name, package in case.packages.items()}
    for what, (package, entry) in entries.items():
        if package is not None and entry is not None and not case.allows(package):
            reader.warning(entry, f"{what} breaks a constraint of the case.", "Change it, or the constraint.")
