"""Sentences for those at home: what we needed, got and gave, why we stand by it, and what a critic will say."""

from __future__ import annotations

from fractions import Fraction

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.finding import Reason
from makeable.model import Settlement
from makeable.principles.justification import Account, Compared, Justification, Served
from makeable.principles.objections import BelowNoDeal, BetterOnTheTable, GaveMost, NeedUnserved, ThinGain

__all__ = [
    "answer_sentence",
    "bottom_line",
    "comparison_name",
    "concession_sentence",
    "exchange_sentences",
    "objection_sentence",
    "package_name",
    "points",
    "quoted",
    "served_words",
    "unknown_sentences",
]


def points(value: Fraction, words: Words) -> str:
    """A number of points."""
    return words.count(1, "{n} point", "{n} points") if value == 1 else words.say("{n} points", n=words.number(value))


def package_name(name: str, words: Words) -> str:
    """A package on the table in the middle of a sentence."""
    known = {"draft": words.say("the first draft"), "status_quo": words.say("leaving things as they are")}
    return known.get(name) or words.say("the proposal “{name}”", name=name.replace("-", " ").replace("_", " "))


def comparison_name(name: str, words: Words) -> str:
    """The same at the head of a row."""
    text = package_name(name, words)
    return text[:1].upper() + text[1:]


def bottom_line(found: Justification, names: Names, words: Words) -> str:
    """What it is worth to us, in one breath."""
    gain = found.gain
    batna = names.case.sheets[found.party].batna
    line = words.say("By our own scores the agreement is worth {value} to us.", value=points(found.value, words))
    if batna:
        text = "Without a deal ({batna}) we would stand at {line}."
        line += " " + words.say(text, batna=_clause(batna), line=words.number(found.no_deal))
    else:
        line += " " + words.say("Without a deal we would stand at {line}.", line=words.number(found.no_deal))
    if gain > 0:
        return line + " " + words.say("That makes us {gain} better off.", gain=points(gain, words))
    if gain == 0:
        return line + " " + words.say("It leaves us exactly where we would be without it.")
    return line + " " + words.say("That makes us {gain} worse off.", gain=points(-gain, words))


def served_words(need: Served, words: Words) -> str:
    """How far a need is met."""
    if need.share is None:
        return words.say("cannot be told from our scores")
    if need.share == 1:
        return words.say("fully")
    if need.share >= Fraction(2, 3):
        return words.say("for the most part")
    if need.share >= Fraction(1, 3):
        return words.say("in part")
    return words.say("hardly") if need.share > 0 else words.say("not at all")


def concession_sentence(account: Account, names: Names, words: Words) -> str:
    """What we gave on an issue, why our wish could not stand, and who offered more."""
    said = words.say(
        "{issue}: we wanted {wish}, it became {settled}.",
        issue=names.issue(account.issue),
        wish=quoted(account.issue, account.wish, names),
        settled=quoted(account.issue, account.settled, names),
    )
    gave, at_stake = words.number(account.gave), points(account.most - account.least, words)
    if account.got:
        said += " " + words.say("That cost us {gave} of the {points} at stake here.", gave=gave, points=at_stake)
    else:
        said += " " + words.say("That cost us all of the {points} at stake here.", points=at_stake)
    if account.excluded:
        notes = " ".join(filter(None, account.excluded))
        text = words.say("Beside the rest of the agreement nobody could have had our wish.")
        said += " " + (f"{text} ({notes.rstrip('.')}.)" if notes else text)
    elif not account.offered:
        said += " " + words.say("No proposal on the table offered us more here.")
    return said


def exchange_sentences(other: Compared, found: Justification, names: Names, words: Words) -> str:
    """What was given against another package, and what it bought."""
    gave, got = sum(other.lost.values(), Fraction(0)), sum(other.won.values(), Fraction(0))
    said = words.say(
        "Compared with {other} we gave {gave} ({lost})",
        other=package_name(other.name, words),
        gave=points(gave, words),
        lost="; ".join(f"{names.issue(issue)} −{words.number(step)}" for issue, step in other.lost.items()),
    )
    won = "; ".join(f"{names.issue(issue)} +{words.number(step)}" for issue, step in other.won.items())
    if got:
        said += " " + words.say("and got {got} back ({won}).", got=words.number(got), won=won)
    else:
        said += " " + words.say("and got no points back.")
    if other.together:
        step = words.number(other.together, signed=True)
        said += " " + words.say("Combinations of issues change that by {step}.", step=step)
    back = got + other.together
    if back >= gave:
        rate = words.number(back / gave, 1)
        return said + " " + words.say("So for every point that we gave, {rate} came back.", rate=rate)
    if found.gain <= 0:
        return said + " " + words.say("Our own scores show no fair return for that.")
    text = "What the rest bought is the yes of the others, and with it {gain} more than no deal."
    if not got:
        text = "What that bought is the yes of the others, and with it {gain} more than no deal."
    return said + " " + words.say(text, gain=points(found.gain, words))


def quoted(issue: str, settlement: Settlement, names: Names) -> str:
    """How an issue is settled, in the middle of a sentence: options between quotation marks, amounts without."""
    text = names.settlement(issue, settlement)
    return f"“{text}”" if isinstance(settlement, str) else text


def objection_sentence(objection: Reason, found: Justification, names: Names, words: Words) -> str:
    """What a critic would say."""
    if isinstance(objection, BelowNoDeal):
        return words.say("“We would have been better off without any deal.”")
    if isinstance(objection, BetterOnTheTable):
        if objection.name == "status_quo":
            return words.say("“We were better off as things are.”")
        other = package_name(objection.name, words).translate({0x201C: "‘", 0x201D: "’"})
        return words.say("“You let go of something better: {other}.”", other=other)
    if isinstance(objection, ThinGain):
        return words.say("“All that trouble for so little.”")
    if isinstance(objection, NeedUnserved):
        need = found.needs[objection.interest].text
        return words.say("“And what became of this: {need}?”", need=_clause(need))
    if isinstance(objection, GaveMost):
        if objection.share == 1:
            return words.say("“You gave in completely on {issue}.”", issue=names.issue(objection.issue))
        return words.say("“You gave too much on {issue}.”", issue=names.issue(objection.issue))
    return words.say("“It is too good to be true.”")


def answer_sentence(objection: Reason, found: Justification, names: Names, words: Words) -> str:
    """The honest answer."""
    if isinstance(objection, BelowNoDeal):
        return _below(objection, names, words)
    if isinstance(objection, BetterOnTheTable):
        return _let_go(objection, found, names, words)
    if isinstance(objection, ThinGain):
        return words.say(
            "True: we gain {gain}, {share} of what the best package for us alone would have brought. It is still "
            "more than we have without a deal, and nobody else has to sign what is best for us alone.",
            gain=points(found.gain, words),
            share=words.percent(objection.share),
        )
    if isinstance(objection, NeedUnserved):
        return _unserved(objection, found, names, words)
    if isinstance(objection, GaveMost):
        return _gave(objection, found, names, words)
    return words.say(
        "We got all that we wrote down beforehand. Whether we wrote down all that matters is the question to ask."
    )


def _below(objection: BelowNoDeal, names: Names, words: Words) -> str:
    said = words.say(
        "By our own scores that is right, by {short}. Unless something matters to us that our scores leave out, we "
        "should not defend this package but ask for a change.",
        short=points(objection.short_by, words),
    )
    if objection.remedies:
        ways = [f"{names.issue(r.issue)}: {names.settlement(r.issue, r.settlement)}" for r in objection.remedies[:3]]
        if len(ways) == 1:
            return said + " " + words.say("One change would be enough: {way}.", way=ways[0])
        return said + " " + words.say("Any one of these would be enough: {ways}.", ways="; ".join(ways))
    return said + " " + words.say("No change of a single issue would be enough.")


def _let_go(objection: BetterOnTheTable, found: Justification, names: Names, words: Words) -> str:
    said = words.say(
        "True: by our scores that was worth {by} more, mostly on {issues}.",
        by=points(objection.by, words),
        issues=names.issues(objection.issues[:2]),
    )
    if objection.name == "status_quo":
        text = "If things could stay as they are, that would be better for us; we should ask why they cannot."
        return f"{said} {words.say(text)}"
    text = (
        "But a proposal is not a deal: it counts only with the yes of the others, and it did not become the agreement."
    )
    said += " " + words.say(text)
    if found.gain >= 0:
        said += " " + words.say("What we compare with is what we have without one, and there we stand better.")
    return said


def _unserved(objection: NeedUnserved, found: Justification, names: Names, words: Words) -> str:
    need = found.needs[objection.interest]
    better = [n for n in found.needs if n.share is not None and n.share > objection.share + Fraction(1, 5)]
    said = words.say(
        "True: this need is met {share} of the way ({settled}).",
        share=words.percent(objection.share),
        settled="; ".join(f"{names.issue(i)}: {names.settlement(i, found.package[i])}" for i in need.issues),
    )
    if better:
        first = max(better, key=lambda n: n.share or Fraction(0))
        said += " " + words.say(
            "What we put first instead: {need} (met {share}).",
            need=_clause(first.text),
            share=words.percent(first.share or 0),
        )
    weight = sum((a.weight for a in found.accounts if a.issue in need.issues), Fraction(0))
    text = "By our own scores those issues carry {weight} of all that was at stake for us."
    return said + " " + words.say(text, weight=words.percent(weight))


def _gave(objection: GaveMost, found: Justification, names: Names, words: Words) -> str:
    account = next(a for a in found.accounts if a.issue == objection.issue)
    said = words.say(
        "True, and it cost us {gave}. That is {weight} of all that was at stake for us.",
        gave=points(objection.gave, words),
        weight=words.percent(account.weight * objection.share),
    )
    best = sorted((a for a in found.accounts if a.got > 0 and a.issue != objection.issue), key=lambda a: -a.got)[:2]
    if best:
        won = words.listed(f"{names.issue(a.issue)} (+{words.number(a.got)})" for a in best)
        said += " " + words.say("On the other side stand {won}.", won=won)
    if found.gain > 0:
        said += " " + words.say(
            "With it all, we are {gain} better off than without a deal.", gain=points(found.gain, words)
        )
    return said


def unknown_sentences(found: Justification, names: Names, words: Words) -> list[str]:
    """What this account does not know, the most important first."""
    said = [
        words.say(
            "What the others gained or gave. Their scores are as private as ours; this page was made without them."
        )
    ]
    if found.principle:
        text = (
            "Whether this is the package that the principle picks. That takes everyone's scores: the mediator can "
            "check it, we cannot."
        )
    else:
        text = "By what principle it is fair. None was named before the division, and we should have asked for one."
    said.append(words.say(text))
    said.append(words.say("Whether our scores are right. We set them ourselves; change them, and the sums change."))
    if found.unscored:
        text = "What {issues} mean to us: we gave no scores there."
        said.append(words.say(text, issues=names.issues(found.unscored)))
    sheet = names.case.sheets[found.party]
    if sheet.prospects is not None or names.case.events:
        said.append(words.say("How things turn out: the scores do not weigh what may still happen."))
    if not names.case.unanimous:
        said.append(words.say("Whether everyone stands behind it: the rule lets it pass without some."))
    return said


def _clause(text: str) -> str:
    """A sentence as part of another."""
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
