"""Packages side by side as blocks: what is settled how, and what each party gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.model import Package, Settlement
from makeable.report.blocks import Table

__all__ = ["beside_table", "gains_table", "settled_table"]


def settled_table(packages: Mapping[str, Package], names: Names, words: Words, caption: str = "") -> Table:
    """Issues down, packages across; issues on which they differ stand out."""
    columns = (words.say("Issue"), *packages)
    rows, strong = [], set()
    for number, issue in enumerate(names.case.issues):
        ways = [package[issue.id] for package in packages.values()]
        if len(set(ways)) > 1:
            strong.add(number)
        rows.append((issue.name, *(names.settlement(issue.id, way) for way in ways)))
    return Table(columns, tuple(rows), caption, strong=frozenset(strong))


def beside_table(
    packages: Mapping[str, Mapping[str, Settlement]], names: Names, words: Words, caption: str = ""
) -> Table:
    """As `settled_table`, for packages that may leave issues open (a dash)."""
    rows, strong = [], set()
    for number, issue in enumerate(names.case.issues):
        ways = [package.get(issue.id) for package in packages.values()]
        if len({way for way in ways if way is not None}) > 1:
            strong.add(number)
        rows.append((issue.name, *("–" if way is None else names.settlement(issue.id, way) for way in ways)))
    return Table((words.say("Issue"), *packages), tuple(rows), caption, strong=frozenset(strong))


def gains_table(
    columns: Sequence[str],
    gains: Mapping[str, Sequence[Fraction | None]],
    names: Names,
    words: Words,
    caption: str = "",
    note: str = "",
) -> Table:
    """Parties down, packages or principles across: gain over no deal, losses with their sign."""
    rows = tuple(
        (names.party(party), *("–" if gain is None else words.number(gain, 2, signed=True) for gain in row))
        for party, row in gains.items()
    )
    numeric = frozenset(range(1, len(columns) + 1))
    return Table((words.say("Party"), *columns), rows, caption, numeric, note=note)
