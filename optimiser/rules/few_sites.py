"""R8 few sites."""

from optimiser.candidates import Estate
from optimiser.program import LinearModel
from optimiser.variables import Variables

KEEPS = ("R8",)


def few_sites(model: LinearModel, variables: Variables, _estate: Estate) -> None:
    """Add: a post works at no more than its ``max_sites`` different sites in the week.

        sum over P on day d of q[p,s,P] <= w[p,s]         for each post p, site s, day d
        sum over s of w[p,s] <= 1 + e[p],  e[p] <= max_sites[p] - 1

    One row per day, not their sum: the relaxation is tighter. e counts the sites beyond the first for G4.

    Source: the employer; BMA advice on the number of sites of an ARRS contract.
    """
    for (p, site_id, _), patterns in variables.patterns_of_visit.items():
        if p in variables.extra_sites:
            visit = variables.visits[p, site_id]
            model.add_row([*((pattern.column, 1) for pattern in patterns), (visit, -1)], rule="R8", high=0)
    for p, extra in variables.extra_sites.items():
        visits = [(column, 1.0) for (other, _), column in variables.visits.items() if other == p]
        model.add_row([*visits, (extra, -1)], rule="R8", high=1)
