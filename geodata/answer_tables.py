"""The CSV tables of an answer: tidy rows of plain values, written like the tables of a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from geodata.plan.tables import Value, csv_bytes

Record = Mapping[str, Value]


def records(rows: Iterable[Any], **more: Value) -> list[dict[str, Value]]:
    """Return frozen values as records by column, each with some columns more."""
    return [asdict(row) | more for row in rows]


def as_decimal(value: object) -> Decimal:
    """Return a figure of a record as a decimal; one that is blank is nought."""
    return value if isinstance(value, Decimal) else Decimal(str(value or 0))


def answer_csv(rows: Iterable[Record], columns: Sequence[str]) -> bytes:
    """Return records as a CSV table of these columns, in this order; a column that a record lacks is blank."""
    return csv_bytes(columns, ([row.get(column) for column in columns] for row in rows))


def answer_files(tables: Mapping[str, Iterable[Record]], columns: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """Return tables as files by name; the columns of one in a folder are those of the file's own name."""
    return {name: answer_csv(rows, columns[PurePosixPath(name).name]) for name, rows in tables.items()}
