"""Which figures of a risk analysis can move anybody in its dataset and options."""

from collections.abc import Iterator, Mapping

from estates.domain.posts import Post
from estates.domain.scenario.growth import GROWTH_ROLE_IDS
from estates.domain.scenario.scenario import apply
from estates.domain.words import PostStatus
from estates.planning.risk_run import Base


def figures_drawn(base: Base) -> tuple[str, ...]:
    """Return, in words, the figures whose draws can change something."""
    grows = bool(base.dataset.growth) and any(option.scenario.grows for option in base.options)
    idle = figures_without_effect(base)
    words = ("recruitment", *(["growth"] if grows else []), "face-to-face shares", "bookable half-days", "sickness")
    return tuple(word for word in words if word not in idle)


def figures_without_effect(base: Base) -> Mapping[str, str]:
    """Return the figures that are drawn and change nothing under any option, each with why."""
    posts = tuple(_posts(base))
    found: dict[str, str] = {}
    if posts and all(post.status is PostStatus.IN_POST for post in posts):
        found["recruitment"] = "every post is filled"
    if posts and all(post.sessions is not None for post in posts):
        found["face-to-face shares"] = "every post has its number of sessions, so none takes it from its role's share"
    return found


def _posts(base: Base) -> Iterator[Post]:
    """Yield the posts of every option; schemes alone bring none, and what lists ask for is no person."""
    for option in base.options:
        if option.scheme is None:
            posts = apply(base.dataset, option.scenario).posts
            yield from (post for post in posts if post.role_id not in GROWTH_ROLE_IDS)
