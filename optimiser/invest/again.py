"""A plan made from another plan of nearly the same dataset: it starts from its rows, as far as they can stand."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from estates.domain.capital.offers import offers
from estates.domain.capital.sets import NOTHING, Choice
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement, Plan, ProgressListener
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Season
from optimiser.candidates import survey
from optimiser.crew import Crew
from optimiser.invest.frontier import Frontier
from optimiser.invest.loose_rows import loose_rows, values_of_rows
from optimiser.invest.named_plan import named_plan
from optimiser.invest.offered import build_offered
from optimiser.invest.planner import SetPlan
from optimiser.limits import Limits
from optimiser.prices import prices_of_rows
from optimiser.watch import Watch


def plan_again(  # noqa: PLR0913 - the whole request, each part named
    dataset: Dataset,
    travel: TravelTimes,
    *,
    season: Season,
    settings: Settings,
    limits: Limits,
    start: Sequence[Placement],
    stop: Callable[[], bool] | None = None,
    on_progress: ProgressListener | None = None,  # noqa: ARG001 - it is soon done: nobody is told how far it is
    earlier: Sequence[Placement] = (),  # noqa: ARG001 - it starts from ``start`` alone
) -> Plan:
    """Return a plan that leaves no more unmet than the rows it starts from, where all of these can stand.

    It looks at the first goal closely, keeps the second, and names rooms with few changes. Parameters as in ``solve``.
    """
    watch = Watch(limits, None, stop)
    dataset = dataset.for_season(season)
    estate = survey(dataset, travel, burden=settings.burden)
    choice = Choice(schemes=(), left_out={})
    offered = build_offered(estate, offers(dataset, ()), choice, travel=travel)
    with Crew(watch) as crew:
        frontier = Frontier(offered, crew, watch, cost_of={}, gap=limits.gap)
        values = values_of_rows(offered.model, start)
        frontier.start_of(NOTHING, SetPlan(NOTHING, values, offered.model.goals["G1"].value(values)))
        frontier.run([Decimal(0)], lambda _: None)
        plan = frontier.found.plans[NOTHING]
        return named_plan(
            estate,
            loose_rows(offered, NOTHING, plan.values),
            crew,
            watch,
            season=season,
            unmet=plan.unmet,
            bound=frontier.bound_of(NOTHING),
            prices=prices_of_rows(offered.model, frontier.sets.prices_for(NOTHING)),
        )
