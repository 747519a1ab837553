"""The county with one text in every column of text that a user fills, planned by hand."""

from dataclasses import replace
from typing import Any

from estates.domain.dataset import Dataset, catalogue
from estates.domain.plan import Placement
from estates.domain.roles import built_in_roles
from estates.domain.shortfall import UnmetRow
from maps.extras import SchemeGain, Tiles
from tests.builders import travel
from tests.maps.worlds import PLACEMENTS, PRICES, county_areas, county_plan, county_tables, full_dataset, full_extras


def renamed(text: str) -> Dataset:
    """Return the county with a text in every column of text that is shown; codes have a number behind it."""
    data = full_dataset()
    sites = {row.site_id: f"{text}{place}" for place, row in enumerate(data.sites)}
    pcns = {row.pcn_code: f"{text}{place}" for place, row in enumerate(data.pcns)}
    practices = {row.practice_code: f"{text}{place}" for place, row in enumerate(data.practices)}
    role = next(row for row in built_in_roles() if row.role_id == "fcp_physio")
    own = {"pcn_code": pcns, "practice_code": practices}

    def coded(row: Any) -> dict[str, Any]:
        return {name: known.get(getattr(row, name)) for name, known in own.items()}

    return replace(
        data,
        sites=tuple(
            replace(row, **coded(row), site_id=sites[row.site_id], name=text, tenure=text) for row in data.sites
        ),
        pcns=tuple(replace(row, pcn_code=pcns[row.pcn_code], name=text, group=text) for row in data.pcns),
        practices=tuple(replace(row, **coded(row), name=text) for row in data.practices),
        rooms=tuple(
            replace(row, room_id=text + row.room_id, site_id=sites[row.site_id], name=text) for row in data.rooms
        ),
        posts=tuple(
            replace(row, **coded(row), post_id=text + row.post_id, base_site=sites[row.base_site], role_id=text)
            for row in data.posts
        ),
        roles=catalogue([replace(role, role_id=text, title=text)]),
        programmes=tuple(
            replace(row, programme_id=text + row.programme_id, name=text, pcn_codes=tuple(pcns.values()))
            for row in data.programmes
        ),
        schemes=tuple(
            replace(row, scheme_id=text + row.scheme_id, name=text, site_id=sites[row.site_id]) for row in data.schemes
        ),
        backdrop=tuple(replace(row, name=text) for row in data.backdrop),
    )


def _moved(text: str, placement: Placement) -> Placement:
    places = {row.site_id: f"{text}{place}" for place, row in enumerate(full_dataset().sites)}
    return replace(
        placement, id=text + placement.id, site_id=places[placement.site_id], room_id=text + placement.room_id
    )


def _told(text: str, row: UnmetRow) -> UnmetRow:
    return replace(row, explanation=text, remedy=text)


def hostile_tables(text: str) -> dict[str, Any]:
    """Return what a map, a workbook or a paper is made from, with a text wherever a text of the user's can stand."""
    data = renamed(text)
    prices = tuple(replace(row, site_id=f"{text}2", supervision=row.supervision and text) for row in PRICES)
    plan = county_plan(tuple(_moved(text, row) for row in PLACEMENTS), prices=prices)
    tables = county_tables(data, plan, areas=county_areas(data), travel=travel(data))
    return tables | {"unmet": tuple(_told(text, row) for row in tables["unmet"])}


def hostile_map(text: str) -> dict[str, Any]:
    """Return what a map of these tables shows, all its extras and its title among them."""
    given, tables = full_extras(full_dataset()), hostile_tables(text)
    extras = replace(
        given,
        earlier=tables["unmet"],
        earlier_name=text,
        outlook=tuple(
            replace(
                row,
                pcn_code=row.pcn_code and f"{text}0",
                practice_code=row.practice_code and f"{text}0",
            )
            for row in given.outlook
        ),
        gains=(SchemeGain(scheme_id=f"{text}X1", sessions=2),),
        tiles=Tiles(url="https://tiles.invalid/{z}/{x}/{y}.png", credit=text),
    )
    return tables | {"extras": extras, "title": text}
