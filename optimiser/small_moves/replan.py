"""From an earlier plan and a dataset as it is now to a plan with few changes: the door to small moves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from estates.domain.certificate import carried_prices, certify
from estates.domain.dataset import Dataset
from estates.domain.earlier import EarlierPlan
from estates.domain.plan import GoalScore, Plan, ProgressListener, goal_scores
from estates.domain.prices import Price
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Season
from optimiser.bound import rounded_up
from optimiser.candidates import Estate, survey
from optimiser.fresh_prices import fresh_prices
from optimiser.goals.unmet import all_wanted
from optimiser.limits import Limits
from optimiser.made_plan import made_plan
from optimiser.rooms import placements
from optimiser.small_moves.board import Board
from optimiser.small_moves.kept import kept
from optimiser.small_moves.mend import Mender
from optimiser.small_moves.values import goal_values, in_goal_order, sure_bounds
from optimiser.steps import steps
from optimiser.watch import Watch

Prices = tuple[Price, ...]

WHOLE_PLACES = 1_200
"""An estate with up to so many places that its posts and programmes could use is chosen anew as a whole."""


def replan(  # noqa: PLR0913 - the whole request, each part named
    dataset: Dataset,
    travel: TravelTimes,
    *,
    season: Season,
    settings: Settings,
    limits: Limits,
    earlier: EarlierPlan,
    fewest_changes: bool = False,
    prove_anew: bool = False,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """Return a plan that mends an earlier one, with a bound for each goal that holds for every plan of the dataset.

    Parameters
    ----------
    dataset, travel, season, settings, limits, on_progress, stop
        As for ``optimiser.solve.solve``.
    earlier
        The plan to start from; rows of posts and programmes no longer there are ignored.
    fewest_changes
        Whether changed rows are a goal of their own, ``changes``, after G1; else each counts minutes in G4.
    prove_anew
        Whether prices are worked out anew: from re-plan to re-plan those of the first plan prove ever less. Then, while
        the gap of G1 is wider than the limits ask, all who are short are looked round in a large estate.

    Returns
    -------
    Plan
        A legal plan. A small estate is planned as a whole, with proof; in a large one only those move whom the change
        touches, and others for their sake. The bound on G1 is then what prices prove: the earlier plan's, or new ones.
    """
    watch = Watch(limits, on_progress, stop)
    dataset = dataset.for_season(season)
    # As a goal of their own, changed rows count no minutes.
    minutes = Decimal(0) if fewest_changes else settings.burden.changed_row_minutes
    burden = replace(settings.burden, changed_row_minutes=minutes)
    estate = survey(dataset, travel, burden=burden, earlier=earlier.placements)
    bound, prices = _proof(estate, travel, earlier, anew=watch if prove_anew else None)
    mender = Mender(Board(estate, kept(estate)), watch, fewest=fewest_changes)
    if _places(estate) <= WHOLE_PLACES:
        mender.choose_all()
    else:
        mender.mend(earlier, enough=_enough(estate, bound, limits.gap) if prove_anew else None)
    bounds = sure_bounds(estate)
    bounds["G1"] = max(bounds["G1"], bound)
    bounds |= {name: max(bounds[name], bound) for name, bound in mender.bounds.items()}
    scores = _scores(estate, in_goal_order(goal_values(mender.board), apart=fewest_changes), bounds)
    rows = placements(estate, mender.board.naming)
    return made_plan(watch, season=season, rows=rows, goals=scores, prices=prices)


def _proof(estate: Estate, travel: TravelTimes, earlier: EarlierPlan, *, anew: Watch | None) -> tuple[float, Prices]:
    """Return the best bound on G1 that the earlier plan's prices, or new ones, prove, and the prices that do."""
    carried = carried_prices(estate.dataset, earlier.prices)
    found = [carried] if anew is None else [carried, fresh_prices(estate, anew)]
    bounds = [float(certify(estate.dataset, travel, prices).bound) for prices in found]
    best = max(range(len(found)), key=bounds.__getitem__)
    return bounds[best], found[best]


def _enough(estate: Estate, bound: float, gap: float) -> float:
    """Return the value of G1 from which on its gap, a share of the weighted sessions placed, is as asked."""
    return (bound + gap * all_wanted(estate)) / (1 + gap)


def _places(estate: Estate) -> int:
    """Return how many pairs of a session that there could be and a room there are, about."""
    rooms = {site_id: len(rooms) for site_id, rooms in estate.dataset.rooms_at.items()}
    of_choosers = [choices.slots_at for choices in estate.posts]
    of_choosers += [choices.slots_at for choices in estate.programmes]
    return sum(len(slots) * rooms[site_id] for slots_at in of_choosers for site_id, slots in slots_at.items())


def _scores(estate: Estate, values: Mapping[str, float], bounds: Mapping[str, float]) -> dict[str, GoalScore]:
    step_of = steps(estate)
    rounded = {goal: rounded_up(bound, step_of.get(goal)) for goal, bound in bounds.items()}
    return goal_scores(values, lambda goal, _: rounded[goal], wanted=all_wanted(estate))
