"""Rules of a room in a slot: R3 places, R4 free, R5 suitable, R6 shared."""

from collections.abc import Iterator

from estates.domain.checks.breach import Breach
from estates.domain.checks.case import Case, named
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.wording import ROOM_TYPE_WORDS, counted, listed, slot_in_words
from estates.domain.words import Cell, PlacementKind, RoomType, Sharing

_CELL_WORDS = {Cell.IN_USE: "in use by its owner", Cell.CLOSED: "closed", Cell.UNKNOWN: "not known to be free"}


def places(case: Case) -> Iterator[Breach]:
    """R3: at most ``places`` people in a room in a slot; a programme takes a room whole."""
    for (room_id, slot), rows in case.rows_of_cell.items():
        holders = {(row.kind, row.id): row for row in rows}
        whole = any(row.kind is PlacementKind.PROGRAMME for row in rows)
        limit = 1 if whole else case.dataset.room_by_id[room_id].places
        if len(holders) > limit:
            taken = f"Room {room_id} holds {listed([named(row) for row in holders.values()])} on {slot_in_words(slot)}"
            allowed = "a programme takes a room whole" if whole else f"it has {counted(limit, 'place')}"
            yield Breach("R3", f"{taken}; {allowed}.", room_id, slot)


def free(case: Case) -> Iterator[Breach]:
    """R4: only cells marked free are used."""
    for row in case.placements:
        cell = case.dataset.room_by_id[row.room_id].cell(row.slot)
        if cell is not Cell.FREE:
            told = f"is in room {row.room_id} on {slot_in_words(row.slot)}, when it is {_CELL_WORDS[cell]}."
            yield Breach("R4", f"{named(row)} {told}", row.id, row.slot)


def suitable(case: Case) -> Iterator[Breach]:
    """R5: the room's type is one that the role or programme can use, and it has every feature needed."""
    for row in case.placements:
        room = case.dataset.room_by_id[row.room_id]
        fault = _unsuited(room, *_asked(case.dataset, row))
        if fault:
            yield Breach("R5", f"{named(row)} is in room {row.room_id}, {fault}.", row.id, row.slot)


def shared(case: Case) -> Iterator[Breach]:
    """R6: the site shares its rooms with the post or programme. Blank never matches blank."""
    for row in case.placements:
        site = case.dataset.site_by_id[row.site_id]
        if not _is_shared(case.dataset, site, row):
            told = f"is at site {site.site_id}, which shares its rooms with: {site.share_with.value}."
            yield Breach("R6", f"{named(row)} {told}", row.id, row.slot)


def _asked(dataset: Dataset, row: Placement) -> tuple[tuple[RoomType, ...], frozenset[str]]:
    if row.kind is PlacementKind.PROGRAMME:
        programme = dataset.programme_by_id[row.id]
        return programme.room_types, programme.features
    post = dataset.post_by_id[row.id]
    return dataset.role_by_id[post.role_id].room_types, post.needs


def _unsuited(room: Room, room_types: tuple[RoomType, ...], needs: frozenset[str]) -> str | None:
    if room.room_type not in room_types:
        wanted = listed([ROOM_TYPE_WORDS[kind] for kind in room_types], joined_by="or")
        return f"of type {ROOM_TYPE_WORDS[room.room_type]}; it needs one of type {wanted}"
    lacking = sorted(needs - room.features)
    return f"which lacks {listed(lacking)}" if lacking else None


def _is_shared(dataset: Dataset, site: Site, row: Placement) -> bool:
    if row.kind is PlacementKind.PROGRAMME:
        return shared_with_programme(dataset, site, dataset.programme_by_id[row.id])
    return shared_with_post(dataset, site, dataset.post_by_id[row.id])


def shared_with_post(dataset: Dataset, site: Site, post: Post) -> bool:
    """Whether a site shares its rooms with a post (R6)."""
    match site.share_with:
        case Sharing.ANY:
            return True
        case Sharing.PRACTICE:
            return bool(site.practice_code) and site.practice_code == post.practice_code
        case Sharing.PCN:
            return bool(site.pcn_code) and site.pcn_code == post.pcn_code
        case Sharing.GROUP:
            group = dataset.group_of(site.pcn_code)
            return bool(group) and group == dataset.group_of(post.pcn_code)


def shared_with_programme(dataset: Dataset, site: Site, programme: Programme) -> bool:
    """Whether a site shares its rooms with a programme (R6)."""
    match site.share_with:
        case Sharing.ANY:
            return True
        case Sharing.PRACTICE:
            return False
        case Sharing.PCN:
            return bool(site.pcn_code) and site.pcn_code in programme.pcn_codes
        case Sharing.GROUP:
            group = dataset.group_of(site.pcn_code)
            return bool(group) and group in {dataset.group_of(code) for code in programme.pcn_codes}
