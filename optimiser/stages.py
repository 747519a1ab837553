"""What is asked of a solve. A country has the first goal of all its parts pursued before the later ones of any."""

from enum import StrEnum


class Stage(StrEnum):
    """All goals at once, the first alone, those after it from a plan whose first goal was pursued before, or prices."""

    ALL_GOALS = "all goals"
    FIRST_GOAL = "first goal"
    LATER_GOALS = "later goals"
    PRICES = "prices"
