"""How the planner puts slots, room types and lists into plain English."""

from collections.abc import Sequence
from decimal import Decimal

from estates.domain.rounding import whole
from estates.domain.slots import Slot
from estates.domain.words import RoomType

NOT_KNOWN = "not known"
_DAY = {
    "MON": "Monday",
    "TUE": "Tuesday",
    "WED": "Wednesday",
    "THU": "Thursday",
    "FRI": "Friday",
    "SAT": "Saturday",
}
_PART = {"AM": "morning", "PM": "afternoon", "EVE": "evening"}

ROOM_TYPE_WORDS: dict[RoomType, str] = {
    RoomType.CONSULT_EXAM: "consulting/examination room",
    RoomType.CONSULT: "consulting room",
    RoomType.TREATMENT: "treatment room",
    RoomType.MINOR_OPS: "minor operations room",
    RoomType.INTERVIEW: "interview room",
    RoomType.PHLEBOTOMY: "phlebotomy room",
    RoomType.GROUP: "group room",
    RoomType.DESK: "desk",
}
_SUPERVISORS = {"gp": "GP", "fcp": "FCP"}
_SPELT_WITH_A_VOWEL = frozenset("AEFHILMNORSX")


def slot_in_words(slot: Slot) -> str:
    """Return a slot as people say it, such as ``Monday morning``."""
    day, part = slot.value.split("_")
    return f"{_DAY[day]} {_PART[part]}"


def supervisor(kind: str) -> str:
    """Return a kind of supervisor as the service says it: ``GP supervisor``, ``nurse supervisor``."""
    return f"{_SUPERVISORS.get(kind.casefold(), kind)} supervisor"


def a_supervisor(kind: str) -> str:
    """Return a kind of supervisor with its article: ``a GP supervisor``, ``an FCP supervisor``."""
    said = supervisor(kind)
    first = said.split(" ", 1)[0]
    is_spelt = len(first) > 1 and first.isupper()
    is_after_an = first[:1] in _SPELT_WITH_A_VOWEL if is_spelt else first[:1].lower() in tuple("aeio")
    return f"{'an' if is_after_an else 'a'} {said}"


def listed(words: Sequence[str], *, joined_by: str = "and", at_most: int | None = None) -> str:
    """Return words as an English list: ``a``, ``a and b``, ``a, b and c``.

    Beyond ``at_most`` words the rest are counted: ``a, b and 3 more``.
    """
    shown = list(words)
    if at_most is not None and len(shown) > at_most:
        shown = [*shown[:at_most], f"{len(shown) - at_most} more"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joined_by} {shown[-1]}"


def rounded(number: Decimal) -> str:
    """Return a figure to the whole number with its thousands marked, a half rounded up as everywhere here."""
    return f"{whole(number):,}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: ``1 room``, ``2 rooms``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
