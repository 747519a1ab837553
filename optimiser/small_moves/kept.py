"""What of an earlier plan can stand in a dataset as it is now: the pins, and every row that fits beside them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from estates.domain.holders import rows_by_holder
from estates.domain.plan import Placement
from estates.domain.slots import SLOT_ORDER, LearnerSlot, RoomSlot, SiteSlot
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate, PostChoices, ProgrammeChoices
from optimiser.kept_rows import fits_week
from optimiser.rooms import Naming
from optimiser.seats import HubSession, PostSession

Rows = Sequence[Placement]


def kept(estate: Estate) -> Naming:
    """Return the rooms by session that stand: all pins, and of the estate's earlier rows all that fit beside them.

    Where rows no longer fit together, programmes come before posts and high priorities first; of one post, rows at
    the sites and on the days where it sits most.
    """
    keeper = _Keeper(estate)
    own = rows_by_holder(estate.earlier)
    for p in range(len(estate.posts)):
        keeper.seat_pins(p)
    for g, programme in enumerate(estate.programmes):
        keeper.keep_programme(g, own.get((PlacementKind.PROGRAMME, programme.programme.programme_id), ()))
    order = sorted(range(len(estate.posts)), key=lambda p: (-estate.posts[p].post.priority, p))
    for p in order:
        keeper.keep_post(p, own.get((PlacementKind.POST, estate.posts[p].post.post_id), ()))
    return Naming(keeper.of_posts, keeper.of_hubs)


def can_stand(estate: Estate, choices: PostChoices | ProgrammeChoices, row: Placement) -> bool:
    """Whether a row of an earlier plan keeps the rules of a single placement (R4 to R7, slots of R9) and the pins."""
    room = estate.dataset.room_by_id.get(row.room_id)
    if room is None or row.slot not in choices.slots_at.get(room.site_id, ()):
        return False
    if isinstance(choices, ProgrammeChoices):
        return choices.demand.suits(room) and estate.is_whole(room, row.slot)
    if row.slot in choices.pins:
        return choices.pins[row.slot] == row.room_id
    return choices.demand.suits(room) and estate.places_left(room, row.slot) > 0


class _Keeper:
    """Takes rows one by one while they fit."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self.of_posts: dict[PostSession, str] = {}
        self.of_hubs: dict[HubSession, tuple[str, ...]] = {}
        self._taken: Counter[RoomSlot] = Counter()
        self._learners: Counter[LearnerSlot] = Counter()
        self._supervision = {(row.site_id, row.kind): row for row in estate.dataset.supervision}

    def seat_pins(self, p: int) -> None:
        choices = self.estate.posts[p]
        for slot, room_id in choices.pins.items():
            site_id = self.estate.dataset.room_by_id[room_id].site_id
            self.of_posts[p, site_id, slot] = room_id
            if choices.supervision is not None:
                self._learners[site_id, choices.supervision, slot] += 1

    def keep_programme(self, g: int, rows: Rows) -> None:
        choices = self.estate.programmes[g]
        sessions: dict[SiteSlot, list[str]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.order):
            is_free = can_stand(self.estate, choices, row) and not self._taken[row.room_id, row.slot]
            if is_free and row.room_id not in sessions[self._site(row), row.slot]:
                sessions[self._site(row), row.slot].append(row.room_id)
        needed, left = choices.programme.rooms_per_session, choices.programme.sessions_per_week
        for (site_id, slot), rooms in sessions.items():
            if len(rooms) >= needed and left:
                left -= 1
                self.of_hubs[g, site_id, slot] = tuple(rooms[:needed])
                for room_id in rooms[:needed]:
                    self._taken[room_id, slot] += self.estate.dataset.room_by_id[room_id].places

    def keep_post(self, p: int, rows: Rows) -> None:
        choices = self.estate.posts[p]
        own = {slot: self.estate.dataset.room_by_id[room_id].site_id for slot, room_id in choices.pins.items()}
        standing = [row for row in rows if can_stand(self.estate, choices, row)]
        at_site = Counter(self._site(row) for row in standing)
        on_day = Counter((self._site(row), row.slot.day) for row in standing)
        for row in sorted(
            standing,
            key=lambda row: (-at_site[self._site(row)], -on_day[self._site(row), row.slot.day], SLOT_ORDER[row.slot]),
        ):
            if fits_week(choices, own, self._site(row), row.slot) and self._has_place(choices, row):
                own[row.slot] = self._site(row)
                self._take(p, row)

    def _has_place(self, choices: PostChoices, row: Placement) -> bool:
        room, kind = self.estate.dataset.room_by_id[row.room_id], choices.supervision
        if self._taken[row.room_id, row.slot] >= self.estate.places_left(room, row.slot):
            return False
        if kind is None:
            return True
        offered = self._supervision.get((room.site_id, kind))
        return offered is not None and self._learners[room.site_id, kind, row.slot] < offered.places_in(row.slot)

    def _take(self, p: int, row: Placement) -> None:
        site_id, kind = self._site(row), self.estate.posts[p].supervision
        self.of_posts[p, site_id, row.slot] = row.room_id
        self._taken[row.room_id, row.slot] += 1
        if kind is not None:
            self._learners[site_id, kind, row.slot] += 1

    def _site(self, row: Placement) -> str:
        return self.estate.dataset.room_by_id[row.room_id].site_id
