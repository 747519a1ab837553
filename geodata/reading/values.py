"""From sound rows to the frozen values of the domain: one function per table."""

from collections.abc import Mapping
from typing import Any

import shapely

from estates.domain.layers import Area, Backdrop, Barrier
from estates.domain.posts import Post
from estates.domain.practices import PatientsInArea, Pcn, Pin, Practice, Supervision
from estates.domain.programmes import Programme
from estates.domain.roles import Role
from estates.domain.rooms import Room
from estates.domain.schemes import Growth, Scheme
from estates.domain.sites import Site, default_sharing
from estates.domain.slots import SLOT_ORDER, SLOTS, Slot
from estates.domain.travel import TravelRow
from geodata.reading.site_positions import Position
from geodata.reading.typed import TypedRow
from geodata.shapes import mended

POSITION_COLUMNS = ("easting", "northing", "latitude", "longitude")


def site_of(row: TypedRow, position: Position) -> Site:
    """Return the site of a row that lies at a position."""
    values = {name: value for name, value in row.values.items() if name not in POSITION_COLUMNS}
    values["share_with"] = values["share_with"] or default_sharing(values["kind"])
    return Site(**values, easting=position.easting, northing=position.northing, position_from=position.given_as)


def room_of(row: TypedRow) -> Room:
    """Return the room of a row; without a name it goes by its code."""
    values, cells = _without_slots(row)
    values["name"] = values["name"] or values["room_id"]
    return Room(**values | {"features": frozenset(values["features"])}, cells=cells)


def post_of(row: TypedRow) -> Post:
    """Return the post of a row."""
    values = _renamed(row, {"max_travel_min": "max_travel_minutes"})
    return Post(**values | {"needs": frozenset(values["needs"]), "slots": in_week_order(values["slots"])})


def programme_of(row: TypedRow) -> Programme:
    """Return the programme of a row."""
    values = _renamed(row, {"max_travel_min": "max_travel_minutes"})
    return Programme(**values | {"features": frozenset(values["features"]), "slots": in_week_order(values["slots"])})


def supervision_of(row: TypedRow) -> Supervision:
    """Return the supervision of a row."""
    values, places = _without_slots(row)
    return Supervision(**values, places=places)


def scheme_of(row: TypedRow) -> Scheme:
    """Return the scheme of a row."""
    return Scheme(**dict(row.values) | {"slots": in_week_order(row.values["slots"])})


def practice_of(row: TypedRow) -> Practice:
    """Return the practice of a row."""
    return Practice(**row.values)


def pcn_of(row: TypedRow) -> Pcn:
    """Return the PCN of a row."""
    return Pcn(**row.values)


def role_of(row: TypedRow) -> Role:
    """Return the role of a row."""
    return Role(**row.values)


def pin_of(row: TypedRow) -> Pin:
    """Return the pin of a row."""
    return Pin(**row.values)


def patients_of(row: TypedRow) -> PatientsInArea:
    """Return the registered patients of a row."""
    return PatientsInArea(**row.values)


def travel_of(row: TypedRow) -> TravelRow:
    """Return the journey of a row."""
    return TravelRow(**row.values)


def growth_of(row: TypedRow) -> Growth:
    """Return the list growth of a row."""
    return Growth(**row.values)


def area_of(row: TypedRow) -> Area:
    """Return the area of a row."""
    return Area(**row.values, shape_wkb=_shape(row))


def barrier_of(row: TypedRow) -> Barrier:
    """Return the barrier of a row."""
    return Barrier(**row.values, shape_wkb=_shape(row))


def backdrop_of(row: TypedRow) -> Backdrop:
    """Return the backdrop feature of a row."""
    return Backdrop(**row.values, shape_wkb=_shape(row))


def in_week_order(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return slots in the order of the week."""
    return tuple(sorted(slots, key=SLOT_ORDER.__getitem__))


def _shape(row: TypedRow) -> bytes:
    """Return a row's shape as well-known binary; an outline that crosses itself is mended."""
    return bytes(shapely.to_wkb(mended(row.shape))) if row.shape is not None else b""


def _renamed(row: TypedRow, names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in row.values.items()}


def _without_slots(row: TypedRow) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """Return a row's values without its slot columns, and those in the order of the week."""
    values = {name: value for name, value in row.values.items() if name not in Slot.__members__}
    return values, tuple(row.values[slot.value] for slot in SLOTS)
