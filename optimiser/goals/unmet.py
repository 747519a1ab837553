"""G1 unmet."""

from optimiser.candidates import Estate
from optimiser.goals.terms import Terms
from optimiser.program import LinearModel
from optimiser.variables import Variables

GOAL = "G1"


def unmet(_model: LinearModel, variables: Variables, estate: Estate) -> Terms:
    """Return the weighted unmet room sessions of posts and programmes.

    sum over p of priority[p] (n[p] - sum of |P| q[p,s,P])
    + sum over g of priority[g] rooms[g] (sessions[g] - sum of z[g,s,t])
    """
    terms = {
        pattern.column: -float(estate.posts[pattern.post].post.priority * len(pattern.slots))
        for pattern in variables.patterns
    }
    for (g, _, _), column in variables.hubs.items():
        programme = estate.programmes[g].programme
        terms[column] = -float(programme.priority * programme.rooms_per_session)
    return Terms(GOAL, terms, float(all_wanted(estate)))


def all_wanted(estate: Estate) -> int:
    """Return the weighted room sessions wanted by all posts and programmes."""
    posts = sum(choices.post.priority * choices.wanted for choices in estate.posts)
    programmes = (choices.programme for choices in estate.programmes)
    return posts + sum(programme.priority * programme.room_sessions_wanted for programme in programmes)
