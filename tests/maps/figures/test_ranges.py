"""The league table with ranges: what it shows is what it was given, whatever the names hold."""

import pytest

from maps.figures.frame import Words
from maps.figures.ranges import MOST_ROWS, Range, ranges_figure, ranges_files
from maps.figures.sheets import A4, SLIDE, Sheet, own_settings
from tests.maps.figures.texts import outside, overlaps, texts

WORDS = Words(title="A finding", subtitle="What is shown", notes=("A note",))


def row(name: str, *figures: float) -> Range:
    """Return a row of five figures."""
    low5, low10, median, high90, high95 = figures
    return Range(name=name, chance="50%", low5=low5, low10=low10, median=median, high90=high90, high95=high95)


@pytest.mark.parametrize("sheet", [A4, SLIDE])
def test_every_row_is_told_with_its_figures(sheet: Sheet) -> None:
    """In the order given; figures below nought too."""
    rows = [row("Quay PCN", 1, 2, 30, 44, 50), row("Mill PCN", -20, -3, 0, 1, 2)]
    with own_settings():
        figure = ranges_figure(rows, sheet, words=WORDS, unit="sessions")
        told = [text.get_text() for text in texts(figure)]
        assert (overlaps(figure), outside(figure)) == ([], [])
    for text in ("A finding", "What is shown", "A note", "sessions", "Quay PCN", "30", "44", "Mill PCN", "-3", "50%"):
        assert text in told
    assert told.index("Quay PCN") < told.index("Mill PCN")


@pytest.mark.parametrize("count", [0, 1, MOST_ROWS + 5])
def test_any_number_of_rows_is_drawn(count: int) -> None:
    """None, one, and no more than there is space for; all nought too."""
    rows = [row(f"=PCN <b>{number}</b> $x$ \n", 0, 0, 0, 0, 0) for number in range(count)]
    files = ranges_files("pcns", rows, words=WORDS, unit="sessions")
    assert set(files) == {f"figures/pcns-{sheet}.{form}" for sheet in ("a4", "slide") for form in ("svg", "png", "pdf")}
    assert files == ranges_files("pcns", rows, words=WORDS, unit="sessions")
