"""The CSV tables of a plan: the contract's columns, in one order, the same bytes every time."""

import csv
import io
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from estates.domain.dataset import Dataset
from estates.domain.errors import Fault
from estates.domain.plan import Plan
from estates.domain.shortfall import Explanation, ShortfallRow, UnmetRow, UseRow, unmet_rows
from estates.domain.words import PlacementKind, Reason
from estates.domain.worth import WorthRow
from geodata.plan import tables
from geodata.plan.tables import cell_text, plan_tables, rows_as_text
from tests.builders import post, programme, site
from tests.geodata import plan_world
from tests.geodata.remedies_world import remedies


def files(data: Dataset | None = None, of: Plan | None = None, **given: Any) -> dict[str, bytes]:
    """Return the files of the small world's plan."""
    shown = plan_world.shown(data, of)
    return plan_tables(**{name: shown[name] for name in ("dataset", "plan", "unmet", "shortfall", "use")} | given)


def rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file by column."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("placements.csv", "kind,id,slot,site_id,room_id,pinned,estimated"),
        (
            "unmet.csv",
            "kind,id,role_id,pcn_code,practice_code,wanted,placed,unmet,reason,explanation,remedy,estimated",
        ),
        (
            "shortfall.csv",
            "level,code,name,wanted,placed,unmet,unmet_share,rooms_equivalent,area_m2,estimated",
        ),
        ("use.csv", "site_id,room_type,slot,free,placed,unknown,estimated"),
        ("prices.csv", "site_id,slot,room_type,features,places,supervision,price"),
        ("worth.csv", "kind,site_id,room_type,supervision,slot,worth,estimated"),
    ],
)
def test_columns_are_the_contracts_in_order(name: str, heading: str) -> None:
    """Programs of others read these files by these names; no byte-order mark stands before the first."""
    assert files()[name].split(b"\r\n")[0].decode() == heading


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        (tables.UNMET_COLUMNS, UnmetRow),
        (tables.SHORTFALL_COLUMNS, ShortfallRow),
        (tables.USE_COLUMNS, UseRow),
        (tables.WORTH_COLUMNS, WorthRow),
    ],
)
def test_columns_are_the_values_own(columns: tuple[str, ...], kind: type[Any]) -> None:
    """No value of a row is left out of its file."""
    assert columns == tuple(field.name for field in fields(kind))


def test_placements_stand_in_canonical_order() -> None:
    """Kind, id, calendar, site, room: whatever order the plan came in."""
    shuffled = replace(plan_world.plan(), placements=plan_world.placements()[::-1])
    found = rows(files(of=shuffled)["placements.csv"])
    assert [(row["kind"], row["id"], row["slot"], row["room_id"], row["pinned"]) for row in found] == [
        ("post", "A", "MON_AM", "R1", "yes"),
        ("post", "A", "MON_PM", "R1", "no"),
        ("post", "B", "MON_AM", "R1", "no"),
        ("programme", "W", "MON_AM", "H1", "no"),
        ("programme", "W", "MON_AM", "H2", "no"),
    ]


def test_a_placement_says_whether_it_rests_on_an_estimate() -> None:
    """B's post is an estimate; so is everything at an estimated site."""
    estimated = {row["id"]: row["estimated"] for row in rows(files()["placements.csv"])}
    assert estimated == {"A": "no", "B": "yes", "W": "no"}
    data = plan_world.world(sites=(site("S1", estimated=True), site("HUB")))
    estimated = {row["id"]: row["estimated"] for row in rows(files(data)["placements.csv"])}
    assert estimated == {"A": "yes", "B": "yes", "W": "no"}


def test_every_post_and_programme_has_its_row() -> None:
    """Also those fully placed; what does not apply to a programme is blank."""
    found = rows(files()["unmet.csv"])
    assert [(row["id"], row["wanted"], row["placed"], row["unmet"], row["reason"]) for row in found] == [
        ("A", "2", "2", "0", "placed"),
        ("B", "1", "1", "0", "placed"),
        ("C", "3", "0", "3", "in_use"),
        ("W", "2", "2", "0", "placed"),
    ]
    assert (found[3]["role_id"], found[3]["pcn_code"], found[3]["practice_code"]) == ("", "", "")


def test_shares_and_areas_are_plain_numbers() -> None:
    """No exponent, no noughts at the end."""
    area = next(row for row in rows(files()["shortfall.csv"]) if row["level"] == "icb")
    assert (area["unmet_share"], area["rooms_equivalent"], area["area_m2"]) == ("0.375", "0.3", "4.8")


def test_text_like_a_formula_is_guarded() -> None:
    """Codes and sentences of the user's own cannot run when somebody opens the file in a spreadsheet."""
    data = plan_world.world(posts=(post("=1+1"),), programmes=())
    told = Explanation(reason=Reason.IN_USE, explanation="@SUM(A1)", remedy="'tis full")
    unmet = unmet_rows(data, (), {(PlacementKind.POST, "=1+1"): told})
    (row,) = rows(files(data, plan_world.plan(()), unmet=unmet)["unmet.csv"])
    assert (row["id"], row["explanation"], row["remedy"]) == ("'=1+1", "'@SUM(A1)", "''tis full")


def test_rows_left_out_are_listed_only_where_there_are_any() -> None:
    """`rejected.csv` tells each fault as the check does."""
    assert "rejected.csv" not in files()
    fault = Fault(table="rooms", row=6, column="places", value="-5", problem="too small", to_do="Write 1 or more.")
    (row,) = rows(files(left_out=(fault,))["rejected.csv"])
    assert (row["table"], row["row"], row["value"], row["allowed"]) == ("rooms", "6", "-5", "")


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Nothing of the day or the machine enters a table."""
    assert files() == files()


def test_an_empty_plan_still_has_its_headings() -> None:
    """Nobody placed: a heading and no rows."""
    content = files(plan_world.world(programmes=(programme("W", sessions=0),)), plan_world.plan(()))["placements.csv"]
    assert content == b"kind,id,slot,site_id,room_id,pinned,estimated\r\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("0"), "0"),
        (Decimal("-0.0000001"), "0"),
        (Decimal("10"), "10"),
        (Decimal("1E+3"), "1000"),
        (Decimal("100.50"), "100.5"),
        (Decimal(1) / 3, "0.333333"),
        (Decimal(2) / 3, "0.666667"),
        (Decimal("0.0000005"), "0.000001"),
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (1_000, "1000"),
        ("-5", "-5"),
    ],
)
def test_a_value_has_one_text(value: tables.Value, text: str) -> None:
    """Six decimals at most, rounded half up; yes and no; blank for what does not apply."""
    assert cell_text(value) == text


def test_rows_as_text_are_what_a_reader_of_the_file_finds() -> None:
    """The same texts, without the guards that a reader takes off."""
    shown = plan_world.shown()
    assert list(rows_as_text(shown["shortfall"])) == rows(files()["shortfall.csv"])


def test_remedies_are_there_only_where_they_were_looked_for() -> None:
    """Nobody looked: no table. Somebody looked and found nothing: a table of nothing."""
    asked: dict[str, Any] = {"dataset": plan_world.world(), "plan": plan_world.plan()}
    asked |= dict.fromkeys(("unmet", "shortfall", "use"), ())
    assert "remedies" not in tables.plan_rows(**asked)
    assert tables.plan_rows(**asked, remedies=())["remedies"] == ()


def test_a_remedy_stands_with_what_it_gains_and_as_a_scenario_takes_it() -> None:
    """A name like a formula is guarded."""
    asked: dict[str, Any] = {"dataset": plan_world.world(), "plan": plan_world.plan()}
    asked |= dict.fromkeys(("unmet", "shortfall", "use"), ())
    made = tables.csv_files(tables.plan_rows(**asked, remedies=remedies()))
    first, second = rows(made["remedies.csv"])
    assert first["name"] == "'=Physiotherapist"
    assert (first["gain_own"], first["gain_sessions"], first["gain_weighted"], first["moved"]) == ("1", "1", "4", "0")
    assert first["scenario"] == '{do = "work_slots", post_ids = ["C"], slots = ["TUE_AM"]}'
    assert (second["level"], second["ids"], second["estimated"]) == ("icb", "B;C", "yes")
