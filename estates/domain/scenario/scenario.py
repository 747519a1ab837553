"""A scenario: named changes in a stated order, a season and a year; and the datasets that come of it.

Whatever order the changes are counted in, they are made in the order of the scenario, and list growth last: it needs
the rooms, the posts and the sites as the other changes leave them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.scenario import changes
from estates.domain.scenario.capacity import add_rooms, convert_rooms, supervise
from estates.domain.scenario.growth import GrowthFigures, grow
from estates.domain.scenario.impossible import ImpossibleChangeError
from estates.domain.scenario.posts import (
    add_posts,
    add_work_slots,
    limit_travel,
    scale_posts,
    set_face_to_face,
    set_most_sites,
)
from estates.domain.scenario.premises import close_rooms, keep_back, open_sessions, share_rooms
from estates.domain.scenario.programmes import add_hub_slots, run_programmes, scale_programmes, stop_programmes
from estates.domain.scenario.schemes import build_schemes, ready_schemes
from estates.domain.words import Season

GROWTH_STEP, SEASON_STEP = "list growth", "season"
Make = Callable[[Dataset, Any], Dataset]

MAKES: Mapping[type, Make] = {
    changes.TravelLimit: limit_travel,
    changes.MostSites: set_most_sites,
    changes.WorkSlots: add_work_slots,
    changes.ScalePosts: scale_posts,
    changes.AddPosts: add_posts,
    changes.FaceToFace: set_face_to_face,
    changes.Share: share_rooms,
    changes.CloseRooms: close_rooms,
    changes.OpenSessions: open_sessions,
    changes.Supervise: supervise,
    changes.ConvertRooms: convert_rooms,
    changes.AddRooms: add_rooms,
    changes.UseCeiling: keep_back,
    changes.RunProgrammes: run_programmes,
    changes.StopProgrammes: stop_programmes,
    changes.HubSlots: add_hub_slots,
    changes.ScaleProgrammes: scale_programmes,
    changes.BuildSchemes: build_schemes,
}
"""How each kind of change is made."""


@dataclass(frozen=True, kw_only=True)
class NamedChange:
    """A change and what it is called; no two of a scenario have the same name."""

    name: str
    change: changes.Change


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Named changes to a dataset.

    ``year`` is the year planned for, before which no scheme is built that is not ready; with figures of ``growth`` it
    brings the list growth up to it. ``None`` leaves lists and schemes' years aside.
    """

    name: str
    changes: tuple[NamedChange, ...] = ()
    season: Season = Season.STANDARD
    year: int | None = None
    growth: GrowthFigures | None = field(default_factory=GrowthFigures)

    @property
    def grows(self) -> bool:
        """Whether list growth is among what changes."""
        return self.year is not None and self.growth is not None

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of what changes: growth and season, which come anyway, then the changes in their order."""
        growth = (GROWTH_STEP,) if self.grows else ()
        season = (SEASON_STEP,) if self.season is not Season.STANDARD else ()
        return (*growth, *season, *(named.name for named in self.changes))

    def only(self, names: Sequence[str]) -> "Scenario":
        """Return the scenario with these of its steps alone."""
        return replace(
            self,
            changes=tuple(named for named in self.changes if named.name in names),
            season=self.season if SEASON_STEP in names else Season.STANDARD,
            growth=self.growth if GROWTH_STEP in names else None,
        )

    def in_year(self, dataset: Dataset, year: int) -> "Scenario":
        """Return the scenario for another year: its schemes are built as far as they, and what they require, are ready.

        A change that builds nothing yet is left out.
        """
        ready = ready_schemes(dataset, year)
        named: list[NamedChange] = []
        for each in self.changes:
            change = each.change
            if isinstance(change, changes.BuildSchemes):
                change = replace(change, scheme_ids=tuple(code for code in change.scheme_ids if code in ready))
            if not isinstance(change, changes.BuildSchemes) or change.scheme_ids:
                named.append(replace(each, change=change))
        return replace(self, year=year, changes=tuple(named))


def apply(dataset: Dataset, scenario: Scenario) -> Dataset:
    """Return the dataset that comes of a scenario.

    Raises
    ------
    RequestError
        Where changes cannot be made: all of them, by name.
    """
    changed, problems = attempt(dataset, scenario)
    if problems:
        raise RequestError("\n".join([f"The scenario “{scenario.name}” cannot be followed.", *problems]))
    return changed


def attempt(dataset: Dataset, scenario: Scenario) -> tuple[Dataset, tuple[str, ...]]:
    """Return the dataset with every change that can be made, and why each of the others cannot."""
    problems: list[str] = []
    for name, make in _makes(scenario):
        try:
            dataset = make(dataset)
        except ImpossibleChangeError as error:
            problems += [f"{name}: {problem}" for problem in error.args]
    return dataset, tuple(problems)


def _makes(scenario: Scenario) -> Iterator[tuple[str, Callable[[Dataset], Dataset]]]:
    for named in scenario.changes:
        make = MAKES[type(named.change)]
        if isinstance(named.change, changes.BuildSchemes):
            make = partial(build_schemes, year=scenario.year)
        yield named.name, partial(_made, make=make, change=named.change)
    if scenario.year is not None and scenario.growth is not None:
        yield GROWTH_STEP, partial(grow, year=scenario.year, figures=scenario.growth)


def _made(dataset: Dataset, *, make: Make, change: changes.Change) -> Dataset:
    return make(dataset, change)
