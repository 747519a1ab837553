"""Telling national files apart and reading whichever there are."""

from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.national.loading import load_national
from geodata.national.raw import raw_tables
from geodata.national.sniff import kind_of
from geodata.national.source import FileKind
from tests.geodata import national_files as made


def test_each_file_is_known_by_its_content_alone(tmp_path: Path) -> None:
    """The names below say nothing; both organisation files have 27 columns without headings."""
    branch = made.branch("Z90001001", "QUAY", "ZZ1 3CC", parent="Z90001")
    written = {
        made.epraccur(tmp_path): FileKind.PRACTICES,
        made.write_rows(tmp_path / "b.csv", [branch]): FileKind.BRANCHES,
        made.list_sizes(tmp_path): FileKind.LIST_SIZES,
        made.write_rows(tmp_path / "p.csv", made.partners()): FileKind.PCN_PARTNERS,
        made.write_rows(tmp_path / "d.csv", made.details()): FileKind.PCN_DETAILS,
        made.pcn_workforce(tmp_path, made.person("1")): FileKind.PCN_WORKFORCE,
        made.gp_workforce(tmp_path, Z90001=("5", "1", "2", "1")): FileKind.GP_WORKFORCE,
        made.code_point(tmp_path): FileKind.POSTCODES,
        made.write_rows(tmp_path / "o.csv", [["PCD", "OSEAST1M", "OSNRTH1M"]]): FileKind.POSTCODES,
    }
    for place, (path, kind) in enumerate(written.items()):
        plain = path.rename(tmp_path / f"{place}.csv")
        assert kind_of(raw_tables(plain)[0]) is kind


def test_organisation_files_may_have_a_heading_row(tmp_path: Path) -> None:
    """A download tool puts one above the rows on request; it is passed over, and no row is lost."""
    bare = load_national([made.epraccur(tmp_path)])
    path = tmp_path / "epraccur.csv"
    headings = ",".join(f"Heading {place}" for place in range(27))
    path.write_text(f"{headings}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert load_national([path]).organisations == bare.organisations


def test_folder_is_searched_and_what_is_no_national_file_is_named(tmp_path: Path) -> None:
    """Hidden files and other types are passed over; a table of another kind is told."""
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    made.county(deep)
    made.write_rows(tmp_path / "prices.csv", [["item", "price"], ["chair", "12"]])
    (tmp_path / ".hidden.csv").write_text("x\n", encoding="utf-8")
    (tmp_path / "notes.docx").write_bytes(b"x")
    found = load_national([tmp_path])
    assert found.not_used == ("prices.csv",)
    assert [path.name for path in found.postcode_files] == ["zz.csv"]
    assert len(found.organisations) == 4
    assert {source.kind for source, _ in found.sources} == {
        FileKind.PRACTICES,
        FileKind.PCN_PARTNERS,
        FileKind.PCN_DETAILS,
        FileKind.LIST_SIZES,
        FileKind.PCN_WORKFORCE,
        FileKind.GP_WORKFORCE,
    }


def test_rows_are_counted_by_source(tmp_path: Path) -> None:
    """The page shows how many rows each file gave."""
    counts = {source.name: rows for source, rows in load_national(made.county(tmp_path)).sources}
    assert counts["epraccur.csv"] == 4
    assert counts["ePCN.xlsx, sheet PCN Core Partner Details"] == 4
    assert counts["gp-reg-pat-prac-all.csv"] == 3


def test_missing_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    """The path that is not there is named."""
    with pytest.raises(RequestError, match=r"nowhere\.csv is not there"):
        load_national([tmp_path / "nowhere.csv"])


def test_no_files_at_all_is_said(tmp_path: Path) -> None:
    """Neither an empty list nor an empty folder passes in silence."""
    with pytest.raises(RequestError, match="No national files were given"):
        load_national([])
    with pytest.raises(RequestError, match="None of the files is a national file"):
        load_national([tmp_path])
