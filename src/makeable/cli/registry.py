"""The commands by their names: the module that holds each one, and what it is for in one line."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["COMMANDS", "Command"]


class Command(NamedTuple):
    """Where a command lives, and the group and the line that `makeable --help` shows for it."""

    module: str
    group: str
    help: str


COMMANDS: dict[str, Command] = {
    "new": Command("new", "A case file", "write a commented starter case file"),
    "check": Command("check", "A case file", "list everything wrong with a case file, and how to fix it"),
    "import": Command("import_", "A case file", "make a case file from Genius XML, NegMAS or a spreadsheet"),
    "export": Command("export", "A case file", "write a case as Genius XML or a spreadsheet"),
    "schema": Command("schema", "A case file", "print the JSON Schema of the case file"),
    "register": Command("register", "Discover", "check a register of organisations, or write the spreadsheet to fill"),
    "match": Command("match", "Discover", "which offers could meet which needs, and what to ask first"),
    "dependence": Command("dependence", "Discover", "who depends on whom: help, harm, clusters, go-betweens, a map"),
    "deals": Command("deals", "Discover", "every small deal in a room that leaves all concerned better off"),
    "room": Command("room", "Discover", "the best set of deals: in kind, with credit, with side payments"),
    "nearmiss": Command("nearmiss", "Discover", "what one thing each would make possible, and what it is worth"),
    "envision": Command("envision", "Discover", "one deal in the round, its gain divided, and a case to negotiate it"),
    "together": Command("together", "Discover", "who drifts away, who was not heard, what small step is next"),
    "brief": Command(
        "brief", "The case as a whole", "who needs what, is there a deal, what would be fair by which principle"
    ),
    "zone": Command("zone", "The case as a whole", "is there a zone of possible agreement, and how large"),
    "frontier": Command(
        "frontier", "The case as a whole", "the packages no party can improve on without another losing"
    ),
    "shortlist": Command("shortlist", "The case as a whole", "a short, diverse list of good packages, with reasons"),
    "compare": Command(
        "compare", "The case as a whole", "every principle side by side, with no deal, the status quo and the drafts"
    ),
    "divide": Command("divide", "The case as a whole", "the best package by a principle"),
    "judge": Command(
        "judge", "The case as a whole", "what a package gives each party, who blocks it, what would improve it"
    ),
    "taken": Command("taken", "The case as a whole", "could any party say that it was taken, and what would cure it?"),
    "justify": Command(
        "justify", "The case as a whole", "for one party: what we needed, got and gave, and why we stand by it"
    ),
    "whatif": Command("whatif", "Create value", "what has been floated without commitment, and who reacted how"),
    "demand": Command(
        "demand", "Create value", "the best package that meets every demand, or which demands cannot stand together"
    ),
    "improve": Command("improve", "Create value", "from a draft, packages better for all, in small steps"),
    "diverse": Command(
        "diverse", "Create value", "the best packages that differ in substance, overall or near a draft"
    ),
    "principles": Command(
        "principles", "Dividing", "the library of principles, and which agree with what a group finds fair"
    ),
    "claims": Command("claims", "Dividing", "an estate, savings or a cost, divided by every rule"),
    "items": Command("items", "Dividing", "goods shared out, whole or in parts, by every rule"),
    "jointgains": Command(
        "jointgains", "Create value", "climb from a draft by asking better or worse, without anybody's scores"
    ),
    "coalitions": Command(
        "coalitions", "Coalitions and power", "which groups can make a deal, which can prevent one, who is needed"
    ),
    "power": Command("power", "Coalitions and power", "how often each party's yes decides, under any decision rule"),
    "core": Command("core", "Coalitions and power", "would a group walk away, whatever is offered?"),
    "nucleolus": Command(
        "nucleolus", "Coalitions and power", "the allocation that makes the loudest complaint as quiet as possible"
    ),
    "influence": Command("influence", "Coalitions and power", "who moves whom, who stands where, who can reach whom"),
    "sequence": Command("sequence", "Coalitions and power", "whom to approach next: if yes, if no, and when to stop"),
    "agree": Command("agree", "Follow through", "what is agreed, who does what, and what is still missing"),
    "scenarios": Command("scenarios", "Follow through", "what may go wrong, what answers it, what is forgotten"),
    "enforce": Command("enforce", "Follow through", "does keeping beat breaking, come what may; the cheapest repair"),
    "robust": Command("robust", "Follow through", "how probable it is that each party still wants the agreement"),
    "document": Command("document", "Follow through", "the agreement as DOCX, PDF, HTML, Markdown, and its calendar"),
    "followup": Command("followup", "Follow through", "what was done, what is late or in dispute, and meeting again"),
    "bases": Command("bases", "Coalitions and power", "who could stand together, on what basis, in which groups"),
    "adverse": Command(
        "adverse", "Coalitions and power", "who would block a package, where is the hole, what would forestall them"
    ),
    "leverage": Command("leverage", "Coalitions and power", "what a party has that it may not see"),
    "conflict": Command(
        "conflict", "Coalitions and power", "where can a conflict rest when parties move and counter-move?"
    ),
    "trades": Command(
        "trades", "Create value", "what parties value, expect, risk, discount and honour differently, and trades on it"
    ),
    "contingent": Command(
        "contingent", "Create value", "which issues to settle by what will happen, by each party's own expectations"
    ),
    "bundles": Command(
        "bundles", "Create value", "a suggested agenda: what to settle now, what belongs together, what may wait"
    ),
}
