"""The step of a goal: the number that all its values are multiples of, so that a bound may be rounded up to one."""

import math
from collections import Counter
from fractions import Fraction

from optimiser.candidates import Estate

FINEST = Fraction(1, 20_000)
"""A finer step than this would lift a bound by less than a solver's rounding."""


def steps(estate: Estate) -> dict[str, Fraction | None]:
    """Return the step of each goal by name; ``None`` where it is too fine to be of use."""
    found = {"G1": Fraction(1), "G2": Fraction(1), "G3": _step_of_fairness(estate), "G4": _step_of_burden(estate)}
    return {goal: step if step >= FINEST else None for goal, step in found.items()}


def _step_of_fairness(estate: Estate) -> Fraction:
    """Every PCN's share is a whole number over its wanted sessions."""
    wanted: Counter[str] = Counter()
    for choices in estate.posts:
        wanted[choices.post.pcn_code] += choices.wanted
    return Fraction(1, math.lcm(*(asked for asked in wanted.values() if asked)))


def _step_of_burden(estate: Estate) -> Fraction:
    """Minutes are decimals, mostly whole."""
    burden = estate.burden
    settings = (burden.extra_site_minutes, burden.extra_room_minutes, burden.changed_row_minutes)
    minutes = {minutes for choices in estate.posts for minutes in choices.minutes_to.values()}
    parts = [Fraction(setting) for setting in settings] + [Fraction(str(value)) for value in minutes]
    return Fraction(1, math.lcm(*(part.denominator for part in parts)))
