"""A plan folder read back, ours or anybody's: columns in any order, extra columns and a byte-order mark allowed."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from estates.domain.errors import Fault, RequestError
from estates.domain.plan import Placement
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind
from geodata.plan.folder import settle_plan_folder
from geodata.plan.tables import (
    EFFECT_COLUMNS,
    PLACEMENT_COLUMNS,
    PRICE_COLUMNS,
    SHORTFALL_COLUMNS,
    UNMET_COLUMNS,
    USE_COLUMNS,
    WORTH_COLUMNS,
)
from geodata.sources.csv_files import read_csv_sheet
from geodata.sources.raw import Sheet, plain_name

_COLUMNS = {
    "placements": PLACEMENT_COLUMNS,
    "earlier": PLACEMENT_COLUMNS,
    "unmet": UNMET_COLUMNS,
    "shortfall": SHORTFALL_COLUMNS,
    "use": USE_COLUMNS,
    "prices": PRICE_COLUMNS,
    "worth": WORTH_COLUMNS,
    "changes": EFFECT_COLUMNS,
}
_NEEDED = ("kind", "id", "slot", "site_id", "room_id")
_YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}
_KINDS = {kind.value: kind for kind in PlacementKind}
_SLOTS = {slot.value: slot for slot in Slot}


class PlacementsRead(NamedTuple):
    """The placements of a plan folder in the order of their file, and a fault for each row that cannot be read."""

    placements: tuple[Placement, ...]
    faults: tuple[Fault, ...]


def read_placements(folder: Path, name: str = "placements") -> PlacementsRead:
    """Read ``placements.csv`` of a plan folder; whether rooms and posts exist is for the judge to say.

    ``name`` is ``earlier`` for the rows that a re-plan started from.

    Raises
    ------
    RequestError
        Where there is no such folder or file, or the file cannot be read as a table with the columns needed.
    """
    sheet = _sheet(folder, name)
    if sheet is None:
        raise RequestError(f"“{folder}” holds no {name}.csv, so there is no plan to read: name a plan folder.")
    headings = [plain_name(heading) for heading in sheet.headings]
    lacking = [column for column in _NEEDED if column not in headings]
    if lacking:
        raise RequestError(f"{name}.csv in “{folder}” has no column {' and no column '.join(lacking)}.")
    placements: list[Placement] = []
    faults: list[Fault] = []
    for line in sheet.lines:
        row = dict(zip(headings, line.cells, strict=False))
        found = tuple(_faults(row, line.number))
        faults.extend(found)
        if not found:
            placements.append(_placement(row))
    return PlacementsRead(tuple(placements), tuple(faults))


def read_table(folder: Path, name: str) -> tuple[dict[str, str], ...] | None:
    """Read a table of a plan folder (not ``placements``) as rows of text by column; ``None`` where absent.

    Guards against formulas are taken off, outer blanks too.
    """
    sheet = _sheet(folder, name)
    if sheet is None:
        return None
    headings = [plain_name(heading) for heading in sheet.headings]
    return tuple(dict(zip(headings, line.cells, strict=False)) for line in sheet.lines)


def read_proof(folder: Path) -> dict[str, Any] | None:
    """Read ``proof.json`` of a plan folder as plain values; ``None`` where absent."""
    path = _settled(folder) / "proof.json"
    if not path.is_file():
        return None
    try:
        proof = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise RequestError(f"proof.json in “{folder}” cannot be read as JSON: {error}.") from error
    if not isinstance(proof, dict):
        raise RequestError(f"proof.json in “{folder}” holds no proof: it must be a JSON object.")
    return proof


def _settled(folder: Path) -> Path:
    """Return the folder, an earlier plan put back where a killed run left it aside."""
    try:
        settle_plan_folder(folder)
        if folder.is_dir():
            return folder
    except OSError as error:
        raise RequestError(f"“{folder}” cannot be read: {error.strerror or error}.") from error
    raise RequestError(f"There is no plan folder “{folder}”.")


def _sheet(folder: Path, name: str) -> Sheet | None:
    path = _settled(folder) / f"{name}.csv"
    if not path.is_file():
        return None
    try:
        sheet = read_csv_sheet(path, lambda heading: plain_name(heading) in _COLUMNS[name])
    except OSError as error:
        raise RequestError(f"{path.name} in “{folder}” cannot be read: {error.strerror or error}.") from error
    if sheet.unreadable is not None:
        raise RequestError(f"{path.name} in “{folder}”: {sheet.unreadable.problem}. {sheet.unreadable.to_do}")
    return sheet


def _faults(row: Mapping[str, str], number: int) -> Iterator[Fault]:
    def fault(column: str, problem: str, allowed: str) -> Fault:
        return Fault(
            table="placements",
            row=number,
            column=column,
            value=row.get(column, ""),
            problem=problem,
            allowed=allowed,
            to_do="Correct the row or take it out.",
        )

    if row["kind"].casefold() not in _KINDS:
        yield fault("kind", "not a kind of placement", " or ".join(_KINDS))
    if row["slot"].upper() not in _SLOTS:
        yield fault("slot", "not a half-day of the week", f"{Slot.MON_AM} to {Slot.SAT_PM}")
    for column in ("id", "site_id", "room_id"):
        if not row[column]:
            yield fault(column, "must not be blank", "a code")
    if row.get("pinned", "").casefold() not in _YES_OR_NO:
        yield fault("pinned", "neither yes nor no", "yes or no")


def _placement(row: Mapping[str, str]) -> Placement:
    return Placement(
        kind=_KINDS[row["kind"].casefold()],
        id=row["id"],
        slot=_SLOTS[row["slot"].upper()],
        site_id=row["site_id"],
        room_id=row["room_id"],
        pinned=_YES_OR_NO[row.get("pinned", "").casefold()],
    )
