"""The ladder for a post, from the cheapest rung up: what might give it a session more, everybody else as they are.

Each rung looks for the one best change of its kind. What a change gains is found out by planning again with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_CEILING

from estates.domain.remedies import RemedyKind
from estates.domain.rooms import ROOM_NORMS_M2
from estates.domain.scenario.changes import (
    AddRooms,
    Change,
    ConvertRooms,
    MostSites,
    OpenSessions,
    Share,
    Supervise,
    TravelLimit,
    WorkSlots,
)
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, SLOT_ORDER, Slot
from estates.domain.wording import a_supervisor, counted, listed
from estates.domain.words import Cell, RoomType
from optimiser.reasons.post_situation import EVERY_SLOT
from optimiser.reasons.room_weeks import RoomWeek, bits
from optimiser.remedies.openings import Obstacle, Opening, Openings
from optimiser.remedies.proposal import Proposal, a_room, sharing_told, some_of, times, widened

Rung = Callable[[Openings], Proposal | None]

MOST_OPENED = 3
"""As many half-days of a site are opened at once."""


def proposals(openings: Openings) -> Iterator[Proposal]:
    """Yield what might help a post, the cheapest first."""
    for rung in RUNGS:
        found = rung(openings)
        if found is not None:
            yield found


def _other_slots(o: Openings) -> Proposal | None:
    free = 0
    for opening in o.found({Obstacle.SLOTS}):
        free |= opening.slots
    slots = some_of(free, _unmet(o))
    if not slots:
        return None
    told = f"Ask whether {_who(o)} could also work on {times(slots)}."
    return Proposal(kind=RemedyKind.OTHER_SLOTS, told=told, changes=(_work(o, slots),))


def _share(o: Openings) -> Proposal | None:
    best = _best(o, {Obstacle.SHARING})
    if best is None:
        return None
    site, _ = best
    level = widened(o.situation.view, site, post_id=o.situation.post.post_id)
    change = Share(site_ids=(site.site_id,), share_with=level)
    return _at(site.site_id, RemedyKind.SHARE, sharing_told(site, level), change, estimated=site.estimated)


def _survey(o: Openings) -> Proposal | None:
    best = _best(o, {Obstacle.UNKNOWN}, lambda week: week.unknown)
    if best is None:
        return None
    site, found = best
    slots = some_of(_all(found), _unmet(o))
    rooms = [opening.week.room for opening in found if opening.slots & bits(slots)]
    names, question = listed([room.name for room in rooms], at_most=3), "is it" if len(rooms) == 1 else "are they"
    told = f"Survey {names} at {site.name}: {question} free on {times(slots)}?"
    change = OpenSessions(room_ids=tuple(room.room_id for room in rooms), slots=slots)
    return Proposal(
        kind=RemedyKind.SURVEY, told=told, changes=(change,), sites=frozenset({site.site_id}), estimated=True
    )


def _open(o: Openings) -> Proposal | None:
    """Open a site in half-days in which it is closed: in those that the post asks for, else in those it does not."""
    for waived in ({Obstacle.CLOSED}, {Obstacle.CLOSED, Obstacle.SLOTS}):
        best = _best(o, waived, lambda week: week.closed)
        if best is not None:
            break
    else:
        return None
    site, found = best
    slots = some_of(_all(found), min(_unmet(o), MOST_OPENED))
    more = tuple(slot for slot in slots if slot not in o.situation.post.slots)
    told = f"Open {site.name} on {times(slots)}" + (f", and ask {_who(o)} to work then." if more else ".")
    changes: tuple[Change, ...] = (_opened(o, site, slots),)
    if more:
        changes += (_work(o, more),)
    return Proposal(
        kind=RemedyKind.OPEN, told=told, changes=changes, sites=frozenset({site.site_id}), estimated=site.estimated
    )


def _supervisor(o: Openings) -> Proposal | None:
    best, kind = _best(o, {Obstacle.SUPERVISOR}), o.situation.kind
    if best is None or kind is None:
        return None
    site, found = best
    slots = some_of(_all(found), _unmet(o))
    told = f"Have one more learner under {a_supervisor(kind)} at {site.name} on {times(slots)}."
    change = Supervise(site_ids=(site.site_id,), kind=kind, slots=slots)
    return _at(site.site_id, RemedyKind.SUPERVISOR, told, change, estimated=site.estimated)


def _more_sites(o: Openings) -> Proposal | None:
    if not o.anywhere({Obstacle.FEW_SITES}):
        return None
    most = o.situation.post.max_sites + 1
    told = f"Ask whether {_who(o)} could work at {counted(most, 'site')} a week."
    change = MostSites(post_ids=(o.situation.post.post_id,), max_sites=most)
    return Proposal(kind=RemedyKind.MORE_SITES, told=told, changes=(change,))


def _travel(o: Openings) -> Proposal | None:
    best = _best(o, {Obstacle.REACH})
    if best is None:
        return None
    site, _ = best
    minutes = o.minutes_to[site.site_id].to_integral_value(rounding=ROUND_CEILING)
    told = f"Ask whether {_who(o)} could travel {minutes} minutes, as far as {site.name}."
    change = TravelLimit(post_ids=(o.situation.post.post_id,), max_travel_minutes=minutes)
    return Proposal(
        kind=RemedyKind.TRAVEL, told=told, changes=(change,), sites=frozenset({site.site_id}), estimated=site.estimated
    )


def _convert(o: Openings) -> Proposal | None:
    """Convert a room that the plan leaves empty all week and that is large enough."""
    idle = list(_conversions(o))
    if not idle:
        return None
    best, becomes = max(idle, key=lambda found: min(_unmet(o), found[0].slots.bit_count()))
    room, data = best.week.room, o.situation.view.dataset
    lacking = tuple(sorted(o.situation.post.needs - room.features))
    change = ConvertRooms(room_ids=(room.room_id,), room_type=becomes, features=lacking)
    given = f" with {listed(lacking)}" if lacking else ""
    where = data.site_by_id[room.site_id].name
    told = f"Convert {room.name} at {where}, which stands empty, into {a_room(becomes)}{given}."
    return _at(room.site_id, RemedyKind.CONVERT, told, change, estimated=True)


def _conversions(o: Openings) -> Iterator[tuple[Opening, RoomType]]:
    types = o.situation.view.dataset.role_by_id[o.situation.post.role_id].room_types
    for opening in o.found({Obstacle.UNSUITABLE}):
        room, area = opening.week.room, opening.week.room.area_m2
        fits = [kind for kind in types if area is not None and area >= ROOM_NORMS_M2[kind]]
        if fits and opening.week.free == opening.week.empty and not o.demand.suits(room):
            yield opening, fits[0]


def _extend(o: Openings) -> Proposal | None:
    """Add a room at the site where it could be in most half-days, the nearest first."""
    post = o.situation.post
    role = o.situation.view.dataset.role_by_id[post.role_id]
    open_at = {site.site_id: o.times(site.site_id, None) for site in o.sites()}
    site_id = max(open_at, key=lambda s: min(_unmet(o), open_at[s].bit_count()), default=None)
    if site_id is None or not open_at[site_id] or not role.room_types:
        return None
    slots = CORE_SLOTS if open_at[site_id] & bits(CORE_SLOTS) else _in_order({*CORE_SLOTS, *post.slots})
    change = AddRooms(
        site_ids=(site_id,), room_type=role.room_types[0], slots=slots, features=tuple(sorted(post.needs))
    )
    site = o.situation.view.dataset.site_by_id[site_id]
    told = f"Extend {site.name} by {a_room(role.room_types[0])}."
    return _at(site_id, RemedyKind.EXTEND, told, change, estimated=True)


RUNGS: tuple[Rung, ...] = (
    _other_slots,
    _share,
    _survey,
    _open,
    _supervisor,
    _more_sites,
    _travel,
    _convert,
    _extend,
)
"""From the cheapest up."""


def _at(site_id: str, kind: RemedyKind, told: str, *changes: Change, estimated: bool) -> Proposal:
    return Proposal(kind=kind, told=told, changes=changes, sites=frozenset({site_id}), estimated=estimated)


def _best(
    o: Openings, waived: set[Obstacle], cells: Callable[[RoomWeek], int] = lambda _: EVERY_SLOT
) -> tuple[Site, list[Opening]] | None:
    """Return the site with most sessions for the post behind these obstacles, the nearest of equals, and its openings.

    ``cells`` narrows the slots, as bits, to those of rooms that a remedy changes.
    """
    at: Mapping[str, list[Opening]] = _by_site(_narrowed(o.found(waived), cells))
    if not at:
        return None
    site_id = max(at, key=lambda s: min(_unmet(o), _all(at[s]).bit_count()))
    return o.situation.view.dataset.site_by_id[site_id], at[site_id]


def _narrowed(found: Iterable[Opening], cells: Callable[[RoomWeek], int]) -> Iterator[Opening]:
    for opening in found:
        if opening.slots & cells(opening.week):
            yield Opening(week=opening.week, slots=opening.slots & cells(opening.week))


def _by_site(found: Iterable[Opening]) -> dict[str, list[Opening]]:
    at: dict[str, list[Opening]] = defaultdict(list)
    for opening in found:
        at[opening.week.room.site_id].append(opening)
    return at


def _all(found: Iterable[Opening]) -> int:
    mask = 0
    for opening in found:
        mask |= opening.slots
    return mask


def _unmet(o: Openings) -> int:
    return o.situation.view.dataset.wanted_by_post[o.situation.post.post_id] - len(o.situation.rows)


def _who(o: Openings) -> str:
    return o.situation.post.post_id


def _work(o: Openings, slots: tuple[Slot, ...]) -> WorkSlots:
    return WorkSlots(post_ids=(o.situation.post.post_id,), slots=slots)


def _opened(o: Openings, site: Site, slots: tuple[Slot, ...]) -> OpenSessions:
    """Return the opening of a site: of its closed rooms alone where of some nobody knows whether they are free then."""
    rooms = o.situation.view.dataset.rooms_at[site.site_id]
    closed = [room for room in rooms if any(room.cell(slot) is Cell.CLOSED for slot in slots)]
    if any(room.cell(slot) is Cell.UNKNOWN for room in rooms for slot in slots):
        sure = [room for room in closed if all(room.cell(slot) is not Cell.UNKNOWN for slot in slots)]
        return OpenSessions(room_ids=tuple(room.room_id for room in sure or closed), slots=slots)
    return OpenSessions(site_ids=(site.site_id,), slots=slots)


def _in_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=SLOT_ORDER.__getitem__))
