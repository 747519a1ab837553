"""The planner in Python and in notebooks: a dataset and its plan as tables, layers, a map and figures.

Read a dataset, plan it, and look at it in the words of pandas and geopandas; ``docs/python.md`` shows how.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas
import pandas as pd

from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.levels import LEVELS
from estates.domain.reading import Reading
from estates.domain.wording import counted, listed
from estates.domain.words import Season
from estates.planning.make_plan import Outcome, plan
from estates.planning.plan_files import contents_of, plan_map, report_of, table_rows, write_plan
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.frames import dataset_frame, layer_frame, plan_frame
from geodata.places.boundaries import PcnArea, pcn_areas
from geodata.plan.columns import PLAN_TABLES
from geodata.plan_layers.layers import LayerShape
from geodata.plan_layers.plan_layers import plan_layers
from geodata.tables.every_table import TABLES
from maps.explore import MapPage, explore
from maps.overview import dataset_overview, plan_overview
from maps.report import Report
from maps.wording import county_sentence
from optimiser.limits import Limits

if TYPE_CHECKING:
    from maps.plot import Picture

__all__ = ["DatasetFrames", "PlanFrames", "read_dataset"]


@dataclass(frozen=True, kw_only=True)
class PlanFrames:
    """A plan and everything that is shown of it. ``outcome`` holds the plain values behind it."""

    outcome: Outcome

    @property
    def proof(self) -> Mapping[str, Any]:
        """Each goal's value, proven bound and gap, the settings, versions and counts: as in ``proof.json``."""
        return self.outcome.proof

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of the plan: ``placements``, ``unmet``, ``shortfall``, ``use``, ``worth`` or ``prices``.

        Raises
        ------
        RequestError
            Where the plan has no table of that name.
        """
        rows = table_rows(self.outcome)
        return plan_frame(PLAN_TABLES[_known(name, rows, "table")], rows[name])

    def placements(self) -> pd.DataFrame:
        """Return one row per room session: who sits where and when."""
        return self.table("placements")

    def unmet(self) -> pd.DataFrame:
        """Return one row per post and programme: wanted, placed, unmet, and why."""
        return self.table("unmet")

    def shortfall(self, level: str | None = None) -> pd.DataFrame:
        """Return the totals of wanted, placed and unmet room sessions a week.

        Parameters
        ----------
        level
            ``icb``, ``pcn``, ``practice``, ``site``, ``role``, ``room_type`` or ``slot``: its rows alone, by code.
            Without it, the rows of every level.

        Raises
        ------
        RequestError
            Where there is no such level.
        """
        frame = self.table("shortfall")
        if level is None:
            return frame
        rows = frame[frame["level"] == _known(level, LEVELS, "level")]
        return rows.drop(columns="level").set_index("code")

    def layers(self) -> dict[str, geopandas.GeoDataFrame]:
        """Return the layers of ``plan.gpkg`` by name, on the British National Grid (EPSG:27700)."""
        layers = plan_layers(contents_of(self.outcome, self._areas))
        return {layer.name: layer_frame(layer) for layer in layers if layer.shape is not LayerShape.NONE}

    def explore(self) -> MapPage:
        """Return the interactive map; a notebook shows it, and ``save`` writes it to a file."""
        return explore(plan_map(self.outcome, self._areas))

    def plot(self, name: str = "shortfall-map", *, sheet: str = "slide") -> "Picture":
        """Return a print figure; a notebook shows it, and ``save`` writes it to a file.

        Parameters
        ----------
        name
            ``shortfall-map``, ``league``, ``unmet-by-role-and-pcn``, ``room-use``, or ``hub-reach`` where there is a
            programme.
        sheet
            The size to draw at: ``slide`` or ``a4``.

        Raises
        ------
        RequestError
            Where there is no such figure or size.
        """
        from maps.plot import plot  # noqa: PLC0415 - matplotlib is slow to load and not everybody draws

        return plot(self._report, name, sheet=sheet)

    def to_folder(self, folder: str | Path, *, csv_only: bool = False) -> None:
        """Write the plan folder that ``estates plan`` writes, whole or not at all."""
        write_plan(self.outcome, Path(folder), csv_only=csv_only)

    @cached_property
    def _areas(self) -> tuple[PcnArea, ...]:
        return pcn_areas(self.outcome.dataset)

    @cached_property
    def _report(self) -> Report:
        return report_of(self.outcome, self._areas)

    def __repr__(self) -> str:
        """Return one sentence, not all that a plan holds: that is megabytes, with the id of every post."""
        icb = next(row for row in self.outcome.shortfall if row.level == "icb")
        return f"<Plan, {self.outcome.plan.standing.value}: {county_sentence(icb)}>"

    def _repr_html_(self) -> str:
        return plan_overview(self._report)


@dataclass(frozen=True, kw_only=True)
class DatasetFrames:
    """A dataset that has been read. ``reading`` holds its warnings, and the faults of rows that were left out."""

    source: Source
    reading: Reading
    dataset: Dataset
    skip_bad_rows: bool = False

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of the dataset, such as ``rooms``; a layer, such as ``areas``, is a GeoDataFrame.

        Raises
        ------
        RequestError
            Where no dataset has a table of that name.
        """
        return dataset_frame(self.dataset, TABLES[_known(name, TABLES, "table")])

    def plan(
        self,
        *,
        time_limit: float | None = None,
        gap: float = 0.0,
        work: float | None = None,
        seed: int = 0,
        pseudonyms: bool = False,
    ) -> PlanFrames:
        """Plan the dataset, as ``estates plan`` does.

        Parameters
        ----------
        time_limit
            Seconds after which the best plan found so far is taken; such a plan need not repeat.
        gap
            How far each goal may stay open, as a share, before the next is taken up.
        work
            A repeatable amount of work, as a multiple of the default.
        seed
            Steers the choices among equals.
        pseudonyms
            Whether posts are named by role and number instead of their ids.

        Raises
        ------
        DatasetError
            Where the dataset's files have changed since, and have faults now.
        RequestError
            Where a number is below nought, or without end.
        """
        given = {"time_limit": time_limit, "gap": gap, "work": work, "seed": seed}
        wrong = [f"{name} is {value}" for name, value in given.items() if not 0 <= (value or 0) < math.inf]
        if wrong:
            raise RequestError(f"{listed(wrong)}: give a number of nought or more.")
        limits = Limits(gap=gap, work=work, time_limit_seconds=time_limit, seed=seed)
        outcome = plan(self.source, limits=limits, skip_bad_rows=self.skip_bad_rows, pseudonyms=pseudonyms)
        return PlanFrames(outcome=outcome)

    def __repr__(self) -> str:
        """Return how much there is of it, and not one row."""
        data = self.dataset
        tables = {"site": data.sites, "room": data.rooms, "post": data.posts, "programme": data.programmes}
        return f"<Dataset: {listed([counted(len(rows), name) for name, rows in tables.items()])}>"

    def _repr_html_(self) -> str:
        return dataset_overview(self.dataset, warnings=len(self.reading.warnings))


def read_dataset(
    path: str | Path,
    *,
    season: str = "standard",
    settings: str | Path | None = None,
    postcodes: str | Path | None = None,
    columns: str | Path | None = None,
    skip_bad_rows: bool = False,
) -> DatasetFrames:
    """Read a dataset: a folder of CSV files, a workbook or a GeoPackage.

    Parameters
    ----------
    path
        The folder or file.
    season
        The season to plan: ``standard`` or ``winter``.
    settings, postcodes, columns
        The settings file, postcode file and headings file, as the command takes them.
    skip_bad_rows
        Whether rows with faults are left out; they are listed in ``reading.faults``.

    Raises
    ------
    DatasetError
        Where the dataset has faults: its ``faults`` name each with its table, row and what to do.
    RequestError
        Where there is no such season or file.
    """
    own, postcode_file, headings = (place if place is None else Path(place) for place in (settings, postcodes, columns))
    which = Season(_known(season, tuple(Season), "season"))
    source = Source(path=Path(path), season=which, settings=own, postcodes=postcode_file, columns=headings)
    reading = read(source, settings_of(source))
    dataset = sound_dataset(reading, skip_bad_rows=skip_bad_rows)
    return DatasetFrames(source=source, reading=reading, dataset=dataset, skip_bad_rows=skip_bad_rows)


def _known(name: str, names: Mapping[str, object] | tuple[str, ...], what: str) -> str:
    """Return a name that is one of those known, or say which there are.

    Raises
    ------
    RequestError
        Where it is none of them.
    """
    if name not in names:
        raise RequestError(f"“{name}” is no {what}: choose {listed(list(names))}.")
    return name
