"""The planner in Python: what it gives are the numbers of the plan folder, in the words of pandas and geopandas."""

import math
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from estates.domain.errors import DatasetError, RequestError
from estates.domain.levels import LEVELS
from estates.library import DatasetFrames, PlanFrames, read_dataset
from tests.estates.contract_world import contract_world
from tests.estates.futures_world import futures_world
from tests.geodata.worlds import write_folder


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> DatasetFrames:
    """Return the contract's small area, in winter."""
    folder = write_folder(futures_world(), tmp_path_factory.mktemp("area") / "dataset")
    return read_dataset(str(folder), season="winter")


@pytest.fixture(scope="module")
def plan(area: DatasetFrames) -> PlanFrames:
    """Return its plan."""
    return area.plan()


def test_the_shortfall_is_that_of_the_plan_folder(plan: PlanFrames, tmp_path: Path) -> None:
    """Every level adds up to the same, and equals what the files say."""
    plan.to_folder(tmp_path / "plan", csv_only=True)
    told = pd.read_csv(tmp_path / "plan" / "shortfall.csv", dtype=str, keep_default_na=False)
    assert told["unmet"].astype(int).tolist() == plan.shortfall()["unmet"].tolist()
    sums = {level: plan.shortfall(level)[["wanted", "placed", "unmet"]].sum().to_dict() for level in LEVELS}
    assert all(whole == sums["icb"] for whole in sums.values())
    assert sums["icb"]["placed"] == len(plan.placements())
    assert sums["icb"]["unmet"] == plan.unmet()["unmet"].sum()


def test_the_proof_goes_with_the_plan(plan: PlanFrames) -> None:
    """Whoever quotes a shortfall can say how good it is."""
    assert plan.proof["goals"]["G1"]["bound"] <= plan.proof["goals"]["G1"]["value"]
    assert plan.proof["season"] == "winter"


def test_layers_are_geodataframes_on_the_national_grid(plan: PlanFrames) -> None:
    """Those of the GeoPackage, without its note."""
    layers = plan.layers()
    assert "read_me" not in layers
    assert {frame.crs.to_epsg() for frame in layers.values()} == {27700}
    assert layers["sites"].geometry.x.tolist() == [400_000, 400_000, 403_000, 404_000]


def test_printed_they_are_one_line_that_names_no_post(area: DatasetFrames, plan: PlanFrames) -> None:
    """A log or a console is no place for every post's id."""
    posts = [post.post_id for post in area.dataset.posts]
    for thing in (area, plan, plan.explore()):
        assert len(str(thing)) < 200
        assert not [post_id for post_id in posts if f"'{post_id}'" in repr(thing)]
    assert str(area).startswith("<Dataset: 4 sites, ")
    assert str(plan).startswith("<Plan, ")


def test_map_figure_and_overviews_come_of_the_same_plan(area: DatasetFrames, plan: PlanFrames) -> None:
    """What a notebook shows; a name that looks like markup or a formula is text."""
    assert "Harbour PCN" in plan.explore().html
    assert plan.plot("league").svg.startswith(b"<?xml")
    assert "<bdi>Harbour PCN</bdi>" in plan._repr_html_()
    assert "A dataset of 4 sites" in area._repr_html_()
    assert area.table("sites")["name"].tolist()[0] == "=Quay & Co"


def test_posts_can_stand_under_pseudonyms(area: DatasetFrames) -> None:
    """As with --pseudonyms."""
    shown = area.plan(pseudonyms=True)
    assert not set(area.table("posts")["post_id"]) & set(shown.unmet()["id"])


def test_a_dataset_with_faults_is_not_read_unless_such_rows_are_left_out(tmp_path: Path) -> None:
    """The faults come with the error, or with the reading."""
    world = contract_world()
    world["posts"][1]["base_site"] = "nowhere"
    folder = write_folder(world, tmp_path / "dataset")
    with pytest.raises(DatasetError) as error:
        read_dataset(folder)
    assert error.value.faults[0].table == "posts"
    read = read_dataset(folder, skip_bad_rows=True)
    assert len(read.table("posts")) == len(world["posts"]) - 1
    assert read.plan().table("rejected")["table"].tolist() == ["posts"]


def test_names_that_nobody_knows_are_answered_with_those_there_are(area: DatasetFrames, plan: PlanFrames) -> None:
    """A sentence, not a traceback into the program."""
    with pytest.raises(RequestError, match="“county” is no level: choose icb, pcn"):
        plan.shortfall("county")
    with pytest.raises(RequestError, match="“rejected” is no table: choose placements"):
        plan.table("rejected")
    with pytest.raises(RequestError, match="“desks” is no table: choose sites"):
        area.table("desks")
    with pytest.raises(RequestError, match="“spring” is no season: choose standard and winter"):
        read_dataset("anything", season="spring")


def test_numbers_that_cannot_be_followed_are_all_named(area: DatasetFrames) -> None:
    """What the command refuses too."""
    with pytest.raises(RequestError, match="time_limit is nan, work is inf and seed is -1"):
        area.plan(time_limit=math.nan, work=math.inf, seed=-1)


def test_reading_loads_nothing_that_only_drawing_needs() -> None:
    """Matplotlib, Word and typst come when a figure or a paper is asked for."""
    code = "import sys, estates.library; print({'matplotlib', 'docx', 'typst'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
