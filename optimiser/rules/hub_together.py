"""R11 hub together."""

from optimiser.candidates import Estate
from optimiser.program import LinearModel
from optimiser.variables import Variables

KEEPS = ("R11",)


def hub_together(model: LinearModel, variables: Variables, estate: Estate) -> None:
    """Add: a programme holds at most its ``sessions_per_week``.

    That a session takes its rooms together at one candidate site in one of its slots, at most once per site and
    slot, is what the column z[g,s,t] means; its rooms are counted with the capacity.

        sum over s and t of z[g,s,t] <= sessions[g]       for each programme g

    Source: NHS England guidance on acute respiratory infection hubs.
    """
    for g, choices in enumerate(estate.programmes):
        terms = [(column, 1.0) for (other, _, _), column in variables.hubs.items() if other == g]
        if terms:
            model.add_row(terms, rule="R11", high=choices.programme.sessions_per_week)
