"""A dataset as the files of a CSV folder that reads back as the same dataset.

The tables' declarations say what stands in which column. Layers are written on the British National Grid with all
their figures, so that not a metre is lost on the way; a position too is a whole metre on the grid, whatever it was
first given as. Built-in roles are left out, and so are tables without rows that nobody requires.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import shapely

from estates.domain.dataset import Dataset
from estates.domain.roles import built_in_roles
from estates.domain.slots import SLOTS
from geodata.dataset_files import csv_text
from geodata.shapes import GRID
from geodata.tables.columns import Column, Kind, Table
from geodata.tables.every_table import TABLES

Row = dict[str, str]

_RENAMED = {"max_travel_min": "max_travel_minutes"}
_PAIR_MARKS = {Kind.COUNTS: ":", Kind.CONVERSIONS: ">", Kind.OPENINGS: "@"}
_CRS = {"type": "name", "properties": {"name": GRID}}


def dataset_files(dataset: Dataset) -> dict[str, bytes]:
    """Return the files of a dataset's CSV folder by name, its layers as GeoJSON beside them."""
    files: dict[str, bytes] = {}
    for table in TABLES.values():
        rows = rows_of(dataset, table)
        if table.is_layer:
            if rows:
                files[f"{table.name}.geojson"] = _layer(table, rows)
        elif rows or table.required:
            files[f"{table.name}.csv"] = _csv(table, rows)
    return files


def rows_of(dataset: Dataset, table: Table) -> Sequence[object]:
    """Return a dataset's rows of a table; of the roles only those that are not as they are built in."""
    if table.name != "roles":
        rows: Sequence[object] = getattr(dataset, table.name)
        return rows
    built_in = {role.role_id: role for role in built_in_roles()}
    return tuple(role for role in dataset.roles if built_in.get(role.role_id) != role)


def _csv(table: Table, rows: Sequence[object]) -> bytes:
    cells = [_cells(table, row) for row in rows]
    if not cells:
        return (",".join(column.name for column in table.columns) + "\n").encode()
    return csv_text(cells).encode()


def _cells(table: Table, row: object) -> Row:
    """Return a row's text by column; a column that no value has, such as latitude beside easting, is blank."""
    values = values_of(table, row)
    return {column.name: cell_text(column, values[column.name]) for column in table.columns}


def values_of(table: Table, row: object) -> dict[str, Any]:
    """Return a row's values by column, a room's or supervisor's week among them."""
    week = dict(zip([slot.value for slot in SLOTS], _week(row), strict=True)) if table.slot_columns else {}
    return {column.name: week.get(column.name, _value(row, column)) for column in table.columns}


def _week(row: object) -> Sequence[Any]:
    cells: Sequence[Any] = getattr(row, "cells", None) or getattr(row, "places")  # noqa: B009 - a room or supervision
    return cells


def _value(row: object, column: Column) -> object:
    return getattr(row, _RENAMED.get(column.name, column.name), None)


def cell_text(column: Column, value: Any) -> str:  # noqa: ANN401 - whatever the kind of column holds
    """Return a value as the text that its column's reader makes the same value of."""
    if value is None:
        return ""
    if column.kind in _PAIR_MARKS:
        return ";".join(f"{first}{_PAIR_MARKS[column.kind]}{second}" for first, second in value)
    if column.kind in (Kind.CODES, Kind.WORDS):
        return ";".join(sorted(value) if isinstance(value, frozenset) else value)
    return next(text(value) for kind, text in _TEXTS if isinstance(value, kind))


_TEXTS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda value: "yes" if value else "no"),
    (Decimal, lambda value: format(value, "f")),
    (date, date.isoformat),
    (StrEnum, str),
    (object, str),
)


def _layer(table: Table, rows: Sequence[Any]) -> bytes:
    features = ",\n".join(
        json.dumps(
            {"type": "Feature", "properties": _cells(table, row), "geometry": _geometry(row.shape_wkb)},
            ensure_ascii=False,
        )
        for row in rows
    )
    return f'{{"type": "FeatureCollection", "crs": {json.dumps(_CRS)}, "features": [\n{features}\n]}}\n'.encode()


def _geometry(shape_wkb: bytes) -> Mapping[str, Any] | None:
    return shapely.geometry.mapping(shapely.from_wkb(shape_wkb)) if shape_wkb else None
