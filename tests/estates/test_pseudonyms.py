"""A plan under pseudonyms: no post id in anything shared, and still verified."""

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from estates.domain.errors import RequestError
from estates.planning import Outcome, Search, Source, plan, verify, write_plan
from geodata.plan.pseudonym_key import write_key
from optimiser.limits import Limits
from tests.estates.contract_world import contract_world
from tests.estates.test_cli import estates
from tests.geodata.worlds import World, write_folder

# Ids that can stand nowhere by chance.
IDS = {"+A": "+POST-ALPHA", "-3": "-POST-THREE", "T": "POST-TANGO", "'C": "'POST-CHARLIE", "D": "POST-DELTA"}


def world() -> World:
    """Return the contract's area with ids that are looked for, and a post and a pin at fault."""
    tables = contract_world()
    for row in (*tables["posts"], *tables["pins"]):
        row["post_id"] = IDS.get(row["post_id"], row["post_id"])
    tables["posts"].append(tables["posts"][0] | {"post_id": "POST-BAD", "wte": "a lot"})
    tables["posts"].append(tables["posts"][0] | {"post_id": "POST-DELTA"})
    return tables


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the area as a CSV folder."""
    return write_folder(world(), tmp_path_factory.mktemp("area") / "dataset")


@pytest.fixture(scope="module")
def outcome(area: Path) -> Outcome:
    """Return its plan under pseudonyms, bad rows left out."""
    return plan(Source(path=area), limits=Limits(), skip_bad_rows=True, pseudonyms=True, search=Search.THOROUGH)


@pytest.fixture(scope="module")
def folder(area: Path, outcome: Outcome) -> Path:
    """Return the whole plan folder, and the key beside it."""
    write_plan(outcome, area.parent / "plan")
    write_key(area.parent / "key.csv", outcome.pseudonyms)
    return area.parent / "plan"


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    if not name.endswith((".zip", ".xlsx")):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {f"{name}/{part}": archive.read(part) + part.encode() for part in archive.namelist()}


def test_no_file_of_the_folder_holds_the_id_of_any_post(folder: Path) -> None:
    """Not in tables, reasons, workbook, map, layers, calendars, nor in what is said of rows left out."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {"map.html", "plan.xlsx", "plan.gpkg", "calendars.zip", "rejected.csv"} <= set(files)
    for name, content in files.items():
        for part, inside in _unpacked(name, content).items():
            assert b"POST-" not in inside, part
    for path in sorted(folder.glob("parquet/*.parquet")):
        assert "POST-" not in pd.read_parquet(path).to_csv()
    with closing(sqlite3.connect(folder / "plan.gpkg")) as layers:
        assert not [line for line in layers.iterdump() if "POST-" in line]


def test_posts_stand_under_role_and_number(folder: Path) -> None:
    """The proof says that they do."""
    with (folder / "unmet.csv").open(encoding="utf-8", newline="") as file:
        names = {row["id"] for row in csv.DictReader(file) if row["kind"] == "post"}
    assert "First contact physiotherapist 1" in names
    assert json.loads((folder / "proof.json").read_text(encoding="utf-8"))["pseudonyms"] is True


def test_rows_left_out_are_told_by_their_place_alone(folder: Path) -> None:
    """Whoever holds the dataset finds them by table and row."""
    with (folder / "rejected.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == "posts"]
    assert rows
    assert {row["value"] for row in rows} == {""}
    assert all(row["row"] and row["problem"].startswith("withheld") for row in rows)


def test_the_plan_is_the_same_but_for_the_names(area: Path, outcome: Outcome) -> None:
    """Goals, totals and use do not know who is who."""
    plain = plan(Source(path=area), limits=Limits(), skip_bad_rows=True)
    assert plain.plan.goals == outcome.plan.goals
    assert [asdict(row) for row in plain.shortfall] == [asdict(row) for row in outcome.shortfall]
    names = outcome.pseudonyms
    mine = {(names.get(row.id, row.id), row.slot, row.room_id) for row in plain.plan.placements}
    assert mine == {(row.id, row.slot, row.room_id) for row in outcome.plan.placements}
    assert plain.pseudonyms == {}
    assert "pseudonyms" not in plain.proof


@pytest.mark.parametrize("with_key", [True, False])
def test_the_folder_is_verified_with_its_key_and_with_its_own_dataset(folder: Path, area: Path, with_key: bool) -> None:
    """The dataset itself tells who is who."""
    key = folder.parent / "key.csv" if with_key else None
    verdict = verify(Source(path=area), folder, skip_bad_rows=True, pseudonym_key=key)
    assert verdict.breaches == ()
    assert verdict.placements > 0


def test_with_another_dataset_it_needs_the_key_and_says_so(folder: Path, tmp_path: Path) -> None:
    """With a post before all others every number would be another's."""
    changed = world()
    changed["posts"].insert(0, changed["posts"][0] | {"post_id": "POST-NEW", "sessions": "0"})
    dataset = write_folder(changed, tmp_path / "dataset")
    with pytest.raises(RequestError, match="give its key with --pseudonym-key"):
        verify(Source(path=dataset), folder, skip_bad_rows=True)
    verdict = verify(Source(path=dataset), folder, skip_bad_rows=True, pseudonym_key=folder.parent / "key.csv")
    # The new post lacks its row in the tables; no rule of the plan is broken.
    assert verdict.breaches
    assert not [breach for breach in verdict.breaches if breach.rule.startswith("R")]


def test_a_wrong_key_is_found_out(folder: Path, area: Path, outcome: Outcome, tmp_path: Path) -> None:
    """Names that are exchanged break rules; they are not believed."""
    ids = list(outcome.pseudonyms)
    turned = dict(zip(ids, [outcome.pseudonyms[post_id] for post_id in (*ids[1:], ids[0])], strict=True))
    write_key(tmp_path / "wrong.csv", turned)
    assert verify(Source(path=area), folder, skip_bad_rows=True, pseudonym_key=tmp_path / "wrong.csv").breaches


@pytest.mark.slow
def test_the_command_writes_the_key_where_it_is_told_and_nowhere_else(tmp_path: Path) -> None:
    """Without the option there is no key; in the plan folder there is never one."""
    write_folder(contract_world(), tmp_path / "dataset")
    plain = estates("plan", "dataset", "--out", "plan", "--only", "csv", "--pseudonyms", folder=tmp_path)
    assert plain.returncode == 0, plain.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"dataset", "plan"}
    options = ("plan", "dataset", "--out", "plan", "--only", "csv", "--pseudonyms", "--pseudonym-key")
    inside = estates(*options, "plan/key.csv", folder=tmp_path)
    assert (inside.returncode, "lies in the plan folder" in inside.stderr) == (1, True)
    done = estates(*options, "key.csv", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "First contact physiotherapist 1,'+A" in (tmp_path / "key.csv").read_text(encoding="utf-8")
    verified = estates("verify", "dataset", "plan", "--pseudonym-key", "key.csv", folder=tmp_path)
    assert (verified.returncode, "No breach" in verified.stdout) == (0, True)
    alone = estates("plan", "dataset", "--out", "plan", "--pseudonym-key", "key.csv", folder=tmp_path)
    assert alone.returncode == 2
