"""What rests on an estimate, wherever it is shown."""

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.roles import Role
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.words import PlacementKind


def is_estimated(placement: Placement, dataset: Dataset) -> bool:
    """Whether a placement rests on an estimate: its site, room or programme, or its post with role and base."""
    used: list[Site | Room | Programme | Post | Role] = [
        dataset.site_by_id[placement.site_id],
        dataset.room_by_id[placement.room_id],
    ]
    if placement.kind is PlacementKind.PROGRAMME:
        used.append(dataset.programme_by_id[placement.id])
    else:
        post = dataset.post_by_id[placement.id]
        used += [post, dataset.role_by_id[post.role_id], dataset.site_by_id[post.base_site]]
    return any(row.estimated for row in used)
