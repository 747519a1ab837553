"""Hubs, hospitals, pop-ups, mobile units and offices of the made-up county (``example_shared.csv``)."""

import csv
from dataclasses import dataclass
from importlib.resources import files

from geodata.example.county import Km, on_grid
from geodata.example.dice import Dice
from geodata.places.positions import to_wgs84

Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class SharedPlace:
    """A hub, hospital, pop-up, mobile unit or office, and its rooms; a planned one has none yet.

    ``use`` is the share of core half-days that its owners' services hold its rooms.
    """

    site_id: str
    name: str
    kind: str
    at: Km
    room_types: tuple[str, ...]
    use: float
    share_with: str
    pcn_code: str


def _place(row: Row) -> SharedPlace:
    counts = (part.split(":") for part in row["rooms"].split(";") if part)
    return SharedPlace(
        site_id=row["site_id"],
        name=row["name"],
        kind=row["kind"],
        at=(float(row["east_km"]), float(row["north_km"])),
        room_types=tuple(room_type for room_type, count in counts for _ in range(int(count))),
        use=float(row["use"]),
        share_with=row["share_with"],
        pcn_code=row["pcn_code"],
    )


SHARED_PLACES: tuple[SharedPlace, ...] = tuple(
    _place(row)
    for row in csv.DictReader(files("geodata.example").joinpath("shared.csv").read_text(encoding="utf-8").splitlines())
)


def shared_site_rows() -> list[Row]:
    """Return the rows of ``sites`` for the shared places."""
    return [_shared_row(place) for place in SHARED_PLACES]


def _shared_row(place: SharedPlace) -> Row:
    dice = Dice(f"site {place.site_id}")
    is_open = bool(place.room_types)
    return {
        "site_id": place.site_id,
        "name": place.name,
        "kind": place.kind,
        "practice_code": "",
        "pcn_code": place.pcn_code,
        **_position(place),
        "share_with": place.share_with,
        "tenure": "NHS Property Services" if is_open else "",
        "lease_end": f"{dice.whole(2030, 2045)}-03-31" if is_open else "",
        "condition": dice.pick("AB") if is_open else "",
        "gia_m2": str(dice.whole(12, 60) * 20) if is_open else "",
        "step_free": "yes" if is_open else "",
    }


def _position(place: SharedPlace) -> Row:
    """Return a place's position: of a mobile unit as read off a web map, of a building on the grid."""
    easting, northing = on_grid(place.at)
    if place.kind != "mobile":
        return {"easting": str(easting), "northing": str(northing), "latitude": "", "longitude": ""}
    latitude, longitude = to_wgs84(easting, northing)
    return {"easting": "", "northing": "", "latitude": f"{latitude:.5f}", "longitude": f"{longitude:.5f}"}
