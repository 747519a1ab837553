"""Map layers of a first dataset: the ICB's outline, its small areas, and the land around."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.dataset_files import Feature
from geodata.national.boundaries import Outline, OutlineKind
from geodata.national.list_sizes import AreaPatients, read_area_patients
from geodata.national.loading import NationalFiles
from geodata.starter.area import StarterArea
from geodata.starter.facts import Notes, newest_first
from geodata.starter.sites import Position

LAND_AROUND_METRES = 10_000


@dataclass(frozen=True, kw_only=True)
class StarterLayers:
    """Features of the ``areas`` and ``backdrop`` layers, and patients by small area."""

    areas: tuple[Feature, ...]
    backdrop: tuple[Feature, ...]
    patients: tuple[AreaPatients, ...]

    @property
    def small_area_codes(self) -> frozenset[str]:
        """The small areas that have a boundary."""
        return frozenset(row["code"] for row, _ in self.areas if row["level"] == "small_area")


def icb_outline(files: NationalFiles, area: StarterArea) -> Outline | None:
    """Return the outline of the area's ICB, the most detailed of those given, by code or by name."""
    names = {_icb_name(name) for name in area.icb_names}
    mine = [
        outline
        for outline in files.outlines
        if outline.kind is OutlineKind.ICB
        and (outline.code in {area.icb_code, area.code} or _icb_name(outline.name) in names)
    ]
    return max(mine, key=_detail, default=None)


def make_layers(
    files: NationalFiles, area: StarterArea, is_here: Callable[[Position], bool], places: Iterable[Position]
) -> tuple[StarterLayers, Notes]:
    """Return the layers of an area, and what the page has to say about them.

    Parameters
    ----------
    files
        The national files.
    area
        The area asked for.
    is_here
        Whether a position is the area's; used where no look-up of small areas tells.
    places
        The positions of the area's sites; land is drawn this far round them and a little further.
    """
    outline = icb_outline(files, area)
    small = _small_areas(files, area, is_here)
    areas = [({"level": "icb", "code": area.icb_code, "name": outline.name}, outline.shape)] if outline else []
    areas += [({"level": "small_area", "code": each.code, "name": each.name}, each.shape) for each in small]
    land = _land(files, outline, places)
    backdrop = tuple(({"kind": "land", "name": each.name}, each.shape) for each in land)
    patients, notes = _patients(files, area, {each.code for each in small})
    layers = StarterLayers(areas=tuple(_polygons(areas)), backdrop=tuple(_polygons(backdrop)), patients=patients)
    return layers, notes + _absent(layers, outline)


def _small_areas(files: NationalFiles, area: StarterArea, is_here: Callable[[Position], bool]) -> tuple[Outline, ...]:
    given = [outline for outline in files.outlines if outline.kind is OutlineKind.SMALL_AREA]
    newest = {outline.code: outline for outline in reversed(newest_first(given, lambda each: each.source))}
    listed = {row.code for row in files.small_areas if row.sub_icb_code in area.sub_icbs}
    if listed & newest.keys():
        return tuple(newest[code] for code in sorted(listed & newest.keys()))
    return tuple(newest[code] for code in sorted(newest) if is_here(_middle(newest[code].shape)))


def _middle(shape: BaseGeometry) -> Position:
    point = shape.representative_point()
    return round(point.x), round(point.y)


def _land(files: NationalFiles, outline: Outline | None, places: Iterable[Position]) -> list[Outline]:
    """Return the authorities in and around the area; where none is given, the ICB's own outline."""
    frame = shapely.box(*shapely.MultiPoint(list(places)).bounds).buffer(LAND_AROUND_METRES)
    given = [each for each in files.outlines if each.kind is OutlineKind.AUTHORITY and each.shape.intersects(frame)]
    finest: dict[str, Outline] = {each.code: each for each in sorted(given, key=_detail)}
    if finest:
        return [finest[code] for code in sorted(finest)]
    return [outline] if outline else []


def _patients(files: NationalFiles, area: StarterArea, small_areas: set[str]) -> tuple[tuple[AreaPatients, ...], Notes]:
    practices = {practice.code for practice in area.practices}
    tables = [read_area_patients(table, practices=practices) for table in files.patient_tables]
    given = max((rows for rows in tables if rows), key=lambda rows: rows[0].source.dated, default=())
    if not small_areas:
        return given, Notes()
    kept = tuple(row for row in given if row.area_code in small_areas)
    outside = sum(row.patients for row in given) - sum(row.patients for row in kept)
    remark = f"{outside} registered patients live in small areas without a boundary here; they are in no area."
    return kept, Notes(remarks=(remark,) if outside else ())


def _absent(layers: StarterLayers, outline: Outline | None) -> Notes:
    unknown = [] if outline else ["The outline of the ICB: no boundary file has it."]
    unknown += [] if layers.small_area_codes else ["Small areas: no boundary file has them."]
    unknown += (
        [] if layers.patients else ["Where registered patients live: no file of patients by small area was given."]
    )
    return Notes(unknown=tuple(unknown))


def _polygons(features: Iterable[Feature]) -> Iterable[Feature]:
    """Keep the areal part of each shape: mending a ring may leave a loose line beside it."""
    for properties, shape in features:
        parts = [part for part in shapely.get_parts(shape) if part.area > 0]
        yield properties, parts[0] if len(parts) == 1 else shapely.union_all(parts)


def _detail(outline: Outline) -> int:
    return int(shapely.get_num_coordinates(outline.shape))


def _icb_name(name: str) -> str:
    short = name.casefold().replace("integrated care board", "icb").replace("&", "and")
    return re.sub(r"[^a-z]", "", re.sub(r"\bnhs\b|\bicb\b", "", short))
