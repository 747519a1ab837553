"""Who moves from one plan to another, and why winter moves them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder, rows_by_holder
from estates.domain.plan import Placement, in_order
from estates.domain.slots import RoomSlot
from estates.domain.travel import TravelTimes
from estates.domain.wording import listed
from estates.domain.words import PlacementKind

WINTER_WEEKS = 20
"""Weeks that a winter plan stands: an assumption between Huddersfield's 15-20 weeks and Calderdale's 30 (2024/25)."""


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


def why_moved(move: Move, dataset: Dataset, travel: TravelTimes, later: Sequence[Placement]) -> str:
    """Return why a post or programme does not keep its rooms, as far as the two plans and the journeys tell.

    Parameters
    ----------
    move
        What became of it.
    dataset, travel
        The dataset and the journeys of the later plan's season.
    later
        The rows of the later plan.
    """
    if not move.left:
        return "It has rooms that it did not have."
    reasons = list(_out_of_reach(move, dataset, travel))
    takers = [*_hubs_in(move, dataset, later), *_posts_in(move, later)]
    if takers:
        reasons.append(
            f"Its room goes to {listed(takers)}." if len(move.left) == 1 else f"Rooms go to {listed(takers)}."
        )
    return " ".join(reasons) or "Nobody has its room: it moves in a chain, or to lessen travel."


def _hubs_in(move: Move, dataset: Dataset, later: Sequence[Placement]) -> Iterator[str]:
    """Yield the names of the programmes that hold what was left, each once."""
    now = {(row.room_id, row.slot): row.id for row in later if row.kind is PlacementKind.PROGRAMME}
    for programme_id in dict.fromkeys(now[half] for half in _halves(move.left) if half in now):
        programme = dataset.programme_by_id.get(programme_id)
        yield programme.name if programme else programme_id


def _posts_in(move: Move, later: Sequence[Placement]) -> Iterator[str]:
    """Yield the posts that sit where it sat, each once."""
    sat = _holders(row for row in later if row.kind is PlacementKind.POST)
    found = dict.fromkeys(who for half in _halves(move.left) for who in sorted(sat.get(half, ())))
    return (who for who in found if who != move.id)


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
