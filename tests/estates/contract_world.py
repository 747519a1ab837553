"""A small area that exercises the tables and levels of the contract, as text for any of the three forms."""

import csv
import io
from pathlib import Path

from estates.domain.slots import SLOTS
from geodata.dataset_files import write_workbook
from geodata.tables.every_table import TABLES
from tests.geodata.worlds import World, write_folder, write_geopackage, write_layers

# Tables as their users write them: only the columns that this area needs. A blank cell is a blank cell.
SITES = """
site_id,name,kind,practice_code,pcn_code,postcode,latitude,longitude,easting,northing,share_with,estimated
S1,=Quay & Co,practice,P1,N1,,,,400000,92000,,
B1,@Branch,branch,P1,N1,,,,400000,92900,practice,
S2,Mill Surgery,practice,P2,N2,,,,403000,92000,group,yes
H1,Hub,hub,,,,,,404000,92000,,
"""
ROOMS = """
room_id,site_id,room_type,name,places,features,free,unknown,estimated
007,S1,consult_exam,NA,,couch;sink,MON_AM MON_PM TUE_AM,WED_AM WED_PM,
1E5,B1,consult_exam,,,,MON_AM TUE_PM,,
G2,S2,group,,3,,MON_AM,,
T2,S2,treatment,,,,MON_AM TUE_AM,,yes
H1a,H1,consult_exam,,,,MON_AM TUE_AM WED_AM SAT_AM,,
H1b,H1,treatment,,,,MON_AM TUE_AM WED_AM SAT_AM,,
"""
POSTS = """
post_id,role_id,pcn_code,base_site,wte,practice_code,sessions,slots,max_travel_min,max_sites,priority,needs,status,estimated
+A,fcp_physio,N1,S1,1,P1,3,,,,2,couch,,
-3,fcp_physio,N1,S1,0.4,P1,1,MON_AM;TUE_AM,5,1,,,vacant,
T,gpst3,N1,S1,1,P1,2,MON_AM;MON_PM,0,,,,,
'C,care_coord,N2,S2,1,,2,MON_AM,,,,,planned,
D,own_role,N2,S2,0.5,,,,,,9,,,yes
Z,own_role,N3,S2,1,,0,,,,,,,
"""
ROLES = """
role_id,title,group,room_types,sessions_per_wte,face_to_face_share,supervision
own_role,Visiting audiologist,visiting,treatment,5,0.5,
"""
PROGRAMMES = """
programme_id,name,pcn_codes,sessions_per_week,rooms_per_session,room_types,features,slots,candidate_sites,max_travel_min,priority,season
UC,Urgent care,N1;N2;N3,2,2,treatment;consult_exam,,TUE_AM;WED_AM;SAT_AM,,5,1,all
WR,Winter hub,N1,1,2,consult_exam;treatment,,,,,,winter
"""
SUPERVISION = """
site_id,kind,MON_AM
S1,gp,1
"""
PINS = """
post_id,room_id,slot
T,007,MON_AM
"""
TRAVEL = """
from_site,to_site,minutes,season
S2,H1,4.5,all
S2,H1,6,winter
"""
PRACTICES = """
practice_code,name,pcn_code,list_size
P1,Quay,N1,9000
P2,Mill,N2,8000
"""
PCNS = """
pcn_code,name,group
N1,Harbour PCN,East
N2,Mill PCN,East
N3,Moor PCN,
"""


def contract_world() -> World:
    """Return the area's tables as rows of text, every declared column of a table that is used in each of its rows."""
    world = {
        "sites": rows_of(SITES),
        "rooms": [_with_week(row) for row in rows_of(ROOMS)],
        "posts": rows_of(POSTS),
        "roles": rows_of(ROLES),
        "programmes": rows_of(PROGRAMMES),
        "supervision": rows_of(SUPERVISION),
        "pins": rows_of(PINS),
        "travel": rows_of(TRAVEL),
        "practices": rows_of(PRACTICES),
        "pcns": rows_of(PCNS),
    }
    return {
        name: [{column.name: row.get(column.name, "") for column in TABLES[name].columns} for row in rows]
        for name, rows in world.items()
    }


def rows_of(text: str) -> list[dict[str, str]]:
    """Return CSV text as rows."""
    return list(csv.DictReader(io.StringIO(text.strip())))


def write_forms(world: World, folder: Path) -> tuple[Path, Path, Path]:
    """Write the area as a CSV folder, a workbook and a GeoPackage, each with the same layers; return their paths."""
    as_csv = write_folder(world, folder / "as csv")
    write_layers(as_csv)
    as_book = folder / "as workbook" / "area.xlsx"
    write_workbook(world, as_book)
    write_layers(as_book.parent)
    return as_csv, as_book, write_geopackage(world, folder / "area.gpkg")


def _with_week(row: dict[str, str]) -> dict[str, str]:
    """Return a room's row with a cell per slot: free, not known, or in use for the rest."""
    free, unknown = row["free"].split(), row["unknown"].split()
    return row | {slot: "F" if slot in free else "" if slot in unknown else "U" for slot in SLOTS}
