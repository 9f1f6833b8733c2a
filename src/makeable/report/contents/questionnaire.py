"""The library of principles, and what a group's statements say about it, as blocks."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.titles import principle_title
from makeable.explain.words import Words
from makeable.principles.questionnaire import Described, Questionnaire, axioms_of, library
from makeable.principles.statements import KINDS, STATEMENTS, Kind, statements_of
from makeable.report.blocks import Block, Bullets, Facts, Heading, Notice, Paragraph, Table

__all__ = ["described_blocks", "kind_words", "library_blocks", "questionnaire_blocks", "statement_blocks"]


def kind_words(kind: str, words: Words) -> str:
    """What is divided."""
    return {
        "packages": words.say("packages of a negotiation"),
        "claims": words.say("claims on an amount that does not suffice"),
        "savings": words.say("savings made together"),
        "cost": words.say("costs to be shared"),
        "items": words.say("items, whole or in parts"),
    }[kind]


def library_blocks(kind: Kind | None, words: Words) -> list[Block]:
    """Every principle in one line, by what it divides."""
    text = words.say(
        "None of these is the fair one. Agree on what you find fair first (--ask lists the questions), and look at "
        "what it gives afterwards."
    )
    blocks: list[Block] = [Paragraph(text)]
    for one in KINDS if kind is None else (kind,):
        if kind is None and one == "savings":
            continue  # the rules for costs, seen from the other side
        rows = tuple((name, words.say(rule.says)) for name, rule in library(one).items())
        title = kind_words(one, words)
        blocks.append(Table((words.say("Principle"), words.say("It says")), rows, title[0].upper() + title[1:]))
    return blocks


def described_blocks(found: dict[Kind, Described], words: Words) -> list[Block]:
    """One principle: what it says, assumes, when it misleads, which statements it keeps and breaks."""
    blocks: list[Block] = []
    for kind, rule in found.items():
        keeps = [s for s in statements_of(kind) if s.id in axioms_of(rule, kind)]
        breaks = [s for s in statements_of(kind) if s.id not in axioms_of(rule, kind)]
        facts = (
            (words.say("It divides"), kind_words(kind, words)),
            (words.say("It says"), words.say(rule.says)),
            (words.say("It assumes"), words.say(rule.assumes)),
            (words.say("It misleads"), words.say(rule.misleads)),
            (words.say("Source"), rule.source),
        )
        blocks.append(Facts(facts))
        blocks += [Heading(words.say("It keeps"), 3), Bullets(tuple(words.say(s.text) for s in keeps))]
        blocks += [Heading(words.say("It does not promise"), 3), Bullets(tuple(words.say(s.text) for s in breaks))]
    return blocks


def statement_blocks(kind: Kind, words: Words) -> list[Block]:
    """The questions to a group about what it divides."""
    rows = tuple((s.id, words.say(s.text), words.say(s.axiom)) for s in statements_of(kind))
    columns = tuple(words.say(c) for c in ("Id", "Do you agree?", "In the literature"))
    text = words.say("Answer with --agree ID,ID and --reject ID,ID; leave out what does not matter.")
    return [Table(columns, rows, words.say("Dividing {what}", what=kind_words(kind, words))), Paragraph(text)]


def questionnaire_blocks(found: Questionnaire, names: Names, words: Words) -> list[Block]:  # noqa: ARG001
    """Which principles agree with what was said, which conflict and over what, what is impossible."""
    said = [words.say(STATEMENTS[name].text) for name in found.wanted]
    said += [words.say("Not: {statement}", statement=words.say(STATEMENTS[name].text)) for name in found.unwanted]
    blocks: list[Block] = [Paragraph(words.say("The group says:")), Bullets(tuple(said))]
    for impossible in found.impossible:
        text = words.say(
            "No principle can keep these together: {statements} {why} (Source: {source}.)",
            statements=" ".join(f"“{words.say(STATEMENTS[name].text)}”" for name in impossible.statements),
            why=words.say(impossible.why),
            source=impossible.source,
        )
        if impossible.nearest:
            near = words.listed(principle_title(name, words) for name in impossible.nearest)
            text += " " + words.say("Nearest: {principles}.", principles=near)
        blocks.append(Notice(text, "warning"))
    if found.agree:
        agree = words.listed(principle_title(name, words) for name in found.agree)
        blocks.append(Notice(words.say("These agree with all that was said: {principles}.", principles=agree), "good"))
    elif not found.impossible:
        blocks.append(Notice(words.say("No principle of the library agrees with all that was said."), "warning"))
    rows = tuple(
        (
            principle_title(one.principle, words),
            str(len(one.keeps)),
            "; ".join(f"{name} ({words.say(STATEMENTS[name].axiom)})" for name in one.breaks) or "–",
        )
        for one in found.answered
    )
    columns = tuple(words.say(c) for c in ("Principle", "Agrees with", "Conflicts with"))
    blocks.append(Table(columns, rows, words.say("Principles beside what was said"), frozenset({1})))
    return blocks
