"""The tables of buildings: sites and their rooms."""

from decimal import Decimal

from estates.domain.words import Cell, Condition, RoomType, Sharing, SiteKind
from geodata.tables.columns import ESTIMATED, HUNDRED, ONE, Column, Kind, Shape, Table, slot_columns, week

SITES = Table(
    name="sites",
    required=True,
    key=("site_id",),
    shape=Shape.POINT,
    meaning="One row per building. A practice may have several; a hub belongs to none. A position is required: "
    "easting and northing, or latitude and longitude, or a postcode",
    columns=(
        Column(name="site_id", kind=Kind.CODE, required=True, blank="", meaning="Code of the site"),
        Column(name="name", kind=Kind.TEXT, required=True, blank="", meaning="Name of the site"),
        Column(
            name="kind", kind=Kind.WORD, words=SiteKind, required=True, blank="", meaning="What kind of building it is"
        ),
        Column(
            name="practice_code",
            kind=Kind.CODE,
            refers_to="practices",
            blank="no practice's own",
            meaning="Practice that the site belongs to",
        ),
        Column(
            name="pcn_code",
            kind=Kind.CODE,
            refers_to="pcns",
            blank="no PCN's own",
            meaning="PCN that the site belongs to; its group is the site's group",
        ),
        Column(
            name="postcode",
            kind=Kind.TEXT,
            blank="not given",
            meaning="Postcode; gives the position where no coordinates stand and a postcode file is given",
        ),
        Column(name="latitude", kind=Kind.NUMBER, unit="degrees", blank="not given", meaning="Latitude, WGS84"),
        Column(name="longitude", kind=Kind.NUMBER, unit="degrees", blank="not given", meaning="Longitude, WGS84"),
        Column(name="easting", kind=Kind.NUMBER, unit="m", blank="not given", meaning="Easting, British National Grid"),
        Column(
            name="northing", kind=Kind.NUMBER, unit="m", blank="not given", meaning="Northing, British National Grid"
        ),
        Column(
            name="share_with",
            kind=Kind.WORD,
            words=Sharing,
            blank="pcn for a practice or branch, any for other kinds",
            meaning="Whose posts may use the free rooms of the site",
        ),
        Column(name="tenure", kind=Kind.TEXT, meaning="How the building is held, such as leasehold"),
        Column(name="lease_end", kind=Kind.DATE, meaning="Day on which the lease ends"),
        Column(
            name="condition",
            kind=Kind.WORD,
            words=Condition,
            meaning="Physical condition: A as new, B sound, C major work due, D serious",
        ),
        Column(
            name="gia_m2",
            kind=Kind.NUMBER,
            unit="m²",
            at_least=ONE,
            at_most=Decimal(200_000),
            meaning="Gross internal area",
        ),
        Column(name="step_free", kind=Kind.YES_NO, meaning="Whether the site is free of steps"),
        ESTIMATED,
    ),
    examples=(
        {
            "site_id": "S001",
            "name": "Harbour View Surgery",
            "kind": "practice",
            "practice_code": "J00001",
            "pcn_code": "U00001",
            "easting": "401200",
            "northing": "91500",
            "share_with": "pcn",
            "tenure": "leasehold",
            "lease_end": "2034-03-31",
            "condition": "B",
            "gia_m2": "640",
            "step_free": "yes",
        },
        {
            "site_id": "H001",
            "name": "Quayside Hub",
            "kind": "hub",
            "easting": "403000",
            "northing": "92100",
            "share_with": "any",
        },
    ),
)

ROOMS = Table(
    name="rooms",
    required=True,
    key=("room_id",),
    meaning="One row per room, with its week. Only cells marked F may be used; not known is never treated as free",
    columns=(
        Column(name="room_id", kind=Kind.CODE, required=True, blank="", meaning="Code of the room"),
        Column(
            name="site_id",
            kind=Kind.CODE,
            required=True,
            blank="",
            refers_to="sites",
            meaning="Site that the room stands in",
        ),
        Column(
            name="room_type", kind=Kind.WORD, words=RoomType, required=True, blank="", meaning="What the room is for"
        ),
        Column(name="name", kind=Kind.TEXT, blank="the room's code", meaning="Name or number on the door"),
        Column(name="area_m2", kind=Kind.NUMBER, unit="m²", at_least=ONE, at_most=Decimal(5000), meaning="Floor area"),
        Column(
            name="places",
            kind=Kind.WHOLE,
            unit="people",
            at_least=ONE,
            at_most=HUNDRED,
            blank="1",
            default=1,
            meaning="People who can use the room at a time",
        ),
        Column(
            name="features",
            kind=Kind.CODES,
            blank="none",
            default=(),
            meaning="What the room has, such as couch; sink; ventilated; step_free; hoist; window; video",
        ),
        *slot_columns(
            Column(
                name="slot",
                kind=Kind.WORD,
                words=Cell,
                blank="not known",
                default=Cell.UNKNOWN,
                meaning="State of the room in {slot}: F free, U in use by its owner, C closed, ? not known",
            )
        ),
        ESTIMATED,
    ),
    examples=(
        {
            "room_id": "R001",
            "site_id": "S001",
            "room_type": "consult_exam",
            "name": "Room 1",
            "area_m2": "16",
            "places": "1",
            "features": "couch;sink",
            **week("F U C U F C F F C U U C ? ? C C C"),
        },
    ),
)
