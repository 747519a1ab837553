"""Colours, shapes and sizes of the maps: chosen to survive colour blindness, greyscale printing and photocopying."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin, sqrt
from types import MappingProxyType

from estates.domain.practice_status import Fullness
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
STAFF_NOT_KNOWN = ShareClass(words="Staff not known †", colour="#b4c4d2")
"""A PCN of whose own staff nothing is known: the share of its other posts is no class of its shortfall."""


@dataclass(frozen=True, kw_only=True)
class Band:
    """A class of a figure that is not a share: its words, its colour and the figure it reaches up to, itself included.

    ``up_to`` is ``None`` where there is no upper end. On an ``is_dark`` colour text is light.
    """

    words: str
    colour: str
    up_to: float | None = None
    is_dark: bool = False


MINUTES_BANDS: tuple[Band, ...] = (
    Band(words="Up to 10 minutes", colour="#1f5962", up_to=10, is_dark=True),
    Band(words="Over 10, up to 20", colour="#6ba5a6", up_to=20),
    Band(words="Over 20, up to 30", colour="#9dc7c4", up_to=30),
    Band(words="Over 30 minutes", colour="#c6deda"),
)
"""Minutes to a hub: the nearer the darker, as on the printed figure of a hub's reach."""
NOT_REACHED = Band(words="No planned hub in reach", colour="#fbe9d8")
FIFTHS: tuple[Band, ...] = (
    Band(words="Least deprived fifth", colour="#f1eff6"),
    Band(words="Second", colour="#d5cfe4"),
    Band(words="Middle", colour="#b0a4cb"),
    Band(words="Fourth", colour="#8471a8", is_dark=True),
    Band(words="Most deprived fifth", colour="#53407c", is_dark=True),
)
"""Fifths of the PCNs by deprivation score, the least deprived first."""
CHANGE_BANDS: tuple[Band, ...] = (
    Band(words="10 points fewer unmet, or more", colour="#2c6e63", up_to=-0.1, is_dark=True),
    Band(words="Fewer unmet", colour="#b5d6cd", up_to=-1e-9),
    Band(words="No change", colour="#f5f4f1", up_to=1e-9),
    Band(words="More unmet", colour="#f2cd98", up_to=0.1),
    Band(words="Over 10 points more unmet", colour="#bd6e45", is_dark=True),
)
"""Change of the unmet share (0 to 1), after less before. Grey cannot tell its two ends apart: labels carry the sign."""
GUIDE_BANDS: tuple[Band, ...] = (
    Band(words="Under 60% of the guide", colour="#7f3a25", up_to=0.6, is_dark=True),
    Band(words="60% to 80%", colour="#e3a56c", up_to=0.8),
    Band(words="80% to 100%", colour="#f8e6c4", up_to=1.0),
    Band(words="The guide or more", colour="#d6e4e1"),
)


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


# Categories are told apart by shape first; their colours differ in grey as far as four or five can.
STATUS_MARKS: Mapping[Fullness, Mark] = MappingProxyType(
    {
        Fullness.FULL: Mark(words="Full", shape="square", colour="#7f3a25"),
        Fullness.NEARLY_FULL: Mark(words="Nearly full", shape="diamond", colour="#d98a4e"),
        Fullness.HAS_ROOM: Mark(words="Has room", shape="circle", colour="#2c7a78"),
        Fullness.NOT_KNOWN: Mark(words="Not known", shape="hexagon", colour="#8a929a"),
    }
)
CATEGORY_MARKS: tuple[Mark, ...] = (
    Mark(words="", shape="circle", colour="#12436d"),
    Mark(words="", shape="square", colour="#c9651f"),
    Mark(words="", shape="diamond", colour="#28a197"),
    Mark(words="", shape="triangle", colour="#801650"),
    Mark(words="", shape="pentagon", colour="#3d3d3d"),
)
"""Marks for categories in the user's own words, such as ownership: the most frequent first."""
NOT_KNOWN_MARK = Mark(words="Not known", shape="hexagon", colour="#8a929a")


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
RADIUS_OF_ONE_SESSION = 2.2


def mark_radius(sessions: int) -> float:
    """Return the radius of a mark in pixels: its area grows with the sessions, down to a smallest size."""
    return max(SMALLEST_RADIUS, round(RADIUS_OF_ONE_SESSION * sqrt(sessions), 1))


def line_width(sessions: int) -> float:
    """Return the width in pixels of the line of a journey that so many sessions a week need."""
    return min(7.0, round(0.8 + 0.25 * sessions, 1))
