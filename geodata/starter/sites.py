"""The buildings of a first dataset: main and branch surgeries of practices, NHS hospitals and clinics as hubs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shapely import Point, STRtree
from shapely.geometry.base import BaseGeometry

from estates.domain.words import SiteKind
from geodata.national.branches import Branch
from geodata.national.nhs_sites import NhsSite
from geodata.places.positions import to_grid
from geodata.places.postcodes import Postcodes
from geodata.starter.area import StarterArea
from geodata.starter.facts import LeftOut, Notes, in_title_case, newest_first
from geodata.starter.practices import AreaPractice

Position = tuple[int, int]
_VACCINATION = ("covid", "vaccination")


@dataclass(frozen=True, kw_only=True)
class StarterSite:
    """A building with its position on the British National Grid in metres."""

    site_id: str
    name: str
    kind: SiteKind
    position: Position
    postcode: str
    practice_code: str = ""
    pcn_code: str = ""
    estimated: bool = False

    @property
    def is_main(self) -> bool:
        """Whether it is a practice's main surgery."""
        return self.kind is SiteKind.PRACTICE


def main_sites(area: StarterArea, postcodes: Postcodes | None) -> tuple[tuple[StarterSite, ...], Notes]:
    """Return a site for each practice at its postcode; a practice that cannot be placed is left out and said so."""
    placed = {practice.code: _practice_position(practice, postcodes) for practice in area.practices}
    sites = tuple(
        StarterSite(
            site_id=practice.code,
            name=practice.name,
            kind=SiteKind.PRACTICE,
            position=position,
            postcode=practice.postcode,
            practice_code=practice.code,
            pcn_code=practice.pcn_code,
        )
        for practice in area.practices
        if (position := placed[practice.code])
    )
    left_out = tuple(
        LeftOut(what="practice", code=p.code, name=p.name, why=f"its postcode {p.postcode} is in no postcode file")
        for p in area.practices
        if not placed[p.code]
    )
    return sites, Notes(left_out=left_out, remarks=_neighbours(sites))


def branch_sites(
    branches: Iterable[Branch], mains: tuple[StarterSite, ...], postcodes: Postcodes | None
) -> tuple[tuple[StarterSite, ...], Notes]:
    """Return the branches whose practice is among the main sites.

    A branch is left out, and said so, where it is closed, stands at a postcode that the practice already has, has no
    usable position, or was a vaccination centre. Those of other practices are not ours to report.
    """
    owners = {site.site_id: site for site in mains}
    taken = {(site.practice_code, _plain(site.postcode)) for site in mains}
    sites: dict[str, StarterSite] = {}
    left_out = []
    for branch in newest_first(branches, lambda each: each.source):
        if branch.parent not in owners or branch.code in {"", *sites}:
            continue
        position = _position(branch, postcodes)
        why = _why_no_branch(branch, position, taken)
        if why or position is None:
            left_out.append(LeftOut(what="branch", code=branch.code, name=in_title_case(branch.name), why=why))
            continue
        taken.add((branch.parent, _plain(branch.postcode)))
        sites[branch.code] = _branch(branch, owners[branch.parent], position)
    known = {item.code: item for item in left_out if item.code not in sites}
    return tuple(sites[code] for code in sorted(sites)), Notes(left_out=tuple(known.values()))


def hub_sites(
    listed: Iterable[NhsSite], is_here: Callable[[Position], bool], postcodes: Postcodes | None
) -> tuple[tuple[StarterSite, ...], Notes]:
    """Return the NHS hospitals and clinics of the area, one for each postcode, as places that hubs could use.

    Hospitals come before clinics, and names that say hospital before others, where a postcode has several.
    Mental health hospitals and premises outside the NHS are left out. Their rooms are unknown: none is entered.
    """
    sites: dict[str, StarterSite] = {}
    left_out: list[LeftOut] = []
    for site in sorted(newest_first(listed, lambda each: each.source), key=_hub_order):
        position = _position(site, postcodes)
        if not site.code or position is None or not is_here(position):
            continue
        twin = sites.get(_plain(site.postcode))
        why = _why_no_hub(site, twin)
        if why:
            left_out.append(LeftOut(what="NHS site", code=site.code, name=site.name, why=why))
            continue
        kind = SiteKind.HOSPITAL if site.is_hospital else SiteKind.HUB
        sites[_plain(site.postcode)] = StarterSite(
            site_id=site.code, name=site.name, kind=kind, position=position, postcode=site.postcode, estimated=True
        )
    used = {site.site_id for site in sites.values()}
    again = {item.code: item for item in left_out if item.code not in used}
    return tuple(sorted(sites.values(), key=lambda site: site.site_id)), Notes(left_out=tuple(again.values()))


def area_test(
    outline: BaseGeometry | None, sites: tuple[StarterSite, ...], reach_km: float
) -> Callable[[Position], bool]:
    """Return a test of whether a position is the area's: within the ICB's outline, else near one of its practices."""
    if outline is not None:
        return lambda position: bool(outline.intersects(Point(position)))
    tree = STRtree([Point(site.position) for site in sites])
    return lambda position: len(tree.query(Point(position), predicate="dwithin", distance=reach_km * 1000)) > 0


def _practice_position(practice: AreaPractice, postcodes: Postcodes | None) -> Position | None:
    found = postcodes.position(practice.postcode) if postcodes and practice.postcode else None
    extras = practice.extras
    if found or extras is None or extras.easting is None or extras.northing is None:
        return found
    return extras.easting, extras.northing


def _position(row: Branch | NhsSite, postcodes: Postcodes | None) -> Position | None:
    found = postcodes.position(row.postcode) if postcodes and row.postcode else None
    if found or row.latitude is None or row.longitude is None:
        return found
    return to_grid(float(row.latitude), float(row.longitude))


def _why_no_branch(branch: Branch, position: Position | None, taken: set[tuple[str, str]]) -> str:
    if branch.closed:
        return f"closed on {branch.closed}"
    if any(word in branch.name.casefold() for word in _VACCINATION):
        return "a vaccination centre, not a surgery"
    if (branch.parent, _plain(branch.postcode)) in taken:
        return f"stands at {branch.postcode}, where practice {branch.parent} already has a site"
    return "" if position else f"its postcode {branch.postcode or '(none)'} has no known position"


def _branch(branch: Branch, owner: StarterSite, position: Position) -> StarterSite:
    return StarterSite(
        site_id=branch.code,
        name=f"{in_title_case(branch.name)} (branch of {owner.name})",
        kind=SiteKind.BRANCH,
        position=position,
        postcode=branch.postcode,
        practice_code=owner.practice_code,
        pcn_code=owner.pcn_code,
        # A branch list is old and not exhaustive: that the branch is still open is a guess.
        estimated=True,
    )


def _why_no_hub(site: NhsSite, twin: StarterSite | None) -> str:
    if not site.is_nhs:
        return "not of the NHS sector"
    if site.is_mental_health:
        return "a mental health hospital"
    return f"stands at {site.postcode}, like {twin.name}, which is in the dataset" if twin else ""


def _hub_order(site: NhsSite) -> tuple[bool, bool, bool, int, str]:
    says_so = "hospital" in site.name.casefold()
    return (not site.is_hospital, site.is_mental_health, not says_so, len(site.name), site.code)


def _neighbours(sites: tuple[StarterSite, ...]) -> tuple[str, ...]:
    """Say which practices share a postcode: the same building, or the one next door."""
    at: dict[str, list[str]] = {}
    for site in sites:
        at.setdefault(site.postcode, []).append(f"{site.name} ({site.practice_code})")
    return tuple(
        f"These practices share the postcode {postcode} and may share a building: {', '.join(names)}."
        for postcode, names in sorted(at.items())
        if len(names) > 1
    )


def _plain(postcode: str) -> str:
    return "".join(postcode.split()).upper()
