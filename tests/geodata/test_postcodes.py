"""Postcode files as they are published, and what is refused."""

import csv
import zipfile
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.places import postcode_files
from geodata.places.read_postcodes import read_postcodes
from tests.geodata.public_data import public_file

CODE_POINT_BH = (
    '"BH1 1AA",10,408850,91050,"E92000001","E19000003","E18000010","","E06000058","E05012653"\n'
    '"BH229HB",10,407531,100253,"E92000001","E19000003","E18000010","","E06000059","E05012716"\n'
    '"BH99 9ZZ",90,0,0,"E92000001","E19000003","E18000010","","E06000058","E05012653"\n'
)
CODE_POINT_DT = '"DT1 1AB",10,369000,90700,"E92000001","E19000003","E18000010","","E06000059","E05012716"\n'
ONSPD_2023 = (
    "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind\n"
    '"BH1 1AA","BH1  1AA","BH1 1AA","198001","","E99999999","","E06000058","E05012653","","0","408850","0091050","1"\n'
    '"BH229HB","BH22 9HB","BH22 9HB","198001","202001","E9","","E06000059","E05012716","","0","407531","0100253","1"\n'
    '"BT1 1AA","BT1  1AA","BT1 1AA","198001","","N99999999","","N09000003","N08000301","","0","333800","0374000","1"\n'
    '"GY1 1AA","GY1  1AA","GY1 1AA","198001","","L99999999","","L99999999","L99999999","","0","","","9"\n'
)
ONSPD_2025 = (
    "\ufeffpcd7,pcd8,pcds,dointr,doterm,cty25cd,east1m,north1m,gridind\n"
    '"BH229HB","BH22 9HB","BH22 9HB","198001","","E99999999","407531","100253","1"\n'
)
FERNDOWN = (407531, 100253)


def written(path: Path, text: str) -> Path:
    """Write a text file, with its folders, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def zipped(path: Path, **files: str) -> Path:
    """Write a zip of named texts (two underscores stand for a slash) and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/") + ".csv", text)
    return path


def said(path: Path) -> str:
    """Return ``read`` where Ferndown is found, the file's name where the refusal holds it, else what came."""
    try:
        position = read_postcodes(path).position("BH22 9HB")
    except RequestError as error:
        return path.name if path.name in str(error) else str(error)
    return "read" if position == FERNDOWN else f"read {position}"


def code_point_folder(folder: Path) -> Path:
    """Write Code-Point Open as it unpacks."""
    written(folder / "Data" / "CSV" / "bh.csv", CODE_POINT_BH)
    written(folder / "Data" / "CSV" / "dt.csv", CODE_POINT_DT)
    written(folder / "Doc" / "Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO\nPostcode,Quality,Eastings,Northings\n")
    return folder


def test_code_point_open_is_read_from_its_zip(tmp_path: Path) -> None:
    """The headerless files of the zip make one list; its table of column names is left alone."""
    path = zipped(
        tmp_path / "codepo_gb.zip",
        Data__CSV__bh=CODE_POINT_BH,
        Data__CSV__dt=CODE_POINT_DT,
        Doc__Headers="PC,PQ,EA,NO\n",
    )
    postcodes = read_postcodes(path)
    assert postcodes.position("BH22 9HB") == FERNDOWN
    assert postcodes.position("DT1 1AB") == (369000, 90700)
    assert len(postcodes) == 3


def test_code_point_open_is_read_from_its_folder_at_any_depth(tmp_path: Path) -> None:
    """The unpacked folder, its Data/CSV folder and one of its files are all accepted."""
    folder = code_point_folder(tmp_path / "codepo_gb")
    for path in (folder, folder / "Data" / "CSV", folder / "Data" / "CSV" / "bh.csv"):
        assert read_postcodes(path).position("BH22 9HB") == FERNDOWN


def test_a_postcode_without_coordinates_is_unknown(tmp_path: Path) -> None:
    """Code-Point quality 90 comes with noughts for coordinates: that is no position."""
    postcodes = read_postcodes(written(tmp_path / "bh.csv", CODE_POINT_BH))
    assert postcodes.position("BH99 9ZZ") is None


@pytest.mark.parametrize("spelling", ["BH22 9HB", "bh229hb", " BH22  9hb ", "B H 2 2 9 H B"])
def test_spaces_and_case_do_not_matter(tmp_path: Path, spelling: str) -> None:
    """A postcode is found however it is written."""
    assert read_postcodes(written(tmp_path / "bh.csv", CODE_POINT_BH)).position(spelling) == FERNDOWN


@pytest.mark.parametrize("unknown", ["", "BH22 9HX", "BH22 9HB1", "ZZ9 9ZZ", "nowhere near a postcode"])
def test_what_is_not_in_the_file_is_unknown(tmp_path: Path, unknown: str) -> None:
    """An unknown postcode has no position, and a longer text never matches by its beginning."""
    assert read_postcodes(written(tmp_path / "bh.csv", CODE_POINT_BH)).position(unknown) is None


def test_the_ons_directory_is_read_as_csv_and_as_zip(tmp_path: Path) -> None:
    """Either form gives the same; in the zip the whole file is read once, not its pieces as well."""
    path = zipped(
        tmp_path / "ONSPD_NOV_2023_UK.zip",
        Data__ONSPD_NOV_2023_UK=ONSPD_2023,
        Data__multi_csv__ONSPD_NOV_2023_UK_BH=ONSPD_2023,
        Documents__names="code,name\n",
    )
    for source in (path, written(tmp_path / "ONSPD_NOV_2023_UK.csv", ONSPD_2023)):
        assert read_postcodes(source).position("BH1 1AA") == (408850, 91050)


def test_the_ons_directory_is_read_from_its_pieces_where_only_they_are_there(tmp_path: Path) -> None:
    """A zip with the files by postcode area alone is read in full."""
    path = zipped(tmp_path / "onspd.zip", Data__multi_csv__ONSPD_BH=ONSPD_2023, Data__multi_csv__ONSPD_AB=ONSPD_2025)
    assert len(read_postcodes(path)) == 2


def test_an_ended_postcode_keeps_its_position(tmp_path: Path) -> None:
    """A surgery's old postcode still says where it stands."""
    assert read_postcodes(written(tmp_path / "ONSPD.csv", ONSPD_2023)).position("BH22 9HB") == FERNDOWN


def test_off_the_british_grid_is_unknown(tmp_path: Path) -> None:
    """Northern Ireland stands on the Irish grid and the Channel Islands on none."""
    postcodes = read_postcodes(written(tmp_path / "ONSPD.csv", ONSPD_2023))
    assert (postcodes.position("BT1 1AA"), postcodes.position("GY1 1AA")) == (None, None)


def test_headings_of_newer_issues_and_a_byte_order_mark_are_understood(tmp_path: Path) -> None:
    """The 2025 issue says east1m where the 2023 issue said oseast1m."""
    assert read_postcodes(written(tmp_path / "ONSPD.csv", ONSPD_2025)).position("BH22 9HB") == FERNDOWN


def test_a_simple_list_may_have_other_columns(tmp_path: Path) -> None:
    """Headings in any case and order; coordinates that are blank, text or absurd are unknown."""
    text = "Quality,Northing,Easting,Postcode\n10,100253,407531,BH22 9HB\n,,,BH1 1AA\n,x,5,BH1 1AB\n,1e99,5,BH1 1AC\n"
    postcodes = read_postcodes(written(tmp_path / "mine.csv", text))
    assert len(postcodes) == 1
    assert postcodes.position("BH22 9HB") == FERNDOWN


def test_only_the_wanted_postcodes_are_kept(tmp_path: Path) -> None:
    """A caller who names postcodes gets those and no others."""
    postcodes = read_postcodes(
        code_point_folder(tmp_path / "cp"), wanted=["bh22 9hb", "ZZ1 1ZZ", "BH1 1AA is too long"]
    )
    assert len(postcodes) == 1
    assert postcodes.position("BH22 9HB") == FERNDOWN


def test_the_first_of_a_repeated_postcode_stands(tmp_path: Path) -> None:
    """A list with a postcode twice gives the first position."""
    text = "postcode,easting,northing\nBH1 1AA,1000,2000\nbh11aa,3000,4000\n"
    assert read_postcodes(written(tmp_path / "mine.csv", text)).position("BH1 1AA") == (1000, 2000)


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(RequestError, match=r"^There is no postcode file at .*none\.zip"):
        read_postcodes(tmp_path / "none.zip")


@pytest.mark.parametrize(
    "text", ["", "name,town\nA,B\n", "postcode,latitude,longitude\nBH1 1AA,50,-2\n", "\x00\x01\x02"]
)
def test_an_unknown_layout_names_what_was_found_and_what_is_allowed(tmp_path: Path, text: str) -> None:
    """The message holds the first line and the layouts that are read."""
    with pytest.raises(
        RequestError, match=r"its first line is .* Give OS Code-Point Open or the ONS Postcode Directory"
    ):
        read_postcodes(written(tmp_path / "odd.csv", text))


def test_a_row_of_too_few_or_too_many_cells_does_no_harm(tmp_path: Path) -> None:
    """A short row is unknown; cells beyond the last heading are left aside."""
    text = "postcode,easting,northing\nBH1 1AA,1000,2000\nBH1 1AB\n\nBH1 1AC,3000,4000,5,6\n"
    postcodes = read_postcodes(written(tmp_path / "mine.csv", text))
    assert len(postcodes) == 2
    assert postcodes.position("BH1 1AC") == (3000, 4000)


def test_a_quotation_mark_left_open_is_refused_in_words(tmp_path: Path) -> None:
    """What is no comma-separated text, after a good heading, is no traceback."""
    text = 'postcode,easting,northing\n"BH1 1AA,1000,2000\nBH1 1AB,1,2\n'
    with pytest.raises(RequestError, match="cannot be read as comma-separated text"):
        read_postcodes(written(tmp_path / "mine.csv", text))


def test_a_heading_alone_is_refused_in_words(tmp_path: Path) -> None:
    """A list of no postcodes places nobody."""
    with pytest.raises(RequestError, match="cannot be read as comma-separated text"):
        read_postcodes(written(tmp_path / "mine.csv", "postcode,easting,northing\n"))


def test_two_issues_side_by_side_are_refused_by_name(tmp_path: Path) -> None:
    """Which of two directories is meant is not guessed."""
    written(tmp_path / "onspd" / "ONSPD_FEB_2023.csv", ONSPD_2023)
    written(tmp_path / "onspd" / "ONSPD_FEB_2025.csv", ONSPD_2025)
    with pytest.raises(RequestError, match=r"found ONSPD_FEB_2023\.csv, ONSPD_FEB_2025\.csv"):
        read_postcodes(tmp_path / "onspd")


def test_an_archive_without_postcodes_is_refused_by_name(tmp_path: Path) -> None:
    """A zip of something else says what was found in it."""
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("beach.jpg", b"no")
    with pytest.raises(RequestError, match=r"photos\.zip is not one postcode file: found beach\.jpg"):
        read_postcodes(tmp_path / "photos.zip")


def test_a_claim_of_too_much_is_refused_before_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes that a zip declares are added up before anything is opened."""
    monkeypatch.setattr(postcode_files, "LARGEST_TABLE_BYTES", 100)
    with pytest.raises(RequestError, match="of postcodes unpacked; at most"):
        read_postcodes(zipped(tmp_path / "codepo_gb.zip", Data__CSV__bh=CODE_POINT_BH))


def test_an_archive_of_very_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip with more entries than any published one is not opened."""
    monkeypatch.setattr(postcode_files, "MOST_ZIP_ENTRIES", 1)
    with pytest.raises(RequestError, match="holds 2 files"):
        read_postcodes(zipped(tmp_path / "cp.zip", bh=CODE_POINT_BH, dt=CODE_POINT_DT))


@pytest.mark.parametrize("place", range(0, 200, 10))
def test_a_damaged_archive_is_said_plainly(tmp_path: Path, place: int) -> None:
    """Bytes lost anywhere in the zip end in one sentence, or did not matter."""
    path = zipped(tmp_path / "cp.zip", bh=CODE_POINT_BH * 500)
    raw = bytearray(path.read_bytes())
    raw[place : place + 10] = b"\xff" * 10
    path.write_bytes(raw)
    assert said(path) in ("read", path.name)


def test_a_zip_cut_short_is_said_plainly(tmp_path: Path) -> None:
    """A broken download is named."""
    path = zipped(tmp_path / "cp.zip", bh=CODE_POINT_BH * 500)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(RequestError, match=r"cp\.zip"):
        read_postcodes(path)


@pytest.mark.public_data
def test_every_dorset_surgery_stands_at_its_postcode() -> None:
    """The postcodes of Dorset's practices give the positions that the joined table holds."""
    postcodes = read_postcodes(public_file("postcodes/dorset_postcodes.csv"))
    with public_file("dorset_practices.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(postcodes) == 22_729
    for row in rows:
        assert postcodes.position(row["postcode"]) == (float(row["easting"]), float(row["northing"]))
