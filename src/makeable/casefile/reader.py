"""Reading entries into values, collecting every problem on the way instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction

from makeable.casefile.entry import Entry
from makeable.errors import Problem

__all__ = ["Reader", "quoted_list"]

LARGEST = 10**60  # of a number's parts: beyond any scale people use, and small enough to reckon with
LONGEST = 200  # characters of an id


def quoted_list(names: Iterable[str], most: int = 8) -> str:
    """Names for a sentence: `a`, `b`, `c`; cut after `most`."""
    names = list(names)
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


class Reader:
    """Collects problems while entries are read; each method returns a usable value or None, never raises."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.places: dict[tuple[str, ...], str] = {}
        """Where things stand, for problems that only the whole case shows: ("issue", id), ("sheet", party), .."""
        self.spoiled: set[str] = set()
        """Issues that are named but could not be read: what refers to them is passed over, not reported again."""

    def problem(self, where: str | Entry, what: str, fix: str) -> None:
        """Note an error at an entry or at a place."""
        self.problems.append(Problem(where.where if isinstance(where, Entry) else where, what, fix))

    def warning(self, where: str | Entry, what: str, fix: str) -> None:
        """Note something that does not prevent an answer but that its writer will want to know."""
        place = where.where if isinstance(where, Entry) else where
        self.problems.append(Problem(place, what, fix, "warning"))

    def mapping(self, entry: Entry | None, what: str, known: Collection[str] | None = None) -> dict[str, Entry]:
        """The fields of a mapping; with `known`, keys outside it are problems (with the nearest known one)."""
        if entry is None or entry.empty:
            return {}
        if entry.fields is None:
            self.problem(
                entry, f"{what} must be a mapping (name: value), not {entry.kind}.", "Write it as `name: value` lines."
            )
            return {}
        if known is not None:
            for key in entry.fields:
                if key not in known and key not in self.spoiled:
                    near = get_close_matches(key, known, n=1)
                    fix = f"Did you mean `{near[0]}`?" if near else f"It may have {quoted_list(sorted(known), 20)}."
                    where = entry.key_at.get(key, entry.where)
                    self.problem(where, f"There is no part `{key[:60]}` in {what[0].lower()}{what[1:]}.", fix)
        return {key: value for key, value in entry.fields.items() if known is None or key in known}

    def items(self, entry: Entry | None, what: str) -> tuple[Entry, ...]:
        """The items of a list."""
        if entry is None or entry.empty:
            return ()
        if entry.items is None:
            self.problem(
                entry, f"{what} must be a list, not {entry.kind}.", "Write each item on a line of its own after `- `."
            )
            return ()
        return entry.items

    def text(self, entry: Entry | None, what: str, default: str = "") -> str:
        """A text."""
        if entry is None or entry.empty:
            return default
        if entry.text is None:
            self.problem(
                entry, f"{what} must be text, not {entry.kind}.", "Write it as one piece of text, in quotes if need be."
            )
            return default
        return entry.text.strip() or default

    def number(self, entry: Entry | None, what: str) -> Fraction | None:
        """An exact number; None (with a problem) when it is missing or is not one."""
        if entry is None:
            return None
        number = entry.number()
        if number is None:
            self.problem(
                entry,
                f"{what} must be a number, not {entry.kind}.",
                "Write it as 12, 1.5, 2/3 or 40 %, without a unit and without commas.",
            )
        elif abs(number.numerator) > LARGEST or number.denominator > LARGEST:
            self.problem(entry, f"{what} is beyond any scale.", "Write it with at most 60 digits.")
            return None
        return number

    def whole(self, entry: Entry | None, what: str) -> int | None:
        """A whole number."""
        number = self.number(entry, what)
        if number is None or entry is None:
            return None
        if number.denominator != 1:
            self.problem(entry, f"{what} must be a whole number, not {entry.kind}.", "Round it.")
            return None
        return number.numerator

    def truth(self, entry: Entry | None, what: str, default: bool = False) -> bool:
        """A truth value, written true or false (yes and no are understood too)."""
        if entry is None or entry.empty:
            return default
        written = (entry.text or "").strip().lower()
        if written in ("true", "yes", "on"):
            return True
        if written in ("false", "no", "off"):
            return False
        self.problem(entry, f"{what} must be true or false, not {entry.kind}.", "Write true or false.")
        return default

    def identifier(self, entry: Entry | None, holder: Entry, what: str, taken: Mapping[str, object]) -> str | None:
        """An id that no sibling has yet."""
        name = self.text(entry, f"The id of {what}") if entry is not None else ""
        if not name:
            self.problem(entry or holder, f"{what[0].upper()}{what[1:]} has no id.", "Add `id: short-name`.")
            return None
        if name in taken:
            self.problem(entry or holder, f"`{name[:60]}` is already the id of {what}.", "Give each its own id.")
            return None
        if len(name) > LONGEST or not name.isprintable():
            fix = "Choose a short `id` of one line, and put the long text into `name`."
            self.problem(entry or holder, f"`{' '.join(name.split())[:60]}…` is no id.", fix)
            return None
        return name

    def reference(self, entry: Entry | None, what: str, known: Collection[str]) -> str | None:
        """An id that must be among the known ones."""
        if entry is None:
            return None
        name = self.text(entry, what)
        if name in known or name in self.spoiled:
            return name if name in known else None
        near = get_close_matches(name, known, n=1)
        fix = (
            f"Did you mean `{near[0]}`?"
            if near
            else f"Known are {quoted_list(known)}."
            if known
            else "None is defined."
        )
        self.problem(entry, f"{what}: `{name[:60]}` is not known.", fix)
        return None
