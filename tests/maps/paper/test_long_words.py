"""Long words in the PDF: broken where a line may break anyway, and whole for whoever searches or copies them."""

import pytest

from maps.paper.pdf import _breakable


@pytest.mark.parametrize("text", ["Consulting/examination room", "a-b-c-d-e-f-g-h-i-j-k-l-m-n", "short"])
def test_a_word_with_strokes_or_hyphens_stays_as_it_is(text: str) -> None:
    """A reader's search finds it."""
    assert _breakable(text) == text


def test_a_word_without_any_place_to_break_is_given_some() -> None:
    """Else it would run out of its column."""
    pieces = _breakable("x" * 50).split("\u200b")
    assert [len(piece) for piece in pieces] == [20, 20, 10]
