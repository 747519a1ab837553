"""The assumptions of a first dataset as a file."""

from decimal import Decimal
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from estates.domain.room_formula import RoomFormula
from estates.domain.words import Cell
from geodata.starter.settings import StarterSettings
from geodata.starter.settings_file import read_starter_settings


def file(folder: Path, text: str) -> Path:
    """Write a settings file."""
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    """An empty file changes nothing."""
    assert read_starter_settings(file(tmp_path, "")) == StarterSettings()


def test_figures_are_taken_as_written(tmp_path: Path) -> None:
    """Decimals stay exact."""
    text = 'in_room_share = 0.75\noutside_core = "closed"\n[rooms]\nhours_per_week = 52.5\n'
    found = read_starter_settings(file(tmp_path, text))
    assert found.in_room_share == Decimal("0.75")
    assert found.outside_core is Cell.CLOSED
    assert found.formula == RoomFormula(hours_per_week=Decimal("52.5"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("in_room_share = 2", "in_room_share is “2”. Input should be less than or equal to 1."),
        ("rooms = { hours = 60 }", "rooms.hours is not a setting. Allowed: contacts_per_patient, weeks_per_year"),
        ('trainee_role = "boss"', "trainee_role is “boss”. Allowed: a role_id of the built-in catalogue."),
        ('outside_core = "free"', "outside_core is “free”. Allowed: closed or unknown"),
        ("in_room_share =", "is not TOML in UTF-8"),
    ],
)
def test_wrong_setting_is_said_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    """With its name, what was found and what is allowed."""
    with pytest.raises(RequestError) as caught:
        read_starter_settings(file(tmp_path, text))
    assert sentence in str(caught.value)


def test_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """No settings file has a million letters."""
    with pytest.raises(RequestError, match="is larger than 1 MB"):
        read_starter_settings(file(tmp_path, "#" * 1_000_001))


def test_missing_file_is_said(tmp_path: Path) -> None:
    """By its path."""
    with pytest.raises(RequestError, match="cannot be read"):
        read_starter_settings(tmp_path / "none.toml")
