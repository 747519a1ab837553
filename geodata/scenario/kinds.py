"""Every kind of change of a scenario file with its keys, declared once, like the columns of a table.

A kind of change is declared as a table whose row is one ``[[change]]``; a value is read as a cell is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from estates.domain.scenario import changes
from estates.domain.slots import CORE_SLOTS
from estates.domain.words import RoomType
from geodata.scenario.kind_columns import (
    DO,
    FACTOR,
    FEATURES,
    MOST_POSTS,
    NAME,
    OF_POSTS,
    OF_SITES,
    PROGRAMME_IDS,
    ROOM_IDS,
    SHARE,
    SLOTS,
    as_in,
    codes,
    like,
    number,
)
from geodata.tables.columns import MINUTES_MOST, NIL, ONE, Column, Kind, Table
from geodata.tables.every_table import TABLES


@dataclass(frozen=True, kw_only=True)
class ChangeKind:
    """A kind of change: its keys beside ``name`` and ``do``, and the value that they make."""

    table: Table
    makes: type


def _kind(do: str, makes: type, *, meaning: str, columns: tuple[Column, ...], example: Mapping[str, str]) -> ChangeKind:
    table = Table(name=do, meaning=meaning, columns=(DO, NAME, *columns), examples=(example,))
    return ChangeKind(table=table, makes=makes)


KINDS: Mapping[str, ChangeKind] = MappingProxyType(
    {
        kind.table.name: kind
        for kind in (
            _kind(
                "share",
                changes.Share,
                meaning="A sharing agreement: whose posts may use the free rooms of sites",
                columns=(*OF_SITES, replace(TABLES["sites"].by_name["share_with"], required=True, blank="")),
                example={"name": "Quayside shares with its group", "site_ids": "S001", "share_with": "group"},
            ),
            _kind(
                "open_sessions",
                changes.OpenSessions,
                meaning="Rooms closed or not known in some half-days are open and free then. Cells in use stay in use",
                columns=(
                    *OF_SITES,
                    ROOM_IDS,
                    Column(
                        name="room_types",
                        kind=Kind.WORDS,
                        words=RoomType,
                        default=(),
                        blank="all",
                        meaning="Only rooms of these types",
                    ),
                    like(SLOTS, "Half-days that are opened"),
                ),
                example={"name": "Saturday mornings", "pcn_codes": "U00001", "slots": "SAT_AM"},
            ),
            _kind(
                "work_slots",
                changes.WorkSlots,
                meaning="Posts may also work in further half-days, such as evenings that are opened",
                columns=(*OF_POSTS, like(SLOTS, "Half-days added to those of the posts")),
                example={"name": "Pharmacists work Saturdays", "role_ids": "clin_pharmacist", "slots": "SAT_AM"},
            ),
            _kind(
                "supervise",
                changes.Supervise,
                meaning="Sites supervise more learners",
                columns=(
                    *OF_SITES,
                    TABLES["supervision"].by_name["kind"],
                    like(SLOTS, "Half-days in which they do"),
                    number("places", "learners", "How many more at a time"),
                ),
                example={"name": "A trainer on Tuesdays", "site_ids": "S001", "kind": "gp", "slots": "TUE_AM;TUE_PM"},
            ),
            _kind(
                "convert_rooms",
                changes.ConvertRooms,
                meaning="Rooms become rooms of another type, for one person at a time; they keep their week. Marked as "
                "estimated",
                columns=(
                    codes("room_ids", "rooms", "Rooms that are converted", required=True),
                    like(TABLES["rooms"].by_name["room_type"], "Type that they become"),
                    FEATURES,
                ),
                example={"name": "Store becomes a clinic", "room_ids": "R001", "room_type": "consult_exam"},
            ),
            _kind(
                "add_rooms",
                changes.AddRooms,
                meaning="More rooms at sites, each for one person at a time. Marked as estimated",
                columns=(
                    *OF_SITES,
                    like(TABLES["rooms"].by_name["room_type"], "Type of the rooms"),
                    number("rooms", "rooms", "How many at each site"),
                    like(
                        SLOTS,
                        "Half-days in which they are free",
                        required=False,
                        default=CORE_SLOTS,
                        blank="the ten weekday AM and PM",
                    ),
                    FEATURES,
                ),
                example={"name": "Two cabins", "site_ids": "S001", "room_type": "consult_exam", "rooms": "2"},
            ),
            _kind(
                "close_rooms",
                changes.CloseRooms,
                meaning="Rooms are closed. Where the owner's own use of them goes is not planned",
                columns=(*OF_SITES, ROOM_IDS, like(SLOTS, "Half-days that are closed", required=False, blank="all")),
                example={"name": "Lease of the branch ends", "site_ids": "S001"},
            ),
            _kind(
                "use_ceiling",
                changes.UseCeiling,
                meaning="Only part of the free half-days of each site and room type may be booked; the rest is kept "
                "back, spread evenly over the week, and shown as in use",
                columns=(*OF_SITES, like(SHARE, "Share of the free half-days that may be booked")),
                example={"name": "Book 85 % at most", "share": "0.85"},
            ),
            _kind(
                "build_schemes",
                changes.BuildSchemes,
                meaning="Capital schemes are built: rooms are added, converted and opened as the schemes table says",
                columns=(
                    codes("scheme_ids", "schemes", "Schemes that are built", required=True),
                    Column(
                        name="features",
                        kind=Kind.CODES,
                        default=(),
                        blank="those that most rooms of the type have, marked as estimated",
                        meaning="Features of the rooms that are added",
                    ),
                ),
                example={"name": "Extend Harbour View", "scheme_ids": "C001", "features": "couch;sink"},
            ),
            _kind(
                "add_posts",
                changes.AddPosts,
                meaning="New planned posts",
                columns=(
                    TABLES["posts"].by_name["role_id"],
                    codes("pcn_codes", "pcns", "PCNs that each get them", required=True),
                    Column(
                        name="posts",
                        kind=Kind.WHOLE,
                        unit="posts",
                        at_least=ONE,
                        at_most=MOST_POSTS,
                        default=1,
                        blank="1",
                        meaning="How many in each PCN",
                    ),
                    like(TABLES["posts"].by_name["wte"], "WTE of each", required=False, default=ONE, blank="1"),
                    like(
                        TABLES["posts"].by_name["base_site"],
                        "Site they are based at",
                        required=False,
                        blank="spread in turn over the practice and branch sites of the PCN",
                    ),
                    *as_in("posts", "practice_code", "sessions", "slots", "max_travel_min", "max_sites"),
                    *as_in("posts", "priority", "needs"),
                ),
                example={
                    "name": "Two more pharmacists",
                    "role_id": "clin_pharmacist",
                    "pcn_codes": "U00001",
                    "posts": "2",
                },
            ),
            _kind(
                "scale_posts",
                changes.ScalePosts,
                meaning="More or fewer posts: the number times the factor, rounded half up, evenly over PCNs and roles",
                columns=(*OF_POSTS, FACTOR),
                example={"name": "Half of planned recruitment", "statuses": "planned;vacant", "factor": "0.5"},
            ),
            _kind(
                "travel_limit",
                changes.TravelLimit,
                meaning="How far posts may be sent",
                columns=(
                    *OF_POSTS,
                    Column(
                        name="max_travel_min",
                        kind=Kind.NUMBER,
                        unit="minutes",
                        required=True,
                        blank="",
                        at_least=NIL,
                        at_most=MINUTES_MOST,
                        meaning="Furthest travel one way from the base",
                    ),
                ),
                example={"name": "Half an hour is acceptable", "max_travel_min": "30"},
            ),
            _kind(
                "most_sites",
                changes.MostSites,
                meaning="At how many sites posts may work in a week",
                columns=(*OF_POSTS, like(TABLES["posts"].by_name["max_sites"], "Most sites in a week", required=True)),
                example={"name": "Three sites a week", "role_ids": "clin_pharmacist", "max_sites": "3"},
            ),
            _kind(
                "face_to_face",
                changes.FaceToFace,
                meaning="How much of a role's work needs a room. Posts whose sessions are given keep them",
                columns=(
                    codes("role_ids", "roles", "Roles that change", required=True),
                    like(SHARE, "Share of half-days that need a room"),
                ),
                example={"name": "More video", "role_ids": "clin_pharmacist", "share": "0.3"},
            ),
            _kind(
                "run_programmes",
                changes.RunProgrammes,
                meaning="Programmes run in every season, winter programmes too",
                columns=(PROGRAMME_IDS,),
                example={"name": "Winter hubs all year", "programme_ids": "W001"},
            ),
            _kind(
                "stop_programmes",
                changes.StopProgrammes,
                meaning="Programmes do not run",
                columns=(PROGRAMME_IDS,),
                example={"name": "No winter hubs", "programme_ids": "W001"},
            ),
            _kind(
                "hub_slots",
                changes.HubSlots,
                meaning="Programmes may also hold sessions in further half-days",
                columns=(PROGRAMME_IDS, like(SLOTS, "Half-days added to those of the programmes")),
                example={"name": "Hubs in the evening too", "programme_ids": "W001", "slots": "MON_EVE"},
            ),
            _kind(
                "scale_programmes",
                changes.ScaleProgrammes,
                meaning="Programmes want more or fewer hub sessions, each number rounded half up",
                columns=(PROGRAMME_IDS, FACTOR),
                example={"name": "Hubs double in January", "programme_ids": "W001", "factor": "2"},
            ),
        )
    }
)
"""Every kind of change by its ``do``, in the order of the key reference."""
