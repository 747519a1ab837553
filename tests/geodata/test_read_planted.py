"""A workbook with forty planted faults: every one is found, in its cell, and none twice."""

from pathlib import Path

from geodata.reading.read import read_dataset
from tests.geodata.worlds import World, world, write_book

PLANTED = {
    "sites": {
        "kind": "shop",
        "name": "",
        "easting": "9",
        "share_with": "all",
        "lease_end": "31/3/34",
        "condition": "E",
        "gia_m2": "640m2",
        "step_free": "y",
        "estimated": "maybe",
        "pcn_code": "u00001",
    },
    "rooms": {
        "room_type": "consulting",
        "site_id": "SOO1",
        "area_m2": "0",
        "places": "0",
        "TUE_AM": "X",
        "SAT_PM": "free",
    },
    "posts": {
        "role_id": "wizard",
        "pcn_code": "U1",
        "base_site": "S999",
        "wte": "2.01",
        "practice_code": "J1",
        "sessions": "4.5",
        "slots": "MON",
        "max_travel_min": "20 min",
        "max_sites": "0",
        "priority": "1.0.0",
        "status": "leaver",
    },
    "practices": {"list_size": "10,400", "imd_score": "-1", "pcn_code": "X"},
    "roles": {"group": "ARRS", "face_to_face_share": "85%", "contract_year": "25/26"},
    "supervision": {"MON_AM": "-1", "site_id": "s001"},
    "travel": {"minutes": "601", "season": "summer"},
    "schemes": {"adds": "consult_exam x 2", "grant_share": "66"},
    "growth": {"year": "30"},
}
KEYS = {"sites": "site_id", "rooms": "room_id", "posts": "post_id", "practices": "practice_code", "roles": "role_id"}
KEYS |= {"schemes": "scheme_id", "supervision": "kind", "growth": "year", "travel": "to_site"}


def planted() -> tuple[World, set[str]]:
    """Return the world with one more row per fault, sound but for it, and the cells of the faults."""
    tables = world()
    cells = set()
    for table, faults in PLANTED.items():
        sound = dict(tables[table][0])
        for number, (column, text) in enumerate(faults.items()):
            key = {KEYS[table]: f"N{number}"} if table not in ("growth", "travel") else {}
            if table == "travel":
                key = {"from_site": "H001", "to_site": "S001" if number else "H001"}
            tables[table].append(sound | key | {column: text})
            place = list(sound).index(column)
            letter = chr(ord("A") + place)
            cells.add(f"{table}!{letter}{len(tables[table]) + 1}")
    return tables, cells


def test_forty_planted_faults_are_all_found_each_in_its_cell(tmp_path: Path) -> None:
    """As many faults as were planted: none twice, none that follows from another."""
    tables, cells = planted()
    assert len(cells) == 40
    faults = read_dataset(write_book(tables, tmp_path / "planted.xlsx")).faults
    assert {fault.cell for fault in faults} == cells
    assert len(faults) == 40
