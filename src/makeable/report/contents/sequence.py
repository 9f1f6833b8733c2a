"""Whom to approach, as blocks: the next step, the policy as a picture, the comparison, what would change it."""

from __future__ import annotations

from typing import Literal

from makeable.explain.names import Names
from makeable.explain.proof import proof_sentence
from makeable.explain.sequence import (
    BASELINES,
    advice_sentence,
    amount,
    chain_sentence,
    chance_words,
    sequence_assumptions,
    stop_sentences,
    threshold_sentence,
)
from makeable.explain.words import Words
from makeable.influence.policy import Branch, Step
from makeable.influence.sequence import Sequencing
from makeable.report.blocks import Block, Bullets, Chart, Facts, Heading, Notice, Paragraph, Table
from makeable.report.charts.tree import Node, tree

__all__ = ["policy_tree", "sequence_blocks"]

_SHOWN = 12


def sequence_blocks(found: Sequencing, names: Names, words: Words) -> list[Block]:
    """The advice from where the plan stands."""
    blocks: list[Block] = []
    if found.goal:
        blocks.append(Paragraph(words.say("Goal: {goal}", goal=found.goal)))
    kind: Literal["info", "good", "warning"] = "info" if found.first else "good" if found.won else "warning"
    blocks.append(Notice(advice_sentence(found, names, words), kind))
    blocks.append(Facts(tuple(_facts(found, names, words))))
    blocks += _options(found, names, words)
    blocks += _policy(found, names, words)
    blocks += _compared(found, names, words)
    blocks += _backward(found, names, words)
    blocks += _changes(found, names, words)
    notes = sequence_assumptions(found, words)
    if notes:
        blocks.append(Bullets(tuple(notes)))
    blocks.append(Paragraph(words.say("Chances are estimates: the advice is as good as they are."), muted=True))
    return [*blocks, Paragraph(proof_sentence(found.proof, words), muted=True)]


def _facts(found: Sequencing, names: Names, words: Words) -> list[tuple[str, str]]:
    nobody = words.say("nobody")
    facts = []
    if found.aboard or found.refused:
        facts.append((words.say("Aboard"), names.parties(found.aboard) or nobody))
        facts.append((words.say("Refused"), names.parties(found.refused) or nobody))
    facts.append((words.say("Worth of going on"), amount(found.value, found, words)))
    if found.stopping:
        facts.append((words.say("Worth of stopping now"), amount(found.stopping, found, words)))
    if found.bound is not None:
        text = words.say(
            "{bound} (± {error})",
            bound=amount(found.bound, found, words),
            error=words.number(1.96 * found.bound_error, 2),
        )
        facts.append((words.say("No policy is worth more than"), text))
    if found.outlook is not None:
        facts.append((words.say("Chance that the coalition stands in the end"), words.percent(found.outlook.success)))
        facts.append((words.say("Approaches to expect"), words.number(found.outlook.approaches, 1)))
        if found.outlook.spent:
            facts.append((words.say("Cost to expect"), amount(found.outlook.spent, found, words)))
    if found.outlook is not None and found.outlook.never and found.first:
        facts.append((words.say("Better left alone"), names.parties(found.outlook.never)))
    return facts


def _options(found: Sequencing, names: Names, words: Words) -> list[Block]:
    if not found.options:
        return []
    rows = tuple(
        (
            names.parties(option.approach),
            chance_words(option, names, words),
            amount(option.value, found, words),
            "" if not option.behind else words.number(-option.behind, 2),
        )
        for option in found.options[:_SHOWN]
    )
    columns = (words.say("First approach"), words.say("Chance of a yes now"), words.say("Worth"), words.say("Behind"))
    caption = words.say("What each first approach is worth, if the best policy follows")
    strong = frozenset({0}) if found.first else frozenset[int]()
    return [Table(columns, rows, caption, frozenset({1, 2, 3}), strong)]


def _policy(found: Sequencing, names: Names, words: Words) -> list[Block]:
    if found.policy is None or not found.policy.branches:
        return []
    blocks: list[Block] = [Heading(words.say("The policy: whom next if yes, whom if no")), _chart(found, names, words)]
    if stops := stop_sentences(found, names, words):
        blocks += [Heading(words.say("When to stop"), 3), Bullets(tuple(stops[:_SHOWN]))]
    return blocks


def _chart(found: Sequencing, names: Names, words: Words) -> Chart:
    assert found.policy is not None
    rows: list[tuple[str, ...]] = []

    def walk(step: Step, said: str, depth: int) -> None:
        what = _what(step, names, words)
        value = amount(step.value, found, words)
        rows.append(("· " * depth + said, what, words.percent(step.reach, 1), value))
        for branch in step.branches:
            walk(branch.step, _answer(step, branch, names, words), depth + 1)

    walk(found.policy, words.say("now"), 0)
    columns = (words.say("After"), words.say("Then"), words.say("Comes to this"), words.say("Worth from here"))
    table = Table(columns, tuple(rows), words.say("The policy, step by step"), frozenset({2, 3}))
    return Chart(words.say("The policy"), policy_tree(found, names, words), table)


def policy_tree(found: Sequencing, names: Names, words: Words) -> str:
    """The policy as a picture (SVG)."""
    assert found.policy is not None
    title = words.say("Whom to approach next, for each answer")
    return tree(_node(found.policy, names, words), title, advice_sentence(found, names, words))


def _node(step: Step, names: Names, words: Words) -> Node:
    text = names.parties(step.approach) if step.approach else _what(step, names, words)
    note = words.say("again") if step.again else ""
    if not step.approach:
        return Node(text, "good" if step.won else "bad" if step.hopeless else "stop")
    if step.cut:
        return Node(text + " …", "more", note=note)
    branches = []
    for branch in step.branches:
        label = f"{_short(step, branch, names, words)} {words.percent(branch.chance)}"
        branches.append((label, branch.chance, bool(branch.aboard), _node(branch.step, names, words)))
    return Node(text, "ask", tuple(branches), note)


def _what(step: Step, names: Names, words: Words) -> str:
    if step.approach and step.again:
        return words.say("{who} again", who=names.parties(step.approach))
    if step.approach:
        return names.parties(step.approach)
    if step.won:
        return words.say("Coalition stands")
    return words.say("Out of reach") if step.hopeless else words.say("Not worth it")


def _short(step: Step, branch: Branch, names: Names, words: Words) -> str:
    if len(step.approach) == 1:
        return words.say("yes") if branch.aboard else words.say("no")
    if len(branch.aboard) == len(step.approach):
        return words.say("all yes")
    return words.say("{who} yes", who=names.parties(branch.aboard)) if branch.aboard else words.say("all no")


def _answer(step: Step, branch: Branch, names: Names, words: Words) -> str:
    if len(step.approach) == 1:
        party = names.party(step.approach[0])
        return words.say("{party} yes", party=party) if branch.aboard else words.say("{party} no", party=party)
    return _short(step, branch, names, words)


def _compared(found: Sequencing, names: Names, words: Words) -> list[Block]:
    if not found.baselines:
        return []
    rows = [(words.say("This policy"), amount(found.value, found, words), "")]
    for base in sorted(found.baselines, key=lambda base: -base.value):
        order = " → ".join(names.parties(group) for group in base.order[:_SHOWN])
        order += " …" if len(base.order) > _SHOWN else ""
        rows.append((words.say(BASELINES[base.kind]), amount(base.value, found, words), order))
    table = Table(
        (words.say("Way of asking"), words.say("Worth"), words.say("Order")),
        tuple(rows),
        _comparison(found, words),
        frozenset({1}),
        frozenset({0}),
    )
    blocks: list[Block] = [Heading(words.say("What the order is worth")), table]
    if found.orders:
        items = tuple(
            words.say(
                "{order} ({value})",
                order=" → ".join(names.parties(group) for group in fixed.order),
                value=amount(fixed.value, found, words),
            )
            for fixed in found.orders
        )
        text = words.say("Good orders for those who want one list, and stop when that is best:")
        blocks += [Paragraph(text), Bullets(items)]
    return blocks


def _comparison(found: Sequencing, words: Words) -> str:
    if found.baselines[0].stops == "best":
        return words.say("Compared with orders that come to mind first, each stopping when that is best")
    return words.say("Compared with orders that come to mind first, each going on until it is decided")


def _backward(found: Sequencing, names: Names, words: Words) -> list[Block]:
    back = found.backward
    if back is None:
        return []
    party, chance = names.party(back.target), words.percent(back.alone)
    if back.essential:
        text = words.say(
            "Nothing works without {party}, the hardest yes that is needed: {chance} if asked now.",
            party=party,
            chance=chance,
        )
    else:
        text = words.say(
            "The hardest yes is that of {party}, who could be done without: {chance} if asked now.",
            party=party,
            chance=chance,
        )
    blocks: list[Block] = [Heading(words.say("Backward from the hardest yes")), Paragraph(text)]
    if not back.chains:
        return blocks
    chains = tuple(chain_sentence(((s.party, s.alone, s.then) for s in c), names, words) for c in back.chains)
    return [*blocks, Paragraph(words.say("Back from there, in the order of asking:")), Bullets(chains)]


def _changes(found: Sequencing, names: Names, words: Words) -> list[Block]:
    if not found.thresholds:
        return []
    moving = [t for t in found.thresholds if t.low is not None or t.high is not None]
    moving.sort(key=lambda t: min(abs(e - t.which.value) for e in (t.low, t.high) if e is not None))
    blocks: list[Block] = [Heading(words.say("What would change the first step"))]
    if moving:
        blocks.append(Bullets(tuple(threshold_sentence(t, names, words) for t in moving[:_SHOWN])))
    firm = len(found.thresholds) - len(moving)
    if firm:
        one = "{n} chance can move anywhere between 2 % and 98 % by itself without changing the first step."
        many = "{n} chances can each move anywhere between 2 % and 98 % without changing the first step."
        blocks.append(Paragraph(words.count(firm, one, many)))
    return blocks
