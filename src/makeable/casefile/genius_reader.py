"""Genius XML: a domain and any number of additive profiles as one case.

A profile's value is the sum over issues of weight x evaluation, where Genius divides the evaluations of a discrete
issue by their largest, and cuts the linear evaluations of numbers to 0..1. Sums stay exact fractions. The
reservation value becomes the no-deal value. An integer evaluator with slope and offset counts from the lower bound;
one with parameters, and every real one, takes the amount itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from makeable.casefile.document import read_bytes
from makeable.casefile.entry import Entry, of_data
from makeable.casefile.genius_domain import issue_data, issues_of
from makeable.casefile.genius_profile import Profile
from makeable.casefile.naming import id_for
from makeable.casefile.xml_text import Element, decoded, parse_xml
from makeable.errors import Problem

__all__ = ["read_genius"]


def read_genius(paths: Sequence[Path], problems: list[Problem]) -> Entry | None:
    """The entries of a case from a domain file and profile files, or from a folder of them."""
    domain, profiles = _sorted_files(paths, problems)
    if domain is None and profiles:
        domain = profiles[0][1]
        told = "No domain file was given."
        problems.append(Problem(domain.where, told, "The issues were taken from the first profile.", "warning"))
    if domain is None:
        if not any(problem.severity == "error" for problem in problems):
            problems.append(
                Problem(str(paths[0]), "There is no Genius domain here.", "Name the domain and its profiles.")
            )
        return None
    issues = issues_of(domain, problems)
    parties: dict[str, Entry] = {}
    for path, profile in profiles:
        given = profile.get("party")
        party = given if given and given not in parties else id_for(given or path.stem, parties, "party")
        name = profile.get("name") or path.stem
        sheet = Profile(profile, issues, problems).sheet()
        parties[party] = of_data({"id": party, "name": name, "sheet": sheet}, profile.where)
    objective = next(iter(domain.all("objective")), domain)
    data = {
        "makeable": 1,
        "title": domain.get("title") or objective.get("name") or "Genius domain",
        "source": "Imported from Genius XML.",
        "issues": [issue_data(issue) for issue in issues],
        "parties": list(parties.values()),
    }
    return of_data(data, domain.where)


def _sorted_files(paths: Sequence[Path], problems: list[Problem]) -> tuple[Element | None, list[tuple[Path, Element]]]:
    """The domain and the profiles among the files; a folder stands for the XML files in it."""
    files = [(path, False) for path in paths if not path.is_dir()]
    for folder in paths:
        if folder.is_dir():
            files += [(file, True) for file in sorted(folder.iterdir()) if file.suffix.lower() == ".xml"]
    domain: Element | None = None
    profiles: list[tuple[Path, Element]] = []
    for file, found in files:
        raw = read_bytes(file, problems)
        root = parse_xml(decoded(raw, str(file), problems), str(file), problems) if raw is not None else None
        if root is None:
            continue
        if root.tag == "utility_space":
            profiles.append((file, root))
        elif root.tag == "negotiation_template" and domain is None:
            domain = root
        elif root.tag == "negotiation_template":
            problems.append(Problem(str(file), "This is a second domain.", "Import one domain at a time."))
        else:
            what = f"`{root.tag[:40]}` is neither a Genius domain nor a profile."
            problems.append(Problem(str(file), what, "Leave it out.", "warning" if found else "error"))
    profiles.sort(key=lambda profile: _place(profile[1]))
    return domain, profiles


def _place(profile: Element) -> int:
    """Where the party of a profile stands among the parties, if it says so."""
    written = profile.get("place") or ""
    return int(written) if written.isdecimal() and len(written) < 9 else 0
