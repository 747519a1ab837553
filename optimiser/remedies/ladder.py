"""The ladder for a post, from the cheapest rung up: what might give it a session more.

Each rung looks for the one best change of its kind, everybody else as they are, or else for one that might help if
others move. What a change gains is found out by planning again with it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_CEILING

from estates.domain.remedies import RemedyKind
from estates.domain.rooms import ROOM_NORMS_M2, Room
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
from estates.domain.scenario.own_rooms import OWN, own_feature, own_features_at
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, SLOT_ORDER, Slot
from estates.domain.wording import a_supervisor, counted, listed
from estates.domain.words import Cell, RoomType
from optimiser.candidates import admits_post
from optimiser.reasons.post_situation import EVERY_SLOT
from optimiser.reasons.room_weeks import RoomWeek, bits
from optimiser.remedies.openings import Obstacle, Opening, Openings
from optimiser.remedies.proposal import Proposal, a_room, sharing_told, some_of, times, widened

Rung = Callable[[Openings], Proposal | None]

MOST_OPENED = 3
"""As many half-days of a site are opened at once."""


def proposals(openings: Openings, *, others_move: bool) -> Iterator[Proposal]:
    """Yield what might help a post, the cheapest first."""
    moving = openings.with_others_moving
    for rung in RUNGS:
        if (found := rung(openings)) is not None:
            yield found
        elif others_move and (found := rung(moving)) is not None:
            yield replace(found, if_others_move=True)


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
    view, post = o.situation.view, o.situation.post
    best = _best(o, {Obstacle.SHARING}, at=lambda site: not admits_post(view.dataset, site, post))
    if best is None:
        return None
    site, _ = best
    level = widened(view, site, post_id=post.post_id)
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
    return _at(site.site_id, RemedyKind.SURVEY, told, *_freed(rooms, slots, Cell.UNKNOWN), estimated=True)


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
    changes: tuple[Change, ...] = _opened(o, site, slots)
    if more:
        changes += (_work(o, more),)
    return _at(site.site_id, RemedyKind.OPEN, told, *changes, estimated=site.estimated)


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
    limit = o.situation.post.max_travel_minutes
    best = _best(o, {Obstacle.REACH}, at=lambda site: o.minutes_to[site.site_id] > limit)
    if best is None:
        return None
    site, _ = best
    journey = o.travel.journeys[o.situation.post.base_site, site.site_id]
    minutes = o.minutes_to[site.site_id].to_integral_value(rounding=ROUND_CEILING)
    told = f"Ask whether {_who(o)} could travel {minutes} minutes, as far as {site.name}."
    change = TravelLimit(post_ids=(o.situation.post.post_id,), max_travel_minutes=minutes)
    return _at(site.site_id, RemedyKind.TRAVEL, told, change, estimated=site.estimated or journey.is_estimate)


def _convert(o: Openings) -> Proposal | None:
    """Convert a room that nobody uses in core hours, that the plan leaves empty, and that is large enough."""
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
        week, room, area = opening.week, opening.week.room, opening.week.room.area_m2
        fits = [kind for kind in types if area is not None and area >= ROOM_NORMS_M2[kind]]
        is_idle = week.free == week.empty and not (week.in_use | week.unknown) & bits(CORE_SLOTS)
        if fits and is_idle and not o.demand.suits(room) and _may_be_its_own(o, room.site_id):
            yield opening, fits[0]


def _may_be_its_own(o: Openings, site_id: str) -> bool:
    """Whether a post that may only sit in its practice's own rooms may sit in those of a site."""
    data = o.situation.view.dataset
    practice = data.site_by_id[site_id].practice_code
    there = own_features_at(data, site_id) | ({own_feature(practice)} if practice else set())
    return {need for need in o.situation.post.needs if need.startswith(OWN)} <= there


def _extend(o: Openings) -> Proposal | None:
    """Add a room at the site where it could be in most half-days, the nearest first."""
    post = o.situation.post
    role = o.situation.view.dataset.role_by_id[post.role_id]
    sites = (site.site_id for site in o.sites() if _may_be_its_own(o, site.site_id))
    open_at = {site_id: o.times(site_id, None, o.always) for site_id in sites}
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
    o: Openings,
    waived: set[Obstacle],
    cells: Callable[[RoomWeek], int] = lambda _: EVERY_SLOT,
    *,
    at: Callable[[Site], bool] = lambda _: True,
) -> tuple[Site, list[Opening]] | None:
    """Return the site with most sessions for the post behind these obstacles, the nearest of equals, and its openings.

    ``cells`` narrows the slots, as bits, and ``at`` the sites, to those that a remedy changes.
    """
    site_by_id = o.situation.view.dataset.site_by_id
    found = {s: own for s, own in _by_site(_narrowed(o.found(waived), cells)).items() if at(site_by_id[s])}
    if not found:
        return None
    site_id = max(found, key=lambda s: min(_unmet(o), _all(found[s]).bit_count()))
    return site_by_id[site_id], found[site_id]


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


def _opened(o: Openings, site: Site, slots: tuple[Slot, ...]) -> tuple[Change, ...]:
    """Return the opening of a site: of its closed rooms alone where of some nobody knows whether they are free then."""
    rooms = o.situation.view.dataset.rooms_at[site.site_id]
    if any(room.cell(slot) is Cell.UNKNOWN for room in rooms for slot in slots):
        return _freed(rooms, slots, Cell.CLOSED)
    return (OpenSessions(site_ids=(site.site_id,), slots=slots),)


def _freed(rooms: Iterable[Room], slots: Iterable[Slot], state: Cell) -> tuple[Change, ...]:
    """Return the changes that make rooms free where they are of one state, and nowhere else."""
    alike: dict[tuple[Slot, ...], list[str]] = defaultdict(list)
    for room in rooms:
        alike[tuple(slot for slot in slots if room.cell(slot) is state)].append(room.room_id)
    return tuple(OpenSessions(room_ids=tuple(ids), slots=own) for own, ids in alike.items() if own)


def _in_order(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    return tuple(sorted(slots, key=SLOT_ORDER.__getitem__))
