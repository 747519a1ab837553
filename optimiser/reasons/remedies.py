"""What to look at where sessions are not placed: one sentence each, none of which promises a gain."""

from collections.abc import Sequence

from estates.domain.slots import Slot
from estates.domain.wording import a_supervisor, counted, listed, slot_in_words

NOTHING_TO_DO = "Nothing to do."
SOLVE_ON = "Run the plan again with more work or a longer time limit."

_SHOWN = 3


def ask_to_share(sites: Sequence[str], half_days: int) -> str:
    """Ask sites (names) to share rooms of which a number of half-days are left over."""
    if not half_days:
        return f"Ask {_named(sites)} to share: suitable rooms are free there, though others hold them in this plan."
    told = f"{counted(half_days, 'suitable half-day')} {'is' if half_days == 1 else 'are'} left over there"
    return f"Ask {_named(sites)} to share: {told}."


def ask_for_other_times(slots: Sequence[Slot]) -> str:
    """Ask for other half-days, in which suitable rooms are free."""
    times = listed([slot_in_words(slot) for slot in slots[:_SHOWN]], joined_by="or")
    return f"Ask whether other half-days would do, such as {times}, when suitable rooms are free."


def ask_for_more_times(asked: int) -> str:
    """Ask for more half-days than the few that are named."""
    return f"Ask whether more than the {counted(asked, 'half-day')} named would do, or fewer sessions."


def survey_rooms(rooms: int, sites: Sequence[str]) -> str:
    """Find out about rooms of which nobody has said whether they are free."""
    return f"Survey the {_rooms(rooms)} with half-days marked unknown at {_named(sites)}."


def check_use(rooms: int, sites: Sequence[str]) -> str:
    """Look at whether rooms in use by their owners are in use in fact."""
    return f"Check at {_named(sites)} whether the {_rooms(rooms)} marked in use are used in every such half-day."


def find_supervisor(kind: str, sites: Sequence[str], slots: Sequence[Slot]) -> str:
    """Ask for a supervisor where rooms are free."""
    times = listed([slot_in_words(slot) for slot in slots[:_SHOWN]], joined_by="or")
    return f"Ask {_named(sites)} for {a_supervisor(kind)}, for example on {times}."


def allow_more_sites(max_sites: int, sites: Sequence[str]) -> str:
    """Ask for one more site in the week."""
    return f"Ask whether it could work at more than {counted(max_sites, 'site')} a week; {_named(sites)} would be next."


def move_a_day(sites: Sequence[str]) -> str:
    """Look at a whole day elsewhere."""
    return f"Look at a whole day at {_named(sites)}, where places are left over, in place of a day at two sites."


def add_a_room(site: str, what: str) -> str:
    """Look at building, converting or opening."""
    return f"Look at opening, converting or adding {what} near {site}."


def look_further(minutes: str, base: str, what: str) -> str:
    """Look at a room nearby or a longer way."""
    return f"Look at converting or equipping {what} near {base}, or at a longer journey than {minutes} minutes."


def convert_at_own_sites(what: str) -> str:
    """Look at a room where the practice is."""
    return f"Look at converting or equipping {what} at the practice's own sites."


def _named(sites: Sequence[str]) -> str:
    return listed(list(dict.fromkeys(sites)), at_most=_SHOWN)


def _rooms(number: int) -> str:
    return counted(number, "suitable room")
