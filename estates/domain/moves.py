"""Who moves from one plan to another, and why winter moves them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder, rows_by_holder
from estates.domain.plan import Placement, in_order
from estates.domain.slots import SLOTS, LearnerSlot, RoomSlot
from estates.domain.travel import TravelTimes
from estates.domain.wording import listed, slot_in_words
from estates.domain.words import PlacementKind

WINTER_WEEKS = 20
"""Weeks that a winter plan stands: an assumption between Huddersfield's 15-20 weeks and Calderdale's 30 (2024/25)."""

MOVES_FREELY = "Nobody has its place: it moves in a chain, or to lessen travel."
LOSES_FREELY = "Nobody has its place: it has fewer sessions so that others have more, or the same with less travel."


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


@dataclass(frozen=True, kw_only=True)
class Between:
    """Two plans and what is needed to say why somebody moves from the one to the other.

    ``dataset`` and ``travel`` are those of the later plan's season.
    """

    dataset: Dataset
    travel: TravelTimes
    earlier: Sequence[Placement]
    later: Sequence[Placement]

    def why(self, move: Move) -> str:
        """Return why a post or programme does not keep its rooms, as far as plans and journeys tell."""
        pinned = [f"{slot_in_words(row.slot)} to room {row.room_id}" for row in move.taken if row.pinned]
        reasons = [f"It is pinned on {listed(pinned)}."] if pinned else []
        if not move.left:
            return " ".join(reasons) or "It has rooms that it did not have."
        reasons += _out_of_reach(move, self.dataset, self.travel)
        takers = [*self._hubs_in(move), *self._posts_in(move)]
        if takers:
            start = "Its room goes" if len(move.left) == 1 else "Rooms go"
            reasons.append(f"{start} to {listed(takers)}.")
        elif learners := list(self._learners_in(move)):
            reasons.append(f"The places under its supervisor go to {listed(learners)}.")
        return " ".join(reasons) or (MOVES_FREELY if move.taken else LOSES_FREELY)

    def _hubs_in(self, move: Move) -> Iterator[str]:
        """Yield the names of the programmes that hold what was left, each once."""
        for programme_id in dict.fromkeys(self._hubs[half] for half in _halves(move.left) if half in self._hubs):
            programme = self.dataset.programme_by_id.get(programme_id)
            yield programme.name if programme else programme_id

    def _posts_in(self, move: Move) -> Iterator[str]:
        """Yield the posts that have come to sit where it sat, each once.

        Who sat beside it takes nothing from it, nor who comes where a place is left.
        """
        sat, sit = self._posts
        full = (half for half in _halves(move.left) if len(sit.get(half, ())) >= self._places_in(half[0]))
        found = (sorted(sit.get(half, set()) - sat.get(half, set())) for half in full)
        return (who for who in dict.fromkeys(chain.from_iterable(found)) if who != move.id)

    def _places_in(self, room_id: str) -> int:
        room = self.dataset.room_by_id.get(room_id)
        return 1 if room is None else room.places

    def _learners_in(self, move: Move) -> Iterator[str]:
        """Yield the learners who have come under a supervisor whom it had, where no place under this is left."""
        kind = _supervision(self.dataset, move.kind, move.id)
        if kind is None:
            return
        before, now = self._learners
        seats = dict.fromkeys((row.site_id, kind, row.slot) for row in move.left)
        full = [seat for seat in seats if len(now.get(seat, ())) >= self._places[seat]]
        found = (sorted(now.get(seat, set()) - before.get(seat, set()) - {move.id}) for seat in full)
        yield from dict.fromkeys(chain.from_iterable(found))

    @cached_property
    def _hubs(self) -> Mapping[RoomSlot, str]:
        return {(row.room_id, row.slot): row.id for row in self.later if row.kind is PlacementKind.PROGRAMME}

    @cached_property
    def _posts(self) -> Sequence[Mapping[RoomSlot, set[str]]]:
        """The posts in each room and slot, in the earlier plan and in the later."""
        plans = (self.earlier, self.later)
        return [_holders(row for row in rows if row.kind is PlacementKind.POST) for rows in plans]

    @cached_property
    def _learners(self) -> Sequence[Mapping[LearnerSlot, set[str]]]:
        """The posts under each kind of supervision, in the earlier plan and in the later."""
        found: list[dict[LearnerSlot, set[str]]] = [defaultdict(set), defaultdict(set)]
        for plan, rows in zip(found, (self.earlier, self.later), strict=True):
            for row in rows:
                kind = _supervision(self.dataset, row.kind, row.id)
                if kind is not None:
                    plan[row.site_id, kind, row.slot].add(row.id)
        return found

    @cached_property
    def _places(self) -> Counter[LearnerSlot]:
        """The places under supervision, by site, kind and slot."""
        rows = self.dataset.supervision
        return Counter({(row.site_id, row.kind, slot): row.places_in(slot) for row in rows for slot in SLOTS})


def _supervision(dataset: Dataset, kind: PlacementKind, id_: str) -> str | None:
    """Return the kind of supervisor whom a post of the dataset needs, if any."""
    post = dataset.post_by_id.get(id_) if kind is PlacementKind.POST else None
    return None if post is None else dataset.role_by_id[post.role_id].supervision


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
