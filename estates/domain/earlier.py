"""An earlier plan as a re-plan starts from it: its rows, and what it tells of the dataset that it was made for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder
from estates.domain.plan import Placement, Plan
from estates.domain.prices import Price
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import PlacementKind, RoomType

FreePlaces = Mapping[tuple[str, RoomType, Slot], int]


@dataclass(frozen=True, kw_only=True)
class EarlierPlan:
    """A plan to start from.

    ``wanted`` holds the room sessions that each post and programme wanted then and ``free`` the places that were free
    then, by site, room type and slot; each is ``None`` where the plan's folder does not tell. ``prices`` are those
    that proved its bound.
    """

    placements: tuple[Placement, ...]
    wanted: Mapping[Holder, int] | None = None
    free: FreePlaces | None = None
    prices: tuple[Price, ...] = field(default=())


def as_earlier(dataset: Dataset, plan: Plan) -> EarlierPlan:
    """Return a plan as another starts from it; the dataset is that of the plan's season."""
    wanted: dict[Holder, int] = {(PlacementKind.POST, code): count for code, count in dataset.wanted_by_post.items()}
    for each in dataset.programmes:
        wanted[PlacementKind.PROGRAMME, each.programme_id] = each.room_sessions_wanted
    return EarlierPlan(placements=plan.placements, wanted=wanted, free=free_places(dataset), prices=plan.prices)


def fallen_rows(dataset: Dataset, rows: Iterable[Placement]) -> int:
    """Return how many rows of a plan are of a post, programme or room that a dataset does not have."""
    return sum(not (is_known(dataset, row) and row.room_id in dataset.room_by_id) for row in rows)


def is_known(dataset: Dataset, row: Placement) -> bool:
    """Whether a row of a plan is of a post or programme of a dataset."""
    return row.id in (dataset.post_by_id if row.kind is PlacementKind.POST else dataset.programme_by_id)


def journeys_of(dataset: Dataset, rows: Iterable[Placement]) -> Iterator[tuple[str, str]]:
    """Yield the journeys, from base to site, that posts make in a plan: beyond their limits too."""
    for row in rows:
        post = dataset.post_by_id.get(row.id) if row.kind is PlacementKind.POST else None
        if post is not None and row.site_id in dataset.site_by_id:
            yield post.base_site, row.site_id


def free_places(dataset: Dataset) -> FreePlaces:
    """Return the places that are free in a dataset, by site, room type and slot, those of nought left out."""
    found: Counter[tuple[str, RoomType, Slot]] = Counter()
    for room in dataset.rooms:
        found.update({(room.site_id, room.room_type, slot): room.places for slot in SLOTS if room.is_free(slot)})
    return found
