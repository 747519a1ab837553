"""Capital schemes of the made-up county: extend, convert, open for longer, build anew."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from estates.domain.rooms import ROOM_NORMS_M2
from estates.domain.rounding import whole
from estates.domain.slots import Slot
from estates.domain.wording import slot_in_words
from estates.domain.words import RoomType
from geodata.example.dice import Dice
from geodata.example.places import Place, practices
from geodata.example.rooms import BRANCH_CLOSED, enhanced_access_sites, room_rows

Row = dict[str, str]

# Pounds per square metre of a finished building, and the corridors and plant that rooms bring with them.
BUILDING_COST = 4_800
CIRCULATION = Decimal("1.3")
# Years that a premises grant of up to so many pounds binds the practice to the use of the rooms (Premises Costs
# Directions 2024).
GRANT_YEARS = ((144_000, 6), (360_000, 9), (660_000, 12), (1_200_000, 15))
LONGEST_GRANT_YEARS = 18
EXTENDED_NETWORKS = {"UW0008": 3, "UW0013": 4, "UW0012": 2, "UW0001": 1, "UW0009": 1, "UW0014": 1}
CONVERSIONS = 9
OPENINGS = 7
SATURDAY_ROOMS = 3
RUNNING_SHARE = 0.018  # heating, cleaning and repairs a year, of the capital cost

HARTSGROVE, GANNETMOUTH = "XWH14", "XWH15"


def scheme_rows() -> list[Row]:
    """Return the rows of ``schemes``, numbered in the order extend, convert, open, build anew."""
    networks = {practice.sites[0].site_id: practice.network.code for practice in practices()}
    rows = [*_extensions(), *_conversions(), *_openings()]
    numbered = [{"scheme_id": f"XWS{number:02d}", **row} for number, row in enumerate(rows, start=1)]
    extensions = [row for row in numbered if row["adds"]]
    # Read backwards, so that the first extension of each network is the one that stays.
    earlier = {networks[row["site_id"]]: row["scheme_id"] for row in reversed(extensions)}
    return [*numbered, *_new_places(earlier, len(rows) + 1)]


def _extensions() -> Iterator[Row]:
    """Extend the main sites of the networks that are shortest of rooms."""
    for code, count in EXTENDED_NETWORKS.items():
        own = sorted((here for here in practices() if here.network.code == code), key=lambda here: -here.patients)
        for practice in own[:count]:
            site = practice.sites[0]
            dice = Dice(f"extend {site.site_id}")
            adds = {RoomType.CONSULT_EXAM: dice.whole(2, 4), RoomType.TREATMENT: dice.whole(0, 1)}
            yield _row(site.site_id, f"Extend {site.name}", _building_cost(adds)) | {
                "adds": _adds(adds),
                "earliest_year": str(dice.whole(2027, 2029)),
                "grant_share": dice.pick(("0.66", "0.8", "1")),
            }


def _conversions() -> Iterator[Row]:
    """Turn a group room, desks or a small consulting room into a consulting/examination room, short networks first."""
    found: dict[str, Row] = {}
    for room in room_rows():
        if room["room_type"] in ("group", "desk", "consult"):
            found.setdefault(room["site_id"], room)
    sites = [(practice, site) for practice in practices() for site in practice.sites if site.site_id in found]
    for _, site in sorted(sites, key=lambda pair: -pair[0].network.use)[:CONVERSIONS]:
        room = found[site.site_id]
        cost = Dice(f"convert {site.site_id}").whole(25, 60) * 1_000
        yield _row(site.site_id, f"Convert {room['name'].lower()} at {site.name}", cost) | {
            "converts": f"{room['room_id']}>consult_exam",
            "earliest_year": "2026",
            "grant_share": "1",
        }


def _openings() -> Iterator[Row]:
    """Open branches on the half-day they close, and large sites in short networks on Saturday afternoons."""
    branches = [site for practice in practices() for site in practice.sites[1:]]
    for site, slot in _closed_half_days(branches)[:OPENINGS]:
        yield _opening(site, f"Open {site.name} on {slot_in_words(Slot(slot))}s", f"*@{slot}")
    for practice in practices():
        site = practice.sites[0]
        if site.site_id in enhanced_access_sites() and practice.network.code in EXTENDED_NETWORKS:
            here = (room for room in room_rows() if room["site_id"] == site.site_id)
            closed = [room["room_id"] for room in here if room["SAT_PM"] == "C"]
            opens = ";".join(f"{room}@SAT_PM" for room in closed[:SATURDAY_ROOMS])
            if opens:
                yield _opening(site, f"Saturday afternoons at {site.name}", opens)


def _opening(site: Place, name: str, opens: str) -> Row:
    """Return a scheme that costs no building, only running."""
    running = str(Dice(f"open {site.site_id}").whole(6, 14) * 1_000)
    blank = {"life_years": "", "grant_share": ""}
    return _row(site.site_id, name, 0) | {"annual_cost": running, "opens": opens, "earliest_year": "2026", **blank}


def _closed_half_days(sites: list[Place]) -> list[tuple[Place, str]]:
    """Return sites with the half-day on which every room of theirs is closed."""
    return [
        (site, slot.value)
        for site in sites
        for slot in BRANCH_CLOSED
        if all(room[slot.value] == "C" for room in room_rows() if room["site_id"] == site.site_id)
    ]


def _new_places(earlier: Mapping[str, str], first: int) -> Iterator[Row]:
    """Build the planned health centres, one in two phases; each rules out the cheaper stopgap beside it.

    ``earlier`` is the first extension of each network by code; ``first`` numbers the first of the new schemes.
    """
    phase_1, phase_2, centre, modular = (f"XWS{number:02d}" for number in range(first, first + 4))
    yield _building(phase_1, HARTSGROVE, "2029", adds=(8, 3, 2, 0)) | {
        "name": "Hartsgrove Neighbourhood Health Centre, phase 1",
        "excludes": earlier["UW0013"],
    }
    yield _building(phase_2, HARTSGROVE, "2032", adds=(6, 2, 0, 2)) | {
        "name": "Hartsgrove Neighbourhood Health Centre, phase 2",
        "requires": phase_1,
    }
    yield _building(centre, GANNETMOUTH, "2028", adds=(5, 2, 1, 0)) | {
        "name": "Gannetmouth Health Centre",
        "excludes": f"{earlier['UW0008']};{modular}",
    }
    yield _building(modular, GANNETMOUTH, "2026", adds=(2, 0, 0, 0)) | {
        "name": "Two modular rooms on the Gannetmouth site",
    }


def _building(scheme_id: str, site_id: str, year: str, *, adds: tuple[int, int, int, int]) -> Row:
    """Return a new building: so many consulting/examination, treatment, interview and small consulting rooms."""
    types = (RoomType.CONSULT_EXAM, RoomType.TREATMENT, RoomType.INTERVIEW, RoomType.CONSULT)
    rooms = dict(zip(types, adds, strict=True))
    row = _row(site_id, "", _building_cost(rooms))
    return {"scheme_id": scheme_id, **row, "adds": _adds(rooms), "earliest_year": year, "grant_share": "0.66"}


def _row(site_id: str, name: str, capital: int) -> Row:
    """Return a scheme with its money; the other columns are blank until filled."""
    years = next((years for limit, years in GRANT_YEARS if capital <= limit), LONGEST_GRANT_YEARS)
    running = round(capital * RUNNING_SHARE / 100) * 100
    blank = ("adds", "converts", "opens", "slots", "earliest_year", "excludes", "requires", "grant_share")
    return {
        "name": name,
        "site_id": site_id,
        "capital_cost": str(capital),
        "annual_cost": str(running),
        "life_years": str(years),
        **dict.fromkeys(blank, ""),
    }


def _building_cost(adds: dict[RoomType, int]) -> int:
    """Return pounds to the nearest thousand: the rooms' floor area with circulation, at the building cost."""
    area = sum(ROOM_NORMS_M2[room_type] * count for room_type, count in adds.items()) * CIRCULATION
    return whole(area * BUILDING_COST / 1_000) * 1_000


def _adds(adds: dict[RoomType, int]) -> str:
    return ";".join(f"{room_type}:{count}" for room_type, count in adds.items() if count)
