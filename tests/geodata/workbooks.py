"""Workbooks of the small world's plan, and their tables as a reader of others sees them."""

import io
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from geodata.plan_workbook.workbook import plan_workbook
from tests.geodata import plan_world


def content(data: Dataset | None = None, of: Plan | None = None, **given: Any) -> bytes:
    """Return the workbook of the small world's plan."""
    return plan_workbook(**(plan_world.shown(data, of) | given))


def opened(book: bytes) -> openpyxl.Workbook:
    """Return a workbook as a reader of others sees it."""
    return openpyxl.load_workbook(io.BytesIO(book))


def table(sheet: Worksheet, name: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by heading; of its only one where none is named."""
    (found,) = [found for found in sheet.tables.values() if name in (None, found.name)]
    heading, *rows = [[cell.value for cell in row] for row in sheet[found.ref]]
    return [dict(zip(heading, row, strict=True)) for row in rows]


def row_of(sheet: Worksheet, column: str, value: str) -> dict[str, Any]:
    """Return the one row of a sheet's table that holds a value in a column."""
    (row,) = [row for row in table(sheet) if row[column] == value]
    return row
