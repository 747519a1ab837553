"""Which posts choose anew when rooms come to be, or change: those that could use them, and those that could follow."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.rooms import Room
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from optimiser.candidates import admits_post

MOST_USERS, MOST_FOLLOWERS = 20, 12
"""As many posts that could use the rooms, and as many others with sessions unmet, choose anew."""


def posts_near(dataset: Dataset, reach: "Reach", rows: Sequence[Placement], rooms: Collection[Room]) -> frozenset[str]:
    """Return the ids of the posts that choose anew round some rooms; ``reach`` says where posts may go.

    First come posts with sessions unmet that could use one of the rooms, then those that sit where others with
    sessions unmet could sit: they may move and leave their place to these, who are taken in too. Where nobody with
    sessions unmet could gain, nobody moves but who sits in one of the rooms.
    """
    look = _Look(dataset, reach, rows)
    users = look.users(rooms)
    short = [post for post in dataset.posts if look.unmet(post) > 0]
    could_follow = {site_id for post in short for site_id in look.sites_of(post)}
    order = sorted(users, key=lambda post: (-look.unmet(post) * post.priority, -look.held_in(post, could_follow)))
    chosen = order[:MOST_USERS]
    left = {site_id for post in chosen for site_id in look.held[post.post_id]}
    followers = [post for post in short if post not in chosen and not left.isdisjoint(look.sites_of(post))]
    followers.sort(key=lambda post: -look.unmet(post) * post.priority)
    ids = {room.room_id for room in rooms}
    seated = {row.id for row in rows if row.kind is PlacementKind.POST and row.room_id in ids}
    near = (*chosen, *followers[:MOST_FOLLOWERS])
    gains = any(look.unmet(post) for post in near)
    return frozenset(seated) | frozenset(post.post_id for post in near if gains)


class _Look:
    """What is known of a plan: who is short, and who sits where."""

    def __init__(self, dataset: Dataset, reach: "Reach", rows: Sequence[Placement]) -> None:
        self._dataset, self.sites_of = dataset, reach.sites_of
        self._placed = Counter(row.id for row in rows if row.kind is PlacementKind.POST)
        self.held: dict[str, Counter[str]] = {post.post_id: Counter() for post in dataset.posts}
        for row in rows:
            if row.kind is PlacementKind.POST and row.id in self.held:
                self.held[row.id][row.site_id] += 1

    def unmet(self, post: Post) -> int:
        return max(0, self._dataset.wanted_by_post[post.post_id] - self._placed[post.post_id])

    def held_in(self, post: Post, sites: Collection[str]) -> int:
        return sum(count for site_id, count in self.held[post.post_id].items() if site_id in sites)

    def users(self, rooms: Collection[Room]) -> list[Post]:
        """Return the posts that could use one of some rooms."""
        kinds = {(room.site_id, room.room_type, room.features) for room in rooms}

        @cache  # many posts ask the same of a room
        def sites_for(role_id: str, needs: frozenset[str]) -> frozenset[str]:
            suitable = self._dataset.role_by_id[role_id].room_types
            return frozenset(site for site, kind, features in kinds if kind in suitable and needs <= features)

        return [
            post
            for post in self._dataset.posts
            if not sites_for(post.role_id, post.needs).isdisjoint(self.sites_of(post))
        ]


class Reach:
    """Where posts may go: the same for all datasets whose sites and posts are the same, whatever their rooms."""

    def __init__(self, dataset: Dataset, travel: TravelTimes) -> None:
        """Start without answers; each is worked out once."""
        self._dataset, self._travel = dataset, travel
        self._sites: dict[tuple[object, ...], frozenset[str]] = {}

    def sites_of(self, post: Post) -> frozenset[str]:
        """Return the ids of the sites within a post's reach that it may use."""
        # All that the answer depends on: many posts of a practice ask the same.
        key = (post.base_site, post.max_travel_minutes, post.practice_code, post.pcn_code)
        if key not in self._sites:
            ids = self._travel.sites_from.get(post.base_site, ())
            self._sites[key] = frozenset(site_id for site_id in ids if self._may_go(post, site_id))
        return self._sites[key]

    def _may_go(self, post: Post, site_id: str) -> bool:
        site, minutes = self._dataset.site_by_id.get(site_id), self._travel.minutes(post.base_site, site_id)
        is_near = minutes is not None and minutes <= post.max_travel_minutes
        return is_near and site is not None and admits_post(self._dataset, site, post)
