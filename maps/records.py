"""What the map says of each PCN, site and journey: the records behind pop-ups, search and tables alike.

They travel to the page as one block of data, never as markup. Names in them are the user's own text.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from estates.domain.practices import Pcn
from estates.domain.shortfall import ShortfallRow
from estates.domain.sites import Site
from estates.domain.wording import ROOM_TYPE_WORDS
from estates.domain.words import RoomType
from geodata.places.boundaries import PcnArea
from maps.outcome import Outcome, Reasons
from maps.palette import MARKS
from maps.wording import part_of, percent, short_percent

AREA_METHOD_WORDS: Mapping[str, str] = {
    "boundary": "area from the boundary layer",
    "small areas": "area put together from small areas",
    "drawn from sites": "area drawn from the sites",
}
FIGURES_REST_ON_ESTIMATES = "some sessions rest on estimated posts or rooms"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Wanted, placed and unmet room sessions a week; ``share`` is a number to sort by, the rest of it words."""

    wanted: int = 0
    placed: int = 0
    unmet: int = 0
    share: float = 0.0
    share_words: str = "0.0%"
    rooms: str = "0.0"


@dataclass(frozen=True, kw_only=True)
class PcnRecord:
    """A PCN, or the row ``none`` of what belongs to no PCN (programmes)."""

    code: str
    name: str
    figures: Figures
    area_m2: int
    label: str
    why: Reasons
    estimates: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoomUse:
    """A week of a site's rooms of one type: places free and used by the plan, and half-days not known."""

    room_type: str
    free: int
    used: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class SiteRecord:
    """A site: its own staff's sessions, those held in its rooms, and its rooms' week."""

    code: str
    name: str
    kind: str
    practice: str | None
    pcn: str | None
    figures: Figures
    away: int
    held: int
    why: Reasons
    programmes: Reasons
    rooms: tuple[RoomUse, ...]
    estimates: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class JourneyRecord:
    """Sessions a week for which staff leave their base for a room elsewhere; minutes one way."""

    base: str
    site: str
    sessions: int
    minutes: str | None
    is_estimate: bool


def pcn_records(outcome: Outcome) -> tuple[PcnRecord, ...]:
    """Return a record per PCN of the dataset, then any other row of the shortfall's PCN level."""
    rows = outcome.rows("pcn")
    areas = {area.pcn_code: area for area in outcome.areas}
    names = {pcn.pcn_code: pcn.name for pcn in outcome.dataset.pcns} | {code: row.name for code, row in rows.items()}
    names |= {code: area.name for code, area in areas.items() if code not in names}
    pcns = outcome.dataset.pcn_by_code
    return tuple(
        PcnRecord(
            code=code,
            name="Programmes and others of no PCN" if code == "none" else name or code,
            figures=figures(rows.get(code)),
            area_m2=round(rows[code].area_m2) if code in rows else 0,
            label=_label(rows.get(code)),
            why=outcome.reasons_of_pcn.get(code, ()),
            estimates=_pcn_estimates(pcns.get(code), rows.get(code), areas.get(code)),
        )
        for code, name in names.items()
    )


def site_records(outcome: Outcome) -> tuple[SiteRecord, ...]:
    """Return a record per site, in the order of the dataset."""
    rows = outcome.rows("site")
    away: dict[str, int] = {}
    for (base, _), sessions in outcome.journeys.items():
        away[base] = away.get(base, 0) + sessions
    return tuple(_site_record(outcome, site, rows.get(site.site_id), away) for site in outcome.dataset.sites)


def journey_records(outcome: Outcome) -> tuple[JourneyRecord, ...]:
    """Return a record per pair of base and other site that the plan sends staff between."""
    sites = outcome.dataset.site_by_id
    records = []
    for (base, site), sessions in outcome.journeys.items():
        journey = outcome.travel.journey(base, site)
        record = JourneyRecord(
            base=sites[base].name,
            site=sites[site].name,
            sessions=sessions,
            minutes=None if journey is None else f"{journey.minutes.normalize():f}",
            is_estimate=(base, site) in outcome.estimated_pairs,
        )
        records.append(record)
    return tuple(records)


def _site_record(outcome: Outcome, site: Site, row: ShortfallRow | None, away: Mapping[str, int]) -> SiteRecord:
    data = outcome.dataset
    practice = data.practice_by_code.get(site.practice_code or "")
    pcn = data.pcn_by_code.get(site.pcn_code or "")
    rooms = tuple(
        RoomUse(room_type=_room_words(outcome, RoomType(room_type)), free=free, used=used, unknown=unknown)
        for room_type, (free, used, unknown) in outcome.use_at.get(site.site_id, {}).items()
    )
    return SiteRecord(
        code=site.site_id,
        name=site.name,
        kind=MARKS[site.kind].words,
        practice=practice.name if practice else site.practice_code,
        pcn=pcn.name if pcn else site.pcn_code,
        figures=figures(row),
        away=away.get(site.site_id, 0),
        held=sum(use.used for use in rooms),
        why=outcome.reasons_at.get(site.site_id, ()),
        programmes=outcome.programmes_at.get(site.site_id, ()),
        rooms=rooms,
        estimates=_site_estimates(outcome, site, row),
    )


def _room_words(outcome: Outcome, room_type: RoomType) -> str:
    """Name a room type, and say so where its rooms are of no use to anybody however many are free."""
    of_no_use = "" if room_type in outcome.room_types_in_use else " (no role here can use one)"
    return ROOM_TYPE_WORDS[room_type].capitalize() + of_no_use


def figures(row: ShortfallRow | None) -> Figures:
    """Return the figures of a row of the shortfall; nought where the table leaves a row of nothing out."""
    if row is None:
        return Figures()
    return Figures(
        wanted=row.wanted,
        placed=row.placed,
        unmet=row.unmet,
        share=float(row.unmet_share),
        share_words=percent(row.unmet_share),
        rooms=f"{row.rooms_equivalent:,.1f}",
    )


def _label(row: ShortfallRow | None) -> str:
    return "–" if row is None or row.wanted == 0 else short_percent(row.unmet_share)


def _pcn_estimates(pcn: Pcn | None, row: ShortfallRow | None, area: PcnArea | None) -> tuple[str, ...]:
    said = ["this PCN's entry"] if pcn is not None and pcn.estimated else []
    said += [FIGURES_REST_ON_ESTIMATES] if row is not None and row.estimated else []
    said += [AREA_METHOD_WORDS.get(area.method, area.method)] if area is not None and area.estimated else []
    return tuple(said)


def _site_estimates(outcome: Outcome, site: Site, row: ShortfallRow | None) -> tuple[str, ...]:
    rooms = outcome.dataset.rooms_at[site.site_id]
    estimated = part_of(sum(room.estimated for room in rooms), len(rooms), "room")
    said = ["the site's entry"] if site.estimated else []
    said += [estimated] if estimated else []
    said += [FIGURES_REST_ON_ESTIMATES] if row is not None and row.estimated else []
    return tuple(said)
