"""What is shown beside a plan: an earlier plan of the same sites, whose posts are known again and never told."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from estates import cli as command
from estates.domain.errors import RequestError
from estates.domain.reading import Reading
from estates.options import Only
from estates.planning import Outcome, Source, plan, read_once, shown_beside, write_plan
from estates.planning.plan_files import plan_map
from geodata.reading.read import read_dataset
from optimiser.limits import Limits
from tests.estates.contract_world import contract_world
from tests.geodata.worlds import World, write_folder

IDS = {"+A": "POST-ALPHA", "-3": "POST-THREE", "T": "POST-TANGO", "'C": "POST-CHARLIE", "D": "POST-DELTA"}


def world(*more: str) -> World:
    """Return the contract's area with ids that can stand nowhere by chance, and ``more`` posts at the table's head."""
    tables = contract_world()
    for row in (*tables["posts"], *tables["pins"]):
        row["post_id"] = IDS.get(row["post_id"], row["post_id"])
    tables["posts"][:0] = [tables["posts"][0] | {"post_id": post_id} for post_id in more]
    return tables


def _planned(folder: Path, tables: World, *, pseudonyms: bool = False) -> tuple[Source, Outcome]:
    """Plan an area and write its tables to the folder ``plan`` beside it."""
    source = Source(path=write_folder(tables, folder / "dataset"))
    outcome = plan(source, limits=Limits(), pseudonyms=pseudonyms)
    write_plan(outcome, folder / "plan", csv_only=True)
    return source, outcome


def _posts(source: Source, outcome: Outcome, earlier: Path) -> tuple[str, list[dict[str, Any]]]:
    """Return the map of a plan beside an earlier one, and its posts and programmes."""
    page = plan_map(outcome, (), shown_beside(earlier, source)).decode()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    table = json.loads(found[1])["tables"]["demands"]
    return page, [dict(zip(table["heads"], row, strict=True)) for row in table["rows"]]


@pytest.mark.parametrize("was_too", [False, True], ids=["beside its own ids", "beside pseudonyms"])
def test_a_plan_under_pseudonyms_tells_no_id_of_the_plan_beside_it(tmp_path: Path, was_too: bool) -> None:
    """Each post is known again as itself; of one that is gone the sums stay, and no word of whose they are."""
    _planned(tmp_path / "first", world("POST-GONE"), pseudonyms=was_too)
    source, outcome = _planned(tmp_path / "second", world(), pseudonyms=True)
    page, rows = _posts(source, outcome, tmp_path / "first" / "plan")
    assert "POST-" not in page
    assert [row["code"] for row in rows if row["wanted"] == 0 and row["was_wanted"] > 0] == [""]


@pytest.mark.parametrize("now", [False, True])
@pytest.mark.parametrize("was", [False, True])
def test_a_plan_beside_itself_has_no_change(tmp_path: Path, was: bool, now: bool) -> None:
    """Whether the one, the other or both stand under pseudonyms: nobody is gone, and nobody is new."""
    _planned(tmp_path / "first", world(), pseudonyms=was)
    source, outcome = _planned(tmp_path / "second", world(), pseudonyms=now)
    _, rows = _posts(source, outcome, tmp_path / "first" / "plan")
    assert rows
    assert all((row["was_wanted"], row["was_placed"]) == (row["wanted"], row["placed"]) for row in rows)


def test_a_number_that_went_to_a_post_of_another_pcn_is_not_taken_for_it(tmp_path: Path) -> None:
    """Posts added before others shift the numbers; the sessions of before stay with the PCN that lacked them."""
    shifted = world("POST-NEW")
    shifted["posts"][0] |= {"pcn_code": "N2", "practice_code": "P2", "base_site": "S2"}
    _planned(tmp_path / "first", world(), pseudonyms=True)
    source, outcome = _planned(tmp_path / "second", shifted)
    _, rows = _posts(source, outcome, tmp_path / "first" / "plan")
    assert next(row for row in rows if row["code"] == "POST-NEW")["was_wanted"] == 0


def test_a_dataset_that_is_wanted_twice_is_read_once(tmp_path: Path) -> None:
    """To look at the plan beside and to plan: what was read stands, whatever becomes of the files meanwhile."""
    source, _ = _planned(tmp_path / "first", world())
    held = read_once(source)
    shutil.rmtree(source.path)
    assert shown_beside(tmp_path / "first" / "plan", held).earlier
    assert plan(held, limits=Limits()).plan.placements
    with pytest.raises(RequestError):
        plan(source, limits=Limits())


def test_the_command_reads_its_dataset_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a plan is shown beside the new one."""
    source, _ = _planned(tmp_path / "first", world())
    read: list[Path] = []

    def counting(path: Path, **given: Any) -> Reading:
        read.append(path)
        return read_dataset(path, **given)

    monkeypatch.setattr("estates.planning.source.read_dataset", counting)
    command.plan(source.path, out=tmp_path / "second", beside=tmp_path / "first" / "plan", only=Only.CSV)
    assert read == [source.path]


def test_a_plan_of_other_sites_is_refused(tmp_path: Path) -> None:
    """With how many sites are the same; a plan of an area that lost or gained a few is none of these."""
    source, _ = _planned(tmp_path / "here", world())
    elsewhere = tmp_path / "elsewhere"
    _planned(elsewhere, world())
    use = elsewhere / "plan" / "use.csv"
    head, *rows = use.read_text(encoding="utf-8").splitlines()
    use.write_text("\n".join([head, *(f"other-{row}" for row in rows)]) + "\n", encoding="utf-8")
    with pytest.raises(RequestError, match="a plan of other sites: 0 of its"):
        shown_beside(elsewhere / "plan", source)
    use.write_text("\n".join([head, *rows, "one-more,consult,MON_AM,1,0,0"]) + "\n", encoding="utf-8")
    assert shown_beside(elsewhere / "plan", source).earlier
