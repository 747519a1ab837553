"""The tables of an area: practices, PCNs, patients; and its layers."""

from estates.domain.words import AreaLevel, BackdropKind, RowSeason
from geodata.tables.columns import ESTIMATED, NIL, Column, Kind, Shape, Table

PRACTICES = Table(
    name="practices",
    key=("practice_code",),
    meaning="One row per general practice",
    columns=(
        Column(name="practice_code", kind=Kind.CODE, required=True, blank="", meaning="ODS code of the practice"),
        Column(name="name", kind=Kind.TEXT, required=True, blank="", meaning="Name of the practice"),
        Column(
            name="pcn_code", kind=Kind.CODE, required=True, blank="", refers_to="pcns", meaning="PCN it is a member of"
        ),
        Column(
            name="list_size",
            kind=Kind.WHOLE,
            unit="patients",
            required=True,
            blank="",
            at_least=NIL,
            meaning="Registered patients",
        ),
        Column(
            name="weighted_list_size",
            kind=Kind.NUMBER,
            unit="weighted patients",
            at_least=NIL,
            meaning="Weighted list",
        ),
        Column(
            name="imd_score",
            kind=Kind.NUMBER,
            at_least=NIL,
            meaning="Index of Multiple Deprivation score of its patients",
        ),
        ESTIMATED,
    ),
    examples=(
        {
            "practice_code": "J00001",
            "name": "Harbour View Surgery",
            "pcn_code": "U00001",
            "list_size": "10400",
            "weighted_list_size": "10920.5",
            "imd_score": "18.2",
        },
    ),
)

PCNS = Table(
    name="pcns",
    key=("pcn_code",),
    meaning="One row per primary care network",
    columns=(
        Column(name="pcn_code", kind=Kind.CODE, required=True, blank="", meaning="ODS code of the PCN"),
        Column(name="name", kind=Kind.TEXT, required=True, blank="", meaning="Name of the PCN"),
        Column(
            name="group", kind=Kind.CODE, blank="no group", meaning="Federation or place that several PCNs belong to"
        ),
        ESTIMATED,
    ),
    examples=({"pcn_code": "U00001", "name": "Harbour PCN", "group": "East"},),
)

PATIENTS_BY_AREA = Table(
    name="patients_by_area",
    meaning="Registered patients of a practice who live in a small area",
    columns=(
        Column(
            name="practice_code",
            kind=Kind.CODE,
            required=True,
            blank="",
            refers_to="practices",
            meaning="ODS code of the practice",
        ),
        Column(name="area_code", kind=Kind.CODE, required=True, blank="", meaning="Code of the small area (LSOA)"),
        Column(
            name="patients",
            kind=Kind.WHOLE,
            unit="patients",
            required=True,
            blank="",
            at_least=NIL,
            meaning="Registered patients who live there",
        ),
        ESTIMATED,
    ),
    examples=({"practice_code": "J00001", "area_code": "E01000001", "patients": "1240"},),
)

AREAS = Table(
    name="areas",
    shape=Shape.POLYGON,
    is_layer=True,
    meaning="Outlines of areas: a layer of polygons",
    columns=(
        Column(
            name="level", kind=Kind.WORD, words=AreaLevel, required=True, blank="", meaning="What the polygon outlines"
        ),
        Column(name="code", kind=Kind.CODE, required=True, blank="", meaning="Code of the area"),
        Column(name="name", kind=Kind.TEXT, meaning="Name of the area"),
        ESTIMATED,
    ),
)

BARRIERS = Table(
    name="barriers",
    shape=Shape.LINE,
    is_layer=True,
    meaning="Lines that a straight line of travel may not cross, such as a harbour",
    columns=(
        Column(
            name="season",
            kind=Kind.WORD,
            words=RowSeason,
            blank="all",
            default=RowSeason.ALL,
            meaning="Season the barrier stands in",
        ),
        ESTIMATED,
    ),
)

BACKDROP = Table(
    name="backdrop",
    shape=Shape.ANY,
    is_layer=True,
    meaning="What a map draws behind everything else",
    columns=(
        Column(name="kind", kind=Kind.WORD, words=BackdropKind, required=True, blank="", meaning="What the feature is"),
        Column(name="name", kind=Kind.TEXT, meaning="Name to write beside it"),
        ESTIMATED,
    ),
)
