"""The columns of a plan's tables, declared once: for the CSV files, their Parquet twins and ``datapackage.json``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from estates.domain.levels import LEVELS
from estates.domain.remedies import RemedyKind
from estates.domain.slots import SLOTS
from estates.domain.words import PlacementKind, Reason, RoomType


class PlanKind(StrEnum):
    """What a column holds, in the words of the public Table Schema."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    YES_NO = "boolean"


@dataclass(frozen=True, kw_only=True)
class PlanColumn:
    """A column of a plan's table. ``words`` is the closed list of what it may say; empty where the list is open.

    ``may_be_blank`` says whether a row may leave it blank, and ``at_most`` bounds a share.
    """

    name: str
    kind: PlanKind
    meaning: str
    unit: str | None = None
    words: tuple[str, ...] = ()
    may_be_blank: bool = False
    at_most: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlanTable:
    """A table of a plan. ``key`` tells its rows apart; ``refers_to`` names columns and the table whose key they are."""

    name: str
    meaning: str
    columns: tuple[PlanColumn, ...]
    key: tuple[str, ...] = ()
    refers_to: tuple[tuple[str, ...], str] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in the order of the file."""
        return tuple(column.name for column in self.columns)


def _text(name: str, meaning: str, *, words: tuple[str, ...] = (), may_be_blank: bool = False) -> PlanColumn:
    return PlanColumn(name=name, kind=PlanKind.TEXT, meaning=meaning, words=words, may_be_blank=may_be_blank)


def _sessions(name: str, meaning: str) -> PlanColumn:
    return PlanColumn(name=name, kind=PlanKind.WHOLE, meaning=meaning, unit="room sessions a week")


def _yes_no(name: str, meaning: str) -> PlanColumn:
    return PlanColumn(name=name, kind=PlanKind.YES_NO, meaning=meaning)


_KIND = _text("kind", "Whether a post or a programme", words=tuple(PlacementKind))
_SLOT = _text("slot", "Half-day of the week", words=tuple(slot.value for slot in SLOTS))
_ESTIMATED = _yes_no("estimated", "Whether the row rests on estimated data")
_WANTED = _sessions("wanted", "Room sessions wanted")
_PLACED = _sessions("placed", "Room sessions placed")
_UNMET = _sessions("unmet", "Room sessions wanted and not placed")

PLACEMENTS = PlanTable(
    name="placements",
    meaning="Who sits where and when: one row per room session",
    columns=(
        _KIND,
        _text("id", "post_id of a post or programme_id of a programme"),
        _SLOT,
        _text("site_id", "Site of the room (sites table of the dataset)"),
        _text("room_id", "Room (rooms table of the dataset)"),
        _yes_no("pinned", "Whether the dataset pins it: it must stand"),
        _ESTIMATED,
    ),
    key=("kind", "id", "slot", "room_id"),
    refers_to=(("kind", "id"), "unmet"),
)
UNMET = PlanTable(
    name="unmet",
    meaning="Every post and programme, also those fully placed: wanted, placed, unmet and why",
    columns=(
        _KIND,
        _text("id", "post_id of a post or programme_id of a programme"),
        _text("role_id", "Role of the post; blank for a programme", may_be_blank=True),
        _text("pcn_code", "PCN of the post; blank for a programme", may_be_blank=True),
        _text(
            "practice_code",
            "Practice of the post; blank for a programme or a post of no one practice",
            may_be_blank=True,
        ),
        _WANTED,
        _PLACED,
        _UNMET,
        _text("reason", "Why sessions are unmet; placed where none is", words=tuple(Reason)),
        _text("explanation", "The reason in a sentence", may_be_blank=True),
        _text("remedy", "What to look at", may_be_blank=True),
        _ESTIMATED,
    ),
    key=("kind", "id"),
)
SHORTFALL = PlanTable(
    name="shortfall",
    meaning="Totals that agree on every level; `none` where a level does not apply, `any` for what is unmet in no slot",
    columns=(
        _text("level", "What the row is a total of", words=LEVELS),
        _text("code", "Code on that level: of a PCN, practice, site, role, room type or slot; all, none or any"),
        _text("name", "Its name", may_be_blank=True),
        _WANTED,
        _PLACED,
        _UNMET,
        PlanColumn(
            name="unmet_share",
            kind=PlanKind.NUMBER,
            meaning="Unmet over wanted; 0 where nothing is wanted",
            unit="share",
            at_most=1,
        ),
        PlanColumn(
            name="rooms_equivalent",
            kind=PlanKind.NUMBER,
            meaning="Unmet sessions over the sessions that one more room would give in a week",
            unit="rooms",
        ),
        PlanColumn(
            name="area_m2",
            kind=PlanKind.NUMBER,
            meaning="Rooms equivalent times the floor area of their type",
            unit="m²",
        ),
        _ESTIMATED,
    ),
    key=("level", "code"),
)
USE = PlanTable(
    name="use",
    meaning="Use of rooms by site, room type and slot; rows of nothing are left out",
    columns=(
        _text("site_id", "Site (sites table of the dataset)"),
        _text("room_type", "Room type", words=tuple(RoomType)),
        _SLOT,
        PlanColumn(name="free", kind=PlanKind.WHOLE, meaning="Room cells marked free, times places", unit="people"),
        PlanColumn(
            name="placed", kind=PlanKind.WHOLE, meaning="People placed; a programme fills all places", unit="people"
        ),
        PlanColumn(
            name="unknown",
            kind=PlanKind.WHOLE,
            meaning="Room cells not known: never treated as free",
            unit="room cells",
        ),
        _ESTIMATED,
    ),
    key=("site_id", "room_type", "slot"),
)
_SUPERVISION = _text("supervision", "Kind of supervisor, where the place is one under a supervisor", may_be_blank=True)
PRICES = PlanTable(
    name="prices",
    meaning="Prices from which anybody can recompute the certified bound: what one place costs",
    columns=(
        _text("site_id", "Site (sites table of the dataset)"),
        _SLOT,
        _text("room_type", "Room type, where the place is in a room", words=tuple(RoomType), may_be_blank=True),
        _text("features", "Features of the room that somebody needs, separated by ;", may_be_blank=True),
        PlanColumn(name="places", kind=PlanKind.WHOLE, meaning="Places of the room", unit="people", may_be_blank=True),
        _SUPERVISION,
        PlanColumn(name="price", kind=PlanKind.NUMBER, meaning="Price of one place", unit="weighted sessions"),
    ),
)
WORTH = PlanTable(
    name="worth",
    meaning="Where one more room-session, or one more place under a supervisor, is worth most",
    columns=(
        _text("kind", "What there would be one more of", words=("room", "supervisor")),
        _text("site_id", "Site (sites table of the dataset)"),
        _text("room_type", "Room type, of a room", words=tuple(RoomType), may_be_blank=True),
        _SUPERVISION,
        _SLOT,
        PlanColumn(
            name="worth",
            kind=PlanKind.NUMBER,
            meaning="About what one such place more lets be placed",
            unit="weighted sessions",
        ),
        _ESTIMATED,
    ),
)
REMEDIES = PlanTable(
    name="remedies",
    meaning="What would let more be placed, each proved by a plan with the change made: the cheapest first; for a PCN "
    "and the whole area all at once, then the best of each rung of the ladder",
    columns=(
        _text("level", "Whom the remedy is for", words=("post", "programme", "pcn", "icb")),
        _text("code", "post_id, programme_id or pcn_code; all for the whole area"),
        _text("name", "Role of the post, or name"),
        PlanColumn(name="rank", kind=PlanKind.WHOLE, meaning="Its place among the remedies of the code"),
        _text("kind", "Rung of the ladder; together for all first remedies at once", words=tuple(RemedyKind)),
        _text("remedy", "What to do, in a sentence"),
        _text("ids", "Posts and programmes that it is for, separated by ;"),
        _UNMET,
        _sessions("gain_own", "So many more in the plan that proves it, for the post, the programme or the PCN's own"),
        _sessions("gain_sessions", "So many more in that plan for the whole dataset, net"),
        PlanColumn(
            name="gain_weighted",
            kind=PlanKind.WHOLE,
            meaning="The same, each counted by its priority: a best plan with the change has at least so many more",
            unit="weighted sessions a week",
        ),
        PlanColumn(
            name="moved",
            kind=PlanKind.WHOLE,
            meaning="Posts and programmes that this moves elsewhere or to other half-days",
            unit="posts and programmes",
        ),
        _text("scenario", "The changes as a scenario file takes them: put them between change = [ and ]"),
        _ESTIMATED,
    ),
    key=("level", "code", "rank"),
)
REJECTED = PlanTable(
    name="rejected",
    meaning="Faults of the dataset's rows that were left out at the user's wish",
    columns=(
        _text("table", "Table of the dataset"),
        PlanColumn(name="row", kind=PlanKind.WHOLE, meaning="Row as a spreadsheet counts it", may_be_blank=True),
        _text("column", "Column", may_be_blank=True),
        _text("value", "What stands there", may_be_blank=True),
        _text("problem", "What is wrong"),
        _text("allowed", "What is allowed", may_be_blank=True),
        _text("to_do", "What to do", may_be_blank=True),
        _text("cell", "Cell of the workbook", may_be_blank=True),
        _text("rule", "Rule of the plan that is broken, if one is", may_be_blank=True),
    ),
)

PLAN_TABLES: Mapping[str, PlanTable] = MappingProxyType(
    {table.name: table for table in (PLACEMENTS, UNMET, SHORTFALL, USE, WORTH, PRICES, REMEDIES, REJECTED)}
)
