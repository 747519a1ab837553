"""From a dataset and its schemes to where capital should go: the door into this package."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from estates.domain.capital.offers import offers
from estates.domain.capital.sets import NOTHING, Choice, Chosen
from estates.domain.certificate.market import Market
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement, Plan
from estates.domain.prices import Price
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.schemes import build_schemes
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Season, StoppedBy
from optimiser.candidates import survey
from optimiser.crew import Crew
from optimiser.invest.cuts import Cut
from optimiser.invest.frontier import Frontier, Point
from optimiser.invest.gains import Pair, gains_alone, gains_last, matched, measured_again
from optimiser.invest.loose_rows import loose_rows
from optimiser.invest.named_plan import named_plan
from optimiser.invest.offered import build_offered
from optimiser.limits import Limits
from optimiser.prices import prices_of_rows
from optimiser.watch import Watch

MOST_BEST_SETS = 3
"""So often the gains of the last scheme are worked out anew where they show a better set."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked: the schemes to choose from, what each costs over the years, and budgets in pounds.

    ``budget`` is the one whose best set is looked at closely; it is among ``budgets``. Without ``with_gains`` the
    frontier is all that is looked for.
    """

    choice: Choice
    cost_of: Mapping[str, Decimal]
    budgets: tuple[Decimal, ...]
    budget: Decimal
    with_gains: bool = True


@dataclass(frozen=True, kw_only=True)
class Investment:
    """The frontier, the gains of each scheme, and what proves and shows them.

    ``rows`` holds who sits where, rooms not named, for every set that a point or a gain speaks of; ``unmet`` the
    weighted sessions that its plan leaves; ``cuts`` each cut's constant and worths with the prices that prove them;
    ``plans`` the plans of the frontier's sets and of nothing built. ``stopped_by`` says what ended the work before it
    was over, if anything, and ``sets_stopped_by`` the same of the search for the sets alone.
    """

    points: tuple[Point, ...]
    best: Point
    alone: tuple[Pair, ...]
    last: tuple[Pair, ...]
    rows: Mapping[Chosen, tuple[Placement, ...]]
    unmet: Mapping[Chosen, float]
    cuts: tuple[Cut, ...]
    plans: Mapping[Chosen, Plan] = field(default_factory=dict)
    stopped_by: StoppedBy | None = None
    sets_stopped_by: StoppedBy | None = None


def invest(  # noqa: PLR0913 - the whole request, each part named
    dataset: Dataset,
    travel: TravelTimes,
    request: Request,
    *,
    season: Season,
    settings: Settings,
    limits: Limits,
    tell: Callable[[str], None] = lambda _: None,
    stop: Callable[[], bool] | None = None,
) -> Investment:
    """Return the best set of schemes for every budget, with its plan, and what each scheme gains.

    Parameters
    ----------
    dataset, travel
        The dataset of the season, schemes not built, and the minutes between its sites.
    request
        The schemes and the budgets.
    season, settings, limits
        As in ``solve``; the gap is the one asked of every point.
    tell, stop
        Told of each stage in a few words; asked often whether to stop with what is found so far.
    """
    watch = Watch(limits, None, stop)
    offered_rooms = offers(dataset, request.choice.schemes)
    # Pins are counted in their rooms by the survey itself, so in what these could be converted to here.
    versions = {seat: count for seat, count in offered_rooms.held.items() if seat[0] in offered_rooms.stands_for}
    estate = survey(offered_rooms.dataset, travel, burden=settings.burden, held=versions)
    offered = build_offered(estate, offered_rooms, request.choice, travel=travel)
    with Crew(watch) as crew:
        frontier = Frontier(offered, crew, watch, cost_of=request.cost_of, gap=limits.gap)
        frontier.run(request.budgets, tell)
        sets_stopped_by = watch.ended_by
        alone, last = _gains(frontier, request, tell) if request.with_gains else ((), ())
        matched(frontier, [(pair.without, pair.with_it) for pair in (*alone, *last)])
        stopped_by = watch.ended_by
        points = tuple(frontier.point(budget) for budget in sorted(set(request.budgets)))
        sets = sorted({NOTHING, *(point.chosen for point in points)}, key=sorted)
        spoken_of = {*sets, *(chosen for pair in (*alone, *last) for chosen in (pair.without, pair.with_it))}
        found = frontier.found.plans
        rows = {chosen: loose_rows(offered, chosen, found[chosen].values) for chosen in sorted(spoken_of, key=sorted)}
        plans: dict[Chosen, Plan] = {}
        for chosen in sets:
            built = _built(dataset, request.choice, chosen)
            plans[chosen] = named_plan(
                survey(built, travel, burden=settings.burden),
                rows[chosen],
                crew,
                watch,
                season=season,
                unmet=found[chosen].unmet,
                bound=frontier.bound_of(chosen),
                prices=_known(built, prices_of_rows(offered.model, frontier.sets.prices_for(chosen))),
            )
            tell(f"plan {len(plans)} of {len(sets)} written up")
    return Investment(
        points=points,
        best=frontier.point(request.budget),
        alone=tuple(measured_again(frontier, pair) for pair in alone),
        last=tuple(measured_again(frontier, pair) for pair in last),
        rows=rows,
        unmet={chosen: found[chosen].unmet for chosen in rows},
        cuts=tuple(frontier.sets.cuts),
        plans=plans,
        stopped_by=stopped_by,
        sets_stopped_by=sets_stopped_by,
    )


def _gains(
    frontier: Frontier, request: Request, tell: Callable[[str], None]
) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Return the gains of each scheme alone, and of each as the last."""
    alone = gains_alone(frontier)
    tell("gains of single schemes worked out" if alone else "stopped before the gains of single schemes")
    last = _gains_last(frontier, request)
    tell("gains of the last scheme worked out" if last else "stopped before the gains of the last scheme")
    return alone, last


def _gains_last(frontier: Frontier, request: Request) -> tuple[Pair, ...]:
    """Return the gains on top of the best set; should they show a better or cheaper set, those on top of that."""
    for _ in range(MOST_BEST_SETS):
        best = frontier.point(request.budget).chosen
        found = gains_last(frontier, best)
        frontier.save(request.budgets)
        if frontier.point(request.budget).chosen == best:
            break
    return found


def _built(dataset: Dataset, choice: Choice, chosen: Chosen) -> Dataset:
    """Return the dataset with a set built, in the order in which the offers take the schemes."""
    ids = tuple(scheme.scheme_id for scheme in choice.schemes if scheme.scheme_id in chosen)
    return build_schemes(dataset, BuildSchemes(scheme_ids=ids)) if ids else dataset


def _known(dataset: Dataset, prices: Sequence[Price]) -> tuple[Price, ...]:
    """Return the prices of places that a dataset has: others prove nothing of it."""
    market = Market(dataset, prices)
    return tuple(price for price in prices if market.answers_to(price))
