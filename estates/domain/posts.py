"""Posts: the funded people, or vacancies, who need room sessions."""

from dataclasses import dataclass
from decimal import Decimal

from estates.domain.roles import Role
from estates.domain.rounding import whole
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import PostStatus

DEFAULT_MAX_TRAVEL_MINUTES = Decimal(20)
DEFAULT_MAX_SITES = 2


@dataclass(frozen=True, kw_only=True)
class Post:
    """One funded person or vacancy.

    ``sessions`` is the whole number the dataset gives, or ``None`` where it leaves the role to say;
    ``sessions_wanted`` turns either into room sessions a week. ``max_travel_minutes`` is one way.
    """

    post_id: str
    role_id: str
    pcn_code: str
    base_site: str
    wte: Decimal
    practice_code: str | None = None
    sessions: int | None = None
    slots: tuple[Slot, ...] = CORE_SLOTS
    max_travel_minutes: Decimal = DEFAULT_MAX_TRAVEL_MINUTES
    max_sites: int = DEFAULT_MAX_SITES
    priority: int = 1
    needs: frozenset[str] = frozenset()
    status: PostStatus = PostStatus.IN_POST
    estimated: bool = False


def sessions_wanted(post: Post, role: Role) -> int:
    """Return the room sessions a post wants in a week.

    The number given, else WTE x sessions per WTE x face-to-face share, rounded half up, and at least one where
    the product is above nought.
    """
    if post.sessions is not None:
        return post.sessions
    product = post.wte * role.sessions_per_wte * role.face_to_face_share
    if product <= 0:
        return 0
    return max(1, whole(product))
