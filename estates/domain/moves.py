"""Who moves from one plan to another, and why winter moves them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder, rows_by_holder
from estates.domain.plan import Placement, in_order
from estates.domain.slots import SLOTS, RoomSlot, SiteSlot
from estates.domain.travel import TravelTimes
from estates.domain.wording import listed, slot_in_words
from estates.domain.words import PlacementKind

WINTER_WEEKS = 20
"""Weeks that a winter plan stands: an assumption between Huddersfield's 15-20 weeks and Calderdale's 30 (2024/25)."""

MOVES_FREELY = "Nobody has its room: it moves in a chain, or to lessen travel."
LOSES_FREELY = "Nobody has its room: it has fewer sessions so that others have more, or the same with less travel."


@dataclass(frozen=True, kw_only=True)
class Move:
    """What became of one post or programme: room sessions kept where they were, moved, lost and gained.

    ``left`` and ``taken`` are the rows of the earlier plan that are gone, and those of the later one that are new; a
    row is kept where slot and room are the same. Of both as many as there are pairs count as moved.
    """

    kind: PlacementKind
    id: str
    kept: int
    left: tuple[Placement, ...]
    taken: tuple[Placement, ...]

    @property
    def moved(self) -> int:
        """Room sessions that have another room or another slot."""
        return min(len(self.left), len(self.taken))

    @property
    def lost(self) -> int:
        """Room sessions that there are no more."""
        return len(self.left) - self.moved

    @property
    def gained(self) -> int:
        """Room sessions that there were not."""
        return len(self.taken) - self.moved

    @property
    def new_sites(self) -> tuple[str, ...]:
        """The sites that it comes to and had no row at that is gone."""
        return tuple(dict.fromkeys(row.site_id for row in self.taken if row.site_id not in _sites(self.left)))


@dataclass(frozen=True, kw_only=True)
class HubRoom:
    """A room that a programme takes in a slot, and the posts and other programmes that the earlier plan had in it."""

    row: Placement
    had_it: tuple[str, ...]


def moves(earlier: Iterable[Placement], later: Iterable[Placement]) -> tuple[Move, ...]:
    """Return what became of every post and programme of two plans that does not keep all and only what it had."""
    before, after = rows_by_holder(earlier), rows_by_holder(later)
    found = (_move(who, before.get(who, ()), after.get(who, ())) for who in sorted({*before, *after}))
    return tuple(move for move in found if move.left or move.taken)


def hub_rooms(earlier: Iterable[Placement], later: Iterable[Placement]) -> tuple[HubRoom, ...]:
    """Return the rooms that programmes take in the later plan, and which others had them in the earlier plan."""
    held = _holders(earlier)
    hubs = in_order(row for row in later if row.kind is PlacementKind.PROGRAMME)
    return tuple(
        HubRoom(row=row, had_it=tuple(sorted(held.get((row.room_id, row.slot), set()) - {row.id}))) for row in hubs
    )


def why_moved(
    move: Move,
    dataset: Dataset,
    travel: TravelTimes,
    *,
    earlier: Sequence[Placement],
    later: Sequence[Placement],
) -> str:
    """Return why a post or programme does not keep its rooms, as far as the two plans and the journeys tell.

    Parameters
    ----------
    move
        What became of it.
    dataset, travel
        The dataset and the journeys of the later plan's season.
    earlier, later
        The rows of the earlier and of the later plan.
    """
    pinned = [f"{slot_in_words(row.slot)} to room {row.room_id}" for row in move.taken if row.pinned]
    reasons = [f"It is pinned on {listed(pinned)}."] if pinned else []
    if not move.left:
        return " ".join(reasons) or "It has rooms that it did not have."
    reasons += _out_of_reach(move, dataset, travel)
    takers = [*_hubs_in(move, dataset, later), *_posts_in(move, earlier, later)]
    if takers:
        reasons.append(
            f"Its room goes to {listed(takers)}." if len(move.left) == 1 else f"Rooms go to {listed(takers)}."
        )
    learners = list(_learners_in(move, dataset, earlier, later)) if not takers else []
    if learners:
        reasons.append(f"The places under its supervisor go to {listed(learners)}.")
    return " ".join(reasons) or (MOVES_FREELY if move.taken else LOSES_FREELY)


def _hubs_in(move: Move, dataset: Dataset, later: Sequence[Placement]) -> Iterator[str]:
    """Yield the names of the programmes that hold what was left, each once."""
    now = {(row.room_id, row.slot): row.id for row in later if row.kind is PlacementKind.PROGRAMME}
    for programme_id in dict.fromkeys(now[half] for half in _halves(move.left) if half in now):
        programme = dataset.programme_by_id.get(programme_id)
        yield programme.name if programme else programme_id


def _posts_in(move: Move, earlier: Sequence[Placement], later: Sequence[Placement]) -> Iterator[str]:
    """Yield the posts that have come to sit where it sat, each once; who sat there beside it takes nothing from it."""
    before, sit = (_holders(row for row in rows if row.kind is PlacementKind.POST) for rows in (earlier, later))
    found = (sorted(sit.get(half, set()) - before.get(half, set())) for half in _halves(move.left))
    return (who for who in dict.fromkeys(chain.from_iterable(found)) if who != move.id)


def _learners_in(
    move: Move, dataset: Dataset, earlier: Sequence[Placement], later: Sequence[Placement]
) -> Iterator[str]:
    """Yield the learners who have come under a supervisor whom it had, where no place under this is left."""
    post = dataset.post_by_id.get(move.id) if move.kind is PlacementKind.POST else None
    kind = dataset.role_by_id[post.role_id].supervision if post is not None else None
    if kind is None:
        return
    before, now = (_learners(dataset, rows, kind) for rows in (earlier, later))
    places = {
        (row.site_id, slot): row.places_in(slot) for row in dataset.supervision if row.kind == kind for slot in SLOTS
    }
    cells = dict.fromkeys((row.site_id, row.slot) for row in move.left)
    full = [cell for cell in cells if len(now[cell]) >= places.get(cell, 0)]
    yield from dict.fromkeys(who for cell in full for who in sorted(now[cell] - before[cell] - {move.id}))


def _learners(dataset: Dataset, rows: Iterable[Placement], kind: str) -> Mapping[SiteSlot, set[str]]:
    """Return the posts of rows that need a kind of supervision, by where and when."""
    found: dict[SiteSlot, set[str]] = defaultdict(set)
    for row in rows:
        post = dataset.post_by_id.get(row.id) if row.kind is PlacementKind.POST else None
        if post is not None and dataset.role_by_id[post.role_id].supervision == kind:
            found[row.site_id, row.slot].add(row.id)
    return found


def _out_of_reach(move: Move, dataset: Dataset, travel: TravelTimes) -> Iterator[str]:
    post = dataset.post_by_id.get(move.id) if move.kind is PlacementKind.POST else None
    if post is None:
        return
    for site_id in _sites(move.left):
        minutes = travel.minutes(post.base_site, site_id)
        if minutes is None or minutes > post.max_travel_minutes:
            yield f"{site_id} is out of reach in this season."


def _move(who: Holder, earlier: Sequence[Placement], later: Sequence[Placement]) -> Move:
    before, after = _by_half(earlier), _by_half(later)
    return Move(
        kind=who[0],
        id=who[1],
        kept=len(before.keys() & after.keys()),
        left=in_order(row for half, row in before.items() if half not in after),
        taken=in_order(row for half, row in after.items() if half not in before),
    )


def _by_half(rows: Iterable[Placement]) -> Mapping[RoomSlot, Placement]:
    return {(row.room_id, row.slot): row for row in rows}


def _holders(rows: Iterable[Placement]) -> Mapping[RoomSlot, set[str]]:
    found: dict[RoomSlot, set[str]] = defaultdict(set)
    for row in rows:
        found[row.room_id, row.slot].add(row.id)
    return found


def _halves(rows: Iterable[Placement]) -> Iterator[RoomSlot]:
    return ((row.room_id, row.slot) for row in rows)


def _sites(rows: Iterable[Placement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.site_id for row in rows))
