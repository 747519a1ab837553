"""A dataset written out reads back as the same dataset, whatever it holds."""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estates.domain.dataset import Dataset, catalogue
from estates.domain.layers import Area, Barrier
from estates.domain.schemes import Growth
from estates.domain.travel import TravelRow, TravelTimes
from estates.domain.words import AreaLevel, RoomType, RowSeason
from geodata.dataset_rows import dataset_files
from geodata.example.write import write_example
from geodata.reading.read import read_dataset
from tests.builders import dataset
from tests.domain.scenario.test_schemes import scheme
from tests.estates.contract_world import contract_world
from tests.geodata.worlds import world, write_folder, write_layers
from tests.strategies import datasets

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf")), min_size=1)
HOSTILE = st.sampled_from(["=1+1", "'t Hooft", "''", "-5", "+x", "@a", 'a "b", c', "1E5", "007", "NA", "two\nlines"])


def write(data: Dataset, folder: Path) -> Path:
    """Write a dataset's files into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in dataset_files(data).items():
        (folder / name).write_bytes(content)
    return folder


def read_again(data: Dataset) -> Dataset:
    """Return what is read of a dataset that was written; faults and warnings of the reader fail the test."""
    with TemporaryDirectory() as folder:
        reading = read_dataset(write(data, Path(folder)))
    assert not reading.faults
    assert reading.dataset is not None
    return reading.dataset


def as_read(data: Dataset) -> Dataset:
    """Return a dataset as any reader gives it: slots in the order of the week, the whole catalogue, grid positions."""
    return replace(
        data,
        sites=tuple(replace(site, position_from="grid") for site in data.sites),
        posts=tuple(
            replace(post, slots=tuple(sorted(set(post.slots), key=list(type(post.slots[0])).index)))
            for post in data.posts
        ),
        programmes=tuple(
            replace(each, slots=tuple(sorted(set(each.slots), key=list(type(each.slots[0])).index)))
            for each in data.programmes
        ),
        roles=data.roles or catalogue(()),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets(), st.lists(TEXT | HOSTILE, min_size=3, max_size=3))
def test_any_dataset_reads_back_as_it_was_written(
    world_and_times: tuple[Dataset, TravelTimes], texts: list[str]
) -> None:
    """Table by table, hostile text included; pins are legal in it by its own journeys only, so they stay away."""
    name, room_name, tenure = texts
    data, _ = world_and_times
    data = replace(
        data,
        pins=(),
        sites=tuple(replace(site, name=name, tenure=tenure, gia_m2=Decimal("12.50")) for site in data.sites),
        rooms=tuple(replace(room, name=room_name, estimated=True) for room in data.rooms),
    )
    again, wanted = read_again(data), as_read(data)
    assert {field.name: getattr(again, field.name) for field in fields(Dataset)} == {
        field.name: getattr(wanted, field.name) for field in fields(Dataset)
    }


def test_tables_that_a_random_dataset_lacks_read_back_too() -> None:
    """Schemes with all their lists, growth, winter journeys, layers to the last figure, a role of one's own."""
    own = replace(catalogue(())[0], face_to_face_share=Decimal("0.123"), confidence=None)
    line = shapely.to_wkb(shapely.LineString([(400_000.123456789, 91_000), (402_000, 93_000.1)]))
    ring = shapely.to_wkb(shapely.box(400_000.5, 90_000, 405_000, 95_000.25))
    data = dataset(
        roles=catalogue((own, replace(own, role_id="mine"))),
        schemes=(
            scheme(
                "C",
                adds=((RoomType.TREATMENT, 2),),
                converts=(("R1", RoomType.DESK),),
                opens=(("*", "SAT_AM"),),
                requires=("B",),
                grant_share=Decimal("0.66"),
            ),
            scheme("B", life_years=30, annual_cost=Decimal("0.5")),
        ),
        growth=(Growth(practice_code="P1", year=2030, patients_added=-5),),
        travel=(TravelRow(from_site="S1", to_site="S1", minutes=Decimal("0.25"), season=RowSeason.WINTER),),
        barriers=(Barrier(shape_wkb=bytes(line), season=RowSeason.WINTER),),
        areas=(Area(level=AreaLevel.PCN, code="N1", shape_wkb=bytes(ring), name="=Harbour"),),
    )
    assert read_again(data) == data


def test_nothing_wanted_and_nobody_there_reads_back() -> None:
    """A table that every dataset has keeps its heading; one that nobody needs is left out."""
    data = dataset(posts=())
    files = dataset_files(data)
    assert sorted(files) == ["posts.csv", "rooms.csv", "sites.csv"]
    assert files["posts.csv"].startswith(b"post_id,role_id,")
    assert read_again(data).posts == ()


def _differing(folder: Path, again: Path) -> Mapping[str, object]:
    first, second = read_dataset(folder).dataset, read_dataset(again).dataset
    assert first is not None
    assert second is not None
    first = as_read(first)
    return {
        field.name: getattr(first, field.name)
        for field in fields(Dataset)
        if getattr(first, field.name) != getattr(second, field.name)
    }


def test_the_example_county_and_the_example_rows_read_back(tmp_path: Path) -> None:
    """Everything that the county, the template and the contract's own area hold."""
    write_example(tmp_path / "county")
    write_folder(world(), tmp_path / "template")
    write_layers(tmp_path / "template")
    write_folder(contract_world(), tmp_path / "area")
    for name in ("county", "template", "area"):
        data = read_dataset(tmp_path / name).dataset
        assert data is not None
        again = write(data, tmp_path / f"{name} again")
        assert _differing(tmp_path / name, again) == {}


def test_the_same_dataset_gives_the_same_bytes() -> None:
    """Sets have no order of their own; files have."""
    data = dataset()
    rooms = tuple(replace(room, features=frozenset({"sink", "couch", "window"})) for room in data.rooms)
    files = dataset_files(replace(data, rooms=rooms))
    assert b"couch;sink;window" in files["rooms.csv"]
    assert files == dataset_files(replace(data, rooms=rooms))
