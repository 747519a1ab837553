"""Parcels: parts of a dataset with all that is needed to plan each by itself, as plain data."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.practices import Supervision
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.settings import Settings
from estates.domain.slots import SLOTS, LearnerSlot, RoomSlot, SiteSlot, Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Cell, PlacementKind, Season
from optimiser.candidates import Estate
from optimiser.limits import Limits
from optimiser.stages import Stage


@dataclass(frozen=True, kw_only=True)
class Way:
    """A journey from a site to another."""

    from_site: str
    to_site: str
    journey: Journey


@dataclass(frozen=True, kw_only=True)
class Held:
    """Places of a room in a slot that are not for this parcel."""

    room_id: str
    slot: Slot
    places: int


@dataclass(frozen=True, kw_only=True)
class Share:
    """The share, from 0 to 1, that a parcel has of all places at a site in a slot."""

    site_id: str
    slot: Slot
    share: float


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """What a task gets: the rows of its own posts and programmes, of the sites that they know, and the ways there.

    Whoever carries it out comes to the same plan: limits of work and the seed belong to the parcel. ``stage`` says
    what is asked of it: a plan for all goals or some, begun from the rows of ``start`` where there are any, or only
    what places are worth to it, had it its ``shares`` of what it has in common with others.
    """

    dataset: Dataset
    ways: tuple[Way, ...]
    season: Season
    settings: Settings
    limits: Limits
    held: tuple[Held, ...] = ()
    shares: tuple[Share, ...] = ()
    earlier: tuple[Placement, ...] = ()
    stage: Stage = Stage.ALL_GOALS
    start: tuple[Placement, ...] = ()

    @property
    def travel(self) -> TravelTimes:
        """The minutes between its sites."""
        return TravelTimes({(way.from_site, way.to_site): way.journey for way in self.ways})

    @property
    def places_held(self) -> dict[RoomSlot, int]:
        """The places that others hold, by room and slot."""
        return {(each.room_id, each.slot): each.places for each in self.held}

    @property
    def size(self) -> int:
        """How long it takes, against others: its posts and programmes."""
        return len(self.dataset.posts) + len(self.dataset.programmes)


@dataclass(frozen=True, kw_only=True)
class Request:
    """The whole that parcels are cut from; ``dataset`` stands as its season sees it."""

    dataset: Dataset
    travel: TravelTimes
    season: Season
    settings: Settings
    limits: Limits
    earlier: tuple[Placement, ...] = ()

    def parcel(self, parts: Collection[Estate]) -> Parcel:
        """Return the parcel of some parts: their posts and programmes and every site that these know.

        Its rooms are free only where the parts could use one: elsewhere pins of others hold what there is.
        """
        posts = {choices.post.post_id for part in parts for choices in part.posts}
        programmes = {each.programme.programme_id: each for part in parts for each in part.programmes}
        own = self._with_sites(
            tuple(post for post in self.dataset.posts if post.post_id in posts),
            tuple(
                replace(row, candidate_sites=tuple(programmes[row.programme_id].slots_at) or row.candidate_sites)
                for row in self.dataset.programmes
                if row.programme_id in programmes
            ),
            sites=_sites_of(parts),
        )
        cells = set[SiteSlot]().union(*(part.cells for part in parts))
        return Parcel(
            # A new one, without the look-ups made on the way.
            dataset=replace(own, rooms=tuple(_free_in(room, cells) for room in own.rooms)),
            ways=tuple(self._ways(own)),
            season=self.season,
            settings=self.settings,
            limits=self.limits,
            earlier=rows_of(own, self.earlier),
        )

    def _with_sites(
        self, posts: tuple[Post, ...], programmes: tuple[Programme, ...], *, sites: Collection[str]
    ) -> Dataset:
        """Return the dataset of some posts and programmes, at some sites and those that programmes name or serve."""
        data, ids = self.dataset, {post.post_id for post in posts}
        served = {code for row in programmes for code in row.pcn_codes}
        known = {
            *sites,
            *(site.site_id for row in programmes for site in data.candidate_sites(row)),
            # From there patients travel.
            *(site.site_id for code in served for site in data.sites_of_pcn.get(code, ())),
        }
        own = tuple(site for site in data.sites if site.site_id in known)
        return Dataset(
            sites=own,
            rooms=tuple(room for site in own for room in data.rooms_at[site.site_id]),
            posts=posts,
            pcns=data.pcns,
            roles=data.roles,
            supervision=tuple(row for row in data.supervision if row.site_id in known),
            programmes=programmes,
            pins=tuple(pin for pin in data.pins if pin.post_id in ids),
        )

    def _ways(self, own: Dataset) -> Iterable[Way]:
        travel, sites = self.travel, own.site_by_id
        for start in sites:
            for end in travel.sites_from.get(start, ()):
                if end in sites:
                    yield Way(from_site=start, to_site=end, journey=travel.journeys[start, end])


def _sites_of(parts: Iterable[Estate]) -> set[str]:
    """Return the sites where posts are based or could sit, and those of hub sessions."""
    sites = set[str]()
    for part in parts:
        for choices in part.posts:
            sites.update((choices.post.base_site, *choices.slots_at))
            sites.update(part.dataset.room_by_id[room_id].site_id for room_id in choices.pins.values())
        for programme in part.programmes:
            sites.update(programme.slots_at)
    return sites


def _free_in(room: Room, cells: Collection[SiteSlot]) -> Room:
    """Return a room that is free in some half-days of its site alone."""
    states = zip(SLOTS, room.cells, strict=True)
    kept = tuple(
        state if state is not Cell.FREE or (room.site_id, slot) in cells else Cell.CLOSED for slot, state in states
    )
    return room if kept == room.cells else replace(room, cells=kept)


def rows_of(dataset: Dataset, rows: Iterable[Placement]) -> tuple[Placement, ...]:
    """Return the rows of a dataset's posts and programmes."""
    own = {PlacementKind.POST: dataset.post_by_id, PlacementKind.PROGRAMME: dataset.programme_by_id}
    return tuple(row for row in rows if row.id in own[row.kind])


def with_places(supervision: Iterable[Supervision], places: Mapping[LearnerSlot, int]) -> tuple[Supervision, ...]:
    """Return supervision with other numbers of places at some sites, kinds and slots."""
    return tuple(
        replace(row, places=tuple(places.get((row.site_id, row.kind, slot), row.places_in(slot)) for slot in SLOTS))
        for row in supervision
    )
