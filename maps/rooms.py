"""Rooms with their week, and the posts and programmes that sit in them."""

from collections import defaultdict
from dataclasses import dataclass

from estates.domain.pseudonyms import plain_title
from estates.domain.slots import SLOT_ORDER
from estates.domain.words import PlacementKind, RoomType
from maps.columns import Texts, places
from maps.outcome import Outcome
from maps.wording import REASON_WORDS

ROOM_TYPES = tuple(RoomType)
_TYPE_PLACES = places(RoomType)


@dataclass(frozen=True, kw_only=True)
class RoomRecord:
    """A room. ``week`` has a letter per slot (F free, U in use, C closed, ? not known).

    ``held`` lists who sits there: slot and place in the table of posts and programmes, one after the other, so that
    a room with two sessions has four numbers.
    """

    name: str
    site: int
    type: int
    places: int
    week: str
    held: tuple[int, ...]
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class DemandRecord:
    """A post or a programme: what it wants and has, and why not more.

    Everything but ``name`` and the counts is a place in another table; ``reason``, ``why`` and ``remedy`` are places
    in the texts. ``was_wanted`` and ``was_placed`` come from the earlier plan, where there is one.
    """

    code: str
    name: str
    role: int | None
    pcn: int | None
    practice: int | None
    site: int | None
    type: int
    wanted: int
    placed: int
    reason: int
    why: int
    remedy: int
    estimated: bool
    was_wanted: int
    was_placed: int


def room_records(outcome: Outcome) -> tuple[RoomRecord, ...]:
    """Return a record per room, in the order of the dataset."""
    demand_places = {(demand.kind, demand.id): place for place, demand in enumerate(outcome.demands)}
    held: dict[str, list[int]] = defaultdict(list)
    for row in outcome.plan.placements:
        held[row.room_id] += (SLOT_ORDER[row.slot], demand_places[row.kind, row.id])
    return tuple(
        RoomRecord(
            name=room.name,
            site=outcome.site_places[room.site_id],
            type=_TYPE_PLACES[room.room_type],
            places=room.places,
            week="".join(room.cells),
            held=tuple(held.get(room.room_id, ())),
            estimated=room.estimated,
        )
        for room in outcome.dataset.rooms
    )


def demand_records(outcome: Outcome, texts: Texts) -> tuple[DemandRecord, ...]:
    """Return a record per post and programme; then those of the earlier plan that are gone, which want nothing now.

    Of those only sums are shown, so the page holds no name of theirs: a plan that is shared may not tell their ids.
    """
    was = {(row.kind, row.id): (row.wanted, row.placed) for row in outcome.extras.earlier}
    now = [
        DemandRecord(
            **_called(outcome, demand.kind, demand.id),
            role=outcome.role_places.get(demand.codes["role"] or ""),
            pcn=outcome.pcn_places.get(demand.codes["pcn"] or ""),
            practice=outcome.practice_places.get(demand.codes["practice"] or ""),
            site=outcome.site_places.get(demand.codes["site"] or ""),
            type=_TYPE_PLACES[demand.room_type],
            wanted=demand.wanted,
            placed=demand.placed,
            reason=texts.place(REASON_WORDS[row.reason]),
            why=texts.place(row.explanation),
            remedy=texts.place(row.remedy),
            estimated=demand.estimated,
            was_wanted=was.get((demand.kind, demand.id), (0, 0))[0],
            was_placed=was.get((demand.kind, demand.id), (0, 0))[1],
        )
        for demand, row in zip(outcome.demands, outcome.unmet, strict=True)
    ]
    return (*now, *_gone(outcome, texts))


def _called(outcome: Outcome, kind: PlacementKind, code: str) -> dict[str, str]:
    """Return the name of a post or programme, and its code where the name does not hold it.

    A post is named by its role. A pseudonym says the role itself, so it is the whole name.
    """
    if kind is PlacementKind.PROGRAMME:
        return {"name": outcome.dataset.programme_by_id[code].name, "code": code}
    role = outcome.dataset.role_by_id[outcome.dataset.post_by_id[code].role_id]
    is_pseudonym = code.startswith(f"{plain_title(role)} ")
    return {"name": code, "code": ""} if is_pseudonym else {"name": role.title, "code": code}


def _gone(outcome: Outcome, texts: Texts) -> list[DemandRecord]:
    here = {(demand.kind, demand.id) for demand in outcome.demands}
    nothing = texts.place("")
    return [
        DemandRecord(
            code="",
            name="",
            role=outcome.role_places.get(row.role_id or ""),
            pcn=outcome.pcn_places.get(row.pcn_code or ""),
            practice=outcome.practice_places.get(row.practice_code or ""),
            site=None,
            type=0,
            wanted=0,
            placed=0,
            reason=nothing,
            why=nothing,
            remedy=nothing,
            estimated=row.estimated,
            was_wanted=row.wanted,
            was_placed=row.placed,
        )
        for row in outcome.extras.earlier
        if (row.kind, row.id) not in here
    ]
