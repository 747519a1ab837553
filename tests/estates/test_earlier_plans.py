"""Every command that takes an earlier plan: one of another dataset is refused, and of an older one it is told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from estates.cli import app
from estates.planning import Source, plan, write_plan
from optimiser.limits import Limits

STRANGER = "post,XWP900,MON_AM,XW900,XW900-1,no"
COMMANDS = {
    "replan": ("--from", "PLAN", "--only", "csv"),
    "fit": ("--from", "PLAN", "--role", "fcp_physio", "--wte", "0.2", "--base", "S1"),
    "season": ("PLAN",),
    "risk": ("--from", "PLAN", "--runs", "1", "--workers", "1"),
    "neighbourhoods": ("--from", "PLAN"),
}


@pytest.fixture(scope="module")
def older(area: Path) -> Path:
    """Return a plan of the dataset with a row of a post and room that the dataset no longer has."""
    folder = area / "older"
    write_plan(plan(Source(path=area / "dataset"), limits=Limits()), folder, csv_only=True)
    with (folder / "placements.csv").open("a", encoding="utf-8") as file:
        file.write(STRANGER + "\n")
    return folder


def _asked(command: str, dataset: Path, plan_folder: Path, out: Path) -> list[str]:
    options = [str(plan_folder) if part == "PLAN" else part for part in COMMANDS[command]]
    return [command, str(dataset), *options, "--out", str(out)]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_plan_of_another_dataset_is_refused(command: str, area: Path, tmp_path: Path) -> None:
    """In a sentence that says so, and nothing is written."""
    (tmp_path / "plan").mkdir()
    text = f"kind,id,slot,site_id,room_id,pinned\n{STRANGER}\n"
    (tmp_path / "plan" / "placements.csv").write_text(text, encoding="utf-8")
    told = CliRunner().invoke(app, _asked(command, area / "dataset", tmp_path / "plan", tmp_path / "out"))
    assert told.exit_code == 1
    assert str(told.exception) == (
        f"“{tmp_path / 'plan'}” is a plan of another dataset: none of its posts is in this one. Name a plan of this "
        "dataset; where its posts stand under pseudonyms, with its own --pseudonym-key."
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "replan"])
def test_rows_of_what_is_no_longer_in_the_dataset_are_told(
    command: str, area: Path, older: Path, tmp_path: Path
) -> None:
    """And the command does its work all the same."""
    told = CliRunner().invoke(app, _asked(command, area / "dataset", older, tmp_path / "out"))
    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split())
    assert "No longer possible in this dataset and counted as free: 1 room session of the plan." in said


def test_a_folder_without_a_plan_is_told_in_one_sentence(area: Path, tmp_path: Path) -> None:
    """Not as a fault of tables that are not there either."""
    (tmp_path / "empty").mkdir()
    told = CliRunner().invoke(
        app, ["season", str(area / "dataset"), str(tmp_path / "empty"), "--out", str(tmp_path / "o")]
    )
    assert str(told.exception) == (
        f"“{tmp_path / 'empty'}” holds no placements.csv, so there is no plan to read: name a plan folder."
    )
