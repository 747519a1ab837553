"""What rests on an estimate, wherever it is shown."""

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder
from estates.domain.moves import Move
from estates.domain.plan import Placement
from estates.domain.words import PlacementKind


def is_estimated(placement: Placement, dataset: Dataset) -> bool:
    """Whether a placement rests on an estimate: its site, room or programme, or its post with role and base."""
    here = dataset.site_by_id[placement.site_id], dataset.room_by_id[placement.room_id]
    return any(row.estimated for row in here) or is_holder_estimated((placement.kind, placement.id), dataset)


def is_holder_estimated(holder: Holder, dataset: Dataset) -> bool:
    """Whether what somebody wants, or where they are based, is an estimate."""
    kind, id_ = holder
    if kind is PlacementKind.PROGRAMME:
        return dataset.programme_by_id[id_].estimated
    post = dataset.post_by_id[id_]
    used = post, dataset.role_by_id[post.role_id], dataset.site_by_id[post.base_site]
    return any(row.estimated for row in used)


def comes_to_an_estimate(move: Move, dataset: Dataset) -> bool:
    """Whether a row that somebody comes to rests on an estimate."""
    return any(is_estimated(row, dataset) for row in move.taken)
