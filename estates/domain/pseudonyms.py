"""Pseudonyms of posts, for outputs that go to people who need not know whose post it is: role and number.

A pseudonym is no anonymity: whoever knows that a practice has one clinical pharmacist knows whose sessions these are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.roles import Role
from estates.domain.words import PlacementKind


def pseudonyms_of(dataset: Dataset) -> dict[str, str]:
    """Return the pseudonym of every post, such as ``Clinical pharmacist 3``, by ``post_id``.

    Posts of one role title are numbered in the order of the posts table: the same dataset gives the same pseudonyms,
    and a post added at the table's end changes none.
    """
    numbers: Counter[str] = Counter()
    names: dict[str, str] = {}
    for post in dataset.posts:
        title = plain_title(dataset.role_by_id[post.role_id])
        numbers[title] += 1
        names[post.post_id] = f"{title} {numbers[title]}"
    return names


def plain_title(role: Role) -> str:
    """Return a role's title as pseudonyms begin with it: on one line."""
    return " ".join(role.title.split())


def with_posts_renamed(dataset: Dataset, names: Mapping[str, str]) -> Dataset:
    """Return a dataset whose posts have other ids, in the posts table and the pins; nothing else changes."""
    return replace(
        dataset,
        posts=tuple(replace(post, post_id=names[post.post_id]) for post in dataset.posts),
        pins=tuple(replace(pin, post_id=names[pin.post_id]) for pin in dataset.pins),
    )


def placements_renamed(placements: Iterable[Placement], names: Mapping[str, str]) -> tuple[Placement, ...]:
    """Return placements whose posts have other ids; a post that is not named keeps its own, programmes keep theirs."""
    return tuple(
        replace(row, id=names.get(row.id, row.id)) if row.kind is PlacementKind.POST else row for row in placements
    )
