"""The geography of the made-up county of Wexmoor, drawn by hand.

Kilometres east and north of a corner that lies, in the real world, in the open sea of Lyme Bay: no point of the
county can be taken for a real place. A deep natural harbour cuts the Gannet Peninsula off from the port town across
the water; a chain ferry runs over its mouth, except in winter.
"""

from functools import cache

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

CORNER_EASTING, CORNER_NORTHING = 300_000, 20_000
Km = tuple[float, float]
SHORE_M = 250

# Far beyond the county, so that no window is wide enough to show where land and sea end.
FRAME: tuple[Km, ...] = ((-125, -103), (183, -103), (183, 156), (-125, 156))

# West to east, seen from the sea: the neighbours' shore, the west bay, the peninsula's south coast up to the harbour
# mouth, the harbour's shore all the way round and out again by the spit, then the resort's long beach and more
# neighbours.
COAST: tuple[Km, ...] = (
    *((-125, 2), (-96, 6), (-74, 3), (-52, 9), (-38, 8), (-27, 11.5), (-17, 11), (-10, 13.2)),
    *((-5, 14.2), (-2, 13.8), (0, 13.6), (2, 14.4), (4, 14.9), (5.6, 14.6), (6.4, 13.2), (8, 12.1), (10, 11.5)),
    *((12, 10.1), (13.6, 9.2), (15, 9.4), (16.4, 10.6), (18.5, 11.2), (20.5, 10.6), (22.4, 9.1), (25, 7.9)),
    *((27.5, 7.2), (30, 6.2), (32.6, 5.9), (35, 5.0), (37.8, 4.7), (40, 5.1), (42.3, 5.4), (43.8, 6.3), (43.2, 7.4)),
    *((42.6, 8.6), (43.1, 9.7), (42.6, 11.0), (42.0, 12.2), (41.7, 13.0)),
    *((41.2, 12.9), (40.1, 12.4), (38.9, 12.7), (37.4, 11.9), (35.8, 12.3), (34.1, 11.7), (32.5, 12.4), (30.6, 12.3)),
    *((29.2, 13.3), (27.6, 13.9), (26.6, 14.8), (27.1, 15.8), (28.6, 16.4), (30.1, 17.4), (31.9, 17.1), (33.2, 18.2)),
    *((34.6, 18.7), (35.3, 17.6), (36.6, 17.9), (38.1, 17.4), (39.3, 17.6), (40.2, 16.5), (40.9, 15.2), (41.3, 14.2)),
    *((41.7, 13.8), (42.2, 14.7), (43.0, 15.7), (44.8, 16.5), (47, 16.9), (49.4, 17.1), (52, 16.9), (54.2, 16.4)),
    *((56, 15.6), (57.6, 15.9), (59, 15.2), (61, 14.4), (63, 14.3)),
    *((68, 15.1), (76, 13), (85, 13.8), (97, 10.2), (112, 11.6), (134, 6), (158, 8.4), (183, 3)),
)
BORDER: tuple[Km, ...] = (
    *((0.4, 2), (0.2, 13), (1.1, 17), (0.4, 22), (2.3, 27), (1.2, 32), (2.8, 37), (2.1, 42), (6.2, 46.8), (11, 47.3)),
    *((15.8, 49.6), (21, 48.2), (27.2, 49.3), (32, 47.8), (38.4, 50.2), (44, 49.1), (50.2, 47.6), (53, 43.2)),
    *((55.6, 40), (54.8, 34), (57.2, 29), (56.1, 23.5), (57.8, 19), (57.9, 15), (58.2, 2)),
)

HARBOUR_LINE: tuple[Km, ...] = ((25.4, 15.1), (27.2, 14.9), (30, 14.7), (35, 14.8), (39.5, 14.3), (41.4, 13.4))
BAY_LINE: tuple[Km, ...] = ((42.0, 13.3), (45, 12.6), (58, 11))
# Crosses the ends of both lines, so that nothing slips between them while the ferry is laid up.
FERRY_LINE: tuple[Km, ...] = ((41.0, 13.1), (41.3, 13.7), (42.2, 13.6), (42.3, 13.0))

TOWNS: dict[str, Km] = {
    "Sallowport": (37.0, 20.2),
    "Wendmouth": (31.6, 20.3),
    "Overcliff": (43.8, 19.0),
    "Brinsea": (50.4, 19.4),
    "Gannetmouth": (40.6, 8.6),
    "Wendham": (24.4, 18.4),
    "Wexminster": (18.0, 27.0),
    "Cawdry": (5.2, 17.2),
    "Hartsgrove": (33.6, 33.4),
    "Larkstone": (40.4, 37.2),
    "Pellbourne": (49.2, 31.0),
    "Kestlebury": (21.4, 41.4),
    "Marlhanger": (46.0, 42.6),
    "Ashenwick": (8.4, 36.0),
    "Tollercombe": (14.6, 17.4),
}
ROADS: dict[str, tuple[str | Km, ...]] = {
    "Coast road": ("Cawdry", (9.5, 16.4), "Tollercombe", (19.8, 18.6), "Wendham", "Wendmouth", "Sallowport"),
    "Promenade": ("Sallowport", "Overcliff", "Brinsea", (54.6, 18.8)),
    "Wexmoor trunk road": ("Brinsea", (47.6, 25.4), "Hartsgrove", (26.2, 31.0), "Wexminster", (10.4, 22.1), "Cawdry"),
    "Port road": ("Sallowport", (35.1, 26.2), "Hartsgrove", "Larkstone", "Marlhanger"),
    "Peninsula road": ("Wendham", (24.2, 14.0), (28.6, 10.8), (34.8, 9.3), "Gannetmouth", (41.9, 12.2)),
    "Vale road": ("Wexminster", (18.8, 34.2), "Kestlebury", (33.1, 43.3), "Marlhanger"),
    "Hill road": ("Wexminster", (12.8, 31.9), "Ashenwick", (13.6, 40.7), "Kestlebury"),
    "Heath road": ("Brinsea", "Pellbourne", "Marlhanger"),
}


def on_grid(place: Km) -> tuple[int, int]:
    """Return easting and northing, in whole metres, of a place of the county."""
    return CORNER_EASTING + round(place[0] * 1000), CORNER_NORTHING + round(place[1] * 1000)


def line(places: tuple[Km, ...]) -> LineString:
    """Return a line through places of the county, on the British National Grid."""
    return LineString([on_grid(place) for place in places])


@cache
def land() -> Polygon:
    """Return the land of the county and of its neighbours, up to the frame of the map."""
    north_west, north_east = on_grid(FRAME[3]), on_grid(FRAME[2])
    return Polygon([*line(COAST).coords, north_east, north_west])


@cache
def water() -> BaseGeometry:
    """Return the sea and the harbour within the frame of the map."""
    return shapely.difference(Polygon([on_grid(place) for place in FRAME]), land())


@cache
def county() -> BaseGeometry:
    """Return the county: its land within its border."""
    return shapely.intersection(land(), Polygon([on_grid(place) for place in BORDER]))


@cache
def building_land() -> BaseGeometry:
    """Return where buildings may stand: the county, but not on its very shore or border."""
    inland = county().buffer(-SHORE_M)
    shapely.prepare(inland)
    return inland


def is_building_land(easting: int, northing: int) -> bool:
    """Whether a building may stand there."""
    return bool(shapely.intersects(building_land(), Point(easting, northing)))
