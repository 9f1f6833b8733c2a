"""The brief as a document."""

from __future__ import annotations

from makeable.explain.audience import Audience
from makeable.explain.names import Names
from makeable.explain.reasons import assumptions, reason_sentence
from makeable.explain.words import Words
from makeable.finding import NoDeal
from makeable.model import Package
from makeable.report.blocks import Block, Bullets, Document, Facts, Heading, Notice, Paragraph, Table
from makeable.report.brief import Brief
from makeable.report.contents.comparison import comparison_blocks
from makeable.report.contents.frontier import frontier_blocks
from makeable.report.contents.interests import importance_blocks, interest_blocks
from makeable.report.contents.judgement import judgement_blocks
from makeable.report.contents.packages import settled_table
from makeable.report.contents.pictures import frontier_chart
from makeable.report.contents.shortlist import shortlist_blocks
from makeable.report.contents.zone import counted, packages_counted, share, zone_blocks

__all__ = ["brief_document"]


def brief_document(found: Brief, audience: Audience, words: Words) -> Document:
    """The brief for a reader, from who needs what to how sure each statement is."""
    names = Names(found.case, words)
    blocks: list[Block] = [Paragraph(found.case.summary)] if found.case.summary else []
    blocks += _glance(found, names, words)
    blocks += [Heading(words.say("Who needs what")), *importance_blocks(found.importance, names, words)]
    blocks += interest_blocks(found.importance, names, words)
    blocks += [Heading(words.say("Is there a zone of possible agreement?")), *_zone(found, names, words)]
    if found.divisions:
        blocks.append(Heading(words.say("What each principle would give each party")))
        blocks += comparison_blocks(found.divisions, names, words)
    if found.shortlist is not None and found.shortlist.entries:
        blocks += [Heading(words.say("A shortlist")), *shortlist_blocks(found.shortlist, names, words)]
    blocks += _frontier(found, names, words)
    for name, judgement in found.judged.items():
        blocks.append(Heading(words.say("{package}, judged", package=_package_name(name, words))))
        blocks += judgement_blocks(judgement, names, words)
    blocks += _stands_in_the_way(found, names, words)
    blocks += _sure(found, names, words)
    whose = (
        words.say("for the mediator")
        if audience.party is None
        else words.say("for {party}", party=names.party(audience.party))
    )
    return Document(found.case.title, tuple(blocks), words.say("Brief {whose}", whose=whose), words.language)


def _package_name(name: str, words: Words) -> str:
    return {"draft": words.say("The draft"), "status_quo": words.say("The status quo")}.get(name, name)


def _glance(found: Brief, names: Names, words: Words) -> list[Block]:
    """The answer first: is there a deal, what stands out, what is missing."""
    case = found.case
    pairs = [
        (words.say("Parties"), ", ".join(party.name for party in case.parties)),
        (words.say("Issues"), ", ".join(issue.name for issue in case.issues)),
    ]
    if found.zone is not None and len(case.sheets) > 1:
        passing = f"{counted(found.zone.passing, words)} ({share(found.zone.passing, found.zone.packages, words)})"
        pairs.append((words.say("Packages"), packages_counted(found.zone, words)))
        pairs.append((words.say("Packages that would pass"), passing))
        pairs.append((words.say("Packages that everyone prefers to no deal"), counted(found.zone.unanimous, words)))
    blocks: list[Block] = [Heading(words.say("At a glance")), Facts(tuple(pairs))]
    first = next((d for d in found.divisions if d.packages), None)
    if first is not None:
        text = words.say("There is a deal to be made.")
        if first.losers:
            text = words.say(
                "A deal can pass, but only by leaving {parties} below no deal.", parties=names.parties(first.losers)
            )
        blocks.append(Notice(text, "warning" if first.losers else "good"))
    elif found.divisions:
        why = next((r for r in found.divisions[0].reasons if isinstance(r, NoDeal)), None)
        text = reason_sentence(why, names, words) if why else words.say("No deal was found.")
        blocks.append(Notice(text, "warning"))
    elif len(case.sheets) == 1:
        text = words.say(
            "This brief knows one sheet. Add estimates of the other parties to see whether there is a deal."
        )
        blocks.append(Notice(text, "info"))
    return blocks


def _zone(found: Brief, names: Names, words: Words) -> list[Block]:
    if found.zone is None:
        return [Notice(words.say("There are too many tied combinations to count the packages."), "warning")]
    return zone_blocks(found.zone, names, words)


def _frontier(found: Brief, names: Names, words: Words) -> list[Block]:
    if found.frontier is None or not found.frontier.vectors:
        return []
    blocks: list[Block] = [Heading(words.say("The frontier"))]
    chart = frontier_chart(found.frontier, found.divisions, found.case.draft, names, words)
    if chart is not None:
        blocks.append(chart)
    few = len(found.frontier.packages) == found.frontier.size
    said = frontier_blocks(found.frontier, names, words)
    return [*blocks, *(block for block in said if few or not isinstance(block, Table))]


def _stands_in_the_way(found: Brief, names: Names, words: Words) -> list[Block]:
    """Who is hardest to satisfy, and, where there is no deal, what comes nearest to one."""
    said: list[str] = []
    if found.zone is not None and len(found.zone.parties) > 1 and found.zone.packages.value:
        hardest = min(found.zone.accepting, key=lambda party: found.zone.accepting[party].value if found.zone else 0)
        said.append(
            words.say(
                "{party} is the hardest to satisfy: it accepts {share} of all packages.",
                party=names.party(hardest),
                share=share(found.zone.accepting[hardest], found.zone.packages, words),
            )
        )
    if found.importance.contested and len(found.importance.parties) > 1:
        weight = {
            issue: sum(found.importance.shares[party][issue] for party in found.importance.parties)
            for issue in found.importance.contested
        }
        said.append(
            words.say(
                "The contested issue that weighs most over all parties is {issue}.",
                issue=names.issue(max(weight, key=lambda issue: weight[issue])),
            )
        )
    blocks: list[Block] = [Bullets(tuple(said))] if said else []
    blocks += _nearest(found, names, words)
    return [Heading(words.say("What stands in the way")), *blocks] if blocks else []


def _nearest(found: Brief, names: Names, words: Words) -> list[Block]:
    if found.nearest is None or not found.nearest.packages:
        return []
    package: Package = found.nearest.packages[0]
    short = [
        words.say("{party} is {gap} short of no deal", party=names.party(party), gap=words.number(-gain))
        for party, gain in found.nearest.gains.items()
        if gain < 0
    ]
    text = words.say("The package that leaves the worst-off party least short: {short}.", short="; ".join(short))
    return [Paragraph(text), settled_table({words.say("Nearest to a deal"): package}, names, words)]


def _sure(found: Brief, names: Names, words: Words) -> list[Block]:
    """What was taken as given, and what the reader must not forget."""
    parts = [found.importance, found.zone, found.frontier, *found.divisions, *found.judged.values()]
    taken = [s for part in parts if part is not None for s in assumptions(part.reasons, names, words)]
    said = list(dict.fromkeys(taken))
    said.append(
        words.say("Scores are what people wrote down. Whoever writes larger numbers weighs more in sums of gains.")
    )
    if found.case.source:
        said.append(words.say("Source of the case: {source}", source=found.case.source))
    return [Heading(words.say("How sure is all this?")), Bullets(tuple(said))]
