"""Minutes between sites: the dataset's travel table first, then an estimate from the straight line.

The estimate: road km = road factor x straight-line km between whole-metre grid positions, round the ends of barriers
where there are any; minutes = start minutes + the road km at the speeds of the bands, rounded up. It is the same both
ways; the table is read one way, as given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from math import floor, inf

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from estates.domain.dataset import Dataset
from estates.domain.settings import TravelSettings
from estates.domain.travel import Journey, TravelRow, TravelTimes
from estates.domain.words import RowSeason, Season, TravelMethod
from geodata.places.barriers import barriers_of
from geodata.places.horizon import Horizon, horizon_of

Pair = tuple[str, str]
_ROUNDING_MINUTES = 1e-9


def minutes_over(straight_metres: ArrayLike, settings: TravelSettings) -> NDArray[np.float64]:
    """Return the estimated minutes over straight-line distances in metres.

    Whole minutes, rounded up with a tolerance of 1e-9; infinite over an infinite distance.
    """
    left = np.asarray(straight_metres, float) * (float(settings.road_factor) / 1000)
    minutes = np.full(left.shape, float(settings.start_minutes))
    for band in settings.bands:
        here = left if band.length_km is None else np.minimum(left, float(band.length_km))
        minutes += here * (60 / float(band.km_per_hour))
        left = left - here if band.length_km is not None else np.zeros_like(left)
    return np.ceil(minutes - _ROUNDING_MINUTES)


def metres_within(limit: float, settings: TravelSettings) -> float:
    """Return the longest straight line, in metres, whose estimate is at most ``limit`` minutes; 0 where none is."""
    left = floor(limit) + _ROUNDING_MINUTES - float(settings.start_minutes)
    road_km = 0.0
    for band in settings.bands:
        minutes_per_km = 60 / float(band.km_per_hour)
        length = inf if band.length_km is None else float(band.length_km)
        here = min(max(left, 0.0) / minutes_per_km, length)
        road_km += here
        left -= here * minutes_per_km
    return road_km * 1000 / float(settings.road_factor)


def travel_times(
    dataset: Dataset, settings: TravelSettings, *, season: Season, also: Iterable[Pair] = ()
) -> TravelTimes:
    """Return the journeys that any post or programme of a season could make within its limit.

    Parameters
    ----------
    dataset
        The whole dataset; programmes of other seasons are left aside.
    settings
        The figures of the estimate.
    season
        In winter a ``winter`` row of the table stands before an ``all`` row, and ``winter`` barriers stand.
    also
        Further pairs (from, to) that are wanted however long they take.

    Returns
    -------
    TravelTimes
        One journey per pair. A pair that is absent has no way or lies beyond every limit.

    Notes
    -----
    At the same site a journey takes no minutes, unless the table has a row from the site to itself: the table stands
    first. Two sites at one position are not the same site: the start minutes count.
    """
    dataset = dataset.for_season(season)
    horizon, extra = horizon_of(dataset), set(also)
    table = _table(dataset, season)
    journeys: dict[Pair, Journey] = {}
    for pair, row in table.items():
        limit = horizon.limit(*pair)
        if pair in extra or (limit is not None and row.minutes <= limit):
            journeys[pair] = Journey(row.minutes, TravelMethod.TABLE, is_marked=row.estimated)
    places = _Places(dataset, settings)
    candidates = places.candidates(horizon, extra)
    journeys.update((pair, journey) for pair, journey in places.estimated(candidates, season) if pair not in table)
    return TravelTimes(journeys)


def estimated_pairs(travel: TravelTimes, dataset: Dataset) -> int:
    """Return how many pairs of sites that a post or programme could use within its limit are estimates.

    ``dataset`` stands as its season sees it. Each direction counts; staying at a site is no estimate.
    """
    horizon = horizon_of(dataset)
    return sum(
        1
        for pair, journey in travel.journeys.items()
        if journey.is_estimate and (limit := horizon.limit(*pair)) is not None and journey.minutes <= limit
    )


def _table(dataset: Dataset, season: Season) -> Mapping[Pair, TravelRow]:
    """Return the table's rows that apply in a season, by pair."""
    everyday = {(row.from_site, row.to_site): row for row in dataset.travel if row.season is RowSeason.ALL}
    if season is not Season.WINTER:
        return everyday
    return everyday | {(row.from_site, row.to_site): row for row in dataset.travel if row.season is RowSeason.WINTER}


@dataclass(frozen=True)
class _Candidates:
    """Pairs of sites, by their place in the dataset, and the limit of each in minutes."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    limits: NDArray[np.float64]


@dataclass(frozen=True)
class _Places:
    """The sites of a dataset as points."""

    dataset: Dataset
    settings: TravelSettings

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        return {site.site_id: place for place, site in enumerate(self.dataset.sites)}

    @cached_property
    def points(self) -> NDArray[np.float64]:
        return np.array([(site.easting, site.northing) for site in self.dataset.sites], float).reshape(-1, 2)

    def candidates(self, horizon: Horizon, also: Iterable[Pair]) -> _Candidates:
        """Return the pairs near enough by straight line for some post or programme, each once, and those asked for."""
        everywhere = tuple(self.place_of)
        found = [self._near(dict(horizon.of_posts), everywhere)]
        by_hubs: dict[frozenset[str], dict[str, Decimal]] = {}
        for site_id, reaches in horizon.of_programmes.items():
            for reach in reaches:
                limits = by_hubs.setdefault(reach.sites, {})
                limits[site_id] = max(limits.get(site_id, Decimal(0)), reach.limit)
        found += [self._near(limits, tuple(sorted(hubs))) for hubs, limits in by_hubs.items()]
        asked = [(self.place_of[start], self.place_of[end], inf) for start, end in sorted(also)]
        found.append(np.array(asked, float).reshape(-1, 3))
        return self._merged(np.concatenate(found))

    def _near(self, limits: Mapping[str, Decimal], to_sites: tuple[str, ...]) -> NDArray[np.float64]:
        """Return rows of (start, end, limit) for the sites within each start's limit by straight line."""
        starts = np.array([self.place_of[site_id] for site_id in limits], int)
        ends = np.array([self.place_of[site_id] for site_id in to_sites], int)
        if not len(starts) or not len(ends):
            return np.empty((0, 3))
        minutes = np.array([float(limit) for limit in limits.values()])
        # A millimetre more than enough; the minutes themselves decide later.
        radii = np.array([metres_within(limit, self.settings) + 0.001 for limit in minutes])
        tree = shapely.STRtree(shapely.points(self.points[ends]))
        near = tree.query(shapely.points(self.points[starts]), predicate="dwithin", distance=radii)
        return np.column_stack([starts[near[0]], ends[near[1]], minutes[near[0]]])

    def _merged(self, rows: NDArray[np.float64]) -> _Candidates:
        """Return each pair once, with the longest of its limits."""
        order = np.lexsort((-rows[:, 2], rows[:, 1], rows[:, 0]))
        rows = rows[order]
        first = np.ones(len(rows), bool)
        first[1:] = (rows[1:, :2] != rows[:-1, :2]).any(axis=1)
        starts, ends = rows[first, :2].T.astype(np.int64)
        return _Candidates(starts, ends, rows[first, 2])

    def estimated(self, pairs: _Candidates, season: Season) -> Iterable[tuple[Pair, Journey]]:
        """Yield the estimated journey of every pair that keeps its limit."""
        from_points, to_points = self.points[pairs.starts], self.points[pairs.ends]
        barriers = barriers_of(self.dataset, season)
        metres = np.hypot(*(to_points - from_points).T) if barriers is None else barriers.metres(from_points, to_points)
        same = pairs.starts == pairs.ends
        minutes = np.where(same, 0, minutes_over(metres, self.settings))
        kept = np.isfinite(minutes) & (minutes <= pairs.limits)
        ids = [site.site_id for site in self.dataset.sites]
        columns = (pairs.starts[kept].tolist(), pairs.ends[kept].tolist(), minutes[kept].tolist())
        for start, end, whole in zip(*columns, strict=True):
            yield (ids[start], ids[end]), _SAME_SITE if start == end else _estimate(int(whole))


_SAME_SITE = Journey(Decimal(0), TravelMethod.SAME_SITE)


@lru_cache(maxsize=2048)
def _estimate(minutes: int) -> Journey:
    # Millions of pairs share the few journeys there are.
    return Journey(Decimal(minutes), TravelMethod.ESTIMATE)
