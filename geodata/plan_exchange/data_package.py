"""``datapackage.json``: what every CSV file of a plan folder holds, in the words of the public Table Schema.

Standards: Frictionless Data Package and Table Schema, version 1, https://specs.frictionlessdata.io. ``unit`` is a
property of our own beside theirs, which they allow.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from geodata.plan.columns import PLAN_TABLES, PlanColumn, PlanKind, PlanTable

_GUARD_NOTE = (
    "Text that a spreadsheet would take for a formula stands behind an apostrophe in the CSV file; a text that itself "
    "starts with one has two."
)
_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}


def data_package(files: Mapping[str, bytes], proof: Mapping[str, Any]) -> bytes:
    """Return the description of a plan folder's tables.

    Parameters
    ----------
    files
        The files of the folder by name; CSV files of the plan's tables and their Parquet twins are described.
    proof
        The plan's proof, for the fingerprint of the dataset that it was made from.
    """
    package = {
        "profile": "data-package",
        "name": "estates-capacity-plan",
        "title": "A plan of the Estates Capacity Planner",
        "description": "Who sits in which room and when, what is unmet and why, and how far rooms are used, in a "
        f"repeating week of the {proof['season']} season. {_GUARD_NOTE} proof.json tells how good the plan is.",
        "sources": list(_sources(proof)),
        "resources": [*_tables(files), *_twins(files)],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _sources(proof: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    yield {"title": f"The dataset planned: files with the SHA-256 fingerprint {proof['input_sha256']}"}
    yield from ({"title": source} for source in proof["settings"]["paper"]["sources"])
    yield {"title": "The planner's settings and versions, in proof.json", "path": "proof.json"}


def _tables(files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    for name, table in PLAN_TABLES.items():
        path = f"{name}.csv"
        if path in files:
            yield {
                "profile": "tabular-data-resource",
                "name": name,
                "title": table.meaning,
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(files[path]),
                "hash": f"sha256:{sha256(files[path]).hexdigest()}",
                "dialect": _DIALECT,
                "schema": _schema(table, files),
            }


def _twins(files: Mapping[str, bytes]) -> Iterator[dict[str, Any]]:
    """Yield the Parquet twins, as files: the standard's own validator reads Parquet as a table only with plugins."""
    for name, table in PLAN_TABLES.items():
        path = f"parquet/{name}.parquet"
        if path in files:
            yield {
                "profile": "data-resource",
                "type": "file",
                "name": f"{name}-parquet",
                "title": f"{table.meaning} (the same rows with types)",
                "path": path,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "bytes": len(files[path]),
                "hash": f"sha256:{sha256(files[path]).hexdigest()}",
                "schema": _schema(table, files),
            }


def _schema(table: PlanTable, files: Mapping[str, bytes]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.refers_to is not None and f"{table.refers_to[1]}.csv" in files:
        columns, other = table.refers_to
        schema["foreignKeys"] = [
            {"fields": list(columns), "reference": {"resource": other, "fields": list(PLAN_TABLES[other].key)}}
        ]
    return schema


def _field(column: PlanColumn) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind.value, "description": column.meaning}
    if column.unit is not None:
        field["unit"] = column.unit
    if column.kind is PlanKind.YES_NO:
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints = _constraints(column)
    return field | {"constraints": constraints} if constraints else field


def _constraints(column: PlanColumn) -> dict[str, Any]:
    found: dict[str, Any] = {} if column.may_be_blank else {"required": True}
    if column.words:
        found["enum"] = list(column.words)
    if column.kind in (PlanKind.WHOLE, PlanKind.NUMBER):
        found["minimum"] = 0
    if column.at_most is not None:
        found["maximum"] = column.at_most
    return found
