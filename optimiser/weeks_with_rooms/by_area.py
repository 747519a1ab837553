"""Whole weeks for a few PCNs at a time: they choose in what all others, and the hub sessions, leave.

Among the weeks of a whole county branch and cut takes minutes to find a plan at all; among those of some sixty posts
it finds a good one within seconds.
"""

from collections.abc import Sequence
from random import Random

from optimiser.best_named import is_burden_closed, take_if_better
from optimiser.model import Model, build
from optimiser.parts import chosen_values, joined, part_for, part_of
from optimiser.search import Search
from optimiser.streams import Steps
from optimiser.weeks_with_rooms.choose import choose_weeks

AREA_POSTS = 60
"""So many posts choose together, a PCN or two: nearly as good as a hundred, and where rooms are plenty much sooner."""

SHARE_OF_WORK = 0.5
"""PCNs at a time have so much of the default work: twice as much saves little more, and more asked serves all."""


def choose_weeks_by_area(search: Search, random: Random) -> Steps:
    """Have the posts of a few PCNs at a time choose whole weeks, all earlier goals held; not in a re-plan."""
    if search.model.estate.earlier:
        return
    share = SHARE_OF_WORK * min(1.0, search.watch.share_of_work)
    for posts in areas(search.model, random):
        if search.watch.is_over() or is_burden_closed(search):
            return
        own = part_of(search.naming, posts)
        model = build(part_for(search.model.estate, search.naming, posts))
        part = Search(model, search.watch)
        part.values, part.naming = chosen_values(model, own), own
        yield from choose_weeks(part, share=share)
        naming = joined(search.naming, posts, part.naming)
        take_if_better(search, naming, chosen_values(search.model, naming))


def areas(model: Model, random: Random) -> list[Sequence[int]]:
    """Return the posts of PCNs: beside one drawn at random those that could use most of the same sites.

    An area has so many posts at most, or one PCN; the last areas take who is left.
    """
    posts, sites = dict[str, list[int]](), dict[str, set[str]]()
    for post, choices in enumerate(model.estate.posts):
        posts.setdefault(choices.post.pcn_code, []).append(post)
        sites.setdefault(choices.post.pcn_code, set()).update(choices.slots_at)
    left, found = sorted(posts), list[Sequence[int]]()
    random.shuffle(left)
    while left:
        own, known = list(posts[left[0]]), set(sites[left.pop(0)])
        while near := [code for code in left if known & sites[code] and len(own) + len(posts[code]) <= AREA_POSTS]:
            code = max(near, key=lambda code: len(known & sites[code]))
            left.remove(code)
            own, known = own + posts[code], known | sites[code]
        found.append(sorted(own))
    return found
