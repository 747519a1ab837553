"""Changes to posts and roles."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from estates.domain.dataset import Dataset
from estates.domain.posts import Post
from estates.domain.scenario.changes import AddPosts, FaceToFace, MostSites, OfPosts, ScalePosts, TravelLimit, WorkSlots
from estates.domain.scenario.impossible import ImpossibleChangeError, new_id, none_chosen
from estates.domain.sites import Site
from estates.domain.slots import SLOT_ORDER
from estates.domain.words import PostStatus, SiteKind

_HALF = Decimal("0.5")
_OWN_KINDS = (SiteKind.PRACTICE, SiteKind.BRANCH)


def limit_travel(dataset: Dataset, change: TravelLimit) -> Dataset:
    """Return the dataset with the posts' travel limit set."""
    chosen = _chosen(dataset, change)
    posts = (_if_in(post, chosen, max_travel_minutes=change.max_travel_minutes) for post in dataset.posts)
    return replace(dataset, posts=tuple(posts))


def set_most_sites(dataset: Dataset, change: MostSites) -> Dataset:
    """Return the dataset with the number of sites at which the posts may work in a week."""
    chosen = _chosen(dataset, change)
    return replace(dataset, posts=tuple(_if_in(post, chosen, max_sites=change.max_sites) for post in dataset.posts))


def add_work_slots(dataset: Dataset, change: WorkSlots) -> Dataset:
    """Return the dataset with further slots in which the posts may work."""
    chosen = _chosen(dataset, change)

    def slots(post: Post) -> tuple[object, ...]:
        return tuple(sorted({*post.slots, *change.slots}, key=SLOT_ORDER.__getitem__))

    return replace(dataset, posts=tuple(_if_in(post, chosen, slots=slots(post)) for post in dataset.posts))


def scale_posts(dataset: Dataset, change: ScalePosts) -> Dataset:
    """Return the dataset with ``factor`` times as many of the chosen posts, N times the factor rounded half up.

    The chosen posts are taken by PCN, then role, then row. Before the n-th of them there shall be n times the factor,
    rounded half up; so each PCN and each role in it loses or gains its part, to one post. A post that is more than
    one is followed by copies of itself, planned; the pins of a post that is gone go with it.
    """
    chosen = _chosen(dataset, change)
    order = sorted((dataset.post_by_id[post_id] for post_id in chosen), key=lambda post: (post.pcn_code, post.role_id))
    times = {post.post_id: _times(place, change.factor) for place, post in enumerate(order)}
    taken = set(dataset.post_by_id)
    posts = [scaled for post in dataset.posts for scaled in _copies(post, times.get(post.post_id, 1), taken)]
    pins = tuple(pin for pin in dataset.pins if times.get(pin.post_id, 1))
    return replace(dataset, posts=tuple(posts), pins=pins)


def add_posts(dataset: Dataset, change: AddPosts) -> Dataset:
    """Return the dataset with new planned posts of a role, ``posts`` of them in each PCN."""
    taken = set(dataset.post_by_id)
    added: list[Post] = []
    for pcn_code in change.pcn_codes:
        bases = _bases(dataset, change, pcn_code)
        for number in range(change.posts):
            base = bases[number % len(bases)]
            post_id = new_id(f"new-{change.role_id}-{pcn_code}-{number + 1}", taken)
            taken.add(post_id)
            added.append(_new_post(change, post_id, pcn_code, base))
    return replace(dataset, posts=(*dataset.posts, *added))


def set_face_to_face(dataset: Dataset, change: FaceToFace) -> Dataset:
    """Return the dataset with another face-to-face share of roles; how sure it is is not known any more."""
    moved = {post.role_id for post in dataset.posts if post.sessions is None}
    idle = [role_id for role_id in change.role_ids if role_id not in moved]
    if idle:
        raise ImpossibleChangeError(
            f"no post of the role {' or '.join(idle)} takes its sessions from the role. Leave that role out."
        )
    roles = (
        replace(role, face_to_face_share=change.share, confidence=None) if role.role_id in change.role_ids else role
        for role in dataset.role_by_id.values()
    )
    return replace(dataset, roles=tuple(roles))


def _chosen(dataset: Dataset, change: OfPosts) -> dict[str, Post]:
    chosen = {post.post_id: post for post in dataset.posts if change.takes(post)}
    if not chosen:
        raise none_chosen("post")
    return chosen


def _if_in(post: Post, chosen: dict[str, Post], **changed: object) -> Post:
    return replace(post, **changed) if post.post_id in chosen else post  # type: ignore[arg-type]


def _times(place: int, factor: Decimal) -> int:
    """Return how many posts there shall be for the one in a place: the steps of the rounded running total."""
    before, after = (
        int((number * factor + _HALF).to_integral_value(rounding=ROUND_FLOOR)) for number in (place, place + 1)
    )
    return after - before


def _copies(post: Post, times: int, taken: set[str]) -> Iterator[Post]:
    if times:
        yield post
    for _ in range(times - 1):
        post_id = new_id(f"{post.post_id}-copy", taken)
        taken.add(post_id)
        yield replace(post, post_id=post_id, status=PostStatus.PLANNED)


def _bases(dataset: Dataset, change: AddPosts, pcn_code: str) -> Sequence[Site]:
    if change.base_site is not None:
        return [dataset.site_by_id[change.base_site]]
    sites = [site for site in dataset.sites_of_pcn.get(pcn_code, ()) if site.kind in _OWN_KINDS]
    if not sites:
        raise ImpossibleChangeError(
            f"the PCN {pcn_code} has no practice or branch site to base posts at. Give a base_site."
        )
    return sites


def _new_post(change: AddPosts, post_id: str, pcn_code: str, base: Site) -> Post:
    return Post(
        post_id=post_id,
        role_id=change.role_id,
        pcn_code=pcn_code,
        base_site=base.site_id,
        wte=change.wte,
        practice_code=change.practice_code,
        sessions=change.sessions,
        slots=change.slots,
        max_travel_minutes=change.max_travel_minutes,
        max_sites=change.max_sites,
        priority=change.priority,
        needs=frozenset(change.needs),
        status=PostStatus.PLANNED,
    )
