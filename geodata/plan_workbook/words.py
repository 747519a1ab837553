"""The workbook's words: reasons, goals and states as a manager reads them."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from estates.domain.remedies import RemedyKind
from estates.domain.wording import ROOM_TYPE_WORDS
from estates.domain.words import PlacementKind, Reason, RoomType, Season, SiteKind, Standing, StoppedBy

DOES_NOT_APPLY = "does not apply"
NOT_GIVEN = "not given"
NOT_WORKED_OUT = "not worked out"
NO_ROOMS = "No rooms given"

REASON_WORDS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.PLACED: "All placed",
        Reason.NO_ROOM_IN_REACH: "No suitable room in reach",
        Reason.IN_USE: "Rooms in reach are in use or closed",
        Reason.NOT_SHARED: "Rooms in reach are not shared with them",
        Reason.NO_SUPERVISOR: "No supervisor on site",
        Reason.OWN_SLOTS: "No room in their own half-days",
        Reason.ONE_SITE_A_DAY: "One site a day",
        Reason.FEW_SITES: "Few sites a week",
        Reason.ROOMS_TOGETHER: "Not enough rooms free together",
        Reason.OUTRANKED: "Rooms went to others",
        Reason.UNKNOWN_ROOMS: "Room use is not known",
        Reason.NOT_PROVED: "No one reason proved",
    }
)
REASON_HELP: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NO_ROOM_IN_REACH: "A room of the right type nearer by, a room made suitable, or a longer way to travel.",
        Reason.IN_USE: "Half-days released by the rooms' owners, or evenings and Saturdays.",
        Reason.NOT_SHARED: "An agreement between practices or PCNs to share rooms.",
        Reason.NO_SUPERVISOR: "A supervisor in the half-days when a room is free, or a room where supervisors are.",
        Reason.OWN_SLOTS: "Other half-days of the week, evenings and Saturdays among them.",
        Reason.ONE_SITE_A_DAY: "Rooms free morning and afternoon at one site.",
        Reason.FEW_SITES: "More half-days at the sites already used, or one more site a week.",
        Reason.ROOMS_TOGETHER: "Rooms side by side that are free in the same half-day.",
        Reason.OUTRANKED: "More rooms of this kind: whoever is placed, somebody else is not.",
        Reason.UNKNOWN_ROOMS: "Ask the rooms' owners when they are free: what is not known is never used.",
        Reason.NOT_PROVED: "A longer run, or several things at once of which none is enough: see each explanation.",
    }
)
REMEDY_WORDS: Mapping[RemedyKind, str] = MappingProxyType(
    {
        RemedyKind.OTHER_SLOTS: "Other half-days",
        RemedyKind.SHARE: "Sharing agreement",
        RemedyKind.SURVEY: "Survey of rooms",
        RemedyKind.OPEN: "Longer opening",
        RemedyKind.SUPERVISOR: "Supervision",
        RemedyKind.MORE_SITES: "One more site a week",
        RemedyKind.TRAVEL: "Longer journey",
        RemedyKind.CONVERT: "Conversion",
        RemedyKind.EXTEND: "Extension",
        RemedyKind.TOGETHER: "All at once",
    }
)
KIND_WORDS: Mapping[PlacementKind, str] = MappingProxyType(
    {PlacementKind.POST: "Post", PlacementKind.PROGRAMME: "Programme"}
)
SITE_KIND_WORDS: Mapping[SiteKind, str] = MappingProxyType(
    {
        SiteKind.PRACTICE: "Practice",
        SiteKind.BRANCH: "Branch",
        SiteKind.HUB: "Hub",
        SiteKind.HOSPITAL: "Hospital",
        SiteKind.POP_UP: "Pop-up",
        SiteKind.MOBILE: "Mobile",
        SiteKind.OFFICE: "Office",
    }
)
GOAL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "G1": "Unmet room sessions, each counted by its priority",
        "changes": "Rows of the earlier plan that are not in this one",
        "G2": "Pairs of programme and PCN without a hub session within the patients' travel time",
        "G3": "Unevenness of the shortfall between PCNs: the sum of unmet² ÷ wanted",
        "G4": "Minutes a week lost to travel, second sites and changes of room",
    }
)
STOPPED_WORDS: Mapping[StoppedBy, str] = MappingProxyType(
    {
        StoppedBy.GAP: "the proof was as close as asked for",
        StoppedBy.WORK: "the amount of work allowed was used up",
        StoppedBy.TIME: "the time allowed was used up",
        StoppedBy.INTERRUPT: "the user stopped it",
    }
)


def stopped_in_words(stopped_by: StoppedBy, lost: str) -> str:
    """Return why solving ended; ``lost`` is what a plan says of work that was lost."""
    return f"a part of the work was lost: {lost.rstrip('.')}" if lost else STOPPED_WORDS[stopped_by]


SEASON_WORDS: Mapping[Season, str] = MappingProxyType(
    {
        Season.STANDARD: "standard season (programmes of the winter alone are left out)",
        Season.WINTER: "winter season (all programmes)",
    }
)


def yes_or_no(is_so: bool) -> str:
    """Return ``yes`` or ``no``."""
    return "yes" if is_so else "no"


def room_type_in_words(room_type: RoomType) -> str:
    """Return a room type as it stands in a cell, such as ``Treatment room``."""
    return ROOM_TYPE_WORDS[room_type].capitalize()


def figure(number: float) -> str:
    """Return a goal's value or bound in words: thousands separated, at most six decimals."""
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def percentage(share: Decimal | float) -> str:
    """Return a share as a percentage with one decimal; what is not nought never reads ``0.0%``."""
    return "under 0.1%" if 0 < share < 0.0005 else f"{share * 100:.1f}%"


_OF_PLACED = " of the weighted sessions placed"
GAP_BASE = (
    "The gap of G1 is a share of the weighted sessions placed (each counted by its priority), since what is unmet may "
    "be nought; that of every other goal is a share of its value."
)


def standing_in_words(name: str, goal: Mapping[str, Any]) -> str:
    """Return what is proved of one goal, by its name and its entry in the proof."""
    if goal["standing"] == Standing.OPTIMAL:
        return "Proved: no plan does better."
    if goal["gap"] == 0:
        return "The best there is while the goals before it stand as they are; those are not proved."
    return (
        f"Not proved: the best possible lies between {figure(goal['bound'])} and {figure(goal['value'])}, "
        f"a gap of {percentage(goal['gap'])}{_OF_PLACED * (name == 'G1')}."
    )


def proof_in_words(proof: Mapping[str, Any], *, weighted: bool) -> str:
    """Return how far the shortfall is proved to be the least possible.

    Parameters
    ----------
    proof
        The plan's proof, whose first goal counts what is unmet.
    weighted
        Whether sessions have different priorities, so that the goal is not a plain count of sessions.
    """
    goal = proof["goals"]["G1"]
    by_weight = ", each counted by its priority" if weighted else ""
    if goal["standing"] == Standing.OPTIMAL:
        return f"It is proved that no plan for this dataset leaves fewer sessions unmet{by_weight}."
    return (
        "It is not proved that this is the least possible shortfall: at best "
        f"{figure(goal['bound'])} instead of {figure(goal['value'])} sessions{by_weight}{',' * weighted} "
        f"would be unmet (a gap of {percentage(goal['gap'])}{_OF_PLACED})."
    )
