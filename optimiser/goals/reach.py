"""G2 reach of hubs."""

from collections.abc import Iterable

from optimiser.candidates import Estate
from optimiser.goals.terms import Terms
from optimiser.program import LinearModel
from optimiser.variables import Variables

GOAL = "G2"


def reach(model: LinearModel, variables: Variables, estate: Estate) -> Terms:
    """Return the pairs of a programme and one of its PCNs without a hub session within reach.

        sum over g and c of (1 - r[g,c]),   r[g,c] <= sum of z[g,s,t] over sites s that reach c,   r[g,c] <= 1

    A PCN that no candidate site reaches, or that has no site of its own, counts as not reached.
    """
    terms: dict[int, float] = {}
    for g, choices in enumerate(estate.programmes):
        for sites in choices.sites_reaching.values():
            near = [column for (other, site_id, _), column in variables.hubs.items() if other == g and site_id in sites]
            if near:
                reached = model.add_column(whole=False)
                model.add_row([(reached, 1), *((column, -1) for column in near)], rule=GOAL, high=0)
                terms[reached] = -1.0
    return Terms(GOAL, terms, float(pairs(estate)))


def pairs(estate: Estate) -> int:
    """Return the pairs of a programme and one of its PCNs: the most that could be missed."""
    return sum(len(choices.sites_reaching) for choices in estate.programmes)


def out_of_reach(estate: Estate) -> int:
    """Return the pairs of a programme and one of its PCNs that no site where it could meet reaches: always missed."""
    return sum(not sites for choices in estate.programmes for sites in choices.sites_reaching.values())


def is_constant(estates: Iterable[Estate]) -> bool:
    """Whether the goal is the same in every plan: no site could reach any PCN, or there are no programmes."""
    return all(out_of_reach(estate) == pairs(estate) for estate in estates)
