"""The PCNs of whose own staff the dataset holds nothing."""

from estates.domain.dataset import Dataset
from estates.domain.words import RoleGroup


def pcns_without_staff(dataset: Dataset) -> tuple[str, ...]:
    """Return the PCNs with practices and not one ARRS post, where other PCNs have some: their staff are unknown."""
    roles = dataset.role_by_id
    staffed = {post.pcn_code for post in dataset.posts if roles[post.role_id].group is RoleGroup.ARRS}
    with_practices = {practice.pcn_code for practice in dataset.practices}
    return tuple(sorted(with_practices - staffed)) if staffed else ()
