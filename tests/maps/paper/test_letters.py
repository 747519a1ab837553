"""Columns hold their longest words: nothing is broken within a cell."""

import pytest

from maps.paper.blocks import Column, Table
from maps.paper.letters import ANY_FONT, ARIAL, column_points, letters_of

TABLE = Table(
    caption="",
    columns=(Column("Site", 6), Column("Condition", 0.5), Column("m²", 0.3, True)),
    rows=[("A surgery by the sea", "A", "1,741"), ("All", "", "2,741")],
    size=6.6,
)


def test_a_column_takes_what_its_longest_word_needs_from_the_others() -> None:
    """Its heading and its numbers are words like any other."""
    (site, condition, area), size = column_points(TABLE, width=200, edge=7, letters=ANY_FONT)
    assert size == 6.6
    assert site + condition + area == pytest.approx(200)
    assert condition > 9 * 6.6 * 0.6 + 7
    assert area > 5 * 6.6 * 0.55 + 7
    assert site < 200 * 6 / 6.8


def test_shares_stand_where_every_word_has_room() -> None:
    """A wide page changes nothing."""
    (site, condition, area), size = column_points(TABLE, width=1000, edge=7, letters=ARIAL)
    assert size == 6.6
    assert site / condition == pytest.approx(12)
    assert condition / area == pytest.approx(5 / 3)


def test_text_gets_smaller_where_the_words_together_have_no_room() -> None:
    """But never too small to read."""
    _, size = column_points(TABLE, width=90, edge=7, letters=ANY_FONT)
    assert 5 <= size < 6.6
    widths, least = column_points(TABLE, width=40, edge=7, letters=ANY_FONT)
    assert least == 5
    assert sum(widths) == pytest.approx(40)


def test_a_font_that_is_not_known_is_taken_to_be_wide() -> None:
    """Arial and its twins are measured."""
    assert letters_of("Arial") == letters_of("Liberation Sans") == ARIAL < letters_of("Georgia") == letters_of(None)
