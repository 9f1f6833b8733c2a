"""What every command shares: the parser, the reading of a case, the printing of an answer, bad input, stopping."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, Protocol, cast

from makeable.cli.registry import COMMANDS
from makeable.errors import BadInput, MakeableError, Problem, Stopped
from makeable.report.clean import clean

__all__ = ["CommandModule", "run"]


class CommandModule(Protocol):
    """What a command's module offers: its arguments, and the work, which returns an exit code."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, print the answer, return 0, or 1 when a check failed."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors say what to do next."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call, and where help is; exit with 2."""
        sys.stderr.write(f"{self.prog}: {message}\nSee `{self.prog} --help`.\n")
        raise SystemExit(2)


def overview() -> str:
    """The text of `makeable --help`: the commands by group, a line each."""
    lines = [
        "makeable: find the deals that are there to be made, and help people make them and keep them.",
        "",
        "usage: makeable COMMAND [CASE] [options]       CASE is a case file, or the folder that holds it",
    ]
    groups = dict.fromkeys(command.group for command in COMMANDS.values())
    width = max(map(len, COMMANDS))
    for group in groups:
        lines += ["", f"{group}:"]
        lines += [f"  {name:{width}}  {c.help}" for name, c in COMMANDS.items() if c.group == group]
    lines += ["", "`makeable COMMAND --help` explains a command; `--json` prints its answer for programs."]
    return "\n".join(lines)


def sentence(line: str) -> str:
    """A line of the overview as a sentence."""
    return line[0].upper() + line[1:] + ("" if line.endswith(("?", ".")) else ".")


def closest(name: str) -> str:
    """The known command most like a mistyped one, as a hint; empty when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415  only a mistyped command pays for it

    near = get_close_matches(name, COMMANDS, n=1)
    return f" Did you mean `makeable {near[0]}`?" if near else ""


def run(argv: Sequence[str]) -> int:
    """Find the command, run it, and turn every expected failure into plain words on the error stream."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(overview())
        return 0 if argv else 2
    if argv[0] == "--version":
        from importlib.metadata import version  # noqa: PLC0415  slow to import, and only this option needs it

        print(f"makeable {version('makeable')}")
        return 0
    name, rest = argv[0], argv[1:]
    if name not in COMMANDS:
        sys.stderr.write(f"makeable: there is no command `{name}`.{closest(name)} See `makeable --help`.\n")
        return 2
    module = cast(CommandModule, import_module(f"makeable.cli.{COMMANDS[name].module}"))
    parser = Parser(prog=f"makeable {name}", description=sentence(COMMANDS[name].help))
    module.configure(parser)
    args = parser.parse_args(rest)
    try:
        code = module.run(args)
        sys.stdout.flush()
        return code
    except BadInput as bad:
        sys.stderr.write(listing(bad.problems))
        return 1
    except Stopped as stopped:
        sys.stderr.write(f"makeable {name}: {stopped or 'stopped.'}\n")
        return 130
    except MakeableError as failure:
        sys.stderr.write(f"makeable {name}: {failure}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"makeable {name}: stopped.\n")
        return 130
    except BrokenPipeError:
        # The reader (head, less) went away; that is no failure. Point stdout elsewhere so that exit is quiet too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def listing(problems: Sequence[Problem]) -> str:
    """All problems, each with where it is, what it is and how to fix it."""
    errors = sum(problem.severity == "error" for problem in problems)
    lines = []
    for problem in problems:
        mark = "error" if problem.severity == "error" else "warning"
        lines += [f"{mark}: {clean(problem.where)}", f"    {clean(problem.what)}", f"    {clean(problem.fix)}"]
    warnings = len(problems) - errors
    counted = [f"{n} {word}{'s' if n > 1 else ''}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return "\n".join([*lines, ", ".join(counted) + "."]) + "\n"
