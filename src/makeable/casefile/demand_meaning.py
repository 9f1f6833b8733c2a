"""Demands: the conditions of a reaction, in a small language that people write and forms build.

funding >= 2x                      at least twice what the what-if says
jobs >= -10%                       not more than a tenth below the what-if
payment <= now + 3                 at most 3 above the what-if
deadline <= 2027-06                for options that are dates or numbers
location in {bay, inland}
parking included                   some of it
if funding < 50 then fence = yes
location = bay or funding >= 30
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from makeable.casefile.demand_text import Between, Comparison, Joined, Member, Parsed, parse_demand
from makeable.model import Both, ChoiceIssue, Either, Formula, Issue, OneOf, QuantityIssue, Settlement, Within, exact

__all__ = ["meaning"]

SOME = Fraction(1, 20)
"""How much of the range of a continuous quantity "included" asks for; with a step, the first step."""

NONE = ("none", "no", "nothing", "0", "off", "without")
"""Options that mean that an issue is not included."""


def meaning(text: str, issues: Mapping[str, Issue], what_if: Mapping[str, Settlement] | None = None) -> Formula:
    """What a written demand means for the packages of a case, relative amounts taken from the what-if.

    Raises ValueError saying what is not understood and how to write it.
    """
    names = {key: issue.name for key, issue in issues.items()}
    return _Meaning(issues, what_if or {}).formula(parse_demand(text, names), True)


class _Meaning:
    """Turns parsed text into a formula without "not": negations are carried down to the terms."""

    def __init__(self, issues: Mapping[str, Issue], what_if: Mapping[str, Settlement]) -> None:
        self.issues, self.what_if = issues, what_if

    def formula(self, parsed: Parsed, wanted: bool) -> Formula:
        if isinstance(parsed, Joined):
            if parsed.kind == "not":
                return self.formula(parsed.parts[0], not wanted)
            if parsed.kind == "if":
                given, then = parsed.parts
                parts = self.formula(given, not wanted), self.formula(then, wanted)
                return Either(parts) if wanted else Both(parts)
            made = tuple(self.formula(part, wanted) for part in parsed.parts)
            if parsed.kind == "and" and len(made) == 1:
                return made[0]
            return Both(made) if (parsed.kind == "and") == wanted else Either(made)
        issue = self.issues[parsed.issue]
        if isinstance(parsed, Member):
            return self.member(issue, parsed, wanted)
        if isinstance(parsed, Between):
            return self.between(issue, parsed, wanted)
        if isinstance(issue, ChoiceIssue):
            return self.option(issue, parsed, wanted)
        return self.amount(issue, parsed, wanted)

    def between(self, issue: Issue, parsed: Between, wanted: bool) -> Formula:
        """`in 3..5`."""
        if isinstance(issue, ChoiceIssue):
            raise ValueError(f"`{issue.id}` has options: write `{issue.id} in {{..}}`.")
        low, high = (
            self.limit(issue, Comparison(issue.id, ">=", end)) if end else None for end in (parsed.low, parsed.high)
        )
        if wanted:
            return Within(issue.id, low, high)
        below = [self.side(issue, "<", low)] if low is not None else []
        return Either((*below, *([self.side(issue, ">", high)] if high is not None else [])))

    def member(self, issue: Issue, parsed: Member, wanted: bool) -> Formula:
        """`in {..}` and `included`."""
        if parsed.options is None:
            return self.included(issue, wanted)
        if not isinstance(issue, ChoiceIssue):
            raise ValueError(f"`{issue.id}` is an amount: write `{issue.id} >= ..` and `<= ..` instead of a list.")
        chosen = frozenset(_option(issue, option) for option in parsed.options)
        return OneOf(issue.id, chosen if wanted else frozenset(issue.by_id) - chosen)

    def included(self, issue: Issue, wanted: bool) -> Formula:
        if isinstance(issue, ChoiceIssue):
            some = frozenset(issue.by_id) - {option for option in issue.by_id if option.lower() in NONE}
            if len(some) == len(issue.by_id):
                raise ValueError(f"No option of `{issue.id}` means none; write `{issue.id} in {{..}}`.")
            return OneOf(issue.id, some if wanted else frozenset(issue.by_id) - some)
        least = issue.step if issue.step is not None else (issue.high - issue.low) * SOME
        zero = max(issue.low, Fraction(0))
        return Within(issue.id, zero + least, None) if wanted else Within(issue.id, None, zero)

    def option(self, issue: ChoiceIssue, parsed: Comparison, wanted: bool) -> Formula:
        """A comparison of options: equal, or by order when the options are numbers or dates."""
        value = parsed.value.strip()
        if parsed.sign in ("=", "!="):
            same = frozenset({_option(issue, value)})
            return OneOf(issue.id, same if (parsed.sign == "=") == wanted else frozenset(issue.by_id) - same)
        order = {option: _rank(option) for option in issue.by_id}
        limit = _rank(value)
        if limit is None or any(rank is None or rank[0] != limit[0] for rank in order.values()):
            raise ValueError(
                f"The options of `{issue.id}` are not all numbers or dates like {value}; write `{issue.id} in {{..}}`."
            )
        kept = frozenset(
            option for option, rank in order.items() if rank is not None and _holds(rank, parsed.sign, limit)
        )
        return OneOf(issue.id, kept if wanted else frozenset(issue.by_id) - kept)

    def amount(self, issue: QuantityIssue, parsed: Comparison, wanted: bool) -> Formula:
        limit = self.limit(issue, parsed)
        sign = parsed.sign if wanted else _OPPOSITE[parsed.sign]
        if sign == "=":
            return Within(issue.id, limit, limit)
        if sign == "!=":
            return Either((self.side(issue, "<", limit), self.side(issue, ">", limit)))
        return self.side(issue, sign, limit)

    def side(self, issue: QuantityIssue, sign: str, limit: Fraction) -> Formula:
        if sign == ">=":
            return Within(issue.id, limit, None)
        if sign == "<=":
            return Within(issue.id, None, limit)
        if issue.step is None:
            raise ValueError(
                f"`{issue.id}` can take any amount: write `{sign}=` instead of `{sign}`; in an `if` or a `not`, the "
                f"other way round (`if {issue.id} > 3`, not `>= 3`), so that what is demanded includes its bound."
            )
        steps = (limit - issue.low) / issue.step
        if sign == ">":
            return Within(issue.id, issue.low + (steps // 1 + 1) * issue.step, None)
        return Within(issue.id, None, issue.low + (-(-steps // 1) - 1) * issue.step)

    def limit(self, issue: QuantityIssue, parsed: Comparison) -> Fraction:
        """The amount compared with: absolute, or relative to the what-if (2x, -10%, now + 3)."""
        value = parsed.value.replace(" ", "").removesuffix(issue.unit.replace(" ", ""))
        relative = value.startswith("now") or value.endswith(("x", "×", "%"))
        now = self.what_if.get(issue.id)
        if relative and not isinstance(now, Fraction):
            raise ValueError(f"`{parsed.value}` compares with the what-if, which says nothing of `{issue.id}`.")
        try:
            if not relative:
                return exact(value)
            assert isinstance(now, Fraction)
            if value.endswith(("x", "×")):
                return now * exact(value[:-1])
            if value.endswith("%") and not value.startswith("now"):
                share = exact(value)
                return now + abs(now) * share if value[0] in "+-−" else now * share
            rest = value[3:]
            return now + (exact(rest.removeprefix("+")) if rest else 0)
        except ValueError as wrong:
            how = f"Write `{issue.id} >= 12`, `>= 2x`, `>= -10%` or `>= now + 3`."
            raise ValueError(f"`{parsed.value}` is not an amount of `{issue.id}`. {how}") from wrong


def _option(issue: ChoiceIssue, name: str) -> str:
    """The option of this id, or of this name where only one has it. Raises ValueError when there is none."""
    if name in issue.by_id:
        return name
    named = [key for key, option in issue.by_id.items() if name.lower() in (key.lower(), option.name.lower())]
    if len(named) != 1:
        raise ValueError(f"`{name}` is not an option of `{issue.id}`; it has {', '.join(issue.by_id)}.")
    return named[0]


_OPPOSITE = {"=": "!=", "!=": "=", ">=": "<", "<=": ">", ">": "<=", "<": ">="}


def _rank(text: str) -> tuple[str, tuple[Fraction, ...]] | None:
    """A number or a date (2027, 2027-06, 2027-06-30) as something that can be ordered."""
    parts = text.split("-")
    if len(parts) in (2, 3) and all(part.isdigit() for part in parts) and len(parts[0]) == 4:
        return "date", tuple(Fraction(part) for part in parts)
    if len(parts) == 1 and len(text) == 4 and text.isdigit() and text[:2] in ("19", "20", "21"):
        return "date", (Fraction(text),)
    try:
        return "number", (exact(text),)
    except ValueError:
        return None


def _holds(rank: tuple[str, tuple[Fraction, ...]], sign: str, limit: tuple[str, tuple[Fraction, ...]]) -> bool:
    """Whether a rank compares so with a limit; a limit of less precision stands for its whole period."""
    own, other = rank[1], limit[1]
    shorter = own[: len(other)]
    if sign == "<=":
        return shorter <= other
    if sign == "<":
        return shorter < other
    return shorter >= other if sign == ">=" else shorter > other
