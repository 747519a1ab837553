"""Parquet twins and ``datapackage.json``: the same rows as the CSV files, described by the public rules."""

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from estates.domain.errors import Fault
from estates.domain.practices import Pcn
from geodata.plan.columns import PLAN_TABLES
from geodata.plan.tables import plan_rows, plan_tables
from geodata.plan_exchange.data_package import data_package
from geodata.plan_exchange.parquet import parquet_files
from geodata.spreadsheet_text import unguard_text
from tests.builders import MON_AM, placed, post, programme
from tests.geodata import plan_world
from tests.geodata.layer_world import HOSTILE

FAULT = Fault(table="posts", problem="is not known", to_do="Mend it.", row=7, column="role_id", value="=x")
TABLES = ("placements", "unmet", "shortfall", "use", "rejected")


def made(data: Any = None, of: Any = None, left_out: tuple[Fault, ...] = (FAULT,)) -> dict[str, bytes]:
    """Return tables, twins and description of the small plan by name."""
    shown = plan_world.shown(data, of)
    given = {name: shown[name] for name in ("dataset", "plan", "unmet", "shortfall", "use")} | {"left_out": left_out}
    files = {**plan_tables(**given), **parquet_files(plan_rows(**given))}
    return {**files, "datapackage.json": data_package(files, shown["proof"])}


def package(**given: Any) -> dict[str, Any]:
    """Return the description of the small plan."""
    described: dict[str, Any] = json.loads(made(**given)["datapackage.json"])
    return described


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each CSV file by its table's name."""
    return {part["name"]: part["schema"] for part in package()["resources"] if part["format"] == "csv"}


@pytest.mark.parametrize("name", TABLES)
def test_a_twin_holds_the_rows_of_its_table_with_types(name: str) -> None:
    """Text, numbers and yes or no are what they are in the CSV file, without its guards."""
    files = made()
    frame = pd.read_parquet(io.BytesIO(files[f"parquet/{name}.parquet"]))
    rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))
    assert list(frame.columns) == list(PLAN_TABLES[name].names)
    assert len(frame) == len(rows) > 0
    for column in PLAN_TABLES[name].columns:
        for typed, text in zip(frame[column.name], rows, strict=True):
            assert _same(typed, unguard_text(text[column.name])), (column.name, typed, text[column.name])


def _same(typed: Any, text: str) -> bool:
    if pd.isna(typed):
        return text == ""
    if isinstance(typed, str):
        return typed == text
    return {"yes": 1.0, "no": 0.0}.get(text) == float(typed) if text in ("yes", "no") else float(text) == float(typed)


def test_a_twin_carries_what_its_columns_mean() -> None:
    """Units and meanings travel with the file."""
    schema = pq.read_schema(io.BytesIO(made()["parquet/shortfall.parquet"]))
    assert schema.field("area_m2").metadata[b"unit"] == "m²".encode()
    assert schema.field("wanted").metadata[b"description"] == b"Room sessions wanted"


@pytest.mark.parametrize("text", HOSTILE, ids=[f"text {number}" for number in range(len(HOSTILE))])
def test_hostile_text_stands_in_a_twin_as_written(text: str) -> None:
    """Parquet is no spreadsheet: nothing needs a guard."""
    data = plan_world.world(pcns=(Pcn(pcn_code="N1", name=text),), posts=(post(text, 2, practice_code=None),))
    files = made(data, plan_world.plan([placed(text, MON_AM)]), ())
    assert pd.read_parquet(io.BytesIO(files["parquet/placements.parquet"]))["id"].tolist() == [text]
    shortfall = pd.read_parquet(io.BytesIO(files["parquet/shortfall.parquet"]))
    assert text in shortfall["name"].tolist()


def test_the_same_plan_gives_the_same_bytes() -> None:
    """No clock is in any of the files."""
    assert made() == made()


def test_every_file_is_described_and_nothing_else_is_said_to_be_there() -> None:
    """Names, sizes and fingerprints are those of the files."""
    files = made()
    resources = {part["path"]: part for part in json.loads(files["datapackage.json"])["resources"]}
    assert set(resources) == set(files) - {"datapackage.json"}
    for name in TABLES:
        twin, bytes_of_twin = resources[f"parquet/{name}.parquet"], files[f"parquet/{name}.parquet"]
        assert (twin["type"], twin["schema"]) == ("file", resources[f"{name}.csv"]["schema"])
        assert (twin["bytes"], twin["hash"]) == (len(bytes_of_twin), f"sha256:{sha256(bytes_of_twin).hexdigest()}")
        part = resources[f"{name}.csv"]
        content = files[f"{name}.csv"]
        assert (part["bytes"], part["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
        heading = content.split(b"\r\n")[0].decode().split(",")
        assert [field["name"] for field in part["schema"]["fields"]] == heading


def test_the_description_keeps_the_public_rules() -> None:
    """Required properties, names, types and keys as Data Package and Table Schema, version 1, have them."""
    described = package()
    assert re.fullmatch(r"[a-z0-9._/-]+", described["name"])
    assert all(source["title"] for source in described["sources"])
    names = [part["name"] for part in described["resources"]]
    assert len(set(names)) == len(names)
    for part in described["resources"]:
        assert re.fullmatch(r"[a-z0-9._/-]+", part["name"])
        assert not part["path"].startswith(("/", "."))
    for schema in schemas().values():
        fields = {field["name"]: field for field in schema["fields"]}
        assert set(schema.get("primaryKey", ())) <= set(fields)
        for field in fields.values():
            assert field["type"] in {"string", "integer", "number", "boolean"}
            assert field["description"]
            assert set(field.get("constraints", {})) <= {"required", "enum", "minimum", "maximum"}
        for key in schema.get("foreignKeys", ()):
            assert set(key["fields"]) <= set(fields)
            assert key["reference"]["resource"] in names
            other = {field["name"] for field in schemas()[key["reference"]["resource"]]["fields"]}
            assert set(key["reference"]["fields"]) <= other


@pytest.mark.parametrize("name", TABLES)
def test_every_row_keeps_what_the_description_says_of_it(name: str) -> None:
    """Types, closed lists, required cells, keys and references: checked as a validator would."""
    files, schema = made(), schemas()[name]
    rows = list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))
    for row in rows:
        for field in schema["fields"]:
            assert _allowed(row[field["name"]], field), (field["name"], row)
    keys = [tuple(row[column] for column in schema.get("primaryKey", ())) for row in rows]
    assert "primaryKey" not in schema or len(set(keys)) == len(keys)
    for key in schema.get("foreignKeys", ()):
        other = csv.DictReader(io.StringIO(files[f"{key['reference']['resource']}.csv"].decode(), newline=""))
        known = {tuple(row[column] for column in key["reference"]["fields"]) for row in other}
        assert {tuple(row[column] for column in key["fields"]) for row in rows} <= known


def _allowed(cell: str, field: Mapping[str, Any]) -> bool:
    rules = field.get("constraints", {})
    if cell == "":
        return not rules.get("required")
    if field["type"] == "boolean":
        return cell in (*field["trueValues"], *field["falseValues"])
    if field["type"] == "string":
        return cell in rules.get("enum", (cell,))
    figure = int(cell) if field["type"] == "integer" else float(cell)
    return bool(rules["minimum"] <= figure <= rules.get("maximum", figure))


def test_a_table_that_is_not_there_is_not_described() -> None:
    """Rows left out are listed only where there are any."""
    described = package(left_out=())
    assert "rejected" not in {part["name"] for part in described["resources"]}


def test_a_plan_of_nothing_is_described_too() -> None:
    """Tables with a heading alone."""
    data = plan_world.world(posts=(), programmes=(programme("W", sessions=0),))
    data = replace(data, rooms=())
    files = made(data, plan_world.plan([]), ())
    assert len(pd.read_parquet(io.BytesIO(files["parquet/placements.parquet"]))) == 0
    assert json.loads(files["datapackage.json"])["resources"]


def test_the_description_names_where_the_data_come_from() -> None:
    """As the settings give it, with the acknowledgements of licences."""
    sources = ["Contains OS data © Crown copyright", "Made-up lists, May 2026"]
    proof = plan_world.shown()["proof"]
    settings = proof["settings"] | {"paper": {"organisation": "", "date": "", "sources": sources}}
    described = json.loads(data_package({}, proof | {"settings": settings}))
    assert [source["title"] for source in described["sources"]][1:-1] == sources
