"""PCN areas for the map: given, put together from small areas, or drawn from the sites.

A PCN has no official boundary. Where the dataset gives one it is shown as given. Otherwise each small area goes to the
PCN that most of its registered patients belong to, or to the PCN of the nearest surgery; and without small areas each
place goes to the nearest surgery's PCN. Whatever is not given is an estimate and says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from estates.domain.dataset import Dataset
from estates.domain.layers import Area
from estates.domain.sites import Site
from estates.domain.words import AreaLevel, BackdropKind
from geodata.places.horizon import SURGERY_KINDS

Method = Literal[
    "boundary",
    "small areas by patients",
    "small areas by nearest surgery",
    "small areas by patients or nearest surgery",
    "drawn from sites",
]

# How far from a site its area is drawn where nothing says where the land ends, and how wide a gap is closed, in metres.
_SURROUNDINGS_METRES = 4_000
_CLOSING_METRES = 5_000
# Land far beyond the last site (a layer of the whole country) is not coloured.
_LAND_BEYOND_SITES_METRES = 15_000
_POINTS_AT_A_TIME = 1_000
# Sites that share a position are drawn this far apart, so that their PCNs share the place.
_APART_METRES = 0.25


@dataclass(frozen=True)
class PcnArea:
    """The area of a PCN: a valid polygon or multipolygon on the British National Grid.

    ``method`` says where it came from; it is ``estimated`` unless the dataset gives it as a boundary.
    """

    pcn_code: str
    name: str
    shape: BaseGeometry
    method: Method
    estimated: bool


def pcn_areas(dataset: Dataset) -> tuple[PcnArea, ...]:
    """Return the area of every PCN that has a boundary, a small area or a site, in the order of the dataset."""
    found = _boundaries(dataset) or _from_small_areas(dataset)
    missing = [code for code in _pcn_codes(dataset) if code not in found]
    found |= _drawn(dataset, missing, taken=[area.shape for area in found.values()])
    return tuple(found[code] for code in _pcn_codes(dataset) if code in found)


def simplified(areas: Sequence[PcnArea], tolerance_metres: float) -> tuple[PcnArea, ...]:
    """Return areas with fewer corners, for a web page; a border that two of them share stays shared.

    Parameters
    ----------
    areas
        The areas to simplify together.
    tolerance_metres
        A corner goes where it adds less than this length squared in area.
    """
    if not areas:
        return ()
    shapes = shapely.coverage_simplify(np.array([area.shape for area in areas]), tolerance_metres)
    # An area that vanished at this tolerance is better shown as it was.
    return tuple(
        replace(area, shape=_polygons(shape) if not _polygons(shape).is_empty else area.shape)
        for area, shape in zip(areas, shapes, strict=True)
    )


def _pcn_codes(dataset: Dataset) -> tuple[str, ...]:
    tables = (dataset.pcns, dataset.practices, dataset.sites)
    return tuple(dict.fromkeys(row.pcn_code for table in tables for row in table if row.pcn_code is not None))


def _name(dataset: Dataset, code: str) -> str:
    pcn = dataset.pcn_by_code.get(code)
    return code if pcn is None else pcn.name


def _boundaries(dataset: Dataset) -> dict[str, PcnArea]:
    known = frozenset(_pcn_codes(dataset))
    parts: dict[str, list[Area]] = defaultdict(list)
    for area in dataset.areas:
        if area.level is AreaLevel.PCN and area.code in known:
            parts[area.code].append(area)
    return {
        code: PcnArea(
            code,
            _name(dataset, code),
            _union(shapely.from_wkb(area.shape_wkb) for area in areas),
            "boundary",
            any(area.estimated for area in areas),
        )
        for code, areas in parts.items()
    }


def _from_small_areas(dataset: Dataset) -> dict[str, PcnArea]:
    small = [area for area in dataset.areas if area.level is AreaLevel.SMALL_AREA]
    surgeries = _surgeries(dataset)
    patients = _patients(dataset)
    if not small or not (surgeries or patients):
        return {}
    shapes = shapely.from_wkb([area.shape_wkb for area in small])
    nearest = _nearest_pcns(shapes, surgeries)
    pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
    by_patients: dict[str, set[bool]] = defaultdict(set)
    for area, shape, near in zip(small, shapes, nearest, strict=True):
        is_known = area.code in patients
        code = _most(patients[area.code]) if is_known else near
        if code is not None:
            pieces[code].append(shape)
            by_patients[code].add(is_known)
    return {
        code: PcnArea(code, _name(dataset, code), _union(shapes), _put_together(by_patients[code]), estimated=True)
        for code, shapes in pieces.items()
    }


def _put_together(by_patients: set[bool]) -> Method:
    """Return how a PCN's small areas came to it, from whether patients said so of each."""
    if by_patients == {True}:
        return "small areas by patients"
    return "small areas by patients or nearest surgery" if True in by_patients else "small areas by nearest surgery"


def _patients(dataset: Dataset) -> Mapping[str, Counter[str]]:
    """Return the registered patients of every small area by PCN."""
    pcn_of = {site.practice_code: site.pcn_code for site in dataset.sites if site.pcn_code is not None}
    pcn_of |= {practice.practice_code: practice.pcn_code for practice in dataset.practices}
    patients: dict[str, Counter[str]] = defaultdict(Counter)
    for row in dataset.patients_by_area:
        code = pcn_of.get(row.practice_code)
        if code is not None and row.patients > 0:
            patients[row.area_code][code] += row.patients
    return patients


def _most(patients: Counter[str]) -> str:
    return min(patients, key=lambda code: (-patients[code], code))


def _surgeries(dataset: Dataset) -> list[Site]:
    """Return the sites that stand for the PCNs: practices and branches, or any site of a PCN that has neither."""
    surgeries = [site for site in dataset.sites if site.kind in SURGERY_KINDS and site.pcn_code is not None]
    with_surgery = {site.pcn_code for site in surgeries}
    return surgeries + [
        site
        for site in dataset.sites
        if site.kind not in SURGERY_KINDS and site.pcn_code is not None and site.pcn_code not in with_surgery
    ]


def _nearest_pcns(shapes: NDArray[np.object_], surgeries: Sequence[Site]) -> list[str | None]:
    if not surgeries:
        return [None] * len(shapes)
    tree = shapely.STRtree(shapely.points([(site.easting, site.northing) for site in surgeries]))
    return [surgeries[place].pcn_code for place in tree.nearest(shapely.point_on_surface(shapes))]


def _drawn(dataset: Dataset, codes: Sequence[str], taken: Sequence[BaseGeometry]) -> dict[str, PcnArea]:
    """Return the areas of some PCNs: what is nearer to their surgeries than to others', less what is taken."""
    surgeries = _surgeries(dataset)
    if not codes or not surgeries:
        return {}
    points = _apart(surgeries)
    surroundings = _surroundings(dataset, points)
    cells: dict[str, list[BaseGeometry]] = defaultdict(list)
    for site, cell in zip(surgeries, _cells(points, surroundings), strict=True):
        cells[str(site.pcn_code)].append(cell)
    elsewhere = _union(taken)
    areas: dict[str, PcnArea] = {}
    for code in codes:
        whole = _polygons(shapely.intersection(_union(cells.get(code, ())), surroundings))
        free = _polygons(shapely.difference(whole, elsewhere))
        if not whole.is_empty:
            # A PCN whose surgeries lie within its neighbours' areas is drawn over them rather than left out.
            shape = whole if free.is_empty else free
            areas[code] = PcnArea(code, _name(dataset, code), shape, "drawn from sites", estimated=True)
    return areas


def _apart(sites: Sequence[Site]) -> NDArray[np.float64]:
    """Return the sites' positions, all different: positions are whole metres, steps aside a fraction of one."""
    seen: Counter[tuple[int, int]] = Counter()
    points = []
    for site in sites:
        place = (site.easting, site.northing)
        turn = seen[place] * 2.4  # the golden angle, in radians: no two steps aside fall together
        step = _APART_METRES if seen[place] else 0.0
        points.append((place[0] + step * np.cos(turn), place[1] + step * np.sin(turn)))
        seen[place] += 1
    return np.array(points, float)


def _cells(points: NDArray[np.float64], surroundings: BaseGeometry) -> Sequence[BaseGeometry]:
    """Return for each point what lies nearer to it than to any other, in the order of the points."""
    if len(points) == 1:
        return [surroundings]
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=surroundings, ordered=True)
    return list(shapely.get_parts(cells))


def _surroundings(dataset: Dataset, points: NDArray[np.float64]) -> BaseGeometry:
    """Return where areas may be drawn: the land of the backdrop, or else the country round the sites."""
    land = _union(shapely.from_wkb(shape.shape_wkb) for shape in dataset.backdrop if shape.kind is BackdropKind.LAND)
    near = _polygons(shapely.intersection(land, _round(points, _LAND_BEYOND_SITES_METRES)))
    if not near.is_empty:
        return near
    reach = _SURROUNDINGS_METRES + _CLOSING_METRES
    return shapely.buffer(_round(points, reach), -_CLOSING_METRES)


def _round(points: NDArray[np.float64], metres: float) -> BaseGeometry:
    """Return all within a distance of some points, a county's worth at a time: memory grows with their square."""
    pieces = (points[first : first + _POINTS_AT_A_TIME] for first in range(0, len(points), _POINTS_AT_A_TIME))
    return shapely.union_all([shapely.buffer(shapely.multipoints(piece), metres) for piece in pieces])


def _union(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    return _polygons(shapely.union_all(shapely.make_valid(np.array(list(shapes), dtype=object))))


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Return the valid polygons of a shape, without the stray lines and points that cutting leaves."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    kept = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return shapely.union_all(kept) if len(kept) != 1 else kept[0]
