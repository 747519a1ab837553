"""The commands for small moves: replan and fit."""

from typing import Annotated

import typer

from estates import console, planning, small_moves_console
from estates.domain.words import Season
from estates.options import (
    Beside,
    Columns,
    DatasetPath,
    FromPlan,
    Gap,
    NoPaper,
    Only,
    OnlyWritten,
    Out,
    Postcodes,
    PseudonymKey,
    SeasonOption,
    Seed,
    SettingsFile,
    SkipBadRows,
    Template,
    TimeLimit,
    Work,
)
from optimiser.limits import Limits


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    for command in (replan,):
        app.command()(command)


def replan(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    *,
    from_plan: FromPlan,
    out: Out,
    fewest_changes: Annotated[
        bool,
        typer.Option("--fewest-changes", help="Change as few rows as can be, right after placing as many as can be."),
    ] = False,
    gap: Gap = 0.0,
    work: Work = None,
    time_limit: TimeLimit = None,
    seed: Seed = 0,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    beside: Beside = None,
    only: OnlyWritten = None,
    template: Template = None,
    no_paper: NoPaper = False,
    pseudonym_key: PseudonymKey = None,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Mend an earlier plan where the dataset has changed: a room lost, a person hired, a supervisor away.

    Only those move whom the change touches, and others where that places more. The folder is a whole plan; moved.csv
    says who moved and why. To look everywhere for a better plan, make a new one with `estates plan`.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    planning.check_replaceable(out)
    if template is not None:
        planning.check_template(template)
    extras = planning.shown_beside(beside, source)
    start = planning.StartFrom(folder=from_plan, fewest_changes=fewest_changes, pseudonym_key=pseudonym_key)
    limits = Limits(gap=gap, work=work, time_limit_seconds=time_limit, seed=seed)
    with console.watch_solving() as watch:
        run = planning.Run(limits=limits, on_progress=watch.show, stop=watch.stop_asked)
        found = planning.plan_again(source, start, run, skip_bad_rows=skip_bad_rows)
    paper = planning.PaperChoice(wanted=not no_paper, template=template)
    planning.write_replan(found, out, csv_only=only is Only.CSV, paper=paper, extras=extras)
    small_moves_console.show_moves(found, out)
    console.show_plan(found.outcome, out, csv_only=only is Only.CSV, paper=not no_paper)
