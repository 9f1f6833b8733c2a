"""The space of packages: its frontier, the zone of possible agreement, its size."""

from makeable.frontier.pareto import FrontierFinding, frontier
from makeable.frontier.zone import ZoneFinding, zone

__all__ = ["FrontierFinding", "ZoneFinding", "frontier", "zone"]
