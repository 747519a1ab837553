"""Rows that say again what a row above them says: the key of a table stands once."""

from collections.abc import Iterable, Iterator

from estates.domain.errors import Fault
from geodata.reading.typed import TypedRow
from geodata.tables.columns import Table


def duplicate_faults(table: Table, rows: Iterable[TypedRow]) -> Iterator[Fault]:
    """Yield a fault for every row whose key stands in a row above; the first one is kept.

    Parameters
    ----------
    table
        The table; without a key its rows may repeat.
    rows
        Its rows, in their order. A row with a blank or faulty part of the key is passed over.
    """
    seen: dict[tuple[object, ...], int] = {}
    for row in rows if table.key else ():
        key = tuple(row.values.get(column) for column in table.key)
        if None in key:
            continue
        if key in seen:
            yield Fault(
                table=table.name,
                row=row.number,
                column=table.key[0] if len(table.key) == 1 else None,
                value=", ".join(str(part) for part in key),
                problem=f"the same {_listed(table.key)} stand{'s' if len(table.key) == 1 else ''} in row {seen[key]}",
                to_do="Delete one of the rows, or give it a code of its own.",
            )
        seen.setdefault(key, row.number)


def _listed(columns: tuple[str, ...]) -> str:
    return columns[0] if len(columns) == 1 else f"{', '.join(columns[:-1])} and {columns[-1]}"
