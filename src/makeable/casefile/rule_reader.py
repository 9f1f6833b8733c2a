"""Reading the decision rule of a case."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from makeable.casefile.entry import Entry
from makeable.casefile.reader import Reader
from makeable.model import AllOf, AnyOf, AtLeast, Quota, Rule

__all__ = ["read_rule", "unanimity"]

KEYS = ("at_least", "of", "required", "veto", "weights", "quota", "all", "any", "chambers", "name")


def unanimity(parties: tuple[str, ...]) -> Rule:
    """Everyone's yes: the rule of a case that names none."""
    return AtLeast(len(parties), parties)


def read_rule(reader: Reader, entry: Entry | None, parties: tuple[str, ...]) -> Rule:
    """The decision rule. Several parts side by side must all hold."""
    if entry is None or entry.empty:
        return unanimity(parties)
    if entry.text is not None:
        if entry.text.strip().lower() not in ("unanimity", "unanimous", "everyone", "all"):
            reader.problem(
                entry, f"The rule {entry.kind} is not known.", "Write `unanimity`, or `{at_least: 5, required: [..]}`."
            )
        return unanimity(parties)
    fields = reader.mapping(entry, "`rule`", KEYS)
    name = reader.text(fields.get("name"), "The name of a rule")
    before = len(reader.problems)
    group = _group(reader, fields["of"], parties) if "of" in fields else parties
    if len(reader.problems) > before:
        group = parties  # so that one wrong name is not told again as a wrong count
    parts = _simple(reader, entry, fields, group, parties)
    compound = [key for key in ("all", "chambers") if key in fields]
    for key in compound:
        parts += _nested(reader, fields[key], group, key)
    if "any" in fields:
        nested = _nested(reader, fields["any"], group, "any")
        parts.append(AnyOf(nested, "" if parts or compound else name))
        if len(parts) == 1 and not compound:
            return parts[0]
    elif "of" in fields and parts and not compound and "at_least" not in fields:
        reader.problem(fields["of"], "`of` says among whom to count, and nothing is counted.", "Add `at_least`.")
    if not parts:
        return unanimity(group)
    return AllOf(tuple(parts), name) if len(parts) > 1 or name or compound else parts[0]


def _simple(
    reader: Reader, entry: Entry, fields: dict[str, Entry], group: tuple[str, ...], parties: tuple[str, ...]
) -> list[Rule]:
    """The parts that name parties: a count, required parties, a quota of weights."""
    parts: list[Rule] = []
    if "at_least" in fields:
        parts.append(_count(reader, fields["at_least"], group))
    for key in ("required", "veto"):
        if key in fields:
            needed = _group(reader, fields[key], parties)
            parts.append(AtLeast(len(needed), needed))
    weighted = "weights" in fields or "quota" in fields
    if weighted and (quota := _quota(reader, entry, fields, parties)):
        parts.append(quota)
    return parts


def _nested(reader: Reader, entry: Entry, parties: tuple[str, ...], key: str) -> tuple[Rule, ...]:
    items = reader.items(entry, f"`{key}`")
    if not items and (entry.items is not None or entry.empty):
        reader.problem(entry, f"`{key}` lists no rule.", "List at least one, or leave it out.")
    return tuple(read_rule(reader, item, parties) for item in items)


def _group(reader: Reader, entry: Entry, parties: tuple[str, ...]) -> tuple[str, ...]:
    if entry.fields is not None:
        reader.items(entry, "Parties of a rule")
        return ()
    entries = entry.items if entry.items is not None else (entry,)
    named = (reader.reference(item, "The party", parties) for item in entries)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def _count(reader: Reader, entry: Entry, group: tuple[str, ...]) -> AtLeast:
    number = reader.number(entry, "`at_least`")
    if number is None:
        return AtLeast(len(group), group)
    written = entry.text or ""
    if "%" in written or "/" in written:
        number = Fraction(ceil(number * len(group)))
    if number.denominator != 1 or not 0 <= number <= len(group):
        reader.problem(
            entry,
            f"`at_least: {written[:40]}` is no number of yeses among {len(group)} parties.",
            f"Choose a whole number from 0 to {len(group)}, or a share such as 60 % or 2/3.",
        )
        return AtLeast(len(group), group)
    return AtLeast(int(number), group)


def _quota(reader: Reader, entry: Entry, fields: dict[str, Entry], parties: tuple[str, ...]) -> Quota | None:
    if "weights" not in fields or "quota" not in fields:
        reader.problem(entry, "A weighted rule needs both `weights` and `quota`.", "Add the missing one.")
        return None
    weights: dict[str, Fraction] = {}
    for party, item in reader.mapping(fields["weights"], "`weights`", parties).items():
        weight = reader.number(item, f"The weight of `{party}`")
        if weight is not None and weight < 0:
            reader.problem(item, f"The weight of `{party}` is negative.", "A yes must never count against a deal.")
        elif weight is not None:
            weights[party] = weight
    quota = reader.number(fields["quota"], "`quota`")
    if quota is None:
        return None
    total = sum(weights.values(), Fraction(0))
    if (fields["quota"].text or "").strip().endswith("%"):
        quota *= total
    if quota > total:
        reader.problem(
            fields["quota"], "The quota is above the sum of all weights: no deal could ever pass.", "Lower it."
        )
    return Quota(weights, quota)
