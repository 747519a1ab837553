"""Parquet twins of a plan's tables: the same rows with types, for pandas, R, DuckDB and Power BI."""

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geodata.plan.columns import PLAN_TABLES, PlanColumn, PlanKind, PlanTable
from geodata.plan.tables import Rows, Value

FOLDER = "parquet"
_TYPES: Mapping[PlanKind, Any] = {
    PlanKind.TEXT: pa.string(),
    PlanKind.WHOLE: pa.int64(),
    PlanKind.NUMBER: pa.float64(),
    PlanKind.YES_NO: pa.bool_(),
}


def parquet_files(rows: Mapping[str, Rows]) -> dict[str, bytes]:
    """Return a Parquet file for each table of a plan, by name below the plan folder.

    Text stands as it is: a formula guard belongs to CSV files alone. What is blank is null.

    Parameters
    ----------
    rows
        The rows of the plan's tables by name, as ``plan_rows`` gives them.
    """
    return {f"{FOLDER}/{name}.parquet": _parquet(PLAN_TABLES[name], given) for name, given in rows.items()}


def arrow_table(table: PlanTable, rows: Rows) -> pa.Table:
    """Return a table of a plan with its types; the meaning of each column stands in its metadata."""
    schema = pa.schema([_field(column) for column in table.columns], metadata={"description": table.meaning})
    columns = [
        pa.array([_plain(row[place]) for row in rows], type=_TYPES[column.kind])
        for place, column in enumerate(table.columns)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _parquet(table: PlanTable, rows: Rows) -> bytes:
    file = io.BytesIO()
    pq.write_table(arrow_table(table, rows), file)
    return file.getvalue()


def _field(column: PlanColumn) -> pa.Field:
    words = {"description": column.meaning} | ({"unit": column.unit} if column.unit else {})
    return pa.field(column.name, _TYPES[column.kind], metadata=words)


def _plain(value: Value) -> Value | float:
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value
