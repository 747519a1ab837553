"""The legend: every colour, shape, size and width of the map with its number."""

from collections import Counter
from dataclasses import dataclass

from estates.domain.wording import counted
from maps.header import areas_note
from maps.layers import area_class
from maps.outcome import Outcome
from maps.palette import MARKS, NO_FIGURES, OUTLINES, SHARE_CLASSES, line_width, mark_radius

SIZES_SHOWN = (10, 40, 100)
WIDTHS_SHOWN = (1, 5, 15)


@dataclass(frozen=True, kw_only=True)
class ClassKey:
    """A class of unmet share and how many PCN areas lie in it."""

    words: str
    colour: str
    count: str


@dataclass(frozen=True, kw_only=True)
class MarkKey:
    """A kind of site with the outline of its mark as an SVG path."""

    words: str
    colour: str
    path: str


@dataclass(frozen=True, kw_only=True)
class SizeKey:
    """A number of sessions and the radius of its mark, in a box that holds it, in pixels."""

    sessions: int
    radius: float
    box: float


@dataclass(frozen=True, kw_only=True)
class WidthKey:
    """A number of sessions and the width of its line, in pixels."""

    sessions: int
    width: float


@dataclass(frozen=True, kw_only=True)
class Legend:
    """All keys of the map. ``solid`` and ``hollow`` are the paths of two marks side by side."""

    classes: tuple[ClassKey, ...]
    areas_note: str
    marks: tuple[MarkKey, ...]
    solid: str
    hollow: str
    sizes: tuple[SizeKey, ...]
    widths: tuple[WidthKey, ...]


def legend(outcome: Outcome) -> Legend:
    """Return the legend of what an outcome's map shows; kinds of site that it does not have are left out."""
    counts = Counter(area_class(outcome, area) for area in outcome.areas)
    steps = (*SHARE_CLASSES, *((NO_FIGURES,) if counts[NO_FIGURES] else ()))
    kinds = {site.kind for site in outcome.dataset.sites}
    return Legend(
        classes=tuple(
            ClassKey(words=step.words, colour=step.colour, count=counted(counts[step], "PCN")) for step in steps
        ),
        areas_note=areas_note(outcome),
        marks=tuple(
            MarkKey(words=mark.words, colour=mark.colour, path=mark_path(mark.shape, radius=6))
            for kind, mark in MARKS.items()
            if kind in kinds
        ),
        solid=mark_path("circle", radius=6),
        hollow=mark_path("circle", radius=6, x=20),
        sizes=tuple(_size(sessions) for sessions in SIZES_SHOWN),
        widths=tuple(WidthKey(sessions=sessions, width=line_width(sessions)) for sessions in WIDTHS_SHOWN)
        if outcome.journeys
        else (),
    )


def mark_path(shape: str, *, radius: float, x: float = 0.0) -> str:
    """Return a mark's outline as an SVG path round (x, 0)."""
    corners = (f"{x + dx * radius:.1f} {dy * radius:.1f}" for dx, dy in OUTLINES[shape])
    return f"M{'L'.join(corners)}Z"


def _size(sessions: int) -> SizeKey:
    radius = mark_radius(sessions)
    return SizeKey(sessions=sessions, radius=radius, box=2 * radius + 2)
