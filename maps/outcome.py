"""One plan's outcome as the maps look at it: the tables of the run, with the look-ups that drawing needs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from estates.domain.shortfall import ShortfallRow, UnmetRow, UseRow
from estates.domain.travel import TravelTimes
from estates.domain.words import Cell, PlacementKind, RoomType, RowSeason, Season, TravelMethod
from geodata.places.boundaries import PcnArea
from maps.wording import REASON_WORDS

Pair = tuple[str, str]
Reasons = tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A season's dataset, its plan and the tables made from the two."""

    dataset: Dataset
    travel: TravelTimes
    plan: Plan
    unmet: Sequence[UnmetRow]
    shortfall: Sequence[ShortfallRow]
    use: Sequence[UseRow]
    areas: Sequence[PcnArea]

    def rows(self, level: str) -> Mapping[str, ShortfallRow]:
        """Return the shortfall of one level by code, in the order of the table."""
        return {row.code: row for row in self.shortfall if row.level == level}

    @cached_property
    def icb(self) -> ShortfallRow:
        """The shortfall of the whole area."""
        return next(row for row in self.shortfall if row.level == "icb")

    @cached_property
    def journeys(self) -> Mapping[tuple[str, str], int]:
        """Room sessions of posts placed away from their base, by (base, site), in the order of their codes."""
        away: Counter[tuple[str, str]] = Counter()
        for placement in self.plan.placements:
            if placement.kind is PlacementKind.POST:
                base = self.dataset.post_by_id[placement.id].base_site
                if base != placement.site_id:
                    away[base, placement.site_id] += 1
        return dict(sorted(away.items()))

    @cached_property
    def programmes_at(self) -> Mapping[str, Reasons]:
        """Room sessions of each programme held at a site, by site: pairs of name and sessions."""
        held: dict[str, Counter[str]] = defaultdict(Counter)
        for placement in self.plan.placements:
            if placement.kind is PlacementKind.PROGRAMME:
                held[placement.site_id][self.dataset.programme_by_id[placement.id].name] += 1
        return {site_id: _most_first(names) for site_id, names in held.items()}

    @cached_property
    def reasons_of_pcn(self) -> Mapping[str, Reasons]:
        """Why sessions are unmet, by PCN code: pairs of reason in words and sessions; ``none`` for programmes."""
        return _reasons((row.pcn_code or "none", row) for row in self.unmet)

    @cached_property
    def reasons_at(self) -> Mapping[str, Reasons]:
        """Why sessions of posts based at a site are unmet, by site: pairs of reason in words and sessions."""
        posts = (row for row in self.unmet if row.kind is PlacementKind.POST)
        return _reasons((self.dataset.post_by_id[row.id].base_site, row) for row in posts)

    @cached_property
    def use_at(self) -> Mapping[str, Mapping[str, tuple[int, int, int]]]:
        """Free and placed places and unknown cells of a week, by site and room type."""
        week: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
        for row in self.use:
            free, placed, unknown = week[row.site_id].get(row.room_type, (0, 0, 0))
            week[row.site_id][row.room_type] = (free + row.free, placed + row.placed, unknown + row.unknown)
        return week

    @cached_property
    def is_weighted(self) -> bool:
        """Whether posts and programmes have different priorities."""
        posts = {post.priority for post in self.dataset.posts}
        return len(posts | {programme.priority for programme in self.dataset.programmes}) > 1

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
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs of two different sites, one way, that the plan could use."""
        return tuple(pair for pair in self.travel.journeys if pair[0] != pair[1])

    @cached_property
    def travel_times_worked_out(self) -> int:
        """How many of the pairs have minutes that no table or router gave: as ``proof.json`` counts them."""
        return sum(self.travel.journeys[pair].method is TravelMethod.ESTIMATE for pair in self.pairs)

    @cached_property
    def estimated_pairs(self) -> frozenset[Pair]:
        """Those of the pairs whose minutes are an estimate, ours or that of a row of the travel table."""
        winter = self.plan.season is Season.WINTER
        rows = sorted(self.dataset.travel, key=lambda row: row.season is RowSeason.WINTER)
        table = {(row.from_site, row.to_site): row.estimated for row in rows if winter or row.season is RowSeason.ALL}
        methods = {pair: self.travel.journeys[pair].method for pair in self.pairs}
        return frozenset(
            pair
            for pair, method in methods.items()
            if method is TravelMethod.ESTIMATE or (method is TravelMethod.TABLE and table.get(pair, False))
        )


def _reasons(unmet: Iterable[tuple[str, UnmetRow]]) -> Mapping[str, Reasons]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, row in unmet:
        if row.unmet > 0:
            counts[code][REASON_WORDS[row.reason]] += row.unmet
    return {code: _most_first(reasons) for code, reasons in counts.items()}


def _most_first(counts: Counter[str]) -> Reasons:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
