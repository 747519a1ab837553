"""Practices and branches of the made-up county."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from math import cos, pi, sin, sqrt

from geodata.example.county import is_building_land, on_grid
from geodata.example.dice import Dice
from geodata.example.networks import NETWORKS, Network

Row = dict[str, str]
Spots = list[tuple[int, int]]

FIRST_PARTS = (
    *("Ald", "Brack", "Cawd", "Dun", "Elm", "Fenn", "Gorse", "Hark", "Ivel", "Kest", "Lark", "Mell", "Nether", "Ox"),
    *("Pell", "Quarr", "Rush", "Sallow", "Thistle", "Under", "Wend", "Yarr"),
)
LAST_PARTS = ("bourne", "combe", "croft", "field", "hurst", "leigh", "mead", "stoke", "thorpe", "wick")
STREETS = ("Quay", "Orchard", "Castle", "Mill", "Station", "Abbey", "Market", "Bridge", "Park", "Lighthouse", "Priory")
PRACTICE_WORDS = ("Surgery", "Medical Centre", "Health Centre", "Practice", "Medical Practice", "Family Practice")
TENURES = {"owned by partners": 0.42, "leasehold": 0.34, "NHS Property Services": 0.16, "third-party developer": 0.08}
SHARING = {"": 0.72, "practice": 0.08, "pcn": 0.08, "group": 0.12}
CONDITIONS = {"A": 0.12, "B": 0.53, "C": 0.28, "D": 0.07}
SMALLEST_LIST = 3_000
LEAST_APART_M = 450
BRANCH_SHARE = 0.24


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A made-up practice: its list, its network and its main site and branches."""

    code: str
    name: str
    network: Network
    patients: int
    sites: tuple["Place", ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A made-up building, with its share of its practice's patients."""

    site_id: str
    name: str
    kind: str
    easting: int
    northing: int
    share: float


@cache
def practices() -> tuple[Practice, ...]:
    """Return the practices of the county, network by network, codes in running order."""
    names = iter(Dice("names").shuffled([first + last for first in FIRST_PARTS for last in LAST_PARTS]))
    codes = (f"XW{number:04d}" for number in count(1))
    return tuple(practice for network in NETWORKS for practice in _practices_of(network, codes, names))


def practice_rows() -> list[Row]:
    """Return the rows of ``practices``; of a few the deprivation is not known."""
    rows = []
    for practice in practices():
        dice = Dice(f"list {practice.code}")
        need = dice.share(0.9, 1.12)
        rows.append(
            {
                "practice_code": practice.code,
                "name": practice.name,
                "pcn_code": practice.network.code,
                "list_size": str(practice.patients),
                "weighted_list_size": f"{practice.patients * need:.1f}",
                "imd_score": "" if dice.falls(0.04) else f"{5 + 190 * (need - 0.9) * dice.share(0.7, 1.1):.2f}",
            }
        )
    return rows


def pcn_rows() -> list[Row]:
    """Return the rows of ``pcns``."""
    return [{"pcn_code": here.code, "name": here.name, "group": here.group} for here in NETWORKS]


def site_rows() -> list[Row]:
    """Return the rows of ``sites`` for practices with their branches."""
    return [_site_row(site, practice) for practice in practices() for site in practice.sites]


def _practices_of(network: Network, codes: Iterator[str], names: Iterator[str]) -> Iterator[Practice]:
    """Found a network's practices; the first ones have a branch each."""
    dice = Dice(f"practices {network.code}")
    taken = [on_grid(network.centre)]
    for number, patients in enumerate(_lists(network, dice)):
        code = next(codes)
        main = _main_site(code, network, next(names), dice=dice, taken=taken)
        sites: tuple[Place, ...] = (main,)
        if number < network.branches:
            branch = _branch(code, network, next(names), dice=dice, taken=taken)
            sites = (replace(main, share=1 - BRANCH_SHARE), branch)
        yield Practice(code=code, name=main.name, network=network, patients=patients, sites=sites)


def _lists(network: Network, dice: Dice) -> list[int]:
    """Share a network's patients out: one large practice, the others of all sizes, none below the smallest."""
    weights = [0.06 + dice.share() ** 2 for _ in range(network.practices)]
    weights[0] = max(weights) * 1.6
    spare = network.patients - SMALLEST_LIST * network.practices
    lists = [SMALLEST_LIST + int(spare * weight / sum(weights)) for weight in weights]
    return [*lists[:-1], network.patients - sum(lists[:-1])]


def _main_site(code: str, network: Network, village: str, *, dice: Dice, taken: Spots) -> Place:
    easting, northing = _spot(network, reach=1.0, dice=dice, taken=taken)
    street = "" if dice.falls(0.7) else f" {dice.pick(STREETS)}"
    name = f"{village}{street} {dice.pick(PRACTICE_WORDS)}"
    return Place(site_id=f"{code}-1", name=name, kind="practice", easting=easting, northing=northing, share=1.0)


def _branch(code: str, network: Network, village: str, *, dice: Dice, taken: Spots) -> Place:
    """Return a branch, farther out than the main sites."""
    easting, northing = _spot(network, reach=1.9, dice=dice, taken=taken)
    name = f"{village} Branch Surgery"
    return Place(site_id=f"{code}-2", name=name, kind="branch", easting=easting, northing=northing, share=BRANCH_SHARE)


def _spot(network: Network, *, reach: float, dice: Dice, taken: Spots) -> tuple[int, int]:
    """Throw for a spot round the network's centre until it is on building land and apart from the others."""
    while True:
        angle, away = dice.share(0, 2 * pi), network.spread_km * reach * sqrt(dice.share(0.02, 1))
        spot = on_grid((network.centre[0] + away * cos(angle), network.centre[1] + away * sin(angle)))
        apart = all(abs(spot[0] - east) + abs(spot[1] - north) > LEAST_APART_M for east, north in taken)
        if apart and is_building_land(*spot):
            taken.append(spot)
            return spot


def _site_row(site: Place, practice: Practice) -> Row:
    dice = Dice(f"site {site.site_id}")
    tenure = dice.weighted(TENURES)
    return {
        "site_id": site.site_id,
        "name": site.name,
        "kind": site.kind,
        "practice_code": practice.code,
        "pcn_code": practice.network.code,
        "easting": str(site.easting),
        "northing": str(site.northing),
        "latitude": "",
        "longitude": "",
        "share_with": dice.weighted(SHARING),
        "tenure": tenure,
        "lease_end": "" if tenure.startswith("owned") else f"{dice.whole(2027, 2044)}-{dice.whole(1, 12):02d}-28",
        "condition": "" if dice.falls(0.03) else dice.weighted(CONDITIONS),
        "gia_m2": "" if dice.falls(0.03) else str(int(practice.patients * site.share * dice.share(0.052, 0.08)) + 60),
        "step_free": "" if dice.falls(0.03) else ("yes" if dice.falls(0.85) else "no"),
    }
