"""Reading a dataset: files to frozen values, with everything that is wrong with them told at once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from estates.domain.dataset import Dataset, catalogue
from estates.domain.errors import Fault, Severity
from estates.domain.reading import Reading, RowCounts
from estates.domain.settings import Settings
from estates.domain.words import Season
from geodata.places.postcodes import Postcodes
from geodata.reading import values
from geodata.reading.checking import Checked, check_rows
from geodata.reading.pins import pin_faults
from geodata.reading.recognise import RawTable, recognise
from geodata.reading.typed import TypedRow
from geodata.sources.open import open_dataset, sha256_of_files
from geodata.sources.own_names import OwnNames, read_own_names
from geodata.tables.every_table import TABLES

VALUES: Mapping[str, Callable[[TypedRow], Any]] = {
    "rooms": values.room_of,
    "posts": values.post_of,
    "practices": values.practice_of,
    "pcns": values.pcn_of,
    "supervision": values.supervision_of,
    "programmes": values.programme_of,
    "pins": values.pin_of,
    "areas": values.area_of,
    "barriers": values.barrier_of,
    "backdrop": values.backdrop_of,
    "patients_by_area": values.patients_of,
    "travel": values.travel_of,
    "schemes": values.scheme_of,
    "growth": values.growth_of,
}
"""How a row becomes a value; sites need their position and roles the built-in catalogue beside it."""


def read_dataset(  # the reader's one door: what it takes are the options of every command
    path: Path,
    *,
    postcodes: Path | None = None,
    columns: Path | None = None,
    settings: Settings | None = None,
    season: Season = Season.STANDARD,
) -> Reading:
    """Read a dataset and tell everything that is wrong with it.

    Parameters
    ----------
    path
        A folder of CSV files, an ``.xlsx`` workbook or a ``.gpkg`` GeoPackage.
    postcodes
        A postcode file, for sites with a postcode alone.
    columns
        A TOML file with the user's own sheet and heading names (see ``geodata.sources.own_names``).
    settings
        The figures that pins are tested with; the defaults where not given.
    season
        The season that pins are tested for.

    Returns
    -------
    Reading
        The sound rows as a dataset, every fault and warning, and where each row ended.

    Raises
    ------
    RequestError
        Where a path is missing or cannot be read.
    """
    names = read_own_names(columns) if columns else OwnNames()
    opened = open_dataset(path, names)
    recognised = recognise(opened.sheets, names)
    checked = check_rows(recognised.tables, lambda wanted: _postcodes(postcodes, wanted))
    dataset = _dataset(checked) if _is_complete(recognised.tables) else None
    dataset, wrong_pins = _without_wrong_pins(dataset, checked, settings or Settings(), season)
    # What is wrong by itself comes first; what hangs on it is put right with it.
    wrong = _in_order((*recognised.faults, *checked.faults, *wrong_pins), recognised.tables)
    faults = (*wrong, *_in_order(checked.hanging, recognised.tables))
    return Reading(
        dataset=dataset,
        faults=tuple(fault for fault in faults if fault.severity is Severity.FAULT),
        warnings=tuple(fault for fault in faults if fault.severity is Severity.WARNING),
        rows=_counts(recognised.tables, checked, faults),
        input_sha256=sha256_of_files(opened.files),
    )


def _postcodes(path: Path | None, wanted: Collection[str]) -> Postcodes | None:
    if path is None:
        return None
    from geodata.places.read_postcodes import read_postcodes  # noqa: PLC0415 - pandas takes long to load, and few ask

    return read_postcodes(path, wanted)


def _is_complete(tables: Mapping[str, RawTable]) -> bool:
    return all(table.name in tables and tables[table.name].is_sound for table in TABLES.values() if table.required)


def _dataset(checked: Checked) -> Dataset:
    sound = checked.sound
    return Dataset(
        sites=tuple(values.site_of(row, checked.positions[row.number]) for row in sound["sites"]),
        roles=catalogue(values.role_of(row) for row in sound.get("roles", ())),
        **{name: tuple(value(row) for row in sound.get(name, ())) for name, value in VALUES.items()},
    )


def _without_wrong_pins(
    dataset: Dataset | None, checked: Checked, settings: Settings, season: Season
) -> tuple[Dataset | None, tuple[Fault, ...]]:
    """Return the dataset without the pins that break a rule, and their faults."""
    if dataset is None:
        return None, ()
    numbers = [row.number for row in checked.sound.get("pins", ())]
    faults = tuple(pin_faults(dataset.for_season(season), numbers, settings=settings.travel, season=season))
    wrong = {fault.row for fault in faults}
    pins = tuple(pin for pin, number in zip(dataset.pins, numbers, strict=True) if number not in wrong)
    return replace(dataset, pins=pins), faults


def _in_order(faults: Iterable[Fault], tables: Mapping[str, RawTable]) -> tuple[Fault, ...]:
    """Return faults once each, by table and row, each with its cell; those of tables not ours come last."""
    order = {name: place for place, name in enumerate(TABLES)}
    located = dict.fromkeys(_located(fault, tables.get(fault.table)) for fault in faults)
    return tuple(sorted(located, key=lambda fault: (order.get(fault.table, len(order)), fault.row or 0)))


def _located(fault: Fault, raw: RawTable | None) -> Fault:
    if fault.cell is not None or raw is None:
        return fault
    return replace(fault, cell=raw.address(fault.row, fault.column))


def _counts(tables: Mapping[str, RawTable], checked: Checked, faults: Iterable[Fault]) -> Mapping[str, RowCounts]:
    """Return where the rows of each table ended; used and rejected add up to the rows read."""
    told = {severity: {(f.table, f.row) for f in faults if f.severity is severity} for severity in Severity}
    rejected = checked.rejected | told[Severity.FAULT]
    counts = {}
    for name, raw in tables.items():
        places = [(name, line.number) for line in raw.sheet.lines]
        used = [place for place in places if place not in rejected]
        warned = sum(place in told[Severity.WARNING] for place in used)
        counts[name] = RowCounts(used=len(used), rejected=len(places) - len(used), warned=warned)
    return counts
