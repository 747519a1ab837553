"""What a scenario may change, one value per kind of change.

A list of what a change is for lets everything through where it is empty; where several are given, all must fit.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from estates.domain.posts import DEFAULT_MAX_SITES, DEFAULT_MAX_TRAVEL_MINUTES, Post
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import PostStatus, RoomType, Sharing, SiteKind


@dataclass(frozen=True, kw_only=True)
class OfPosts:
    """Which posts a change is for."""

    post_ids: tuple[str, ...] = ()
    role_ids: tuple[str, ...] = ()
    pcn_codes: tuple[str, ...] = ()
    practice_codes: tuple[str, ...] = ()
    statuses: tuple[PostStatus, ...] = ()

    def takes(self, post: Post) -> bool:
        """Whether a post is among them."""
        return (
            (not self.post_ids or post.post_id in self.post_ids)
            and (not self.role_ids or post.role_id in self.role_ids)
            and (not self.pcn_codes or post.pcn_code in self.pcn_codes)
            and (not self.practice_codes or post.practice_code in self.practice_codes)
            and (not self.statuses or post.status in self.statuses)
        )


@dataclass(frozen=True, kw_only=True)
class OfSites:
    """Which sites a change is for."""

    site_ids: tuple[str, ...] = ()
    pcn_codes: tuple[str, ...] = ()
    site_kinds: tuple[SiteKind, ...] = ()

    def takes(self, site: Site) -> bool:
        """Whether a site is among them."""
        return (
            (not self.site_ids or site.site_id in self.site_ids)
            and (not self.pcn_codes or site.pcn_code in self.pcn_codes)
            and (not self.site_kinds or site.kind in self.site_kinds)
        )


@dataclass(frozen=True, kw_only=True)
class TravelLimit(OfPosts):
    """Posts may be sent up to so many minutes one way."""

    max_travel_minutes: Decimal


@dataclass(frozen=True, kw_only=True)
class MostSites(OfPosts):
    """Posts may work at up to so many sites a week."""

    max_sites: int


@dataclass(frozen=True, kw_only=True)
class WorkSlots(OfPosts):
    """Posts may also work in these slots."""

    slots: tuple[Slot, ...]


@dataclass(frozen=True, kw_only=True)
class ScalePosts(OfPosts):
    """There are ``factor`` times as many posts, rounded half up over all that are chosen."""

    factor: Decimal


@dataclass(frozen=True, kw_only=True)
class AddPosts:
    """``posts`` more posts of a role in each PCN named.

    Without a base they are spread in turn over the practice and branch sites of their PCN.
    """

    role_id: str
    pcn_codes: tuple[str, ...]
    posts: int = 1
    wte: Decimal = Decimal(1)
    base_site: str | None = None
    practice_code: str | None = None
    sessions: int | None = None
    slots: tuple[Slot, ...] = CORE_SLOTS
    max_travel_minutes: Decimal = DEFAULT_MAX_TRAVEL_MINUTES
    max_sites: int = DEFAULT_MAX_SITES
    priority: int = 1
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FaceToFace:
    """Roles see this share of their patients face to face; posts that give their own sessions keep them."""

    role_ids: tuple[str, ...]
    share: Decimal


@dataclass(frozen=True, kw_only=True)
class Share(OfSites):
    """Sites let these posts use their free rooms."""

    share_with: Sharing


@dataclass(frozen=True, kw_only=True)
class CloseRooms(OfSites):
    """Rooms are closed in these slots; in all slots where none is named."""

    room_ids: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenSessions(OfSites):
    """Rooms that are closed or not known in these slots are open and free in them."""

    slots: tuple[Slot, ...]
    room_ids: tuple[str, ...] = ()
    room_types: tuple[RoomType, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Supervise(OfSites):
    """Sites supervise so many more learners of a kind in these slots."""

    kind: str
    slots: tuple[Slot, ...]
    places: int = 1


@dataclass(frozen=True, kw_only=True)
class ConvertRooms:
    """Rooms become rooms of another type, for one person at a time. They keep their week and get these features."""

    room_ids: tuple[str, ...]
    room_type: RoomType
    features: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AddRooms(OfSites):
    """``rooms`` more rooms at each site, free in these slots and closed in the others."""

    room_type: RoomType
    rooms: int = 1
    slots: tuple[Slot, ...] = CORE_SLOTS
    features: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UseCeiling(OfSites):
    """Only this share of the free half-days may be booked; the rest is kept back by the site."""

    share: Decimal


@dataclass(frozen=True, kw_only=True)
class RunProgrammes:
    """Programmes run in every season."""

    programme_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StopProgrammes:
    """Programmes do not run."""

    programme_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HubSlots:
    """Programmes may also hold sessions in these slots."""

    slots: tuple[Slot, ...]
    programme_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScaleProgrammes:
    """Programmes want ``factor`` times their hub sessions, each rounded half up."""

    factor: Decimal
    programme_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BuildSchemes:
    """Capital schemes are built. Rooms that they add have these features; without any, those usual for their type."""

    scheme_ids: tuple[str, ...]
    features: tuple[str, ...] = ()


Change: TypeAlias = (
    TravelLimit
    | MostSites
    | WorkSlots
    | ScalePosts
    | AddPosts
    | FaceToFace
    | Share
    | CloseRooms
    | OpenSessions
    | Supervise
    | ConvertRooms
    | AddRooms
    | UseCeiling
    | RunProgrammes
    | StopProgrammes
    | HubSlots
    | ScaleProgrammes
    | BuildSchemes
)
