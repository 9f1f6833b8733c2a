"""Self-enforcement, its repair and robustness as blocks."""

from __future__ import annotations

from makeable.agreement.enforce import Enforcement, Outcome
from makeable.agreement.odds import Chance
from makeable.agreement.repair import Repair
from makeable.agreement.robust import Cure, Robustness
from makeable.explain.clauses import payment_text
from makeable.explain.enforcement import (
    assumed_sentence,
    measure_sentence,
    standing_sentence,
    threshold_words,
    why_not_sentence,
)
from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.terms import Terms
from makeable.explain.words import Words
from makeable.finding import Assumed, Finding
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph, Table

__all__ = ["enforcement_blocks", "repair_blocks", "robustness_blocks"]


def enforcement_blocks(found: Enforcement, names: Names, words: Words) -> list[Block]:
    """Whether keeping beats breaking, and where it does not, what unravels."""
    terms = Terms(names.case, words)
    broken = [s for s in found.standings if not s.keeps]
    blocks: list[Block] = []
    if not found.standings:
        text = words.say("Nothing is known of what keeping the agreement costs, so nothing can be judged.")
        blocks.append(Notice(text, "warning"))
    elif found.holds:
        text = words.say("Keeping beats breaking, for everyone, in every turn of events that was looked at.")
        blocks.append(Notice(text, "good"))
    else:
        weak = len({s.commitment for s in broken})
        said = words.count(
            weak,
            "One commitment would not be kept in some turn of events.",
            "{n} commitments would not be kept in some turn of events.",
        )
        blocks.append(Notice(said, "warning"))
    blocks.append(_standings_table(found, terms))
    blocks += [Bullets(tuple(standing_sentence(s, terms) for s in broken))] if broken else []
    unravelling = [one for one in found.outcomes if one.rounds]
    if unravelling:
        blocks.append(Heading(words.say("Who breaks first, and what unravels"), 3))
        blocks.append(Bullets(tuple(_unravelling(one, terms) for one in unravelling)))
    return blocks + _foot(found, terms)


def _standings_table(found: Enforcement, terms: Terms) -> Table:
    words, number = terms.words, terms.words.number
    worst = found.worst()
    rows = tuple(
        (
            terms.commitment(s.commitment),
            terms.scenario(s.scenario),
            number(s.gain),
            number(s.gain + s.margin),
            number(s.margin, signed=True),
            threshold_words(s.threshold, terms),
        )
        for s in worst
    )
    names = ("What", "At worst when", "Breaking gains", "and loses", "Margin", "Patience needed")
    columns = tuple(words.say(c) for c in names)
    weak = frozenset(n for n, s in enumerate(worst) if not s.keeps)
    note = words.say(
        "Each party's own points. A margin below 0: breaking pays. "
        "Patience: what a point next period must be worth today."
    )
    caption = words.say("Each commitment where it stands worst")
    return Table(columns, rows, caption, frozenset({2, 3, 4, 5}), weak, note)


def _unravelling(one: Outcome, terms: Terms) -> str:
    say = terms.words.say
    first = one.first
    assert first is not None
    owner = terms.party(terms.agreement.commitment[first.commitment].owner)
    text = say(
        "When {scenario}: {party} is the first, with “{what}” on {day}.",
        scenario=terms.scenario(one.scenario),
        party=owner,
        what=terms.commitment(first.commitment),
        day=terms.day(first.day),
    )
    done = {first.commitment}
    for at, (broken, lapsed) in enumerate(zip(one.rounds, one.lapsed, strict=True)):
        named = [o.commitment for o in broken if o.commitment not in done]
        done |= set(named)
        if named:
            also = "Broken with it: {what}." if at == 0 else "Then no longer worth keeping: {what}."
            text += " " + say(also, what=terms.commitments(dict.fromkeys(named)))
        fallen = [o.commitment for o in lapsed if o.commitment not in done]
        done |= set(fallen)
        if fallen:
            text += " " + say("Withheld in answer: {what}.", what=terms.commitments(dict.fromkeys(fallen)))
    left = say("{left} of {planned} duties are left.", left=one.left, planned=one.planned)
    return f"{text} {left}"


def repair_blocks(found: Repair, names: Names, words: Words) -> list[Block]:
    """The cheapest repair, or why there is none."""
    terms = Terms(names.case, words)
    if found.measures is None:
        blocks: list[Block] = [Notice(words.say("No repair is possible within the limits the parties set."), "warning")]
        blocks.append(Bullets(tuple(s for r in found.reasons if (s := why_not_sentence(r, terms)))))
        return blocks + _foot(found, terms)
    if not found.measures:
        return [Notice(words.say("Nothing needs repair."), "good"), *_foot(found, terms)]
    total = words.number(found.price or 0)
    text = words.say("With these measures keeping beats breaking, for everyone, in every turn of events looked at.")
    rows = tuple((measure_sentence(m, terms), words.number(m.price)) for m in found.measures)
    rows += ((words.say("Together"), total),)
    columns = (words.say("Measure"), words.say("Counts for"))
    note = words.say("By the prices that the parties set. Any smaller amount fails.")
    table = Table(columns, rows, words.say("The cheapest repair"), frozenset({1}), frozenset({len(rows) - 1}), note)
    return [Notice(text, "good"), table, *_foot(found, terms)]


def robustness_blocks(found: Robustness, names: Names, words: Words) -> list[Block]:
    """How probable it is that each party still wants the agreement, why, and what would help."""
    terms = Terms(names.case, words)
    start = terms.agreement.starts.year
    years = range(found.years)
    rows = tuple((terms.party(o.party), *(_chance(c, words) for c in o.chances)) for o in found.outlooks)
    rows += ((words.say("All of them"), *(_chance(c, words) for c in found.everyone)),)
    columns = (words.say("Still wants it in"), *(str(start + y) for y in years))
    numeric = frozenset(range(1, found.years + 1))
    caption = words.say("How probable it is that each still prefers the agreement to no deal")
    blocks: list[Block] = [Table(columns, rows, caption, numeric, frozenset({len(rows) - 1}))]
    blocks.append(_outlook_table(found, terms))
    if found.cures:
        blocks.append(_cures_table(found.cures, terms))
    return blocks + _foot(found, terms)


def _chance(chance: Chance, words: Words) -> str:
    if chance.interval is None:
        return words.percent(chance.value, 1)
    half = (chance.interval[1] - chance.interval[0]) / 2
    if half < 0.0005:
        return words.percent(chance.value, 1)
    return f"{words.percent(chance.value, 1)} ± {words.number(100 * half, 1)}"


def _outlook_table(found: Robustness, terms: Terms) -> Table:
    words = terms.words
    rows = []
    for o in found.outlooks:
        driven = [f"{terms.scenario(d.scenario)} ({words.percent(d.share)})" for d in o.drivers if d.share > 0][:3]
        breaking = words.say(" and ").join(terms.scenario(key) for key in o.breaking)
        figures = (words.number(o.planned, signed=True), words.number(o.worst, signed=True))
        rows.append(
            (terms.party(o.party), *figures, breaking or words.say("nothing foreseen"), "; ".join(driven) or "–")
        )
    columns = tuple(
        words.say(c)
        for c in ("Party", "As planned", "At worst", "Pushed below no deal by", "What its value varies with")
    )
    note = words.say("Gain over no deal in each party's own points. Shares of variance in the last year.")
    return Table(columns, tuple(rows), words.say("What each party's gain hangs on"), frozenset({1, 2}), note=note)


def _cures_table(cures: tuple[Cure, ...], terms: Terms) -> Table:
    words = terms.words
    rows = []
    for cure in cures:
        if cure.payments is None:
            paid = words.say("money cannot do it")
        else:
            paid = " ".join(payment_text(p, terms) for p in cure.payments) or words.say("nothing is needed")
        cured = _chance(cure.cured, words) if cure.cured is not None else "–"
        rows.append((terms.scenario(cure.scenario), _chance(cure.insured, words), paid, cured))
    columns = tuple(
        words.say(c)
        for c in (
            "When",
            "All stay, if nobody felt it",
            "The smallest payments that keep all in",
            "All stay, with them",
        )
    )
    return Table(columns, tuple(rows), words.say("Which if-then term would help most"), frozenset({1, 3}))


def _foot(found: Finding, terms: Terms) -> list[Block]:
    """How sure the answer is, and what was taken as given."""
    said = (assumed_sentence(r, terms) for r in found.reasons if isinstance(r, Assumed))
    taken = tuple(dict.fromkeys(filter(None, said)))
    blocks: list[Block] = [Paragraph(proof_sentence(found.proof, terms.words), muted=True)]
    return [*blocks, Bullets(taken)] if taken else blocks
