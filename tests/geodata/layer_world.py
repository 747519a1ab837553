"""The small plan as the map layers see it, and a GeoPackage opened again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from geodata.places.boundaries import pcn_areas
from geodata.plan_layers.contents import Contents
from geodata.plan_layers.layers import Layer
from tests.builders import travel
from tests.geodata import plan_world

HOSTILE = (
    "=1+1",
    "<img src=x onerror=hacked()>",
    "'; DROP TABLE sites; --",
    '"]]></qgis>&amp;',
    "[% eval('1') %]",
    "line\r\nEND:VEVENT\nBEGIN:VALARM",
    "semi;colon, comma\\ backslash",
    "\u202egnp.exe\u202c",
    "nul\0bell\x07",
    "../../etc/passwd",
    "CON",
    "é" * 10_000,
)


def contents(data: Dataset | None = None, of: Plan | None = None, **given: Any) -> Contents:
    """Return the small plan, or one of other tables, as the layers see it."""
    shown = plan_world.shown(data, of)
    fields: dict[str, Any] = {name: shown[name] for name in ("dataset", "plan", "unmet", "shortfall", "proof")}
    fields |= {"travel": travel(shown["dataset"]), "areas": pcn_areas(shown["dataset"])}
    return Contents(**(fields | given))


def by_field(layer: Layer) -> list[dict[str, Any]]:
    """Return the rows of a layer as values by field, with ``shape`` beside them."""
    names = [field.name for field in layer.fields]
    return [dict(zip(names, values, strict=True)) | {"shape": shape} for shape, values in layer.records]


@contextmanager
def opened(content: bytes, folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a GeoPackage as the database that it is."""
    path = folder / "opened.gpkg"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as database:
        yield database
