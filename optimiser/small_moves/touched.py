"""Whom a change of the dataset touches: who lost rows, wants more than before, or could use what has become free."""

from collections import Counter
from collections.abc import Iterable, Sequence

from estates.domain.earlier import EarlierPlan, free_places
from estates.domain.holders import Holder
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate
from optimiser.small_moves.board import Board
from optimiser.small_moves.scopes import SIZES


class Touched:
    """What an earlier plan tells of the change since, beside the rows of it that still stand."""

    def __init__(self, board: Board, earlier: EarlierPlan) -> None:
        """Compare a board of the rows that stand with the plan that they come from."""
        self._board, self._earlier = board, earlier
        self._rows_before: Counter[Holder] = Counter((row.kind, row.id) for row in board.estate.earlier)
        self._gained = frozenset(_sites_that_gained(board.estate, earlier))

    def sizes(self, p: int) -> Sequence[int]:
        """Return how many others may move for the sake of a post that the change touches, at first and then.

        Many where it lost rows or wants more than before, few where places have become free near it, and nobody where
        it could sit once more as it is: that was so before, or the dataset now lets it in somewhere.
        """
        if self._lost(p) or self._post_wants_more(p):
            return SIZES
        return SIZES[:1] if self._is_near_gains(p) else ()

    def posts(self) -> list[int]:
        """Return the posts that the change touches, those of high priority first."""
        posts = self._board.estate.posts
        found = [p for p in range(len(posts)) if self._lost(p) or (self._board.short(p) and self._may_gain(p))]
        return sorted(found, key=lambda p: (-posts[p].post.priority, not self._lost(p), p))

    def programmes(self) -> list[int]:
        """Return the programmes that the change touches, those of high priority first.

        One that lost rows though it lacks none, since it wants fewer, chooses anew which sessions to keep.
        """
        programmes, short = self._board.estate.programmes, self._board.short_of_programme
        found = [
            g for g in range(len(programmes)) if self._programme_lost(g) or (short(g) and self._programme_may_gain(g))
        ]
        return sorted(found, key=lambda g: (-programmes[g].programme.priority, g))

    def _lost(self, p: int) -> bool:
        who = (PlacementKind.POST, self._board.estate.posts[p].post.post_id)
        return len(self._board.sessions.get(p, ())) < self._rows_before[who]

    def _may_gain(self, p: int) -> bool:
        return self._is_near_gains(p) or self._post_wants_more(p) or self._board.could_sit_once_more(p)

    def _is_near_gains(self, p: int) -> bool:
        return not self._gained.isdisjoint(self._board.estate.posts[p].slots_at)

    def _post_wants_more(self, p: int) -> bool:
        choices = self._board.estate.posts[p]
        return self._wants_more((PlacementKind.POST, choices.post.post_id), choices.wanted)

    def _programme_may_gain(self, g: int) -> bool:
        choices = self._board.estate.programmes[g]
        who = (PlacementKind.PROGRAMME, choices.programme.programme_id)
        near = not self._gained.isdisjoint(choices.slots_at)
        return near or self._wants_more(who, choices.programme.room_sessions_wanted)

    def _programme_lost(self, g: int) -> bool:
        programme = self._board.estate.programmes[g].programme
        held = self._board.sessions_held[g] * programme.rooms_per_session
        return held < self._rows_before[PlacementKind.PROGRAMME, programme.programme_id]

    def _wants_more(self, who: Holder, wanted: int) -> bool:
        """Whether somebody wants more than it did; where nobody knows, whether it is not in the earlier plan at all."""
        if self._earlier.wanted is None:
            return not self._rows_before[who]
        return wanted > self._earlier.wanted.get(who, 0)


def _sites_that_gained(estate: Estate, earlier: EarlierPlan) -> Iterable[str]:
    """Yield the sites that have more free places than before, and those that people sat at who have gone."""
    if earlier.free is not None:
        for (site_id, room_type, slot), places in free_places(estate.dataset).items():
            if places > earlier.free.get((site_id, room_type, slot), 0):
                yield site_id
    here = {(PlacementKind.POST, choices.post.post_id) for choices in estate.posts}
    here |= {(PlacementKind.PROGRAMME, choices.programme.programme_id) for choices in estate.programmes}
    yield from (row.site_id for row in earlier.placements if (row.kind, row.id) not in here)
