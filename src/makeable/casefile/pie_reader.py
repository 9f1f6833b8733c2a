"""Reading a pie: an amount that parties claim, save together or pay, from a document of its own.

title: Three wives
divide: claims                  # or savings, or cost
amount: 200
parties:
  - {id: a, name: First, claim: 100, weight: 1}
coalitions: {a: 10, b: 20, a + b: 25}      # what each group has, or pays, on its own
cost_of: {0: 0, 10: 100}                   # what a total demand costs
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import cast

from makeable.casefile.document import parse, read_text
from makeable.casefile.entry import Entry
from makeable.casefile.reader import Reader
from makeable.errors import Problem
from makeable.model.pie import FIGURES, Pie, PieKind, Precedent
from makeable.model.sheet import Curve

__all__ = ["KEYS", "read_pie", "read_pie_text"]

KEYS = (
    "title", "source", "divide", "amount", "parties", "coalitions", "cost_of", "features", "precedents",
)  # fmt: skip
KINDS = ("claims", "savings", "cost")
MOST_GROUPED = 12
"""Parties whose groups can be written down one by one."""


def read_pie(path: str | Path) -> tuple[Pie | None, tuple[Problem, ...]]:
    """The pie in a file, and everything that is wrong with it. Never raises on bad content."""
    problems: list[Problem] = []
    text = read_text(Path(path), problems)
    return (None, tuple(problems)) if text is None else read_pie_text(text, str(path))


def read_pie_text(text: str, name: str = "the text") -> tuple[Pie | None, tuple[Problem, ...]]:
    """As `read_pie`, from text; `name` is what problems call it."""
    problems: list[Problem] = []
    root = parse(text, name, problems)
    pie = _pie(Reader(problems), root) if root is not None else None
    return (None if any(p.severity == "error" for p in problems) else pie), tuple(problems)


def _pie(reader: Reader, root: Entry) -> Pie | None:
    fields = reader.mapping(root, "A pie", KEYS)
    kind = reader.text(fields.get("divide"), "`divide`", "claims")
    if kind not in KINDS:
        reader.problem(fields["divide"], f"`{kind[:60]}` cannot be divided.", f"Write one of {', '.join(KINDS)}.")
        kind = "claims"
    names, rows = _parties(reader, fields.get("parties"), root)
    parties = tuple(names)
    figures = {
        figure: tuple(row[figure] for row in rows) for figure in FIGURES if rows and all(figure in row for row in rows)
    }
    if "weight" not in figures and any("weight" in row for row in rows):
        figures["weight"] = tuple(row.get("weight", Fraction(1)) for row in rows)
    for figure in FIGURES:
        missing = [party for party, row in zip(parties, rows, strict=True) if figure not in row]
        if figure != "weight" and missing and len(missing) < len(rows):
            what = f"`{figure}` is told of some parties, but not of {', '.join(missing[:8])}."
            reader.warning(fields["parties"], what, "Rules that need it are left out; give it for every party.")
    worth = _worth(reader, fields.get("coalitions"), parties)
    if worth is not None and "alone" not in figures:
        figures["alone"] = tuple(worth[1 << i] for i in range(len(parties)))
    cost_of = _curve(reader, fields.get("cost_of"))
    amount = reader.number(fields.get("amount"), "`amount`")
    if amount is None and "amount" not in fields:
        amount = _implied(kind, figures, worth, cost_of)
        if amount is None:
            reader.problem(root, "`amount` is missing.", "Write what there is to divide or to pay: `amount: 200`.")
    return Pie(
        title=reader.text(fields.get("title"), "`title`", "A pie"),
        kind=cast(PieKind, kind),
        amount=amount or Fraction(0),
        parties=parties,
        names=names,
        figures=figures,
        cost_of=cost_of,
        worth=worth,
        features=_numbers(reader, fields.get("features"), "`features`"),
        precedents=_precedents(reader, fields.get("precedents"), parties),
        source=reader.text(fields.get("source"), "`source`"),
    )


def _parties(reader: Reader, entry: Entry | None, root: Entry) -> tuple[dict[str, str], list[dict[str, Fraction]]]:
    names: dict[str, str] = {}
    rows: list[dict[str, Fraction]] = []
    for item in reader.items(entry, "`parties`"):
        fields = reader.mapping(item, "A party", ("id", "name", *FIGURES))
        party = reader.identifier(fields.get("id"), item, "a party", names)
        if party is None:
            continue
        names[party] = reader.text(fields.get("name"), "The name", party)
        told = {figure: reader.number(fields[figure], f"`{figure}`") for figure in FIGURES if figure in fields}
        rows.append({figure: value for figure, value in told.items() if value is not None})
        for figure, value in rows[-1].items():
            if value < 0 and figure != "alone":
                reader.problem(fields[figure], f"`{figure}` of `{party}` is negative.", "Write 0 or more.")
            if value == 0 and figure == "weight":
                reader.problem(fields[figure], f"The weight of `{party}` is 0.", "Write a weight above 0.")
    if not names:
        reader.problem(entry or root, "A pie needs `parties`.", "List them, one `- {id: .., claim: ..}` each.")
    return names, rows


def _implied(
    kind: str, figures: dict[str, tuple[Fraction, ...]], worth: tuple[Fraction, ...] | None, cost_of: Curve | None
) -> Fraction | None:
    """The amount that follows from the rest: the worth of everybody, the largest facility, the cost of all demands."""
    if worth is not None:
        return worth[-1]
    if kind == "cost" and "reach" in figures:
        return max(figures["reach"])
    if cost_of is not None and "demand" in figures:
        total = sum(figures["demand"], Fraction(0))
        return cost_of.value(total) if cost_of.points[0][0] <= total <= cost_of.points[-1][0] else None
    return None


def _worth(reader: Reader, entry: Entry | None, parties: tuple[str, ...]) -> tuple[Fraction, ...] | None:
    if entry is None:
        return None
    if len(parties) > MOST_GROUPED:
        fix = "Leave `coalitions` out, or use the table of `makeable nucleolus`."
        reader.problem(entry, f"The groups of {len(parties)} parties cannot be written down.", fix)
        return None
    told: dict[int, Fraction] = {}
    for group, value in reader.mapping(entry, "`coalitions`").items():
        members = [part.strip() for part in group.split("+")]
        where = entry.key_at.get(group, entry.where)
        unknown = [member for member in members if member not in parties]
        if unknown:
            fix = f"Join the ids of parties with +: {' + '.join(parties[:2])}."
            reader.problem(where, f"`{unknown[0][:60]}` is no party.", fix)
            continue
        mask = sum(1 << parties.index(member) for member in set(members))
        if mask in told or len(set(members)) < len(members):
            reader.problem(where, f"`{group[:60]}` names a party or a group twice.", "Name each group once.")
        number = reader.number(value, f"What {group[:60]} has alone")
        if number is not None:
            told[mask] = number
    missing = [mask for mask in range(1, 1 << len(parties)) if mask not in told]
    if missing and not any(problem.severity == "error" for problem in reader.problems):
        shown = "; ".join(" + ".join(p for i, p in enumerate(parties) if m >> i & 1) for m in missing[:6])
        what = f"{len(missing)} of {(1 << len(parties)) - 1} groups are missing: {shown}."
        reader.problem(entry, what, "Give a figure for every group.")
    return (Fraction(0), *(told.get(mask, Fraction(0)) for mask in range(1, 1 << len(parties)))) if parties else None


def _curve(reader: Reader, entry: Entry | None) -> Curve | None:
    points: dict[Fraction, Fraction] = {}
    for key, value in reader.mapping(entry, "`cost_of`").items():
        amount = Entry(entry.where if entry else "", text=key).number()
        cost = reader.number(value, "A cost")
        if amount is None:
            fix = "Write `amount: cost`, for example `10: 100`."
            reader.problem(value, f"`{key[:60]}` is not an amount.", fix)
        elif cost is not None:
            points[amount] = cost
    return Curve(tuple(sorted(points.items()))) if points else None


def _numbers(reader: Reader, entry: Entry | None, what: str) -> dict[str, Fraction]:
    read = {name: reader.number(value, f"{what}: {name[:60]}") for name, value in reader.mapping(entry, what).items()}
    return {name: value for name, value in read.items() if value is not None}


def _precedents(reader: Reader, entry: Entry | None, parties: tuple[str, ...]) -> tuple[Precedent, ...]:
    found = []
    for item in reader.items(entry, "`precedents`"):
        fields = reader.mapping(item, "A precedent", ("name", "source", "features", "shares"))
        name = reader.text(fields.get("name"), "The name of a precedent")
        if not name:
            reader.problem(item, "A precedent has no name.", "Add `name:`.")
        shares = _numbers(reader, fields.get("shares"), "`shares`")
        for party in shares:
            if party not in parties:
                reader.problem(fields["shares"], f"`{party[:60]}` is no party.", f"Known are {', '.join(parties[:8])}.")
        if any(share < 0 for share in shares.values()):
            reader.problem(fields["shares"], "A share is negative.", "Write shares of 0 or more.")
        features = _numbers(reader, fields.get("features"), "`features`")
        found.append(Precedent(name, features, shares, reader.text(fields.get("source"), "`source`")))
    return tuple(found)
