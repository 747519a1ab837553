"""Where a dataset comes from, and reading it for a job."""

from dataclasses import dataclass
from pathlib import Path

from estates.domain.dataset import Dataset
from estates.domain.errors import DatasetError
from estates.domain.reading import Reading
from estates.domain.settings import Settings
from estates.domain.words import Season
from geodata.reading.read import read_dataset
from geodata.settings_file import read_settings


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a dataset comes from: its path, and the user's postcode file, headings file and settings file."""

    path: Path
    postcodes: Path | None = None
    columns: Path | None = None
    settings: Path | None = None
    season: Season = Season.STANDARD


def read(source: Source) -> tuple[Reading, Settings]:
    """Read a dataset and the settings it is to be planned with."""
    settings = Settings() if source.settings is None else read_settings(source.settings)
    reading = read_dataset(source.path, postcodes=source.postcodes, columns=source.columns, settings=settings)
    return reading, settings


def sound_dataset(reading: Reading, *, skip_bad_rows: bool) -> Dataset:
    """Return the dataset to plan with.

    Raises
    ------
    DatasetError
        Where there are faults and the user did not say to leave such rows out, where a pin breaks a rule (a bad pin
        always stops), or where a required table is missing.
    """
    bad_pins = [fault for fault in reading.faults if fault.table == "pins"]
    if reading.dataset is None or (reading.faults and not skip_bad_rows):
        raise DatasetError(reading.faults)
    if bad_pins:
        raise DatasetError(bad_pins)
    return reading.dataset
