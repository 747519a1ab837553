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


def supervisor_in_words(kind: str) -> str:
    """Return who supervises, by the kind that a role asks for: ``GP supervisor``, ``nurse supervisor``."""
    return f"{who_supervises(kind)} supervisor"


def who_supervises(kind: str) -> str:
    """Return a kind of supervision as a profession: ``GP``, ``nurse``; a kind of the user's own as it is written."""
    return _SUPERVISORS.get(kind, kind)


def with_article(words: str) -> str:
    """Return words after ``a`` or ``an``, as they are said: ``a GP``, ``an FCP``, ``an advanced practitioner``."""
    first = words.split(" ", 1)[0]
    is_spelt = len(first) > 1 and first.isupper()
    starts_with_a_vowel = first[:1] in _SPELT_WITH_A_VOWEL if is_spelt else first[:1].lower() in tuple("aeio")
    return f"{'an' if starts_with_a_vowel else 'a'} {words}"
