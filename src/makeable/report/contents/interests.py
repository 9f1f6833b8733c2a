"""Who needs what, as blocks: interests, alternatives, and who cares about which issue."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.frontier.importance import ImportanceFinding
from makeable.report.blocks import Block, Bullets, Chart, Facts, Heading, Paragraph, Table
from makeable.report.charts.heat import heat

__all__ = ["importance_blocks", "interest_blocks"]


def interest_blocks(found: ImportanceFinding, names: Names, words: Words) -> list[Block]:
    """Each known party's interests, what it would do without a deal, and what it demands."""
    blocks: list[Block] = []
    for party, sheet in names.case.sheets.items():
        blocks.append(Heading(names.party(party), 3))
        if sheet.interests:
            blocks.append(
                Bullets(tuple(i.text + (f" ({names.issues(i.issues)})" if i.issues else "") for i in sheet.interests))
            )
        pairs = [(words.say("Without a deal"), sheet.batna)] if sheet.batna else []
        pairs.append((words.say("No-deal line"), words.number(sheet.no_deal)))
        if wants := _wants(found, party, names, words):
            pairs.append((words.say("Cares most about"), wants))
        if sheet.positions:
            pairs.append((words.say("Demands"), "; ".join(position.text for position in sheet.positions)))
        if sheet.estimated_by:
            sure = f" ({words.percent(sheet.confidence)})" if sheet.confidence is not None else ""
            pairs.append((words.say("Estimated by"), names.party(sheet.estimated_by) + sure))
        blocks.append(Facts(tuple(pairs)))
    hidden = [party.id for party in names.case.parties if party.sheet is None]
    if hidden:
        blocks.append(
            Paragraph(words.say("Nothing is known here of {parties}.", parties=names.parties(hidden)), muted=True)
        )
    return blocks


def _wants(found: ImportanceFinding, party: str, names: Names, words: Words) -> str:
    """The two issues that weigh most for a party, with what it wants there."""
    shares = found.shares[party]
    top = sorted((issue for issue in shares if shares[issue] > 0), key=lambda issue: -shares[issue])[:2]
    said = []
    for issue in top:
        wanted = words.say(" or ").join(names.settlement(issue, way) for way in found.wants[party][issue][:3])
        said.append(f"{names.issue(issue)} ({words.percent(shares[issue])}): {wanted}")
    return "; ".join(said)


def importance_blocks(found: ImportanceFinding, names: Names, words: Words) -> list[Block]:
    """Issue by issue, how much of what each party could win or lose hangs on it."""
    issues = names.case.issues
    rows = tuple(
        (issue.name, *(words.percent(found.shares[party][issue.id]) for party in found.parties)) for issue in issues
    )
    parties = tuple(names.party(party) for party in found.parties)
    title = words.say("Who cares about what")
    table = Table(
        (words.say("Issue"), *parties),
        rows,
        words.say("Share of all that each party could win or lose"),
        frozenset(range(1, len(parties) + 1)),
    )
    shares = [[float(found.shares[party][issue.id]) for party in found.parties] for issue in issues]
    blocks: list[Block] = [Chart(title, heat([issue.name for issue in issues], parties, shares), table)]
    quiet = [issue.id for issue in issues if all(found.shares[party][issue.id] == 0 for party in found.parties)]
    agreed = [issue.id for issue in issues if issue.id not in found.contested and issue.id not in quiet]
    said = []
    if len(found.parties) > 1 and found.contested:
        said.append(words.say("They want different things on {issues}.", issues=names.issues(found.contested)))
    if len(found.parties) > 1 and agreed:
        said.append(words.say("Nobody has to give anything up on {issues}.", issues=names.issues(agreed)))
    if quiet:
        said.append(words.say("Nobody known cares about {issues}.", issues=names.issues(quiet)))
    return [*blocks, Bullets(tuple(said))] if said else blocks
