"""The ladder for a programme: what might give it one hub session more.

Each rung is looked for with everybody else as they are, and where there is none with posts gone from the rooms that it
could use. Planning again with the change shows whether they can.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from estates.domain.remedies import RemedyKind
from estates.domain.rooms import Room
from estates.domain.scenario.changes import AddRooms, HubSlots, OpenSessions, Share
from estates.domain.slots import CORE_SLOTS, SLOT_ORDER
from estates.domain.wording import ROOM_TYPE_WORDS, counted
from estates.domain.words import Cell, PlacementKind
from optimiser.reasons.programme_situation import Chance, HubSituation
from optimiser.remedies.proposal import Proposal, sharing_told, times, widened

Rooms = Callable[[Chance], int]
"""Counts the rooms that it could have at a site in a half-day."""

Rung = Callable[[HubSituation, Rooms], Proposal | None]


def hub_proposals(situation: HubSituation, *, others_move: bool) -> Iterator[Proposal]:
    """Yield what might help a programme, the cheapest first."""
    for rung in RUNGS:
        if (found := rung(situation, _empty)) is not None:
            yield found
        elif others_move and (found := rung(situation, _free)) is not None:
            yield replace(found, if_others_move=True)


def _other_slots(s: HubSituation, rooms: Rooms) -> Proposal | None:
    chances = [
        c for c in s.chances if c.slot not in s.programme.slots and s.is_shared(c.site) and _is_ready(s, rooms(c))
    ]
    slots = tuple(sorted({c.slot for c in chances}, key=SLOT_ORDER.__getitem__))[: _unmet(s)]
    if not slots:
        return None
    told = f"Ask whether {s.programme.name} could also run on {times(slots)}."
    change = HubSlots(programme_ids=(s.programme.programme_id,), slots=slots)
    return Proposal(kind=RemedyKind.OTHER_SLOTS, told=told, changes=(change,))


def _share(s: HubSituation, rooms: Rooms) -> Proposal | None:
    chances = [c for c in _asked(s) if not s.is_shared(c.site) and _is_ready(s, rooms(c))]
    if not chances:
        return None
    site = max((c.site for c in chances), key=lambda site: sum(c.site is site for c in chances))
    level = widened(s.view, site, programme_id=s.programme.programme_id)
    change = Share(site_ids=(site.site_id,), share_with=level)
    return Proposal(
        kind=RemedyKind.SHARE,
        told=sharing_told(site, level),
        changes=(change,),
        sites=frozenset({site.site_id}),
        estimated=site.estimated,
    )


def _survey(s: HubSituation, rooms: Rooms) -> Proposal | None:
    return _freed(s, rooms, Cell.UNKNOWN, RemedyKind.SURVEY)


def _open(s: HubSituation, rooms: Rooms) -> Proposal | None:
    return _freed(s, rooms, Cell.CLOSED, RemedyKind.OPEN)


def _freed(s: HubSituation, rooms: Rooms, cell: Cell, kind: RemedyKind) -> Proposal | None:
    for chance in s.own:
        more = _rooms(s, chance, cell)
        if rooms(chance) + len(more) >= s.together and more:
            change = OpenSessions(room_ids=tuple(room.room_id for room in more), slots=(chance.slot,))
            where = f"{counted(len(more), 'room')} at {chance.site.name}"
            told = f"Open {where} on {times((chance.slot,))}."
            if cell is Cell.UNKNOWN:
                told = f"Survey {where}: free on {times((chance.slot,))}?"
            return Proposal(
                kind=kind,
                told=told,
                changes=(change,),
                sites=frozenset({chance.site.site_id}),
                estimated=cell is Cell.UNKNOWN,
            )
    return None


def _extend(s: HubSituation, rooms: Rooms) -> Proposal | None:
    """Add the rooms that are lacking at the candidate site and half-day that lacks fewest."""
    if not s.own or not s.programme.room_types:
        return None
    best = min(s.own, key=lambda c: s.together - min(rooms(c), s.together - 1))
    lacking = s.together - min(rooms(best), s.together - 1)
    change = AddRooms(
        site_ids=(best.site.site_id,),
        room_type=s.programme.room_types[0],
        rooms=lacking,
        slots=tuple(sorted({*CORE_SLOTS, best.slot}, key=SLOT_ORDER.__getitem__)),
        features=tuple(sorted(s.programme.features)),
    )
    told = f"Extend {best.site.name} by {counted(lacking, ROOM_TYPE_WORDS[s.programme.room_types[0]])}."
    return Proposal(
        kind=RemedyKind.EXTEND, told=told, changes=(change,), sites=frozenset({best.site.site_id}), estimated=True
    )


RUNGS: tuple[Rung, ...] = (_other_slots, _share, _survey, _open, _extend)
"""From the cheapest up."""


def _asked(s: HubSituation) -> Sequence[Chance]:
    return [c for c in s.chances if c.slot in s.programme.slots]


def _empty(chance: Chance) -> int:
    return chance.empty


def _free(chance: Chance) -> int:
    return len(chance.rooms)


def _is_ready(s: HubSituation, rooms: int) -> bool:
    return rooms >= s.together


def _rooms(s: HubSituation, chance: Chance, cell: Cell) -> list[Room]:
    suitable = (week.room for week in s.suitable_at[chance.site.site_id])
    return [room for room in suitable if room.cell(chance.slot) is cell]


def _unmet(s: HubSituation) -> int:
    rows = s.view.rows_of.get((PlacementKind.PROGRAMME, s.programme.programme_id), ())
    return s.programme.sessions_per_week - len({(row.site_id, row.slot) for row in rows})
