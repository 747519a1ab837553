"""The map's words and numbers: what a reader is told, in sentences that are true of the figures."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from types import MappingProxyType

from estates.domain.plan import Plan
from estates.domain.shortfall import ShortfallRow
from estates.domain.wording import counted
from estates.domain.words import Reason, Season, Standing
from maps.palette import SHARE_CLASSES

REASON_WORDS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.PLACED: "placed",
        Reason.NO_ROOM_IN_REACH: "no suitable room in reach",
        Reason.IN_USE: "rooms in reach are in use",
        Reason.NOT_SHARED: "rooms in reach are not shared with them",
        Reason.NO_SUPERVISOR: "no supervisor on site",
        Reason.OWN_SLOTS: "no room in their own half-days",
        Reason.ONE_SITE_A_DAY: "one site a day",
        Reason.FEW_SITES: "few sites a week",
        Reason.ROOMS_TOGETHER: "not enough rooms free together",
        Reason.OUTRANKED: "rooms went to others",
        Reason.UNKNOWN_ROOMS: "room use not known",
        Reason.NOT_PROVED: "no one reason proved",
    }
)
SEASON_WORDS: Mapping[Season, str] = MappingProxyType(
    {Season.STANDARD: "Standard season", Season.WINTER: "Winter season, winter programmes included"}
)


def percent(share: Decimal) -> str:
    """Return a share (0 to 1) as a percentage with one decimal, such as ``9.0%``."""
    return f"{share * 100:.1f}%"


def short_percent(share: Decimal) -> str:
    """Return a share (0 to 1) as a whole percentage for a label, true to the class that colours its area.

    What is not nought never reads ``0%``, and what is under a class's end never reads as that end: it keeps a decimal.

    Examples
    --------
    >>> short_percent(Decimal("0.004")), short_percent(Decimal("0.398"))
    ('<1%', '39.8%')
    """
    if 0 < share < Decimal("0.01"):
        return "<1%"
    if Decimal("0.99") < share < 1:
        return ">99%"
    rounded = round(share, 2)
    reads_as_next_class = any(step.below == rounded > share for step in SHARE_CLASSES)
    if reads_as_next_class:
        return percent(share.quantize(Decimal("0.001"), rounding=ROUND_FLOOR))
    return f"{rounded * 100:.0f}%"


def county_sentence(icb: ShortfallRow) -> str:
    """Return the whole shortfall in one sentence, from the row of the ICB."""
    if icb.wanted == 0:
        return "No room sessions are wanted."
    wants = f"{counted(icb.wanted, 'room session')} a week {'is' if icb.wanted == 1 else 'are'} wanted"
    if icb.unmet == 0:
        return f"{wants}; every one has a room."
    have = "has" if icb.placed == 1 else "have"
    do = "does" if icb.unmet == 1 else "do"
    return (
        f"{wants}; {icb.placed:,} {have} a room; {icb.unmet:,} ({percent(icb.unmet_share)}) {do} not"
        f" — the equal of {icb.rooms_equivalent:,.1f} rooms."
    )


def proof_sentence(plan: Plan, *, weighted: bool) -> str:
    """Return how far the shortfall is proved to be the least possible.

    Parameters
    ----------
    plan
        The plan, whose first goal counts what is unmet.
    weighted
        Whether sessions have different priorities, so that the goal is not a plain count of sessions.
    """
    unmet = plan.goals["G1"]
    by_weight = ", each session counted by its priority" if weighted else ""
    if unmet.standing is Standing.OPTIMAL:
        return f"Proved: no plan for this dataset places more{by_weight}."
    gap = (Decimal(str(unmet.gap)) * 100).quantize(Decimal("0.1"), rounding=ROUND_CEILING)
    return f"Within {gap}% of the best possible{by_weight}; not proved to be the best."


def part_of(part: int, whole: int, one: str, many: str | None = None) -> str | None:
    """Return how many of a kind are estimates, such as ``12 of 310 rooms``, or ``None`` where none is."""
    if part == 0:
        return None
    if part == whole:
        return f"all {counted(whole, one, many)}" if whole > 1 else f"the one {one}"
    return f"{part:,} of {counted(whole, one, many)}"
