"""Notes stay with what they are about."""

from __future__ import annotations

from makeable.casefile import read_case_text
from makeable.model import ChoiceIssue


def test_an_option_keeps_its_note_and_the_issue_its_own() -> None:
    case, problems = read_case_text("""
makeable: 1
issues:
  - {id: place, note: of the issue, options: [{id: a, note: of the option}, b]}
  - {id: time, options: [{id: c, note: of the last option}]}
parties: [p]
""")
    assert case is not None, problems
    place, time = case.issues
    assert isinstance(place, ChoiceIssue)
    assert (place.note, place.by_id["a"].note, place.by_id["b"].note) == ("of the issue", "of the option", "")
    assert time.note == ""
