"""The parts of a first dataset, before they are counted and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from estates.domain.errors import RequestError
from estates.domain.roles import Role, built_in_roles
from geodata.national.gp_workforce import PracticeStaff
from geodata.national.loading import NationalFiles
from geodata.places.postcodes import Postcodes
from geodata.starter.area import StarterArea, find_area
from geodata.starter.facts import LeftOut, Notes
from geodata.starter.layers import StarterLayers, icb_outline, make_layers
from geodata.starter.posts import StarterPost, pcn_posts, trainee_posts, with_sessions
from geodata.starter.remarks import second_looks
from geodata.starter.rooms import PracticeRooms, estimate_rooms, own_sessions
from geodata.starter.settings import StarterSettings
from geodata.starter.sites import StarterSite, area_test, branch_sites, hub_sites, main_sites
from geodata.starter.staff import (
    PcnWorkforce,
    pcn_workforce,
    practice_workforce,
    unknown_staff,
    workforce_conflicts,
)


@dataclass(frozen=True, kw_only=True)
class StarterContent:
    """The parts of a first dataset. ``staff`` is what practices employ themselves, by practice code."""

    area: StarterArea
    sites: tuple[StarterSite, ...]
    rooms: tuple[PracticeRooms, ...]
    posts: tuple[StarterPost, ...]
    staff: Mapping[str, PracticeStaff]
    workforce: PcnWorkforce
    layers: StarterLayers
    notes: Notes


def make_content(
    national: NationalFiles, area_code: str, postcodes: Postcodes | None, settings: StarterSettings
) -> StarterContent:
    """Return the parts of an area's first dataset, from the national files and the positions of postcodes."""
    area, notes = find_area(national, area_code)
    mains, main_notes = main_sites(area, postcodes)
    if not mains:
        raise RequestError("No practice has a known position. Give a postcode file: OS Code-Point Open or ONSPD.")
    area, placed_notes = _placed(area, mains)
    sites, layers, place_notes = _places(national, area, mains, postcodes=postcodes, settings=settings)
    staff = practice_workforce(national.practice_staff, area)
    workforce = pcn_workforce(national.pcn_staff, area)
    roles = {role.role_id: role for role in built_in_roles()}
    staff_notes = unknown_staff(workforce, staff, area)
    staff_notes += workforce_conflicts(national.pcn_staff, national.practice_staff, area)
    rooms = _rooms(area, sites, staff, roles, settings=settings)
    return StarterContent(
        area=area,
        sites=sites,
        rooms=rooms,
        posts=with_sessions([*pcn_posts(workforce, area), *trainee_posts(staff, area, settings)], roles),
        staff=staff,
        workforce=workforce,
        layers=layers,
        notes=staff_notes
        + notes
        + main_notes
        + placed_notes
        + place_notes
        + _not_given(national)
        + second_looks(rooms, staff),
    )


def _placed(area: StarterArea, mains: Sequence[StarterSite]) -> tuple[StarterArea, Notes]:
    codes = {site.site_id for site in mains}
    practices = tuple(practice for practice in area.practices if practice.code in codes)
    pcns = {code: area.pcns[code] for code in sorted({practice.pcn_code for practice in practices})}
    left_out = tuple(
        LeftOut(
            what="PCN", code=code, name=name, why="none of its practices has a known position; nor is its staff here"
        )
        for code, name in area.pcns.items()
        if code not in pcns
    )
    return replace(area, practices=practices, pcns=pcns), Notes(left_out=left_out)


def _places(
    national: NationalFiles,
    area: StarterArea,
    mains: tuple[StarterSite, ...],
    *,
    postcodes: Postcodes | None,
    settings: StarterSettings,
) -> tuple[tuple[StarterSite, ...], StarterLayers, Notes]:
    branches, branch_notes = branch_sites(national.branches, mains, postcodes)
    outline = icb_outline(national, area)
    is_here = area_test(outline.shape if outline else None, mains, float(settings.hub_reach_km))
    hubs, hub_notes = hub_sites(national.nhs_sites, is_here, postcodes)
    sites = (*mains, *branches, *hubs)
    layers, layer_notes = make_layers(national, area, is_here, [site.position for site in sites])
    return sites, layers, branch_notes + hub_notes + layer_notes


def _rooms(
    area: StarterArea,
    sites: Sequence[StarterSite],
    staff: Mapping[str, PracticeStaff],
    roles: Mapping[str, Role],
    *,
    settings: StarterSettings,
) -> tuple[PracticeRooms, ...]:
    return tuple(
        estimate_rooms(
            practice,
            [site for site in sites if site.practice_code == practice.code],
            own_sessions(staff.get(practice.code), roles, settings),
            settings,
        )
        for practice in area.practices
    )


def _not_given(national: NationalFiles) -> Notes:
    absent = (
        (national.branches, "Branch surgeries: no branch list was given; every practice has one site."),
        (national.nhs_sites, "Hospitals and clinics for hubs: no list of NHS sites was given."),
    )
    unknown = [text for rows, text in absent if not rows]
    return Notes(
        unknown=(*unknown, "Programmes, schemes and list growth: no national file tells them; enter your own.")
    )
