"""Whether a position lies in Great Britain, and what somebody probably did who gave one that does not."""

from dataclasses import dataclass

from geodata.places.positions import to_grid


@dataclass(frozen=True)
class Box:
    """A rectangle on the British National Grid, in metres."""

    west: int
    south: int
    east: int
    north: int

    def holds(self, easting: float, northing: float) -> bool:
        """Whether a position lies in the box or on its edge."""
        return self.west <= easting <= self.east and self.south <= northing <= self.north


GREAT_BRITAIN = Box(5_000, 5_000, 656_500, 1_221_000)
# Corners of that rectangle that belong to others: no part of Great Britain lies in them.
ELSEWHERE = (
    Box(5_000, 460_000, 190_000, 603_000),  # the north of Ireland
    Box(5_000, 100_000, 160_000, 460_000),  # the south of Ireland
    Box(642_000, 5_000, 656_500, 140_000),  # the coast of France at Calais
)


def in_great_britain(easting: float, northing: float) -> bool:
    """Whether a position on the British National Grid, in metres, lies in or close to Great Britain.

    A rectangle less its foreign corners: enough to catch a slip, without a coastline.
    """
    return GREAT_BRITAIN.holds(easting, northing) and not any(box.holds(easting, northing) for box in ELSEWHERE)


def touches_great_britain(bounds: tuple[float, float, float, float]) -> bool:
    """Whether the rectangle (west, south, east, north) round a shape, in metres on the grid, meets Great Britain's."""
    west, south, east, north = bounds
    box = GREAT_BRITAIN
    return west <= box.east and east >= box.west and south <= box.north and north >= box.south


def degrees_in_great_britain(latitude: float, longitude: float) -> bool:
    """Whether a WGS84 position, in degrees, lies in or close to Great Britain."""
    is_near = 49 <= latitude <= 62 and -9 <= longitude <= 3
    return is_near and in_great_britain(*to_grid(latitude, longitude))


def advice_on_grid(easting: float, northing: float) -> str:
    """Return what to do about an easting and northing outside Great Britain."""
    if in_great_britain(northing, easting):
        return "Easting and northing look swapped: change them over."
    if degrees_in_great_britain(easting, northing) or degrees_in_great_britain(northing, easting):
        return "These look like degrees: put them under latitude and longitude."
    if in_great_britain(easting * 1000, northing * 1000):
        return "These look like kilometres: write metres."
    return "Put the position right."


def advice_on_degrees(latitude: float, longitude: float) -> str:
    """Return what to do about a latitude and longitude outside Great Britain."""
    if degrees_in_great_britain(longitude, latitude):
        return "Latitude and longitude look swapped: change them over."
    if degrees_in_great_britain(latitude, -longitude):
        return "The minus sign of the longitude looks lost: west of Greenwich is below 0."
    if in_great_britain(latitude, longitude) or in_great_britain(longitude, latitude):
        return "These look like metres: put them under easting and northing."
    return "Put the position right."
