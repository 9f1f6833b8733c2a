"""The follow-up of an agreement as blocks: where everything stands, and the brief for returning to the table."""

from __future__ import annotations

from makeable.agreement.followup.brief import ReconveningBrief, WayOut
from makeable.agreement.followup.score import Implementation, Progress
from makeable.agreement.followup.state import State, Track
from makeable.explain.followup import (
    called_sentence,
    change_sentence,
    event_sentence,
    grievance_sentence,
    refusal_sentence,
    status_word,
)
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.terms import Terms
from makeable.explain.words import Words
from makeable.report.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph, Table
from makeable.report.contents.packages import gains_table, settled_table

__all__ = ["followup_blocks", "reconvening_blocks"]

RECENT = 8


def followup_blocks(state: State, score: Implementation, terms: Terms) -> list[Block]:
    """Where every duty, figure and dispute stands, what comes next, and what happened last."""
    words = terms.words
    if state.today is None:
        return [Notice(words.say("Nothing has been put down yet."), "info")]
    blocks: list[Block] = [Facts(_glance(state, score, terms))]
    blocks += [Notice(called_sentence(called, terms), "warning") for called in state.pending()]
    blocks.append(_tracks_table(state, terms))
    if state.readings:
        blocks.append(_metrics_table(state, terms))
    if state.grievances:
        disputes = Bullets(tuple(grievance_sentence(g, terms) for g in state.grievances.values()))
        blocks += [Heading(words.say("Disputes"), 3), disputes]
    blocks.append(_score_table(score, terms))
    blocks += _last_entries(state, terms)
    return blocks


def _glance(state: State, score: Implementation, terms: Terms) -> tuple[tuple[str, str], ...]:
    words, parties = terms.words, len(terms.case.party)
    say = words.say
    signed = say("{n} of {m}", n=len(state.signed), m=parties)
    ratifies = {step.party for step in terms.agreement.ratification}
    ratified = say("{n} of {m}", n=len(ratifies & set(state.ratified)), m=len(ratifies))
    done = words.percent(score.share) if score.share is not None else "–"
    return (
        (say("On"), terms.day(state.today)),
        (say("Signed"), signed),
        (say("Ratified"), ratified),
        (say("Carried out"), done),
        (say("Open disputes"), words.number(len(state.open_grievances()))),
    )


def _tracks_table(state: State, terms: Terms) -> Table:
    words = terms.words
    tracks = sorted(state.tracks.values(), key=lambda t: (t.due, t.commitment))
    rows = tuple(_track_row(track, terms) for track in tracks)
    columns = tuple(words.say(c) for c in ("Due", "What", "Who", "Stands", "Since"))
    strong = frozenset(n for n, t in enumerate(tracks) if t.status in ("late", "breached"))
    return Table(columns, rows, words.say("Where each duty stands"), strong=strong)


def _track_row(track: Track, terms: Terms) -> tuple[str, ...]:
    held = terms.agreement.commitment[track.commitment]
    name = f"{held.label} ({track.number})" if held.every else held.label
    since = terms.day(track.history[-1][0]) if track.history else "–"
    return (terms.day(track.due), name, terms.party(held.owner), status_word(track.status, terms), since)


def _metrics_table(state: State, terms: Terms) -> Table:
    words = terms.words
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    for metric in terms.agreement.metrics:
        readings = state.readings.get(metric.id, ())
        if readings:
            last = readings[-1]
            sign = "≥" if metric.good == "at_least" else "≤"
            bound = f"{sign} {words.number(metric.threshold)}" if metric.threshold is not None else "–"
            if last.missed:
                strong.add(len(rows))
            figures = (words.number(last.value), bound, words.say("missed") if last.missed else words.say("met"))
            rows.append((metric.name, *figures, terms.day(last.on)))
    columns = tuple(words.say(c) for c in ("Metric", "Last value", "Threshold", "Result", "Reported on"))
    return Table(columns, tuple(rows), words.say("Figures"), frozenset({1, 2}), frozenset(strong))


def _score_table(score: Implementation, terms: Terms) -> Table:
    words = terms.words

    def row(progress: Progress) -> tuple[str, ...]:
        points = words.number(progress.score, 1) if progress.score is not None else "–"
        return (terms.commitment(progress.commitment), points, str(progress.came_due), str(progress.done))

    rows = tuple(row(progress) for progress in score.commitments)
    columns = tuple(words.say(c) for c in ("What", "Score", "Came due", "Verified"))
    note = words.say("0 not begun, 1 minimal, 2 intermediate, 3 full; only what has come due counts.")
    return Table(columns, rows, words.say("How far it is carried out"), frozenset({1, 2, 3}), note=note)


def _last_entries(state: State, terms: Terms) -> list[Block]:
    words = terms.words
    told = [e for e in state.log if e.kind != "tick"][-RECENT:]
    refused = {refusal.event for refusal in state.refused}
    lines = tuple(f"{terms.day(e.on)}: {event_sentence(e, terms)}" for e in told if e.id not in refused)
    blocks: list[Block] = [Heading(words.say("What happened last"), 3), Bullets(lines)] if lines else []
    by_id = {event.id: event for event in state.log}
    why = tuple(refusal_sentence(r, by_id[r.event], terms) for r in state.refused)
    if why:
        blocks += [Heading(words.say("Entries that could not count"), 3), Bullets(why)]
    return blocks


def reconvening_blocks(found: ReconveningBrief, names: Names, words: Words) -> list[Block]:
    """Why the parties meet, what they needed at first, what changed, and which packages could repair it."""
    terms = Terms(names.case, words)
    say = words.say
    blocks: list[Block] = []
    if not found.called:
        blocks.append(Notice(say("Nothing calls the parties back to the table yet."), "info"))
    blocks += [Notice(called_sentence(called, terms), "warning") for called in found.called]
    if found.disputes:
        disputes = Bullets(tuple(grievance_sentence(g, terms) for g in found.disputes))
        blocks += [Heading(say("What is in dispute")), disputes]
    if found.changes:
        changes = Bullets(tuple(change_sentence(change, terms) for change in found.changes))
        blocks += [Heading(say("What has changed since signing")), changes]
    needs = tuple(
        f"{terms.party(party)}: {'; '.join(i.text for i in interests)}"
        for party, interests in found.interests.items()
        if interests
    )
    if needs:
        blocks += [Heading(say("What each party needed from the start")), Bullets(needs)]
    blocks += _ways(found, terms)
    blocks.append(Paragraph(proof_sentence(found.proof, words), muted=True))
    return blocks


def _ways(found: ReconveningBrief, terms: Terms) -> list[Block]:
    words, say = terms.words, terms.words.say
    title = Heading(say("What could repair it"))
    if not found.ways_out:
        text = say("No package that was set aside, and no change of one issue, keeps everyone above no deal now.")
        return [title, Notice(text, "warning")]
    labels = [way_name(way, at, terms) for at, way in enumerate(found.ways_out, 1)]
    agreed = say("Agreed")
    packages = {agreed: terms.agreement.package} | {
        label: way.package for label, way in zip(labels, found.ways_out, strict=True)
    }
    gains = {party: [now, *(way.surplus[party] for way in found.ways_out)] for party, now in found.surplus_now.items()}
    note = say("With what has happened counted in. Packages that were set aside come first.")
    return [
        title,
        settled_table(packages, terms, words),
        gains_table((agreed, *labels), gains, terms, words, say("Gain over no deal as things are"), note),
    ]


def way_name(way: WayOut, at: int, terms: Terms) -> str:
    """A set-aside package by its name; a small change by its number."""
    return way.name or terms.words.say("Change {n}", n=at)
