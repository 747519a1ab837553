"""Plan folders read back: ours whole, others' as far as they can be read."""

from pathlib import Path
from typing import Any

import pytest

from estates.domain.errors import RequestError
from estates.domain.slots import Slot
from geodata.plan.folder import write_plan_folder
from geodata.plan.proof import proof_json
from geodata.plan.read_back import read_placements, read_proof, read_table
from geodata.plan.tables import plan_tables, rows_as_text
from tests.builders import hub_placed, placed
from tests.geodata import plan_world

HEADING = "kind,id,slot,site_id,room_id,pinned\n"


def folder_with(tmp_path: Path, text: str | bytes, name: str = "placements.csv") -> Path:
    """Return a folder that holds one file."""
    content = text.encode() if isinstance(text, str) else text
    (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture(name="ours")
def _ours(tmp_path: Path) -> Path:
    """Return a plan folder as the planner writes it."""
    shown: dict[str, Any] = plan_world.shown()
    files = plan_tables(**{name: shown[name] for name in ("dataset", "plan", "unmet", "shortfall", "use")})
    write_plan_folder(tmp_path / "plan", {**files, "proof.json": proof_json(shown["proof"])})
    return tmp_path / "plan"


def test_our_own_plan_comes_back_as_it_was(ours: Path) -> None:
    """Placements, tables and proof."""
    shown = plan_world.shown()
    assert read_placements(ours) == (plan_world.placements(), ())
    for name in ("unmet", "shortfall", "use"):
        assert read_table(ours, name) == rows_as_text(shown[name])
    assert read_proof(ours) == shown["proof"]


def test_a_plan_of_others_is_read_whatever_its_columns_order(tmp_path: Path) -> None:
    """A byte-order mark, extra columns, quotes, case and outer blanks do no harm."""
    heading = '\ufeff"Room_ID", slot ,note,ID,KIND,site_id,pinned\n'
    text = heading + ' R1 ,mon_am,"a, b",A,Post,S1,YES\nH1,MON_PM,,W,programme,HUB,0\n'
    found = read_placements(folder_with(tmp_path, text))
    assert found.placements == (placed("A", Slot.MON_AM, pinned=True), hub_placed("W", Slot.MON_PM, "H1", "HUB"))
    assert found.faults == ()


def test_pinned_may_be_left_out(tmp_path: Path) -> None:
    """A plan made by hand need not have the column."""
    text = "kind,id,slot,site_id,room_id\npost,A,MON_AM,S1,R1\n"
    assert read_placements(folder_with(tmp_path, text)).placements == (placed("A", Slot.MON_AM),)


def test_a_code_that_was_guarded_is_freed(tmp_path: Path) -> None:
    """What stood behind the apostrophe is the code."""
    found = read_placements(folder_with(tmp_path, f"{HEADING}post,'=A,MON_AM,S1,'@R,no\n"))
    assert [(row.id, row.room_id) for row in found.placements] == [("=A", "@R")]


def test_rows_that_cannot_be_read_are_faults_and_the_rest_is_kept(tmp_path: Path) -> None:
    """Every bad cell is told with its row, all at once."""
    text = (
        f"{HEADING}person,A,MON_AM,S1,R1,no\npost,,MON_NOON,S1,R1,no\npost,B,SAT_PM,S1,R1,no\npost,C,MON_AM,S1,,maybe\n"
    )
    found = read_placements(folder_with(tmp_path, text))
    assert [row.id for row in found.placements] == ["B"]
    assert [fault.sentence() for fault in found.faults] == [
        "placements, row 2, column kind: not a kind of placement (found “person”). Allowed: post or programme. "
        "Correct the row or take it out.",
        "placements, row 3, column slot: not a half-day of the week (found “MON_NOON”). Allowed: MON_AM to SAT_PM. "
        "Correct the row or take it out.",
        "placements, row 3, column id: must not be blank (found “”). Allowed: a code. Correct the row or take it out.",
        "placements, row 5, column room_id: must not be blank (found “”). Allowed: a code. "
        "Correct the row or take it out.",
        "placements, row 5, column pinned: neither yes nor no (found “maybe”). Allowed: yes or no. "
        "Correct the row or take it out.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("kind,id,slot\npost,A,MON_AM\n", "has no column site_id and no column room_id"),
        (b"", "row 1 holds no headings"),
        (b"kind,id\x00", "zero bytes"),
        ('kind,id,slot,site_id,room_id\n"post,A', "a quotation mark is never closed"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_in_a_sentence(tmp_path: Path, content: str | bytes, sentence: str) -> None:
    """Which file, what is wrong."""
    with pytest.raises(RequestError, match=f"placements.csv.*{sentence}"):
        read_placements(folder_with(tmp_path, content))


def test_a_folder_without_placements_is_no_plan(tmp_path: Path) -> None:
    """The one file that a plan must have."""
    with pytest.raises(RequestError, match=r"holds no placements\.csv"):
        read_placements(tmp_path)


@pytest.mark.parametrize("read", [read_placements, read_proof, lambda folder: read_table(folder, "unmet")])
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, read: Any) -> None:
    """A path mistyped, or a file in its place."""
    with pytest.raises(RequestError, match="There is no plan folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(RequestError, match="There is no plan folder"):
        read(folder_with(tmp_path, "") / "placements.csv")


def test_tables_and_proof_may_be_absent(tmp_path: Path) -> None:
    """A plan of others may hold the placements alone."""
    folder = folder_with(tmp_path, HEADING)
    assert read_placements(folder) == ((), ())
    assert read_table(folder, "shortfall") is None
    assert read_proof(folder) is None


@pytest.mark.parametrize("content", ["{", "[1]", b"\xff\xfe\x00", "[" * 100_000, '{"seed": ' + "9" * 5_000 + "}"])
def test_a_proof_that_is_no_json_object_is_told(tmp_path: Path, content: str | bytes) -> None:
    """Damaged, or something else."""
    with pytest.raises(RequestError, match=r"proof\.json in"):
        read_proof(folder_with(tmp_path, content, "proof.json"))


def test_an_earlier_plan_left_aside_is_found(ours: Path) -> None:
    """A run killed at the worst moment: the next reader puts the plan back."""
    ours.rename(ours.with_name(".plan.aside"))
    assert read_placements(ours).placements == plan_world.placements()
