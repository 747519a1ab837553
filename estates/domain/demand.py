"""What each post and programme wants and has in a plan: the parts that every total is made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from estates.domain.dataset import Dataset
from estates.domain.holders import rows_by_holder
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind, RoomType


@dataclass(frozen=True, kw_only=True)
class Demand:
    """The room sessions that one post or programme wants, and the slots in which it has them.

    ``codes`` holds what it counts under on the levels ``pcn practice site role``; one that does not apply to it is
    ``None``. ``room_type`` is the first type of its role, or its own first. ``estimated``: it rests on an estimate,
    in its own row, its role, its base or a room that it is placed in.
    """

    kind: PlacementKind
    id: str
    wanted: int
    slots: tuple[Slot, ...]
    room_type: RoomType
    codes: Mapping[str, str | None]
    estimated: bool

    @property
    def placed(self) -> int:
        """Room sessions placed."""
        return len(self.slots)

    @property
    def unmet(self) -> int:
        """Room sessions wanted and not placed."""
        return max(0, self.wanted - self.placed)


def demands(dataset: Dataset, placements: Iterable[Placement]) -> Iterator[Demand]:
    """Yield the demand of every post, then of every programme, in the order of their tables."""
    rows = rows_by_holder(placements)
    for post in dataset.posts:
        yield _of_post(dataset, post, rows.get((PlacementKind.POST, post.post_id), ()))
    for programme in dataset.programmes:
        yield _of_programme(dataset, programme, rows.get((PlacementKind.PROGRAMME, programme.programme_id), ()))


def _of_post(dataset: Dataset, post: Post, rows: Sequence[Placement]) -> Demand:
    role = dataset.role_by_id[post.role_id]
    inputs = (post.estimated, role.estimated, dataset.site_by_id[post.base_site].estimated)
    return Demand(
        kind=PlacementKind.POST,
        id=post.post_id,
        wanted=dataset.wanted_by_post[post.post_id],
        slots=tuple(row.slot for row in rows),
        room_type=role.room_types[0],
        codes={"pcn": post.pcn_code, "practice": post.practice_code, "site": post.base_site, "role": post.role_id},
        estimated=any(inputs) or _in_estimated_rooms(dataset, rows),
    )


def _of_programme(dataset: Dataset, programme: Programme, rows: Sequence[Placement]) -> Demand:
    return Demand(
        kind=PlacementKind.PROGRAMME,
        id=programme.programme_id,
        wanted=programme.room_sessions_wanted,
        slots=tuple(row.slot for row in rows),
        room_type=programme.room_types[0],
        codes=dict.fromkeys(("pcn", "practice", "site", "role")),
        estimated=programme.estimated or _in_estimated_rooms(dataset, rows),
    )


def _in_estimated_rooms(dataset: Dataset, rows: Iterable[Placement]) -> bool:
    rooms = (dataset.room_by_id.get(row.room_id) for row in rows)
    return any(room is not None and room.estimated for room in rooms)
