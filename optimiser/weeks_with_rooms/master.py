"""The program that chooses among whole weeks with rooms named (the restricted master of Dantzig and Wolfe).

One column is one week of one post, with all its rooms; the rows share out places and supervision, and hold the goals
before the burden at the values reached.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from estates.domain.slots import SLOT_ORDER, SLOTS
from optimiser.aims import HELD_TO
from optimiser.model import Model
from optimiser.program import Floats, LinearModel, Program
from optimiser.rooms import Naming
from optimiser.seats import HubSession, hub_rooms
from optimiser.weeks_with_rooms.choices import NO_ROW, RoomChoices, Shared, Week, room_choices, shared_places
from optimiser.weeks_with_rooms.prices import Prices

Terms = list[tuple[int, float]]
Pool = Sequence[Iterable[Week]]
"""Weeks of every post."""


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
        self.placed_weight = model.goals["G1"].constant - model.goals["G1"].value(values)
        self.most_missed = model.goals["G2"].value(values) + HELD_TO["G2"]
        self.most_unfair = model.goals["G3"].value(values) + HELD_TO["G3"]
        self.rooms_of_hubs: Mapping[HubSession, Mapping[str, tuple[int, int]]] = {
            (g, site_id, slot): {
                room.room_id: (self.shared.seats[room.room_id, slot], room.places)
                for room in hub_rooms(estate, (g, site_id, slot))
            }
            for g, programme in enumerate(estate.programmes)
            for site_id, slots in programme.slots_at.items()
            for slot in slots
        }

    def priority(self, post: int) -> int:
        """Return a post's priority."""
        return self.model.estate.posts[post].post.priority

    def minutes_of(self, post: int, week: Week) -> float:
        """Return the burden of a week of a post."""
        return self.choices[post].minutes_of(week)

    def gain_of_session(self, post: int, prices: Prices) -> float:
        """Return what a session of a post gains at prices, before it pays for its places."""
        return prices.unmet * self.priority(post) + float(prices.of_pcn[self.pcn_of[post]])

    def fairness_steps(self, pcn: int) -> Floats:
        """Return what each further session unmet of a PCN adds to fairness: u squared over d, step by step."""
        steps: Floats = (2 * np.arange(1, self.wanted[pcn] + 1) - 1) / self.wanted[pcn]
        return steps

    def weeks_of(self, naming: Naming) -> dict[int, Week]:
        """Return the week of every post that has one in a plan."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (post, _, slot), room_id in naming.of_posts.items():
            found[post].append((self.choices[post].room_ids.index(room_id), SLOT_ORDER[slot]))
        return {post: tuple(sorted(seats)) for post, seats in found.items()}


@dataclass(frozen=True)
class Master:
    """A program over weeks, and what its columns stand for.

    Its first rows are those of what is shared, then come G1, G3, and one for the sessions of each PCN.
    """

    frame: Frame
    program: Program
    cost: Floats
    weeks: Sequence[tuple[int, Week]]
    hubs: Mapping[HubSession, int]
    rooms_of_hubs: Mapping[HubSession, Mapping[str, int]]
    reached: Mapping[int, Sequence[int]]
    steps: Sequence[Sequence[int]]

    def prices(self, row_prices: Floats) -> Prices:
        """Return the prices that those of the rows stand for."""
        places = len(self.frame.shared.left)
        of_pcns = places + 2
        return Prices(
            of_places=np.maximum(0.0, -row_prices[:places]),
            unmet=max(0.0, float(row_prices[places])),
            unfair=max(0.0, -float(row_prices[places + 1])),
            of_pcn=row_prices[of_pcns : of_pcns + len(self.frame.pcns)],
        )

    def values(self, naming: Naming) -> Floats:
        """Return the values that stand for a plan whose weeks are all among the columns."""
        values = np.zeros(self.program.columns)
        own = self.frame.weeks_of(naming)
        unmet = self.frame.wanted.copy()
        for column, (post, week) in enumerate(self.weeks):
            if own.get(post) == week:
                values[column] = 1.0
                unmet[self.frame.pcn_of[post]] -= len(week)
        for session, rooms in naming.of_hubs.items():
            values[self.hubs[session]] = 1.0
            values[[self.rooms_of_hubs[session][room_id] for room_id in rooms]] = 1.0
        for column, near in self.reached.items():
            values[column] = min(1.0, values[list(near)].sum())
        for pcn, steps in enumerate(self.steps):
            values[list(steps[: unmet[pcn]])] = 1.0
        return values

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


@dataclass
class _Builder:
    """A program over weeks under construction: terms of rows gather as columns are added."""

    frame: Frame
    linear: LinearModel = field(default_factory=LinearModel)
    cost: list[float] = field(default_factory=list)
    of_places: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    placed: Terms = field(default_factory=list)
    of_pcn: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    of_post: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))

    def column(self, cost: float = 0.0, *, whole: bool = True) -> int:
        self.cost.append(cost)
        return self.linear.add_column(whole=whole)

    def add_week(self, post: int, week: Week) -> None:
        """Add the column of a week."""
        frame, choices = self.frame, self.frame.choices[post]
        column = self.column(frame.minutes_of(post, week))
        for seat in week:
            for place in (choices.seat[seat], choices.care[seat]):
                if place != NO_ROW:
                    self.of_places[int(place)].append((column, 1.0))
        self.placed.append((column, float(frame.priority(post) * len(week))))
        self.of_pcn[frame.pcn_of[post]].append((column, float(len(week))))
        self.of_post[post].append((column, 1.0))

    def add_hub(self, session: HubSession) -> tuple[int, Mapping[str, int]]:
        """Add the columns of a hub session and of the rooms that it may take."""
        programme = self.frame.model.estate.programmes[session[0]].programme
        column, own = self.column(), dict[str, int]()
        for room_id, (place, places) in self.frame.rooms_of_hubs[session].items():
            own[room_id] = self.column()
            self.of_places[place].append((own[room_id], float(places)))
        self.placed.append((column, float(programme.priority * programme.rooms_per_session)))
        return column, own

    def add_shared_rows(self) -> list[list[int]]:
        """Add the rows that have prices, and return the steps of unmet sessions of each PCN."""
        frame = self.frame
        for place, left in enumerate(frame.shared.left):
            self.linear.add_row(self.of_places[place], rule="R3", high=left)
        steps = [[self.column(whole=False) for _ in range(wanted)] for wanted in frame.wanted]
        self.linear.add_row(self.placed, rule="G1", low=frame.placed_weight)
        unfair = [
            (column, float(amount))
            for pcn, own in enumerate(steps)
            for column, amount in zip(own, frame.fairness_steps(pcn), strict=True)
        ]
        self.linear.add_row(unfair, rule="G3", high=frame.most_unfair)
        for pcn, own in enumerate(steps):
            terms = [*self.of_pcn[pcn], *((column, 1.0) for column in own)]
            self.linear.add_row(terms, rule="G3", low=frame.wanted[pcn], high=frame.wanted[pcn])
        return steps

    def add_rows_of_posts(self) -> None:
        """Add: a post has one week at most, and one for certain where it has pins."""
        for post, terms in self.of_post.items():
            low = 1.0 if self.frame.choices[post].pinned.any() else 0.0
            self.linear.add_row(terms, rule="R1", low=low, high=1.0)

    def add_rows_of_hubs(
        self, hubs: Mapping[HubSession, int], rooms: Mapping[HubSession, Mapping[str, int]]
    ) -> dict[int, list[int]]:
        """Add the rows of programmes, and return the columns of PCNs reached with the hub sessions that reach them."""
        reached: dict[int, list[int]] = {}
        for session, column in hubs.items():
            needed = self.frame.model.estate.programmes[session[0]].programme.rooms_per_session
            terms = [(own, 1.0) for own in rooms[session].values()]
            self.linear.add_row([*terms, (column, -float(needed))], rule="R11", low=0, high=0)
        for g, choices in enumerate(self.frame.model.estate.programmes):
            own = {session: column for session, column in hubs.items() if session[0] == g}
            most = choices.programme.sessions_per_week
            self.linear.add_row([(column, 1.0) for column in own.values()], rule="R11", high=most)
            for sites in choices.sites_reaching.values():
                if near := [column for session, column in own.items() if session[1] in sites]:
                    column = self.column(whole=False)
                    self.linear.add_row([(column, 1.0), *((each, -1.0) for each in near)], rule="G2", high=0)
                    reached[column] = near
        pairs = self.frame.model.goals["G2"].constant
        if reached:
            self.linear.add_row([(column, 1.0) for column in reached], rule="G2", low=pairs - self.frame.most_missed)
        return reached


def master(frame: Frame, pool: Pool) -> Master:
    """Return the program that chooses among the weeks of a pool."""
    builder = _Builder(frame)
    weeks = [(post, week) for post, own in enumerate(pool) for week in own]
    for post, week in weeks:
        builder.add_week(post, week)
    hubs, rooms = dict[HubSession, int](), dict[HubSession, Mapping[str, int]]()
    for session in frame.rooms_of_hubs:
        hubs[session], rooms[session] = builder.add_hub(session)
    steps = builder.add_shared_rows()
    builder.add_rows_of_posts()
    reached = builder.add_rows_of_hubs(hubs, rooms)
    cost = np.array(builder.cost, dtype=float)
    return Master(frame, builder.linear.finished(), cost, weeks, hubs, rooms, reached, steps)
