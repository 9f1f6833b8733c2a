"""`makeable export`: a case as Genius XML, as a spreadsheet, or as a folder with each party's sheet apart."""

from __future__ import annotations

import argparse
import sys

from makeable.casefile.genius_writer import write_genius
from makeable.casefile.save import save, save_folder
from makeable.casefile.table_writer import write_csv, write_xlsx
from makeable.cli.case_argument import add_case, case_of
from makeable.cli.frame import listing
from makeable.errors import BadInput, Problem

__all__ = ["configure", "run"]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare CASE and where to write what."""
    add_case(parser)
    parser.add_argument("--genius", metavar="DIR", help="Genius XML: a domain and a profile per sheet, into a folder")
    parser.add_argument("--xlsx", metavar="FILE", help="a workbook of score tables")
    parser.add_argument("--csv", metavar="FILE", help="a table of scores as CSV")
    parser.add_argument("--folder", metavar="DIR", help="case.yaml, and each party's sheet in a file of its own")
    parser.add_argument("--file", metavar="FILE", help="one case file (.yaml or .json): with --for, what the party has")


def run(args: argparse.Namespace) -> int:
    """Write what was asked for; say what the format cannot hold."""
    if not any((args.genius, args.xlsx, args.csv, args.folder, args.file)):
        fix = "Add --genius DIR, --xlsx FILE, --csv FILE, --folder DIR or --file FILE."
        raise BadInput([Problem("makeable export", "Nothing says where to write.", fix)])
    case, _ = case_of(args)
    written: list[str] = []
    lost: list[Problem] = []
    if args.genius:
        files, problems = write_genius(case, args.genius)
        written += map(str, files)
        lost += problems
    for path, write in ((args.xlsx, write_xlsx), (args.csv, write_csv)):
        if path:
            lost += write(case, path)
            written.append(path)
    if args.folder:
        written += map(str, save_folder(case, args.folder))
    if args.file:
        save(case, args.file)
        written.append(args.file)
    if lost:
        sys.stderr.write(listing(list(dict.fromkeys(lost))))
    for name in written:
        print(f"Wrote {name}")
    return 0
