"""The shortfall: what was wanted, placed and left unmet, in totals that agree on every level."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.demand import Demand, demands
from estates.domain.holders import Holder
from estates.domain.levels import LEVELS, Part, names_on, parts_of, place_on
from estates.domain.places_taken import places_taken
from estates.domain.plan import Placement
from estates.domain.rooms import Room
from estates.domain.settings import Settings
from estates.domain.slots import SLOTS, RoomSlot, Slot
from estates.domain.words import Cell, PlacementKind, Reason

_SHARE_DECIMALS = Decimal("0.000001")


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why sessions of one post or programme are not placed: the reason, a sentence on it and what to look at."""

    reason: Reason
    explanation: str
    remedy: str


Explanations = Mapping[Holder, Explanation]
"""Explanations of posts and programmes, by kind and id."""


@dataclass(frozen=True, kw_only=True)
class UnmetRow:
    """One post or programme and what became of its room sessions, with a true reason in plain words."""

    kind: PlacementKind
    id: str
    role_id: str | None
    pcn_code: str | None
    practice_code: str | None
    wanted: int
    placed: int
    unmet: int
    reason: Reason
    explanation: str
    remedy: str
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class ShortfallRow:
    """Wanted, placed and unmet room sessions of one PCN, practice, site, role, room type or slot, or of the ICB.

    ``unmet_share`` is unmet / wanted to six decimals; ``rooms_equivalent`` is unmet / sessions per room;
    ``area_m2`` that times the room type's norm.
    """

    level: str
    code: str
    name: str
    wanted: int
    placed: int
    unmet: int
    unmet_share: Decimal
    rooms_equivalent: Decimal
    area_m2: Decimal
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class UseRow:
    """Use of a site's rooms of one type in one slot: free and placed in people, unknown in cells."""

    site_id: str
    room_type: str
    slot: str
    free: int
    placed: int
    unknown: int
    estimated: bool


def unmet_rows(
    dataset: Dataset,
    placements: Iterable[Placement],
    explanations: Explanations,
) -> tuple[UnmetRow, ...]:
    """Return one row for every post and programme, also those fully placed, in the order of their tables.

    ``explanations`` says of each why sessions of it are not placed.
    """
    return tuple(_unmet_row(demand, explanations[demand.kind, demand.id]) for demand in demands(dataset, placements))


def shortfall_rows(dataset: Dataset, placements: Iterable[Placement], settings: Settings) -> tuple[ShortfallRow, ...]:
    """Return the shortfall on every level; wanted, placed, unmet, rooms and area add up to the same on each.

    A demand to which a level does not apply counts under ``none``. At the level of slots a placed session counts
    where it is placed, and all unmet ones under ``any``.
    """
    wants = tuple(demands(dataset, placements))
    rows: list[ShortfallRow] = []
    for level in LEVELS:
        # The ICB has its row also where nothing is wanted.
        by_code: dict[str, list[Part]] = defaultdict(list, {"all": []} if level == "icb" else {})
        for part in (part for demand in wants for part in parts_of(demand, level)):
            by_code[part.code].append(part)
        names = names_on(dataset, level)
        for code, parts in sorted(by_code.items(), key=lambda item: place_on(level, item[0])):
            rows.append(_shortfall_row((level, code, names.get(code, code)), parts, settings))
    return tuple(rows)


def use_rows(dataset: Dataset, placements: Iterable[Placement]) -> tuple[UseRow, ...]:
    """Return the use of rooms by site, room type and slot; rows of nothing are left out.

    ``free`` is free cells times places and ``placed`` people, a programme filling all places of its room;
    ``unknown`` is cells of which nobody has said whether they are free.
    """
    people = places_taken(dataset, (row for row in placements if row.room_id in dataset.room_by_id))
    rows = (_use_row(dataset, rooms, slot, people) for rooms in _rooms_alike(dataset) for slot in SLOTS)
    return tuple(row for row in rows if row.free or row.placed or row.unknown)


def _unmet_row(demand: Demand, explanation: Explanation) -> UnmetRow:
    return UnmetRow(
        kind=demand.kind,
        id=demand.id,
        role_id=demand.codes["role"],
        pcn_code=demand.codes["pcn"],
        practice_code=demand.codes["practice"],
        wanted=demand.wanted,
        placed=demand.placed,
        unmet=demand.unmet,
        reason=explanation.reason,
        explanation=explanation.explanation,
        remedy=explanation.remedy,
        estimated=demand.estimated,
    )


def _shortfall_row(where: tuple[str, str, str], parts: Sequence[Part], settings: Settings) -> ShortfallRow:
    level, code, name = where
    wanted = sum(part.wanted for part in parts)
    unmet = sum(part.unmet for part in parts)
    area = sum((part.unmet * settings.room_norms_m2[part.demand.room_type] for part in parts), Decimal(0))
    return ShortfallRow(
        level=level,
        code=code,
        name=name,
        wanted=wanted,
        placed=sum(part.placed for part in parts),
        unmet=unmet,
        unmet_share=(Decimal(unmet) / wanted).quantize(_SHARE_DECIMALS) if wanted else Decimal(0),
        rooms_equivalent=unmet / settings.sessions_per_room,
        area_m2=area / settings.sessions_per_room,
        estimated=any(part.demand.estimated for part in parts),
    )


def _rooms_alike(dataset: Dataset) -> Iterator[tuple[Room, ...]]:
    """Yield the rooms of each site by type, sites in the order of their file, types by name."""
    for rooms in dataset.rooms_at.values():
        by_type: dict[str, list[Room]] = defaultdict(list)
        for room in rooms:
            by_type[room.room_type].append(room)
        yield from (tuple(by_type[kind]) for kind in sorted(by_type))


def _use_row(dataset: Dataset, rooms: Sequence[Room], slot: Slot, people: Mapping[RoomSlot, int]) -> UseRow:
    site_id = rooms[0].site_id
    return UseRow(
        site_id=site_id,
        room_type=rooms[0].room_type.value,
        slot=slot.value,
        free=sum(room.places for room in rooms if room.is_free(slot)),
        placed=sum(people.get((room.room_id, slot), 0) for room in rooms),
        unknown=sum(room.cell(slot) is Cell.UNKNOWN for room in rooms),
        estimated=dataset.site_by_id[site_id].estimated or any(room.estimated for room in rooms),
    )
