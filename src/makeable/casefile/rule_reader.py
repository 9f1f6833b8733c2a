"""Reading the decision rule of a case."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from makeable.casefile.document import Entry
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
    group = _group(reader, fields["of"], parties) if "of" in fields else parties
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
    for key in ("all", "chambers"):
        parts += [read_rule(reader, item, group) for item in reader.items(fields.get(key), f"`{key}`")]
    if "any" in fields:
        parts.append(
            AnyOf(tuple(read_rule(reader, item, group) for item in reader.items(fields["any"], "`any`")), name)
        )
    if not parts:
        return unanimity(group)
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts), name)


def _group(reader: Reader, entry: Entry, parties: tuple[str, ...]) -> tuple[str, ...]:
    entries = entry.items if entry.items is not None else (entry,)
    named = (reader.reference(item, "The party", parties) for item in entries)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def _share(entry: Entry, number: Fraction, total: Fraction) -> Fraction:
    """A number as written, or that share of the total when it was written with a % sign."""
    return number * total if (entry.text or "").strip().endswith("%") else number


def _count(reader: Reader, entry: Entry, group: tuple[str, ...]) -> AtLeast:
    number = reader.number(entry, "`at_least`")
    if number is None:
        return AtLeast(len(group), group)
    count = ceil(_share(entry, number, Fraction(len(group))))
    if not 0 <= count <= len(group):
        reader.problem(
            entry, f"`at_least: {count}` cannot be met by {len(group)} parties.", f"Choose 0 to {len(group)}."
        )
    return AtLeast(count, group)


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
    quota = _share(fields["quota"], quota, total)
    if quota > total and weights:
        reader.problem(
            fields["quota"], "The quota is above the sum of all weights: no deal could ever pass.", "Lower it."
        )
    return Quota(weights, quota)
