"""The program that chooses among whole weeks with rooms named (the restricted master of Dantzig and Wolfe).

One column is one week of one post, with all its rooms; the rows share out places and supervision, and hold the goals
before the burden at the values reached.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from estates.domain.slots import SLOT_ORDER, SLOTS
from optimiser import aims
from optimiser.goals.fair import fair
from optimiser.goals.reach import reach
from optimiser.goals.terms import Terms
from optimiser.goals.unmet import unmet
from optimiser.model import Model
from optimiser.program import Floats, LinearModel, Program
from optimiser.rooms import Naming
from optimiser.row_subjects import SessionsOfPcn
from optimiser.rules.hub_together import hub_together
from optimiser.seats import HubSession, hub_rooms
from optimiser.start import goal_columns_filled
from optimiser.variables import Pattern, Variables
from optimiser.weeks_with_rooms.choices import RoomChoices, Shared, Week, room_choices, shared_places
from optimiser.weeks_with_rooms.prices import Prices

HELD_TO = {"G1": 0.0, "G2": aims.HELD_TO["G2"], "G3": aims.HELD_TO["G3"]}
"""By how much a held goal may seem to rise: the first not at all, since half a session is worth many minutes."""

Pool = Sequence[Iterable[Week]]
"""Weeks of every post."""


@dataclass(frozen=True)
class Held:
    """A row that holds a goal at its value."""

    goal: str


class Frame:
    """What all programs over weeks of one model share: choices of posts and programmes, and the goals to hold."""

    def __init__(self, model: Model, values: Floats) -> None:
        """Hold the goals before the burden at the values of a plan."""
        self.model, estate = model, model.estate
        self.shared: Shared = shared_places(estate)
        self.choices: Sequence[RoomChoices] = [room_choices(estate, post, self.shared) for post in estate.posts]
        self.pcns = sorted({post.post.pcn_code for post in estate.posts})
        number = {code: n for n, code in enumerate(self.pcns)}
        self.pcn_of = [number[post.post.pcn_code] for post in estate.posts]
        self.wanted = np.bincount(self.pcn_of, [post.wanted for post in estate.posts], len(self.pcns)).astype(int)
        self.held = {goal: model.goals[goal].value(values) + tolerance for goal, tolerance in HELD_TO.items()}
        self.rooms_of_hubs: Mapping[HubSession, Mapping[str, tuple[int, int]]] = {
            (g, site_id, slot): {
                room.room_id: (self.shared.seats[room.room_id, slot], room.places)
                for room in hub_rooms(estate, (g, site_id, slot))
            }
            for g, programme in enumerate(estate.programmes)
            for site_id, slots in programme.slots_at.items()
            for slot in slots
        }

    def gain_of_session(self, post: int, prices: Prices) -> float:
        """Return what a session of a post gains at prices, before it pays for its places."""
        return prices.unmet * self.model.estate.posts[post].post.priority + float(prices.of_pcn[self.pcn_of[post]])

    def weeks_of(self, naming: Naming) -> dict[int, Week]:
        """Return the week of every post that has one in a plan."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (post, _, slot), room_id in naming.of_posts.items():
            found[post].append((self.choices[post].room_ids.index(room_id), SLOT_ORDER[slot]))
        return {post: tuple(sorted(seats)) for post, seats in found.items()}


@dataclass(frozen=True)
class Master:
    """A program over weeks, and what its columns stand for: the weeks are the first, places the first rows.

    ``rows`` says by what it is about which row has a price.
    """

    frame: Frame
    program: Program
    cost: Floats
    weeks: Sequence[tuple[int, Week]]
    hubs: Mapping[HubSession, int]
    rooms_of_hubs: Mapping[HubSession, Mapping[str, int]]
    rows: Mapping[Hashable, int]

    def prices(self, row_prices: Floats) -> Prices:
        """Return the prices that those of the rows stand for."""
        of_pcns = [SessionsOfPcn(code) for code in self.frame.pcns]
        return Prices(
            of_places=np.maximum(0.0, -row_prices[: len(self.frame.shared.left)]),
            unmet=max(0.0, -float(row_prices[self.rows[Held("G1")]])),
            unfair=max(0.0, -float(row_prices[self.rows[Held("G3")]])),
            of_pcn=np.array([row_prices[self.rows[pcn]] if pcn in self.rows else 0.0 for pcn in of_pcns], dtype=float),
        )

    def values(self, naming: Naming) -> Floats:
        """Return the values that stand for a plan whose weeks are all among the columns."""
        values, own = np.zeros(self.program.columns), self.frame.weeks_of(naming)
        values[: len(self.weeks)] = [own.get(post) == week for post, week in self.weeks]
        for session, rooms in naming.of_hubs.items():
            values[self.hubs[session]] = 1.0
            values[[self.rooms_of_hubs[session][room_id] for room_id in rooms]] = 1.0
        return goal_columns_filled(self.program, values)

    def naming(self, values: Floats) -> Naming:
        """Return the rooms by session that values stand for."""
        estate, of_posts = self.frame.model.estate, {}
        for column in np.flatnonzero(values[: len(self.weeks)] > 0.5):
            post, week = self.weeks[int(column)]
            for room, slot in week:
                room_id = self.frame.choices[post].room_ids[room]
                of_posts[post, estate.dataset.room_by_id[room_id].site_id, SLOTS[slot]] = room_id
        of_hubs = {
            session: tuple(room_id for room_id, own in rooms.items() if values[own] > 0.5)
            for session, rooms in self.rooms_of_hubs.items()
            if values[self.hubs[session]] > 0.5
        }
        return Naming(of_posts, of_hubs)


def master(frame: Frame, pool: Pool) -> Master:
    """Return the program that chooses among the weeks of a pool."""
    linear, estate = LinearModel(), frame.model.estate
    weeks = [(post, week) for post, own in enumerate(pool) for week in own]
    columns = [linear.add_column() for _ in weeks]
    hubs = {session: linear.add_column() for session in frame.rooms_of_hubs}
    rooms = {session: {room_id: linear.add_column() for room_id in own} for session, own in frame.rooms_of_hubs.items()}
    _share_places(linear, frame, weeks, rooms)
    _choose_a_week_each(linear, frame, weeks)
    _keep_rooms_together(linear, frame, hubs, rooms)
    # To goals a week is what a day pattern is, so many sessions of a post; where they are makes no difference to them.
    slots = [tuple(SLOTS[slot] for _, slot in week) for _, week in weeks]
    patterns = (Pattern(column, post, "", own) for column, (post, _), own in zip(columns, weeks, slots, strict=True))
    variables = Variables(tuple(patterns), {}, {}, hubs, {})
    hub_together(linear, variables, estate)
    for goal in (unmet, reach, fair):
        _hold(linear, goal(linear, variables, estate), frame.held)
    cost = np.zeros(linear.columns)
    cost[columns] = [frame.choices[post].minutes_of(week) for post, week in weeks]
    rows = {subject: row for row, subject in linear.about.items()}
    return Master(frame, linear.finished(), cost, weeks, hubs, rooms, rows)


def _share_places(
    linear: LinearModel,
    frame: Frame,
    weeks: Sequence[tuple[int, Week]],
    rooms: Mapping[HubSession, Mapping[str, int]],
) -> None:
    """Add: nobody takes a place, in a room or under a supervisor, that is not free; a programme takes rooms whole."""
    takers: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for column, (post, week) in enumerate(weeks):
        choices = frame.choices[post]
        for seat in week:
            for place in (choices.seat[seat], choices.care[seat]):
                takers[int(place)].append((column, 1.0))
    for session, own in rooms.items():
        for room_id, (place, places) in frame.rooms_of_hubs[session].items():
            takers[place].append((own[room_id], float(places)))
    for place, left in enumerate(frame.shared.left):
        linear.add_row(takers[place], rule="R3", high=left)


def _choose_a_week_each(linear: LinearModel, frame: Frame, weeks: Sequence[tuple[int, Week]]) -> None:
    """Add: a post has one week at most, and one for certain where it has pins."""
    own: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for column, (post, _) in enumerate(weeks):
        own[post].append((column, 1.0))
    for post, terms in own.items():
        linear.add_row(terms, rule="R1", low=float(frame.choices[post].has_pins), high=1.0)


def _keep_rooms_together(
    linear: LinearModel,
    frame: Frame,
    hubs: Mapping[HubSession, int],
    rooms: Mapping[HubSession, Mapping[str, int]],
) -> None:
    """Add: a hub session has all the rooms it needs, or none."""
    for session, column in hubs.items():
        count = frame.model.estate.programmes[session[0]].programme.rooms_per_session
        own = [(room, 1.0) for room in rooms[session].values()]
        linear.add_row([*own, (column, -float(count))], rule="R11", low=0, high=0)


def _hold(linear: LinearModel, goal: Terms, held: Mapping[str, float]) -> None:
    most = held[goal.name] - goal.constant
    linear.add_row(goal.by_column.items(), rule="held", high=most, about=Held(goal.name))
