"""R9 as asked: no more sessions than wanted."""

from optimiser.candidates import Estate
from optimiser.program import LinearModel
from optimiser.variables import Variables

KEEPS = ("R9",)


def as_asked(model: LinearModel, variables: Variables, estate: Estate) -> None:
    """Add: a post gets at most the sessions it wants (that they lie in its slots is decided by the candidates).

        sum over s and P of |P| q[p,s,P] <= n[p]          for each post p

    Source: the post.
    """
    for p, patterns in variables.patterns_of_post.items():
        terms = [(pattern.column, len(pattern.slots)) for pattern in patterns]
        model.add_row(terms, rule="R9", high=estate.posts[p].wanted)
