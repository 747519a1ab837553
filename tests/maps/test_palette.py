"""Colours, shapes and sizes can be told apart and mean what the legend says."""

from decimal import Decimal
from itertools import pairwise

import pytest

from estates.domain.words import SiteKind
from maps.figures.hatches import BAND_COLOURS, BEYOND_COLOUR
from maps.palette import (
    CATEGORY_MARKS,
    FIFTHS,
    GUIDE_BANDS,
    MARKS,
    MINUTES_BANDS,
    NO_FIGURES,
    NOT_REACHED,
    OUTLINES,
    SHARE_CLASSES,
    STATUS_MARKS,
    line_width,
    mark_radius,
    share_class,
)


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0", "None unmet"),
        ("0.0001", "Under 5%"),
        ("0.0499", "Under 5%"),
        ("0.05", "5% to under 10%"),
        ("0.1", "10% to under 20%"),
        ("0.2", "20% to under 40%"),
        ("0.4", "40% or more"),
        ("1", "40% or more"),
    ],
)
def test_share_falls_in_the_class_that_its_words_describe(share: str, words: str) -> None:
    """A share on a break belongs to the class above it."""
    assert share_class(10, Decimal(share)).words == words


def test_pcn_that_wants_nothing_has_a_class_of_its_own() -> None:
    """Nothing wanted is not the same as nothing unmet."""
    assert share_class(0, Decimal(0)) is NO_FIGURES


def test_every_class_is_clearly_darker_than_the_one_before() -> None:
    """The order survives a photocopier."""
    for classes in (SHARE_CLASSES, (NOT_REACHED, *reversed(MINUTES_BANDS)), FIFTHS, GUIDE_BANDS[2::-1]):
        greys = [_grey(step.colour) for step in classes]
        assert all(lighter - darker > 12 for lighter, darker in pairwise(greys))


def test_a_hub_s_reach_is_dark_near_it_on_the_map_as_in_print() -> None:
    """Whoever holds the figure beside the map reads both the same way."""
    for colours in ([band.colour for band in MINUTES_BANDS], [*BAND_COLOURS, BEYOND_COLOUR]):
        greys = [_grey(colour) for colour in colours]
        assert greys == sorted(greys)


def test_categories_are_told_apart_by_shape() -> None:
    """Statuses and kinds of ownership do not rest on colour."""
    for marks in (tuple(STATUS_MARKS.values()), CATEGORY_MARKS):
        assert len({mark.shape for mark in marks}) == len(marks)


def test_every_kind_of_site_has_a_shape_of_its_own() -> None:
    """No two kinds of site are told apart by colour alone."""
    assert set(MARKS) == set(SiteKind)
    assert len({mark.shape for mark in MARKS.values()}) == len(MARKS)


def test_all_shapes_cover_the_same_area() -> None:
    """A square hub is not read as larger than a round practice of the same size."""
    for corners in OUTLINES.values():
        pairs = zip(corners, (*corners[1:], corners[0]), strict=True)
        assert abs(sum(x * b - a * y for (x, y), (a, b) in pairs)) / 2 == pytest.approx(3.1416, abs=0.01)


def test_area_of_a_mark_grows_with_its_sessions() -> None:
    """Four times the sessions are drawn with twice the radius; a site of none is still seen."""
    assert mark_radius(100) == pytest.approx(2 * mark_radius(25), abs=0.1)
    assert mark_radius(0) > 3


def test_lines_grow_with_their_sessions() -> None:
    """More staff travelling make a wider line, up to a widest."""
    assert line_width(1) < line_width(5) < line_width(15) <= line_width(1000) < 10
