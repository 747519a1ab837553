"""The primary care networks of the made-up county, as ``example_networks.csv`` describes them."""

import csv
from dataclasses import dataclass
from importlib.resources import files

from geodata.example.county import Km


@dataclass(frozen=True, kw_only=True)
class Network:
    """A made-up primary care network.

    ``spread_km`` is how far its practices lie from its centre; ``patients`` its list; ``use`` the share of core
    half-days that its owners' staff hold their rooms; ``rooms`` its rooms against those of the room formula; ``staff``
    its posts per patient against the county's average; ``growth`` patients added by 2036 per present patient.
    """

    code: str
    name: str
    group: str
    centre: Km
    spread_km: float
    practices: int
    branches: int
    patients: int
    use: float
    rooms: float
    staff: float
    growth: float


def _network(row: dict[str, str]) -> Network:
    return Network(
        code=row["code"],
        name=row["name"],
        group=row["group"],
        centre=(float(row["east_km"]), float(row["north_km"])),
        spread_km=float(row["spread_km"]),
        practices=int(row["practices"]),
        branches=int(row["branches"]),
        patients=int(row["patients"]),
        use=float(row["use"]),
        rooms=float(row["rooms"]),
        staff=float(row["staff"]),
        growth=float(row["growth"]),
    )


NETWORKS: tuple[Network, ...] = tuple(
    _network(row)
    for row in csv.DictReader(
        files("geodata.example").joinpath("networks.csv").read_text(encoding="utf-8").splitlines()
    )
)
