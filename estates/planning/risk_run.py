"""One run of a risk analysis: the week is drawn once, and every option is planned and judged in it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from estates.domain.certificate import certify
from estates.domain.checks import breaches
from estates.domain.checks.case import Case
from estates.domain.checks.goals import unmet_weight
from estates.domain.dataset import Dataset
from estates.domain.demand import demands
from estates.domain.levels import NOT_APPLICABLE, WHOLE_AREA
from estates.domain.plan import Placement
from estates.domain.prices import Price, carried_over
from estates.domain.rooms import Room
from estates.domain.scenario.scenario import apply
from estates.domain.settings import Settings
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.uncertainty.dice import Dice
from estates.domain.uncertainty.draws import World, draws, with_growth, with_rooms, with_week
from estates.domain.uncertainty.figures import Uncertainty
from estates.domain.uncertainty.outcome import RunOutcome, RunShortfall, Score
from estates.domain.words import PlacementKind
from estates.planning.judging import stop_where_wrong
from estates.planning.risk_options import Option
from geodata.places.minutes import travel_times
from optimiser.first_goal import replanned, replanned_for
from optimiser.nearby import Reach, posts_near

MOST_PASSES = 3
"""As often is a gain handed on: to posts near a scheme's rooms, to those near the rooms that these leave, and so on."""

MUCH = 10
"""A gain of so many sessions has moved so many posts that it is worth looking at all of them again."""

LEVELS, LEVELS_OF_SCHEMES = ("icb", "pcn", "practice"), ("icb", "pcn")


@dataclass(frozen=True, kw_only=True)
class Base:
    """What every run starts from: dataset, options, distributions, and the rows and prices of the base plan.

    ``planned_for`` is the dataset that the base plan was made for, ``dataset`` the whole one that options change.
    """

    dataset: Dataset
    planned_for: Dataset
    settings: Settings
    options: tuple[Option, ...]
    figures: Uncertainty
    seed: int
    rows: tuple[Placement, ...]
    prices: tuple[Price, ...]


@dataclass(frozen=True, kw_only=True)
class _Week:
    """An option's drawn week, planned; ``undrawn`` is its dataset with nothing drawn but growth."""

    undrawn: Dataset
    dataset: Dataset
    travel: TravelTimes
    rows: tuple[Placement, ...]

    @cached_property
    def reach(self) -> Reach:
        """Where posts may go, with schemes built or not."""
        return Reach(self.dataset, self.travel)


def run_once(base: Base, run: int) -> RunOutcome:
    """Draw a run and plan every option in it.

    The area as it is and scenarios start from the base plan, schemes from what the run makes of the area as it is.

    Raises
    ------
    PlanError
        Where a plan fails the independent check: a defect of the program.
    """
    world = World(dice=Dice(base.seed, run), figures=base.figures)
    grown = with_growth(base.dataset, world)
    as_it_is = _week(base, world, base.options[0], grown)
    shortfall, scores = list[RunShortfall](), list[Score]()
    for option in base.options:
        if option.scheme is not None:
            week = _with_scheme(option, world, grown, as_it_is)
        else:
            week = as_it_is if option is base.options[0] else _week(base, world, option, grown)
        value = _judged(week, option, run)
        bound = None if option.scheme is not None else _bound(base, week)
        scores.append(Score(option=option.name, value=value, bound=bound))
        shortfall += _shortfall(week, option)
    return RunOutcome(run=run, draws=draws(base.dataset, world), shortfall=tuple(shortfall), scores=tuple(scores))


def _week(base: Base, world: World, option: Option, grown: Dataset) -> _Week:
    undrawn = apply(grown, option.scenario)
    dataset = with_week(undrawn, world).for_season(option.scenario.season)
    travel = travel_times(dataset, base.settings.travel, season=option.scenario.season)
    return _Week(undrawn=undrawn, dataset=dataset, travel=travel, rows=replanned(dataset, travel, base.rows))


def _with_scheme(option: Option, world: World, grown: Dataset, as_it_is: _Week) -> _Week:
    """Return the week with a scheme built: the posts round its rooms choose anew, all others stay."""
    undrawn = apply(grown, option.scenario)
    dataset = with_rooms(as_it_is.dataset, as_it_is.undrawn, undrawn, world)
    rooms = [room for room in dataset.rooms if as_it_is.dataset.room_by_id.get(room.room_id) is not room]
    changed = {room.room_id for room in rooms}
    is_hub_in_the_way = any(row.kind is PlacementKind.PROGRAMME and row.room_id in changed for row in as_it_is.rows)
    if is_hub_in_the_way:
        rows = replanned(dataset, as_it_is.travel, as_it_is.rows)
    else:
        rows = _handed_on(dataset, as_it_is, rooms)
    return _Week(undrawn=undrawn, dataset=dataset, travel=as_it_is.travel, rows=rows)


def _handed_on(dataset: Dataset, as_it_is: _Week, rooms: Sequence[Room]) -> tuple[Placement, ...]:
    """Return rows in which posts near some rooms choose anew, then those near what these leave, while that gains."""
    rows = as_it_is.rows
    for _ in range(MOST_PASSES):
        near = posts_near(dataset, as_it_is.reach, rows, rooms)
        found = replanned_for(dataset, as_it_is.travel, rows, posts=near)
        is_gain = len(found) > len(rows)
        left = _rooms_left(rows, found)
        rows, rooms = found, [room for room in dataset.rooms if room.room_id in left]
        if not is_gain or not rooms:
            break
    return rows


def _rooms_left(before: Sequence[Placement], after: Sequence[Placement]) -> set[str]:
    """Return the rooms that somebody has left: all of them where much was gained, else those not taken again."""
    if len(after) - len(before) >= MUCH:
        return {row.room_id for row in set(before) - set(after)}
    return {room_id for room_id, _ in _rows_at(before) - _rows_at(after)}


def _rows_at(rows: Sequence[Placement]) -> Counter[tuple[str, Slot]]:
    return Counter((row.room_id, row.slot) for row in rows)


def _judged(week: _Week, option: Option, run: int) -> int:
    """Return G1 of a week's plan, checked without a solver."""
    found = breaches(week.dataset, week.travel, week.rows)
    stop_where_wrong(f"The plan of run {run}, “{option.name}”,", found)
    return int(unmet_weight(Case(dataset=week.dataset, travel=week.travel, placements=week.rows)))


def _bound(base: Base, week: _Week) -> int:
    """Return what the base plan's prices prove of G1 in a week: any prices prove something."""
    prices = carried_over(base.prices, base.planned_for, week.dataset)
    return max(0, certify(week.dataset, week.travel, prices).bound)


def _shortfall(week: _Week, option: Option) -> Iterator[RunShortfall]:
    levels = LEVELS if option.scheme is None else LEVELS_OF_SCHEMES
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    counts["icb", WHOLE_AREA] = [0, 0]  # the area has its row also where nothing is wanted
    for demand in demands(week.dataset, week.rows):
        for level in levels:
            code = WHOLE_AREA if level == "icb" else demand.codes[level] or NOT_APPLICABLE
            here = counts[level, code]
            here[0] += demand.wanted
            here[1] += demand.unmet
    for level, code in sorted(counts, key=lambda key: (LEVELS.index(key[0]), key[1])):
        wanted, unmet = counts[level, code]
        yield RunShortfall(option=option.name, level=level, code=code, wanted=wanted, unmet=unmet)
