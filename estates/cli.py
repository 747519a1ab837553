"""The ``estates`` command: parse, call ``estates.planning``, print, exit code."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from estates import capital, console, futures, planning, small_moves, uncertain_futures
from estates.domain.errors import DatasetError, EstatesError
from estates.domain.words import Season
from estates.options import (
    Beside,
    ClusterAddress,
    Columns,
    DatasetPath,
    Gap,
    NoPaper,
    Only,
    OnlyWritten,
    Out,
    PlanPath,
    Postcodes,
    PseudonymKey,
    Pseudonyms,
    ScenarioFile,
    SeasonOption,
    Seed,
    SettingsFile,
    SkipBadRows,
    Template,
    TimeLimit,
    Work,
)
from optimiser.limits import Limits

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Where general practice can put its people, and where it cannot.",
    epilog="Start with `estates example DIR`, then `estates plan DIR --out PLAN` and open PLAN/map.html.",
)


@app.command()
def example(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")]) -> None:
    """Write the built-in example county: a made-up dataset as CSV files, map layers and a workbook."""
    planning.write_example_county(folder)
    console.say(f"The example county is in {folder} (as a workbook: {planning.EXAMPLE_WORKBOOK}).")


@app.command()
def template(file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook to write.")]) -> None:
    """Write an empty workbook to fill in, with drop-downs, notes and an example row on each sheet."""
    planning.write_template(file)
    console.say(f"The template is {file}.")


@app.command()
def check(
    dataset: DatasetPath,
    *,
    postcodes: Postcodes = None,
    columns: Columns = None,
    settings: SettingsFile = None,
    season: SeasonOption = Season.STANDARD,
    mark: Annotated[
        Path | None,
        typer.Option(metavar="OUT.xlsx", help="Write your workbook back with the bad cells coloured and explained."),
    ] = None,
) -> None:
    """Find every fault of a dataset at once, and say what to do about each."""
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    checked = planning.check(source, mark=mark)
    console.show_check(checked)
    raise typer.Exit(1 if checked.reading.faults else 0)


@app.command()
def plan(  # noqa: PLR0913 - one parameter per option of the contract
    dataset: DatasetPath,
    *,
    out: Out,
    gap: Gap = 0.0,
    work: Work = None,
    time_limit: TimeLimit = None,
    seed: Seed = 0,
    cluster: ClusterAddress = None,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    scenario: ScenarioFile = None,
    beside: Beside = None,
    only: OnlyWritten = None,
    pseudonyms: Pseudonyms = False,
    pseudonym_key: PseudonymKey = None,
    template: Template = None,
    no_paper: NoPaper = False,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Place ARRS staff, trainees and hub sessions in rooms, prove how good the plan is, and map the shortfall."""
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    limits = Limits(gap=gap, work=work, time_limit_seconds=time_limit, seed=seed)
    # Before the solving, so that nobody waits for a plan that has nowhere to go.
    planning.check_replaceable(out)
    _check_pseudonym_options(out, pseudonyms=pseudonyms, key=pseudonym_key)
    if pseudonyms and scenario is not None:
        raise typer.BadParameter("--pseudonyms does not go with --scenario: its folder holds the dataset itself.")
    console.check_template(template, paper=not no_paper and only is None)
    solver = planning.solver_on(cluster)
    source = planning.read_once(source) if beside is not None else source
    extras = planning.shown_beside(beside, source)
    search = planning.Search.QUICK if only is Only.CSV else planning.Search.THOROUGH
    paper = planning.PaperChoice(wanted=not no_paper, template=template)
    if scenario is not None:
        with console.watch_solving() as watch:
            run = planning.Run(limits=limits, on_progress=watch.show, stop=watch.stop_asked, search=search)
            started = planning.start(source, scenario, skip_bad_rows=skip_bad_rows)
            planned = planning.plan_scenario(started, run, solver=solver)
        planning.write_scenario_plan(planned, out, csv_only=only is Only.CSV, paper=paper, extras=extras)
        console.show_plan(planned.outcome, out, csv_only=only is Only.CSV, paper=not no_paper)
        console.say_growth(started.dataset, started.years)
        console.say(f"Dataset:  {out / planning.DATASET}")
        return
    with console.watch_solving() as watch:
        outcome = planning.plan(
            source,
            limits=limits,
            skip_bad_rows=skip_bad_rows,
            pseudonyms=pseudonyms,
            on_progress=watch.show,
            stop=watch.stop_asked,
            search=search,
            solver=solver,
        )
    if pseudonym_key is not None:
        planning.write_key(pseudonym_key, outcome.pseudonyms)
    planning.write_plan(outcome, out, csv_only=only is Only.CSV, paper=paper, extras=extras)
    console.show_plan(outcome, out, csv_only=only is Only.CSV, paper=not no_paper)
    if pseudonym_key is not None:
        console.say(f"Who is who: {pseudonym_key} (keep it apart from the plan folder)")


def _check_pseudonym_options(out: Path, *, pseudonyms: bool, key: Path | None) -> None:
    if key is not None:
        if not pseudonyms:
            raise typer.BadParameter("--pseudonym-key needs --pseudonyms.")
        planning.check_key_place(key, out)


@app.command()
def verify(  # noqa: PLR0913 - one parameter per option of the contract
    dataset: DatasetPath,
    plan_folder: PlanPath,
    *,
    from_plan: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="PLAN", help="The plan that this one re-plans; else its own earlier.csv counts."
        ),
    ] = None,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    pseudonym_key: PseudonymKey = None,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Check a plan folder, ours or anybody's, against every rule and goal, without a solver.

    Season and settings are those of the folder's proof.json; the options count where it gives none.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    verdict = planning.verify(
        source, plan_folder, earlier=from_plan, skip_bad_rows=skip_bad_rows, pseudonym_key=pseudonym_key
    )
    console.show_verdict(verdict)
    raise typer.Exit(1 if verdict.breaches else 0)


@app.command()
def starter(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="National files, or folders of them.")],
    *,
    area: Annotated[str, typer.Option(help="An ICB code such as QVV, or a sub-ICB code such as 11J.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="A new or empty folder for the dataset.")],
    postcodes: Postcodes = None,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE.toml", help="The assumptions of the estimates: room formula, in-room share, roles."),
    ] = None,
) -> None:
    """Make a first dataset from the national files, with rooms estimated from list sizes."""
    report = planning.start_from_national_files(files, area=area, out=out, postcodes=postcodes, settings=settings)
    console.show_starter(report, out)


small_moves.add_commands(app)
futures.add_commands(app)
uncertain_futures.add_commands(app)
capital.add_commands(app)


def main() -> None:
    """Run the command; a user's mistake ends in a sentence and exit code 1, never in a traceback."""
    console.prepare()
    try:
        app()
    except DatasetError as error:
        console.show_faults(error)
        sys.exit(1)
    except EstatesError as error:
        console.complain(str(error))
        sys.exit(1)
