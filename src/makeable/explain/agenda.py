"""An agenda in words: what to do with each item, and why."""

from __future__ import annotations

from makeable.explain.names import Names
from makeable.explain.words import Words
from makeable.invent.bundle import AgendaItem, Link

__all__ = ["item_sentences", "item_title", "link_sentence"]


def item_title(item: AgendaItem, names: Names, words: Words) -> str:
    """What to do with an item."""
    issues = names.issues(item.issues)
    return {
        "settle": words.say("Settle now: {issues}", issues=issues),
        "together": words.say("Talk about together: {issues}", issues=issues),
        "alone": words.say("On its own: {issues}", issues=issues),
        "postpone": words.say("May wait: {issues}", issues=issues),
    }[item.place]


def item_sentences(item: AgendaItem, names: Names, words: Words) -> tuple[str, ...]:
    """Why an item stands where it does."""
    said = []
    if item.because == "dominant":
        text = words.say("{settled}: no party likes another way better.", settled=names.package(item.settled))
        said.append(text)
    elif item.because == "agreed":
        text = words.say(
            "{settled}: every principle would settle it so, and everyone gets at least half of what it could bring.",
            settled=names.package(item.settled),
        )
        said.append(text)
    elif item.because == "contested":
        said.append(
            words.say("They want different things, and no trade ties it to another issue: agree on a principle.")
        )
    elif item.because == "small":
        said.append(words.say("They want different things, but little hangs on it for anybody."))
    said += [link_sentence(link, names, words) for link in item.links]
    if item.settled and item.place != "settle":
        hint = names.package(item.settled)
        said.append(words.say("In the end every principle would have: {settled}.", settled=hint))
    return tuple(dict.fromkeys(said))


def link_sentence(link: Link, names: Names, words: Words) -> str:
    """Why two issues belong together."""
    one, other = (names.issue(issue) for issue in link.issues)
    if link.why == "rules":
        return words.say("{one} and {other}: a constraint ties them.", one=one, other=other)
    if link.why == "fits":
        party = names.parties(link.parties)
        return words.say("{one} and {other}: {party} scores the combination.", one=one, other=other, party=party)
    if link.why == "offset":
        return words.say(
            "{one} and {other}: {first} cares more about the first, {second} about the second; giving way on one each "
            "is worth at least {worth} of their stakes more to both than meeting halfway.",
            one=one,
            other=other,
            first=names.party(link.parties[0]),
            second=names.party(link.parties[1]),
            worth=words.percent(link.worth),
        )
    return words.say(
        "{one} and {other}: a trade that uses both is better for {parties} and worse for nobody.",
        one=one,
        other=other,
        parties=names.parties(link.parties),
    )
