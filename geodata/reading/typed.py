"""Rows with values instead of text, and what is wrong with their cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from estates.domain.errors import Fault
from geodata.reading.cells import CellError, cell_value
from geodata.reading.recognise import RawTable, as_fault
from geodata.sources.raw import Form, Line
from geodata.tables.columns import Column


@dataclass(frozen=True, kw_only=True)
class TypedRow:
    """One row of a table.

    ``values`` holds a value for every column whose cell is sound; ``None`` or the column's default where it is blank.
    ``is_broken`` says that the row as a whole, such as its geometry, could not be read.
    """

    table: str
    number: int
    values: Mapping[str, Any]
    shape: BaseGeometry | None = None
    shape_from: str = "grid"
    is_broken: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """Table and row number: what names the row in a message."""
        return (self.table, self.number)


@dataclass(frozen=True, kw_only=True)
class TypedTable:
    """A table's rows, and the faults of its rows and cells."""

    rows: tuple[TypedRow, ...]
    faults: tuple[Fault, ...]


def typed_table(raw: RawTable) -> TypedTable:
    """Return the rows of a table with their values. Columns that are missing give their defaults.

    Parameters
    ----------
    raw
        The table as found.
    """
    rows: list[TypedRow] = []
    faults: list[Fault] = []
    for line in raw.sheet.lines:
        values: dict[str, Any] = {}
        faults.extend(_line_faults(raw, line))
        for column in _columns(raw, line):
            fault = _read(raw, line, column, values)
            if fault:
                faults.append(fault)
        row = TypedRow(
            table=raw.table.name,
            number=line.number,
            values=values,
            shape=line.shape,
            shape_from=line.shape_from,
            is_broken=line.problem is not None,
        )
        rows.append(row)
    return TypedTable(rows=tuple(rows), faults=tuple(faults))


def _columns(raw: RawTable, line: Line) -> tuple[Column, ...]:
    """Return the columns to read: of a CSV row whose cells are shifted, only the key that others may refer to."""
    if line.problem and raw.sheet.form is Form.CSV:
        return tuple(raw.table.by_name[name] for name in raw.table.key)
    return raw.table.columns


def _line_faults(raw: RawTable, line: Line) -> Iterator[Fault]:
    if line.problem:
        yield as_fault(raw.table.name, line.problem, row=line.number)


def _read(raw: RawTable, line: Line, column: Column, values: dict[str, Any]) -> Fault | None:
    """Put a cell's value among the values, or return what is wrong with it."""
    place = raw.places.get(column.name)
    if place is None:
        # That a required column is missing has been said of the table.
        values[column.name] = column.default
        return None
    if place in line.problems:
        return as_fault(raw.table.name, line.problems[place], row=line.number, column=column.name)
    text = line.cells[place]
    try:
        values[column.name] = cell_value(column, text)
    except CellError as error:
        return Fault(
            table=raw.table.name,
            row=line.number,
            column=column.name,
            value=text or None,
            problem=error.problem,
            allowed=column.allowed,
            to_do=error.to_do,
        )
    return None
