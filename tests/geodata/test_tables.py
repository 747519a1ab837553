"""The declaration of the tables agrees with the contract and with itself."""

import pytest

from estates.domain.slots import SLOTS
from geodata.reading.cells import cell_value
from geodata.tables.columns import Column, Kind, Table
from geodata.tables.every_table import LAYERS, TABLES

REQUIRED = {
    "sites": "site_id name kind",
    "rooms": "room_id site_id room_type",
    "posts": "post_id role_id pcn_code base_site wte",
    "practices": "practice_code name pcn_code list_size",
    "pcns": "pcn_code name",
    "roles": "role_id title group room_types sessions_per_wte face_to_face_share",
    "supervision": "site_id kind",
    "programmes": "programme_id name pcn_codes sessions_per_week rooms_per_session room_types",
    "pins": "post_id room_id slot",
    "areas": "level code",
    "barriers": "",
    "backdrop": "kind",
    "patients_by_area": "practice_code area_code patients",
    "travel": "from_site to_site minutes",
    "schemes": "scheme_id name site_id capital_cost",
    "growth": "practice_code year patients_added",
}
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]


def test_the_tables_are_those_of_the_contract() -> None:
    """All sixteen, three of them required, three of them layers."""
    assert set(TABLES) == set(REQUIRED)
    assert [name for name, table in TABLES.items() if table.required] == ["sites", "rooms", "posts"]
    assert LAYERS == ("areas", "barriers", "backdrop")


@pytest.mark.parametrize("name", TABLES)
def test_the_required_columns_are_those_of_the_contract(name: str) -> None:
    """No more and no fewer."""
    assert [column.name for column in TABLES[name].required_columns] == REQUIRED[name].split()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_knows_whether_a_row_is_estimated(table: Table) -> None:
    """The column ``estimated`` closes every table."""
    assert table.columns[-1].name == "estimated"


@pytest.mark.parametrize("name", ["rooms", "supervision"])
def test_rooms_and_supervision_have_a_column_per_slot(name: str) -> None:
    """Seventeen, in the order of the week."""
    assert [column.name for column in TABLES[name].slot_columns] == [slot.value for slot in SLOTS]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table.name}.{column.name}" for table, column in COLUMNS])
def test_every_column_says_what_it_holds(table: Table, column: Column) -> None:
    """Meaning, what is allowed, what a blank means; a word list where its kind asks for one; its unit for a measure."""
    assert column.meaning
    assert not column.meaning.endswith(".")
    assert column.allowed
    assert bool(column.blank) is not column.required
    assert bool(column.choices) is (
        column.kind in {Kind.WORD, Kind.WORDS, Kind.COUNTS, Kind.CONVERSIONS, Kind.OPENINGS}
    )
    assert column.refers_to is None or len(TABLES[column.refers_to].key) == 1
    assert set(table.key) <= set(table.by_name)


def test_example_rows_name_declared_columns_only() -> None:
    """And every table but the layers has at least one, with every required cell filled."""
    for table in TABLES.values():
        assert bool(table.examples) is not table.is_layer
        for row in table.examples:
            assert set(row) <= set(table.by_name)
            assert all(row.get(column.name) for column in table.required_columns)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table.name}.{column.name}" for table, column in COLUMNS])
def test_a_default_is_what_its_words_say(table: Table, column: Column) -> None:
    """The default of a blank cell, where its words are a value, is the value those words would give."""
    if column.default is None or column.kind in {Kind.CODES, Kind.WORDS, Kind.COUNTS, Kind.CONVERSIONS, Kind.OPENINGS}:
        assert column.kind is not Kind.WORDS or column.required or column.blank == "the ten weekday AM and PM slots"
        return
    words = "?" if column.blank == "not known" else column.blank
    assert cell_value(column, words) == column.default, table.name
