"""Where a dataset comes from, and reading it for a job."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from estates.domain.dataset import Dataset
from estates.domain.errors import DatasetError
from estates.domain.reading import Reading
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Season
from geodata.places.minutes import travel_times
from geodata.reading.read import read_dataset
from geodata.settings_file import OWN_SETTINGS, read_settings

MEND_OR_SKIP = "Nothing was done. Mend them, or leave such rows out with --skip-bad-rows."
MEND_PINS = "Nothing was done. A pin must stand: mend it or take it out; --skip-bad-rows does not leave out a bad pin."


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a dataset comes from: its path, and the user's postcode file, headings file and settings file.

    ``reading`` is what was read of it, where that is wanted more than once in a job.
    """

    path: Path
    postcodes: Path | None = None
    columns: Path | None = None
    settings: Path | None = None
    season: Season = Season.STANDARD
    reading: Reading | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A dataset that can be planned, as its source's season sees it, with settings, journeys and what reading told."""

    settings: Settings
    reading: Reading
    dataset: Dataset
    travel: TravelTimes


def sound(source: Source, *, skip_bad_rows: bool) -> Sound:
    """Read a source; raises as ``sound_dataset`` does."""
    settings = settings_of(source)
    reading = read(source, settings)
    dataset = sound_dataset(reading, skip_bad_rows=skip_bad_rows).for_season(source.season)
    travel = travel_times(dataset, settings.travel, season=source.season)
    return Sound(settings=settings, reading=reading, dataset=dataset, travel=travel)


def settings_of(source: Source) -> Settings:
    """Return the figures of the user's settings file, else of the dataset's own, else the defaults.

    A user's file that names no sources leaves those of the dataset's own file standing: they are the data's.
    """
    own = read_settings(source.path / OWN_SETTINGS) if own_settings(source) else Settings()
    if source.settings is None:
        return own
    given = read_settings(source.settings)
    return replace(given, paper=replace(given.paper, sources=given.paper.sources or own.paper.sources))


def own_settings(source: Source) -> dict[str, bytes]:
    """Return the settings file in the dataset's folder by its name: what a dataset made from it carries on."""
    file = source.path / OWN_SETTINGS
    return {OWN_SETTINGS: file.read_bytes()} if file.is_file() else {}


@contextmanager
def laid_down(files: Mapping[str, bytes], *, settings: Path | None, season: Season) -> Iterator[Source]:
    """Lay a dataset's files down in a folder of their own, and yield them as a source for as long as that is there."""
    with TemporaryDirectory(prefix="estates-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        yield Source(path=Path(folder), settings=settings, season=season)


def read_once(source: Source) -> Source:
    """Read a source now, faults and all, for whatever in this job asks for its dataset."""
    return replace(source, reading=read(source, settings_of(source)))


def read(source: Source, settings: Settings) -> Reading:
    """Read a dataset, unless it has been; its pins are tested in the source's season and with the settings given."""
    return source.reading or read_dataset(
        source.path, postcodes=source.postcodes, columns=source.columns, settings=settings, season=source.season
    )


def sound_dataset(reading: Reading, *, skip_bad_rows: bool) -> Dataset:
    """Return the dataset to plan with.

    Raises
    ------
    DatasetError
        Where there are faults and the user did not say to leave such rows out, where a pin is at fault itself (a bad
        pin always stops; one that hangs on a rejected row goes with it), or where a required table is missing.
    """
    bad_pins = [fault for fault in reading.faults if fault.table == "pins" and not fault.hangs]
    if reading.dataset is None or (reading.faults and not skip_bad_rows):
        only_pins = len(bad_pins) == len(reading.faults)
        raise DatasetError(reading.faults, advice=MEND_PINS if only_pins else MEND_OR_SKIP)
    if bad_pins:
        raise DatasetError(bad_pins, advice=MEND_PINS)
    return reading.dataset
