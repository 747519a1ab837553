"""The workbook's page of assumptions: every figure that the plan rests on and that somebody may want to change."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from estates.domain.roles import Role, built_in_roles
from estates.domain.rooms import ROOM_NORMS_M2
from estates.domain.settings import Settings, TravelSettings
from estates.domain.wording import NOT_KNOWN, counted
from estates.domain.words import Cell as RoomCell
from estates.domain.words import RoomType
from geodata.plan_exchange.events import HOURS
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Styled, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import DOES_NOT_APPLY, room_type_in_words

_OWN = "the dataset's own"
_SETTINGS_FILE = "settings file: {key}"
_PLANNING_DEFAULT = "Planning default of this tool; compare with journeys and rooms that you know"
_NORM_SOURCES = MappingProxyType(
    {
        RoomType.CONSULT_EXAM: ("HEJ, October 2024, p. 120; HBN 11-01 as recalled", "high"),
        RoomType.CONSULT: ("Recalled planning norm; measure your own", "low"),
        RoomType.TREATMENT: ("HBN 11-01 as recalled (16-18 m²); an older NHS guide has 18-20", "medium"),
        RoomType.MINOR_OPS: ("Recalled planning norm; measure your own", "low"),
        RoomType.INTERVIEW: ("HBN 11-01 as recalled; an older NHS guide has 9-10", "medium"),
        RoomType.PHLEBOTOMY: ("Recalled planning norm; measure your own", "low"),
        RoomType.GROUP: ("HBN 11-01 as recalled", "low"),
        RoomType.DESK: ("Recalled office planning norm; measure your own", "low"),
    }
)
_STATUS = {
    "nearly_full_from": "A practice is nearly full from this share of its open core half-days in use",
    "full_from": "A practice is full from this share of its open core half-days in use",
    "least_known_share": "Nothing is said of a practice where less than this share of half-days is known",
}
_SHARES = (Style.ASSUMED_SHARE, Style.SHARE)
_SHOWN = ("map, paper and calendars; not the plan",)
_GUIDE_SOURCE = "120 m² for 1,750 patients: ICBs in Essex and the Midlands, in answers to planning applications"
_PARTS = {
    "AM": "Morning, Monday to Friday",
    "PM": "Afternoon, Monday to Friday",
    "EVE": "Evening, Monday to Friday",
    "SAT_AM": "Saturday morning",
    "SAT_PM": "Saturday afternoon",
}
_COLUMNS = (
    Column("About", 16),
    Column("Assumption", 46),
    Column("Value used", 10, Style.ASSUMED),
    Column("Tool's default", 11, Style.PLAIN),
    Column("Unit", 24),
    Column("Used by", 16),
    Column("Source", 60),
    Column("Confidence", 12),
    Column("Where to change it", 34),
)


def assumptions_page(contents: Contents) -> Page:
    """Return every assumption with its value, source and confidence, and what is estimated."""
    return Page(
        name="Assumptions",
        title="Assumptions: what the plan takes for granted, and where to change it",
        about="Sessions per role, travel, room sizes: values used, sources, how sure they are, where to change them.",
        notes=(
            "Every value in the column “Value used” may be changed: change it where the last column says and plan "
            "again. Changing it here alone changes nothing.",
            *_estimates(contents),
        ),
        table=Table(name="Assumptions", columns=_COLUMNS, rows=[*_settings(contents.settings), *_roles(contents)]),
        frozen_columns=2,
    )


def _estimates(contents: Contents) -> Iterator[str]:
    """Yield a sentence on each kind of thing that is estimated or not known."""
    data, proof = contents.dataset, contents.proof
    rooms = sum(room.estimated for room in data.rooms)
    cells = sum(len(room.cells) for room in data.rooms)
    posts = sum(post.estimated for post in data.posts)
    yield (
        f"Estimated: {rooms:,} of {counted(len(data.rooms), 'room')}, {posts:,} of {counted(len(data.posts), 'post')} "
        f"and {proof['estimated_travel_pairs']:,} travel times between pairs of sites."
    )
    unknown = sum(room.cells.count(RoomCell.UNKNOWN) for room in data.rooms)
    yield f"Not known: {unknown:,} of {counted(cells, 'room half-day')}. They are never used as if they were free."


def _settings(settings: Settings) -> Iterator[list[Cell]]:
    default = Settings()
    yield from _travel(settings.travel, default.travel)
    burden = {
        "extra_site_minutes": "A post's second and further site in a week",
        "extra_room_minutes": "A post's second and further room in a week",
        "changed_row_minutes": "A row of an earlier plan that changes (re-plan only)",
    }
    for key, text in burden.items():
        values = (getattr(settings.burden, key), getattr(default.burden, key))
        yield _setting("Staff burden", text, values, ("minutes", f"[burden] {key}"))
    for room_type in RoomType:
        values = (settings.room_norms_m2[room_type], ROOM_NORMS_M2[room_type])
        row = _setting("Room size", room_type_in_words(room_type), values, ("m²", f"[room_norms_m2] {room_type}"))
        yield [*row[:6], *_NORM_SOURCES[room_type], row[-1]]
    values = (settings.sessions_per_room, default.sessions_per_room)
    text = "Sessions that one more room would give"
    yield _setting("Rooms short", text, values, ("sessions a week", "sessions_per_room"))
    yield from _judgements(settings, default)
    yield from _hours()


def _judgements(settings: Settings, default: Settings) -> Iterator[list[Cell]]:
    """Yield the figures by which map and paper judge practices and their buildings."""
    for key, text in _STATUS.items():
        values = (getattr(settings.practice_status, key), getattr(default.practice_status, key))
        row = _setting("Practice status", text, values, ("share of half-days", f"[practice_status] {key}"))
        yield [
            *row[:2],
            *(Styled(value, _SHARES[place]) for place, value in enumerate(values)),
            row[4],
            *_SHOWN,
            *row[6:],
        ]
    values = (settings.premises.guide_m2_per_1000, default.premises.guide_m2_per_1000)
    row = _setting("Floor area", "Guide for 1,000 patients", values, ("m²", "[premises] guide_m2_per_1000"))
    source = _GUIDE_SOURCE if values[0] == values[1] else row[6]
    yield [*row[:5], *_SHOWN, source, *row[7:]]


def _hours() -> Iterator[list[Cell]]:
    """Yield the hours that calendars and the sheet to pin up give the half-days; the plan knows half-days only."""
    for part, (start, end) in HOURS.items():
        hours = f"{start:%H:%M} to {end:%H:%M}"
        source = "Planning default of this tool, from the core hours and those of enhanced access"
        yield ["Hours", _PARTS[part], hours, hours, "hours", *_SHOWN, source, "medium", "cannot be changed"]


def _travel(travel: TravelSettings, default: TravelSettings) -> Iterator[list[Cell]]:
    about = "Travel estimate"
    text = "Road km for each straight-line km"
    yield _setting(about, text, (travel.road_factor, default.road_factor), ("times", "[travel] road_factor"))
    text = "Minutes before and after the drive"
    yield _setting(about, text, (travel.start_minutes, default.start_minutes), ("minutes", "[travel] start_minutes"))
    for place, band in enumerate(travel.bands):
        length = "the rest of the road" if band.length_km is None else f"the next {band.length_km:f} road km"
        usual = default.bands[place].km_per_hour if len(default.bands) == len(travel.bands) else None
        text = f"Speed over {length.replace('next', 'first') if place == 0 else length}"
        yield _setting(about, text, (band.km_per_hour, usual), ("km per hour", "[travel] bands"))


def _setting(about: str, text: str, values: tuple[Decimal, Decimal | None], where: tuple[str, str]) -> list[Cell]:
    used, default = values
    unit, key = where
    return [
        about,
        text,
        used,
        DOES_NOT_APPLY if default is None else default,
        unit,
        "the whole plan",
        _PLANNING_DEFAULT if used == default else "Changed in the settings file of this run",
        "low" if used == default else DOES_NOT_APPLY,
        _SETTINGS_FILE.format(key=key),
    ]


def _roles(contents: Contents) -> Iterator[list[Cell]]:
    """Yield two rows per role: those that the dataset's posts have first."""
    posts = Counter(post.role_id for post in contents.dataset.posts)
    built_in = {role.role_id: role for role in built_in_roles()}
    for role in sorted(contents.dataset.role_by_id.values(), key=lambda role: role.role_id not in posts):
        used_by = counted(posts[role.role_id], "post") if posts[role.role_id] else "no post"
        yield from _role(role, built_in.get(role.role_id), used_by)


def _role(role: Role, built_in: Role | None, used_by: str) -> Iterator[list[Cell]]:
    of_facts, _, of_share = (role.confidence or f"{NOT_KNOWN}/{NOT_KNOWN}").partition("/")
    source = role.source or (_OWN if role != built_in else NOT_KNOWN)
    where = f"roles table: {role.role_id}"
    about = "Role"
    sessions = DOES_NOT_APPLY if built_in is None else built_in.sessions_per_wte
    share = DOES_NOT_APPLY if built_in is None else Styled(built_in.face_to_face_share, Style.SHARE)
    yield [
        about,
        f"{role.title}: half-days a week of one WTE",
        role.sessions_per_wte,
        sessions,
        "half-days a week",
        used_by,
        source,
        of_facts,
        f"{where}, sessions_per_wte",
    ]
    yield [
        about,
        f"{role.title}: share of half-days that need a room",
        Styled(role.face_to_face_share, Style.ASSUMED_SHARE),
        share,
        "share of half-days",
        used_by,
        source,
        of_share or of_facts,
        f"{where}, face_to_face_share",
    ]
