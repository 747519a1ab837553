"""The commands that look ahead: scenario, outlook, season, compare, steps."""

from pathlib import Path
from typing import Annotated

import typer

from estates import console, futures_console, planning
from estates.domain.moves import WINTER_WEEKS
from estates.domain.words import Season
from estates.options import (
    AnswerFolder,
    Columns,
    DatasetPath,
    Gap,
    Postcodes,
    PseudonymKey,
    ScenarioFile,
    SeasonOption,
    Seed,
    SettingsFile,
    SharedPseudonyms,
    SkipBadRows,
    TimeLimit,
    Work,
)
from optimiser.limits import Limits

GAP_OF_MANY = 0.005
"""Default gap where many plans are made: half a per cent, since the last of it costs most of the time."""


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    for command in (scenario, outlook, season, compare, steps):
        app.command()(command)


def scenario(
    dataset: DatasetPath,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The scenario: named changes.")],
    *,
    out: AnswerFolder,
    postcodes: Postcodes = None,
    columns: Columns = None,
    skip_bad_rows: SkipBadRows = False,
) -> None:
    """Write the dataset that comes of a scenario, as CSV files, without planning it."""
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns)
    started = planning.start(source, file, skip_bad_rows=skip_bad_rows)
    planning.write_scenario_dataset(started, out)
    futures_console.show_effects(started)
    console.say(f"Dataset: {out}")


def outlook(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    *,
    years: Annotated[str, typer.Option(metavar="YEARS", help="Such as 2026-2036, or 2026,2030,2035.")],
    out: AnswerFolder,
    scenario: ScenarioFile = None,
    gap: Gap = GAP_OF_MANY,
    work: Work = None,
    time_limit: TimeLimit = None,
    seed: Seed = 0,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Plan year after year with the lists growing: the shortfall by PCN, practice and room type over time.

    Each year mends the plan of the year before by small moves. Limits are for each year. Ctrl-C keeps the years done.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    asked = planning.years_of(years)
    planning.check_answer_replaceable(out)
    started = planning.start(source, scenario, skip_bad_rows=skip_bad_rows)
    limits = Limits(gap=gap, work=work, time_limit_seconds=time_limit, seed=seed)
    with console.watch_solving(kept="the years planned so far are kept") as watch:
        run = planning.Run(limits=limits, on_progress=watch.show, stop=watch.stop_asked)
        found = planning.outlook(
            started, asked, run, on_year=futures_console.show_year, on_band=futures_console.show_band
        )
    planning.write_outlook(found, out)
    futures_console.show_outlook(found, out)


def season(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    standard: Annotated[Path, typer.Argument(metavar="STANDARD", help="The standard plan's folder.")],
    winter: Annotated[
        Path | None,
        typer.Argument(
            metavar="[WINTER]", help="The winter plan that started from it; else one is made, with few moves."
        ),
    ] = None,
    *,
    out: AnswerFolder,
    weeks: Annotated[int, typer.Option(min=1, max=52, help="Weeks that the winter plan stands.")] = WINTER_WEEKS,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    pseudonyms: SharedPseudonyms = False,
    pseudonym_key: PseudonymKey = None,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Tell who moves from a standard plan to a winter plan, why and for how long, and which rooms the hubs use."""
    source = planning.Source(
        path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=Season.WINTER
    )
    planning.check_answer_replaceable(out)
    if winter is not None:
        found = planning.season_report(
            source,
            standard,
            winter,
            weeks=weeks,
            skip_bad_rows=skip_bad_rows,
            pseudonyms=pseudonyms,
            pseudonym_key=pseudonym_key,
        )
        planning.write_season_report(found, out)
        futures_console.show_season(found, weeks, out)
        return
    if pseudonyms:
        raise typer.BadParameter(
            "--pseudonyms needs WINTER: the winter plan that is made here names posts by their ids."
        )
    with console.watch_solving() as watch:
        run = planning.Run(limits=Limits(), on_progress=watch.show, stop=watch.stop_asked)
        found, made = planning.season_ahead(
            source, standard, run, weeks=weeks, skip_bad_rows=skip_bad_rows, pseudonym_key=pseudonym_key
        )
    planning.write_season_report(found, out, made)
    futures_console.show_season(found, weeks, out)
    console.say(f"The winter plan: {out / planning.WINTER}")


def compare(
    plans: Annotated[list[Path], typer.Argument(metavar="PLAN…", help="Two plan folders or more.")],
    *,
    out: AnswerFolder,
) -> None:
    """Put plans side by side: goals, shortfall by PCN, who moved, rooms left free, and cost."""
    found = planning.compare(plans)
    planning.write_comparison(found, out)
    futures_console.show_comparison(found, out)


def steps(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    *,
    scenario: Annotated[Path, typer.Option(metavar="FILE.toml", help="The scenario whose changes are counted.")],
    out: AnswerFolder,
    order: Annotated[
        list[str] | None,
        typer.Option(help="A step's name, once for each step in the order that counts; else that of the file."),
    ] = None,
    gap: Gap = GAP_OF_MANY,
    work: Work = None,
    time_limit: TimeLimit = None,
    seed: Seed = 0,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Count how much of a scenario's change each single change caused; the parts add up exactly.

    The scenario is planned step by step, each step from the plan before. Limits are for each step.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings)
    planning.check_answer_replaceable(out)
    started = planning.start(source, scenario, skip_bad_rows=skip_bad_rows)
    limits = Limits(gap=gap, work=work, time_limit_seconds=time_limit, seed=seed)
    with console.watch_solving(kept="the steps planned so far are kept") as watch:
        run = planning.Run(limits=limits, on_progress=watch.show, stop=watch.stop_asked)
        found = planning.step_counts(started, order or (), run, on_step=futures_console.show_step)
    planning.write_steps(found, out)
    futures_console.show_steps(found, out)
    console.say_growth(started.dataset, started.years)
