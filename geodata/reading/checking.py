"""Checking the rows of a dataset against their columns and against one another."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from estates.domain.dataset import catalogue
from estates.domain.errors import Fault, Severity
from geodata.places.postcodes import Postcodes
from geodata.reading.asked_for import feature_warnings, supervision_warnings
from geodata.reading.duplicates import duplicate_faults
from geodata.reading.recognise import RawTable
from geodata.reading.references import Place, codes_by_table, dangling, hanging, references
from geodata.reading.row_checks import conversion_faults, session_warnings, shape_faults, unreached_pcn_warnings
from geodata.reading.scheme_links import link_faults
from geodata.reading.site_positions import Position, site_positions
from geodata.reading.typed import TypedRow, typed_table
from geodata.reading.values import role_of
from geodata.tables.every_table import TABLES

Rows = Mapping[str, tuple[TypedRow, ...]]
PostcodeReader = Callable[[Collection[str]], Postcodes | None]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The sound rows of each table, where sites lie by their row, and everything that was found.

    ``rejected`` names the rows that are not sound, those that hang on them included; ``hanging`` are the faults of
    the latter.
    """

    sound: Rows
    positions: Mapping[int, Position]
    rejected: frozenset[Place]
    faults: tuple[Fault, ...]
    hanging: tuple[Fault, ...]


def check_rows(tables: Mapping[str, RawTable], postcodes: PostcodeReader) -> Checked:
    """Find everything wrong with the rows of a dataset, and the rows that are sound.

    Parameters
    ----------
    tables
        The tables found, by name.
    postcodes
        Gives the user's postcode file, if any, for the postcodes that are asked of it.

    Returns
    -------
    Checked
        Sound rows in the order of their files.
    """
    # Of a table none of whose columns is known, all that can be said has been said.
    typed = {name: typed_table(raw) for name, raw in tables.items() if raw.places or raw.is_sound}
    rows = {name: table.rows for name, table in typed.items()}
    sites = rows["sites"] if "sites" in rows and tables["sites"].gives_positions else ()
    positions = site_positions(
        sites, postcodes({row.values["postcode"] for row in sites if row.values.get("postcode")})
    )
    faults = [fault for table in typed.values() for fault in table.faults]
    faults.extend((*positions.faults, *_table_faults(rows)))
    codes = codes_by_table({name: rows[name] for name, raw in tables.items() if raw.is_sound})
    refers = [reference for table in rows.values() for reference in references(table)]
    faults.extend(dangling(refers, codes))
    rejected = _rejected(faults) | _of_unsound(tables)
    hang = tuple(hanging(refers, codes, rejected))
    rejected |= _rejected(hang)
    sound = {name: tuple(row for row in table if row.place not in rejected) for name, table in rows.items()}
    faults.extend(_warnings(sound))
    return Checked(sound=sound, positions=positions.by_row, rejected=rejected, faults=tuple(faults), hanging=hang)


def _table_faults(rows: Rows) -> Iterator[Fault]:
    for name, table in rows.items():
        yield from duplicate_faults(TABLES[name], table)
        yield from shape_faults(TABLES[name], table)
    yield from link_faults(rows.get("schemes", ()))
    yield from conversion_faults(rows.get("schemes", ()))


def _rejected(faults: Collection[Fault]) -> frozenset[Place]:
    return frozenset(
        (fault.table, fault.row) for fault in faults if fault.row is not None and fault.severity is Severity.FAULT
    )


def _of_unsound(tables: Mapping[str, RawTable]) -> frozenset[Place]:
    return frozenset(
        (name, line.number) for name, raw in tables.items() if not raw.is_sound for line in raw.sheet.lines
    )


def _warnings(sound: Rows) -> Iterator[Fault]:
    """Yield the warnings that only sound rows can give."""
    roles = {role.role_id: role for role in catalogue(role_of(row) for row in sound.get("roles", ()))}
    rooms = sound.get("rooms", ())
    yield from feature_warnings((*sound.get("posts", ()), *sound.get("programmes", ())), rooms)
    yield from supervision_warnings(sound.get("supervision", ()), roles.values())
    yield from session_warnings(sound.get("posts", ()), roles)
    yield from unreached_pcn_warnings(sound.get("programmes", ()), sound.get("sites", ()))
