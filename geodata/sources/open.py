"""Opening a dataset in any of its three forms: CSV folder, workbook or GeoPackage, with layers beside the first two."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from estates.domain.errors import RequestError
from geodata.sources.csv_files import read_csv_sheet
from geodata.sources.geojson import read_geojson
from geodata.sources.geopackage import read_geopackage
from geodata.sources.own_names import OwnNames
from geodata.sources.raw import Form, Sheet
from geodata.sources.workbook import read_workbook
from geodata.tables.every_table import LAYERS

WORKBOOKS = (".xlsx", ".xlsm")
GEOPACKAGE, CSV, GEOJSON = ".gpkg", ".csv", ".geojson"
WHAT_IS_READ = "Give a folder of CSV files, an .xlsx workbook or a .gpkg GeoPackage"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a dataset's files hold: sheets as text, and the files that were read, in name order."""

    sheets: tuple[Sheet, ...]
    files: tuple[Path, ...]


def open_dataset(path: Path, names: OwnNames, *, all_sheets: bool = False) -> Opened:
    """Read the files of a dataset as text.

    Parameters
    ----------
    path
        A folder of CSV files, an ``.xlsx`` workbook or a ``.gpkg`` file. ``areas.geojson``, ``barriers.geojson`` and
        ``backdrop.geojson`` in the folder, or beside the workbook, belong to it.
    names
        The user's own names for sheets and columns.
    all_sheets
        Whether sheets that are none of ours are read too.

    Raises
    ------
    RequestError
        Where the path is missing, cannot be read, or is none of the three forms.
    """
    try:
        sheets = _sheets(path, names, all_sheets=all_sheets)
    except OSError as error:
        raise RequestError(f"{error.filename or path} cannot be read: {error.strerror or error}.") from error
    files = {sheet.file for sheet in sheets if sheet.is_read or sheet.form in (Form.WORKBOOK, Form.GEOPACKAGE)}
    return Opened(sheets=sheets, files=tuple(sorted(files, key=lambda file: file.name)))


def raw_headings(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the headings of every sheet of a dataset as they stand, by the sheet's title.

    Parameters
    ----------
    path
        As for ``open_dataset``. All sheets are looked into, ours or not; blank headings are left out.
    """
    opened = open_dataset(path, OwnNames(), all_sheets=True)
    return {sheet.title: tuple(heading for heading in sheet.headings if heading) for sheet in opened.sheets}


def sha256_of_files(files: Iterable[Path]) -> str:
    """Return the SHA-256 of the lines ``<sha256 of the file>  <file name>`` in name order, as ``sha256sum`` prints."""
    lines = [f"{_sha256(file)}  {file.name}\n" for file in sorted(files, key=lambda file: file.name)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sheets(path: Path, names: OwnNames, *, all_sheets: bool) -> tuple[Sheet, ...]:
    def is_wanted(title: str) -> bool:
        return all_sheets or names.table_of(title) is not None

    if not path.exists():
        raise RequestError(f"{path} is not there. {WHAT_IS_READ}.")
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.is_file() and file.suffix.lower() == CSV)
        layers = _layers(path, names, every=True)
        if not files and not layers:
            raise RequestError(f"{path} holds no CSV files. {WHAT_IS_READ}.")
        return (*(_csv_sheet(file, names, is_read=is_wanted(file.stem)) for file in files), *layers)
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return (*read_workbook(path, is_wanted), *_layers(path.parent, names, every=False))
    if suffix == GEOPACKAGE:
        return read_geopackage(path, is_wanted)
    raise RequestError(f"{path.name} is not a form that is read. {WHAT_IS_READ}.")


def _csv_sheet(file: Path, names: OwnNames, *, is_read: bool) -> Sheet:
    if not is_read:
        return Sheet(title=file.stem, file=file, form=Form.CSV, is_read=False)
    table = names.table_of(file.stem)
    return read_csv_sheet(file, lambda heading: table is not None and names.column_of(table, heading) is not None)


def _layers(folder: Path, names: OwnNames, *, every: bool) -> tuple[Sheet, ...]:
    """Return the layers in a folder; ``every`` also names those that are none of ours, unread."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.suffix.lower() == GEOJSON)
    sheets = []
    for file in files:
        if names.table_of(file.stem) in LAYERS:
            sheets.append(read_geojson(file))
        elif every:
            sheets.append(Sheet(title=file.stem, file=file, form=Form.GEOJSON, is_read=False))
    return tuple(sheets)
