"""Pins are tested by the judge when a dataset is read: each fault names the pin and the rule."""

from pathlib import Path

import pytest

from tests.geodata.worlds import World, only, reading_of

BASE = ("sites", "rooms", "posts", "pins")


def pinned(**changes: dict[str, str]) -> World:
    """Return a world with one pin, and cells of the first row of some tables changed."""
    tables = only(*BASE)
    for table, cells in changes.items():
        tables[table][0] |= cells
    return tables


@pytest.mark.parametrize(
    ("rule", "tables"),
    [
        ("R4", pinned(rooms={"MON_AM": "U"})),
        ("R4", pinned(rooms={"MON_AM": ""})),
        ("R5", pinned(rooms={"room_type": "desk"})),
        ("R5", pinned(posts={"needs": "hoist"}, rooms={"features": "couch"})),
        ("R6", pinned(sites={"share_with": "practice"}, posts={"practice_code": ""})),
        ("R7", pinned(posts={"base_site": "H001", "max_travel_min": "3"})),
        ("R9", pinned(posts={"slots": "TUE_AM"})),
        ("R9", pinned(posts={"sessions": "0"})),
        ("R10", pinned(posts={"role_id": "gpst3"})),
    ],
)
def test_a_pin_that_breaks_a_rule_alone_names_the_rule(tmp_path: Path, rule: str, tables: World) -> None:
    """One fault for the pin; it is not in the dataset."""
    reading = reading_of(tables, tmp_path)
    assert [(fault.table, fault.row, fault.value, fault.rule) for fault in reading.faults] == [
        ("pins", 2, "A001, R001, MON_AM", rule)
    ]
    assert reading.dataset is not None
    assert reading.dataset.pins == ()
    assert reading.rows["pins"].rejected == 1


def two_pins(first: str, second: str) -> World:
    """Return a world with two pins (post room slot), two posts, and a room free all week at each of the two sites."""
    tables = only(*BASE)
    week = {slot: "F" for slot in tables["rooms"][0] if slot[:3].isupper() and "_" in slot}
    tables["rooms"][0] |= week
    tables["rooms"].append(tables["rooms"][0] | {"room_id": "R002", "site_id": "H001"})
    tables["posts"].append(tables["posts"][0] | {"post_id": "A002"})
    columns = ("post_id", "room_id", "slot", "estimated")
    tables["pins"] = [dict(zip(columns, [*pin.split(), ""], strict=True)) for pin in (first, second)]
    return tables


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [
        ("R1", "A001 R001 MON_AM", "A001 R002 MON_AM"),
        ("R2", "A001 R001 MON_AM", "A001 R002 MON_PM"),
        ("R3", "A001 R001 MON_AM", "A002 R001 MON_AM"),
    ],
)
def test_pins_that_break_a_rule_together_are_both_named(tmp_path: Path, rule: str, first: str, second: str) -> None:
    """Either could be the wrong one, so each is a fault."""
    faults = reading_of(two_pins(first, second), tmp_path).faults
    assert (2, rule) in [(fault.row, fault.rule) for fault in faults]
    assert (3, rule) in [(fault.row, fault.rule) for fault in faults]
    assert len(faults) == len(set(faults))


def test_pins_over_more_sites_than_the_post_may_use_break_r8(tmp_path: Path) -> None:
    """The week's sites are counted over all pins of the post."""
    tables = two_pins("A001 R001 MON_AM", "A001 R002 TUE_AM")
    tables["posts"][0]["max_sites"] = "1"
    assert [(fault.row, fault.rule) for fault in reading_of(tables, tmp_path).faults] == [(2, "R8"), (3, "R8")]


def test_more_pins_than_sessions_break_r9(tmp_path: Path) -> None:
    """Pins count towards a post's sessions."""
    tables = two_pins("A001 R001 MON_AM", "A001 R001 TUE_AM")
    tables["posts"][0]["sessions"] = "1"
    assert [(fault.row, fault.rule) for fault in reading_of(tables, tmp_path).faults] == [(2, "R9"), (3, "R9")]


def test_a_pin_that_breaks_two_rules_has_both_named(tmp_path: Path) -> None:
    """All that is wrong with it is told at once."""
    faults = reading_of(pinned(rooms={"MON_AM": "C", "room_type": "desk"}), tmp_path).faults
    assert [fault.rule for fault in faults] == ["R4", "R5"]


def test_legal_pins_are_kept(tmp_path: Path) -> None:
    """Pins that break nothing are in the dataset."""
    reading = reading_of(two_pins("A001 R001 MON_AM", "A002 R001 TUE_AM"), tmp_path)
    assert reading.faults == ()
    assert reading.dataset is not None
    assert len(reading.dataset.pins) == 2


def test_the_message_says_what_the_judge_says(tmp_path: Path) -> None:
    """In words, with what to do."""
    (fault,) = reading_of(pinned(rooms={"MON_AM": "U"}), tmp_path).faults
    assert fault.sentence() == (
        "pins, row 2: the pin breaks R4: Post A001 is in room R001 on Monday morning, when it is in use by its owner "
        "(found “A001, R001, MON_AM”). Take the pin out, or change what it rests on."
    )


def test_only_the_learners_are_told_that_supervision_is_short(tmp_path: Path) -> None:
    """A colleague who needs no supervisor, pinned at that site in that slot, has no part in it."""
    tables = two_pins("A001 R001 MON_AM", "A002 R001 MON_AM")
    tables["rooms"][0]["places"] = "2"
    tables["posts"][1]["role_id"] = "gpst3"
    assert [(fault.row, fault.rule) for fault in reading_of(tables, tmp_path).faults] == [(3, "R10")]


def test_a_post_and_a_room_of_one_code_are_not_taken_for_each_other(tmp_path: Path) -> None:
    """The post R001 has too many pins; the pin of another post in room R001 is sound."""
    tables = two_pins("A001 R001 MON_AM", "R001 R002 MON_AM")
    tables["posts"][1] |= {"post_id": "R001", "sessions": "0"}
    assert [(fault.row, fault.rule) for fault in reading_of(tables, tmp_path).faults] == [(3, "R9")]
