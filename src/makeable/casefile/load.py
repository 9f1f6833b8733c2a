"""Opening a case: the file or the folder, its sheets beside it, and every problem in them at once."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from makeable.casefile.case_reader import VERSION, case_of_entry
from makeable.casefile.document import Entry, is_file, parse, read_text
from makeable.casefile.reader import Reader
from makeable.errors import BadInput, Problem
from makeable.model import Case

__all__ = ["VERSION", "Opened", "Reading", "load", "open_case", "read_case", "read_case_text", "reading_of"]

CASE_NAMES = ("case.yaml", "case.yml", "case.json")
SHEET_ENDINGS = (".yaml", ".yml", ".json")


class Reading(NamedTuple):
    """What reading gave: the case (None when there are errors) and every problem found, errors and warnings."""

    case: Case | None
    problems: tuple[Problem, ...]


class Opened(NamedTuple):
    """A reading, and where the things of the case stand: ("issue", id), ("party", id), ("sheet", party), .."""

    case: Case | None
    problems: tuple[Problem, ...]
    places: dict[tuple[str, ...], str]


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
    return Reading(*open_case(path)[:2])


def open_case(path: str | Path) -> Opened:
    """The case, everything that is wrong with it, and where its things stand."""
    problems: list[Problem] = []
    file = find(Path(path), problems)
    text = read_text(file, problems) if file is not None else None
    if file is None or text is None:
        return Opened(None, tuple(problems), {})
    return _opened(parse(text, str(file), problems), file.parent, problems)


def read_case_text(
    text: str, name: str = "case", folder: Path | None = None, problems: list[Problem] | None = None
) -> Reading:
    """The case in a text; sheets in files of their own are looked for in `folder`."""
    problems = [] if problems is None else problems
    return Reading(*_opened(parse(text, name, problems), folder, problems)[:2])


def reading_of(root: Entry | None, problems: list[Problem]) -> Reading:
    """The case in entries that were made from another format (None: there was nothing to read)."""
    return Reading(*_opened(root, None, problems)[:2])


def find(path: Path, problems: list[Problem]) -> Path | None:
    """The case file that a path means."""
    try:
        folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError):
        folder, exists = False, False
    if folder:
        for name in CASE_NAMES:
            if is_file(path / name):
                return path / name
        problems.append(Problem(str(path), "The folder holds no case.yaml.", f"Start one with `makeable new {path}`."))
        return None
    if not exists:
        problems.append(Problem(str(path), "There is no such file or folder.", "Check the path."))
        return None
    return path


def _opened(root: Entry | None, folder: Path | None, problems: list[Problem]) -> Opened:
    reader = Reader(problems)
    if root is None:
        return Opened(None, tuple(problems), {})
    files = _SheetFiles(folder)
    case = case_of_entry(reader, root, files.sheet)
    if case is not None:
        files.notice_strangers(reader)
    usable = case is not None and not any(problem.severity == "error" for problem in problems)
    return Opened(case if usable else None, tuple(problems), reader.places)


class _SheetFiles:
    """The sheets that stand in files of their own beside a case file."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: set[Path] = set()

    def sheet(self, reader: Reader, party: str, written: Entry | None) -> Entry | None:
        """A party's sheet: as written in the case file, in the file named there, or in sheets/PARTY.yaml."""
        beside = self.beside(party)
        if written is not None and written.text is not None and not written.empty:
            file = self.named(written.text)
            if file is None:
                what = f"The sheet file {written.kind} of `{party}` is not there."
                reader.problem(written, what, "Put it beside the case file, and name it from there.")
            return self.read(reader, file)
        if written is not None and not written.empty:
            if beside is not None:
                self.used.add(beside)
                reader.problem(written, f"`{party}` has a sheet here and one in {beside}.", "Keep one of the two.")
            return written
        return self.read(reader, beside)

    def beside(self, party: str) -> Path | None:
        if self.folder is None or "/" in party or "\\" in party:
            return None
        files = (self.folder / "sheets" / f"{party}{ending}" for ending in SHEET_ENDINGS)
        return next((file for file in files if is_file(file)), None)

    def named(self, text: str) -> Path | None:
        """The file of that name, if it is there and within the folder: a case may not point at other files."""
        if self.folder is None:
            return None
        file = self.folder / text.strip()
        within = is_file(file) and file.resolve().is_relative_to(self.folder.resolve())
        return file if within else None

    def read(self, reader: Reader, file: Path | None) -> Entry | None:
        if file is None:
            return None
        self.used.add(file)
        text = read_text(file, reader.problems)
        return parse(text, str(file), reader.problems) if text is not None else None

    def notice_strangers(self, reader: Reader) -> None:
        """Warn of files in sheets/ that belong to no party: a misspelt name would otherwise lose a sheet."""
        folder = self.folder / "sheets" if self.folder is not None else None
        if folder is None or not folder.is_dir():
            return
        for file in sorted(folder.iterdir()):
            if file.suffix in SHEET_ENDINGS and file not in self.used and not file.name.startswith("."):
                reader.warning(str(file), "No party of the case has this sheet.", "Name the file after a party's id.")
