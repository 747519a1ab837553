"""The user's own sheet and heading names."""

from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.reading.read import read_dataset
from tests.geodata.worlds import small, write_book, write_folder

NAMES = """
[sheets]
sites = "Premises list"

[columns.sites]
site_id = "Building code"
name = "Building"
"""


def names_file(folder: Path, text: str) -> Path:
    """Write a names file."""
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def renamed() -> dict[str, list[dict[str, str]]]:
    """Return the small dataset under the user's own names."""
    tables = small()
    own = {"site_id": "BUILDING code ", "name": "building"}
    sites = [{own.get(name, name): text for name, text in row.items()} for row in tables.pop("sites")]
    return {"premises LIST": sites, **tables}


def test_a_workbook_with_its_own_names_reads_like_ours(tmp_path: Path) -> None:
    """Names match without case and outer blanks; what is not mapped goes by our name."""
    names = names_file(tmp_path, NAMES)
    ours = read_dataset(write_book(small(), tmp_path / "ours.xlsx"))
    theirs = read_dataset(write_book(renamed(), tmp_path / "theirs.xlsx"), columns=names)
    assert (theirs.faults, theirs.warnings) == ((), ())
    assert theirs.dataset == ours.dataset


def test_a_csv_folder_with_its_own_names_reads_like_ours(tmp_path: Path) -> None:
    """The file's name stands for the sheet's."""
    folder = write_folder(renamed(), tmp_path / "data")
    reading = read_dataset(folder, columns=names_file(tmp_path, NAMES))
    assert (reading.faults, reading.warnings) == ((), ())


def test_faults_name_the_cell_in_the_user_s_own_workbook(tmp_path: Path) -> None:
    """Our column, their sheet."""
    tables = renamed()
    tables["premises LIST"][0]["kind"] = "shop"
    reading = read_dataset(write_book(tables, tmp_path / "b.xlsx"), columns=names_file(tmp_path, NAMES))
    assert (reading.faults[0].column, reading.faults[0].cell) == ("kind", "'premises LIST'!C2")


def test_a_mapped_name_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """Ours does not stand in for it: the user said which one is meant."""
    reading = read_dataset(write_folder(small(), tmp_path / "data"), columns=names_file(tmp_path, NAMES))
    assert reading.faults[0].sentence() == (
        "sites: there is no sheet or file “Premises list”. Add it: a file sites.csv, or a sheet or layer called sites."
    )


def test_a_mapped_heading_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """The heading that was promised is named."""
    names = names_file(tmp_path, '[columns.posts]\nwte = "FTE"\n')
    faults = read_dataset(write_folder(small(), tmp_path / "data"), columns=names).faults
    assert faults[0].sentence() == (
        "posts, column wte: the column “FTE” that stands for it is missing. Add it. It holds: Whole-time equivalent."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[sheets", "is not TOML as it should be"),
        ('[tables]\nsites = "x"\n', "there is no section “tables”. Known: sheets, columns."),
        ('[sheets]\nsite = "x"\n', "there is no table “site”. Known: sites, rooms, posts,"),
        ('[columns.posts]\nfte = "x"\n', "there is no column “fte”. Known: post_id, role_id,"),
        ('[columns.post]\nwte = "x"\n', "there is no table “post”."),
        ("[columns.posts]\nwte = 1\n", 'wte must be a name in quotes, such as wte = "Your name".'),
        ('sheets = "x"\n', 'write our_name = "your name" lines under [sheets] and [columns.…].'),
        ('[columns.posts]\nwte = "FTE"\nsessions = "fte "\n', "“fte ” stands for more than one column."),
    ],
)
def test_a_wrong_names_file_is_one_plain_sentence(tmp_path: Path, text: str, said: str) -> None:
    """Misspelt names are not passed over."""
    with pytest.raises(RequestError) as error:
        read_dataset(write_folder(small(), tmp_path / "data"), columns=names_file(tmp_path, text))
    assert said in str(error.value)


def test_a_names_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As any path."""
    with pytest.raises(RequestError, match=r"The names file .*gone\.toml cannot be read"):
        read_dataset(write_folder(small(), tmp_path / "data"), columns=tmp_path / "gone.toml")
