"""Rows that a quick search found, as a plan with everything that is shown of one: judged, certified and explained."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from estates.domain.certificate import certify
from estates.domain.checks import goal_values
from estates.domain.dataset import Dataset
from estates.domain.plan import GoalScore, Placement, Plan, in_order
from estates.domain.prices import Price, carried_over
from estates.domain.shortfall import shortfall_rows, unmet_rows, use_rows
from estates.domain.words import Standing, StoppedBy
from estates.planning.make_plan import Outcome, certified, judge
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.places.minutes import travel_times
from geodata.plan.proof import proof_record
from optimiser.explain import explain


def outcome_of(source: Source, rows: Sequence[Placement], prices: Sequence[Price], priced: Dataset) -> Outcome:
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
    settings = settings_of(source)
    reading = read(source, settings)
    dataset = sound_dataset(reading, skip_bad_rows=False).for_season(source.season)
    travel = travel_times(dataset, settings.travel, season=source.season)
    own = carried_over(prices, priced, dataset)
    certificate = certify(dataset, travel, own)
    values = goal_values(dataset, travel, rows, burden=settings.burden)
    scores = _scores(values, {"G1": max(0, certificate.bound)}, placed=certificate.wanted - values["G1"])
    found = Plan(
        placements=in_order(rows),
        goals=scores,
        standing=scores["G4"].standing,
        stopped_by=StoppedBy.WORK,
        season=source.season,
        gap_asked=0.0,
        seed=0,
        seconds=0.0,
        prices=own,
    )
    judge(dataset, travel, found, settings)
    claim = certified(dataset, travel, found)
    return Outcome(
        dataset=dataset,
        travel=travel,
        plan=found,
        unmet=unmet_rows(dataset, rows, explain(dataset, travel, found)),
        shortfall=shortfall_rows(dataset, rows, settings),
        use=use_rows(dataset, rows),
        settings=settings,
        proof=proof_record(
            reading=reading, dataset=dataset, travel=travel, plan=found, settings=settings, certified=claim
        ),
        left_out=reading.faults,
        warnings=reading.warnings,
    )


def _scores(values: Mapping[str, Fraction], bounds: Mapping[str, int], *, placed: Fraction) -> dict[str, GoalScore]:
    scores: dict[str, GoalScore] = {}
    is_proved = True
    for goal, exact in values.items():
        value, bound = float(exact), float(bounds.get(goal, 0))
        gap = (value - bound) / max(1.0, float(placed) if goal == "G1" else value)
        is_proved = is_proved and gap == 0
        standing = Standing.OPTIMAL if is_proved else Standing.FEASIBLE
        scores[goal] = GoalScore(value=value, bound=bound, gap=gap, standing=standing)
    return scores
