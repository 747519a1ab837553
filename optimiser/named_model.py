"""The model with rooms named in it: places, slots and rooms chosen together, so that room changes count in the burden.

Many times larger than the model without rooms, so it serves small estates and small parts of large ones.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from estates.domain.slots import Slot
from optimiser.candidates import Estate
from optimiser.goals.burden import GOAL
from optimiser.goals.fair import fair
from optimiser.goals.reach import reach
from optimiser.goals.terms import Terms
from optimiser.goals.unmet import unmet
from optimiser.model import RULES, Goal, Model, assembled
from optimiser.program import Floats, LinearModel
from optimiser.rooms import Naming, naming_of, sit
from optimiser.seats import Seats, add_seats, changes
from optimiser.variables import Variables, add_variables


@dataclass(frozen=True)
class NamedModel:
    """A model whose burden counts rooms. ``extra_rooms`` holds f[p], the rooms of a post beyond its first."""

    model: Model
    seats: Seats
    extra_rooms: Mapping[int, int]

    def naming(self, values: Floats) -> Naming:
        """Return the rooms by session that values stand for."""
        return naming_of(self.seats, values)

    def values(self, unnamed: Floats, naming: Naming) -> Floats:
        """Return the values of a plan of the model without rooms together with its rooms."""
        values = np.zeros(self.model.program.columns)
        values[: len(unnamed)] = unnamed
        sit(values, self.seats, naming)
        for (p, _), column in self.seats.rooms_used.items():
            values[self.extra_rooms[p]] += values[column]
        extra = list(self.extra_rooms.values())
        values[extra] = np.maximum(values[extra] - 1, 0)
        return values


def build_named(estate: Estate, *, fairness: Goal = fair) -> NamedModel:
    """Return the model of an estate with rooms named. Its first columns are those of the model without rooms.

    ``fairness`` is how G3 is counted, where the estate is a part of one.
    """
    model = LinearModel()
    variables = add_variables(model, estate)
    for rule in RULES:
        rule(model, variables, estate)
    goals = [goal(model, variables, estate) for goal in (unmet, reach, fairness)]
    seats = _linked_seats(model, variables, estate)
    extra_rooms = _extra_rooms(model, seats)
    goals.append(_burden(variables, estate, seats, extra_rooms))
    return NamedModel(assembled(model, variables, estate, goals), seats, extra_rooms)


def _linked_seats(model: LinearModel, variables: Variables, estate: Estate) -> Seats:
    """Add seats for every session there could be: as many rooms as the session needs where it is held, else none."""
    patterns: dict[tuple[int, str, Slot], list[int]] = defaultdict(list)
    for pattern in variables.patterns:
        for slot in pattern.slots:
            patterns[pattern.post, pattern.site_id, slot].append(pattern.column)
    seats = add_seats(model, estate, posts=patterns, hubs=variables.hubs)
    for session, rooms in seats.of_posts.items():
        own = [(column, 1.0) for column in rooms.values()]
        model.add_row([*own, *((column, -1.0) for column in patterns[session])], rule=GOAL, low=0, high=0)
    for session, rooms in seats.of_hubs.items():
        count = estate.programmes[session[0]].programme.rooms_per_session
        own = [(column, 1.0) for column in rooms.values()]
        model.add_row([*own, (variables.hubs[session], -count)], rule=GOAL, low=0, high=0)
    return seats


def _extra_rooms(model: LinearModel, seats: Seats) -> dict[int, int]:
    """Add: the rooms that a post uses in the week are at most one and its extra rooms."""
    used: dict[int, list[int]] = defaultdict(list)
    for (p, _), column in seats.rooms_used.items():
        used[p].append(column)
    extra = {p: model.add_column(high=len(columns) - 1, whole=False) for p, columns in used.items()}
    for p, columns in used.items():
        model.add_row([*((column, 1.0) for column in columns), (extra[p], -1.0)], rule=GOAL, high=1)
    return extra


def _burden(variables: Variables, estate: Estate, seats: Seats, extra_rooms: Mapping[int, int]) -> Terms:
    minutes = estate.burden
    terms = {p.column: estate.posts[p.post].minutes_to[p.site_id] for p in variables.patterns}
    terms |= dict.fromkeys(variables.extra_sites.values(), float(minutes.extra_site_minutes))
    terms |= dict.fromkeys(extra_rooms.values(), float(minutes.extra_room_minutes))
    each_row = float(minutes.changed_row_minutes)
    terms |= {column: kept * each_row for column, kept in changes(estate, seats).items()}
    return Terms(GOAL, terms, each_row * len(estate.earlier))
