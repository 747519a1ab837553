"""What a cell of the template lets in and says: drop-downs, ranges and messages, from the column's declaration."""

from datetime import date
from typing import Any

from estates.domain.roles import built_in_roles
from geodata.dictionary import allowed_in_words, blank_in_words
from geodata.reading.cells import LARGEST_NUMBER
from geodata.tables.columns import LISTS, Column, Kind
from geodata.tables.every_table import LISTS as LISTS_SHEET
from geodata.tables.every_table import TABLES

FIRST_ROLE_ROW = 5
"""Row of the Lists sheet that holds the first role code."""

NUMBERS = (Kind.NUMBER, Kind.WHOLE)
MOST_IN_MESSAGE = 255  # a limit of the file format
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
SEVERAL = "Several? Write ; between them."

Entry = dict[str, Any]
"""A data validation in the words of xlsxwriter."""


def heading_note(column: Column) -> str:
    """Return what the note of a heading says: whether it is required, meaning, unit, allowed, and what blank means."""
    lines = [
        "REQUIRED" if column.required else "Optional",
        f"{column.meaning}.",
        f"Unit: {column.unit}" if column.unit else "",
        f"Allowed: {allowed_in_words(column)}",
        f"Blank: {blank_in_words(column)}",
    ]
    return "\n".join(line for line in lines if line)


def entry_of(column: Column, first_cell: str) -> Entry | None:
    """Return what the cells of a column let in; ``None`` where they take any text.

    Parameters
    ----------
    column
        The column.
    first_cell
        Address of the first cell below its heading, such as ``E2``.
    """
    entry = _list_entry(column) or _number_entry(column, first_cell) or _date_entry(column)
    if entry is None:
        return None
    if column.kind in LISTS:
        entry |= {"input_title": column.name, "input_message": SEVERAL}
    return entry | {
        "error_title": column.name,
        "error_message": _short(f"{column.meaning}. Allowed: {column.allowed}."),
    }


def drop_down(column: Column) -> tuple[str, ...]:
    """Return the words that the drop-down of a column offers, empty where it has none of its own."""
    if column.kind is Kind.YES_NO:
        return ("yes", "no")
    return column.choices if column.kind in (Kind.WORD, Kind.WORDS) else ()


def _list_entry(column: Column) -> Entry | None:
    words = drop_down(column)
    if words:
        # A list of words is begun from the drop-down and added to by hand, so that its cell must let more in.
        return {"validate": "list", "source": list(words), "show_error": column.kind not in LISTS}
    source = _codes_source(column)
    return {"validate": "list", "source": source, "show_error": False} if source else None


def _codes_source(column: Column) -> str | None:
    """Return the cells that the codes of a reference are offered from; the check, not the cell, refuses others."""
    if column.kind is not Kind.CODE or column.refers_to is None:
        return None
    if column.refers_to == "roles":
        return f"='{LISTS_SHEET}'!$A${FIRST_ROLE_ROW}:$A${FIRST_ROLE_ROW + len(built_in_roles()) - 1}"
    if TABLES[column.refers_to].columns[0].name not in TABLES[column.refers_to].key:
        return None
    sheet = column.refers_to
    return f"=OFFSET({sheet}!$A$2,0,0,MAX(1,COUNTA({sheet}!$A$2:$A$20000)),1)"


def _number_entry(column: Column, first_cell: str) -> Entry | None:
    if column.kind not in NUMBERS:
        return None
    least, most = column.at_least, column.at_most or LARGEST_NUMBER
    if column.above is not None:
        # The format knows no “above this, up to that”, so it is spelt out.
        inside = f"{first_cell}>{column.above},{first_cell}<={most:f}"
        return {"validate": "custom", "value": f"=AND(ISNUMBER({first_cell}),{inside})"}
    return {
        "validate": "integer" if column.kind is Kind.WHOLE else "decimal",
        "criteria": "between",
        "minimum": float(-LARGEST_NUMBER if least is None else least),
        "maximum": float(most),
    }


def _date_entry(column: Column) -> Entry | None:
    if column.kind is not Kind.DATE:
        return None
    return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}


def _short(text: str) -> str:
    return text if len(text) <= MOST_IN_MESSAGE else f"{text[: MOST_IN_MESSAGE - 1]}…"
