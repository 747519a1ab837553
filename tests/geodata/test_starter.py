"""The whole job: from national files to a dataset that reads without a fault."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from estates.domain.errors import RequestError
from estates.domain.words import Cell, RoomType
from geodata.reading.read import read_dataset
from geodata.settings_file import read_settings
from geodata.starter.make import PAGE, starter
from geodata.starter.own_settings import ACKNOWLEDGEMENTS
from geodata.starter.report import StarterReport
from geodata.starter.settings import StarterSettings
from tests.geodata import national_files as made


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Write the made-up sub-ICB's national files."""
    folder = tmp_path / "national files"
    folder.mkdir()
    return made.county(folder)


def make(files: list[Path], tmp_path: Path, area: str = "99X") -> StarterReport:
    """Make the dataset of the made-up sub-ICB."""
    return starter(files, area=area, postcodes=None, out=tmp_path / "out")


def test_dataset_reads_without_a_fault_or_warning(files: list[Path], tmp_path: Path) -> None:
    """No postcode file is needed afterwards."""
    report = make(files, tmp_path)
    reading = read_dataset(report.folder)
    assert (reading.faults, reading.warnings) == ((), ())
    assert reading.dataset is not None
    assert {practice.practice_code: practice.list_size for practice in reading.dataset.practices} == made.LISTS
    assert {pcn.pcn_code: pcn.name for pcn in reading.dataset.pcns} == {"U90001": "East PCN", "U90002": "West PCN"}
    assert [site.position_from for site in reading.dataset.sites] == ["grid"] * 3


def test_icb_and_sub_icb_code_find_the_same(files: list[Path], tmp_path: Path) -> None:
    """The ICB's sub-ICBs come from epraccur; case does not matter."""
    assert (
        make(files, tmp_path, "99x").counts == starter(files, area="QZZ", postcodes=None, out=tmp_path / "other").counts
    )


def test_counts_are_those_of_the_files(files: list[Path], tmp_path: Path) -> None:
    """Practices, patients, PCNs, staff and what they make."""
    counts = make(files, tmp_path).counts
    assert (counts.practices, counts.patients, counts.pcns) == (3, 35_000, 2)
    assert (counts.partners, counts.partner_pcns) == (3, 2)
    # 8 + 2, 15 + 4 and 4 + 1 rooms.
    assert counts.rooms == 34
    # 1.5 pharmacists make two posts of 5 sessions; 1 trainee FTE one post of 6.
    assert (counts.posts, counts.wanted_sessions) == (3, 11)
    assert (counts.trainee_fte, counts.trainee_practices) == (Decimal(1), 1)
    assert (counts.pcn_fte, counts.pcn_fte_without_role, counts.pcns_with_workforce) == (
        Decimal(2),
        Decimal("0.5"),
        1,
    )
    # 240 nursing sessions: 40 in treatment rooms, 78 beside 72 GP sessions in 150 half-days; 122 too many.
    assert counts.over_full == 122
    assert counts.unknown_cells == 34 * 7


def test_rooms_use_and_posts_are_marked_as_estimates(files: list[Path], tmp_path: Path) -> None:
    """Practices and PCNs are not."""
    dataset = read_dataset(make(files, tmp_path).folder).dataset
    assert dataset is not None
    estimated: list[Sequence[Any]] = [dataset.rooms, dataset.posts, dataset.supervision]
    told: list[Sequence[Any]] = [dataset.practices, dataset.pcns, dataset.sites]
    assert all(row.estimated for rows in estimated for row in rows)
    assert not any(row.estimated for rows in told for row in rows)
    assert {room.room_type for room in dataset.rooms} == {RoomType.CONSULT_EXAM, RoomType.TREATMENT}
    assert {cell for room in dataset.rooms for cell in room.cells} == {Cell.FREE, Cell.IN_USE, Cell.UNKNOWN}


def test_page_tells_what_rests_on_what(files: list[Path], tmp_path: Path) -> None:
    """Sources with dates, the formula's versions, what is unknown, left out and over-full; also as tables."""
    report = make(files, tmp_path)
    page = (report.folder / PAGE).read_text(encoding="utf-8")
    for text in (
        "gp-reg-pat-prac-all.csv",
        "2026-03-01",
        "5.26",
        "5.8",
        "PCN staff of West PCN (U90002): in no workforce file",
        "Own staff of Mill Lane Surgery (Z90003): no complete figures",
        "not a GP practice: prescribing setting 2",
        "122 own sessions a week",
        "Branch surgeries: no branch list was given",
    ):
        assert text in page
    assert [row["practice_code"] for row in rows_of(report.folder / "about" / "over_full_practices.csv")] == ["Z90002"]
    assert rows_of(report.folder / "about" / "staff_without_role.csv")[0]["detailed_staff_role"] == "Other"


def test_page_asks_nothing_of_anybody_and_escapes_what_files_say(files: list[Path], tmp_path: Path) -> None:
    """A name out of a file is text, whatever it looks like."""
    made.epraccur(files[0].parent, made.organisation("Z90008", "<script>alert(1)</script>", setting="9"))
    page = (make(files, tmp_path).folder / PAGE).read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page.casefold()
    assert "http" not in page


def test_newer_list_wins_and_the_page_says_so(files: list[Path], tmp_path: Path) -> None:
    """A practice that the newer list no longer has is gone; other figures are conflicts."""
    newer = made.list_sizes(files[0].parent, "new.csv", "2026-06-01", Z90001=11_000, Z90003=0)
    report = make([*files, newer], tmp_path)
    assert {each.practice.code: each.practice.list_size for each in report.rooms} == {
        "Z90001": 11_000,
        "Z90002": 20_000,
    }
    (conflict,) = [each for each in report.notes.conflicts if each.about == "list size"]
    assert (conflict.code, conflict.used, conflict.other) == ("Z90001", "11000", "10000")
    assert "Z90003" in {each.code for each in report.notes.left_out}


def test_closed_practice_of_a_newer_epraccur_is_left_out(files: list[Path], tmp_path: Path) -> None:
    """It closed after the list was drawn."""
    closed = made.organisation("Z90001", "HIGH STREET SURGERY", status="C", closed="20260430")
    made.write_rows(files[0].parent / "epraccur 2026-05.csv", [closed])
    report = make([*files, files[0].parent / "epraccur 2026-05.csv"], tmp_path)
    assert "Z90001" not in {each.practice.code for each in report.rooms}
    assert [each.why for each in report.notes.left_out if each.code == "Z90001"] == [
        "epraccur 2026-05.csv: closed since 2026-04-30"
    ]


def test_closed_practice_of_an_older_epraccur_is_kept_as_a_conflict(files: list[Path], tmp_path: Path) -> None:
    """The newer list has patients there."""
    closed = made.organisation("Z90001", "HIGH STREET SURGERY", status="C", closed="20191231")
    made.write_rows(files[0], [closed])
    report = make(files, tmp_path)
    assert "Z90001" in {each.practice.code for each in report.rooms}
    (conflict,) = [each for each in report.notes.conflicts if each.about == "status of the practice"]
    assert (conflict.used, conflict.other) == ("has 10000 patients", "closed since 2019-12-31")


def test_practice_without_a_pcn_is_left_out_and_said(files: list[Path], tmp_path: Path) -> None:
    """The dataset needs a PCN for each practice; none is made up."""
    made.POSTCODES["Z90007"] = ("ZZ1 3CC", 403_000, 101_500)
    try:
        newer = made.list_sizes(files[0].parent, "new.csv", "2026-06-01", Z90007=700)
    finally:
        del made.POSTCODES["Z90007"]
    report = make([*files, newer], tmp_path)
    assert [each.why for each in report.notes.left_out if each.code == "Z90007"] == ["no PCN in any file (list of 700)"]


def test_layers_come_from_the_boundaries_given(files: list[Path], tmp_path: Path) -> None:
    """Small areas by the look-up, the ICB by its code, land from authorities near by."""
    folder = files[0].parent
    lookup = [
        ["LSOA21CD", "LSOA21NM", "SICBL24CDH", "ICB24CDH"],
        ["E01", "A", "99X", "QZZ"],
        ["E02", "B", "98Y", "QZZ"],
    ]
    more = [
        made.write_rows(folder / "lookup.csv", lookup),
        made.geojson(
            folder / "lsoa.geojson",
            ({"LSOA21CD": "E01", "LSOA21NM": "A"}, made.square(-2.01, 50.79, -1.99, 50.81)),
            ({"LSOA21CD": "E02", "LSOA21NM": "B"}, made.square(-1.99, 50.79, -1.97, 50.81)),
        ),
        made.geojson(
            folder / "icb.geojson", ({"icb_code": "QZZ", "icb_name": "Z"}, made.square(-2.1, 50.7, -1.8, 50.9))
        ),
        made.geojson(
            folder / "lad.geojson",
            ({"LAD24CD": "E06", "LAD24NM": "Near"}, made.square(-2.1, 50.7, -1.8, 50.9)),
            ({"LAD24CD": "E07", "LAD24NM": "Far"}, made.square(-4.1, 50.7, -3.8, 50.9)),
        ),
    ]
    dataset = read_dataset(make([*files, *more], tmp_path).folder).dataset
    assert dataset is not None
    assert [(area.level.value, area.code) for area in dataset.areas] == [("icb", "QZZ"), ("small_area", "E01")]
    assert [(each.kind.value, each.name) for each in dataset.backdrop] == [("land", "Near")]


def test_settings_change_the_estimates(files: list[Path], tmp_path: Path) -> None:
    """A smaller share in a room leaves more free, and evenings may be closed instead of unknown."""
    before = make(files, tmp_path).counts
    settings = StarterSettings(in_room_share=before.rooms_formula * 0, outside_core=Cell.CLOSED)
    after = starter(files, area="99X", postcodes=None, out=tmp_path / "other", settings=settings).counts
    assert after.free_cells > before.free_cells
    assert (after.over_full, after.unknown_cells) == (0, 0)


def test_same_files_give_the_same_bytes(files: list[Path], tmp_path: Path) -> None:
    """Nothing hangs on the order of sets or on the clock."""
    one = make(files, tmp_path).folder
    two = starter(files, area="99X", postcodes=None, out=tmp_path / "again").folder
    for path in sorted(each for each in one.rglob("*") if each.is_file()):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()


def test_without_workforce_there_are_rooms_and_no_posts(files: list[Path], tmp_path: Path) -> None:
    """A posts table with a heading and no rows is valid, and the page says what is unknown."""
    report = make(files[:4], tmp_path)
    reading = read_dataset(report.folder)
    assert reading.faults == ()
    assert reading.dataset is not None
    assert reading.dataset.posts == ()
    assert any("no such post is entered" in text for text in report.notes.unknown)


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("gp-reg-pat-prac-all.csv", "No list sizes of 99X are in the files given"),
        ("ePCN.xlsx", "No practice of 99X has a PCN in the files given"),
        ("zz.csv", "No practice has a known position"),
    ],
)
def test_file_that_must_be_there_is_named(files: list[Path], tmp_path: Path, left_out: str, sentence: str) -> None:
    """And nothing is written."""
    with pytest.raises(RequestError, match=sentence):
        make([path for path in files if path.name != left_out], tmp_path)
    assert not (tmp_path / "out").exists()


def test_unknown_area_is_said(files: list[Path], tmp_path: Path) -> None:
    """With what to give instead."""
    with pytest.raises(RequestError, match="No file given knows the area QQQ"):
        make(files, tmp_path, "QQQ")


def test_full_folder_is_refused_and_an_empty_one_is_filled(files: list[Path], tmp_path: Path) -> None:
    """Nobody's files are overwritten."""
    (tmp_path / "out").mkdir()
    make(files, tmp_path)
    with pytest.raises(RequestError, match="is not empty"):
        make(files, tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_code_point_open_may_be_unpacked_among_the_files(files: list[Path], tmp_path: Path) -> None:
    """It is one CSV for each pair of letters: all of them count."""
    files[3].unlink()
    first, second = made.code_point(files[0].parent, "Z90003"), files[0].parent / "zy.csv"
    made.write_rows(second, [["ZZ9 9ZZ", 10, 405_000, 104_000, "E92000001", "", "", "", "", ""]])
    report = make([*files[:3], first, second], tmp_path)
    assert report.counts.main_sites == 3
    assert report.postcode_files == ("zz.csv", "zy.csv")


def test_practice_that_no_file_places_is_left_out_with_its_pcn(files: list[Path], tmp_path: Path) -> None:
    """So is its PCN, since it has no other practice."""
    made.code_point(files[0].parent, "Z90003")
    report = make(files, tmp_path)
    assert report.counts.pcns == 1
    assert {each.code: each.why for each in report.notes.left_out if each.code in {"Z90003", "U90002"}} == {
        "Z90003": "its postcode ZZ9 9ZZ is in no postcode file",
        "U90002": "none of its practices has a known position; nor is its staff here",
    }
    assert read_dataset(report.folder).faults == ()


def test_dataset_carries_its_sources_and_acknowledgements(files: list[Path], tmp_path: Path) -> None:
    """As a settings file that the planner reads by itself: no line of it breaks the rules of such a file."""
    report = make(files, tmp_path)
    paper = read_settings(report.folder / "settings.toml").paper
    newest = max(source.dated for source, _ in report.sources)
    sources, (year, *_) = paper.sources, newest.split("-")
    assert paper.organisation == report.area
    assert paper.date.startswith("sources up to ")
    assert paper.date.endswith(year)
    assert sources[: len(ACKNOWLEDGEMENTS)] == ACKNOWLEDGEMENTS
    assert any(line.startswith("Rooms, their use and supervision places: estimated") for line in sources)
    for kind in {source.kind.value for source, _ in report.sources}:
        assert any(line.casefold().startswith(kind.casefold()) for line in sources)
