"""Colours, shapes and sizes of the maps: chosen to survive colour blindness, greyscale printing and photocopying."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin, sqrt
from types import MappingProxyType

from estates.domain.words import SiteKind

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class ShareClass:
    """A class of unmet share: its words, its colour and the share it stays below (``None``: no upper end).

    On an ``is_dark`` colour text is light.
    """

    words: str
    colour: str
    below: Decimal | None = None
    is_dark: bool = False


# One hue from sand to dark brown: every step is darker than the one before, so the order holds in grey, and neither
# red-green nor blue-yellow blindness can swap two of them. The breaks are fixed, so that two plans can be compared.
NONE_UNMET = ShareClass(words="None unmet", colour="#fbf6ea", below=Decimal(0))
SHARE_CLASSES: tuple[ShareClass, ...] = (
    NONE_UNMET,
    ShareClass(words="Under 5%", colour="#f8e6c4", below=Decimal("0.05")),
    ShareClass(words="5% to under 10%", colour="#f2cd98", below=Decimal("0.10")),
    ShareClass(words="10% to under 20%", colour="#e3a56c", below=Decimal("0.20")),
    ShareClass(words="20% to under 40%", colour="#bd6e45", below=Decimal("0.40"), is_dark=True),
    ShareClass(words="40% or more", colour="#7f3a25", is_dark=True),
)
NO_FIGURES = ShareClass(words="No sessions wanted", colour="#d9dcde")


def share_class(wanted: int, unmet_share: Decimal) -> ShareClass:
    """Return the class of an unmet share (0 to 1); an area that wants nothing has none.

    Examples
    --------
    >>> share_class(40, Decimal("0.05")).words
    '5% to under 10%'
    """
    if wanted == 0:
        return NO_FIGURES
    if unmet_share == 0:
        return NONE_UNMET
    return next(step for step in SHARE_CLASSES[1:] if step.below is None or unmet_share < step.below)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How a kind of site is drawn: never by colour alone, always by shape too."""

    words: str
    shape: str
    colour: str


# The colours are the Government Analysis Function's categorical palette: https://analysisfunction.civilservice.gov.uk
MARKS: Mapping[SiteKind, Mark] = MappingProxyType(
    {
        SiteKind.PRACTICE: Mark(words="Practice", shape="circle", colour="#12436d"),
        SiteKind.BRANCH: Mark(words="Branch surgery", shape="triangle", colour="#12436d"),
        SiteKind.HUB: Mark(words="Hub", shape="square", colour="#801650"),
        SiteKind.HOSPITAL: Mark(words="Hospital", shape="cross", colour="#801650"),
        SiteKind.POP_UP: Mark(words="Pop-up site", shape="diamond", colour="#801650"),
        SiteKind.MOBILE: Mark(words="Mobile unit stop", shape="pentagon", colour="#801650"),
        SiteKind.OFFICE: Mark(words="Office", shape="hexagon", colour="#3d3d3d"),
    }
)


def _ring(corners: int, turn: float = 0.0) -> tuple[Point, ...]:
    angles = [2 * pi * (corner + turn) / corners - pi / 2 for corner in range(corners)]
    return tuple((cos(angle), sin(angle)) for angle in angles)


def _as_large_as_a_circle(corners: tuple[Point, ...]) -> tuple[Point, ...]:
    """Scale an outline to the area of a circle of radius 1, so that marks of different shape can be compared."""
    following = (*corners[1:], corners[0])
    area = abs(sum(x * b - a * y for (x, y), (a, b) in zip(corners, following, strict=True))) / 2
    scale = sqrt(pi / area)
    return tuple((round(x * scale, 3), round(y * scale, 3)) for x, y in corners)


_T = 0.36  # half the thickness of the cross's arms
_CROSS: tuple[Point, ...] = (
    *((-_T, -1.0), (_T, -1.0), (_T, -_T), (1.0, -_T), (1.0, _T), (_T, _T)),
    *((_T, 1.0), (-_T, 1.0), (-_T, _T), (-1.0, _T), (-1.0, -_T), (-_T, -_T)),
)
OUTLINES: Mapping[str, tuple[Point, ...]] = MappingProxyType(
    {
        "circle": _as_large_as_a_circle(_ring(32)),
        "triangle": _as_large_as_a_circle(_ring(3)),
        "square": _as_large_as_a_circle(_ring(4, turn=0.5)),
        "cross": _as_large_as_a_circle(_CROSS),
        "diamond": _as_large_as_a_circle(_ring(4)),
        "pentagon": _as_large_as_a_circle(_ring(5)),
        "hexagon": _as_large_as_a_circle(_ring(6)),
    }
)
"""Outlines of the shapes as corners round (0, 0), y downwards, all of the same area."""

SMALLEST_RADIUS = 4.0
_RADIUS_OF_ONE_SESSION = 1.35


def mark_radius(sessions: int) -> float:
    """Return the radius of a site's mark in pixels: its area grows with the sessions, down to a smallest size."""
    return max(SMALLEST_RADIUS, round(_RADIUS_OF_ONE_SESSION * sqrt(sessions), 1))


def line_width(sessions: int) -> float:
    """Return the width in pixels of the line of a journey that so many sessions a week need."""
    return min(7.0, round(0.8 + 0.25 * sessions, 1))
