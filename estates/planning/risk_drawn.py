"""Which figures of a risk analysis can move anybody in its dataset."""

from collections.abc import Mapping

from estates.domain.words import PostStatus
from estates.planning.risk_run import Base


def figures_drawn(base: Base) -> tuple[str, ...]:
    """Return, in words, the figures whose draws can change something."""
    grows = bool(base.dataset.growth) and any(option.scenario.grows for option in base.options)
    idle = figures_without_effect(base)
    words = ("recruitment", *(["growth"] if grows else []), "face-to-face shares", "bookable half-days", "sickness")
    return tuple(word for word in words if word not in idle)


def figures_without_effect(base: Base) -> Mapping[str, str]:
    """Return the figures that are drawn and change nothing in this dataset, each with why."""
    posts = base.dataset.posts
    found: dict[str, str] = {}
    if all(post.status is PostStatus.IN_POST for post in posts):
        found["recruitment"] = "every post is filled"
    if all(post.sessions is not None for post in posts):
        found["face-to-face shares"] = "every post has its number of sessions, so none takes it from its role's share"
    return found
