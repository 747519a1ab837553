"""The best plan of a search with its rooms named: its burden, whether that is good enough, and what is better."""

from optimiser.measure import burden_minutes
from optimiser.parts import is_seated
from optimiser.program import Floats
from optimiser.rooms import Naming, placements
from optimiser.search import Search


def burden_of(search: Search) -> float:
    """Return the burden of the best plan in minutes, rooms counted."""
    return burden_minutes(search.model.estate, placements(search.model.estate, search.naming))


def is_burden_closed(search: Search) -> bool:
    """Whether the burden of the best plan is within the gap asked of its bound."""
    value = burden_of(search)
    return value - search.bound("G4") <= search.watch.limits.gap * max(1.0, value) + 1e-6


def take_if_better(search: Search, naming: Naming, values: Floats) -> None:
    """Take a naming and its values if it is legal and better in the first goal in which it differs."""
    estate = search.model.estate
    before, after = (
        (*search.score(plan)[:-1], burden_minutes(estate, placements(estate, rooms)))
        for plan, rooms in ((search.values, search.naming), (values, naming))
    )
    if after < before and is_seated(estate, naming) and search.model.program.holds(values):
        search.values, search.naming = values, naming
