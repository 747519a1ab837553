"""Which post or programme may be in which room and slot, looked at one placement at a time: R4-R7 and R9's slots.

Written as any user would write it, and sharing nothing with the optimiser.
"""

from collections import defaultdict
from collections.abc import Iterator

from benchmarks.generate import World
from estates.domain.dataset import Dataset
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import RoomType, Sharing

Opening = tuple[Room, Slot]


class Openings:
    """Answers for one world, remembering which sites lie near each other."""

    def __init__(self, world: World) -> None:
        """Look up once where the journeys from each site lead."""
        self._data, self._travel = world
        self._sites_near: dict[str, list[Site]] = defaultdict(list)
        for from_site, to_site in self._travel.journeys:
            self._sites_near[from_site].append(self._data.site_by_id[to_site])

    def of_post(self, post: Post) -> list[Opening]:
        """Return the rooms and slots that a post may have, its pins among them, site by site, the nearest first."""
        role = self._data.role_by_id[post.role_id]
        return [
            (room, slot)
            for site in self._sites_of_post(post)
            for room in self._data.rooms_at[site.site_id]
            if _suits(room, role.room_types, post.needs)
            for slot in _free_slots(room, post.slots)
        ]

    def of_programme(self, programme: Programme) -> list[Opening]:
        """Return the rooms and slots that a programme may have, site by site."""
        return [
            (room, slot)
            for site in self._data.candidate_sites(programme)
            if _admits(self._data, site, programme.pcn_codes, None)
            for room in self._data.rooms_at[site.site_id]
            if _suits(room, programme.room_types, programme.features)
            for slot in _free_slots(room, programme.slots)
        ]

    def _sites_of_post(self, post: Post) -> list[Site]:
        """Return the sites within a post's reach (R7) that are shared with it (R6), the nearest first."""
        near = {site.site_id: self._travel.journeys[post.base_site, site.site_id].minutes for site in self._near(post)}
        shared = [
            site
            for site in self._near(post)
            if near[site.site_id] <= post.max_travel_minutes
            and _admits(self._data, site, (post.pcn_code,), post.practice_code)
        ]
        return sorted(shared, key=lambda site: (near[site.site_id], site.site_id))

    def _near(self, post: Post) -> list[Site]:
        return self._sites_near.get(post.base_site, [])


def _free_slots(room: Room, asked: tuple[Slot, ...]) -> Iterator[Slot]:
    return (slot for slot in SLOTS if slot in asked and room.is_free(slot))


def _suits(room: Room, room_types: tuple[RoomType, ...], needs: frozenset[str]) -> bool:
    return room.room_type in room_types and needs <= room.features


def _admits(data: Dataset, site: Site, pcn_codes: tuple[str, ...], practice_code: str | None) -> bool:
    """Whether a site is shared with somebody of these PCNs and of this practice; blank never matches blank."""
    if site.share_with is Sharing.ANY:
        return True
    if site.share_with is Sharing.PRACTICE:
        return practice_code is not None and site.practice_code == practice_code
    if site.share_with is Sharing.PCN:
        return site.pcn_code is not None and site.pcn_code in pcn_codes
    group = data.group_of(site.pcn_code)
    return group is not None and group in {data.group_of(code) for code in pcn_codes}
