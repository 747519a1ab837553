"""The dataset of a drawn run: who has been recruited, who is away, what can be booked, how far lists have grown.

Growth is drawn before a scenario is applied, for that turns patients into sessions; everything else after it, so that
it also concerns what the scenario adds.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.posts import Post
from estates.domain.practices import Supervision
from estates.domain.roles import Role
from estates.domain.rooms import Room
from estates.domain.scenario.growth import GROWTH_ROLE_IDS, with_growth_times
from estates.domain.slots import DAYS, SLOTS, RoomSlot, Slot
from estates.domain.uncertainty.dice import Dice
from estates.domain.uncertainty.figures import Spread, Uncertainty
from estates.domain.words import Cell, PostStatus

_NOBODY = "none"


@dataclass(frozen=True, kw_only=True)
class Draw:
    """A figure drawn in a run: which one, for whom (a role, practice, site or PCN), and its value."""

    figure: str
    code: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class World:
    """One run: its chances, and the distributions that they are drawn from."""

    dice: Dice
    figures: Uncertainty
    _known: dict[tuple[str, str], Decimal] = field(default_factory=dict, repr=False, compare=False)

    def drawn(self, figure: str, code: str | None) -> Decimal:
        """Return a figure of a run for a role, practice, site or PCN."""
        key = (figure, code or _NOBODY)
        if key not in self._known:
            spread: Spread = getattr(self.figures, figure)
            self._known[key] = spread.at(self.dice.chance(*key))
        return self._known[key]


def draws(dataset: Dataset, world: World) -> tuple[Draw, ...]:
    """Return every figure of a run that concerns a dataset."""
    roles = sorted({post.role_id for post in dataset.posts} - GROWTH_ROLE_IDS)
    codes = {
        "recruitment": roles,
        "growth": sorted({row.practice_code for row in dataset.growth}),
        "face_to_face": roles,
        "bookable": sorted({room.site_id for room in dataset.rooms}),
        "sickness": sorted({post.pcn_code for post in dataset.posts}),
    }
    return tuple(
        Draw(figure=figure, code=code, value=world.drawn(figure, code)) for figure, own in codes.items() for code in own
    )


def with_growth(dataset: Dataset, world: World) -> Dataset:
    """Return the dataset with the patients that each practice gains, or loses, multiplied by its drawn factor."""
    return with_growth_times(dataset, lambda practice_code: world.drawn("growth", practice_code))


def with_week(dataset: Dataset, world: World) -> Dataset:
    """Return the dataset of a week of the run.

    Planned and vacant posts that are not filled are not there, nor who is away; what they are pinned to is free again.
    Rooms that cannot be booked are in use by their owner, pinned half-days excepted. Supervisors are away as others
    are, but for the learners that are pinned.
    """
    roles = tuple(_with_share(role, world) for role in dataset.role_by_id.values())
    posts = tuple(post for post in dataset.posts if _is_there(post, world))
    there = {post.post_id for post in posts}
    pins = tuple(pin for pin in dataset.pins if pin.post_id in there)
    pinned = {(pin.room_id, pin.slot) for pin in pins}
    rooms = tuple(_as_bookable(room, world, pinned) for room in dataset.rooms)
    changed = replace(dataset, roles=roles, posts=posts, pins=pins, rooms=rooms)
    learners = Counter(_learners(changed))
    return replace(
        changed, supervision=tuple(_as_present(row, world, changed, learners) for row in dataset.supervision)
    )


def with_rooms(week: Dataset, before: Dataset, after: Dataset, world: World) -> Dataset:
    """Return a drawn week with the rooms that are not as before replaced by those of after, drawn too.

    Parameters
    ----------
    week
        The drawn week of ``before``.
    before, after
        Two datasets that differ in rooms and schemes alone, neither of them drawn.
    world
        The run.
    """
    pinned = {(pin.room_id, pin.slot) for pin in week.pins}
    drawn = {
        room.room_id: _as_bookable(room, world, pinned)
        for room in after.rooms
        if before.room_by_id.get(room.room_id) != room
    }
    rooms = (drawn.get(room.room_id) or week.room_by_id[room.room_id] for room in after.rooms)
    return replace(week, rooms=tuple(rooms), schemes=after.schemes)


def _with_share(role: Role, world: World) -> Role:
    share = min(Decimal(1), role.face_to_face_share * world.drawn("face_to_face", role.role_id))
    return replace(role, face_to_face_share=share)


def _is_there(post: Post, world: World) -> bool:
    """Whether a post is filled and nobody away. What a list asks for is no person, so it is always there."""
    if post.role_id in GROWTH_ROLE_IDS:
        return True
    if post.status is not PostStatus.IN_POST:
        filled = world.drawn("recruitment", post.role_id)
        if world.dice.chance("filled", post.post_id) >= filled:
            return False
    return world.dice.chance("away", post.post_id) >= world.drawn("sickness", post.pcn_code)


def _as_bookable(room: Room, world: World, pinned: set[RoomSlot]) -> Room:
    share = world.drawn("bookable", room.site_id)
    chances = world.dice.chances("booked", room.room_id, len(SLOTS))
    cells = tuple(
        Cell.IN_USE
        if room.is_free(slot) and chance >= share and (room.room_id, slot) not in pinned
        else room.cell(slot)
        for slot, chance in zip(SLOTS, chances, strict=True)
    )
    return replace(room, cells=cells)


def _learners(dataset: Dataset) -> Iterator[tuple[str, str | None, Slot]]:
    for pin in dataset.pins:
        role = dataset.role_by_id[dataset.post_by_id[pin.post_id].role_id]
        yield dataset.room_by_id[pin.room_id].site_id, role.supervision, pin.slot


def _as_present(
    row: Supervision, world: World, dataset: Dataset, learners: Counter[tuple[str, str | None, Slot]]
) -> Supervision:
    """Return supervision with the places of a day lost, each with the chance of sickness at the site's PCN."""
    share = world.drawn("sickness", dataset.site_by_id[row.site_id].pcn_code)
    lost = {day: _lost(row, world, day, share) for day in DAYS}
    places = (
        max(row.places_in(slot) - lost[slot.day], min(row.places_in(slot), learners[row.site_id, row.kind, slot]))
        for slot in SLOTS
    )
    return replace(row, places=tuple(places))


def _lost(row: Supervision, world: World, day: str, share: Decimal) -> int:
    most = max(row.places_in(slot) for slot in SLOTS if slot.day == day)
    code = f"{row.site_id}\0{row.kind}\0{day}"
    return sum(chance < share for chance in world.dice.chances("supervisor away", code, most))
