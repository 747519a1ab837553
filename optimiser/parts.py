"""Some posts of a plan by themselves, in the rooms and under the supervision that all others leave."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.practices import Supervision
from estates.domain.slots import SLOTS, LearnerSlot, RoomSlot, Slot
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate
from optimiser.model import Model
from optimiser.program import Floats
from optimiser.rooms import Naming
from optimiser.start import completed

Rooms = TypeVar("Rooms")
Sessions = Mapping[tuple[int, str, Slot], Rooms]


def chosen_values(model: Model, naming: Naming) -> Floats:
    """Return the values of a model (without rooms) that a naming stands for."""
    slots: dict[tuple[int, str, str], set[Slot]] = defaultdict(set)
    for p, site_id, slot in naming.of_posts:
        slots[p, site_id, slot.day].add(slot)
    chosen = np.zeros(model.program.columns)
    for key, worked in slots.items():
        for pattern in model.variables.patterns_of_visit.get(key, ()):
            chosen[pattern.column] = worked == set(pattern.slots)
    for session, rooms in naming.of_hubs.items():
        chosen[model.variables.hubs[session]] = 1.0
        for index, group in enumerate(model.variables.cells[session[1], session[2]].groups):
            column = model.variables.taken.get((*session, index))
            if column is not None:
                chosen[column] = len(set(group.room_ids) & set(rooms))
    return completed(model, chosen)


def rechosen_values(model: Model, values: Floats, naming: Naming, posts: Sequence[int]) -> Floats:
    """Return values with the day patterns of some posts as a naming has them, all else as it was."""
    slots: dict[tuple[int, str, str], set[Slot]] = defaultdict(set)
    for p, site_id, slot in naming.of_posts:
        slots[p, site_id, slot.day].add(slot)
    chosen = values.copy()
    for post in posts:
        for pattern in model.variables.patterns_of_post.get(post, ()):
            chosen[pattern.column] = slots.get((post, pattern.site_id, pattern.day)) == set(pattern.slots)
    return completed(model, chosen)


def part_for(estate: Estate, naming: Naming, posts: Sequence[int]) -> Estate:
    """Return an estate of some posts alone, in the rooms and under the supervision that all others leave."""
    own = set(posts)
    ids = {(PlacementKind.POST, estate.posts[p].post.post_id) for p in own}
    held = seats_held(estate.dataset, naming, without=own) + held_by_outsiders(estate)
    held.update((room_id, slot) for p in own for slot, room_id in estate.posts[p].pins.items())
    return replace(
        estate,
        dataset=with_supervision_left(estate, naming, own),
        posts=tuple(estate.posts[p] for p in posts),
        programmes=(),
        held=held,
        earlier=tuple(row for row in estate.earlier if (row.kind, row.id) in ids),
    )


def seats_held(dataset: Dataset, naming: Naming, *, without: Collection[int] = ()) -> Counter[RoomSlot]:
    """Return the places taken in each room and slot, those of some posts left out; a hub session takes all."""
    seats: Counter[RoomSlot] = Counter()
    for (p, _, slot), room_id in naming.of_posts.items():
        seats[room_id, slot] += p not in without
    for (_, _, slot), rooms in naming.of_hubs.items():
        for room_id in rooms:
            seats[room_id, slot] += dataset.room_by_id[room_id].places
    return seats


def held_by_outsiders(estate: Estate) -> Counter[RoomSlot]:
    """Return the places given away to others than an estate's own posts, such as another district's."""
    found = Counter(estate.held)
    found.subtract((room_id, slot) for choices in estate.posts for slot, room_id in choices.pins.items())
    return +found


def is_seated(estate: Estate, naming: Naming) -> bool:
    """Whether no room holds more people than it has places, others' places aside (R3)."""
    rooms, others = estate.dataset.room_by_id, held_by_outsiders(estate)
    return all(
        count + others[room_id, slot] <= rooms[room_id].places
        for (room_id, slot), count in seats_held(estate.dataset, naming).items()
    )


def joined(naming: Naming, posts: Sequence[int], part: Naming, programmes: Sequence[int] = ()) -> Naming:
    """Return a naming with the sessions of some posts and programmes replaced by those of a part of them alone."""
    return Naming(_replaced(naming.of_posts, posts, part.of_posts), _replaced(naming.of_hubs, programmes, part.of_hubs))


def part_of(naming: Naming, posts: Sequence[int], programmes: Sequence[int] = ()) -> Naming:
    """Return the sessions of some posts and programmes, numbered by their place among these."""
    return Naming(_numbered_anew(naming.of_posts, posts), _numbered_anew(naming.of_hubs, programmes))


def _replaced(sessions: Sessions[Rooms], own: Sequence[int], part: Sessions[Rooms]) -> Sessions[Rooms]:
    replaced = set(own)
    kept = {session: rooms for session, rooms in sessions.items() if session[0] not in replaced}
    return kept | {(own[n], site_id, slot): rooms for (n, site_id, slot), rooms in part.items()}


def _numbered_anew(sessions: Sessions[Rooms], own: Sequence[int]) -> Sessions[Rooms]:
    place = {number: n for n, number in enumerate(own)}
    return {(place[n], site_id, slot): rooms for (n, site_id, slot), rooms in sessions.items() if n in place}


def with_supervision_left(estate: Estate, naming: Naming, own: Collection[int]) -> Dataset:
    """Return an estate's dataset with the supervision that all but some posts leave."""
    learners = Counter[LearnerSlot]()
    for p, site_id, slot in naming.of_posts:
        kind = estate.posts[p].supervision
        if kind is not None and p not in own:
            learners[site_id, kind, slot] += 1
    return less_learners(estate.dataset, learners)


def learners_of(rows: Iterable[Placement], kinds: Mapping[str, str | None]) -> Counter[LearnerSlot]:
    """Return the places under supervision that rows take, given the kind that each post needs, if any, by its id."""
    found = Counter[LearnerSlot]()
    for row in rows:
        kind = kinds.get(row.id) if row.kind is PlacementKind.POST else None
        if kind is not None:
            found[row.site_id, kind, row.slot] += 1
    return found


def less_learners(dataset: Dataset, learners: Mapping[LearnerSlot, int]) -> Dataset:
    """Return a dataset with fewer places under supervision, by site, kind and slot."""
    touched = {(site_id, kind) for site_id, kind, _ in learners}

    def left(row: Supervision) -> Supervision:
        taken = (learners.get((row.site_id, row.kind, slot), 0) for slot in SLOTS)
        places = (row.places_in(slot) - count for slot, count in zip(SLOTS, taken, strict=True))
        return replace(row, places=tuple(places))

    rows = (left(row) if (row.site_id, row.kind) in touched else row for row in dataset.supervision)
    return replace(dataset, supervision=tuple(rows))
