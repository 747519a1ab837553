"""The folder of an answer: whole or not at all, and never in the place of anything else."""

import json
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.plan.answer_folder import CONTENTS, check_answer_replaceable, write_answer_folder

FILES = {"outlook.csv": b"year\n", "2030/proof.json": b"{}", "2030/dataset/sites.csv": b"site_id\n"}


def test_an_answer_lists_its_files(tmp_path: Path) -> None:
    """With a fingerprint of each, and the command that made it."""
    write_answer_folder(tmp_path / "new" / "answer", FILES, made_by="outlook")
    contents = json.loads((tmp_path / "new" / "answer" / CONTENTS).read_text(encoding="utf-8"))
    assert (contents["made_by"], sorted(contents["files"])) == ("estates outlook", sorted(FILES))
    assert (tmp_path / "new" / "answer" / "2030" / "dataset" / "sites.csv").read_bytes() == b"site_id\n"


def test_an_earlier_answer_is_replaced_whole(tmp_path: Path) -> None:
    """What only the earlier one held is gone; what a file browser left does not stop it."""
    write_answer_folder(tmp_path / "answer", FILES, made_by="outlook")
    (tmp_path / "answer" / "2030" / ".DS_Store").write_bytes(b"")
    write_answer_folder(tmp_path / "answer", {"steps.csv": b""}, made_by="steps")
    assert sorted(path.name for path in (tmp_path / "answer").iterdir()) == [CONTENTS, "steps.csv"]
    assert [path.name for path in tmp_path.iterdir()] == ["answer"]


@pytest.mark.parametrize("mine", ["minutes.docx", "2030/notes.txt", "2031/proof.json"])
def test_a_folder_with_anything_else_in_it_stays(tmp_path: Path, mine: str) -> None:
    """A sentence names what is there, also deep inside."""
    folder = tmp_path / "answer"
    write_answer_folder(folder, FILES, made_by="outlook")
    (folder / mine).parent.mkdir(exist_ok=True)
    (folder / mine).write_bytes(b"mine")
    with pytest.raises(RequestError, match=mine):
        check_answer_replaceable(folder)
    with pytest.raises(RequestError, match="not replaced"):
        write_answer_folder(folder, FILES, made_by="outlook")
    assert (folder / mine).read_bytes() == b"mine"


def test_a_plan_folder_is_no_answer(tmp_path: Path) -> None:
    """Nor is a file; an empty folder may become one."""
    (tmp_path / "plan").mkdir()
    check_answer_replaceable(tmp_path / "plan")
    (tmp_path / "plan" / "proof.json").write_bytes(b"{}")
    with pytest.raises(RequestError, match=r"proof\.json"):
        check_answer_replaceable(tmp_path / "plan")
    with pytest.raises(RequestError, match="is a file"):
        check_answer_replaceable(tmp_path / "plan" / "proof.json")
