"""Codes that name a row of another table: whether it is there, and whether it is sound."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from estates.domain.errors import Fault
from estates.domain.roles import built_in_roles
from geodata.reading.near import alike, near_index
from geodata.reading.typed import TypedRow
from geodata.tables.columns import Column, Kind
from geodata.tables.every_table import TABLES

EVERY_ROOM = "*"
Place = tuple[str, int]
"""Table and row number."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One code in a row that names a row of another table."""

    place: Place
    column: str
    code: str
    table: str


@dataclass(frozen=True, kw_only=True)
class Codes:
    """The codes of a table that others refer to. ``rows`` holds the row number of each; built-in ones have none."""

    rows: Mapping[str, int | None]
    near: Mapping[str, str]


def codes_by_table(rows: Mapping[str, Iterable[TypedRow]]) -> Mapping[str, Codes]:
    """Return the codes of the tables that are there; the roles always are, for some are built in.

    Parameters
    ----------
    rows
        The rows of each table that is there and sound as a whole.
    """
    found: dict[str, dict[str, int | None]] = {"roles": {}}
    for name, table_rows in rows.items():
        key = TABLES[name].key
        if len(key) == 1:
            codes = found.setdefault(name, {})
            for row in table_rows:
                if row.values.get(key[0]):
                    codes.setdefault(row.values[key[0]], row.number)
    for role in built_in_roles():
        found["roles"].setdefault(role.role_id, None)
    return {name: Codes(rows=codes, near=near_index(codes)) for name, codes in found.items()}


def references(rows: Iterable[TypedRow]) -> Iterator[Reference]:
    """Yield every reference that the sound cells of some rows make."""
    for row in rows:
        for column in TABLES[row.table].columns:
            if column.refers_to is not None:
                for code in _named(column, row.values.get(column.name)):
                    yield Reference(place=row.place, column=column.name, code=code, table=column.refers_to)


def _named(column: Column, value: Any) -> Iterable[str]:  # noqa: ANN401 - whatever the kind of column holds
    if not value:
        return ()
    if column.kind is Kind.CODE:
        return (value,)
    if column.kind is Kind.CODES:
        return tuple(value)
    return dict.fromkeys(code for code, _ in value if code != EVERY_ROOM)


def dangling(found: Iterable[Reference], codes: Mapping[str, Codes]) -> Iterator[Fault]:
    """Yield a fault for every reference to a code that is not in its table, naming a near match where there is one.

    References to a table that is not there are passed over.
    """
    for reference in found:
        known = codes.get(reference.table)
        if known is None or reference.code in known.rows:
            continue
        near = known.near.get(alike(reference.code))
        advice = f"Write “{near}”" if near else f"Put the code right, or add it to the {reference.table} table"
        yield Fault(
            table=reference.place[0],
            row=reference.place[1],
            column=reference.column,
            value=reference.code,
            problem=f"no such code in the {reference.table} table",
            allowed=f"a {TABLES[reference.table].key[0]} of the {reference.table} table",
            to_do=f"{advice}.",
        )


def hanging(found: Iterable[Reference], codes: Mapping[str, Codes], rejected: Collection[Place]) -> Iterator[Fault]:
    """Yield a fault for every row that is not rejected itself but hangs, step by step, on one that is.

    Parameters
    ----------
    found
        The references of all rows.
    codes
        The codes of the tables that are there.
    rejected
        The rows rejected for faults of their own.
    """
    hangers: dict[Place, list[Reference]] = {}
    for reference in found:
        known = codes.get(reference.table)
        row = known.rows.get(reference.code) if known else None
        if row is not None:
            hangers.setdefault((reference.table, row), []).append(reference)
    gone = set(rejected)
    to_visit = deque(sorted(gone))
    while to_visit:
        place = to_visit.popleft()
        for reference in hangers.get(place, ()):
            if reference.place not in gone:
                gone.add(reference.place)
                to_visit.append(reference.place)
                yield _hangs(reference, place)


def _hangs(reference: Reference, place: Place) -> Fault:
    return Fault(
        table=reference.place[0],
        row=reference.place[1],
        column=reference.column,
        value=reference.code,
        problem=f"the row hangs on {place[0]} row {place[1]}, which is rejected",
        to_do="Put that row right first.",
        hangs=True,
    )
