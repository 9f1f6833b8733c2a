"""The commented starter case: a small real-looking negotiation to change into one's own."""

from __future__ import annotations

from pathlib import Path

from makeable.casefile.save import write_new

__all__ = ["STARTER", "write_starter"]

STARTER = """\
# A case file: one negotiation. Change everything below; lines that begin with # are comments.
# Check it at any time with `makeable check`, and read the whole picture with `makeable brief`.
makeable: 1
title: A bus line to the new district
summary: The city, the bus company and the residents decide how the new district is served.

# What is to be settled. An issue has options to pick from, or is a quantity with a range.
issues:
  - id: route
    name: Route
    options:
      - {id: direct, name: Straight to the station}
      - {id: loop, name: A loop through the old village}
  - id: hours
    name: Evening service
    options: [none, weekends, daily]        # short: the id is the name
  - id: subsidy
    name: Yearly subsidy of the city
    unit: k$
    range: [0, 400]
    step: 50                                # leave the step out for any amount in the range

# Who is at the table. A sheet is private: what the party needs and what each outcome is worth to it.
# Scores are on a scale of the party's own; only its comparisons count. Fractions (2/3) and decimals are exact.
parties:
  - id: city
    name: City council
    sheet:
      no_deal: 30                           # the worth of its best alternative, on the scale of its scores
      batna: Extend the old line by two stops. # .. which is this
      interests:
        - {text: A district that does not depend on cars, issues: [route, hours]}
        - {text: A budget that holds, issues: [subsidy]}
      scores:
        route: {direct: 20, loop: 30}
        hours: {none: 0, weekends: 15, daily: 30}
        subsidy: {0: 40, 200: 20, 400: 0}   # a quantity: points; straight lines in between
  - id: company
    name: Bus company
    sheet:
      no_deal: 35
      batna: Use the buses on the airport line.
      interests:
        - {text: A line that pays for itself, issues: [subsidy, route]}
      scores:
        route: {direct: 30, loop: 10}
        hours: {none: 25, weekends: 20, daily: 0}
        subsidy: {0: 0, 400: 45}
  - id: residents
    name: Residents' association
    sheet:
      estimated_by: mediator                # a guess, until the party fills in its own
      no_deal: 25
      interests:
        - Getting home at night             # short: the text alone
      scores:
        route: {direct: 10, loop: 25}
        hours: {none: 0, weekends: 30, daily: 50}
        subsidy: {0: 0, 400: 0}             # they do not care who pays
      interactions:                         # a score for a combination
        - {when: {route: loop, hours: daily}, score: 10}

# Whose yes makes a deal. Without a rule: everyone's. Other rules:
#   rule: {at_least: 2, required: [city]}
#   rule: {weights: {city: 3, company: 2, residents: 1}, quota: 4}
#   rule: {all: [{at_least: 1, of: [city, company]}, {required: [residents]}]}
rule: unanimity

# What a package may not be.
constraints:
  - not: {route: loop, hours: daily, subsidy: {at_most: 100}}
    note: The company cannot run the long line every evening for so little.
#  - if: {hours: daily}
#    then: {subsidy: {at_least: 150}}

# The package on the table, if there is one.
draft: {route: direct, hours: weekends, subsidy: 200}
"""
"""Passes `makeable check` with no problem."""


def write_starter(path: str | Path) -> Path:
    """Write the starter to a path, or as case.yaml into the folder that the path means; returns the file.

    Raises BadInput when the file exists already: nothing is ever overwritten.
    """
    path = Path(path)
    if path.suffix not in (".yaml", ".yml"):
        path = path / "case.yaml"
    write_new(path, STARTER)
    return path
