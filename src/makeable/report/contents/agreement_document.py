"""The agreement as a document: numbered clauses, annexes, signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from makeable.agreement.clauses import SECTIONS, Clause, clauses_of, worded
from makeable.explain.clauses import clause_text, section_title
from makeable.explain.commitment_clause import behind
from makeable.explain.gaps import derailer_name
from makeable.explain.terms import Terms
from makeable.explain.wording_kept import mark
from makeable.explain.words import Words
from makeable.model import Case
from makeable.model.agreement import Wording
from makeable.report import blocks as b
from makeable.report.contents.agreement_calendar import calendar_table

__all__ = ["agreement_document"]

_LINE = "_" * 18


def agreement_document(
    case: Case, words: Words, wording: Mapping[str, Wording] | None = None, justification: Sequence[b.Block] = ()
) -> b.Document:
    """The whole agreement, ready to sign.

    `wording`: clauses as people worded them (default: those of the case); they stay when data change, and a notice
    says where they no longer say what the data say. `justification`: a closing section made elsewhere, for example
    what one constituency is told. Raises ValueError when the case has no agreement.
    """
    terms = Terms(case, words)
    held = terms.agreement.wording if wording is None else wording
    blocks: list[b.Block] = []
    outdated: list[str] = []
    by_section: dict[str, list[Clause]] = {}
    for clause in clauses_of(case):
        by_section.setdefault(clause.section, []).append(clause)
    number = 0
    for section in SECTIONS:
        if section not in by_section:
            continue
        number += 1
        blocks.append(b.Heading(f"{number}  {section_title(section, terms)}"))
        for at, clause in enumerate(by_section[section], 1):
            drawn, old = _clause(clause, f"{number}.{at}", terms, held)
            blocks.append(drawn)
            outdated += [old] if old else []
    if outdated:
        blocks.insert(0, _outdated(outdated, words))
    blocks += _annexes(terms)
    if justification:
        blocks += [b.Heading(words.say("Why this is fair")), *justification]
    blocks += [b.Heading(words.say("Signatures")), _signatures(terms)]
    return b.Document(terms.agreement.title, tuple(blocks), case.title, words.language)


def _clause(clause: Clause, number: str, terms: Terms, held: Mapping[str, Wording]) -> tuple[b.Clause, str]:
    """A clause, and its number when people worded it and the data have changed since."""
    said = worded(clause_text(clause, terms), held.get(clause.key))
    served = "; ".join(f"{terms.party(s.party)}: {s.interest}" for s in clause.serves)
    note = behind(clause.issue if clause.kind != "issue" else "", served, terms)
    if said.outdated:
        note = f"{note} {terms.words.say('The data now say: {text}', text=said.generated)}".strip()
    drawn = b.Clause(number, said.text, note, mark(clause.key, said, held.get(clause.key)))
    return drawn, number if said.outdated else ""


def _outdated(numbers: list[str], words: Words) -> b.Notice:
    text = "These clauses were worded by hand, and the data behind them have changed since: {numbers}."
    text = words.say(text, numbers=words.listed(numbers))
    return b.Notice(text, "warning")


def _annexes(terms: Terms) -> list[b.Block]:
    """Who ratifies, the metrics, the calendar, what was foreseen."""
    words, agreement = terms.words, terms.agreement
    made: list[tuple[str, b.Table]] = []
    if agreement.ratification:
        rows = tuple(
            (terms.party(r.party), r.body, terms.day(r.due), r.rule or "–", "") for r in agreement.ratification
        )
        columns = tuple(words.say(c) for c in ("For", "Body", "By", "Rule", "Done on"))
        made.append((words.say("Who ratifies"), b.Table(columns, rows)))
    if agreement.metrics:
        made.append((words.say("Metrics"), _metrics(terms)))
    made.append((words.say("Calendar"), calendar_table(terms)))
    if agreement.scenarios:
        made.append((words.say("What was foreseen"), _foreseen(terms)))
    found: list[b.Block] = []
    for letter, (title, table) in zip("ABCDEFG", made, strict=False):
        found += [b.Heading(words.say("Annex {letter}: {title}", letter=letter, title=title)), table]
    return found


def _metrics(terms: Terms) -> b.Table:
    words = terms.words
    rows = []
    for metric in terms.agreement.metrics:
        sign = "≥" if metric.good == "at_least" else "≤"
        bound = "–" if metric.threshold is None else f"{sign} {words.number(metric.threshold)} {metric.unit}".strip()
        rows.append((metric.name, bound, terms.every(metric.every), terms.who(metric.reported_by), metric.source))
    columns = tuple(words.say(c) for c in ("Metric", "Threshold", "Reported", "By whom", "Source"))
    return b.Table(columns, tuple(rows))


def _foreseen(terms: Terms) -> b.Table:
    words, agreement = terms.words, terms.agreement
    rows = []
    for scenario in agreement.scenarios:
        own = [t.id for t in agreement.contingencies if t.when == scenario.id]
        watching = [t.id for t in agreement.triggers if t.on == "scenario" and t.about == scenario.id]
        answers = dict.fromkeys(terms.mechanism(key) for key in (*scenario.handled_by, *own, *watching))
        answered = words.listed(answers) or words.say("nothing yet")
        rows.append((scenario.name, derailer_name(scenario.kind, terms), answered))
    return b.Table(tuple(words.say(c) for c in ("What if", "Kind", "Answered by")), tuple(rows))


def _signatures(terms: Terms) -> b.Table:
    words = terms.words
    rows = tuple((terms.party(party), _LINE, _LINE[:12], _LINE) for party in terms.case.party)
    return b.Table(tuple(words.say(c) for c in ("Signed for", "Name", "Date", "Signature")), rows)
