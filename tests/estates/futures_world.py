"""The contract's small area with a future: schemes, growth, and a scenario of every season."""

import csv
from pathlib import Path

from estates.domain.slots import Slot
from estates.domain.words import PlacementKind
from estates.planning import Run
from estates.planning.earlier import placements_of
from optimiser.limits import Limits
from tests.estates.contract_world import contract_world, rows_of
from tests.geodata.worlds import World, write_folder

RUN = Run(limits=Limits())
SCHEMES = """
scheme_id,name,site_id,capital_cost,annual_cost,adds,opens,earliest_year,requires,grant_share
C1,=Extend Quay,S1,100000,1000,consult_exam:1,,2028,,0.5
C2,Open Saturdays,S2,5000,,,*@SAT_AM,,,
"""
GROWTH = """
practice_code,year,patients_added
P1,2027,300
P1,2030,900
P2,2030,-100
"""
SCENARIO = """
name = "Winter 2030"
year = 2030
season = "winter"

[[change]]
name = "Extend Quay"
do = "build_schemes"
scheme_ids = ["C1"]

[[change]]
name = "=Two more"
do = "add_posts"
role_id = "fcp_physio"
pcn_codes = ["N1"]
posts = 2
sessions = 2

[[change]]
name = "Saturdays"
do = "open_sessions"
site_ids = ["S1"]
slots = ["SAT_AM"]
"""


def futures_world() -> World:
    """Return the area's tables with schemes and growth; Saturday mornings are not known instead of in use."""
    tables = contract_world()
    tables["rooms"] = [row | {"SAT_AM": ""} if row["SAT_AM"] == "U" else row for row in tables["rooms"]]
    return tables | {"schemes": rows_of(SCHEMES), "growth": rows_of(GROWTH)}


def write_future(folder: Path) -> tuple[Path, Path]:
    """Write the area and its scenario; return their paths."""
    (folder / "winter.toml").write_text(SCENARIO, encoding="utf-8")
    return write_folder(futures_world(), folder / "dataset"), folder / "winter.toml"


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, guards included."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keys(plan: Path) -> set[tuple[PlacementKind, str, Slot, str]]:
    """Return what tells the rows of a plan folder apart: kind, id, slot and room."""
    return {(row.kind, row.id, row.slot, row.room_id) for row in placements_of(plan)}
