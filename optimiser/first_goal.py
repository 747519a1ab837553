"""A plan for the first goal alone, from an earlier plan's rows: in seconds, so that it can be made thousands of times.

The rows that are still legal are kept; then posts with sessions unmet bid for rooms in an auction, in which holders
may be made to move. No relaxation is solved and nothing is proved here: prices of an earlier plan do that for any
dataset with the same sites (``estates.domain.certificate``). The other goals are left as they fall.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.places_taken import places_taken
from estates.domain.plan import Placement, in_order
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from optimiser.aims import session_cost
from optimiser.auction import auction
from optimiser.candidates import Estate, PostChoices, survey
from optimiser.goals.burden import burden
from optimiser.goals.unmet import unmet
from optimiser.kept_rows import kept_rows
from optimiser.model import Model, build
from optimiser.parts import chosen_values, learners_of, less_learners
from optimiser.pricing import weeks_of
from optimiser.program import Floats
from optimiser.rooms import Naming, first_naming, merged, placements, site_weeks
from optimiser.rules.capacity import capacity
from optimiser.rules.supervised import supervised

QUICK, USUAL, THOROUGH = (0.3,), (0.3, 0.1), (0.3, 0.1, 0.03)
"""By how much a price rises where somebody gives way, in weighted sessions, auction by auction."""

Narrow = Callable[[PostChoices], PostChoices]
"""Takes away places where a post may not go."""


def replanned(
    dataset: Dataset, travel: TravelTimes, earlier: Sequence[Placement], *, steps: Sequence[float] = USUAL
) -> tuple[Placement, ...]:
    """Return a legal plan with few weighted sessions unmet that starts from an earlier plan's rows.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it. Its pins must be legal.
    travel
        Minutes between its sites; a pair that is absent is out of reach.
    earlier
        The rows of the earlier plan; those that are legal no longer are left out.
    steps
        The auctions to hold, by the step of their prices.
    """
    return in_order(_improved(survey(dataset, travel), earlier, steps))


def replanned_for(
    dataset: Dataset,
    travel: TravelTimes,
    earlier: Sequence[Placement],
    *,
    posts: Collection[str],
    narrow: Narrow | None = None,
    steps: Sequence[float] = QUICK,
) -> tuple[Placement, ...]:
    """Return a plan in which some posts choose anew in what all others, and all programmes, leave of the rooms.

    It is never worse than the earlier plan, whose rows must all be legal.

    Parameters
    ----------
    dataset, travel, earlier, steps
        As for ``replanned``.
    posts
        The ids of those that choose anew.
    narrow
        Takes away places where one of them may not go; without it they may go wherever the dataset lets them.
    """
    if not posts:
        return in_order(earlier)
    own = [row for row in earlier if row.kind is PlacementKind.POST and row.id in posts]
    others = [row for row in earlier if row.kind is not PlacementKind.POST or row.id not in posts]
    estate = survey(_without_others(dataset, others, posts), travel, held=places_taken(dataset, others))
    if narrow is not None:
        estate = replace(estate, posts=tuple(narrow(choices) for choices in estate.posts))
    return in_order((*others, *_improved(estate, own, steps)))


def _improved(estate: Estate, earlier: Sequence[Placement], steps: Sequence[float]) -> list[Placement]:
    """Return the rows of the plan that auctions make of the earlier one's, or these where no more can be placed."""
    naming = kept_rows(estate, earlier)
    model = build(estate, rules=(capacity, supervised), goals=(unmet, burden))
    start, goal = chosen_values(model, naming), model.goals["G1"]
    if goal.value(start) > 0:
        found = _bid(model, start, steps)
        if goal.value(found) < goal.value(start):
            naming = _named(model, found)
    return placements(estate, naming)


def _bid(model: Model, values: Floats, steps: Sequence[float]) -> Floats:
    """Return the plan that auctions make of one, each from what places cost in the one before."""
    weeks, cost, prices = weeks_of(model), session_cost(model), None
    for step in steps:
        answer = auction(model, weeks, cost, values, step=step, prices=prices).run()
        if answer.values is not None:
            values, prices = answer.values, answer.prices
    return values


def _named(model: Model, values: Floats) -> Naming:
    return merged(first_naming(model, week) for week in site_weeks(model, values))


def _without_others(dataset: Dataset, others: Sequence[Placement], posts: Collection[str]) -> Dataset:
    """Return the dataset of some posts alone, under the supervision that the others leave."""
    kinds = {post.post_id: dataset.role_by_id[post.role_id].supervision for post in dataset.posts}
    return replace(
        less_learners(dataset, learners_of(others, kinds)),
        posts=tuple(post for post in dataset.posts if post.post_id in posts),
        pins=tuple(pin for pin in dataset.pins if pin.post_id in posts),
        programmes=(),
    )
