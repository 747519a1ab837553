"""`prices.csv` and `worth.csv`: written, read back exactly, and refused row by row where they are no prices."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from estates.domain.prices import Price, Signature, in_price_order
from estates.domain.slots import Slot
from estates.domain.words import RoomType
from estates.domain.worth import worth_rows
from geodata.plan.read_prices import PricesRead, read_prices
from geodata.plan.tables import prices_csv
from tests.builders import MON_AM, MON_PM, dataset, room, site, supervision

EXAM = Signature(RoomType.CONSULT_EXAM, frozenset({"couch", "sink"}), 2)
PRICES = in_price_order(
    [
        Price(site_id="=S 1", slot=MON_PM, amount=Decimal("0.333333"), signature=EXAM),
        Price(site_id="=S 1", slot=MON_AM, amount=Decimal("12.5"), supervision="gp"),
        Price(site_id="=S 1", slot=MON_AM, amount=Decimal("1"), signature=replace(EXAM, features=frozenset())),
    ]
)
HEADING = "site_id,slot,room_type,features,places,supervision,price"


def read(folder: Path, content: bytes) -> PricesRead:
    """Return what is read of a plan folder's prices."""
    (folder / "prices.csv").write_bytes(content)
    found = read_prices(folder)
    assert found is not None
    return found


def test_prices_come_back_as_they_were(tmp_path: Path) -> None:
    """A code that looks like a formula too; the order is that of the calendar, rooms first."""
    content = prices_csv(PRICES[::-1])
    assert content.decode().splitlines() == [
        HEADING,
        "'=S 1,MON_AM,consult_exam,,2,,1",
        "'=S 1,MON_AM,,,,gp,12.5",
        "'=S 1,MON_PM,consult_exam,couch;sink,2,,0.333333",
    ]
    assert read(tmp_path, content) == PricesRead(PRICES, ())


def test_without_the_file_there_is_nothing_to_read(tmp_path: Path) -> None:
    """No file is not the same as a file without rows."""
    assert read_prices(tmp_path) is None
    assert read(tmp_path, prices_csv(())) == PricesRead((), ())


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("S1,MON_XX,consult_exam,,1,,1", "not a half-day"),
        ("S1,MON_AM,consult_exam,,1,gp,1", "either a room type or a kind"),
        ("S1,MON_AM,,,,,1", "either a room type or a kind"),
        ("S1,MON_AM,cellar,,1,,1", "not a room type"),
        ("S1,MON_AM,consult_exam,,none,,1", "not a number of places"),
        ("S1,MON_AM,consult_exam,,1,,1e5", "not a plain decimal"),
        ("S1,MON_AM,consult_exam,,1,,nan", "not a plain decimal"),
    ],
)
def test_a_row_that_is_no_price_is_a_breach_and_the_others_stand(tmp_path: Path, row: str, told: str) -> None:
    """The breach names the row and what is wrong with it."""
    found = read(tmp_path, f"{HEADING}\r\n{row}\r\nS1,MON_AM,,,,gp,2\r\n".encode())
    (breach,) = found.breaches
    assert breach.sentence.startswith("prices, row 2: ")
    assert told in breach.sentence
    assert [price.amount for price in found.prices] == [2]


def test_a_table_without_a_column_has_no_prices(tmp_path: Path) -> None:
    """The column is named."""
    found = read(tmp_path, b"site_id,slot,room_type,features,places,supervision\r\nS1,MON_AM,,,,gp\r\n")
    assert found.prices == ()
    assert [breach.id for breach in found.breaches] == ["price"]


def test_worth_stands_the_most_first_and_the_dearest_room_for_its_type() -> None:
    """Two signatures of one type and half-day are one row; what is worth next to nothing is left out."""
    data = dataset(
        sites=(site("S1"), site("S2", estimated=True)),
        rooms=(room(features=frozenset({"couch"})), room("R2"), room("R3", "S2", estimated=True)),
        supervision=(supervision(MON_AM=1),),
    )
    plain, couch = Signature(RoomType.CONSULT_EXAM, frozenset(), 1), Signature(RoomType.CONSULT_EXAM, EXAM.features, 1)
    amounts = [("S1", MON_AM, "0.25", plain), ("S1", MON_AM, "0.75", couch), ("S2", MON_PM, "0.49999", plain)]
    prices = [Price(site_id=s, slot=t, amount=Decimal(a), signature=of) for s, t, a, of in amounts]
    prices.append(Price(site_id="S1", slot=Slot.TUE_AM, amount=Decimal("2.5"), supervision="gp"))
    prices.append(Price(site_id="S1", slot=Slot.TUE_PM, amount=Decimal("0.004"), supervision="gp"))
    found = [(row.kind, row.site_id, row.slot, str(row.worth), row.estimated) for row in worth_rows(data, prices)]
    assert found == [
        ("supervisor", "S1", "TUE_AM", "2.50", False),
        ("room", "S1", "MON_AM", "0.75", False),
        ("room", "S2", "MON_PM", "0.50", True),
    ]
