"""Which posts are placed anew together round a post with sessions unmet, or where prices say that a plan loses.

A group starts with one such post, takes in posts that sit where it could sit, then posts that sit where these
could, and every other post with sessions unmet that could use a site of the first. Where the loss is at a place, it
starts with those that hold it and those short that could. Small enough to be solved to proof in seconds, large enough
for places to be handed on from post to post.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence, Set

from estates.domain.slots import SLOTS, SiteSlot, Slot
from optimiser.losses import Losses
from optimiser.model import Model
from optimiser.program import Floats

SIZES = (35, 60, 100)
"""A group grows to so many posts, before those short of a place near by join: a few are soon settled, many
may hand places on further. The next size comes once all of a batch were looked at in vain."""

HOLDERS_OF_FIRST, HOLDERS_OF_OTHERS = 30, 12
"""As many holders of places that a post could use are taken in: for the first post, and for every other."""

MOST_USERS = 6
"""As many posts that hold a place, and as many that could, begin the group of a place."""

MOST_TIMES = 3
"""Where a plan loses comes before other centres, until it was one so often."""

Centre = int | SiteSlot
"""A post by its number, or a site and slot."""


class Surroundings:
    """Chooses groups of posts; where a plan loses comes first, then posts seldom at a centre, then those worth most."""

    def __init__(
        self, model: Model, goal: str, seed: int, *, most_posts: int | None = None, losses: Losses | None = None
    ) -> None:
        """Start without any; ``seed`` steers the choice among equals, ``losses`` tell where a plan loses.

        No group has more than ``most_posts`` where that is given, however many are short of a place near by.
        """
        self._most_posts, self._losses = most_posts, losses
        self._model, self._goal = model, goal
        self._random = random.Random(seed)
        self._tried: Counter[Centre] = Counter()
        self._placed: Counter[int] = Counter()
        self._share_unmet: Mapping[str, float] = {}
        self._holders: Mapping[SiteSlot, set[int]] = {}

    def choose(
        self, values: Floats, count: int, most: int = SIZES[0], *, near: Collection[str] = ()
    ) -> list[frozenset[int]]:
        """Return up to ``count`` groups in a plan whose centres share no site; none where nothing is lost.

        Each grows to ``most`` posts, before those short of a place near by join. With sites to be ``near`` only posts
        that could use one of them are centres.
        """
        self._look(values)
        short = [post for post in range(len(self._model.estate.posts)) if self._is_short(post)]
        lost = self._lost(values)
        centres = [centre for centre in dict.fromkeys((*lost, *short)) if self._is_near(centre, near)]
        order = sorted(centres, key=lambda centre: (*self._turn(centre, lost), self._random.random()))
        found: list[frozenset[int]] = []
        taken: set[int] = set()
        sites: set[str] = set()
        for centre in order:
            if len(found) < count and sites.isdisjoint(self._sites_of(centre)):
                self._tried[centre] += 1
                posts = self._around(centre, short, most) - taken
                taken |= posts
                sites |= self._sites_of(centre)
                if posts:
                    found.append(frozenset(posts))
        return found

    def _lost(self, values: Floats) -> Mapping[Centre, float]:
        if self._losses is None:
            return {}
        posts, places = self._losses.of_posts(values), self._losses.of_places(values)
        return dict[Centre, float]((*posts.items(), *places.items()))

    def _turn(self, centre: Centre, lost: Mapping[Centre, float]) -> tuple[bool, int, float, float]:
        """Return what puts centres in order, the first at the least."""
        loss, times = lost.get(centre, 0.0), self._tried[centre]
        worth = self._worth(centre) if isinstance(centre, int) else 0.0
        return not loss or times >= MOST_TIMES, times, -loss, -worth

    def _is_near(self, centre: Centre, near: Collection[str]) -> bool:
        return not near or not self._sites_of(centre).isdisjoint(near)

    def _sites_of(self, centre: Centre) -> Set[str]:
        return self._slots_at(centre).keys() if isinstance(centre, int) else {centre[0]}

    def at(self, values: Floats, place: SiteSlot) -> frozenset[int]:
        """Return the group of the posts that hold rooms at a site in a slot of a plan."""
        self._look(values)
        near = {pattern.post for pattern in self._model.variables.cells[place].patterns if values[pattern.column] > 0.5}
        return frozenset(self._grown(sorted(near)[: SIZES[1]], SIZES[1]))

    def _look(self, values: Floats) -> None:
        holders: dict[SiteSlot, set[int]] = defaultdict(set)
        self._placed = Counter()
        for pattern in self._model.variables.patterns:
            if values[pattern.column] > 0.5:
                self._placed[pattern.post] += len(pattern.slots)
                for slot in pattern.slots:
                    holders[pattern.site_id, slot].add(pattern.post)
        self._holders = holders
        self._share_unmet = self._shares_unmet()

    def _shares_unmet(self) -> Mapping[str, float]:
        """Return the share of every PCN's wanted sessions that is not placed."""
        wanted, placed = Counter[str](), Counter[str]()
        for post, choices in enumerate(self._model.estate.posts):
            wanted[choices.post.pcn_code] += choices.wanted
            placed[choices.post.pcn_code] += self._placed[post]
        return {code: 1 - placed[code] / asked for code, asked in wanted.items() if asked}

    def _is_short(self, post: int) -> bool:
        wanted = min(self._model.estate.posts[post].wanted, len(SLOTS))
        return bool(self._slots_at(post)) and self._placed[post] < wanted

    def _worth(self, post: int) -> float:
        """Return what a further session of a post is worth to the goal: fairness wants it where most is unmet."""
        own = self._model.estate.posts[post].post
        return self._unfair(own.pcn_code) if self._goal == "G3" else own.priority

    def _unfair(self, pcn_code: str) -> float:
        """Return what the last session unmet of a PCN counts (u squared over d) above what prices say."""
        counts = 2 * self._share_unmet.get(pcn_code, 0.0)
        return counts if self._losses is None else counts - self._losses.of_session(pcn_code)

    def _slots_at(self, post: int) -> Mapping[str, tuple[Slot, ...]]:
        return self._model.estate.posts[post].slots_at

    def _around(self, centre: Centre, short: Collection[int], most: int) -> set[int]:
        first = [centre] if isinstance(centre, int) else self._users_of(centre, short)
        near = {site_id for post in first for site_id in self._slots_at(post)}
        grown = self._grown(first, most)
        also = [post for post in short if post not in grown and not near.isdisjoint(self._slots_at(post))]
        if self._most_posts is not None:
            also = sorted(also, key=lambda post: (-self._worth(post), self._tried[post]))
            also = also[: max(0, self._most_posts - len(grown))]
        return grown | set(also)

    def _users_of(self, place: SiteSlot, short: Collection[int]) -> list[int]:
        """Return posts that hold a place, and posts with sessions unmet that could."""
        site_id, slot = place
        could = sorted(
            (post for post in short if slot in self._slots_at(post).get(site_id, ())),
            key=lambda post: (-self._worth(post), self._tried[post], post),
        )
        return sorted({*sorted(self._holders.get(place, ()))[:MOST_USERS], *could[:MOST_USERS]})

    def _grown(self, first: Sequence[int], most_posts: int) -> set[int]:
        """Return posts with holders of the places that they could use, holders of these, and so on."""
        posts, waiting = set(first), list(first)
        while waiting and len(posts) < most_posts:
            post = waiting.pop(0)
            most = HOLDERS_OF_FIRST if len(posts) == 1 else HOLDERS_OF_OTHERS
            new = self._holders_of(post, posts)[: min(most, most_posts - len(posts))]
            posts.update(new)
            waiting += new
        return posts

    def _holders_of(self, post: int, known: Collection[int]) -> list[int]:
        """Return the posts that hold places a post could use, drawn at random, those with many such places first."""
        places = Counter(
            holder
            for site_id, slots in self._slots_at(post).items()
            for slot in slots
            for holder in sorted(self._holders.get((site_id, slot), ()))
            if holder not in known
        )
        return sorted(places, key=lambda holder: (-places[holder] * self._random.random(), holder))
