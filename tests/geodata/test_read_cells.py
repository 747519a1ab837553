"""What is said of a single cell: one case per kind of fault, word for word."""

from pathlib import Path

import pytest

from tests.geodata.worlds import faults_of, reading_of, world

SLOTS = (
    "MON_AM, MON_PM, MON_EVE, TUE_AM, TUE_PM, TUE_EVE, WED_AM, WED_PM, WED_EVE, THU_AM, THU_PM, THU_EVE, "
    "FRI_AM, FRI_PM, FRI_EVE, SAT_AM, SAT_PM"
)
TYPES = "consult_exam, consult, treatment, minor_ops, interview, phlebotomy, group, desk"
CASES = [
    ("sites", "name", "", "the cell is blank. Allowed: any text. Fill it in."),
    (
        "sites",
        "kind",
        "Practice",
        "the word is not known here (found “Practice”). Allowed: one of practice, branch, hub, hospital, pop_up, "
        "mobile, office. Write “practice”.",
    ),
    (
        "sites",
        "condition",
        "E",
        "the word is not known here (found “E”). Allowed: one of A, B, C, D. Use one of the words allowed.",
    ),
    (
        "sites",
        "lease_end",
        "31/03/2034",
        "not a date that is read (found “31/03/2034”). Allowed: a date as YYYY-MM-DD, or a spreadsheet date. "
        "Write it as YYYY-MM-DD, such as 2031-03-31.",
    ),
    (
        "sites",
        "lease_end",
        "2034-02-30",
        "not a date that is read (found “2034-02-30”). Allowed: a date as YYYY-MM-DD, or a spreadsheet date. "
        "Write it as YYYY-MM-DD, such as 2031-03-31.",
    ),
    (
        "sites",
        "step_free",
        "partly",
        "neither yes nor no (found “partly”). Allowed: yes or no (also true, false, 1, 0). Write yes or no.",
    ),
    (
        "sites",
        "gia_m2",
        "0.5",
        "out of range (found “0.5”). Allowed: a plain number from 1 to 200,000. Put the figure right.",
    ),
    (
        "rooms",
        "area_m2",
        "5001",
        "out of range (found “5001”). Allowed: a plain number from 1 to 5000. Put the figure right.",
    ),
    (
        "rooms",
        "places",
        "101",
        "out of range (found “101”). Allowed: a whole number from 1 to 100. Put the figure right.",
    ),
    (
        "rooms",
        "places",
        "1.5",
        "not a whole number (found “1.5”). Allowed: a whole number from 1 to 100. Write a whole number.",
    ),
    (
        "rooms",
        "MON_AM",
        "f",
        "the word is not known here (found “f”). Allowed: one of F, U, C, ?. Write “F”.",
    ),
    (
        "posts",
        "wte",
        "0",
        "out of range (found “0”). Allowed: a plain number above 0 to 2. Put the figure right.",
    ),
    (
        "posts",
        "wte",
        "50%",
        "not a plain number (found “50%”). Allowed: a plain number above 0 to 2. "
        "Write a share as a fraction, such as 0.5 for 50%.",
    ),
    (
        "posts",
        "wte",
        "0,5",
        "not a plain number (found “0,5”). Allowed: a plain number above 0 to 2. "
        "Leave out thousands separators, and write a decimal point, not a comma.",
    ),
    (
        "posts",
        "wte",
        "1E0",
        "not a plain number (found “1E0”). Allowed: a plain number above 0 to 2. "
        "Write a number in figures and nothing else.",
    ),
    (
        "posts",
        "sessions",
        "-1",
        "out of range (found “-1”). Allowed: a whole number of 0 or more. Put the figure right.",
    ),
    (
        "posts",
        "slots",
        "MON_AM;MON_NIGHT",
        "“MON_NIGHT” is not known here (found “MON_AM;MON_NIGHT”). "
        f"Allowed: words separated by ; from {SLOTS}. Use one of the words allowed.",
    ),
    (
        "posts",
        "max_travel_min",
        "601",
        "out of range (found “601”). Allowed: a plain number from 0 to 600. Put the figure right.",
    ),
    (
        "posts",
        "priority",
        "10",
        "out of range (found “10”). Allowed: a whole number from 1 to 9. Put the figure right.",
    ),
    (
        "practices",
        "list_size",
        "10,400",
        "not a plain number (found “10,400”). Allowed: a whole number of 0 or more. "
        "Leave out thousands separators, and write a decimal point, not a comma.",
    ),
    (
        "roles",
        "face_to_face_share",
        "1.01",
        "out of range (found “1.01”). Allowed: a plain number from 0 to 1. Put the figure right.",
    ),
    (
        "roles",
        "contract_year",
        "2025/27",
        "not a contract year (found “2025/27”). Allowed: a contract year such as 2025/26. "
        "Write two years that follow each other, such as 2025/26.",
    ),
    (
        "roles",
        "room_types",
        " ; ",
        f"the cell is blank (found “;”). Allowed: words separated by ; from {TYPES}. Fill it in.",
    ),
    (
        "schemes",
        "capital_cost",
        "£350000",
        "not a plain number (found “£350000”). Allowed: a plain number of 0 or more. "
        "Leave out the pound sign and any commas.",
    ),
    (
        "schemes",
        "adds",
        "consult_exam",
        "“consult_exam” does not have two parts with : between them (found “consult_exam”). Allowed: items such as "
        f"consult_exam:2 separated by ;, with one of {TYPES}. Write it as shown.",
    ),
    (
        "schemes",
        "adds",
        "consult_exam:0",
        "“0” is not a count (found “consult_exam:0”). Allowed: items such as consult_exam:2 separated by ;, with "
        f"one of {TYPES}. Write whole numbers of 1 or more after the colon.",
    ),
    (
        "schemes",
        "converts",
        "R001>ward",
        "“ward” is not known here (found “R001>ward”). Allowed: items such as R001>consult_exam separated by ;, with "
        f"one of {TYPES}. Use one of the words allowed.",
    ),
    (
        "schemes",
        "opens",
        "*@SUN_AM",
        "“SUN_AM” is not known here (found “*@SUN_AM”). Allowed: items such as R001@MON_EVE or *@SAT_AM separated by "
        f";, with one of {SLOTS}. Use one of the words allowed.",
    ),
    (
        "growth",
        "year",
        "1999",
        "out of range (found “1999”). Allowed: a whole number from 2000 to 2100. Put the figure right.",
    ),
    (
        "travel",
        "minutes",
        "1" + "0" * 5000,
        f"out of range (found “1{'0' * 5000}”). Allowed: a plain number from 0 to 600. Put the figure right.",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}.{case[1]}" for case in CASES])
def test_a_wrong_cell_is_told_in_words(tmp_path: Path, case: tuple[str, str, str, str]) -> None:
    """Table, row, column, value, what is allowed and what to do; once."""
    table, column, text, said = case
    tables = world()
    tables[table][0][column] = text
    assert faults_of(tables, tmp_path)[0].split(": ", 1) == [f"{table}, row 2, column {column}", said]
    assert [fault for fault in reading_of(tables, tmp_path).faults if "hangs on" not in fault.problem][1:] == []


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("posts", "wte", "2"),
        ("posts", "wte", " 0.01 "),
        ("posts", "sessions", "1"),
        ("posts", "max_travel_min", "600"),
        ("rooms", "places", "100"),
        ("rooms", "area_m2", "1"),
        ("sites", "gia_m2", "200000"),
        ("sites", "step_free", "TRUE"),
        ("sites", "step_free", "0"),
        ("sites", "lease_end", "1999-12-31"),
        ("growth", "year", "2100"),
        ("growth", "patients_added", "-450"),
        ("growth", "patients_added", "450.0"),
        ("roles", "face_to_face_share", "1"),
        ("roles", "contract_year", "2099/00"),
        ("travel", "minutes", "12.75"),
        ("schemes", "opens", "*@SAT_AM; R001@MON_EVE"),
    ],
)
def test_the_edges_of_what_is_allowed_are_allowed(tmp_path: Path, table: str, column: str, text: str) -> None:
    """The figures at both ends of a range count as inside; outer blanks do not matter."""
    tables = world()
    tables[table][0][column] = text
    assert faults_of(tables, tmp_path) == []


@pytest.mark.parametrize("code", ["007", "NA", "1E5", "TRUE", "null", "N/A", "None", "=1+1", "'tis", "-x", "3.10", "½"])
def test_codes_survive_as_they_are_written(tmp_path: Path, code: str) -> None:
    """No code is taken for a number, a blank, a truth value or a formula on its way through a CSV file."""
    tables = {name: rows for name, rows in world().items() if name in ("sites", "rooms", "posts")}
    tables["posts"][0]["post_id"] = code
    dataset = reading_of(tables, tmp_path).dataset
    assert dataset is not None
    assert dataset.posts[0].post_id == code
