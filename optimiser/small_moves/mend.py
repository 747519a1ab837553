"""An earlier plan mended: first those whom a change touches move by themselves, then with ever more others."""

from collections.abc import Iterable, Sequence

from estates.domain.earlier import EarlierPlan
from optimiser.small_moves.board import Board
from optimiser.small_moves.changes import changed_rows
from optimiser.small_moves.scoped import scoped
from optimiser.small_moves.scopes import SIZES, Scope, around_post, around_programme
from optimiser.small_moves.strict_order import StrictOrder
from optimiser.small_moves.touched import Touched
from optimiser.small_moves.values import unmet_weight
from optimiser.watch import Watch

MOST_AT_ONCE = 10
"""As many posts choose anew together where nobody else moves for them."""

MOST_SCOPES = 150
"""By default as many scopes are looked at."""


class Mender:
    """Makes a plan better by small moves. ``board`` is the plan as it stands; ``bounds`` what was proved of goals."""

    def __init__(self, board: Board, watch: Watch, *, fewest: bool) -> None:
        """Start from a plan; with ``fewest`` changed rows are a goal of their own after the first."""
        self.board = board
        self.bounds: dict[str, float] = {}
        self._watch, self._fewest = watch, fewest
        self._left = MOST_SCOPES * watch.share_of_work
        self._looked_round: set[int] = set()

    def mend(self, earlier: EarlierPlan, *, enough: float | None = None) -> None:
        """Place those whom a change touches since an earlier plan, as well as can be with few moves.

        Where G1 is to be ``enough`` or less, all others who are short are looked round too until it is, in as many
        scopes again; and in any case as many are left for the goals after it.
        """
        before = self.board
        for programme in Touched(self.board, earlier).programmes():
            self._place_programme(programme)
        # Those who made way for a programme are touched as well.
        touched = Touched(self.board, earlier)
        posts = touched.posts()
        for batch in _batches(posts):
            self._look(Scope(posts=batch))
        for post in posts:
            self._place_post(post, touched.sizes(post))
        if enough is not None:
            self._left = MOST_SCOPES * self._watch.share_of_work
            self._place_the_short(enough)
        self._left = MOST_SCOPES * self._watch.share_of_work
        moved = {*posts, *_moved(before, self.board)}
        for batch in _batches(sorted(moved, key=lambda p: (self._pcn(p), p))):
            self._look(Scope(posts=batch), to_the_end=True)

    def choose_all(self) -> None:
        """Choose everything anew, to the end: for small estates, where it also proves the bounds."""
        estate = self.board.estate
        everybody = Scope(posts=tuple(range(len(estate.posts))), programmes=tuple(range(len(estate.programmes))))
        self.bounds = self._look(everybody, to_the_end=True)

    def _place_programme(self, programme: int) -> None:
        """Place a programme, with others moving from where fewest would have to, again and again while that helps."""
        self._look(Scope(posts=(), programmes=(programme,)))
        lacking = self.board.short_of_programme(programme) + 1
        while 0 < self.board.short_of_programme(programme) < lacking:
            lacking = self.board.short_of_programme(programme)
            for size in SIZES:
                self._look(around_programme(self.board, programme, size))

    def _place_post(self, post: int, sizes: Sequence[int]) -> None:
        for size in sizes:
            if self.board.short(post) and self._may_look():
                self._look(around_post(self.board, post, size))
                if size == SIZES[-1]:
                    self._looked_round.add(post)

    def _place_the_short(self, enough: float) -> None:
        """Place those who are short and have not been looked round yet, high priorities first."""
        posts = self.board.estate.posts
        for post in sorted(range(len(posts)), key=lambda p: (-posts[p].post.priority, p)):
            if unmet_weight(self.board) <= enough:
                return
            if post not in self._looked_round:
                self._place_post(post, SIZES[-1:])

    def _look(self, scope: Scope, *, to_the_end: bool = False) -> dict[str, float]:
        """Have a scope choose anew, for the goals in whole numbers or for all; return the bounds it proved."""
        if not self._may_look():
            return {}
        self._left -= 1
        part = scoped(self.board, scope)
        order, goals = StrictOrder(part, self._watch), part.full.model.goals
        changes = changed_rows(part.full)
        if self._fewest:
            order.together([goals["G1"], changes, goals["G2"]])
        else:
            order.together([goals["G1"], goals["G2"]], then=changes)
        if to_the_end:
            order.alone(goals["G3"])
            order.alone(goals["G4"])
        naming = part.naming(order.values)
        if naming != self.board.naming:  # else what has been looked up of the board still holds
            self.board = Board(self.board.estate, naming)
        return order.bounds

    def _may_look(self) -> bool:
        return self._left >= 1 and not self._watch.is_over()

    def _pcn(self, post: int) -> str:
        return self.board.estate.posts[post].post.pcn_code


def _batches(posts: Sequence[int]) -> Iterable[tuple[int, ...]]:
    for start in range(0, len(posts), MOST_AT_ONCE):
        yield tuple(posts[start : start + MOST_AT_ONCE])


def _moved(before: Board, after: Board) -> set[int]:
    """Return the posts that do not have the same rooms in the same slots in two plans."""
    changed = before.naming.of_posts.items() ^ after.naming.of_posts.items()
    return {session[0] for session, _ in changed}
