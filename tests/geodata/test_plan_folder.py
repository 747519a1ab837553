"""Plan folders: replaced as a whole, and nothing else ever replaced."""

import errno
import os
import re
import shutil
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.plan import folder as plan_folder
from geodata.plan.folder import check_replaceable, settle_plan_folder, write_plan_folder

OLD = {"placements.csv": b"old", "proof.json": b"{}", "figures/map.png": b"old picture", "unmet.csv": b""}
NEW = {"placements.csv": b"new", "proof.json": b"{}", "figures/new.png": b"new picture"}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["at once", "in two steps"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with the system's own exchange of folders and without it."""
    if request.param == "in two steps":
        monkeypatch.setattr(plan_folder, "exchange_folders", lambda *_: False)


@pytest.mark.usefixtures("_either_way")
def test_a_new_plan_replaces_an_earlier_one_whole(tmp_path: Path) -> None:
    """No file of the earlier plan stays, and nothing is left beside the folder."""
    write_plan_folder(tmp_path / "plan", OLD)
    write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


@pytest.mark.usefixtures("_either_way")
def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """A folder that the user made for the plan is used."""
    (tmp_path / "plan").mkdir()
    write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == NEW


def test_missing_folders_above_are_made(tmp_path: Path) -> None:
    """`--out results/2026/plan` works on the first day."""
    write_plan_folder(tmp_path / "results" / "2026" / "plan", NEW)
    assert contents(tmp_path / "results" / "2026" / "plan") == NEW


def test_a_folder_that_can_never_be_made_is_refused_before_solving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below a file, or in a folder that may only be read: one sentence, before anybody waits for a plan."""
    (tmp_path / "notes.txt").write_bytes(b"")
    with pytest.raises(RequestError, match="part of that path is a file"):
        check_replaceable(tmp_path / "notes.txt" / "results" / "plan")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RequestError, match="the system does not allow it"):
        check_replaceable(tmp_path / "results" / "plan")


def test_a_link_to_a_plan_folder_stays_a_link(tmp_path: Path) -> None:
    """The folder that the link leads to is replaced, not the link."""
    write_plan_folder(tmp_path / "real", OLD)
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    write_plan_folder(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path / "real") == NEW


@pytest.mark.parametrize(
    ("held", "named"),
    [
        ({"thesis.docx": b"years of work"}, "thesis.docx"),
        ({**OLD, "notes.txt": b"mine"}, "notes.txt"),
        ({**OLD, "older/placements.csv": b"mine"}, "older/"),
        ({"map.html": b"somebody else's"}, "map.html"),
        ({f"{n}.txt": b"" for n in range(9)}, "0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 4 more"),
    ],
)
def test_another_folder_is_never_replaced(tmp_path: Path, held: dict[str, bytes], named: str) -> None:
    """A folder that holds anything a plan folder does not have is refused by name and stays as it was."""
    folder = tmp_path / "work"
    for name, content in held.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with pytest.raises(RequestError, match=f"holds {re.escape(named)}"):
        write_plan_folder(folder, NEW)
    with pytest.raises(RequestError, match="not an earlier plan folder"):
        check_replaceable(folder)
    assert contents(folder) == held


def test_a_file_is_never_replaced(tmp_path: Path) -> None:
    """A file under the name asked for is refused."""
    (tmp_path / "plan").write_text("mine")
    with pytest.raises(RequestError, match="is a file, not a folder"):
        write_plan_folder(tmp_path / "plan", NEW)
    assert (tmp_path / "plan").read_text() == "mine"


def test_a_file_on_the_way_is_said_plainly(tmp_path: Path) -> None:
    """A path through a file cannot be a folder."""
    (tmp_path / "note").write_text("mine")
    with pytest.raises(RequestError, match="part of that path is a file"):
        write_plan_folder(tmp_path / "note" / "plan", NEW)


def test_traces_of_other_programs_do_not_make_a_folder_a_stranger(tmp_path: Path) -> None:
    """A file browser or an open Excel leaves small files behind that are nobody's work."""
    write_plan_folder(tmp_path / "plan", OLD)
    for name in (".DS_Store", "Thumbs.db", "~$plan.xlsx", ".~lock.plan.xlsx#"):
        (tmp_path / "plan" / name).write_bytes(b"")
    write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == NEW


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk may only be read"),
        (errno.EACCES, "open in another program, such as Excel"),
        (errno.ENOENT, "went away meanwhile"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "rename", "mkdir"])
def test_a_refusal_of_the_disk_is_one_sentence_and_leaves_the_earlier_plan(
    *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, sentence: str
) -> None:
    """Full, read-only or locked: the user reads what to do, and the earlier plan is untouched."""
    write_plan_folder(tmp_path / "plan", OLD)
    monkeypatch.setattr(plan_folder, "exchange_folders", lambda *_: False)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse)
        with pytest.raises(RequestError, match=sentence):
            write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_the_earlier_plan_comes_back_where_the_new_one_cannot_take_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of the two steps fails: the first is taken back."""
    write_plan_folder(tmp_path / "plan", OLD)
    monkeypatch.setattr(plan_folder, "exchange_folders", lambda *_: False)
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if ".new-" in path.name:
            raise PermissionError(errno.EACCES, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(RequestError, match="Close any file of that folder"):
        write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == OLD


def test_an_exchange_that_the_system_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount point, say, cannot be exchanged; the earlier plan stands."""
    write_plan_folder(tmp_path / "plan", OLD)

    def refuse(*_: object) -> bool:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(plan_folder, "exchange_folders", refuse)
    with pytest.raises(RequestError, match=os.strerror(errno.EBUSY)):
        write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == OLD


def test_a_plan_left_aside_is_put_back(tmp_path: Path) -> None:
    """A run killed between the two steps leaves the earlier plan aside; a reader puts it back."""
    write_plan_folder(tmp_path / "plan", OLD)
    (tmp_path / "plan").rename(tmp_path / ".plan.aside")
    settle_plan_folder(tmp_path / "plan")
    assert contents(tmp_path / "plan") == OLD


def test_a_plan_left_aside_does_not_displace_one_that_stands(tmp_path: Path) -> None:
    """Where a plan stands under the name, that one counts."""
    write_plan_folder(tmp_path / "plan", NEW)
    write_plan_folder(tmp_path / ".plan.aside", OLD)
    settle_plan_folder(tmp_path / "plan")
    assert contents(tmp_path / "plan") == NEW


def test_leftovers_of_killed_runs_go_with_the_next_write(tmp_path: Path) -> None:
    """Half-built folders and plans left aside are removed; folders that only look alike are not."""
    for name in (".plan.new-0a1b2c3d", ".plan.gone-0a1b2c3d", ".plan.aside"):
        write_plan_folder(tmp_path / name, OLD)
    (tmp_path / ".plan.new-ffffffff").mkdir()
    (tmp_path / ".plan.new-ffffffff" / "mine.txt").write_text("mine")
    (tmp_path / ".plan.new-mine").mkdir()
    (tmp_path / ".planner.aside").mkdir()
    write_plan_folder(tmp_path / "plan", NEW)
    kept = {".plan.new-ffffffff", ".plan.new-mine", ".planner.aside", "plan"}
    assert {path.name for path in tmp_path.iterdir()} == kept


def test_a_run_whose_folder_is_taken_away_never_gives_a_half_plan_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs write to one place: the one that loses says so; the plan that stands is whole."""
    write_plan_folder(tmp_path / "plan", OLD)
    build = plan_folder._build

    def build_while_another_run_writes(folder: Path, files: dict[str, bytes]) -> None:
        build(folder, files)
        monkeypatch.setattr(plan_folder, "_build", build)
        write_plan_folder(tmp_path / "plan", {**OLD, "unmet.csv": b"the other run's"})

    monkeypatch.setattr(plan_folder, "_build", build_while_another_run_writes)
    with pytest.raises(RequestError, match="another run"):
        write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == {**OLD, "unmet.csv": b"the other run's"}


def test_a_working_folder_that_cannot_be_entered_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed is refused in words."""
    write_plan_folder(tmp_path / "plan", OLD)

    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", refuse)
        with pytest.raises(RequestError, match="the system does not allow it"):
            write_plan_folder(tmp_path / "plan", NEW)
    assert contents(tmp_path / "plan") == OLD
    shutil.rmtree(tmp_path / "plan")
