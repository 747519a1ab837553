"""The PCNs of whose own staff the dataset holds nothing."""

from estates.domain.dataset import Dataset
from estates.domain.words import RoleGroup

STAFF_UNKNOWN = (
    "No PCN staff are entered for this PCN: its figures are of other posts; the rest is unknown, not nought."
)


def staffed_pcns(dataset: Dataset) -> frozenset[str]:
    """Return the PCNs of which the dataset holds any ARRS post."""
    roles = dataset.role_by_id
    return frozenset(post.pcn_code for post in dataset.posts if roles[post.role_id].group is RoleGroup.ARRS)


def pcns_without_staff(dataset: Dataset) -> tuple[str, ...]:
    """Return the PCNs with practices and not one ARRS post, where other PCNs have some: their staff are unknown."""
    staffed = staffed_pcns(dataset)
    with_practices = {practice.pcn_code for practice in dataset.practices}
    return tuple(sorted(with_practices - staffed)) if staffed else ()
