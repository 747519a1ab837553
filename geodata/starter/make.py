"""A first dataset from the national files: real practices, PCNs and staff; rooms estimated and marked as such."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from estates.domain.errors import RequestError
from geodata.dataset_files import Row, write_csv_folder, write_layer
from geodata.national.loading import load_national
from geodata.places.postcodes import Postcodes
from geodata.settings_file import OWN_SETTINGS
from geodata.starter.content import make_content
from geodata.starter.counts import count
from geodata.starter.layers import StarterLayers
from geodata.starter.own_settings import own_settings
from geodata.starter.page import about_page
from geodata.starter.page_tables import about_tables
from geodata.starter.report import StarterReport
from geodata.starter.settings import StarterSettings
from geodata.starter.tables import POST_COLUMNS, dataset_tables, headings_only

PAGE = "about-this-dataset.html"


def starter(
    files: Sequence[Path],
    *,
    area: str,
    postcodes: Path | None,
    out: Path,
    settings: StarterSettings | None = None,
) -> StarterReport:
    """Make a first dataset of an area from whichever national files the user has.

    Parameters
    ----------
    files
        National files as published (see ``geodata.national``), or folders that hold them; other files are named in
        the report and not used. List sizes and the practices of each PCN are needed, the rest is welcome.
    area
        An ICB code such as ``QVV`` or a sub-ICB code such as ``11J``.
    postcodes
        OS Code-Point Open or the ONS Postcode Directory; ``None`` where it is among the files, or where a joined
        table of practices gives positions.
    out
        A new or empty folder for the dataset: tables as CSV, layers as GeoJSON, a page that tells what rests on what,
        the same as tables in its folder ``about``, and a settings file that names the sources. It is written whole or
        not at all.
    settings
        The assumptions of the estimates; the defaults where left out.

    Returns
    -------
    StarterReport
        What was found, made, left out and estimated.

    Raises
    ------
    RequestError
        Where the files, the area or the folder do not serve.
    """
    settings = settings or StarterSettings()
    _refuse_full(out)
    national = load_national(files)
    postcode_files = (postcodes,) if postcodes else national.postcode_files
    content = make_content(national, area, _all_postcodes(postcode_files), settings)
    tables = dataset_tables(
        content.area, content.sites, content.rooms, content.posts, patients=content.layers.patients, settings=settings
    )
    report = StarterReport(
        folder=out,
        area=content.area.title,
        counts=count(national, content, tables["rooms"], settings),
        sources=national.sources,
        files_not_used=national.not_used,
        postcode_files=tuple(path.name for path in postcode_files),
        notes=content.notes,
        workforce=content.workforce,
        rooms=content.rooms,
        settings=settings,
    )
    _write(out, tables, content.layers, report)
    return report


def _all_postcodes(files: Sequence[Path]) -> Postcodes | None:
    """Return the positions of all postcode files together; Code-Point Open unpacked is a file for each letter pair."""
    from geodata.places.read_postcodes import read_postcodes  # noqa: PLC0415 - pandas takes long to load

    parts = [read_postcodes(path) for path in files]
    if not parts:
        return None
    codes, first = np.unique(np.concatenate([part.codes for part in parts]), return_index=True)
    eastings = np.concatenate([part.eastings for part in parts])
    northings = np.concatenate([part.northings for part in parts])
    return Postcodes(codes, eastings[first], northings[first])


def _refuse_full(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise RequestError(f"{out} is not empty. Name a new or an empty folder for the dataset.")


def _write(out: Path, tables: Mapping[str, Sequence[Row]], layers: StarterLayers, report: StarterReport) -> None:
    """Write the dataset beside its place first, then put it there as a whole."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            _fill(draft, tables, layers, report)
            draft.chmod(0o755)
            if out.exists():
                out.rmdir()
            draft.rename(out)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as cause:
        raise RequestError(f"The dataset cannot be written to {out}: {cause.strerror}.") from cause


def _fill(folder: Path, tables: Mapping[str, Sequence[Row]], layers: StarterLayers, report: StarterReport) -> None:
    write_csv_folder({name: rows for name, rows in tables.items() if rows}, folder)
    if not tables["posts"]:
        (folder / "posts.csv").write_text(headings_only(POST_COLUMNS), encoding="utf-8")
    for name, features in (("areas", layers.areas), ("backdrop", layers.backdrop)):
        if features:
            write_layer(features, folder / f"{name}.geojson")
    write_csv_folder({name: rows for name, rows in about_tables(report).items() if rows}, folder / "about")
    (folder / OWN_SETTINGS).write_text(own_settings(report), encoding="utf-8", newline="")
    (folder / PAGE).write_text(about_page(report), encoding="utf-8", newline="")
