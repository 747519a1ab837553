"""R1 one place at a time, R2 one site a day."""

from optimiser.candidates import Estate
from optimiser.program import LinearModel
from optimiser.variables import Variables

KEEPS = ("R1", "R2")


def one_site_a_day(model: LinearModel, variables: Variables, _estate: Estate) -> None:
    """Add: a post is in one place at a time, and spends a day at one site.

    A pattern is a set of slots of one day at one site, so both say: at most one pattern a day.

        sum over s and P on day d of q[p,s,P] <= 1        for each post p and day d

    Source: a person is in one place; travel within the working day is not room time (planning assumption).
    """
    for patterns in variables.patterns_of_day.values():
        model.add_row(((pattern.column, 1) for pattern in patterns), rule="R2", high=1)
