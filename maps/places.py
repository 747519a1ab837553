"""PCNs, practices and sites as the page knows them. Names in them are the user's own text; so are codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.practice_status import Fullness, PracticeStatus, practice_statuses
from estates.domain.sites import Site
from maps.advice import practice_advice
from maps.outcome import Outcome
from maps.shapes import degrees_of
from maps.wording import part_of

AREA_METHOD_WORDS: Mapping[str, str] = {
    "boundary": "area from the boundary layer",
    "small areas by patients": "area put together from small areas by registered patients",
    "small areas by nearest surgery": "area put together from small areas by the nearest surgery",
    "small areas by patients or nearest surgery": (
        "area put together from small areas, by registered patients or else by the nearest surgery"
    ),
    "drawn from sites": "area drawn from the sites",
}


@dataclass(frozen=True, kw_only=True)
class PcnRecord:
    """A PCN. ``imd`` is the mean deprivation score of its practices, weighted by their lists; higher is more deprived.

    ``patients`` are registered patients, ``None`` where no practice says. With ``staff_unknown`` the dataset holds
    none of its ARRS staff, so that its figures are of other posts.
    """

    code: str
    name: str
    group: str | None
    patients: int | None
    imd: float | None
    staff_unknown: bool
    estimates: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PracticeRecord:
    """A practice with the status of its rooms, and what it can do about it.

    The three counts of places are in half-days, as ``PracticeStatus`` counts them. ``m2_per_1000`` is the floor area of
    its sites, in m² for 1,000 patients, where every one of them is measured.
    """

    code: str
    name: str
    pcn: int | None
    patients: int | None
    imd: float | None
    m2_per_1000: float | None
    status: str
    open_places: int
    used_places: int
    unknown_places: int
    advice: tuple[str, ...]
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class SiteRecord:
    """A site: where it is, whose, and what is known of the building."""

    code: str
    name: str
    kind: str
    practice: int | None
    pcn: int | None
    at: tuple[float, float]
    tenure: str | None
    lease_end: str | None
    condition: str | None
    gia_m2: float | None
    step_free: bool | None
    shares_with: str
    estimates: tuple[str, ...]


def pcn_records(outcome: Outcome) -> tuple[PcnRecord, ...]:
    """Return a record per PCN, in the order of ``Outcome.pcn_places``."""
    data = outcome.dataset
    areas = {area.pcn_code: area for area in outcome.areas}
    lists: dict[str, list[tuple[int, Decimal | None]]] = {}
    for practice in data.practices:
        lists.setdefault(practice.pcn_code, []).append((practice.list_size, practice.imd_score))
    records = []
    for code in outcome.pcn_places:
        pcn, area, here = data.pcn_by_code.get(code), areas.get(code), lists.get(code, [])
        said = ["this PCN's entry"] if pcn is not None and pcn.estimated else []
        said += [AREA_METHOD_WORDS.get(area.method, area.method)] if area is not None and area.estimated else []
        record = PcnRecord(
            code=code,
            name=pcn.name if pcn else code,
            group=pcn.group if pcn else None,
            patients=sum(size for size, _ in here) if here else None,
            imd=_mean_imd(here),
            staff_unknown=code in outcome.pcns_without_staff,
            estimates=tuple(said),
        )
        records.append(record)
    return tuple(records)


def practice_records(outcome: Outcome) -> tuple[PracticeRecord, ...]:
    """Return a record per practice, in the order of ``Outcome.practice_places``."""
    statuses = practice_statuses(outcome.dataset, outcome.plan.placements, outcome.settings.practice_status)
    sites: dict[str, list[Site]] = {}
    for site in outcome.dataset.sites:
        sites.setdefault(site.practice_code or "", []).append(site)
    return tuple(
        _practice_record(outcome, statuses.get(code, _nothing_known(code)), sites.get(code, []))
        for code in outcome.practice_places
    )


def site_records(outcome: Outcome) -> tuple[SiteRecord, ...]:
    """Return a record per site, in the order of the dataset."""
    where = degrees_of([(site.easting, site.northing) for site in outcome.dataset.sites])
    return tuple(_site_record(outcome, site, at) for site, at in zip(outcome.dataset.sites, where, strict=True))


def _practice_record(outcome: Outcome, status: PracticeStatus, sites: list[Site]) -> PracticeRecord:
    data, code = outcome.dataset, status.practice_code
    practice = data.practice_by_code.get(code)
    pcn_code = practice.pcn_code if practice else next((site.pcn_code for site in sites if site.pcn_code), None)
    return PracticeRecord(
        code=code,
        name=practice.name if practice else code,
        pcn=outcome.pcn_places.get(pcn_code or ""),
        patients=practice.list_size if practice else None,
        imd=_figure(practice.imd_score) if practice else None,
        m2_per_1000=_m2_per_1000(sites, practice.list_size if practice else 0),
        status=status.fullness.value,
        open_places=status.open_places,
        used_places=status.used_places,
        unknown_places=status.unknown_places,
        advice=practice_advice(outcome, status, sites),
        estimated=status.estimated or (practice is not None and practice.estimated),
    )


def _nothing_known(code: str) -> PracticeStatus:
    """Return the status of a practice that has posts but neither a row nor a site of its own."""
    return PracticeStatus(
        practice_code=code,
        open_places=0,
        used_places=0,
        unknown_places=0,
        fullness=Fullness.NOT_KNOWN,
        estimated=False,
    )


def _site_record(outcome: Outcome, site: Site, at: tuple[float, float]) -> SiteRecord:
    rooms = outcome.dataset.rooms_at[site.site_id]
    estimated = part_of(sum(room.estimated for room in rooms), len(rooms), "room")
    said = ["the site's entry"] if site.estimated else []
    return SiteRecord(
        code=site.site_id,
        name=site.name,
        kind=site.kind.value,
        practice=outcome.practice_places.get(site.practice_code or ""),
        pcn=outcome.pcn_places.get(site.pcn_code or ""),
        at=at,
        tenure=site.tenure,
        lease_end=site.lease_end.isoformat() if site.lease_end else None,
        condition=site.condition.value if site.condition else None,
        gia_m2=_figure(site.gia_m2),
        step_free=site.step_free,
        shares_with=site.share_with.value,
        estimates=(*said, *((estimated,) if estimated else ())),
    )


def _mean_imd(lists: list[tuple[int, Decimal | None]]) -> float | None:
    scored = [(size, score) for size, score in lists if score is not None]
    weight = sum(size for size, _ in scored)
    if not scored or weight == 0:
        return None
    return round(float(sum(size * score for size, score in scored) / weight), 1)


def _m2_per_1000(sites: list[Site], patients: int) -> float | None:
    areas = [site.gia_m2 for site in sites]
    if not areas or patients == 0 or any(area is None for area in areas):
        return None
    return round(float(sum(area for area in areas if area is not None)) / patients * 1000, 1)


def _figure(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
