"""The dataset: one immutable picture of an area's premises, people and programmes, with look-ups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from estates.domain.layers import Area, Backdrop, Barrier
from estates.domain.posts import Post, sessions_wanted
from estates.domain.practices import PatientsInArea, Pcn, Pin, Practice, Supervision
from estates.domain.programmes import HUB_KINDS, Programme
from estates.domain.roles import Role, built_in_roles
from estates.domain.rooms import Room
from estates.domain.schemes import Growth, Scheme
from estates.domain.sites import Site
from estates.domain.travel import TravelRow
from estates.domain.words import PlacementKind, RowSeason, Season

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """All tables of a dataset as frozen values, each in the order of its file.

    ``roles`` is the whole catalogue in force: the built-in roles with the dataset's own rows laid over them
    (``catalogue`` does that). References are sound: a reader that finds a dangling one reports it instead.
    """

    sites: tuple[Site, ...]
    rooms: tuple[Room, ...]
    posts: tuple[Post, ...]
    practices: tuple[Practice, ...] = ()
    pcns: tuple[Pcn, ...] = ()
    roles: tuple[Role, ...] = ()
    supervision: tuple[Supervision, ...] = ()
    programmes: tuple[Programme, ...] = ()
    pins: tuple[Pin, ...] = ()
    areas: tuple[Area, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    backdrop: tuple[Backdrop, ...] = ()
    patients_by_area: tuple[PatientsInArea, ...] = ()
    travel: tuple[TravelRow, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    growth: tuple[Growth, ...] = ()

    @cached_property
    def site_by_id(self) -> Mapping[str, Site]:
        """Sites by ``site_id``."""
        return _by(self.sites, "site_id")

    @cached_property
    def room_by_id(self) -> Mapping[str, Room]:
        """Rooms by ``room_id``."""
        return _by(self.rooms, "room_id")

    @cached_property
    def post_by_id(self) -> Mapping[str, Post]:
        """Posts by ``post_id``."""
        return _by(self.posts, "post_id")

    @cached_property
    def programme_by_id(self) -> Mapping[str, Programme]:
        """Programmes by ``programme_id``."""
        return _by(self.programmes, "programme_id")

    @cached_property
    def practice_by_code(self) -> Mapping[str, Practice]:
        """Practices by ``practice_code``."""
        return _by(self.practices, "practice_code")

    @cached_property
    def pcn_by_code(self) -> Mapping[str, Pcn]:
        """PCNs by ``pcn_code``."""
        return _by(self.pcns, "pcn_code")

    @cached_property
    def role_by_id(self) -> Mapping[str, Role]:
        """Roles in force by ``role_id``."""
        return _by(self.roles or built_in_roles(), "role_id")

    @cached_property
    def rooms_at(self) -> Mapping[str, tuple[Room, ...]]:
        """Rooms of each site, in the order of their file; sites without rooms are there too."""
        rooms: dict[str, list[Room]] = {site.site_id: [] for site in self.sites}
        for room in self.rooms:
            rooms[room.site_id].append(room)
        return {site_id: tuple(here) for site_id, here in rooms.items()}

    @cached_property
    def wanted_by_post(self) -> Mapping[str, int]:
        """Room sessions each post wants in a week, by ``post_id``."""
        return {post.post_id: sessions_wanted(post, self.role_by_id[post.role_id]) for post in self.posts}

    @cached_property
    def is_weighted(self) -> bool:
        """Whether a session of any post or programme counts for more than one, so that G1 is no plain count."""
        return any(post.priority != 1 for post in self.posts) or any(each.priority != 1 for each in self.programmes)

    @cached_property
    def sites_of_pcn(self) -> Mapping[str, tuple[Site, ...]]:
        """Sites with a PCN code, by that code."""
        sites: dict[str, list[Site]] = defaultdict(list)
        for site in self.sites:
            if site.pcn_code is not None:
                sites[site.pcn_code].append(site)
        return {code: tuple(here) for code, here in sites.items()}

    def group_of(self, pcn_code: str | None) -> str | None:
        """Return the group of a PCN, or ``None`` where there is no code, no such PCN or no group."""
        pcn = None if pcn_code is None else self.pcn_by_code.get(pcn_code)
        return None if pcn is None else pcn.group

    def who(self, kind: PlacementKind, holder: str) -> str:
        """Return a post's role, or a programme's name."""
        if kind is PlacementKind.PROGRAMME:
            return self.programme_by_id[holder].name
        return self.role_by_id[self.post_by_id[holder].role_id].title

    def base_of(self, kind: PlacementKind, holder: str) -> Site | None:
        """Return the site a post is based at; programmes have none."""
        if kind is PlacementKind.PROGRAMME:
            return None
        return self.site_by_id[self.post_by_id[holder].base_site]

    def priority_of(self, kind: PlacementKind, holder: str) -> int:
        """Return what a session of a post or programme counts."""
        of = self.programme_by_id if kind is PlacementKind.PROGRAMME else self.post_by_id
        return of[holder].priority

    def candidate_sites(self, programme: Programme) -> tuple[Site, ...]:
        """Return the sites a programme may use: those it names, else every site of a hub kind."""
        if programme.candidate_sites:
            return tuple(self.site_by_id[site_id] for site_id in programme.candidate_sites)
        return tuple(site for site in self.sites if site.kind in HUB_KINDS)

    def for_season(self, season: Season) -> "Dataset":
        """Return the dataset as a season sees it: the standard season leaves winter programmes out."""
        if season is Season.WINTER:
            return self
        kept = tuple(programme for programme in self.programmes if programme.season is RowSeason.ALL)
        return replace(self, programmes=kept)


def catalogue(own: Iterable[Role]) -> tuple[Role, ...]:
    """Return the built-in roles with a dataset's own rows laid over them; a row replaces its role whole."""
    return tuple({role.role_id: role for role in (*built_in_roles(), *own)}.values())


def _by(rows: Iterable[Row], key: str) -> dict[Any, Row]:
    return {getattr(row, key): row for row in rows}
