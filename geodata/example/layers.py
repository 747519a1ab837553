"""Map layers of the made-up county: outlines, barriers, and what lies behind the map."""

from functools import cache

import shapely
from shapely.geometry import MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from geodata.dataset_files import Feature
from geodata.example import county as ground
from geodata.example.county import TOWNS, county, is_building_land, land, line, on_grid, water
from geodata.example.dice import Dice
from geodata.example.networks import NETWORKS
from geodata.example.places import Practice, practices

Row = dict[str, str]

SMALL_AREAS = 150
GRID_M = 1.0


def layers() -> dict[str, list[Feature]]:
    """Return the features of each layer, by table name."""
    return {"areas": _areas(), "barriers": _barriers(), "backdrop": _backdrop()}


def patient_rows() -> list[Row]:
    """Return the rows of ``patients_by_area``: each list shared over the small areas nearest the practice."""
    return [row for practice in practices() for row in _patients_of(practice)]


def _areas() -> list[Feature]:
    networks = [
        ({"level": "pcn", "code": here.code, "name": here.name}, shape)
        for here, shape in zip(NETWORKS, _network_shapes(), strict=True)
    ]
    small = [
        ({"level": "small_area", "code": code, "name": f"Wexmoor {code[-3:]}"}, shape)
        for code, (_, shape) in _small_areas().items()
    ]
    return [({"level": "icb", "code": "XWX", "name": "NHS Wexmoor"}, _tidy(county())), *networks, *small]


def _barriers() -> list[Feature]:
    """Return the harbour, the open bay before its mouth and, in winter, the mouth itself."""
    return [
        ({"season": "all"}, line(ground.HARBOUR_LINE)),
        ({"season": "all"}, line(ground.BAY_LINE)),
        ({"season": "winter"}, line(ground.FERRY_LINE)),
    ]


def _backdrop() -> list[Feature]:
    roads = [
        ({"kind": "road", "name": name}, line(tuple(TOWNS[stop] if isinstance(stop, str) else stop for stop in stops)))
        for name, stops in ground.ROADS.items()
    ]
    towns = [({"kind": "town", "name": name}, Point(on_grid(place))) for name, place in TOWNS.items()]
    surfaces = [
        ({"kind": "land", "name": "Wexmoor and its neighbours"}, land()),
        ({"kind": "water", "name": "Sea and harbour"}, water()),
    ]
    return [*surfaces, *roads, *towns]


def _network_shapes() -> list[BaseGeometry]:
    """Return each network's area: all ground of the county that is nearest to one of its sites."""
    sites = [(site, practice.network.code) for practice in practices() for site in practice.sites]
    cells = _nearest_ground([(site.easting, site.northing) for site, _ in sites])
    return [
        _tidy(shapely.union_all([cell for cell, (_, code) in zip(cells, sites, strict=True) if code == here.code]))
        for here in NETWORKS
    ]


@cache
def _small_areas() -> dict[str, tuple[tuple[int, int], BaseGeometry]]:
    """Return centre and shape of each small area by code; they lie closer together in the towns."""
    dice = Dice("small areas")
    centres: list[tuple[int, int]] = []
    while len(centres) < SMALL_AREAS:
        near = dice.pick(NETWORKS)
        reach = near.spread_km * (1.6 if dice.falls(0.6) else 4)
        spot = on_grid((near.centre[0] + dice.share(-reach, reach), near.centre[1] + dice.share(-reach, reach)))
        if is_building_land(*spot) and all(_metres(spot, other) > 600 for other in centres):
            centres.append(spot)
    shapes = map(_tidy, _nearest_ground(centres))
    return {f"XWA{number:03d}": pair for number, pair in enumerate(zip(centres, shapes, strict=True), start=1)}


def _patients_of(practice: Practice) -> list[Row]:
    """Share a list over eight small areas, the nearer the more; the nearest takes what rounding leaves."""
    main = practice.sites[0]
    distances = {code: _metres((main.easting, main.northing), centre) for code, (centre, _) in _small_areas().items()}
    nearest = sorted(distances, key=lambda code: (distances[code], code))[:8]
    weights = {code: 1 / (800 + distances[code]) for code in nearest}
    patients = {code: int(practice.patients * weights[code] / sum(weights.values())) for code in nearest}
    patients[nearest[0]] += practice.patients - sum(patients.values())
    return [
        {"practice_code": practice.code, "area_code": code, "patients": str(patients[code])} for code in sorted(nearest)
    ]


def _nearest_ground(spots: list[tuple[int, int]]) -> list[BaseGeometry]:
    """Return, for each spot, the ground of the county nearer to it than to any other."""
    cells = shapely.voronoi_polygons(MultiPoint(spots), extend_to=county(), ordered=True)
    return [shapely.intersection(cell, county()) for cell in cells.geoms]


def _tidy(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape on whole metres, in one order of rings and points, whichever way it was drawn."""
    return shapely.normalize(shapely.set_precision(shape, GRID_M))


def _metres(here: tuple[int, int], there: tuple[int, int]) -> float:
    return float(((here[0] - there[0]) ** 2 + (here[1] - there[1]) ** 2) ** 0.5)
