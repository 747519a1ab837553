"""The tables of people: posts and roles."""

from decimal import Decimal

from estates.domain.posts import DEFAULT_MAX_SITES, DEFAULT_MAX_TRAVEL_MINUTES
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import PostStatus, RoleGroup, RoomType
from geodata.tables.columns import ESTIMATED, MINUTES_MOST, NIL, ONE, WEEKDAY_SLOTS, Column, Kind, Table

PRIORITY = Column(
    name="priority",
    kind=Kind.WHOLE,
    at_least=ONE,
    at_most=Decimal(9),
    blank="1",
    default=1,
    meaning="Weight of one session when not all can be placed; 9 counts most",
)
SLOT_LIST = Column(
    name="slots",
    kind=Kind.WORDS,
    words=Slot,
    blank=WEEKDAY_SLOTS,
    default=CORE_SLOTS,
    meaning="Slots in which sessions may stand",
)

POSTS = Table(
    name="posts",
    required=True,
    key=("post_id",),
    meaning="One row per funded person or vacancy who needs room sessions",
    columns=(
        Column(name="post_id", kind=Kind.CODE, required=True, blank="", meaning="Code of the post"),
        Column(
            name="role_id",
            kind=Kind.CODE,
            required=True,
            blank="",
            refers_to="roles",
            meaning="Role, from the built-in catalogue or the roles table",
        ),
        Column(name="pcn_code", kind=Kind.CODE, required=True, blank="", refers_to="pcns", meaning="PCN of the post"),
        Column(
            name="base_site",
            kind=Kind.CODE,
            required=True,
            blank="",
            refers_to="sites",
            meaning="Site that the post is based at and travels from",
        ),
        Column(
            name="wte",
            kind=Kind.NUMBER,
            unit="WTE",
            required=True,
            blank="",
            above=NIL,
            at_most=Decimal(2),
            meaning="Whole-time equivalent",
        ),
        Column(
            name="practice_code",
            kind=Kind.CODE,
            refers_to="practices",
            blank="no practice's own",
            meaning="Practice that employs or hosts the post",
        ),
        Column(
            name="sessions",
            kind=Kind.WHOLE,
            unit="room sessions a week",
            at_least=NIL,
            blank="wte × sessions_per_wte × face_to_face_share of the role, rounded half up, at least 1 where above 0",
            meaning="Room sessions wanted in a week",
        ),
        SLOT_LIST,
        Column(
            name="max_travel_min",
            kind=Kind.NUMBER,
            unit="minutes",
            at_least=NIL,
            at_most=MINUTES_MOST,
            blank="20",
            default=DEFAULT_MAX_TRAVEL_MINUTES,
            meaning="Furthest one-way travel from the base site",
        ),
        Column(
            name="max_sites",
            kind=Kind.WHOLE,
            unit="sites a week",
            at_least=ONE,
            blank="2",
            default=DEFAULT_MAX_SITES,
            meaning="Different sites the post may be sent to in a week",
        ),
        PRIORITY,
        Column(
            name="needs",
            kind=Kind.CODES,
            blank="nothing special",
            default=(),
            meaning="Features that the room must have, such as couch;sink",
        ),
        Column(
            name="status",
            kind=Kind.WORD,
            words=PostStatus,
            blank="in_post",
            default=PostStatus.IN_POST,
            meaning="Whether the post is filled; reported, all three want their sessions",
        ),
        ESTIMATED,
    ),
    examples=(
        {
            "post_id": "A001",
            "role_id": "clin_pharmacist",
            "pcn_code": "U00001",
            "base_site": "S001",
            "wte": "1",
            "practice_code": "J00001",
            "sessions": "4",
            "max_travel_min": "20",
            "max_sites": "2",
            "priority": "1",
            "status": "in_post",
        },
    ),
)

ROLES = Table(
    name="roles",
    key=("role_id",),
    meaning="Roles of your own. A row replaces the built-in role of the same code whole, or adds one",
    columns=(
        Column(name="role_id", kind=Kind.CODE, required=True, blank="", meaning="Code of the role"),
        Column(name="title", kind=Kind.TEXT, required=True, blank="", meaning="Title of the role"),
        Column(name="group", kind=Kind.WORD, words=RoleGroup, required=True, blank="", meaning="How it is funded"),
        Column(
            name="room_types",
            kind=Kind.WORDS,
            words=RoomType,
            required=True,
            blank="",
            meaning="Room types that suit it; the order breaks ties only",
        ),
        Column(
            name="sessions_per_wte",
            kind=Kind.NUMBER,
            unit="half-days a week",
            required=True,
            blank="",
            at_least=NIL,
            meaning="Half-days a week on which one WTE may need a place",
        ),
        Column(
            name="face_to_face_share",
            kind=Kind.NUMBER,
            unit="share",
            required=True,
            blank="",
            at_least=NIL,
            at_most=ONE,
            meaning="Share of those half-days that need a room",
        ),
        Column(
            name="supervision",
            kind=Kind.CODE,
            blank="none needed",
            meaning="Kind of supervisor who must be on site, such as gp, nurse, fcp, pharmacist",
        ),
        Column(name="contract_year", kind=Kind.CONTRACT_YEAR, meaning="Contract year that the figures hold for"),
        Column(name="source", kind=Kind.TEXT, meaning="Where the figures come from"),
        ESTIMATED,
    ),
    examples=(
        {
            "role_id": "audiology",
            "title": "Visiting audiologist",
            "group": "visiting",
            "room_types": "consult;consult_exam",
            "sessions_per_wte": "10",
            "face_to_face_share": "0.9",
            "contract_year": "2025/26",
            "source": "local agreement",
        },
    ),
)
