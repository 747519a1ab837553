"""The command as a user types it: results, sentences and exit codes."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from geodata.template.write import write_template
from tests.estates.contract_world import contract_world
from tests.geodata.worlds import write_folder


def estates(*arguments: str | Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command in a folder of its own and return what it printed and its exit code."""
    command = [sys.executable, "-m", "estates", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with ``dataset.xlsx`` (the template's example rows) and its plan in ``plan``."""
    folder = tmp_path_factory.mktemp("made by the command")
    write_template(folder / "dataset.xlsx")
    done = estates("plan", "dataset.xlsx", "--out", "plan", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "map.html" in done.stdout
    assert done.stdout.rstrip().endswith("figures")
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write_rows(path: Path, rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_plan_folder_holds_every_file_of_the_contract(made: Path) -> None:
    """Tables, proof, workbook, map, paper, figures and the files for other people's tools, and nothing else."""
    names = {path.name for path in (made / "plan").iterdir()}
    tables = {"placements.csv", "unmet.csv", "shortfall.csv", "use.csv", "prices.csv", "worth.csv", "remedies.csv"}
    for_other_tools = {"plan.gpkg", "parquet", "datapackage.json", "calendars.zip"}
    to_read = {"plan.xlsx", "map.html", "paper.docx", "paper.pdf", "figures"}
    assert names == tables | {"proof.json"} | to_read | for_other_tools


def test_a_sound_plan_is_verified(made: Path) -> None:
    """No breach, exit code 0."""
    done = estates("verify", "dataset.xlsx", "plan", folder=made)
    assert done.returncode == 0, done.stdout
    assert "No breach" in done.stdout


def test_verify_names_the_rule_that_a_tampered_plan_breaks(made: Path, tmp_path: Path) -> None:
    """A session moved to a slot in which the room is not free breaks R4, and the tables no longer agree."""
    shutil.copytree(made / "plan", tmp_path / "plan")
    rows = _rows(tmp_path / "plan" / "placements.csv")
    rows[0]["slot"] = "SAT_PM"
    _write_rows(tmp_path / "plan" / "placements.csv", rows)
    done = estates("verify", made / "dataset.xlsx", "plan", folder=tmp_path)
    assert done.returncode == 1
    assert "R4: " in done.stdout
    assert "use: " in done.stdout


def test_verify_finds_a_proof_that_claims_too_much(made: Path, tmp_path: Path) -> None:
    """A G1 value that is not the plan's is a breach of the proof."""
    shutil.copytree(made / "plan", tmp_path / "plan")
    path = tmp_path / "plan" / "proof.json"
    proof = json.loads(path.read_text(encoding="utf-8"))
    proof["goals"]["G1"]["value"] -= 1
    path.write_text(json.dumps(proof), encoding="utf-8")
    done = estates("verify", made / "dataset.xlsx", "plan", folder=tmp_path)
    assert done.returncode == 1
    assert "proof: " in done.stdout


def test_only_csv_writes_tables_and_proof_alone(made: Path, tmp_path: Path) -> None:
    """For quick runs: no workbook, no map."""
    done = estates("plan", made / "dataset.xlsx", "--out", "quick", "--only", "csv", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "quick").iterdir()}
    tables = {"placements.csv", "unmet.csv", "shortfall.csv", "use.csv", "prices.csv", "worth.csv", "remedies.csv"}
    assert names == tables | {"proof.json"}


def test_the_same_dataset_gives_the_same_tables(made: Path, tmp_path: Path) -> None:
    """Same input, settings and version: same bytes, but for the seconds in the proof."""
    done = estates("plan", made / "dataset.xlsx", "--out", "again", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    tables = ("placements.csv", "unmet.csv", "shortfall.csv", "use.csv", "prices.csv", "worth.csv")
    for name in (*tables, "map.html", "plan.xlsx", "paper.docx", "paper.pdf"):
        assert (tmp_path / "again" / name).read_bytes() == (made / "plan" / name).read_bytes(), name


def test_no_paper_leaves_out_figures_and_paper_alone(made: Path, tmp_path: Path) -> None:
    """Workbook and map are there, and the last line printed is the map's."""
    done = estates("plan", made / "dataset.xlsx", "--out", "plain", "--no-paper", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("map.html")
    names = {path.name for path in (tmp_path / "plain").iterdir()}
    assert names == {path.name for path in (made / "plan").iterdir()} - {"paper.docx", "paper.pdf", "figures"}


def test_a_template_that_is_no_word_document_is_refused_before_solving(made: Path, tmp_path: Path) -> None:
    """One sentence, exit code 1, nothing written."""
    (tmp_path / "own.docx").write_text("no document", encoding="utf-8")
    done = estates("plan", made / "dataset.xlsx", "--out", "plan", "--template", "own.docx", folder=tmp_path)
    assert done.returncode == 1
    assert "is not a Word document" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "plan").exists()


def test_a_folder_that_is_no_plan_is_never_replaced(made: Path, tmp_path: Path) -> None:
    """The user's own papers stay, and a sentence says why nothing was written."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "minutes.docx").write_text("mine", encoding="utf-8")
    done = estates("plan", made / "dataset.xlsx", "--out", "papers", folder=tmp_path)
    assert done.returncode == 1
    assert "minutes.docx" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["minutes.docx"]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a folder of CSV files of which one post has an impossible WTE."""
    world = contract_world()
    world["posts"][4]["wte"] = "full time"
    return write_folder(world, tmp_path / "county")


def test_check_names_the_cell_and_fails(faulty: Path) -> None:
    """Table, row as the spreadsheet counts it, column and value; exit code 1."""
    done = estates("check", faulty, folder=faulty.parent)
    assert done.returncode == 1
    assert "posts, row 6, column wte" in done.stdout
    assert "full time" in done.stdout


def test_a_faulty_dataset_is_not_planned(faulty: Path, tmp_path: Path) -> None:
    """Nothing is written unless the user says to leave bad rows out."""
    done = estates("plan", faulty, "--out", "plan", folder=tmp_path)
    assert done.returncode == 1
    assert "--skip-bad-rows" in done.stderr
    assert not (tmp_path / "plan").exists()


def test_bad_rows_can_be_left_out_and_are_listed(faulty: Path, tmp_path: Path) -> None:
    """The plan goes on without them, and the folder says which rows they were."""
    quick = ("--only", "csv", "--skip-bad-rows")
    done = estates("plan", faulty, "--out", "plan", *quick, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Left out with faults: 1 row, listed in" in done.stdout
    assert "`estates check` lists them" in done.stdout
    rejected = _rows(tmp_path / "plan" / "rejected.csv")
    assert (rejected[0]["table"], rejected[0]["row"]) == ("posts", "6")
    assert json.loads((tmp_path / "plan" / "proof.json").read_text(encoding="utf-8"))["rows"]["rejected"] >= 1
    done = estates("verify", faulty, "plan", "--skip-bad-rows", folder=tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", [("check", "nowhere"), ("plan", "nowhere", "--out", "x"), ("verify", "a", "b")])
def test_a_missing_path_is_one_plain_sentence(command: tuple[str, ...], tmp_path: Path) -> None:
    """Exit code 1, and no traceback."""
    done = estates(*command, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("plan", "x"), ("nonsense",), ("plan", "x", "--out", "y", "--gap", "many")])
def test_a_mistyped_command_is_a_usage_error(command: tuple[str, ...], tmp_path: Path) -> None:
    """Exit code 2, as everywhere."""
    assert estates(*command, folder=tmp_path).returncode == 2


COMMANDS = [
    "example",
    "template",
    "check",
    "plan",
    "verify",
    "starter",
    "scenario",
    "outlook",
    "season",
    "compare",
    "steps",
    "invest",
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, tmp_path: Path) -> None:
    """``--help`` ends well and says something of each option."""
    done = estates(name, "--help", folder=tmp_path)
    assert done.returncode == 0
    assert name in done.stdout


def test_an_earlier_plan_is_shown_beside_a_new_one(made: Path) -> None:
    """The map then holds a view of before and after; a folder that is no plan is refused before solving."""
    done = estates("plan", "dataset.xlsx", "--out", "second", "--beside", "plan", folder=made)
    assert done.returncode == 0, done.stderr
    assert '"hasEarlier":true' in (made / "second" / "map.html").read_text(encoding="utf-8")
    assert '"hasEarlier":false' in (made / "plan" / "map.html").read_text(encoding="utf-8")
    (made / "empty").mkdir()
    refused = estates("plan", "dataset.xlsx", "--out", "third", "--beside", "empty", folder=made)
    assert refused.returncode == 1
    assert "holds no unmet.csv" in refused.stderr
    assert not (made / "third").exists()


def test_tiles_named_in_the_settings_can_be_switched_on(made: Path) -> None:
    """The page may then ask that server, and no other; what is no address is refused."""
    settings = made / "tiles.toml"
    settings.write_text('[map]\ntiles_url = "https://tiles.invalid/{z}/{x}/{y}.png"\n', encoding="utf-8")
    done = estates("plan", "dataset.xlsx", "--out", "tiled", "--settings", "tiles.toml", folder=made)
    assert done.returncode == 0, done.stderr
    assert "img-src data: https://tiles.invalid;" in (made / "tiled" / "map.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("more", [("--no-paper",), ("--only", "csv")])
def test_a_template_without_a_paper_is_refused(tmp_path: Path, more: tuple[str, ...]) -> None:
    """Nobody is left to think that it was used."""
    done = estates("plan", "data", "--out", "plan", "--template", "own.docx", *more, folder=tmp_path)
    assert done.returncode == 2
    assert "--template is for paper.docx" in " ".join(done.stderr.replace("│", " ").split())


def test_an_example_that_somebody_changed_is_not_written_over(tmp_path: Path) -> None:
    """Written once more it is as it was; with a post taken out it stays so, and the file is named."""
    for _ in range(2):
        assert estates("example", "county", folder=tmp_path).returncode == 0
    posts = tmp_path / "county" / "posts.csv"
    fewer = b"".join(posts.read_bytes().splitlines(keepends=True)[:-1])
    posts.write_bytes(fewer)
    done = estates("example", "county", folder=tmp_path)
    assert done.returncode == 1
    assert "posts.csv has been changed" in " ".join(done.stderr.split())
    assert posts.read_bytes() == fewer
