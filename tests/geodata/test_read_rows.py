"""What is said of rows that do not fit together: keys, references, schemes, shapes, and what hangs on what."""

from pathlib import Path

import pytest

from tests.geodata.worlds import World, faults_of, only, reading_of, small, warnings_of, world

KEYS = {
    "sites": ("site_id", "S001", "the same site_id stands in row 2"),
    "rooms": ("room_id", "R001", "the same room_id stands in row 2"),
    "posts": ("post_id", "A001", "the same post_id stands in row 2"),
    "practices": ("practice_code", "J00001", "the same practice_code stands in row 2"),
    "pcns": ("pcn_code", "U00001", "the same pcn_code stands in row 2"),
    "roles": ("role_id", "audiology", "the same role_id stands in row 2"),
    "programmes": ("programme_id", "W001", "the same programme_id stands in row 2"),
    "schemes": ("scheme_id", "C001", "the same scheme_id stands in row 2"),
    "supervision": (None, "S001, gp", "the same site_id and kind stand in row 2"),
    "travel": (None, "S001, H001, all", "the same from_site, to_site and season stand in row 2"),
    "growth": (None, "J00001, 2030", "the same practice_code and year stand in row 2"),
    "pins": (None, "A001, R001, MON_AM", "the same post_id, room_id and slot stand in row 2"),
}


@pytest.mark.parametrize("table", KEYS)
def test_a_key_that_stands_twice_is_a_fault(tmp_path: Path, table: str) -> None:
    """The later row is rejected, and says where the first one is."""
    tables = world()
    tables[table].append(dict(tables[table][0]))
    column, value, problem = KEYS[table]
    row = len(tables[table]) + 1
    place = f"{table}, row {row}" + (f", column {column}" if column else "")
    assert faults_of(tables, tmp_path) == [
        f"{place}: {problem} (found “{value}”). Delete one of the rows, or give it a code of its own."
    ]


def test_the_same_journey_in_winter_is_no_duplicate(tmp_path: Path) -> None:
    """The season is part of a journey's key."""
    tables = world()
    tables["travel"].append(tables["travel"][0] | {"season": "winter", "minutes": "20"})
    assert faults_of(tables, tmp_path) == []


@pytest.mark.parametrize(
    "case",
    [
        ("sites", "practice_code", "practices", "practice_code"),
        ("sites", "pcn_code", "pcns", "pcn_code"),
        ("rooms", "site_id", "sites", "site_id"),
        ("posts", "role_id", "roles", "role_id"),
        ("posts", "pcn_code", "pcns", "pcn_code"),
        ("posts", "base_site", "sites", "site_id"),
        ("posts", "practice_code", "practices", "practice_code"),
        ("practices", "pcn_code", "pcns", "pcn_code"),
        ("supervision", "site_id", "sites", "site_id"),
        ("programmes", "pcn_codes", "pcns", "pcn_code"),
        ("programmes", "candidate_sites", "sites", "site_id"),
        ("pins", "post_id", "posts", "post_id"),
        ("pins", "room_id", "rooms", "room_id"),
        ("patients_by_area", "practice_code", "practices", "practice_code"),
        ("travel", "from_site", "sites", "site_id"),
        ("travel", "to_site", "sites", "site_id"),
        ("schemes", "site_id", "sites", "site_id"),
        ("schemes", "requires", "schemes", "scheme_id"),
        ("schemes", "excludes", "schemes", "scheme_id"),
        ("growth", "practice_code", "practices", "practice_code"),
    ],
)
def test_a_code_that_is_not_there_is_a_fault(tmp_path: Path, case: tuple[str, str, str, str]) -> None:
    """Every reference is checked against the table it refers to."""
    table, column, refers_to, key = case
    tables = world()
    tables[table][0][column] = "X9"
    assert faults_of(tables, tmp_path)[0] == (
        f"{table}, row 2, column {column}: no such code in the {refers_to} table (found “X9”). "
        f"Allowed: a {key} of the {refers_to} table. Put the code right, or add it to the {refers_to} table."
    )


@pytest.mark.parametrize(("column", "text"), [("converts", "X9>treatment"), ("opens", "R001@SAT_AM;X9@SAT_PM")])
def test_rooms_named_by_a_scheme_are_checked(tmp_path: Path, column: str, text: str) -> None:
    """The room of a conversion or opening must be there; the star is every room of the site."""
    tables = world()
    tables["schemes"][0][column] = text
    assert (
        f"schemes, row 2, column {column}: no such code in the rooms table (found “X9”)"
        in faults_of(tables, tmp_path)[0]
    )


def test_a_room_that_a_scheme_converts_twice_is_a_fault(tmp_path: Path) -> None:
    """A room has one type."""
    tables = world()
    tables["schemes"][0]["converts"] = "R001>treatment;R001>group"
    assert faults_of(tables, tmp_path)[0] == (
        "schemes, row 2, column converts: the scheme converts the room more than once (found “R001”). "
        "Keep one type for the room."
    )


@pytest.mark.parametrize("written", ["s001", "SO01", "S1", "S 001", "SO1"])
def test_a_near_match_is_named(tmp_path: Path, written: str) -> None:
    """Case, O for nought, missing leading noughts."""
    tables = small()
    tables["rooms"][0]["site_id"] = written
    assert faults_of(tables, tmp_path) == [
        f"rooms, row 2, column site_id: no such code in the sites table (found “{written}”). "
        "Allowed: a site_id of the sites table. Write “S001”."
    ]


def test_references_to_a_table_that_is_not_there_are_not_checked(tmp_path: Path) -> None:
    """Without practices and PCNs their codes are taken as they are."""
    assert faults_of(small(), tmp_path) == []


def test_built_in_roles_need_no_roles_table(tmp_path: Path) -> None:
    """A post may name any of the catalogue's roles, but no other."""
    tables = small()
    tables["posts"][0]["role_id"] = "Clin_Pharmacist"
    assert faults_of(tables, tmp_path)[0].endswith("Write “clin_pharmacist”.")


def test_what_hangs_on_a_rejected_row_is_rejected_and_says_why(tmp_path: Path) -> None:
    """Step by step: the site, its room, and the pin in that room; nothing of them is in the dataset."""
    tables = only("sites", "rooms", "posts", "pins", "supervision", "travel")
    tables["posts"][0]["base_site"] = "H001"
    tables["sites"][0]["kind"] = "shop"
    reading = reading_of(tables, tmp_path)
    assert [fault.sentence() for fault in reading.faults][1:] == [
        "rooms, row 2, column site_id: the row hangs on sites row 2, which is rejected (found “S001”). "
        "Put that row right first.",
        "supervision, row 2, column site_id: the row hangs on sites row 2, which is rejected (found “S001”). "
        "Put that row right first.",
        "pins, row 2, column room_id: the row hangs on rooms row 2, which is rejected (found “R001”). "
        "Put that row right first.",
        "travel, row 2, column from_site: the row hangs on sites row 2, which is rejected (found “S001”). "
        "Put that row right first.",
    ]
    assert reading.dataset is not None
    assert (reading.dataset.rooms, reading.dataset.pins, reading.dataset.travel) == ((), (), ())
    assert len(reading.dataset.posts) == 1


def schemes(**links: tuple[str, str]) -> World:
    """Return a world of schemes, each with what it requires and excludes."""
    tables = world()
    pattern = tables["schemes"][0]
    tables["schemes"] = [
        pattern | {"scheme_id": code, "requires": requires, "excludes": excludes}
        for code, (requires, excludes) in links.items()
    ]
    return tables


def test_schemes_that_require_one_another_in_a_circle_are_a_fault(tmp_path: Path) -> None:
    """One fault for the circle; the others of it hang on that row."""
    told = faults_of(schemes(A=("B", ""), B=("C", ""), C=("A", ""), D=("", "")), tmp_path)
    assert told[0] == (
        "schemes, row 2, column requires: the scheme requires itself, in the circle A, B, C (found “B”). "
        "Take one of them out of requires."
    )
    assert len(told) == 3
    assert all("hangs on" in sentence for sentence in told[1:])


def test_a_scheme_that_excludes_what_it_requires_is_a_fault(tmp_path: Path) -> None:
    """Also when the other one says so, or through a third; told where it arises."""
    told = faults_of(schemes(A=("B", ""), B=("C", ""), C=("", "B"), D=("B", "")), tmp_path)
    assert told[0] == (
        "schemes, row 3, column requires: the scheme can never be chosen: C excludes B, and it needs both (found “C”). "
        "Take one of them out of requires or excludes."
    )
    assert [sentence.split(":")[0] for sentence in told if "hangs" not in sentence] == [
        "schemes, row 3, column requires"
    ]


def test_schemes_that_exclude_each_other_are_sound(tmp_path: Path) -> None:
    """Either may be chosen."""
    assert faults_of(schemes(A=("", "B"), B=("", "A")), tmp_path) == []


def test_more_sessions_than_slots_is_a_warning(tmp_path: Path) -> None:
    """Also where the sessions come from the role."""
    tables = small()
    tables["posts"][0] |= {"sessions": "", "slots": "MON_AM;TUE_AM"}
    assert warnings_of(tables, tmp_path) == [
        "posts, row 2, column sessions: the post wants 4 sessions in 2 slots; what is over will be shortfall "
        "(found “4”). Lower sessions or add slots, if that is not meant."
    ]


def test_a_pcn_of_a_programme_without_sites_is_a_warning(tmp_path: Path) -> None:
    """It counts as not reached."""
    tables = world()
    tables["pcns"].append({"pcn_code": "U00002", "name": "Far PCN", "group": "", "estimated": ""})
    tables["programmes"][0]["pcn_codes"] = "U00001;U00002"
    assert warnings_of(tables, tmp_path) == [
        "programmes, row 2, column pcn_codes: the PCN has no practice or branch site; it counts as not reached "
        "(found “U00002”). Add its sites, or take it out of the programme."
    ]


def test_supervision_of_a_kind_that_no_role_needs_is_a_warning(tmp_path: Path) -> None:
    """``GP`` supervises nobody, because the roles say ``gp``."""
    tables = world()
    tables["supervision"][0]["kind"] = "GP"
    assert warnings_of(tables, tmp_path) == [
        "supervision, row 2, column kind: no role needs this kind (found “GP”). Write “gp”."
    ]


def test_a_feature_that_no_room_has_is_a_warning(tmp_path: Path) -> None:
    """A post that needs it can never be placed."""
    tables = small()
    tables["posts"][0]["needs"] = "couch;Sink;hoist"
    assert warnings_of(tables, tmp_path) == [
        "posts, row 2, column needs: no room has this feature (found “Sink”). Write “sink”.",
        "posts, row 2, column needs: no room has this feature (found “hoist”). Nothing, unless it is misspelt.",
    ]
