"""The tables of what may come: capital schemes and list growth."""

from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import RoomType
from geodata.tables.columns import ESTIMATED, FIRST_YEAR, LAST_YEAR, NIL, ONE, WEEKDAY_SLOTS, Column, Kind, Table

SCHEMES = Table(
    name="schemes",
    key=("scheme_id",),
    meaning="One row per capital scheme that could add, convert or open rooms at a site",
    columns=(
        Column(name="scheme_id", kind=Kind.CODE, required=True, blank="", meaning="Code of the scheme"),
        Column(name="name", kind=Kind.TEXT, required=True, blank="", meaning="Name of the scheme"),
        Column(
            name="site_id", kind=Kind.CODE, required=True, blank="", refers_to="sites", meaning="Site of the scheme"
        ),
        Column(
            name="capital_cost",
            kind=Kind.NUMBER,
            unit="£",
            required=True,
            blank="",
            at_least=NIL,
            meaning="Capital cost",
        ),
        Column(name="annual_cost", kind=Kind.NUMBER, unit="£ a year", at_least=NIL, meaning="Running cost"),
        Column(
            name="life_years",
            kind=Kind.WHOLE,
            unit="years",
            at_least=ONE,
            meaning="Years that the scheme's rooms last",
        ),
        Column(
            name="adds",
            kind=Kind.COUNTS,
            words=RoomType,
            blank="none",
            default=(),
            meaning="Rooms the scheme adds, as room_type:count",
        ),
        Column(
            name="converts",
            kind=Kind.CONVERSIONS,
            words=RoomType,
            refers_to="rooms",
            blank="none",
            default=(),
            meaning="Rooms the scheme converts, as room_id>room_type",
        ),
        Column(
            name="opens",
            kind=Kind.OPENINGS,
            words=Slot,
            refers_to="rooms",
            blank="none",
            default=(),
            meaning="Slots the scheme opens, as room_id@SLOT, or *@SLOT for every room of the site",
        ),
        Column(
            name="slots",
            kind=Kind.WORDS,
            words=Slot,
            blank=WEEKDAY_SLOTS,
            default=CORE_SLOTS,
            meaning="Slots in which added rooms are free",
        ),
        Column(
            name="earliest_year",
            kind=Kind.WHOLE,
            at_least=FIRST_YEAR,
            at_most=LAST_YEAR,
            blank="any",
            meaning="First year it can be ready",
        ),
        Column(
            name="excludes",
            kind=Kind.CODES,
            refers_to="schemes",
            blank="none",
            default=(),
            meaning="Schemes that cannot be chosen together with it",
        ),
        Column(
            name="requires",
            kind=Kind.CODES,
            refers_to="schemes",
            blank="none",
            default=(),
            meaning="Schemes that must be chosen with it",
        ),
        Column(
            name="grant_share",
            kind=Kind.NUMBER,
            unit="share",
            at_least=NIL,
            at_most=ONE,
            meaning="Share of the capital cost that a grant pays",
        ),
        ESTIMATED,
    ),
    examples=(
        {
            "scheme_id": "C001",
            "name": "Two more consulting rooms",
            "site_id": "S001",
            "capital_cost": "350000",
            "annual_cost": "12000",
            "life_years": "30",
            "adds": "consult_exam:2",
            "opens": "R001@SAT_AM",
            "earliest_year": "2027",
            "grant_share": "0.66",
        },
    ),
)

GROWTH = Table(
    name="growth",
    key=("practice_code", "year"),
    meaning="Patients added to a practice's list by a year, cumulative",
    columns=(
        Column(
            name="practice_code",
            kind=Kind.CODE,
            required=True,
            blank="",
            refers_to="practices",
            meaning="ODS code of the practice",
        ),
        Column(
            name="year",
            kind=Kind.WHOLE,
            required=True,
            blank="",
            at_least=FIRST_YEAR,
            at_most=LAST_YEAR,
            meaning="Calendar year",
        ),
        Column(
            name="patients_added",
            kind=Kind.WHOLE,
            unit="patients",
            required=True,
            blank="",
            meaning="Patients added by that year, cumulative; below 0 where the list shrinks",
        ),
        ESTIMATED,
    ),
    examples=({"practice_code": "J00001", "year": "2030", "patients_added": "450"},),
)
