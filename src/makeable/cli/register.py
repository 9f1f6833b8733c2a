"""`makeable register`: check a room's register, or write the spreadsheet to fill."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from makeable.casefile.register_reader import read_register, register_data, register_text
from makeable.casefile.register_sheet import write_template
from makeable.casefile.save import write_new
from makeable.cli.frame import listing
from makeable.errors import BadInput

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="check | template | convert")
    check = kinds.add_parser("check", help="list everything wrong or odd, and how to fix it")
    check.add_argument("register", metavar="ROOM", help="a register file, or the folder that holds it")
    template = kinds.add_parser("template", help="write the empty spreadsheet to fill")
    template.add_argument("file", metavar="FILE.xlsx", help="where to write it")
    convert = kinds.add_parser("convert", help="write a register as YAML, JSON or a spreadsheet")
    convert.add_argument("register", metavar="ROOM", help="a register file, or the folder that holds it")
    convert.add_argument("file", metavar="FILE", help="a name that ends in .yaml, .json or .xlsx")


def run(args: argparse.Namespace) -> int:
    """Do it; 1 when the register has errors."""
    if args.what == "template":
        write_template(Path(args.file))
        sys.stdout.write(f"The spreadsheet to fill is {args.file}.\n")
        return 0
    register, problems = read_register(args.register)
    if args.what == "check":
        if problems:
            sys.stdout.write(listing(problems))
        if register is None:
            return 1
        counted = f"{len(register.organisations)} organisations, {len(register.offers)} offers, "
        counted += f"{len(register.needs)} needs, {len(register.links)} links, {len(register.activities)} activities"
        sys.stdout.write(f"{register.title}: {counted}.\n")
        return 0
    if register is None:
        raise BadInput(problems)
    target = Path(args.file)
    if target.suffix.lower() == ".xlsx":
        write_template(target, register_data(register))
    else:
        write_new(target, register_text(register, target.name))
    sys.stdout.write(f"Written to {target}.\n")
    return 0
