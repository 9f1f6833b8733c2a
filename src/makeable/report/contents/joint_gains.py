"""A climb without scores, as blocks: the next question, or what is known in the end."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.invent.joint_gains import JointGains
from makeable.report.blocks import Block, Bullets, Heading, Notice, Paragraph
from makeable.report.contents.packages import settled_table

__all__ = ["joint_gains_blocks"]


def joint_gains_blocks(found: JointGains, names: Names, words: Words) -> list[Block]:
    """Where the climb stands."""
    packages = {words.say("Draft"): found.path[0]}
    if len(found.path) > 1:
        packages[words.say("Now")] = found.path[-1]
    blocks: list[Block] = [
        Paragraph(
            words.say(
                "{moves} so far, after {answers}. Everybody's word was taken as it was given; nobody's scores were "
                "looked at.",
                moves=words.count(len(found.path) - 1, "One step", "{n} steps"),
                answers=words.count(len(found.answers), "one answer", "{n} answers"),
            )
        ),
        settled_table(packages, names, words),
    ]
    if lines := _steps(found, names, words):
        blocks += [Heading(words.say("Step by step"), 3), Bullets(lines, numbered=True)]
    if found.query is not None:
        blocks += _question(found, names, words)
    else:
        blocks.append(Notice(_end(found, words), "info"))
    if found.dropped:
        text = "One answer contradicts later ones and was left aside."
        more = "{n} answers contradict later ones and were left aside."
        blocks.append(Paragraph(words.count(found.dropped, text, more), muted=True))
    return blocks


def _steps(found: JointGains, names: Names, words: Words) -> tuple[str, ...]:
    lines = []
    for now, after in zip(found.path, found.path[1:], strict=False):
        happy = [a.party for a in found.answers if a.package == after and a.than == now and a.says == "better"]
        moves = names.package(after, after.differs_from(now))
        said = (
            words.say("better for {parties}", parties=names.parties(happy)) if happy else words.say("worse for nobody")
        )
        lines.append(words.say("{moves}: {said}.", moves=moves, said=said))
    return tuple(lines)


def _question(found: JointGains, names: Names, words: Words) -> list[Block]:
    query = found.query
    assert query is not None
    changes = tuple(
        words.say(
            "{issue}: {new} instead of {old}",
            issue=names.issue(issue),
            new=names.settlement(issue, query.package[issue]),
            old=names.settlement(issue, query.than[issue]),
        )
        for issue in query.issues
    )
    asked = words.say("To {party}: is this better for you, worse, or all the same?", party=names.party(query.party))
    return [Heading(words.say("The next question"), 3), Paragraph(asked), Bullets(changes)]


def _end(found: JointGains, words: Words) -> str:
    return words.say(
        "Of {n} changes of up to three issues, none has a better chance than {chance} to help somebody and hurt "
        "nobody, going by value functions that fit the answers. That is an estimate, not a proof.",
        n=words.number(found.considered),
        chance=words.percent(found.chance, 1),
    )
