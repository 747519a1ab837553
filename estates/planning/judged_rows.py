"""Rows that a quick search found, as a plan with everything that is shown of one: judged, certified and explained."""

from collections.abc import Sequence

from estates.domain.certificate import certify
from estates.domain.checks import goal_values
from estates.domain.dataset import Dataset
from estates.domain.plan import GoalScore, Placement, Plan, goal_scores, in_order
from estates.domain.prices import Price, carried_over
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import StoppedBy
from estates.planning.judging import certified, judge
from estates.planning.make_plan import Outcome, outcome_of
from estates.planning.source import Source, sound


def outcome_of_rows(source: Source, rows: Sequence[Placement], prices: Sequence[Price], priced: Dataset) -> Outcome:
    """Return rows as a plan of a dataset.

    Parameters
    ----------
    source
        The dataset that the rows are a plan of.
    rows
        All of its rows.
    prices, priced
        Prices that prove a bound on G1, and the dataset that they were made for. The other goals have no bound.

    Raises
    ------
    PlanError
        Where the plan fails the independent check: a defect of the program.
    """
    given = sound(source, skip_bad_rows=False)
    dataset, travel = given.dataset, given.travel
    own = carried_over(prices, priced, dataset)
    goals = _scores(dataset, travel, rows, own, settings=given.settings)
    found = Plan(
        placements=in_order(rows),
        goals=goals,
        standing=goals["G4"].standing,
        stopped_by=StoppedBy.WORK,
        season=source.season,
        gap_asked=0.0,
        seed=0,
        seconds=0.0,
        prices=own,
    )
    judge(dataset, travel, found, given.settings)
    found, claim = certified(dataset, travel, found)
    return outcome_of(given.reading, dataset, travel, found=found, settings=given.settings, claim=claim)


def _scores(
    dataset: Dataset, travel: TravelTimes, rows: Sequence[Placement], prices: Sequence[Price], *, settings: Settings
) -> dict[str, GoalScore]:
    certificate = certify(dataset, travel, prices)
    values = goal_values(dataset, travel, rows, burden=settings.burden)
    bounds = {"G1": float(max(0, certificate.bound))}
    found = {goal: float(value) for goal, value in values.items()}
    return goal_scores(found, lambda goal, _: bounds.get(goal, 0.0), wanted=float(certificate.wanted))
