"""R12 pins."""

from optimiser.candidates import Estate
from optimiser.program import LinearModel
from optimiser.variables import Variables

KEEPS = ("R12",)


def pins_stand(model: LinearModel, variables: Variables, estate: Estate) -> None:
    """Add: on a day with pins the post works a pattern that holds them all (the candidates leave no other).

        sum over P on day d of q[p,s,P] >= 1              for each post p, day d with a pin at site s

    Source: the user.
    """
    for p, choices in enumerate(estate.posts):
        for day in sorted({slot.day for slot in choices.pins}):
            patterns = variables.patterns_of_day[p, day]
            model.add_row(((pattern.column, 1) for pattern in patterns), rule="R12", low=1)
