"""Sharing out goods, whole or in parts. One rule, one file, one pure function over exact numbers."""

from makeable.principles.items import (
    adjusted_winner,
    envy_free_up_to_one,
    equitable,
    leximin,
    maximin_share,
    maximum_nash_welfare,
    round_robin,
)
from makeable.principles.items.registry import ItemsRule, items_rule_named, items_rules
from makeable.principles.items.sharing import Sharing

__all__ = [
    "ItemsRule",
    "Sharing",
    "adjusted_winner",
    "envy_free_up_to_one",
    "equitable",
    "items_rule_named",
    "items_rules",
    "leximin",
    "maximin_share",
    "maximum_nash_welfare",
    "round_robin",
]
