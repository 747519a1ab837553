"""The judge's table of contents: every rule in order, and the one function that asks them all."""

from collections.abc import Iterable

from estates.domain.checks.breach import Breach
from estates.domain.checks.case import Case, Rule
from estates.domain.checks.rows_of_the_plan import known_rows
from estates.domain.checks.rules_of_pins import pins_stand
from estates.domain.checks.rules_of_posts import as_asked, few_sites, one_place_at_a_time, one_site_a_day, within_reach
from estates.domain.checks.rules_of_programmes import hub_together
from estates.domain.checks.rules_of_rooms import free, places, shared, suitable
from estates.domain.checks.rules_of_supervision import supervised
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.travel import TravelTimes

CHECKS: tuple[tuple[str, Rule], ...] = (
    ("R1", one_place_at_a_time),
    ("R2", one_site_a_day),
    ("R3", places),
    ("R4", free),
    ("R5", suitable),
    ("R6", shared),
    ("R7", within_reach),
    ("R8", few_sites),
    ("R9", as_asked),
    ("R10", supervised),
    ("R11", hub_together),
    ("R12", pins_stand),
)


def breaches(
    dataset: Dataset, travel: TravelTimes, placements: Iterable[Placement], *, pins_must_stand: bool = True
) -> tuple[Breach, ...]:
    """Return every way in which placements break the rules; none for a sound plan.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it.
    travel
        Minutes between its sites.
    placements
        The rows of the plan, in any order. A row that names what the dataset does not have is a breach of its own
        (rule ``plan``), and the other rules are asked of the rest.
    pins_must_stand
        Whether R12 is asked. Without it, any set of rows can be tested alone, such as one pin.
    """
    known, found = known_rows(dataset, placements)
    case = Case(dataset=dataset, travel=travel, placements=known)
    asked = [rule for name, rule in CHECKS if pins_must_stand or name != "R12"]
    return (*found, *(breach for rule in asked for breach in rule(case)))
