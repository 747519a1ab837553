"""Random counties at any size: the same seed gives the same county, as domain values, for measuring the planner.

A county is made of PCNs in a square of country. Each PCN has a few practices, some with a branch, whose rooms are
mostly in use; hubs lie between PCNs and are open to anybody. ``tightness`` is the share of core cells in use.
Figures are planning assumptions, set so that a county is as ``docs/benchmarks.md`` describes it.
"""

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from estates.domain.dataset import Dataset, catalogue
from estates.domain.posts import Post
from estates.domain.practices import Pcn, Practice, Supervision
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, SLOTS, Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Cell, RoomType, Sharing, SiteKind, TravelMethod

ROLES = {
    "clin_pharmacist": 16,
    "fcp_physio": 14,
    "paramedic": 10,
    "mh_pract": 9,
    "splw": 10,
    "care_coord": 6,
    "pharm_tech": 8,
    "phys_assoc": 7,
    "nursing_assoc": 6,
    "gpst3": 9,
    "gpst1_2": 5,
    "dietitian": 3,
    "podiatrist": 3,
    "hcsw": 4,
    "enh_nurse": 4,
}
ROOM_TYPES = {
    RoomType.CONSULT_EXAM: 55,
    RoomType.CONSULT: 14,
    RoomType.TREATMENT: 17,
    RoomType.INTERVIEW: 9,
    RoomType.PHLEBOTOMY: 5,
}
FEATURES = ("couch", "sink", "ventilated", "step_free", "hoist")
FURTHEST_MINUTES = 30
"""No post travels further and no programme's patients do: longer journeys are left out, as nobody may make them."""

World = tuple[Dataset, TravelTimes]


@dataclass(frozen=True, kw_only=True)
class County:
    """How large and how tight a random county is.

    ``practices_per_pcn`` and ``rooms_per_practice`` are the least and the most. ``code`` starts every code of the
    county and ``corner`` is its south-west corner on the National Grid, so that counties can lie side by side.
    """

    seed: int = 0
    pcns: int = 18
    hubs: int = 15
    posts_per_pcn: int = 38
    tightness: float = 0.735
    programmes: int = 3
    practices_per_pcn: tuple[int, int] = (3, 5)
    rooms_per_practice: tuple[int, int] = (4, 8)
    code: str = ""
    corner: tuple[int, int] = (300_000, 100_000)

    @property
    def side_m(self) -> float:
        """Metres along each side."""
        return 14_000 * math.sqrt(self.pcns)


def generate(county: County) -> World:
    """Return a random county and the minutes between its sites."""
    rng = random.Random(county.seed)
    code = county.code
    pcns = tuple(
        Pcn(pcn_code=f"{code}N{n:02}", name=f"Network {code}{n}", group=f"{code}G{n // 6}") for n in range(county.pcns)
    )
    sites = _practice_sites(rng, county, pcns) + _hubs(rng, county)
    dataset = Dataset(
        sites=sites,
        rooms=tuple(room for site in sites for room in _rooms(rng, site, county)),
        posts=tuple(post for pcn in pcns for post in _posts(rng, pcn, sites, county.posts_per_pcn)),
        practices=tuple(_practice(rng, site) for site in sites if site.kind is SiteKind.PRACTICE),
        pcns=pcns,
        roles=catalogue(()),
        supervision=tuple(row for site in sites for row in _supervision(rng, site)),
        programmes=_programmes(rng, county, pcns),
    )
    return dataset, travel_between(sites)


def travel_between(sites: Sequence[Site]) -> TravelTimes:
    """Return estimated minutes between all pairs of sites that anybody might travel between."""
    return TravelTimes(journeys(sites, sites))


def journeys(here: Iterable[Site], there: Sequence[Site]) -> dict[tuple[str, str], Journey]:
    """Return the journeys one way from some sites to others, by (from, to); those that are too long are left out."""
    found = {}
    for a in here:
        for b in there:
            minutes = _minutes(math.hypot(a.easting - b.easting, a.northing - b.northing)) if a is not b else 0
            if minutes <= FURTHEST_MINUTES:
                found[a.site_id, b.site_id] = _journey(minutes)
    return found


@cache
def _journey(minutes: int) -> Journey:
    """Return a journey, one and the same for equal minutes: a country has a million of them."""
    return Journey(Decimal(minutes), TravelMethod.ESTIMATE)


def _minutes(metres: float) -> int:
    km = 1.3 * metres / 1000
    hours = min(km, 5) / 30 + min(max(km - 5, 0), 15) / 50 + max(km - 20, 0) / 75
    return math.ceil(2 + 60 * hours - 1e-9)


def _practice_sites(rng: random.Random, county: County, pcns: tuple[Pcn, ...]) -> tuple[Site, ...]:
    sites = []
    side_m = county.side_m
    for n, pcn in enumerate(pcns):
        columns = max(1, round(math.sqrt(len(pcns))))
        centre = ((n % columns + rng.random()) * side_m / columns, (n // columns + rng.random()) * side_m / columns)
        for p in range(rng.randint(*county.practices_per_pcn)):
            code = f"{pcn.pcn_code}P{p}"
            kinds = (SiteKind.PRACTICE, SiteKind.BRANCH)[: 1 + (rng.random() < 0.32)]
            sites += [
                _site(
                    rng,
                    f"{code}{kind[0].upper()}",
                    kind,
                    centre=(county.corner[0] + centre[0], county.corner[1] + centre[1]),
                    owner=(code, pcn.pcn_code),
                )
                for kind in kinds
            ]
    return tuple(sites)


def _hubs(rng: random.Random, county: County) -> tuple[Site, ...]:
    kinds = (SiteKind.HUB, SiteKind.HUB, SiteKind.HOSPITAL, SiteKind.POP_UP)
    return tuple(
        _site(
            rng,
            f"{county.code}HUB{n:02}",
            kinds[n % 4],
            centre=(
                county.corner[0] + rng.random() * county.side_m,
                county.corner[1] + rng.random() * county.side_m,
            ),
            owner=(None, None),
        )
        for n in range(county.hubs)
    )


def _site(
    rng: random.Random,
    site_id: str,
    kind: SiteKind,
    *,
    centre: tuple[float, float],
    owner: tuple[str | None, str | None],
) -> Site:
    owned = owner[0] is not None
    sharing = rng.choices((Sharing.PCN, Sharing.PRACTICE, Sharing.GROUP, Sharing.ANY), (62, 18, 14, 6))[0]
    return Site(
        site_id=site_id,
        name=f"Site {site_id}",
        kind=kind,
        easting=round(centre[0] + rng.gauss(0, 2_500)),
        northing=round(centre[1] + rng.gauss(0, 2_500)),
        share_with=sharing if owned else Sharing.ANY,
        practice_code=owner[0],
        pcn_code=owner[1],
    )


def _rooms(rng: random.Random, site: Site, county: County) -> tuple[Room, ...]:
    number = {SiteKind.PRACTICE: county.rooms_per_practice, SiteKind.BRANCH: (2, 4)}.get(site.kind, (4, 9))
    return tuple(
        Room(
            room_id=f"{site.site_id}-R{n}",
            site_id=site.site_id,
            room_type=rng.choices(tuple(ROOM_TYPES), tuple(ROOM_TYPES.values()))[0],
            name=f"Room {n}",
            cells=tuple(_cell(rng, slot, county.tightness) for slot in SLOTS),
            places=1 if rng.random() < 0.97 else 2,
            features=frozenset(feature for feature in FEATURES if rng.random() < 0.6),
        )
        for n in range(rng.randint(*number))
    )


def _cell(rng: random.Random, slot: Slot, tightness: float) -> Cell:
    if not slot.is_core:
        return Cell.FREE if rng.random() < 0.03 else Cell.CLOSED
    return rng.choices((Cell.IN_USE, Cell.FREE, Cell.UNKNOWN), (tightness, 0.985 - tightness, 0.015))[0]


def _supervision(rng: random.Random, site: Site) -> tuple[Supervision, ...]:
    if site.kind is not SiteKind.PRACTICE:
        return ()
    return tuple(
        Supervision(
            site_id=site.site_id,
            kind=kind,
            places=tuple(rng.choices((0, 1, 2), (35, 45, 20))[0] if slot.is_core else 0 for slot in SLOTS),
        )
        for kind in ("gp", "nurse")
    )


def _practice(rng: random.Random, site: Site) -> Practice:
    return Practice(
        practice_code=str(site.practice_code),
        name=f"Practice {site.practice_code}",
        pcn_code=str(site.pcn_code),
        list_size=rng.randint(5_000, 18_000),
    )


def _posts(rng: random.Random, pcn: Pcn, sites: tuple[Site, ...], mean: int) -> tuple[Post, ...]:
    bases = [site for site in sites if site.pcn_code == pcn.pcn_code and site.kind is SiteKind.PRACTICE]
    posts = []
    for n in range(rng.randint(round(mean * 0.7), round(mean * 1.3))):
        base = rng.choice(bases)
        slots = CORE_SLOTS if rng.random() < 0.8 else tuple(sorted(rng.sample(CORE_SLOTS, 6), key=SLOTS.index))
        posts.append(
            Post(
                post_id=f"{pcn.pcn_code}-{n:03}",
                role_id=rng.choices(tuple(ROLES), tuple(ROLES.values()))[0],
                pcn_code=pcn.pcn_code,
                practice_code=base.practice_code if rng.random() < 0.7 else None,
                base_site=base.site_id,
                wte=Decimal(rng.choice(("0.4", "0.6", "0.8", "1", "1"))),
                slots=slots + ((Slot.MON_EVE, Slot.SAT_AM) if rng.random() < 0.15 else ()),
                max_travel_minutes=Decimal(rng.choice((15, 20, 20, 30))),
                priority=rng.choices((1, 2, 3, 5), (70, 15, 10, 5))[0],
                needs=frozenset({rng.choice(FEATURES)}) if rng.random() < 0.15 else frozenset(),
            )
        )
    return tuple(posts)


def _programmes(rng: random.Random, county: County, pcns: tuple[Pcn, ...]) -> tuple[Programme, ...]:
    size = max(1, len(pcns) // max(1, county.programmes))
    return tuple(
        Programme(
            programme_id=f"{county.code}PG{n}",
            name=f"Programme {county.code}{n}",
            pcn_codes=tuple(pcn.pcn_code for pcn in pcns[n * size : (n + 1) * size]) or (pcns[0].pcn_code,),
            sessions_per_week=rng.randint(4, 8),
            rooms_per_session=rng.randint(2, 3),
            room_types=(RoomType.CONSULT_EXAM, RoomType.CONSULT),
            priority=rng.randint(1, 3),
        )
        for n in range(county.programmes)
    )
