"""A first dataset with the user's own assumptions, by the command."""

from pathlib import Path

import pytest

from tests.estates.test_cli import estates
from tests.geodata import national_files


@pytest.fixture
def national(tmp_path: Path) -> Path:
    """Return a folder of a made-up sub-ICB's national files."""
    folder = tmp_path / "national"
    folder.mkdir()
    national_files.county(folder)
    return folder


def test_starter_follows_the_users_assumptions(national: Path, tmp_path: Path) -> None:
    """A TOML file takes the place of the defaults, and the page about the dataset says so."""
    (tmp_path / "assumptions.toml").write_text("[rooms]\nutilisation = 0.9\n", encoding="utf-8")
    options = ("--area", "99X", "--out", "dataset", "--settings", "assumptions.toml")
    done = estates("starter", *options, national, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "dataset" / "about-this-dataset.html").read_text(encoding="utf-8")
    assert "90 % of the half-days are in use" in page


def test_assumption_that_is_none_is_named(national: Path, tmp_path: Path) -> None:
    """One sentence, exit code 1, and nothing is written."""
    (tmp_path / "assumptions.toml").write_text("[rooms]\nutilization = 0.9\n", encoding="utf-8")
    options = ("--area", "99X", "--out", "dataset", "--settings", "assumptions.toml")
    done = estates("starter", *options, national, folder=tmp_path)
    assert done.returncode == 1
    assert "rooms.utilization is not a setting" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "dataset").exists()
