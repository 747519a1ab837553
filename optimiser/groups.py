"""Which posts are placed anew together while all others stay: all, or some."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from optimiser.model import Model

WHOLE_COLUMNS = 2_500
"""A model up to this size is solved as a whole."""

LOCAL_NODES = 1
"""The search tree of a group: its root, which mostly settles it."""


def few_of_a_pcn(model: Model, posts: Iterable[int], most: int) -> list[Sequence[int]]:
    """Return posts in groups of at most so many, those of a PCN together and dealt out in turn.

    Groups are about equal in size: a program takes much longer when only a little larger.
    """
    by_pcn: dict[str, list[int]] = defaultdict(list)
    for post in posts:
        by_pcn[model.estate.posts[post].post.pcn_code].append(post)
    return [group for _, own in sorted(by_pcn.items()) for group in _dealt(own, math.ceil(len(own) / most))]


def few_near(model: Model, most: int, random: Random) -> list[Sequence[int]]:
    """Return all posts in groups of so many, drawn at random, where many could use the same sites.

    The last groups take who is left.
    """
    sites = [frozenset(choices.slots_at) for choices in model.estate.posts]
    left, groups = list(range(len(sites))), list[Sequence[int]]()
    while left:
        first = left.pop(random.randrange(len(left)))
        left.sort(key=lambda post: (-len(sites[post] & sites[first]) * random.random(), post))
        groups.append([first, *left[: most - 1]])
        left = sorted(left[most - 1 :])
    random.shuffle(groups)
    return groups


def _dealt(posts: Sequence[int], count: int) -> list[Sequence[int]]:
    return [posts[start::count] for start in range(count)]


def is_whole(model: Model) -> bool:
    """Whether a model is solved as a whole: it is small, or of one PCN."""
    return model.program.columns <= WHOLE_COLUMNS or len({each.post.pcn_code for each in model.estate.posts}) <= 1
