"""Reading goods to be shared out, from a document of their own.

title: Camp David
items: [sinai, {id: jerusalem, name: Jerusalem, copies: 1}]
parties:
  - {id: israel, name: Israel, points: {sinai: 35, jerusalem: 20}, entitlement: 1, at_most: 2}
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from makeable.casefile.document import parse, read_text
from makeable.casefile.entry import Entry
from makeable.casefile.reader import Reader
from makeable.errors import Problem
from makeable.model.goods import Good, Goods

__all__ = ["KEYS", "read_goods", "read_goods_text"]

KEYS = ("title", "source", "items", "parties")
MOST_COPIES = 1000


class _Party(NamedTuple):
    """One party as written."""

    name: str
    points: dict[str, Fraction]
    entitlement: Fraction
    at_most: int | None


def read_goods(path: str | Path) -> tuple[Goods | None, tuple[Problem, ...]]:
    """The goods in a file, and everything that is wrong with it. Never raises on bad content."""
    problems: list[Problem] = []
    text = read_text(Path(path), problems)
    return (None, tuple(problems)) if text is None else read_goods_text(text, str(path))


def read_goods_text(text: str, name: str = "the text") -> tuple[Goods | None, tuple[Problem, ...]]:
    """As `read_goods`, from text; `name` is what problems call it."""
    problems: list[Problem] = []
    root = parse(text, name, problems)
    goods = _goods(Reader(problems), root) if root is not None else None
    return (None if any(p.severity == "error" for p in problems) else goods), tuple(problems)


def _goods(reader: Reader, root: Entry) -> Goods:
    fields = reader.mapping(root, "An items file", KEYS)
    goods = _items(reader, fields.get("items"), root)
    parties = _parties(reader, fields.get("parties"), goods, root)
    rows = tuple(tuple(party.points.get(good, Fraction(0)) for good in goods) for party in parties.values())
    return Goods(
        title=reader.text(fields.get("title"), "`title`", "Goods"),
        goods=tuple(goods.values()),
        parties=tuple(parties),
        points=rows,
        entitlements=tuple(party.entitlement for party in parties.values()),
        at_most=tuple(party.at_most for party in parties.values()),
        names={party: told.name for party, told in parties.items()},
        source=reader.text(fields.get("source"), "`source`"),
    )


def _items(reader: Reader, entry: Entry | None, root: Entry) -> dict[str, Good]:
    goods: dict[str, Good] = {}
    for item in reader.items(entry, "`items`"):
        if item.fields is None:
            name = reader.identifier(item, item, "an item", goods)
            if name is not None:
                goods[name] = Good(name, name)
            continue
        fields = reader.mapping(item, "An item", ("id", "name", "copies"))
        name = reader.identifier(fields.get("id"), item, "an item", goods)
        copies = reader.whole(fields["copies"], "`copies`") if "copies" in fields else 1
        if copies is not None and not 1 <= copies <= MOST_COPIES:
            reader.problem(fields["copies"], f"There cannot be {copies} copies.", f"Write 1 to {MOST_COPIES}.")
        if name is not None:
            goods[name] = Good(name, reader.text(fields.get("name"), "The name", name), copies or 1)
    if not goods:
        reader.problem(entry or root, "There are no `items`.", "List them: `items: [house, boat]`.")
    return goods


def _parties(reader: Reader, entry: Entry | None, goods: dict[str, Good], root: Entry) -> dict[str, _Party]:
    parties: dict[str, _Party] = {}
    for item in reader.items(entry, "`parties`"):
        fields = reader.mapping(item, "A party", ("id", "name", "points", "entitlement", "at_most"))
        party = reader.identifier(fields.get("id"), item, "a party", parties)
        points: dict[str, Fraction] = {}
        written = reader.mapping(fields.get("points"), "`points`", tuple(goods))
        for good, value in written.items():
            number = reader.number(value, f"The points for {good[:60]}")
            if number is not None and number < 0:
                reader.problem(value, "Points are negative.", "Write 0 or more; leave burdens out.")
            elif number is not None:
                points[good] = number
        due = reader.number(fields["entitlement"], "`entitlement`") if "entitlement" in fields else Fraction(1)
        if due is not None and due <= 0:
            reader.problem(fields["entitlement"], "An entitlement is not positive.", "Write a number above 0.")
            due = None
        most = reader.whole(fields["at_most"], "`at_most`") if "at_most" in fields else None
        if most is not None and most < 0:
            reader.problem(fields["at_most"], "`at_most` is negative.", "Write 0 or more.")
        missing = [good for good in goods if good not in written]
        if missing and party is not None:
            what = f"`{party}` gives no points to {', '.join(missing[:8])}; they count as worth nothing to it."
            reader.warning(fields.get("points", item), what, "Give points to every item, 0 where it is worth nothing.")
        if party is not None:
            name = reader.text(fields.get("name"), "The name", party)
            parties[party] = _Party(name, points, due or Fraction(1), most)
    if not parties:
        reader.problem(entry or root, "There are no `parties`.", "List them, each with `points`.")
    return parties
