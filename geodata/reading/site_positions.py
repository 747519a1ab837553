"""Where each site lies: one position out of the ways it may be given, and what is wrong with them."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.errors import Fault
from estates.domain.rounding import whole
from geodata.places.positions import to_grid
from geodata.places.postcodes import Postcodes
from geodata.reading.great_britain import advice_on_degrees, advice_on_grid, degrees_in_great_britain, in_great_britain
from geodata.reading.typed import TypedRow

FURTHEST_APART_METRES = 1000
PAIRS = (("easting", "northing"), ("latitude", "longitude"))
NO_POSITION = "Give easting and northing, or latitude and longitude, or a postcode with --postcodes."


@dataclass(frozen=True)
class Position:
    """A position on the British National Grid in whole metres, and what it was given as."""

    easting: int
    northing: int
    given_as: str
    columns: str


@dataclass(frozen=True, kw_only=True)
class SitePositions:
    """The position of each site row that has one, and the faults of the rows."""

    by_row: Mapping[int, Position]
    faults: tuple[Fault, ...]


def site_positions(rows: Iterable[TypedRow], postcodes: Postcodes | None) -> SitePositions:
    """Find where sites lie: by easting and northing, else latitude and longitude, else a point, else the postcode.

    Parameters
    ----------
    rows
        Rows of the sites table.
    postcodes
        The user's postcode file, if any.
    """
    positions: dict[int, Position] = {}
    faults: list[Fault] = []
    for row in (row for row in rows if not row.is_broken):
        own = [*_pair_faults(row), *_shape_faults(row)]
        given = [] if own else list(_given(row, postcodes))
        own = own or list(_position_faults(row, given, postcodes))
        faults.extend(own)
        if given and not own:
            positions[row.number] = given[0]
    return SitePositions(by_row=positions, faults=tuple(faults))


def _given(row: TypedRow, postcodes: Postcodes | None) -> Iterator[Position]:
    """Yield a row's positions, the one that counts first."""
    values = row.values
    if values.get("easting") is not None and values.get("northing") is not None:
        yield Position(_metres(values["easting"]), _metres(values["northing"]), "grid", "easting")
    if values.get("latitude") is not None and values.get("longitude") is not None:
        grid = to_grid(float(values["latitude"]), float(values["longitude"]))
        yield Position(*grid, "coordinates", "latitude")
    if row.shape is not None:
        yield Position(_metres(row.shape.x), _metres(row.shape.y), row.shape_from, "the geometry")
    found = postcodes.position(values["postcode"]) if postcodes and values.get("postcode") else None
    if found:
        yield Position(*found, "postcode", "postcode")


def _metres(length: Decimal | float) -> int:
    return whole(Decimal(length))


def _pair_faults(row: TypedRow) -> Iterator[Fault]:
    """Yield what is wrong with coordinates before they can be used: one of a pair alone, or outside Great Britain."""
    for pair in PAIRS:
        first, second = (row.values.get(column) for column in pair)
        if any(column not in row.values for column in pair):
            continue  # that the cell is no number has been said
        if (first is None) != (second is None):
            blank = pair[0] if first is None else pair[1]
            yield _fault(
                row, blank, "the cell is blank though the other of the pair is filled", "Fill in both, or none."
            )
        elif first is not None and second is not None:
            yield from _outside(row, pair, float(first), float(second))


def _outside(row: TypedRow, pair: tuple[str, str], first: float, second: float) -> Iterator[Fault]:
    is_grid = pair == PAIRS[0]
    is_inside = in_great_britain(first, second) if is_grid else degrees_in_great_britain(first, second)
    if not is_inside:
        advice = advice_on_grid(first, second) if is_grid else advice_on_degrees(first, second)
        yield Fault(
            table=row.table,
            row=row.number,
            column=pair[0],
            value=f"{row.values[pair[0]]}, {row.values[pair[1]]}",
            problem=f"the {pair[0]} and {pair[1]} lie outside Great Britain",
            allowed="positions inside Great Britain",
            to_do=advice,
        )


def _shape_faults(row: TypedRow) -> Iterator[Fault]:
    if row.shape is None:
        return
    if row.shape.geom_type != "Point" or row.shape.is_empty:
        yield _fault(row, None, f"the geometry of a site is a {row.shape.geom_type}", "Give a point.")
    elif not in_great_britain(row.shape.x, row.shape.y):
        yield _fault(row, None, "the geometry lies outside Great Britain", "Put the position right.")


def _position_faults(row: TypedRow, given: list[Position], postcodes: Postcodes | None) -> Iterator[Fault]:
    if not given:
        yield from _no_position(row, postcodes)
        return
    for other in given[1:]:
        apart = math.hypot(given[0].easting - other.easting, given[0].northing - other.northing)
        if apart > FURTHEST_APART_METRES:
            yield _fault(
                row,
                given[0].columns if given[0].columns in row.values else None,
                f"the position by {given[0].columns} and that by {other.columns} are {apart / 1000:.1f} km apart",
                "Put one of them right; they may be at most 1 km apart.",
            )


def _no_position(row: TypedRow, postcodes: Postcodes | None) -> Iterator[Fault]:
    if any(column not in row.values for pair in PAIRS for column in pair):
        return  # a coordinate is there but faulty, which has been said
    postcode = row.values.get("postcode")
    if not postcode:
        yield _fault(row, None, "the site has no position", NO_POSITION)
    elif postcodes is None:
        told = "a postcode alone gives no position without a postcode file"
        yield _fault(row, "postcode", told, "Give a postcode file with --postcodes, or coordinates.")
    else:
        yield _fault(row, "postcode", "the postcode is not in the postcode file", "Put it right, or give coordinates.")


def _fault(row: TypedRow, column: str | None, problem: str, to_do: str) -> Fault:
    value = row.values.get("postcode") if column == "postcode" else None
    return Fault(table=row.table, row=row.number, column=column, problem=problem, to_do=to_do, value=value)
