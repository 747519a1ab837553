"""The seventeen half-day slots of a working week."""

from enum import StrEnum


class Slot(StrEnum):
    """A half-day of the week, in calendar order.

    AM and PM are core hours (08:00-18:30); EVE and SAT are enhanced access (weekdays 18:30-20:00,
    Saturday 09:00-17:00). Source: the GP contract's core hours and the Network Contract DES's
    enhanced access hours.
    """

    MON_AM = "MON_AM"
    MON_PM = "MON_PM"
    MON_EVE = "MON_EVE"
    TUE_AM = "TUE_AM"
    TUE_PM = "TUE_PM"
    TUE_EVE = "TUE_EVE"
    WED_AM = "WED_AM"
    WED_PM = "WED_PM"
    WED_EVE = "WED_EVE"
    THU_AM = "THU_AM"
    THU_PM = "THU_PM"
    THU_EVE = "THU_EVE"
    FRI_AM = "FRI_AM"
    FRI_PM = "FRI_PM"
    FRI_EVE = "FRI_EVE"
    SAT_AM = "SAT_AM"
    SAT_PM = "SAT_PM"

    @property
    def day(self) -> str:
        """The day of the slot, such as ``MON``."""
        return self.value[:3]

    @property
    def is_core(self) -> bool:
        """Whether the slot lies in core hours: a weekday AM or PM."""
        return self.day != "SAT" and not self.value.endswith("EVE")


SLOTS: tuple[Slot, ...] = tuple(Slot)
DAYS: tuple[str, ...] = tuple(dict.fromkeys(slot.day for slot in SLOTS))
CORE_SLOTS: tuple[Slot, ...] = tuple(slot for slot in SLOTS if slot.is_core)
SLOT_ORDER: dict[Slot, int] = {slot: place for place, slot in enumerate(SLOTS)}
SLOTS_OF_DAY: dict[str, tuple[Slot, ...]] = {day: tuple(slot for slot in SLOTS if slot.day == day) for day in DAYS}

SiteSlot = tuple[str, Slot]
"""A site, by its id, in a slot."""

RoomSlot = tuple[str, Slot]
"""A room, by its id, in a slot."""

LearnerSlot = tuple[str, str, Slot]
"""A site, a kind of supervision and a slot: learners share the places that there are."""
