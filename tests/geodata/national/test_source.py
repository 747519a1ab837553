"""How a file's date is told."""

import pytest

from geodata.national.source import FileKind, date_in, iso, source_of


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("gp-reg-pat-prac-all_2026-03-01.csv", "2026-03-01"),
        ("ePCN_2023-02.xlsx", "2023-02"),
        ("workforce 202209.csv", "2022-09"),
        ("General Practice - December 2025 Practice Level.csv", "2025-12"),
        ("PracPopFeb26.csv", "2026-02"),
        ("branches_2017.csv", "2017"),
        ("payments_2022_23.csv", "2022"),
        ("epraccur.csv", ""),
    ],
)
def test_file_name_tells_its_date_as_far_as_it_goes(name: str, date: str) -> None:
    """A day, a month, a year, or nothing."""
    assert date_in(name) == date


@pytest.mark.parametrize(
    ("printed", "date"),
    [("20191001", "2019-10-01"), ("2019-10-01", "2019-10-01"), ("01/10/2019", "2019-10-01"), ("soon", ""), ("", "")],
)
def test_dates_in_rows_become_iso(printed: str, date: str) -> None:
    """The three ways in which the files print a day."""
    assert iso(printed) == date


def test_what_the_file_states_stands_before_its_name_and_its_rows() -> None:
    """Stated, else the name, else the newest row, else unknown."""
    kind = FileKind.BRANCHES
    assert source_of("x_2017.csv", kind, stated="2018-01").dated == "2018-01"
    assert source_of("x_2017.csv", kind, row_dates=["2020-01-01"]).dated == "2017"
    assert source_of("x.csv", kind, row_dates=["2019-01-01", "2020-01-01"]).dated == "2020-01-01"
    assert source_of("x.csv", kind).dated == ""
