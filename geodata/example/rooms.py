"""Rooms of the made-up county, their weeks, and who can supervise learners."""

from collections import Counter
from functools import cache

from estates.domain.slots import CORE_SLOTS, DAYS, SLOTS, Slot
from geodata.example.dice import Dice
from geodata.example.places import Place, Practice, practices
from geodata.example.shared import SHARED_PLACES, SharedPlace

Row = dict[str, str]
Week = dict[Slot, str]

# The room formula of general practice business cases: consulting/examination and treatment rooms for 10,000
# patients at 5.26 contacts a year, 50 weeks of 60 hours and 60 % utilisation.
ROOMS_PER_10_000 = 7.3 + 1.9
WEEKDAYS = DAYS[:5]

# Practices that did not answer the county's room survey: their rooms are estimated, their week is not known.
SILENT_PRACTICES = ("XW0022", "XW0057")
# Practices whose week was estimated from their appointment book, and the chance of one unknown half-day elsewhere.
ESTIMATED_PRACTICES = ("XW0029", "XW0066", "XW0072")
UNKNOWN_CHANCE = 0.006
ENHANCED_ROOMS = 4
BRANCH_CLOSED = (Slot.TUE_PM, Slot.WED_PM, Slot.THU_PM, Slot.FRI_PM)
COLLEAGUE_CHANCE = 0.25

AREAS_M2 = {
    "consult_exam": (12.0, 17.0),
    "consult": (9.5, 13.0),
    "treatment": (14.0, 21.0),
    "minor_ops": (20.0, 28.0),
    "interview": (7.0, 10.5),
    "phlebotomy": (6.5, 10.0),
    "group": (24.0, 42.0),
    "desk": (4.0, 6.0),
}
ROOM_WORDS = {
    "consult_exam": "Consulting room",
    "consult": "Small consulting room",
    "treatment": "Treatment room",
    "minor_ops": "Minor procedures room",
    "interview": "Interview room",
    "phlebotomy": "Blood room",
    "group": "Group room",
    "desk": "Shared desks",
}
# The chance that a room of the type has the feature.
FEATURES = {
    "consult_exam": {"couch": 0.98, "sink": 0.94, "step_free": 0.8, "video": 0.45, "window": 0.85, "ventilated": 0.3},
    "consult": {"sink": 0.5, "step_free": 0.7, "video": 0.4, "window": 0.75},
    "treatment": {"couch": 1.0, "sink": 1.0, "step_free": 0.92, "window": 0.6, "ventilated": 0.65, "hoist": 0.06},
    "minor_ops": {"couch": 1.0, "sink": 1.0, "step_free": 0.95, "ventilated": 1.0},
    "interview": {"step_free": 0.75, "window": 0.6, "video": 0.25},
    "phlebotomy": {"sink": 1.0, "step_free": 0.9},
    "group": {"step_free": 0.8, "window": 0.9, "video": 0.6},
    "desk": {"window": 0.5},
}


@cache
def room_rows() -> tuple[Row, ...]:
    """Return the rows of ``rooms``, site by site."""
    own = (row for practice in practices() for site in practice.sites for row in _practice_rooms(site, practice))
    shared = (row for place in SHARED_PLACES for row in _shared_rooms(place))
    return (*own, *shared)


@cache
def enhanced_access_sites() -> frozenset[str]:
    """Return the main site of each network's largest practice: open on some evenings and on Saturdays."""
    largest: dict[str, Practice] = {}
    for practice in practices():
        held = largest.setdefault(practice.network.code, practice)
        if practice.patients > held.patients:
            largest[practice.network.code] = practice
    return frozenset(practice.sites[0].site_id for practice in largest.values())


def _practice_rooms(site: Place, practice: Practice) -> list[Row]:
    dice = Dice(f"rooms {site.site_id}")
    closed = dice.pick(BRANCH_CLOSED) if site.kind == "branch" else None
    use = min(0.93, max(0.3, practice.network.use + dice.share(-0.12, 0.12)))
    estimated = "yes" if practice.code in SILENT_PRACTICES + ESTIMATED_PRACTICES else "no"
    rows = []
    for number, room_type in enumerate(_types(_room_count(site, practice, dice), dice), start=1):
        room = _room(room_type, number, dice)
        week = _week(use, dice)
        if site.site_id in enhanced_access_sites() and number <= ENHANCED_ROOMS:
            week |= _enhanced_hours(dice)
        if closed:
            week[closed] = "C"
        if practice.code in SILENT_PRACTICES:
            week = dict.fromkeys(SLOTS, "?")
        rows.append(_row(site.site_id, number, room | _cells(week) | {"estimated": estimated}))
    return rows


def _room_count(site: Place, practice: Practice, dice: Dice) -> int:
    """Return the rooms of a site, two at least: those of the room formula, as far as the network has them."""
    by_formula = practice.patients * site.share * ROOMS_PER_10_000 / 10_000
    return max(2, round(by_formula * practice.network.rooms * dice.share(0.86, 1.14)))


def _shared_rooms(place: SharedPlace) -> list[Row]:
    dice = Dice(f"rooms {place.site_id}")
    rows = []
    for number, room_type in enumerate(place.room_types, start=1):
        week = _week(place.use, dice) | (_enhanced_hours(dice) if place.kind in ("hub", "pop_up") else {})
        rows.append(_row(place.site_id, number, _room(room_type, number, dice) | _cells(week) | {"estimated": "no"}))
    return rows


def _types(count: int, dice: Dice) -> list[str]:
    """Return the room types of a building with a number of rooms, consulting/examination rooms first."""
    types = Counter({"treatment": max(1, round(count * 0.2))})
    types["interview"] = int(count >= 5 and dice.falls(0.55)) + int(count >= 14)
    types["consult"] = int(count >= 4 and dice.falls(0.6)) + int(count >= 12)
    types["minor_ops"] = int(count >= 9 and dice.falls(0.4))
    types["phlebotomy"] = int(count >= 8 and dice.falls(0.6))
    types["group"] = int(count >= 11 and dice.falls(0.35))
    types["desk"] = int(count >= 10 and dice.falls(0.35))
    types["consult_exam"] = count - types.total()
    return [room_type for room_type in AREAS_M2 for _ in range(types[room_type])]


def _row(site_id: str, number: int, rest: Row) -> Row:
    return {"room_id": f"{site_id}-{number:02d}", "site_id": site_id, **rest}


def _cells(week: Week) -> Row:
    return {slot.value: week[slot] for slot in SLOTS}


def _room(room_type: str, number: int, dice: Dice) -> Row:
    """Return what a room is: its type, size and what stands in it; some treatment rooms have two bays."""
    low, high = AREAS_M2[room_type]
    places = {"treatment": 2 if dice.falls(0.12) else 1, "phlebotomy": 2, "group": 8, "desk": dice.whole(2, 4)}
    features = [feature for feature, chance in FEATURES[room_type].items() if dice.falls(chance)]
    return {
        "room_type": room_type,
        "name": f"{ROOM_WORDS[room_type]} {number}",
        "area_m2": "" if dice.falls(0.02) else f"{dice.share(low, high):.1f}",
        "places": str(places.get(room_type, 1)),
        "features": ";".join(features),
    }


def _week(use: float, dice: Dice) -> Week:
    """Return a room's week, closed out of hours.

    Its owner has it on whole days at the start or the end of the week, Friday afternoons are thin, and on the other
    days a colleague may take half a day.
    """
    week = {slot: "F" if slot.is_core else "C" for slot in SLOTS}
    days = 5 * use
    owned = int(days) + int(dice.falls(days - int(days)))
    first = dice.pick((0, 5 - owned))
    for place, day in enumerate(WEEKDAYS):
        if first <= place < first + owned:
            week[Slot(f"{day}_AM")] = "U"
            week[Slot(f"{day}_PM")] = "F" if dice.falls(0.45 if day == "FRI" else 0.06) else "U"
        elif dice.falls(COLLEAGUE_CHANCE):
            week[Slot(f"{day}_{dice.pick(('AM', 'AM', 'PM'))}")] = "U"
    if dice.falls(UNKNOWN_CHANCE * 10):
        week[dice.pick(CORE_SLOTS)] = "?"
    return week


def _enhanced_hours(dice: Dice) -> Week:
    """Return the evenings and the Saturday of a room at a site that is open then."""
    evenings = dice.shuffled([f"{day}_EVE" for day in WEEKDAYS])[:3]
    return {Slot(name): "U" if dice.falls(0.4) else "F" for name in (*sorted(evenings), "SAT_AM")}
