"""Text in CSV files: never a formula, never changed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.spreadsheet_text import guard_text, unguard_text

risky_texts = st.builds(
    str.__add__, st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "\n", "'", "''", "'="]), st.text()
)


@given(risky_texts)
def test_every_text_survives_the_round_trip(text: str) -> None:
    """Freeing a guarded text gives the text back, whatever it holds."""
    assert unguard_text(guard_text(text)) == text


@given(risky_texts)
def test_every_text_survives_a_csv_file(text: str) -> None:
    """Guard, quotes and line breaks together still give the text back."""
    file = io.StringIO(newline="")
    csv.writer(file).writerow([guard_text(text), "end"])
    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert [unguard_text(row[0]), row[1]] == [text, "end"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 1202 305000", "-A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "+1-2", "-5%"]
)
def test_text_like_a_formula_is_guarded(text: str) -> None:
    """A cell that a spreadsheet would run starts with an apostrophe instead."""
    assert guard_text(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.2", "-1e5", "-.5", "-0.25", "+7.", "007", "NA", "1E5", "", "Poole", "a=b"])
def test_plain_numbers_and_plain_words_stay(text: str) -> None:
    """A number below nought and an everyday word need no guard."""
    assert guard_text(text) == text
    assert unguard_text(text) == text


def test_a_text_with_its_own_apostrophe_gets_a_second() -> None:
    """So the first can be taken off without touching the text's own."""
    assert guard_text("'tis") == "''tis"
    assert unguard_text("''tis") == "'tis"


@pytest.mark.parametrize("text", ["'", "'t Hooft Surgery", "'quoted'"])
def test_an_apostrophe_that_guards_nothing_is_part_of_the_text(text: str) -> None:
    """Files that others wrote keep their apostrophes."""
    assert unguard_text(text) == text


@pytest.mark.parametrize("text", ["'-5", "'+3.2"])
def test_a_number_that_others_guarded_is_freed(text: str) -> None:
    """A more careful writer than ours may guard numbers too."""
    assert unguard_text(text) == text[1:]
