"""Who may move so that somebody finds a place: few, and those first who have somewhere else to go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from estates.domain.slots import RoomSlot, Slot
from optimiser.small_moves.board import Board

SIZES = (8, 20)
"""So many others may move or give up sessions for the sake of one that lacks a place: at first few, then more."""


@dataclass(frozen=True)
class Scope:
    """Posts and programmes, by their place in the estate, that choose anew while all others stay."""

    posts: tuple[int, ...]
    programmes: tuple[int, ...] = ()


def around_post(board: Board, centre: int, size: int) -> Scope:
    """Return a post with up to ``size`` others: holders of places it could use, and holders of places these could use.

    First come those who could move to a place left over, then those of lower priority.
    """
    return Scope(posts=tuple(_grown(board, [centre], size)))


def around_programme(board: Board, programme: int, size: int) -> Scope:
    """Return a programme with those who hold rooms that it needs: other programmes, and up to ``size`` posts.

    The posts are those where fewest would have to move, and others who hold places that these could use.
    """
    found: dict[int, None] = {}
    for holders in sorted(_in_the_way(board, programme), key=len):
        if len(found) >= size // 2:
            break
        found.update(dict.fromkeys(holders))
    others = _programmes_beside(board, programme)
    return Scope(posts=tuple(_grown(board, list(found), size)), programmes=(programme, *others))


def _grown(board: Board, first: Sequence[int], size: int) -> list[int]:
    posts = dict.fromkeys(first)
    waiting = list(first)
    while waiting and len(posts) <= size:
        post = waiting.pop(0)
        room_for = size + 1 - len(posts)
        most = max(1, room_for // 2) if len(first) == 1 and len(posts) == 1 else room_for
        new = _in_order(board, post, posts)[:most]
        posts.update(dict.fromkeys(new))
        waiting += new
    return list(posts)[: size + 1]


def _in_order(board: Board, post: int, known: Iterable[int]) -> list[int]:
    """Return those who sit where a post could sit, in the order in which it is worth asking them."""
    estate, seen = board.estate, set(known)
    places = {holder: count for holder, count in board.holders_for(post).items() if holder not in seen}

    def rank(holder: int) -> tuple[bool, bool, int, int]:
        choices = estate.posts[holder]
        has_somewhere = board.spare_places(choices) > 0
        outranked = choices.post.priority < estate.posts[post].post.priority
        return (not has_somewhere, not outranked, -places[holder], holder)

    return sorted(places, key=rank)


def _programmes_beside(board: Board, programme: int) -> list[int]:
    """Return the other programmes that hold sessions where a programme could meet."""
    own = board.estate.programmes[programme].slots_at
    return sorted({g for g, site_id, slot in board.naming.of_hubs if slot in own.get(site_id, ())} - {programme})


def _in_the_way(board: Board, programme: int) -> Iterable[tuple[int, ...]]:
    """Yield, for each site and slot where a programme could meet, the posts who would have to leave its rooms."""
    choices = board.estate.programmes[programme]
    for site_id, slots in choices.slots_at.items():
        for slot in slots:
            if (programme, site_id, slot) not in board.naming.of_hubs:
                seats = _cheapest_rooms(board, programme, site_id, slot)
                if len(seats) == choices.programme.rooms_per_session:
                    yield tuple(dict.fromkeys(p for seat in seats for p in board.holders.get(seat, ())))


def _cheapest_rooms(board: Board, programme: int, site_id: str, slot: Slot) -> list[RoomSlot]:
    choices = board.estate.programmes[programme]
    seats = [
        (room.room_id, slot) for room in board.suitable(site_id, choices.demand) if board.estate.is_whole(room, slot)
    ]
    seats.sort(key=lambda seat: (len(board.holders.get(seat, ())), seat))
    return seats[: choices.programme.rooms_per_session]
