"""The data dictionary: made from the declarations, and the page in the docs is the one they make."""

import sys
from pathlib import Path

import pytest

from geodata import dictionary
from geodata.dictionary import data_dictionary
from geodata.tables.every_table import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_page_in_the_docs_is_the_one_the_declarations_make() -> None:
    """Whoever changes a table runs ``make docs``."""
    assert PAGE.read_text(encoding="utf-8") == data_dictionary()


def test_every_table_and_column_has_its_row() -> None:
    """Each table has a section with as many rows as it has columns, each of eight cells."""
    for name, part in ((part.split("\n", 1)[0], part) for part in data_dictionary().split("\n## ")[2:]):
        rows = [line for line in part.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == [column.name for column in TABLES[name].columns]
        assert {row.replace("\\|", "").count("|") for row in rows} == {9}


@pytest.mark.parametrize(
    "row",
    [
        "| `wte` | yes | number | WTE | a plain number above 0 to 2 | may not be blank | Whole-time equivalent | `1` |",
        "| `places` | no | whole number | people | a whole number from 1 to 100 | 1 | People who can use the room at a "
        "time | `1` |",
        "| `site_id` | yes | code |  | a code, kept as text (site_id of the sites table) | may not be blank | "
        "Site that the room stands in | `S001` |",
        "| [travel](#travel) | no | `from_site`, `to_site`, `season` | Minutes one way between two sites.",
    ],
)
def test_a_row_says_what_a_person_needs_to_know(row: str) -> None:
    """Required, type, unit, allowed, what blank means, meaning, example."""
    assert row in data_dictionary()


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``python -m geodata.dictionary FILE`` makes the folder too."""
    page = tmp_path / "docs" / "data-dictionary.md"
    monkeypatch.setattr(sys, "argv", ["dictionary", str(page)])
    dictionary.main()
    assert page.read_text(encoding="utf-8") == data_dictionary()
