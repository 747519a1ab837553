"""The settings file and its echo in proof.json."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from estates.domain.errors import RequestError
from estates.domain.settings import (
    BurdenSettings,
    PaperSettings,
    Settings,
    SpeedBand,
    StatusSettings,
    TravelSettings,
)
from estates.domain.words import RoomType
from geodata import settings_file
from geodata.settings_file import read_settings, settings_as_dict, settings_from_dict


def settings_of(tmp_path: Path, text: str) -> Settings:
    """Return the settings of a file with this text."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def faults_of(tmp_path: Path, text: str) -> list[str]:
    """Return the lines that a user reads about a file with this text."""
    with pytest.raises(RequestError) as raised:
        settings_of(tmp_path, text)
    return str(raised.value).splitlines()


def test_an_empty_file_leaves_every_default(tmp_path: Path) -> None:
    """What is left out keeps its default."""
    assert settings_of(tmp_path, "") == Settings()


def test_every_figure_can_be_set(tmp_path: Path) -> None:
    """Figures are taken as written, to the last decimal."""
    text = """
        sessions_per_room = 8.5
        [travel]
        road_factor = 1.27
        start_minutes = 0
        bands = [{ length_km = 2.5, km_per_hour = 20 }, { km_per_hour = 60 }]
        [burden]
        extra_site_minutes = 45
        extra_room_minutes = 5.25
        changed_row_minutes = 90
        [room_norms_m2]
        desk = 6
        [practice_status]
        full_from = 0.9
        [paper]
        organisation = "NHS Wexmoor"
        date = "25 November 2026"
        sources = ["Lists: NHS England, November 2026"]
    """
    settings = settings_of(tmp_path, text)
    bands = (
        SpeedBand(length_km=Decimal("2.5"), km_per_hour=Decimal(20)),
        SpeedBand(length_km=None, km_per_hour=Decimal(60)),
    )
    assert settings.travel == TravelSettings(road_factor=Decimal("1.27"), start_minutes=Decimal(0), bands=bands)
    assert settings.burden == BurdenSettings(
        extra_site_minutes=Decimal(45), extra_room_minutes=Decimal("5.25"), changed_row_minutes=Decimal(90)
    )
    assert settings.room_norms_m2 == {**Settings().room_norms_m2, RoomType.DESK: Decimal(6)}
    assert settings.sessions_per_room == Decimal("8.5")
    assert settings.practice_status == StatusSettings(full_from=Decimal("0.9"))
    assert settings.paper == PaperSettings(
        organisation="NHS Wexmoor", date="25 November 2026", sources=("Lists: NHS England, November 2026",)
    )


def test_paper_and_status_say_what_they_allow(tmp_path: Path) -> None:
    """A list where text is wanted, a number where a list is wanted, full before nearly full."""
    text = """
        [practice_status]
        nearly_full_from = 0.9
        full_from = 0.8
        [paper]
        date = 2026
        sources = 3
    """
    assert faults_of(tmp_path, text)[1:] == [
        "practice_status.full_from is “0.8”. Allowed: a share of at least nearly_full_from. Change it, or take it out "
        "for the default.",
        "paper.date is “2026”. Allowed: text of at most 300 characters. Change it, or take it out for the default.",
        "paper.sources is “3”. Allowed: a list of at most 40 texts of at most 300 characters. Change it, or take it "
        "out for the default.",
    ]


def test_the_example_in_the_documentation_is_the_default(tmp_path: Path) -> None:
    """The file shown at the head of the module can be copied as it stands."""
    example = (settings_file.__doc__ or "").split("::", 1)[1]
    assert settings_of(tmp_path, example) == Settings()


def test_all_faults_come_at_once_with_key_value_allowed_and_remedy(tmp_path: Path) -> None:
    """One message for everything, in the file's own words."""
    text = """
        sessions_per_rom = 3
        sessions_per_room = true
        burden = 3
        [travel]
        road_factor = "1.3"
        start_minutes = nan
        bands = [{ length_km = 5, km_per_hour = 0 }, { length_km = 3, speed = 5 }]
        [room_norms_m2]
        kitchen = 3
        consult = 0.5
    """
    first, *lines = faults_of(tmp_path, text)
    assert first.endswith("settings.toml: 10 faults.")
    remedy = "Change it, or take it out for the default."
    assert lines == [
        "travel.road_factor is “1.3”. Allowed: a number from 1 to 5 (road km per straight-line km), with at most "
        f"6 decimals. {remedy}",
        f"travel.start_minutes is “NaN”. Allowed: a number from 0 to 600 (minutes), with at most 6 decimals. {remedy}",
        "travel.bands.1.km_per_hour is “0”. Allowed: a number from 1 to 200 (km per hour), with at most 6 decimals. "
        f"{remedy}",
        "travel.bands.2.km_per_hour is missing. Allowed: a number from 1 to 200 (km per hour). Add it.",
        "travel.bands.2.speed is not a setting. Allowed: length_km, km_per_hour. Correct the name or take it out.",
        f"burden is “3”. Allowed: a section of names and figures. {remedy}",
        "room_norms_m2.kitchen is not a room type. Allowed: consult_exam, consult, treatment, minor_ops, interview, "
        "phlebotomy, group, desk. Correct the name or take it out.",
        f"room_norms_m2.consult is “0.5”. Allowed: a number from 1 to 1000 (m²), with at most 6 decimals. {remedy}",
        "sessions_per_room is “true”. Allowed: a number above 0 and at most 17 (half-days a week), with at most "
        f"6 decimals. {remedy}",
        "sessions_per_rom is not a setting. Allowed: travel, burden, room_norms_m2, sessions_per_room, "
        "practice_status, premises, map, paper. Correct the name or take it out.",
    ]


@pytest.mark.parametrize(
    "bands",
    [
        "[]",
        "[{ length_km = 5, km_per_hour = 30 }]",
        "[{ km_per_hour = 30 }, { km_per_hour = 50 }]",
        "[{ km_per_hour = 30 }, { length_km = 5, km_per_hour = 50 }]",
    ],
)
def test_only_the_last_band_is_open(tmp_path: Path, bands: str) -> None:
    """Every journey must run through the bands to an end."""
    _, fault = faults_of(tmp_path, f"[travel]\nbands = {bands}")
    assert fault.startswith(
        "travel.bands is not as it should be. Allowed: one band or more; every one with a length_km"
    )


@pytest.mark.parametrize("figure", ["0", "17.000001", "-1", "1.1234567", "1e9", "inf"])
def test_a_figure_out_of_its_range_is_refused(tmp_path: Path, figure: str) -> None:
    """The ends of a range are held: sessions a room can hold are above 0 and at most 17."""
    _, fault = faults_of(tmp_path, f"sessions_per_room = {figure}")
    assert "Allowed: a number above 0 and at most 17 (half-days a week)" in fault


@pytest.mark.parametrize("figure", ["0.000001", "17"])
def test_a_figure_at_the_end_of_its_range_is_taken(tmp_path: Path, figure: str) -> None:
    """The ends that are allowed are taken."""
    assert settings_of(tmp_path, f"sessions_per_room = {figure}").sessions_per_room == Decimal(figure)


@pytest.mark.parametrize("text", ["travel = [", "a = 1\na = 2", "x = " + "9" * 5_000, "a = " + "[" * 5_000])
def test_what_is_no_toml_is_said_plainly(tmp_path: Path, text: str) -> None:
    """A slip of the pen, or worse, ends in one sentence."""
    assert "is not TOML" in faults_of(tmp_path, text)[0]


def test_a_file_that_cannot_be_read_is_said_plainly(tmp_path: Path) -> None:
    """Missing, a folder, not UTF-8, or far too large."""
    with pytest.raises(RequestError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")
    with pytest.raises(RequestError, match="cannot be read"):
        read_settings(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(RequestError, match="is not UTF-8"):
        read_settings(tmp_path / "latin.toml")
    (tmp_path / "large.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(RequestError, match="larger than 1 MB"):
        read_settings(tmp_path / "large.toml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Windows editors begin a file with one."""
    assert settings_of(tmp_path, "\ufeffsessions_per_room = 9").sessions_per_room == 9


def figures(least: int, most: int) -> st.SearchStrategy[Decimal]:
    """Return figures of a range with up to six decimals."""
    return st.decimals(least, most, places=6)


some_bands = st.lists(
    st.builds(SpeedBand, length_km=figures(1, 1000), km_per_hour=figures(1, 200)), max_size=3
).flatmap(lambda bands: figures(1, 200).map(lambda speed: (*bands, SpeedBand(length_km=None, km_per_hour=speed))))
some_settings = st.builds(
    Settings,
    travel=st.builds(TravelSettings, road_factor=figures(1, 5), start_minutes=figures(0, 600), bands=some_bands),
    burden=st.builds(
        BurdenSettings,
        extra_site_minutes=figures(0, 600),
        extra_room_minutes=figures(0, 600),
        changed_row_minutes=figures(0, 600),
    ),
    room_norms_m2=st.fixed_dictionaries(dict.fromkeys(RoomType, figures(1, 1000))),
    sessions_per_room=figures(1, 17),
)


@checked(deadline=None)
@given(some_settings)
def test_settings_come_back_from_json_exactly(settings: Settings) -> None:
    """What proof.json echoes is what the run used, to the last decimal."""
    assert settings_from_dict(json.loads(json.dumps(settings_as_dict(settings)))) == settings


def test_the_echo_holds_plain_numbers() -> None:
    """A reader of proof.json sees numbers, whole ones without a point."""
    echo = settings_as_dict(replace(Settings(), sessions_per_room=Decimal("8.50")))
    assert echo["sessions_per_room"] == 8.5
    assert json.dumps(echo["travel"]["bands"]) == (
        '[{"length_km": 5, "km_per_hour": 30}, {"length_km": 15, "km_per_hour": 50}, {"km_per_hour": 75}]'
    )


def test_a_tampered_echo_is_refused() -> None:
    """Settings in a proof that the planner could not have written are named."""
    with pytest.raises(RequestError, match=r"^The settings in proof\.json: 1 fault\.\ntravel\.road_factor is “0”"):
        settings_from_dict({"travel": {"road_factor": 0}})
