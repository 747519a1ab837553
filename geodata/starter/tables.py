"""The tables of a first dataset, as rows of text."""

from collections.abc import Mapping, Sequence

from estates.domain.sites import default_sharing
from geodata.dataset_files import Row
from geodata.national.list_sizes import AreaPatients
from geodata.starter.area import StarterArea
from geodata.starter.facts import text_of
from geodata.starter.posts import StarterPost, post_row
from geodata.starter.practices import AreaPractice
from geodata.starter.rooms import PracticeRooms, room_rows
from geodata.starter.settings import StarterSettings
from geodata.starter.sites import StarterSite
from geodata.starter.supervision import supervision_rows

POST_COLUMNS = (
    "post_id",
    "role_id",
    "pcn_code",
    "practice_code",
    "base_site",
    "wte",
    "sessions",
    "status",
    "estimated",
)


def dataset_tables(
    area: StarterArea,
    sites: Sequence[StarterSite],
    rooms: Sequence[PracticeRooms],
    posts: Sequence[StarterPost],
    *,
    patients: Sequence[AreaPatients],
    settings: StarterSettings,
) -> dict[str, list[Row]]:
    """Return the tables of a dataset by name; each table's rows hold the same columns."""
    return {
        "sites": [site_row(site) for site in sites],
        "rooms": [row for each in rooms for row in room_rows(each, settings)],
        "posts": [post_row(post) for post in posts],
        "practices": [_practice_row(practice) for practice in area.practices],
        "pcns": [{"pcn_code": code, "name": name, "group": ""} for code, name in area.pcns.items()],
        "supervision": [row for each in rooms for row in supervision_rows(each, settings)],
        "patients_by_area": [_patient_row(row) for row in patients],
    }


def site_row(site: StarterSite) -> dict[str, str]:
    """Return a building as a row of the ``sites`` table, at its grid position."""
    easting, northing = site.position
    return {
        "site_id": site.site_id,
        "name": site.name,
        "kind": site.kind.value,
        "practice_code": site.practice_code,
        "pcn_code": site.pcn_code,
        "postcode": site.postcode,
        "easting": str(easting),
        "northing": str(northing),
        "share_with": default_sharing(site.kind).value,
        "estimated": "yes" if site.estimated else "no",
    }


def _patient_row(row: AreaPatients) -> Row:
    return {"practice_code": row.practice_code, "area_code": row.area_code, "patients": str(row.patients)}


def _practice_row(practice: AreaPractice) -> dict[str, str]:
    extras = practice.extras
    return {
        "practice_code": practice.code,
        "name": practice.name,
        "pcn_code": practice.pcn_code,
        "list_size": str(practice.list_size),
        "weighted_list_size": text_of(extras.weighted_list_size if extras else None),
        "imd_score": text_of(extras.imd_score if extras else None),
    }


def headings_only(columns: Sequence[str]) -> str:
    """Return a table that has a heading and no rows, as CSV text."""
    return ",".join(columns) + "\n"


def cells_of(rows: Sequence[Mapping[str, str]], state: str) -> int:
    """Return how many half-days of rooms are in a state (``F``, ``U``, ``C`` or ``?``)."""
    return sum(1 for row in rows for column, cell in row.items() if "_" in column and cell == state)
