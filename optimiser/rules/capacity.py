"""R3 places, R4 free and R5 suitable, for all rooms of a site and slot at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from estates.domain.slots import Slot
from optimiser.candidates import Estate
from optimiser.capacity import HallRow, hall_rows
from optimiser.program import LinearModel
from optimiser.row_subjects import PlacesInRooms
from optimiser.variables import Cell, Variables

KEEPS = ("R3", "R4", "R5")


@dataclass(frozen=True)
class ThereIf:
    """When a room is there in a slot: ``constant`` plus coefficients times columns, 1 or 0 in whole numbers."""

    constant: int
    terms: Sequence[tuple[int, int]]


Conditions = Mapping[tuple[str, Slot], ThereIf]
"""Conditions of rooms in slots; a room without one is there."""

NO_CONDITIONS: Conditions = MappingProxyType({})


def capacity(
    model: LinearModel, variables: Variables, estate: Estate, *, conditions: Conditions = NO_CONDITIONS
) -> None:
    """Add: everybody at a site in a slot finds a free and suitable place; a programme takes rooms whole.

    With demand classes k, their suitable rooms N(k), and unions U of such sets (Hall's theorem):

        sum of load[k,s,t] over k with N(k) within U <= places of U        for each s, t and U

    A post that is pinned in the slot has its place already and adds no load; the pinned place is not counted.
    Where a programme could take rooms of several places, it says how many of each group it takes (h), and these
    leave the places of the posts: places of U less the places of the rooms taken.
    A room with a condition counts as far as the columns of its condition say that it is there.

    Source: the room inventory; room types by role catalogue, HBN 11-01 and HBN 00-09.
    """
    for (site_id, slot), cell in variables.cells.items():
        for row in hall_rows(cell.groups, with_programmes=not cell.is_mixed):
            terms = [
                *_posts(row, cell, slot, estate),
                *(_rooms_taken(row, variables, cell, (site_id, slot)) if cell.is_mixed else _hubs(row, cell, estate)),
            ]
            absent, unless = _not_there(conditions, cell, slot, row.groups)
            if _most(terms, model) > row.places - absent or unless:
                about = PlacesInRooms(site_id, slot, row.groups)
                model.add_row([*terms, *unless], rule="R3", high=row.places - absent, about=about)
        if cell.is_mixed:
            _add_rooms_taken(model, variables, estate, (site_id, slot), conditions=conditions)


def _not_there(
    conditions: Conditions, cell: Cell, slot: Slot, groups: frozenset[int], *, whole: bool = False
) -> tuple[int, list[tuple[int, float]]]:
    """Return the places (with ``whole``, the rooms) of groups that are not there: a constant, and terms of columns."""
    absent, terms = 0, list[tuple[int, float]]()
    for group in (cell.groups[index] for index in sorted(groups)):
        places = 1 if whole else group.places
        for there in (conditions[room, slot] for room in group.room_ids if (room, slot) in conditions):
            absent += places * (1 - there.constant)
            terms += [(column, -places * coefficient) for column, coefficient in there.terms]
    return absent, terms


def _posts(row: HallRow, cell: Cell, slot: Slot, estate: Estate) -> Iterator[tuple[int, float]]:
    for pattern in cell.patterns:
        choices = estate.posts[pattern.post]
        if choices.demand in row.posts and slot not in choices.pins:
            yield pattern.column, 1


def _hubs(row: HallRow, cell: Cell, estate: Estate) -> Iterator[tuple[int, float]]:
    for g, column in cell.hubs.items():
        if estate.programmes[g].demand in row.programmes:
            yield column, estate.programmes[g].programme.rooms_per_session


def _rooms_taken(
    row: HallRow, variables: Variables, cell: Cell, where: tuple[str, Slot]
) -> Iterator[tuple[int, float]]:
    for g in cell.hubs:
        for index in row.groups:
            if (g, *where, index) in variables.taken:
                yield variables.taken[(g, *where, index)], cell.groups[index].places


def _add_rooms_taken(
    model: LinearModel, variables: Variables, estate: Estate, where: tuple[str, Slot], *, conditions: Conditions
) -> None:
    """Add: a hub session takes its rooms group by group, and no group gives more rooms than it has."""
    cell = variables.cells[where]
    for g, column in cell.hubs.items():
        rooms = estate.programmes[g].programme.rooms_per_session
        own = [
            (variables.taken[(g, *where, n)], 1.0) for n in range(len(cell.groups)) if (g, *where, n) in variables.taken
        ]
        model.add_row([*own, (column, -rooms)], rule="R3", low=0, high=0)
    for index, group in enumerate(cell.groups):
        takers = [
            (variables.taken[(g, *where, index)], 1.0) for g in cell.hubs if (g, *where, index) in variables.taken
        ]
        about = PlacesInRooms(*where, frozenset({index}), places_a_unit=group.places)
        absent, unless = _not_there(conditions, cell, where[1], frozenset({index}), whole=True)
        model.add_row([*takers, *unless], rule="R3", high=group.rooms - absent, about=about)


def _most(terms: list[tuple[int, float]], model: LinearModel) -> float:
    """Return the most that the terms can come to with all columns at their upper bounds."""
    return sum(coefficient * model.high_of(column) for column, coefficient in terms)
