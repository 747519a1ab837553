"""The second stage: rooms are named, site by site, with the fewest rooms per post over the week.

Hall's rows have made sure that in every site and slot everybody finds a place, so that this stage always succeeds.
A matching names rooms slot by slot; where a post then changes rooms, a small program looks for fewer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from estates.domain.plan import Placement
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate
from optimiser.engine import Answer, Method, Task
from optimiser.matching import Matching
from optimiser.model import Model
from optimiser.program import Floats, LinearModel
from optimiser.seats import HubSession, PostSession, Seats, add_seats, changes, hub_rooms, suitable_rooms


@dataclass(frozen=True)
class SiteWeek:
    """The sessions at one site: posts, and hub sessions with the rooms each takes by group where that matters."""

    site_id: str
    posts: tuple[PostSession, ...]
    hubs: Mapping[HubSession, Mapping[int, int]]


@dataclass(frozen=True)
class Naming:
    """Rooms by session, for posts one and for hub sessions several."""

    of_posts: Mapping[PostSession, str]
    of_hubs: Mapping[HubSession, tuple[str, ...]]

    def rooms_used(self) -> int:
        """Return the number of pairs of a post and a room it uses in the week."""
        return len({(p, room_id) for (p, _, _), room_id in self.of_posts.items()})


def site_weeks(model: Model, values: Floats) -> list[SiteWeek]:
    """Return the sessions of a plan by site, in the order of their sites."""
    posts: dict[str, list[PostSession]] = defaultdict(list)
    hubs: dict[str, dict[HubSession, dict[int, int]]] = defaultdict(dict)
    for pattern in model.variables.patterns:
        if values[pattern.column] > 0.5:
            posts[pattern.site_id] += [(pattern.post, pattern.site_id, slot) for slot in pattern.slots]
    for session, column in model.variables.hubs.items():
        if values[column] > 0.5:
            hubs[session[1]][session] = {}
    for (g, site_id, slot, group), column in model.variables.taken.items():
        if values[column] > 0.5:
            hubs[site_id][g, site_id, slot][group] = round(values[column])
    return [SiteWeek(site_id, tuple(posts[site_id]), hubs[site_id]) for site_id in sorted(posts.keys() | hubs.keys())]


def first_naming(model: Model, week: SiteWeek) -> Naming:
    """Return rooms named slot by slot; each post asks first for rooms that it has had before."""
    of_posts: dict[PostSession, str] = {}
    of_hubs: dict[HubSession, tuple[str, ...]] = {}
    used: dict[int, list[str]] = defaultdict(list)
    for slot in SLOTS:
        posts = [session for session in week.posts if session[2] is slot]
        hubs = {session: groups for session, groups in week.hubs.items() if session[2] is slot}
        named = _named_in_slot(model, posts, hubs, used)
        of_posts |= named.of_posts
        of_hubs |= named.of_hubs
        for (p, _, _), room_id in named.of_posts.items():
            used[p].append(room_id)
    return Naming(of_posts, of_hubs)


def _named_in_slot(
    model: Model,
    posts: Sequence[PostSession],
    hubs: Mapping[HubSession, Mapping[int, int]],
    used: Mapping[int, Sequence[str]],
) -> Naming:
    estate = model.estate
    taken = _rooms_by_group(model, hubs)
    away = {room_id for rooms in taken.values() for room_id in rooms}
    pinned = {s: estate.posts[s[0]].pins[s[2]] for s in posts if s[2] in estate.posts[s[0]].pins}
    askers: list[tuple[PostSession | HubSession, bool, list[str]]] = [
        (session, True, _wishes(estate, session, used.get(session[0], ()), away))
        for session in posts
        if session not in pinned
    ]
    for session in hubs:
        if session not in taken:
            rooms = [room.room_id for room in hub_rooms(estate, session) if room.room_id not in away]
            askers += [(session, False, rooms)] * estate.programmes[session[0]].programme.rooms_per_session
    slot = next((session[2] for session in (*posts, *hubs)), None)
    places = {r: _left(estate, r, slot) for _, _, rooms in askers for r in rooms}
    matching = Matching(places)
    for number, (_, _, rooms) in enumerate(askers):
        matching.seat(number, rooms)
    of_posts = dict(pinned)
    for number, room_id in sorted(matching.seats().items()):
        session, is_post, _ = askers[number]
        if is_post:
            of_posts[session] = room_id
        else:
            taken[session] = (*taken.get(session, ()), room_id)
    return Naming(of_posts, taken)


def _left(estate: Estate, room_id: str, slot: Slot | None) -> int:
    return 0 if slot is None else estate.places_left(estate.dataset.room_by_id[room_id], slot)


def _wishes(estate: Estate, session: PostSession, used: Sequence[str], away: set[str]) -> list[str]:
    rooms = [room.room_id for room in suitable_rooms(estate, session) if room.room_id not in away]
    return sorted(rooms, key=lambda room_id: (room_id not in used, room_id))


def _rooms_by_group(model: Model, hubs: Mapping[HubSession, Mapping[int, int]]) -> dict[HubSession, tuple[str, ...]]:
    """Return the rooms of hub sessions that say how many they take of each group: the first of the group left."""
    taken: dict[HubSession, tuple[str, ...]] = {}
    for session, by_group in hubs.items():
        for index, count in by_group.items():
            group = model.variables.cells[session[1], session[2]].groups[index]
            away = {room_id for rooms in taken.values() for room_id in rooms}
            free = [room_id for room_id in group.room_ids if room_id not in away]
            taken[session] = (*taken.get(session, ()), *free[:count])
    return taken


def merged(namings: Iterable[Naming]) -> Naming:
    """Return the namings of several sites as one."""
    of_posts: dict[PostSession, str] = {}
    of_hubs: dict[HubSession, tuple[str, ...]] = {}
    for naming in namings:
        of_posts |= naming.of_posts
        of_hubs |= naming.of_hubs
    return Naming(of_posts, of_hubs)


@dataclass(frozen=True)
class NamingTask:
    """A program that looks for fewer rooms in one of several site weeks, by its number, and what its columns seat."""

    number: int
    task: Task
    seats: Seats


def naming_tasks(model: Model, weeks: Sequence[SiteWeek], namings: Sequence[Naming], *, seed: int) -> list[NamingTask]:
    """Return the programs that look for fewer rooms than first namings of site weeks have, where that can be."""
    found = ((n, _naming_task(model, week, namings[n], seed=seed)) for n, week in enumerate(weeks))
    return [NamingTask(n, *made) for n, made in found if made is not None]


def better_naming(namings: Iterable[Naming], asked: Iterable[NamingTask], answers: Iterable[Answer | None]) -> Naming:
    """Return namings as one, those replaced for which an answer came that is no worse."""
    best = list(namings)
    for each, answer in zip(asked, answers, strict=True):
        if answer is not None and answer.values is not None and _is_as_good(each.task, answer.values):
            best[each.number] = naming_of(each.seats, answer.values)
    return merged(best)


def _is_as_good(task: Task, values: Floats) -> bool:
    """Whether values are no worse than those that a task starts from: a solver cut short may know only worse ones."""
    return task.hint is None or bool(task.objective @ values <= task.objective @ task.hint + 1e-6)


def _naming_task(model: Model, week: SiteWeek, first: Naming, *, seed: int) -> tuple[Task, Seats] | None:
    """Return the program that looks for fewer rooms than a first naming has, or ``None`` where it is the best."""
    estate = model.estate
    if first.rooms_used() == len({p for p, _, _ in week.posts}) and not estate.earlier:
        return None
    linear = LinearModel()
    seats = add_seats(linear, estate, posts=week.posts, hubs=week.hubs)
    for rooms in seats.of_posts.values():
        linear.add_row(((column, 1) for column in rooms.values()), rule="R1", low=1, high=1)
    for (g, _, _), rooms in seats.of_hubs.items():
        count = estate.programmes[g].programme.rooms_per_session
        linear.add_row(((column, 1) for column in rooms.values()), rule="R11", low=count, high=count)
    program = linear.finished()
    cost = np.zeros(program.columns)
    cost[list(seats.rooms_used.values())] = float(estate.burden.extra_room_minutes)
    for column, kept in changes(estate, seats).items():
        cost[column] += kept * float(estate.burden.changed_row_minutes)
    hint = np.zeros(program.columns)
    sit(hint, seats, first)
    return Task(program=program, objective=cost, method=Method.CONSTRAINTS, hint=hint, seed=seed, effort=2.0), seats


def naming_of(seats: Seats, values: Floats) -> Naming:
    """Return the rooms by session that values stand for; sessions that are not held have none."""
    of_posts = {s: r for s, rooms in seats.of_posts.items() for r, c in rooms.items() if values[c] > 0.5}
    of_hubs = {s: tuple(r for r, c in rooms.items() if values[c] > 0.5) for s, rooms in seats.of_hubs.items()}
    return Naming(of_posts, {session: rooms for session, rooms in of_hubs.items() if rooms})


def sit(values: Floats, seats: Seats, naming: Naming) -> None:
    """Set the columns of the seats that a naming takes, and of the rooms that its posts use."""
    for session, room_id in naming.of_posts.items():
        values[seats.of_posts[session][room_id]] = 1.0
        values[seats.rooms_used[session[0], room_id]] = 1.0
    for session, rooms in naming.of_hubs.items():
        values[[seats.of_hubs[session][room_id] for room_id in rooms]] = 1.0


def placements(estate: Estate, naming: Naming) -> list[Placement]:
    """Return the rows of a plan for a naming."""
    rows = [
        Placement(
            kind=PlacementKind.POST,
            id=estate.posts[p].post.post_id,
            slot=slot,
            site_id=site_id,
            room_id=room_id,
            pinned=slot in estate.posts[p].pins,
        )
        for (p, site_id, slot), room_id in naming.of_posts.items()
    ]
    return rows + [
        Placement(
            kind=PlacementKind.PROGRAMME,
            id=estate.programmes[g].programme.programme_id,
            slot=slot,
            site_id=site_id,
            room_id=room_id,
        )
        for (g, site_id, slot), rooms in naming.of_hubs.items()
        for room_id in rooms
    ]
