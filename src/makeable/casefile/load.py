"""Opening a case: the file or the folder, its sheets beside it, and every problem in them at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from makeable.casefile.document import Entry, parse, read_text
from makeable.casefile.frame_reader import read_constraints, read_issues, read_package
from makeable.casefile.reader import Reader
from makeable.casefile.rule_reader import read_rule, unanimity
from makeable.casefile.sections import SECTIONS
from makeable.casefile.sheet_reader import read_sheet
from makeable.errors import BadInput, Problem
from makeable.model import Case, Issue, Package, Party, Sheet

__all__ = ["VERSION", "Reading", "load", "read_case", "read_case_text"]

VERSION = 1
CASE_NAMES = ("case.yaml", "case.yml", "case.json")
KEYS = ("makeable", "title", "summary", "source", "issues", "parties", "rule", "constraints")
PACKAGE_KEYS = ("draft", "status_quo", "packages")


class Reading(NamedTuple):
    """What reading gave: the case (None when there are errors) and every problem found, errors and warnings."""

    case: Case | None
    problems: tuple[Problem, ...]


def load(path: str | Path) -> Case:
    """The case in a file, or in a folder that holds case.yaml (and sheets/PARTY.yaml).

    Raises BadInput with every error at once; warnings do not stop it.
    """
    case, problems = read_case(path)
    if case is None:
        raise BadInput(problems)
    return case


def read_case(path: str | Path) -> Reading:
    """The case and everything that is wrong with it. Never raises on bad content."""
    problems: list[Problem] = []
    file = find(Path(path), problems)
    text = read_text(file, problems) if file is not None else None
    if file is None or text is None:
        return Reading(None, tuple(problems))
    return read_case_text(text, str(file), file.parent, problems)


def find(path: Path, problems: list[Problem]) -> Path | None:
    """The case file that a path means."""
    if path.is_dir():
        for name in CASE_NAMES:
            if (path / name).is_file():
                return path / name
        problems.append(Problem(str(path), "The folder holds no case.yaml.", f"Start one with `makeable new {path}`."))
        return None
    if not path.exists():
        problems.append(Problem(str(path), "There is no such file or folder.", "Check the path."))
        return None
    return path


def read_case_text(
    text: str, name: str = "case", folder: Path | None = None, problems: list[Problem] | None = None
) -> Reading:
    """The case in a text; sheets in files of their own are looked for in `folder`."""
    problems = [] if problems is None else problems
    root = parse(text, name, problems)
    case = _case(Reader(problems), root, folder) if root is not None else None
    usable = case is not None and not any(problem.severity == "error" for problem in problems)
    return Reading(case if usable else None, tuple(problems))


def _case(reader: Reader, root: Entry, folder: Path | None) -> Case | None:
    if root.fields is None:
        reader.problem(root, f"A case file is a mapping, not {root.kind}.", "Start from `makeable new`.")
        return None
    fields = reader.mapping(root, "A case", (*KEYS, *PACKAGE_KEYS, *SECTIONS))
    _version(reader, root, fields)
    issues = read_issues(reader, fields.get("issues"))
    by_id = {issue.id: issue for issue in issues}
    if not issues and not reader.problems:
        reader.problem(root, "The case has no issues.", "Add `issues:` with at least one.")
    named = _parties(reader, fields.get("parties"), root)
    parties = tuple(
        replace(party, sheet=_sheet(reader, party, entry, folder, by_id, tuple(named)))
        for party, entry in named.values()
    )
    packages: dict[str, Package] = {}
    for key, entry in reader.mapping(fields.get("packages"), "`packages`").items():
        if package := read_package(reader, entry, f"The package `{key}`", by_id):
            packages[key] = package
    case = Case(
        title=reader.text(fields.get("title"), "`title`", "Untitled case"),
        issues=issues,
        parties=parties,
        rule=read_rule(reader, fields.get("rule"), tuple(named)) if named else unanimity(()),
        constraints=read_constraints(reader, fields.get("constraints"), by_id),
        draft=read_package(reader, fields.get("draft"), "The draft", by_id),
        status_quo=read_package(reader, fields.get("status_quo"), "The status quo", by_id),
        packages=packages,
        summary=reader.text(fields.get("summary"), "`summary`"),
        source=reader.text(fields.get("source"), "`source`"),
    )
    for key, section in SECTIONS.items():
        if key in fields:
            value = section.read(reader, fields[key], case)
            if value is not None:
                case = replace(case, **{key: value})
    _notice_broken_packages(reader, fields, case)
    return case


def _version(reader: Reader, root: Entry, fields: dict[str, Entry]) -> None:
    version = reader.whole(fields.get("makeable"), "`makeable`")
    if "makeable" not in fields:
        reader.problem(root, "The file does not say that it is a case file.", f"Add the line `makeable: {VERSION}`.")
    elif version is not None and version != VERSION:
        reader.problem(
            fields["makeable"],
            f"The file is of version {version}; this makeable reads version {VERSION}.",
            "Upgrade makeable.",
        )


def _parties(reader: Reader, entry: Entry | None, root: Entry) -> dict[str, tuple[Party, dict[str, Entry]]]:
    named: dict[str, tuple[Party, dict[str, Entry]]] = {}
    for item in reader.items(entry, "`parties`"):
        if item.text is not None:
            identity = reader.identifier(item, item, "a party", named)
            if identity is not None:
                named[identity] = Party(identity, identity), {}
            continue
        fields = reader.mapping(item, "A party", ("id", "name", "note", "sheet"))
        identity = reader.identifier(fields.get("id"), item, "a party", named)
        if identity is None:
            continue
        if identity == "mediator":
            reader.problem(item, "`mediator` cannot be the id of a party.", "It names the neutral; choose another id.")
        name = reader.text(fields.get("name"), f"The name of `{identity}`", identity)
        named[identity] = Party(identity, name, note=reader.text(fields.get("note"), "`note`")), fields
    if not named and not any(problem.severity == "error" for problem in reader.problems):
        reader.problem(root, "The case has no parties.", "Add `parties:` with at least one.")
    return named


def _sheet(
    reader: Reader,
    party: Party,
    fields: dict[str, Entry],
    folder: Path | None,
    issues: dict[str, Issue],
    parties: tuple[str, ...],
) -> Sheet | None:
    entry = fields.get("sheet")
    beside = folder / "sheets" / f"{party.id}.yaml" if folder is not None and "/" not in party.id else None
    if entry is not None and entry.text is not None and not entry.empty:
        beside = folder / entry.text if folder is not None else None
        if (
            beside is None
            or not beside.is_file()
            or not beside.resolve().is_relative_to(folder.resolve() if folder else Path())
        ):
            reader.problem(
                entry,
                f"The sheet file `{entry.text[:80]}` of `{party.id}` is not there.",
                "Put it beside the case file.",
            )
            return None
        entry = None
    elif entry is not None and not entry.empty and beside is not None and beside.is_file():
        reader.problem(entry, f"`{party.id}` has a sheet here and one in {beside}.", "Keep one of the two.")
        return None
    if entry is None or entry.empty:
        if beside is None or not beside.is_file():
            return None
        text = read_text(beside, reader.problems)
        entry = parse(text, str(beside), reader.problems) if text is not None else None
    return read_sheet(reader, entry, party.id, issues, parties) if entry is not None else None


def _notice_broken_packages(reader: Reader, fields: dict[str, Entry], case: Case) -> None:
    """Warn of packages on the table that break a constraint of the case."""
    entries: dict[str, tuple[Package | None, Entry | None]] = {"The draft": (case.draft, fields.get("draft"))}
    for name, package in case.packages.items():
        entries[f"The package `{name}`"] = (
            package,
            fields["packages"].fields[name] if fields["packages"].fields else None,
        )
    for what, (listed, entry) in entries.items():
        if listed is not None and entry is not None and not case.allows(listed):
            reader.warning(entry, f"{what} breaks a constraint of the case.", "Change it, or the constraint.")
