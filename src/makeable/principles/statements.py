"""Plain statements a group may agree with before dividing, the axiom behind each, and what cannot be had together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["IMPOSSIBLE", "KINDS", "STATEMENTS", "Impossible", "Kind", "Statement", "statements_of"]

Kind = Literal["packages", "claims", "savings", "cost", "items"]
KINDS: tuple[Kind, ...] = ("packages", "claims", "savings", "cost", "items")


@dataclass(frozen=True)
class Statement:
    """What a group may say, and the axiom of the literature that it comes down to."""

    id: str
    text: str
    axiom: str


@dataclass(frozen=True)
class Impossible:
    """Statements that no principle can keep together, why, and where that is shown.

    `nearest`: principles that keep them where that is possible, or come as near as can be.
    """

    kind: Kind
    statements: tuple[str, ...]
    why: str
    source: str
    nearest: tuple[str, ...] = ()


_TEXTS = (
    ("no-loss", "No one whose yes is needed should be worse off than without a deal.", "individual rationality"),
    ("efficient", "Nothing that would help one and hurt no one should be left on the table.", "Pareto efficiency"),
    ("equals", "Those who are alike in everything that counts should get alike.", "equal treatment of equals"),
    ("units", "It should not matter in what units or with how large numbers anyone scores.", "scale invariance"),
    ("comparable", "A point for one counts as much as a point for another.", "interpersonal comparison"),
    (
        "contraction",
        "Taking away packages that nobody would choose should change nothing.",
        "contraction independence (independence of irrelevant alternatives)",
    ),
    ("hopes", "What counts is how far each gets towards the most it could hope for.", "relative to the ideal point"),
    ("worst-off", "Whoever is least satisfied comes first.", "priority to the worst off (Hammond equity)"),
    ("positions", "What counts is where each ends up, not what it gains.", "end positions (difference principle)"),
    ("even", "Everyone should gain the same amount.", "equal gains"),
    ("total", "The gains of all together should be as large as possible.", "utilitarian sum"),
    ("entitled", "Some are entitled to more than others, in agreed proportions.", "weights (asymmetric solution)"),
    ("strength", "Those who bring more to the table should gain more.", "proportionality to the alternative"),
    ("bounded", "No one should get more than it claims, or less than nothing.", "claims boundedness"),
    ("order", "A larger claim, or larger use, should never get, or pay, less.", "order preservation"),
    ("more-helps", "When there is more to divide, no one should get less.", "resource monotonicity"),
    ("everyone-something", "Everyone with a claim should get something.", "positive awards"),
    ("same-units", "It should not matter whether we reckon in euros or in cents.", "homogeneity"),
    ("small-first", "Small claims should be paid in full before large ones get more.", "conditional full compensation"),
    ("losses-even", "Everyone should give up the same, as far as its claim allows.", "equal losses"),
    ("self-dual", "Dividing what there is and dividing what is missing should come to the same.", "self-duality"),
    (
        "truncation",
        "A claim to more than all there is counts no more than all there is.",
        "claims truncation invariance",
    ),
    ("minimal-rights", "What no one else claims should be yours first.", "minimal rights first"),
    ("up", "When more turns up later, it may be divided on top of what was paid.", "composition up"),
    ("down", "When there is less than was promised, promises may stand in for claims.", "composition down"),
    ("consistent", "What is fair among all is fair between any two of them.", "consistency"),
    ("no-merging", "It should not pay to split up or to join claims.", "no advantageous merging or splitting"),
    ("in-step", "Twice as much to divide means twice as much for everyone.", "linearity in the amount"),
    ("contribution", "Those who put in more should get more.", "proportional to contribution"),
    ("use", "Those who use or need more of it should pay more.", "the benefit principle"),
    ("need", "Those who need more should get more.", "proportional to need"),
    ("size", "Every member, inhabitant or hectare should count once.", "proportional to size"),
    ("stand-alone", "No one should pay more, or get less, than it would alone.", "stand-alone test"),
    ("core", "No group should pay more, or get less, than it would on its own.", "core"),
    ("strong-monotone", "Whoever adds more than before should not end up worse.", "strong monotonicity"),
    ("additive", "Two bills divided one by one should give the same as one bill for both.", "additivity"),
    ("precedent", "It should be done as it was done in comparable cases.", "precedent"),
    ("envy-free", "No one should prefer another's part to its own.", "envy-freeness"),
    ("envy-one", "No one should envy another by more than one thing.", "envy-freeness up to one good"),
    ("equal-satisfaction", "All should be equally satisfied, each by its own points.", "equitability"),
    ("fair-share", "Everyone should have at least its fair part of all, by its own points.", "proportionality"),
    ("divider", "Everyone should get what it could secure by dividing and choosing last.", "maximin share"),
    ("one-cut", "At most one thing should have to be divided or sold.", "minimal division"),
    ("no-cut", "Nothing should be divided: everything goes whole to someone.", "indivisibility"),
)
STATEMENTS: dict[str, Statement] = {key: Statement(key, text, axiom) for key, text, axiom in _TEXTS}

_PIE = ("equals", "order", "more-helps", "in-step", "contribution", "use", "need", "size", "precedent")
_GAME = ("stand-alone", "core", "strong-monotone", "additive", "even", "strength")
_OF: dict[Kind, tuple[str, ...]] = {
    "packages": (
        "no-loss", "efficient", "equals", "units", "comparable", "contraction", "hopes", "worst-off", "positions",
        "even", "total", "entitled", "strength",
    ),
    "claims": (
        *_PIE, "bounded", "everyone-something", "same-units", "small-first", "losses-even", "self-dual", "truncation",
        "minimal-rights", "up", "down", "consistent", "no-merging",
    ),
    "savings": (*_PIE, *_GAME),
    "cost": (*_PIE, *_GAME),
    "items": (
        "efficient", "envy-free", "envy-one", "equal-satisfaction", "fair-share", "divider", "worst-off", "units",
        "one-cut", "no-cut",
    ),
}  # fmt: skip


def statements_of(kind: Kind) -> tuple[Statement, ...]:
    """The statements that can be made about dividing this kind of thing."""
    return tuple(STATEMENTS[key] for key in _OF[kind])


_MONOTONE = (
    "There are games in which every sharing that no group would leave "
    "makes someone worse off when its groups do better."
)
IMPOSSIBLE: tuple[Impossible, ...] = (
    Impossible(
        "packages", ("units", "comparable"),
        "Whoever compares points across parties depends on the units in which they are written.",
        "Roth, Axiomatic Models of Bargaining (1979)",
    ),
    Impossible(
        "packages", ("units", "worst-off"),
        "Who is worst off cannot be told when numbers mean nothing across parties.",
        "Roth, Axiomatic Models of Bargaining (1979)",
    ),
    Impossible(
        "packages", ("units", "contraction", "hopes", "equals"),
        "Only the Nash product keeps the first two and treats equals alike, and it does not look at hopes.",
        "Nash, Econometrica 18 (1950); Kalai and Smorodinsky, Econometrica 43 (1975)",
    ),
    Impossible(
        "packages", ("total", "worst-off"),
        "The largest total may give the worst-off party nothing.",
        "Myerson, Econometrica 49 (1981)",
    ),
    Impossible(
        "packages", ("total", "even"),
        "The largest total is seldom the even one.",
        "Myerson, Econometrica 49 (1981)",
    ),
    Impossible(
        "packages", ("positions", "strength"),
        "A good alternative cannot both count for nothing and be rewarded.",
        "by what the statements say",
    ),
    Impossible(
        "packages", ("equals", "entitled"),
        "With unequal entitlements, parties with equal scores do not get alike.",
        "Harsanyi and Selten, Management Science 18 (1972)",
    ),
    Impossible(
        "claims", ("self-dual", "up", "truncation"),
        "Only the proportional rule keeps the first two, and it counts every claim in full.",
        "Young, Journal of Economic Theory 44 (1988)",
    ),
    Impossible(
        "claims", ("no-merging", "truncation"),
        "Only proportions make splitting and joining idle, and they count every claim in full.",
        "O'Neill, Mathematical Social Sciences 2 (1982); de Frutos, Review of Economic Design 4 (1999)",
    ),
    Impossible(
        "claims", ("truncation", "up", "minimal-rights"),
        "Only equal awards keep the first two, and they do not settle first what nobody disputes.",
        "Dagan, Social Choice and Welfare 13 (1996)",
    ),
    Impossible(
        "claims", ("minimal-rights", "down", "truncation"),
        "Only equal losses keep the first two, and they count every claim in full.",
        "Herrero and Villar, Mathematical Social Sciences 42 (2001)",
    ),
    Impossible(
        "claims", ("small-first", "losses-even"),
        "With claims of 1 and 3 and an amount of 2, one asks for 1 and 1, the other for 0 and 2.",
        "Herrero and Villar, Mathematical Social Sciences 42 (2001)",
    ),
    Impossible(
        "claims", ("small-first", "self-dual"),
        "With claims of 1 and 3 and an amount of 2, one asks for 1 and 1, the other for a half of each claim.",
        "Aumann and Maschler, Journal of Economic Theory 36 (1985)",
    ),
    Impossible(
        "claims", ("everyone-something", "losses-even"),
        "With little to divide, equal losses leave small claims nothing.",
        "Thomson, Mathematical Social Sciences 45 (2003)",
    ),
    Impossible(
        "cost", ("core", "strong-monotone"), _MONOTONE,
        "Young, International Journal of Game Theory 14 (1985), for five or more; "
        "Housman and Clark, International Journal of Game Theory 27 (1998), for four",
        ("airport",),
    ),
    Impossible(
        "savings", ("core", "strong-monotone"), _MONOTONE,
        "Young, International Journal of Game Theory 14 (1985), for five or more; "
        "Housman and Clark, International Journal of Game Theory 27 (1998), for four",
    ),
    Impossible(
        "items", ("envy-free", "no-cut"),
        "One house, two who want it: whoever goes without envies.",
        "Lipton and others (2004), who bound the envy by one good instead",
    ),
    Impossible(
        "items", ("fair-share", "no-cut"),
        "One house, two who want it: whoever goes without has less than half.",
        "Budish, Journal of Political Economy 119 (2011), who asks for the maximin share instead",
    ),
    Impossible(
        "items", ("equal-satisfaction", "no-cut"),
        "One house, two who want it: one has all, the other nothing.",
        "Brams and Taylor, Fair Division (1996)",
    ),
    Impossible(
        "items", ("divider", "no-cut"),
        "With three or more parties there are goods for which not everybody can have its maximin share.",
        "Kurokawa, Procaccia and Wang, Journal of the ACM 65 (2018); Feige, Sapir and Tauber (2021)",
        ("maximin-share",),
    ),
    Impossible(
        "items", ("efficient", "envy-free", "equal-satisfaction"),
        "For two parties adjusted winner has all three; for three or more there are goods for which nothing has.",
        "Brams and Taylor, Fair Division (1996)",
        ("adjusted-winner",),
    ),
)  # fmt: skip
