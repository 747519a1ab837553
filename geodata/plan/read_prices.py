"""``prices.csv`` of a plan folder read back, whoever wrote it: exact decimals, nothing rounded."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from estates.domain.checks import Breach
from estates.domain.prices import Price, Signature
from estates.domain.slots import Slot
from estates.domain.words import RoomType
from geodata.plan.read_back import read_table
from geodata.plan.tables import PRICE_COLUMNS

_PRICE = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,18})?")
_PLACES = re.compile(r"[1-9][0-9]{0,2}")


class PricesRead(NamedTuple):
    """The prices of a plan folder in the order of their file, and a breach for each row that is none."""

    prices: tuple[Price, ...]
    breaches: tuple[Breach, ...]


def read_prices(folder: Path) -> PricesRead | None:
    """Read ``prices.csv`` of a plan folder; ``None`` where absent. Whether sites and rooms exist is not asked here."""
    rows = read_table(folder, "prices")
    if rows is None:
        return None
    lacking = [column for column in PRICE_COLUMNS if rows and column not in rows[0]]
    if lacking:
        told = f"The table prices has no column {' and no column '.join(lacking)}."
        return PricesRead((), (Breach("prices", told, lacking[0]),))
    prices: list[Price] = []
    wrong: list[Breach] = []
    # The heading is the first row.
    for number, row in enumerate(rows, start=2):
        problem = _problem(row)
        if problem:
            wrong.append(Breach("prices", f"prices, row {number}: {problem}.", row["site_id"]))
        else:
            prices.append(_price(row))
    return PricesRead(tuple(prices), tuple(wrong))


def _problem(row: Mapping[str, str]) -> str | None:
    of_room, kind = row["room_type"], row["supervision"]
    checks = (
        (row["slot"] in tuple(Slot), f"“{row['slot']}” is not a half-day of the week"),
        (bool(of_room) != bool(kind), "either a room type or a kind of supervision must be given"),
        (not of_room or of_room in tuple(RoomType), f"“{of_room}” is not a room type"),
        (not of_room or _PLACES.fullmatch(row["places"]), f"“{row['places']}” is not a number of places"),
        (_PRICE.fullmatch(row["price"]), f"the price “{row['price']}” is not a plain decimal"),
    )
    return next((problem for is_right, problem in checks if not is_right), None)


def _price(row: Mapping[str, str]) -> Price:
    features = frozenset(name for part in row["features"].split(";") if (name := part.strip()))
    signature = Signature(RoomType(row["room_type"]), features, int(row["places"])) if row["room_type"] else None
    return Price(
        site_id=row["site_id"],
        slot=Slot(row["slot"]),
        amount=Decimal(row["price"]),
        signature=signature,
        supervision=row["supervision"] or None,
    )
