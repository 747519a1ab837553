"""One plan's outcome as the maps look at it: the tables of the run, with the look-ups that drawing needs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from estates.domain.dataset import Dataset
from estates.domain.demand import Demand, demands
from estates.domain.plan import Plan
from estates.domain.remedies import Remedy
from estates.domain.scenario.told import ScenarioTold
from estates.domain.settings import Settings
from estates.domain.shortfall import ShortfallRow, UnmetRow, UseRow
from estates.domain.travel import TravelTimes
from estates.domain.unknown_staff import pcns_without_staff
from estates.domain.words import Cell, RoomType, TravelMethod
from geodata.places.boundaries import PcnArea
from maps.columns import places
from maps.extras import NOTHING_MORE, Extras

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A season's dataset, its plan, the tables made from the two, and what else there is to show."""

    dataset: Dataset
    travel: TravelTimes
    plan: Plan
    unmet: Sequence[UnmetRow]
    shortfall: Sequence[ShortfallRow]
    use: Sequence[UseRow]
    areas: Sequence[PcnArea]
    settings: Settings = field(default_factory=Settings)
    extras: Extras = NOTHING_MORE
    remedies: Sequence[Remedy] = ()
    scenario: ScenarioTold | None = None

    def rows(self, level: str) -> Mapping[str, ShortfallRow]:
        """Return the shortfall of one level by code, in the order of the table."""
        return {row.code: row for row in self.shortfall if row.level == level}

    @cached_property
    def icb(self) -> ShortfallRow:
        """The shortfall of the whole area."""
        return next(row for row in self.shortfall if row.level == "icb")

    @cached_property
    def demands(self) -> tuple[Demand, ...]:
        """What each post and then each programme wants and has, in the order of the unmet table."""
        return tuple(demands(self.dataset, self.plan.placements))

    @cached_property
    def pcn_places(self) -> Mapping[str, int]:
        """The place of each PCN in the page's table: those listed, then those that only other tables name."""
        tables = (self.dataset.pcns, self.dataset.practices, self.dataset.sites, self.dataset.posts, self.areas)
        served = [code for programme in self.dataset.programmes for code in programme.pcn_codes]
        named = [row.pcn_code for table in tables for row in table if row.pcn_code is not None]
        return places(dict.fromkeys([*named, *served]))

    @cached_property
    def practice_places(self) -> Mapping[str, int]:
        """The place of each practice in the page's table: those listed, then those that only other tables name."""
        tables = (self.dataset.practices, self.dataset.sites, self.dataset.posts)
        named = [row.practice_code for table in tables for row in table if row.practice_code is not None]
        return places(dict.fromkeys(named))

    @cached_property
    def site_places(self) -> Mapping[str, int]:
        """The place of each site in the page's table."""
        return places(site.site_id for site in self.dataset.sites)

    @cached_property
    def role_places(self) -> Mapping[str, int]:
        """The place of each role that a post has in the page's table, in the order of the catalogue."""
        wanted = {post.role_id for post in self.dataset.posts}
        return places(code for code in self.dataset.role_by_id if code in wanted)

    @cached_property
    def use_at(self) -> Mapping[str, Mapping[str, tuple[int, int, int]]]:
        """Free and placed places and unknown cells of a week, by site and room type."""
        week: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
        for row in self.use:
            free, placed, unknown = week[row.site_id].get(row.room_type, (0, 0, 0))
            week[row.site_id][row.room_type] = (free + row.free, placed + row.placed, unknown + row.unknown)
        return week

    @cached_property
    def room_types_in_use(self) -> frozenset[RoomType]:
        """The room types that a post's role or a programme can use at all."""
        roles = (self.dataset.role_by_id[post.role_id].room_types for post in self.dataset.posts)
        programmes = (programme.room_types for programme in self.dataset.programmes)
        return frozenset(chain.from_iterable((*roles, *programmes)))

    @cached_property
    def unknown_room_cells(self) -> int:
        """Half-days of rooms of which nothing is known."""
        return sum(room.cells.count(Cell.UNKNOWN) for room in self.dataset.rooms)

    @cached_property
    def pcns_without_staff(self) -> tuple[str, ...]:
        """The PCNs of whose staff nothing is known."""
        return pcns_without_staff(self.dataset)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of two different sites, one way, that the plan could use."""
        return tuple(pair for pair in self.travel.journeys if pair[0] != pair[1])

    @cached_property
    def travel_times_worked_out(self) -> int:
        """How many of the pairs have minutes that no table or router gave."""
        return sum(self.travel.journeys[pair].method is TravelMethod.ESTIMATE for pair in self.pairs)

    @cached_property
    def estimated_pairs(self) -> frozenset[Pair]:
        """Those of the pairs whose minutes are an estimate, ours or that of a row of the travel table."""
        return frozenset(pair for pair in self.pairs if self.travel.journeys[pair].is_estimate)
