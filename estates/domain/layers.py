"""Map layers of a dataset, as plain values.

Shapes are well-known binary (WKB) on the British National Grid (EPSG:27700), so that the domain needs no
geometry library; ``geodata`` and ``maps`` turn them into shapes.
"""

from dataclasses import dataclass

from estates.domain.words import AreaLevel, BackdropKind, RowSeason


@dataclass(frozen=True, kw_only=True)
class Area:
    """The outline of an ICB, place, PCN, practice or small area: a polygon or multipolygon."""

    level: AreaLevel
    code: str
    shape_wkb: bytes
    name: str | None = None
    estimated: bool = False


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """A line that a straight line of travel may not cross, such as a harbour."""

    shape_wkb: bytes
    season: RowSeason = RowSeason.ALL
    estimated: bool = False


@dataclass(frozen=True, kw_only=True)
class Backdrop:
    """Something to draw behind a map: land, water, a road or a town."""

    kind: BackdropKind
    shape_wkb: bytes
    name: str | None = None
    estimated: bool = False
