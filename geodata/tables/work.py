"""The tables of what is done where: supervision, programmes, pins, travel."""

from estates.domain.programmes import DEFAULT_PATIENT_TRAVEL_MINUTES
from estates.domain.slots import Slot
from estates.domain.words import RoomType, RowSeason
from geodata.tables.columns import ESTIMATED, MINUTES_MOST, NIL, ONE, Column, Kind, Table, slot_columns, week
from geodata.tables.people import PRIORITY, SLOT_LIST

SUPERVISION = Table(
    name="supervision",
    key=("site_id", "kind"),
    meaning="How many learners of a kind can be supervised at a site in each slot. No row means none",
    columns=(
        Column(
            name="site_id", kind=Kind.CODE, required=True, blank="", refers_to="sites", meaning="Site of supervision"
        ),
        Column(
            name="kind",
            kind=Kind.CODE,
            required=True,
            blank="",
            meaning="Kind of supervisor, as the roles name it: gp, nurse, fcp, pharmacist",
        ),
        *slot_columns(
            Column(
                name="slot",
                kind=Kind.WHOLE,
                unit="learners",
                at_least=NIL,
                blank="0",
                default=0,
                meaning="Learners who can be supervised in {slot}",
            )
        ),
        ESTIMATED,
    ),
    examples=({"site_id": "S001", "kind": "gp", **week("1 1 - 1 1 - 2 1 - 1 1 - 1 - - - -")},),
)

PROGRAMMES = Table(
    name="programmes",
    key=("programme_id",),
    meaning="Off-site work run at scale for several PCNs, such as a winter respiratory hub",
    columns=(
        Column(name="programme_id", kind=Kind.CODE, required=True, blank="", meaning="Code of the programme"),
        Column(name="name", kind=Kind.TEXT, required=True, blank="", meaning="Name of the programme"),
        Column(
            name="pcn_codes", kind=Kind.CODES, required=True, blank="", refers_to="pcns", meaning="PCNs that it serves"
        ),
        Column(
            name="sessions_per_week",
            kind=Kind.WHOLE,
            unit="hub sessions a week",
            required=True,
            blank="",
            at_least=NIL,
            meaning="Hub sessions wanted in a week",
        ),
        Column(
            name="rooms_per_session",
            kind=Kind.WHOLE,
            unit="rooms",
            required=True,
            blank="",
            at_least=ONE,
            meaning="Rooms taken together at one site in one slot",
        ),
        Column(
            name="room_types",
            kind=Kind.WORDS,
            words=RoomType,
            required=True,
            blank="",
            meaning="Room types that suit it",
        ),
        Column(
            name="features",
            kind=Kind.CODES,
            blank="nothing special",
            default=(),
            meaning="Features each room must have",
        ),
        SLOT_LIST,
        Column(
            name="candidate_sites",
            kind=Kind.CODES,
            refers_to="sites",
            blank="every site of kind hub, hospital, pop_up or mobile",
            default=(),
            meaning="Sites it may use",
        ),
        Column(
            name="max_travel_min",
            kind=Kind.NUMBER,
            unit="minutes",
            at_least=NIL,
            at_most=MINUTES_MOST,
            blank="30",
            default=DEFAULT_PATIENT_TRAVEL_MINUTES,
            meaning="Patients' furthest travel; decides only whether a PCN counts as reached",
        ),
        PRIORITY,
        Column(
            name="season",
            kind=Kind.WORD,
            words=RowSeason,
            blank="all",
            default=RowSeason.ALL,
            meaning="Whether it runs all year or in winter only",
        ),
        ESTIMATED,
    ),
    examples=(
        {
            "programme_id": "W001",
            "name": "Winter respiratory hub",
            "pcn_codes": "U00001",
            "sessions_per_week": "4",
            "rooms_per_session": "2",
            "room_types": "consult_exam;treatment",
            "candidate_sites": "H001",
            "max_travel_min": "30",
            "priority": "3",
            "season": "winter",
        },
    ),
)

PINS = Table(
    name="pins",
    key=("post_id", "room_id", "slot"),
    meaning="Placements of posts that must stand",
    columns=(
        Column(name="post_id", kind=Kind.CODE, required=True, blank="", refers_to="posts", meaning="Post"),
        Column(name="room_id", kind=Kind.CODE, required=True, blank="", refers_to="rooms", meaning="Room"),
        Column(name="slot", kind=Kind.WORD, words=Slot, required=True, blank="", meaning="Slot"),
        ESTIMATED,
    ),
    examples=({"post_id": "A001", "room_id": "R001", "slot": "MON_AM"},),
)

TRAVEL = Table(
    name="travel",
    key=("from_site", "to_site", "season"),
    meaning="Minutes one way between two sites. A pair that is absent is estimated; a winter row stands before an all "
    "row in the winter season",
    columns=(
        Column(
            name="from_site", kind=Kind.CODE, required=True, blank="", refers_to="sites", meaning="Site travelled from"
        ),
        Column(name="to_site", kind=Kind.CODE, required=True, blank="", refers_to="sites", meaning="Site travelled to"),
        Column(
            name="minutes",
            kind=Kind.NUMBER,
            unit="minutes",
            required=True,
            blank="",
            at_least=NIL,
            at_most=MINUTES_MOST,
            meaning="Minutes one way",
        ),
        Column(
            name="season",
            kind=Kind.WORD,
            words=RowSeason,
            blank="all",
            default=RowSeason.ALL,
            meaning="Season the minutes hold for",
        ),
        ESTIMATED,
    ),
    examples=({"from_site": "S001", "to_site": "H001", "minutes": "12", "season": "all"},),
)
