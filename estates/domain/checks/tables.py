"""The tables beside a plan: their figures follow from the plan, or they are wrong."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from estates.domain.checks.breach import Breach
from estates.domain.words import Reason

# What names a row of each table, and the figures of a row. Names and explanations are not compared.
KEYS: Mapping[str, tuple[str, ...]] = {
    "unmet": ("kind", "id"),
    "shortfall": ("level", "code"),
    "use": ("site_id", "room_type", "slot"),
    "worth": ("kind", "site_id", "room_type", "supervision", "slot"),
}
FIGURES: Mapping[str, tuple[str, ...]] = {
    "unmet": ("wanted", "placed", "unmet"),
    "shortfall": ("wanted", "placed", "unmet", "unmet_share", "rooms_equivalent", "area_m2"),
    "use": ("free", "placed", "unknown"),
    "worth": ("worth",),
}
# Codes of a row that follow from the dataset; compared where the table has the column.
CODES: Mapping[str, tuple[str, ...]] = {"unmet": ("role_id", "pcn_code", "practice_code")}
TOLERANCE = Decimal("0.0005")

Row = Mapping[str, str]


def table_breaches(name: str, given_rows: Sequence[Row], wanted_rows: Sequence[Row]) -> tuple[Breach, ...]:
    """Return every way in which a table's figures differ from those recomputed; none where they agree.

    Figures are compared to three decimals. A row in which all figures are nought may be left out, except in
    ``unmet``, which has one row for every post and programme.

    Parameters
    ----------
    name
        ``unmet``, ``shortfall``, ``use`` or ``worth``.
    given_rows
        The table's rows as text, by column.
    wanted_rows
        The same as recomputed from the plan, or from its prices.
    """
    columns = (*KEYS[name], *FIGURES[name])
    lacking = [column for column in columns if any(column not in row for row in given_rows)]
    if lacking:
        return tuple(Breach(name, f"The table {name} has no column {column}.", column) for column in lacking)
    given = {_key(name, row): row for row in given_rows}
    wanted = {_key(name, row): row for row in wanted_rows}
    return (*_twice(name, given_rows), *_superfluous(name, given, wanted), *_differing(name, given, wanted))


def _key(name: str, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in KEYS[name])


def _told(name: str, key: tuple[str, ...]) -> str:
    return f"{name}, row {' '.join(key)}"


def _twice(name: str, rows: Sequence[Row]) -> Iterator[Breach]:
    for key, count in Counter(_key(name, row) for row in rows).items():
        if count > 1:
            yield Breach(name, f"{_told(name, key)}: stands {count} times.", key[-1])


def _superfluous(
    name: str, given: Mapping[tuple[str, ...], Row], wanted: Mapping[tuple[str, ...], Row]
) -> Iterator[Breach]:
    for key, row in given.items():
        if key not in wanted and not _may_be_left_out(name, row):
            yield Breach(name, f"{_told(name, key)}: nothing in the dataset answers to it.", key[-1])


def _differing(
    name: str, given: Mapping[tuple[str, ...], Row], wanted: Mapping[tuple[str, ...], Row]
) -> Iterator[Breach]:
    for key, right in wanted.items():
        row = given.get(key)
        if row is None:
            if not _may_be_left_out(name, right):
                yield Breach(name, f"{_told(name, key)}: is missing.", key[-1])
            continue
        for column in FIGURES[name]:
            if not _agree(row[column], right[column]):
                told = f"{_told(name, key)}: {column} is {row[column]}, but the plan comes to {right[column]}."
                yield Breach(name, told, key[-1])
        for told in _wrong_words(name, row, right):
            yield Breach(name, f"{_told(name, key)}: {told}.", key[-1])


def _wrong_words(name: str, row: Row, right: Row) -> Iterator[str]:
    """Yield codes that are not the dataset's, and a reason that is none or does not fit what is unmet."""
    for column in CODES.get(name, ()):
        if row.get(column, right[column]) != right[column]:
            yield f"{column} is {row[column] or 'blank'}, but the dataset says {right[column] or 'none'}"
    reason = row.get("reason")
    if name != "unmet" or reason is None:
        return
    if reason not in tuple(Reason):
        yield f"the reason “{reason}” is none of {', '.join(Reason)}"
    elif (reason == Reason.PLACED) != _agree(right["unmet"], "0"):
        yield f"the reason is {reason}, but {right['unmet']} are unmet"


def _may_be_left_out(name: str, row: Row) -> bool:
    return name != "unmet" and all(_agree(row[column], "0") for column in FIGURES[name])


def _agree(given: str, right: str) -> bool:
    number = _number(given)
    return number is not None and abs(number - Decimal(right)) <= TOLERANCE


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
