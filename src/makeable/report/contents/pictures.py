"""Pictures of the space of packages: one field for two parties, a field for each pair of more."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.frontier.pareto import FrontierFinding
from makeable.model import Package
from makeable.principles import Division
from makeable.report.blocks import Chart, Table
from makeable.report.charts.scatter import Axis, Marked, scatter
from makeable.report.charts.scatter_matrix import scatter_matrix

__all__ = ["frontier_chart"]

MOST_PARTIES = 8


def frontier_chart(
    found: FrontierFinding, divisions: Sequence[Division], draft: Package | None, names: Names, words: Words
) -> Chart | None:
    """The frontier with the no-deal lines, what the principles choose, and the draft; None where it says nothing."""
    if not found.vectors or not 2 <= len(found.parties) <= MOST_PARTIES:
        return None
    sheets = names.case.sheets
    axes = [Axis(names.party(party), float(sheets[party].no_deal)) for party in found.parties]
    points = [tuple(map(float, vector)) for vector in found.vectors]
    shown: dict[str, tuple[Fraction, ...]] = {}
    chosen = {principle_title(d.principle, words): d.packages[0] for d in divisions if d.packages}
    if draft is not None:
        chosen[words.say("draft")] = draft
    for label, package in chosen.items():
        shown[label] = tuple(sheets[party].value(package) for party in found.parties)
    marked = [Marked(label, tuple(map(float, values))) for label, values in shown.items()]
    if len(axes) == 2:
        pairs = [(point[0], point[1]) for point in points]
        terms = (words.say("Frontier"), words.say("no deal"), words.say("Zone of possible agreement"))
        svg = scatter((axes[0], axes[1]), pairs, (), marked, terms)
    else:
        svg = scatter_matrix(axes, points, (), marked)
    return Chart(words.say("The frontier, seen by each pair of parties"), svg, _table(shown, found, names, words))


def _table(shown: dict[str, tuple[Fraction, ...]], found: FrontierFinding, names: Names, words: Words) -> Table:
    sheets = names.case.sheets
    no_deal = (words.say("no deal"), *(words.number(sheets[party].no_deal) for party in found.parties))
    rows = [no_deal, *((label, *map(words.number, values)) for label, values in shown.items())]
    columns = (words.say("Point"), *(names.party(party) for party in found.parties))
    return Table(columns, tuple(rows), words.say("Values of the marked points"), frozenset(range(1, len(columns))))
