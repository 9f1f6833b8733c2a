"""`makeable match`: which offers could meet which needs; and what people said about it."""

from __future__ import annotations

import argparse
import sys
from fractions import Fraction
from functools import partial
from pathlib import Path

from makeable.casefile.register_reader import register_data, register_text
from makeable.casefile.register_sheet import write_template
from makeable.casefile.save import write_new
from makeable.cli.case_argument import whole
from makeable.cli.progress import progress_bar
from makeable.cli.register_argument import add_register, register_of, tell
from makeable.discovery.matching import Matching, match
from makeable.discovery.matching_decisions import Terms, confirm, edit, forget, propose, refuse
from makeable.discovery.matching_filter import Filters
from makeable.discovery.matching_model import installed_model
from makeable.errors import BadInput, Problem
from makeable.explain.matching import why_sentence
from makeable.explain.words import Words
from makeable.model import exact
from makeable.model.register import Register
from makeable.report.contents.matching import matching_blocks

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_register(parser)
    parser.add_argument("--most", type=whole, default=10, help="most candidates for one need (default 10, up to 20)")
    parser.add_argument("--ask", type=whole, default=10, help="how many questions to put first (default 10)")
    parser.add_argument("--any-kind", action="store_true", help="compare offers and needs of different kinds too")
    parser.add_argument("--same-region", action="store_true", help="only within one region")
    parser.add_argument("--region", action="append", default=[], help="only offers from this region (repeat for more)")
    parser.add_argument("--any-time", action="store_true", help="also where the dates do not meet")
    parser.add_argument(
        "--model",
        nargs="?",
        const="",
        metavar="FOLDER",
        help="compare by meaning with a small text model: the one installed, or the one in FOLDER",
    )
    said = parser.add_argument_group("what people said (with --save)")
    for name, what in (
        ("confirm", "this offer could meet this need"),
        ("refuse", "it will not do"),
        ("edit", "keep the link, with other terms"),
        ("forget", "as if nothing had been said"),
    ):
        said.add_argument(f"--{name}", action="append", default=[], metavar="OFFER:NEED", help=what)
    said.add_argument("--confidence", type=_number, help="how probable it is that it works, from 0 to 1")
    said.add_argument("--cost", type=_number, help="what it would cost the giver")
    said.add_argument("--worth", type=_number, help="what it would be worth to the receiver")
    said.add_argument("--why", help="a word on it, kept with the link")
    said.add_argument("--propose", action="store_true", help="put the candidates down as proposed links")
    said.add_argument("--save", metavar="FILE", help="write the register with what was said (.yaml, .json or .xlsx)")


def run(args: argparse.Namespace) -> int:
    """Put down what was said, or list the candidates."""
    register = register_of(args)
    if args.confirm or args.refuse or args.edit or args.forget:
        return _saved(args, _decided(args, register))
    filters = Filters(not args.any_kind, args.same_region, tuple(args.region), not args.any_time)
    model = installed_model(args.model or None) if args.model is not None else None
    with progress_bar() as progress:
        found = match(register, model, filters, max(1, min(args.most, 20)), progress)
    if args.propose:
        return _saved(args, propose(register, _reasons(found, Words(args.language))))
    return tell(args, register, found, partial(matching_blocks, asked=args.ask), "candidate links")


def _reasons(found: Matching, words: Words) -> list[tuple[str, str, str]]:
    return [(c.offer, c.need, why_sentence(c, words)) for matched in found.matched for c in matched.candidates]


def _decided(args: argparse.Namespace, register: Register) -> Register:
    terms = Terms(args.confidence, args.cost, args.worth, None, args.why)
    for pair in args.forget:
        register = forget(register, *_pair(pair))
    for pair in args.edit:
        register = edit(register, *_pair(pair), terms)
    for pair in args.refuse:
        register = refuse(register, *_pair(pair), args.why or "")
    for pair in args.confirm:
        register = confirm(register, *_pair(pair), terms)
    return register


def _saved(args: argparse.Namespace, register: Register) -> int:
    if args.save is None:
        what = "What was said would be lost."
        raise BadInput([Problem("--save", what, "Name the file to write the register to: --save FILE.")])
    target = Path(args.save)
    if target.suffix.lower() == ".xlsx":
        write_template(target, register_data(register))
    else:
        write_new(target, register_text(register, target.name))
    sys.stdout.write(f"Written to {target}.\n")
    return 0


def _pair(text: str) -> tuple[str, str]:
    offer, sign, need = text.partition(":")
    if not sign:
        raise BadInput([Problem(text, "It names no offer and need.", "Write OFFER:NEED, by their ids.")])
    return offer, need


def _number(text: str) -> Fraction:
    try:
        return exact(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
