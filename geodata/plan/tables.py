"""The CSV tables of a plan folder, as bytes.

Plain UTF-8 without a byte-order mark, comma-separated, records ended by CR LF as RFC 4180 has it. The columns and
their order are a contract with everyone who reads a plan; ``estimated`` comes last and says whether a row rests on
estimated data.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from estates.domain.dataset import Dataset
from estates.domain.errors import Fault
from estates.domain.estimates import is_estimated
from estates.domain.plan import Placement, Plan, in_order
from estates.domain.prices import Price, in_price_order
from estates.domain.remedies import Remedy
from estates.domain.shortfall import ShortfallRow, UnmetRow, UseRow
from estates.domain.worth import WorthRow, worth_rows
from geodata.plan.columns import PLACEMENTS, PLAN_TABLES, PRICES, REJECTED, REMEDIES, SHORTFALL, UNMET, USE, WORTH
from geodata.scenario.written import changes_in_a_line
from geodata.spreadsheet_text import guard_text

Value: TypeAlias = str | int | Decimal | bool | None

Rows: TypeAlias = tuple[tuple[Value, ...], ...]

PLACEMENT_COLUMNS = PLACEMENTS.names
UNMET_COLUMNS = UNMET.names
SHORTFALL_COLUMNS = SHORTFALL.names
USE_COLUMNS = USE.names
PRICE_COLUMNS = PRICES.names
WORTH_COLUMNS = WORTH.names
REMEDY_COLUMNS = REMEDIES.names
REJECTED_COLUMNS = REJECTED.names
EFFECT_COLUMNS = ("step", "posts", "wanted", "rooms", "free_half_days", "capital_cost", "annual_cost", "grant")

_DECIMAL_PLACES = Decimal("0.000001")


def plan_tables(
    *,
    dataset: Dataset,
    plan: Plan,
    unmet: Iterable[UnmetRow],
    shortfall: Iterable[ShortfallRow],
    use: Iterable[UseRow],
    left_out: Sequence[Fault] = (),
) -> dict[str, bytes]:
    """Return the CSV files of a plan folder by name.

    ``left_out`` are the faults of rows that the user asked to leave out; ``rejected.csv`` lists them, and is there
    only where there are any.
    """
    rows = plan_rows(dataset=dataset, plan=plan, unmet=unmet, shortfall=shortfall, use=use, left_out=left_out)
    return csv_files(rows)


def csv_files(rows: Mapping[str, Rows]) -> dict[str, bytes]:
    """Return the rows of a plan's tables as CSV files by name."""
    return {f"{name}.csv": csv_bytes(PLAN_TABLES[name].names, given) for name, given in rows.items()}


def plan_rows(  # noqa: PLR0913 - every table of a plan by name
    *,
    dataset: Dataset,
    plan: Plan,
    unmet: Iterable[UnmetRow],
    shortfall: Iterable[ShortfallRow],
    use: Iterable[UseRow],
    left_out: Sequence[Fault] = (),
    remedies: Iterable[Remedy] | None = None,
) -> dict[str, Rows]:
    """Return the rows of a plan's tables by name, values in the order of the columns; as for ``plan_tables``.

    Without ``remedies`` none were looked for, and there is no such table.
    """
    rows = {
        "placements": _placement_rows(plan.placements, dataset),
        "unmet": _values(unmet, UNMET_COLUMNS),
        "shortfall": _values(shortfall, SHORTFALL_COLUMNS),
        "use": _values(use, USE_COLUMNS),
        "prices": tuple(_price_values(price) for price in in_price_order(plan.prices)),
        "worth": _values(worth_rows(dataset, plan.prices), WORTH_COLUMNS),
    }
    if remedies is not None:
        rows["remedies"] = tuple(_remedy_values(remedy) for remedy in remedies)
    return rows | {"rejected": _values(left_out, REJECTED_COLUMNS)} if left_out else rows


def prices_csv(prices: Iterable[Price]) -> bytes:
    """Return ``prices.csv``: what one place costs, by site, slot and room signature or kind of supervisor."""
    return csv_bytes(PRICE_COLUMNS, (_price_values(price) for price in in_price_order(prices)))


def earlier_csv(placements: Iterable[Placement]) -> bytes:
    """Return ``earlier.csv``: the rows that a re-plan started from, whether or not the dataset still has them."""
    columns = PLACEMENT_COLUMNS[:-1]
    rows = (
        (row.kind.value, row.id, row.slot.value, row.site_id, row.room_id, row.pinned) for row in in_order(placements)
    )
    return csv_bytes(columns, rows)


def rows_as_text(rows: Iterable[UnmetRow | ShortfallRow | UseRow | WorthRow]) -> tuple[dict[str, str], ...]:
    """Return rows of ``unmet``, ``shortfall``, ``use`` or ``worth`` as readers of a file see them: text by column."""
    return tuple({field.name: cell_text(getattr(row, field.name)) for field in fields(row)} for row in rows)


def cell_text(value: Value) -> str:
    """Return a value as it stands in a CSV cell, the same for the same value on every machine.

    Shares, room equivalents and areas are rounded half up to six decimals and lose the noughts at their end; what
    does not apply is blank.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return _decimal_text(value)
    return str(value)


def _decimal_text(value: Decimal) -> str:
    text = format(value.quantize(_DECIMAL_PLACES, rounding=ROUND_HALF_UP), "f")
    trimmed = text.rstrip("0").rstrip(".")
    return "0" if trimmed == "-0" else trimmed


def _placement_rows(placements: Iterable[Placement], dataset: Dataset) -> Rows:
    return tuple(
        (row.kind.value, row.id, row.slot.value, row.site_id, row.room_id, row.pinned, is_estimated(row, dataset))
        for row in in_order(placements)
    )


def _price_values(price: Price) -> tuple[Value, ...]:
    own = price.signature
    room = (None, None, None) if own is None else (own.room_type.value, ";".join(sorted(own.features)), own.places)
    return (price.site_id, price.slot.value, *room, price.supervision, price.amount)


def _remedy_values(remedy: Remedy) -> tuple[Value, ...]:
    gain = remedy.gain
    return (
        *(remedy.level, remedy.code, remedy.name, remedy.rank, remedy.kind.value, remedy.told),
        *(";".join(remedy.ids), remedy.unmet, gain.own, gain.sessions, gain.weighted, gain.moved),
        changes_in_a_line(remedy.changes),
        remedy.estimated,
    )


def _values(rows: Iterable[object], columns: Sequence[str]) -> Rows:
    return tuple(tuple(getattr(row, column) for column in columns) for row in rows)


def csv_bytes(columns: Sequence[str], rows: Iterable[Iterable[Value]]) -> bytes:
    """Return a table as CSV: its columns as heading, then one record per row, every text guarded."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([guard_text(cell_text(value)) for value in row] for row in rows)
    return file.getvalue().encode("utf-8")
