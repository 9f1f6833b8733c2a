"""`makeable items`: goods shared out, whole or in parts, by every rule that fits."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from makeable.casefile.goods_reader import read_goods
from makeable.cli.answer import answer
from makeable.cli.frame import listing
from makeable.cli.rule_argument import rules_named
from makeable.errors import BadInput
from makeable.explain.audience import MEDIATOR
from makeable.explain.names import Names
from makeable.explain.words import LANGUAGES, Words
from makeable.model import AtLeast, Case, Party
from makeable.model.goods import Goods
from makeable.principles.goods import GoodsDivision, share_goods
from makeable.principles.items import items_rule_named, items_rules
from makeable.report.blocks import Block
from makeable.report.contents.goods import goods_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="an items file: items, and parties with their points for each")
    parser.add_argument("--rule", default="", metavar="NAME,..", help=f"only these of {', '.join(items_rules())}")
    parser.add_argument(
        "--language", choices=tuple(LANGUAGES), default="en", help="language of the answer (default en)"
    )
    parser.add_argument("--json", action="store_true", help="print the answer as one JSON object")


def run(args: argparse.Namespace) -> int:
    """Share out, and show what each rule gives."""
    goods, problems = read_goods(args.file)
    if goods is None:
        raise BadInput(problems)
    if problems and not args.json:
        sys.stderr.write(listing(problems))
    rules = rules_named(args.rule, items_rule_named, tuple(items_rules()))
    found = share_goods(goods, rules or None)
    parties = tuple(Party(party, goods.names.get(party, party)) for party in goods.parties)
    case = Case(goods.title, (), parties, AtLeast(len(parties), goods.parties), source=goods.source)
    return answer(args, case, MEDIATOR, found, partial(_blocks, goods), "what each rule gives")


def _blocks(goods: Goods, found: GoodsDivision, names: Names, words: Words) -> list[Block]:
    return goods_blocks(found, goods, names, words)
