"""The band of an outlook: a year planned again with low and with high growth, each mended from the year's own plan."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from estates.domain.by_demand import DemandRow, demand_rows
from estates.domain.scenario.growth import patients_added, with_growth_times
from estates.planning.scenarios import Run, ScenarioOutcome, Start

AS_GIVEN = Decimal(1)
Planner = Callable[[Start, Run, ScenarioOutcome], ScenarioOutcome]


@dataclass(frozen=True, kw_only=True)
class BandEnd:
    """A year at one end of the band: what it wants and has, and the files of its plan's folder.

    There are none where it is the year's own plan, because no list has grown yet.
    """

    rows: tuple[DemandRow, ...]
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class GrowthBand:
    """A year of an outlook with low and with high growth."""

    low: BandEnd
    high: BandEnd

    @property
    def ends(self) -> dict[str, BandEnd]:
        """Both ends by name."""
        return {"low": self.low, "high": self.high}


def growth_band(started: Start, run: Run, planned: ScenarioOutcome, planner: Planner) -> GrowthBand | None:
    """Plan both ends of a year's band.

    Parameters
    ----------
    started, run
        The dataset, the scenario of the year, and how its plan was made.
    planned
        The year's plan, from which both ends are mended.
    planner
        What plans a start from a year's plan.

    Returns
    -------
    GrowthBand or None
        ``None`` where there is no growth, both ends are the growth as given, or nobody waits any longer.
    """
    data, growth, year = started.dataset, started.scenario.growth, started.scenario.year
    if growth is None or year is None or not data.growth or growth.low == growth.high == AS_GIVEN:
        return None
    if not any(patients_added(data, year).values()):
        here = BandEnd(rows=_rows(planned))
        return GrowthBand(low=here, high=here)
    ends: list[BandEnd] = []
    for share in (growth.low, growth.high):
        if run.stop is not None and run.stop():
            return None
        end = planner(replace(started, dataset=with_growth_times(data, share)), run, planned)
        ends.append(BandEnd(rows=_rows(end), files=end.files()))
    low, high = ends
    return GrowthBand(low=low, high=high)


def _rows(planned: ScenarioOutcome) -> tuple[DemandRow, ...]:
    outcome = planned.outcome
    return demand_rows(outcome.dataset, outcome.plan.placements, outcome.settings)
