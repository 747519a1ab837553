"""Which posts are placed anew together while all others stay: all, or some."""

from dataclasses import dataclass

from optimiser.model import Model

WHOLE_COLUMNS = 2_500
"""A model up to this size is solved as a whole."""

LOCAL_NODES = 1
"""The search tree of a neighbourhood: its root, which mostly settles it."""


@dataclass(frozen=True)
class Neighbourhood:
    """Posts, by their place in the estate, that are placed anew together."""

    posts: frozenset[int]


def is_whole(model: Model) -> bool:
    """Whether a model is solved as a whole: it is small, or of one PCN."""
    return model.program.columns <= WHOLE_COLUMNS or len({each.post.pcn_code for each in model.estate.posts}) <= 1
