"""Every table of a dataset, by name: the one declaration behind reader, messages, template and data dictionary."""

from collections.abc import Mapping
from types import MappingProxyType

from geodata.tables.area import AREAS, BACKDROP, BARRIERS, PATIENTS_BY_AREA, PCNS, PRACTICES
from geodata.tables.columns import Table
from geodata.tables.future import GROWTH, SCHEMES
from geodata.tables.people import POSTS, ROLES
from geodata.tables.premises import ROOMS, SITES
from geodata.tables.work import PINS, PROGRAMMES, SUPERVISION, TRAVEL

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            SITES,
            ROOMS,
            POSTS,
            PRACTICES,
            PCNS,
            ROLES,
            SUPERVISION,
            PROGRAMMES,
            PINS,
            AREAS,
            BARRIERS,
            BACKDROP,
            PATIENTS_BY_AREA,
            TRAVEL,
            SCHEMES,
            GROWTH,
        )
    }
)
"""Tables in the order of the data dictionary."""

LAYERS: tuple[str, ...] = tuple(table.name for table in TABLES.values() if table.is_layer)
"""Tables that are nothing without geometry: GeoJSON beside the CSV files or the workbook, or layers of a GeoPackage."""

READ_ME, COLUMN_GUIDE, LISTS, WHAT_TO_FIX = "Read me", "Column guide", "Lists", "What to fix"
NOT_DATA: frozenset[str] = frozenset(title.casefold() for title in (READ_ME, COLUMN_GUIDE, LISTS, WHAT_TO_FIX))
"""Sheets that our own template and marked workbook add beside the data, without case: passed over in silence."""
