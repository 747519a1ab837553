"""The key of pseudonyms: outside the plan folder, in nobody's way, read back as written."""

from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.plan.pseudonym_key import check_key_place, read_key, write_key

NAMES = {"A": "Pharmacist 1", "=B": "@Pharmacist 2", "'C": "'Pharmacist 3", "d,e": 'Pharm "x" 4'}


def test_a_key_reads_back_as_written(tmp_path: Path) -> None:
    """Text that a spreadsheet would run is guarded in the file."""
    write_key(tmp_path / "key.csv", NAMES)
    assert read_key(tmp_path / "key.csv") == {pseudonym: post_id for post_id, pseudonym in NAMES.items()}
    assert b"'=B" in (tmp_path / "key.csv").read_bytes()


@pytest.mark.parametrize("name", ["plan/key.csv", "plan/figures/key.csv", "plan/../plan/key.csv"])
def test_a_key_in_the_plan_folder_is_refused(name: str, tmp_path: Path) -> None:
    """That folder is shared."""
    (tmp_path / "plan").mkdir()
    with pytest.raises(RequestError, match="lies in the plan folder"):
        check_key_place(tmp_path / name, tmp_path / "plan")


def test_only_an_earlier_key_is_replaced(tmp_path: Path) -> None:
    """Nobody's letter becomes a key."""
    write_key(tmp_path / "key.csv", NAMES)
    check_key_place(tmp_path / "key.csv", tmp_path / "plan")
    check_key_place(tmp_path / "new.csv", tmp_path / "plan")
    (tmp_path / "letter.csv").write_text("dear,all\n1,2\n", encoding="utf-8")
    with pytest.raises(RequestError, match="is no key of pseudonyms, so it is not replaced"):
        check_key_place(tmp_path / "letter.csv", tmp_path / "plan")
    with pytest.raises(RequestError, match="is a folder"):
        check_key_place(tmp_path, tmp_path / "plan")


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    """A missing file and a file of other columns."""
    with pytest.raises(RequestError, match="cannot be read"):
        read_key(tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("pseudonym,who\nx,y\n", encoding="utf-8")
    with pytest.raises(RequestError, match="needs the columns pseudonym and post_id"):
        read_key(tmp_path / "other.csv")
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(RequestError, match="is no key of pseudonyms"):
        read_key(tmp_path / "empty.csv")
