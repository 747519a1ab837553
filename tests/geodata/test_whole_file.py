"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.whole_file import write_whole_file


def test_a_file_takes_the_place_of_an_earlier_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """Folders above it are made."""
    path = tmp_path / "new" / "file.txt"
    for content in (b"first", b"second"):
        write_whole_file(path, content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_the_earlier_file_and_no_leftover(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the file is open in a spreadsheet program, which keeps others from replacing it."""
    path = tmp_path / "file.xlsx"
    path.write_bytes(b"earlier")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(RequestError, match=r"cannot be written: Permission denied\. Close it where it is open"):
        write_whole_file(path, b"new")
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    """In one sentence, before anything is written."""
    with pytest.raises(RequestError, match="is a folder"):
        write_whole_file(tmp_path, b"new")
