"""Reading a sheet: one party's scores, no-deal line, interests and positions."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from makeable.casefile.entry import Entry
from makeable.casefile.frame_reader import read_condition
from makeable.casefile.prospects_reader import PROSPECT_KEYS, read_prospects
from makeable.casefile.reader import Reader, quoted_list
from makeable.casefile.stakes_reader import read_stakes
from makeable.model import (
    ChoiceIssue,
    Curve,
    Interaction,
    Interest,
    Issue,
    Position,
    QuantityIssue,
    Scores,
    Sheet,
    exact,
    plain,
)

__all__ = ["read_sheet"]

KEYS = (
    "no_deal", "scores", "interactions", "interests", "positions", "batna", "stakes", "estimated_by",
    "confidence", "note", "reactions", *PROSPECT_KEYS,
)  # fmt: skip
INTERACTION_KEYS = ("when", "score", "note")
INTEREST_KEYS = ("id", "text", "issues", "note")
POSITION_KEYS = ("text", "issue", "because")


def read_sheet(
    reader: Reader, entry: Entry, owner: str, issues: Mapping[str, Issue], parties: tuple[str, ...]
) -> Sheet | None:
    """The sheet of one party."""
    whose = f"The sheet of `{owner}`"
    if entry.fields is None:
        reader.mapping(entry, whose)
        return None
    fields = reader.mapping(entry, whose, KEYS)
    before = len(reader.problems)
    no_deal = reader.number(fields.get("no_deal"), f"The no-deal value of `{owner}`")
    if "no_deal" not in fields:
        reader.problem(
            entry, f"{whose} has no `no_deal`.", "Add the value of its best alternative, on the scale of the scores."
        )
    scores = read_scores(reader, fields.get("scores"), owner, issues)
    by = reader.text(fields.get("estimated_by"), "`estimated_by`")
    if by and by != "mediator":
        reader.reference(fields["estimated_by"], "The estimator", (*parties, "mediator"))
    confidence = reader.number(fields.get("confidence"), "`confidence`")
    if confidence is not None and not 0 <= confidence <= 1:
        reader.problem(fields["confidence"], "`confidence` must lie between 0 and 1.", "Write 0.7 or 70 %.")
    interactions = _interactions(reader, fields.get("interactions"), owner, issues)
    interests = _interests(reader, fields.get("interests"), owner, issues)
    positions = _positions(reader, fields.get("positions"), owner, issues)
    stakes = read_stakes(reader, fields.get("stakes"), owner)
    prospects = read_prospects(reader, fields, owner, issues, _issue_scores)
    if any(problem.severity == "error" for problem in reader.problems[before:]) or no_deal is None:
        return None
    return Sheet(
        no_deal,
        scores,
        interactions,
        interests,
        positions,
        batna=reader.text(fields.get("batna"), "`batna`"),
        estimated_by=by,
        confidence=confidence,
        stakes=stakes,
        prospects=prospects,
        note=reader.text(fields.get("note"), "`note`"),
    )


def read_scores(
    reader: Reader, entry: Entry | None, owner: str, issues: Mapping[str, Issue]
) -> dict[str, Scores | Curve]:
    """The scores of a party, by issue; issues it does not score leave it indifferent (a warning says so)."""
    scores: dict[str, Scores | Curve] = {}
    fields = reader.mapping(entry, f"The scores of `{owner}`", issues)
    for key, value in fields.items():
        reader.places["scores", owner, key] = value.where
        if value.empty:
            continue
        read = _issue_scores(reader, value, owner, issues[key])
        if read is not None:
            scores[key] = read
    unscored = [key for key in issues if key not in fields or fields[key].empty]
    if unscored and entry is not None:
        reader.warning(
            entry,
            f"`{owner}` gives no scores for {quoted_list(unscored)}.",
            "It is taken to be indifferent there; write scores if it is not.",
        )
    return {key: scores[key] for key in issues if key in scores}


def _issue_scores(reader: Reader, entry: Entry, owner: str, issue: Issue) -> Scores | Curve | None:
    if isinstance(issue, ChoiceIssue):
        return _option_scores(reader, entry, owner, issue)
    return _curve(reader, entry, owner, issue)


def _option_scores(reader: Reader, entry: Entry, owner: str, issue: ChoiceIssue) -> Scores | None:
    if entry.items is not None:
        if len(entry.items) != len(issue.options):
            reader.problem(
                entry,
                f"`{owner}` gives a list of {len(entry.items)} for the {len(issue.options)} options of `{issue.id}`.",
                "Write one for each, in their order, or `{option: score}`.",
            )
            return None
        fields = dict(zip(issue.by_id, entry.items, strict=True))
    else:
        fields = reader.mapping(entry, f"The scores of `{owner}` on `{issue.id}`", issue.by_id)
    missing = [option for option in issue.by_id if option not in fields]
    if missing and entry.fields is not None:
        reader.problem(
            entry, f"`{owner}` gives no score for {quoted_list(missing)} of `{issue.id}`.", "Score every option."
        )
    numbers = {option: reader.number(item, f"The score of `{option}`") for option, item in fields.items()}
    if missing or any(number is None for number in numbers.values()):
        return None
    return Scores({option: Fraction(numbers[option] or 0) for option in issue.by_id})


def _curve(reader: Reader, entry: Entry, owner: str, issue: QuantityIssue) -> Curve | None:
    points: dict[Fraction, Fraction] = {}
    whose = f"`{owner}` on `{issue.id}`"
    for key, item in reader.mapping(entry, f"The scores of {whose}").items():
        try:
            amount = exact(key)
        except ValueError:
            reader.problem(
                entry.key_at[key],
                f"`{key[:60]}` is not an amount of `{issue.id}`.",
                "Write points as `{amount: score}`.",
            )
            continue
        score = reader.number(item, f"The score of {whose} at {plain(amount)}")
        if amount in points:
            reader.problem(entry.key_at[key], f"{whose} has two scores at {plain(amount)}.", "Keep one.")
        elif not issue.low <= amount <= issue.high:
            reader.problem(
                entry.key_at[key],
                f"{plain(amount)} lies outside the range of `{issue.id}`.",
                f"Keep to {plain(issue.low)} to {plain(issue.high)}.",
            )
        elif score is not None:
            points[amount] = score
    ends = [end for end in dict.fromkeys((issue.low, issue.high)) if end not in points]
    if ends and entry.fields is not None:
        listed = " and ".join(plain(end) for end in ends)
        reader.problem(
            entry, f"The scores of {whose} say nothing at {listed}.", "Give a score at both ends of the range."
        )
    return None if ends else Curve(tuple(sorted(points.items())))


def _interactions(
    reader: Reader, entry: Entry | None, owner: str, issues: Mapping[str, Issue]
) -> tuple[Interaction, ...]:
    read = []
    for item in reader.items(entry, f"The interactions of `{owner}`"):
        fields = reader.mapping(item, "An interaction", INTERACTION_KEYS)
        when = read_condition(reader, fields.get("when") or item, "`when`", issues) if "when" in fields else None
        score = reader.number(fields.get("score"), "The score of an interaction")
        if "when" not in fields or "score" not in fields:
            reader.problem(
                item, "An interaction needs `when` and `score`.", "Write `when: {issue: option, ..}` and `score: 5`."
            )
        elif when is not None and score is not None:
            read.append(Interaction(when, score, reader.text(fields.get("note"), "`note`")))
    return tuple(read)


def _interests(reader: Reader, entry: Entry | None, owner: str, issues: Mapping[str, Issue]) -> tuple[Interest, ...]:
    read: dict[str, Interest] = {}
    for number, item in enumerate(reader.items(entry, f"The interests of `{owner}`"), 1):
        fields = {"text": item} if item.text is not None else reader.mapping(item, "An interest", INTEREST_KEYS)
        text = reader.text(fields.get("text"), "The text of an interest")
        if not text:
            reader.problem(item, "An interest has no text.", "Say what the party needs: `text: ..`.")
            continue
        key = reader.text(fields.get("id"), "The id of an interest", f"interest-{number}")
        if key in read:
            reader.problem(item, f"`{key[:60]}` is the id of two interests of `{owner}`.", "Give each its own id.")
        served = tuple(
            name
            for linked in reader.items(fields.get("issues"), "The issues of an interest")
            if (name := reader.reference(linked, "The issue", issues)) is not None
        )
        read[key] = Interest(key, text, served, reader.text(fields.get("note"), "The note of an interest"))
    return tuple(read.values())


def _positions(reader: Reader, entry: Entry | None, owner: str, issues: Mapping[str, Issue]) -> tuple[Position, ...]:
    read = []
    for item in reader.items(entry, f"The positions of `{owner}`"):
        fields = {"text": item} if item.text is not None else reader.mapping(item, "A position", POSITION_KEYS)
        text = reader.text(fields.get("text"), "The text of a position")
        if not text:
            reader.problem(item, "A position has no text.", "Say what the party demands: `text: ..`.")
        issue = reader.reference(fields["issue"], "The issue", issues) if "issue" in fields else ""
        steps = tuple(reader.text(step, "A step") for step in reader.items(fields.get("because"), "`because`"))
        read.append(Position(text, issue or "", tuple(filter(None, steps))))
    return tuple(read)
