"""Of an earlier plan's rows those that are legal in an estate: where every plan that starts from another begins."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from estates.domain.plan import Placement
from estates.domain.slots import SLOT_ORDER, LearnerSlot, RoomSlot, Slot
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate, PostChoices, ProgrammeChoices
from optimiser.rooms import Naming
from optimiser.seats import HubSession, PostSession


def kept_rows(estate: Estate, earlier: Sequence[Placement]) -> Naming:
    """Return the rows of an earlier plan that are legal together in an estate, as rooms by session.

    Pins always stand. A row goes with its post or room, when its room is no longer free, suitable, shared or in reach,
    when nobody can supervise it any more, and when its post wants fewer sessions or may use fewer sites; a hub session
    goes as a whole.
    """
    hubs = _kept_hubs(estate, earlier)
    whole = {(room_id, slot) for (_, _, slot), rooms in hubs.items() for room_id in rooms}
    keeper = _Keeper(estate)
    for row in sorted(earlier, key=lambda row: (SLOT_ORDER[row.slot], row.order)):
        if row.kind is PlacementKind.POST and (row.room_id, row.slot) not in whole:
            keeper.offer(row)
    return Naming(keeper.rooms, hubs)


def fits_week(choices: PostChoices, own: Mapping[Slot, str], site_id: str, slot: Slot) -> bool:
    """Whether a post may sit at a site in one slot beside its ``own``, the sites of its slots (R1, R2, R8, R9)."""
    sites = {*own.values(), site_id}
    same_day = all(site == site_id for other, site in own.items() if other.day == slot.day)
    return slot not in own and same_day and len(sites) <= choices.post.max_sites and len(own) < choices.wanted


class _Keeper:
    """Keeps rows of posts one by one, pins first."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._index = {choices.post.post_id: p for p, choices in enumerate(estate.posts)}
        self._supervision = {(row.site_id, row.kind): row for row in estate.dataset.supervision}
        self._taken: Counter[RoomSlot] = Counter()
        self._learners: Counter[LearnerSlot] = Counter()
        self._weeks: list[dict[Slot, str]] = [{} for _ in estate.posts]
        self.rooms: dict[PostSession, str] = {}
        for p, choices in enumerate(estate.posts):
            for slot, room_id in choices.pins.items():
                self._keep(p, (estate.dataset.room_by_id[room_id].site_id, slot, room_id))

    def offer(self, row: Placement) -> None:
        """Keep a row if it is legal beside those kept."""
        p = self._index.get(row.id)
        if p is None:
            return
        choices = self._estate.posts[p]
        is_possible = self._has_room(choices, row) and self._is_supervised(choices, row)
        if is_possible and fits_week(choices, self._weeks[p], row.site_id, row.slot):
            self._keep(p, (row.site_id, row.slot, row.room_id))
            self._taken[row.room_id, row.slot] += 1

    def _has_room(self, choices: PostChoices, row: Placement) -> bool:
        room = self._estate.dataset.room_by_id.get(row.room_id)
        return (
            room is not None
            and room.site_id == row.site_id
            and row.slot in choices.slots_at.get(row.site_id, ())
            and choices.demand.suits(room)
            and self._taken[row.room_id, row.slot] < self._estate.places_left(room, row.slot)
        )

    def _is_supervised(self, choices: PostChoices, row: Placement) -> bool:
        if choices.supervision is None:
            return True
        places = self._supervision.get((row.site_id, choices.supervision))
        used = self._learners[row.site_id, choices.supervision, row.slot]
        return places is not None and used < places.places_in(row.slot)

    def _keep(self, p: int, where: tuple[str, Slot, str]) -> None:
        site_id, slot, room_id = where
        self.rooms[p, site_id, slot] = room_id
        self._weeks[p][slot] = site_id
        kind = self._estate.posts[p].supervision
        if kind is not None:
            self._learners[site_id, kind, slot] += 1


def _kept_hubs(estate: Estate, earlier: Sequence[Placement]) -> dict[HubSession, tuple[str, ...]]:
    index = {choices.programme.programme_id: g for g, choices in enumerate(estate.programmes)}
    held: Counter[int] = Counter()
    kept: dict[HubSession, tuple[str, ...]] = {}
    for session, rooms in _hub_sessions(earlier, index).items():
        choices = estate.programmes[session[0]]
        if held[session[0]] < choices.programme.sessions_per_week and _is_whole(estate, choices, session, rooms):
            kept[session] = rooms
            held[session[0]] += 1
    return kept


def _hub_sessions(earlier: Sequence[Placement], index: Mapping[str, int]) -> dict[HubSession, tuple[str, ...]]:
    rooms: dict[HubSession, list[str]] = defaultdict(list)
    for row in earlier:
        if row.kind is PlacementKind.PROGRAMME and row.id in index:
            rooms[index[row.id], row.site_id, row.slot].append(row.room_id)
    order = sorted(rooms, key=lambda session: (session[0], SLOT_ORDER[session[2]], session[1]))
    return {session: tuple(rooms[session]) for session in order}


def _is_whole(estate: Estate, choices: ProgrammeChoices, session: HubSession, room_ids: Sequence[str]) -> bool:
    """Whether all rooms of a hub session are still there for it."""
    _, site_id, slot = session
    rooms = [room for room_id in room_ids if (room := estate.dataset.room_by_id.get(room_id)) is not None]
    return (
        slot in choices.slots_at.get(site_id, ())
        and len(rooms) == choices.programme.rooms_per_session
        and all(
            room.site_id == site_id and choices.demand.suits(room) and estate.is_whole(room, slot) for room in rooms
        )
    )
