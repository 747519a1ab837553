"""Plan a scenario: the dataset that comes of it is written out, read back like any other, and planned.

So whatever is wrong with the new dataset is found by the reader that finds everything, what solves and judges it need
know nothing of scenarios, and ``verify`` takes the dataset from the plan's own folder.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from estates.domain.dataset import Dataset
from estates.domain.errors import DatasetError, RequestError
from estates.domain.plan import Placement, ProgressListener
from estates.domain.scenario.effects import Effect, effects
from estates.domain.scenario.growth import growth_needs, growth_remark
from estates.domain.scenario.scenario import Scenario, apply
from estates.domain.scenario.told import AS_IT_IS, told
from estates.planning.make_plan import Outcome, Solver, plan
from estates.planning.papers import WITH_PAPER, PaperChoice
from estates.planning.plan_files import plan_files
from estates.planning.remedying import Search
from estates.planning.source import Source, laid_down, own_settings, read, settings_of, sound_dataset
from geodata.answer_tables import answer_csv, records
from geodata.dataset_rows import dataset_files
from geodata.plan.answer_folder import write_answer_folder
from geodata.plan.folder import write_plan_folder
from geodata.plan.tables import EFFECT_COLUMNS, earlier_csv
from geodata.scenario.file import read_scenario
from geodata.scenario.tables import FIGURE_COLUMNS, NEED_COLUMNS, growth_figure_rows
from maps.extras import NOTHING_MORE, Extras
from optimiser.limits import Limits
from optimiser.national.in_parts import solve_in_parts

DATASET = "dataset"


@dataclass(frozen=True, kw_only=True)
class Start:
    """What a scenario starts from: the sound dataset of a source, the scenario, and the scenario file's own text."""

    source: Source
    dataset: Dataset
    scenario: Scenario
    text: bytes = b""

    @property
    def years(self) -> tuple[int, ...]:
        """The year up to which lists grow, where they do."""
        scenario = self.scenario
        return (scenario.year,) if scenario.year is not None and scenario.grows else ()


@dataclass(frozen=True, kw_only=True)
class Run:
    """How to solve, whom to tell, and how far to look for remedies."""

    limits: Limits
    on_progress: ProgressListener | None = None
    stop: Callable[[], bool] | None = None
    search: Search = Search.NONE

    def is_over(self) -> bool:
        """Whether the user asks to stop."""
        return self.stop is not None and self.stop()


@dataclass(frozen=True, kw_only=True)
class ScenarioOutcome:
    """A plan of a scenario, with the files of the dataset it was made for and what the changes did."""

    outcome: Outcome
    scenario: Scenario
    extra_files: dict[str, bytes]

    def files(
        self, *, csv_only: bool = True, paper: PaperChoice = WITH_PAPER, extras: Extras = NOTHING_MORE
    ) -> dict[str, bytes]:
        """Return the files of its plan folder by name; the dataset stands in the folder ``dataset``."""
        return plan_files(self.outcome, csv_only=csv_only, paper=paper, extras=extras) | self.extra_files


def start(source: Source, scenario_file: Path | None, *, skip_bad_rows: bool = False) -> Start:
    """Read a dataset and a scenario for it; without a file, one that changes nothing but the season.

    Raises
    ------
    DatasetError, RequestError
        Where the dataset, or the scenario, has faults.
    """
    dataset = sound_dataset(read(source, settings_of(source)), skip_bad_rows=skip_bad_rows)
    if scenario_file is None:
        return Start(source=source, dataset=dataset, scenario=Scenario(name=AS_IT_IS, season=source.season))
    scenario = read_scenario(scenario_file, dataset, season=source.season)
    return Start(source=source, dataset=dataset, scenario=scenario, text=scenario_file.read_bytes())


def scenario_files(started: Start) -> dict[str, bytes]:
    """Return the files of the dataset that comes of a scenario, by name.

    Raises
    ------
    RequestError
        Where a change cannot be made.
    """
    return dataset_files(apply(started.dataset, started.scenario)) | own_settings(started.source)


def plan_scenario(
    started: Start, run: Run, *, earlier: Sequence[Placement] = (), solver: Solver = solve_in_parts
) -> ScenarioOutcome:
    """Plan the dataset that comes of a scenario, from an earlier plan's rows where some are given.

    ``solver`` makes the plan where another way than the usual one is wanted.

    Raises
    ------
    RequestError
        Where a change cannot be made, or breaks what the dataset holds, such as a pin.
    """
    scenario, made = started.scenario, scenario_files(started)
    with laid_down(made, settings=started.source.settings, season=scenario.season) as source:
        try:
            outcome = plan(
                source,
                limits=run.limits,
                on_progress=run.on_progress,
                stop=run.stop,
                earlier=earlier,
                search=run.search,
                solver=solver,
            )
        except DatasetError as error:
            faults = [fault.sentence() for fault in error.faults]
            raise RequestError("\n".join([f"The scenario “{scenario.name}” breaks the dataset.", *faults])) from error
    found = effects(started.dataset, scenario)
    remark = growth_remark(started.dataset, started.years)
    outcome = replace(outcome, scenario=told(scenario, found, remark=remark))
    extra = {f"{DATASET}/{name}": content for name, content in made.items()} | _about(started, found)
    if earlier:
        extra["earlier.csv"] = earlier_csv(earlier)
    return ScenarioOutcome(outcome=outcome, scenario=scenario, extra_files=extra)


def write_scenario_plan(
    planned: ScenarioOutcome,
    folder: Path,
    *,
    csv_only: bool = False,
    paper: PaperChoice = WITH_PAPER,
    extras: Extras = NOTHING_MORE,
) -> None:
    """Write the plan folder of a scenario, whole or not at all; an earlier plan under its name is replaced."""
    write_plan_folder(folder, planned.files(csv_only=csv_only, paper=paper, extras=extras))


def write_scenario_dataset(started: Start, folder: Path) -> None:
    """Write the dataset that comes of a scenario as a folder of CSV files, with its layers beside them.

    Raises
    ------
    RequestError
        Where a change cannot be made, or the folder holds anything else.
    """
    write_answer_folder(folder, scenario_files(started), made_by="scenario")


def _about(started: Start, found: Sequence[Effect]) -> dict[str, bytes]:
    """Return the tables that say what the scenario did, and the scenario file as it was given."""
    scenario = started.scenario
    files = {"scenario.toml": started.text} if started.text else {}
    files["changes.csv"] = answer_csv(records(found), EFFECT_COLUMNS)
    if scenario.year is not None and scenario.growth is not None:
        without = apply(started.dataset, replace(scenario, growth=None))
        needs = growth_needs(without, scenario.year, scenario.growth)
        files["growth.csv"] = answer_csv(records(needs, estimated=True), NEED_COLUMNS)
        files["growth_figures.csv"] = answer_csv(growth_figure_rows(scenario.growth), FIGURE_COLUMNS)
    return files
