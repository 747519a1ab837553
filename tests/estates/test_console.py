"""What the command prints: tables in which nothing is cut."""

from collections.abc import Sequence

import pytest
from rich.table import Table

from estates import console

HEADINGS = ("scheme", "£", "at most (weighted)", "where")
ROWS = (
    ("XWS01 Extend Sallowleigh Health Centre", "1,450,000", "12.5", "Consulting/examination 4 of the main building"),
    ("XWS02 Convert a small room", "60,000", "3", "Treatment room"),
)


def printed(rows: Sequence[Sequence[str]], width: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the lines of a table on a screen of so many characters."""
    table = Table(HEADINGS[0])
    for heading in HEADINGS[1:]:
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(*row)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console.OUT, "_width", width)
        console.show_table(table)
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [30, 60, 80, 100, 120])
def test_no_word_or_figure_of_a_table_is_cut(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    """However narrow the screen is; where the words fit into it, the table does."""
    lines = printed(ROWS, width, capsys)
    told = " ".join(lines)
    for word in " ".join([*HEADINGS, *(cell for row in ROWS for cell in row)]).split():
        assert word in told
    assert "…" not in told
    narrowest = max(len(line) for line in printed(ROWS, 30, capsys))
    assert len(lines[0]) <= max(width, narrowest)


def test_a_table_that_fits_is_as_wide_as_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    """A row to a line; only a word that no column could hold is broken."""
    assert len(printed(ROWS, 200, capsys)) == 6
    assert max(len(line) for line in printed([("x" * 300, "", "", "")], 80, capsys)) <= 80
