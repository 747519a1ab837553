"""Columns hold their longest words: nothing is broken within a cell; and text takes as many lines as it does."""

from dataclasses import replace

import pytest

from maps.paper.blocks import Column, Table
from maps.paper.letters import ANY_FONT, ARIAL, DEJAVU, column_points, letters_of, lines_of

TABLE = Table(
    caption="",
    columns=(Column("Site", 6), Column("Condition", 0.5), Column("m²", 0.3, True)),
    rows=[("A surgery by the sea", "A", "1,741"), ("All", "", "2,741")],
    size=6.6,
)


def test_a_column_takes_what_its_longest_word_needs_from_the_others() -> None:
    """Its heading and its numbers are words like any other."""
    (site, condition, area), size = column_points(TABLE, width=200, letters=ANY_FONT)
    assert size == 6.6
    assert site + condition + area == pytest.approx(200)
    assert condition > 9 * 6.6 * 0.6 + 7
    assert area > 5 * 6.6 * 0.55 + 7
    assert site < 200 * 6 / 6.8


def test_every_cell_stands_on_one_line_where_there_is_room() -> None:
    """What is left over goes to the columns by their shares."""
    (site, condition, area), size = column_points(TABLE, width=1000, letters=ARIAL)
    (site_less, condition_less, area_less), _ = column_points(TABLE, width=900, letters=ARIAL)
    assert size == 6.6
    assert (site - site_less) / (condition - condition_less) == pytest.approx(12)
    assert (condition - condition_less) / (area - area_less) == pytest.approx(5 / 3)


def test_the_longest_cells_give_way_first() -> None:
    """A date keeps its line where a sentence runs on to another, though the sentence has the larger share."""
    columns = (Column("Site", 3), Column("Lease ends", 1), Column("m²", 0.3, True))
    table = replace(
        TABLE, columns=columns, rows=[("A surgery by the sea, far from everything else", "28 May 2030", "1")]
    )
    site, date, _ = column_points(table, width=220, letters=DEJAVU)[0]
    assert lines_of("28 May 2030", width=date - table.edge, size=6.6, letters=DEJAVU, is_bold=True) == 1
    assert lines_of(table.rows[0][0], width=site - table.edge, size=6.6, letters=DEJAVU, is_bold=True) == 2


def test_the_columns_of_weeks_are_alike() -> None:
    """Whatever stands in them."""
    columns = tuple(Column(f"Mo {number}", 1) for number in range(19))
    weeks = [Table(caption="", columns=columns, rows=[(cell,) * 19]) for cell in ("F", "1/2")]
    first, second = (column_points(week, width=760, letters=ARIAL)[0] for week in weeks)
    assert first == second


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("one", 1), ("one two", 1), ("one two three", 2), ("i" * 60, 3), ("a-b c", 1)]
)
def test_text_takes_so_many_lines(text: str, lines: int) -> None:
    """A word that no line holds is broken; the narrow i takes less than half of an average letter."""
    assert lines_of(text, width=60, size=10, letters=DEJAVU) == lines


def test_text_gets_smaller_where_the_words_together_have_no_room() -> None:
    """But never too small to read."""
    _, size = column_points(TABLE, width=95, letters=ANY_FONT)
    assert 5 <= size < 6.6
    widths, least = column_points(TABLE, width=40, letters=ANY_FONT)
    assert least == 5
    assert sum(widths) == pytest.approx(40)


def test_a_font_that_is_not_known_is_taken_to_be_wide() -> None:
    """Arial and its twins are measured."""
    assert letters_of("Arial") == letters_of("Liberation Sans") == ARIAL
    assert ARIAL.word < letters_of("Georgia").word == letters_of(None).word
