"""A plan's rows before rooms are named, who is at which site in which slot, and the values that they stand for.

Posts have no room yet. A programme that takes rooms of several places whole names them, as these decide who else
finds a place; rooms converted stand under the code that they have in the dataset.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from estates.domain.capital.sets import Chosen
from estates.domain.capital.terms import ALWAYS, value
from estates.domain.plan import Placement, in_order
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind
from optimiser.invest.offered import OfferedModel
from optimiser.model import Model
from optimiser.program import Floats
from optimiser.start import completed

NO_ROOM = ""


def loose_rows(offered: OfferedModel, chosen: Chosen, values: Floats) -> tuple[Placement, ...]:
    """Return the rows of a plan of a set of schemes, in order."""
    model = offered.model
    rows = [
        Placement(
            kind=PlacementKind.POST,
            id=model.estate.posts[pattern.post].post.post_id,
            slot=slot,
            site_id=pattern.site_id,
            room_id=NO_ROOM,
            pinned=slot in model.estate.posts[pattern.post].pins,
        )
        for pattern in model.variables.patterns
        if values[pattern.column] > 0.5
        for slot in pattern.slots
    ]
    for (g, site_id, slot), column in model.variables.hubs.items():
        if values[column] > 0.5:
            programme = model.estate.programmes[g].programme
            rooms = list(_rooms_taken(offered, chosen, values, (g, site_id, slot)))
            rows += [
                Placement(
                    kind=PlacementKind.PROGRAMME,
                    id=programme.programme_id,
                    slot=slot,
                    site_id=site_id,
                    room_id=room_id,
                )
                for room_id in rooms or [NO_ROOM] * programme.rooms_per_session
            ]
    return in_order(rows)


def values_of_rows(model: Model, rows: Iterable[Placement]) -> Floats:
    """Return the values of a model that rows stand for, as far as it knows them."""
    slots: dict[tuple[str, str, str], set[Slot]] = defaultdict(set)
    hubs: dict[tuple[str, str, Slot], Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.kind is PlacementKind.POST:
            slots[row.id, row.site_id, row.slot.day].add(row.slot)
        else:
            hubs[row.id, row.site_id, row.slot][row.room_id] += 1
    values = np.zeros(model.program.columns)
    for pattern in model.variables.patterns:
        post_id = model.estate.posts[pattern.post].post.post_id
        values[pattern.column] = slots.get((post_id, pattern.site_id, pattern.day)) == set(pattern.slots)
    _put_hubs(model, hubs, values)
    return completed(model, values)


def _put_hubs(model: Model, hubs: Mapping[tuple[str, str, Slot], Counter[str]], values: Floats) -> None:
    for (g, site_id, slot), column in model.variables.hubs.items():
        rooms = hubs.get((model.estate.programmes[g].programme.programme_id, site_id, slot))
        if rooms is None:
            continue
        values[column] = 1.0
        for index, group in enumerate(model.variables.cells[site_id, slot].groups):
            taken = model.variables.taken.get((g, site_id, slot, index))
            if taken is not None:
                values[taken] = sum(rooms[room_id] for room_id in group.room_ids)


def _rooms_taken(
    offered: OfferedModel, chosen: Chosen, values: Floats, session: tuple[int, str, Slot]
) -> Iterator[str]:
    """Yield the rooms that a hub session takes whole, where its model says how many of each group."""
    variables, (_, site_id, slot) = offered.model.variables, session
    for index, group in enumerate(variables.cells[site_id, slot].groups):
        column = variables.taken.get((*session, index))
        count = 0 if column is None else round(values[column])
        there = offered.offers.there_if
        rooms = [room for room in group.room_ids if value(there.get((room, slot), ALWAYS), chosen)]
        # Programmes that meet in a group take its rooms one after the other.
        before = sum(
            round(values[other])
            for (g, *where, n), other in variables.taken.items()
            if where == [site_id, slot] and n == index and g < session[0]
        )
        yield from (offered.offers.room_of(room) for room in rooms[before : before + count])
