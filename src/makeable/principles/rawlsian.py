"""The Rawlsian principle: whoever ends up with the least, wherever it started, comes first."""

from __future__ import annotations

from fractions import Fraction

from makeable.model import Case
from makeable.principles.asked import Asked
from makeable.principles.choice import divide
from makeable.principles.division import Division
from makeable.principles.measure import ByShares, Setting
from makeable.principles.registry import principle

__all__ = ["Positions", "rawlsian"]


class Positions(ByShares):
    """Values, not gains, from the smallest up; whoever is outvoted still ends where it ends."""

    losses_count = True

    def units(self, setting: Setting) -> tuple[Fraction, ...]:
        """Points as they are."""
        return (Fraction(1),) * len(setting.parties)

    def origin(self, setting: Setting) -> tuple[Fraction, ...]:
        """Positions are counted from nothing, not from the no-deal line."""
        return tuple(-line for line in setting.no_deal)


@principle(
    says="The package under which the party that ends up with the least has the most; then the next, to the last.",
    assumes="Points mean the same to every party, and a good alternative is luck, not a claim.",
    misleads="A party that is poor whatever happens decides everything. Gains may go to whoever starts lowest.",
    source="Rawls, A Theory of Justice (1971), the difference principle; Sen (1970) for the later stages.",
    rescaling=False,
    aliases=("rawls", "difference-principle"),
    axioms=("no-loss", "efficient", "equals", "contraction", "worst-off", "comparable", "positions"),
)
def rawlsian(case: Case, asked: Asked = Asked()) -> Division:
    """Which package leaves the party that ends up with the least as well off as possible, then the next?

    It compares the values themselves. The egalitarian principle compares what each gains over no deal instead. No-deal
    lines still decide which packages are candidates. Rawls (1971), section 13; Sen (1970), chapter 9.
    """
    return divide(case, "rawlsian", Positions(), asked)
