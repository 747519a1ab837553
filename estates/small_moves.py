"""The commands for small moves: replan and fit."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from estates import console, planning, small_moves_console
from estates.domain.slots import CORE_SLOTS
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
    finite,
)
from optimiser.limits import Limits


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    for command in (replan, fit):
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
    console.check_template(template, paper=not no_paper and only is None)
    source = planning.read_once(source) if beside is not None else source
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


def fit(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    *,
    from_plan: FromPlan,
    role: Annotated[str, typer.Option(help="The role's id, such as clin_pharmacist.")],
    wte: Annotated[float, typer.Option(min=0.01, max=2, callback=finite, help="Whole-time equivalents.")],
    base: Annotated[str, typer.Option(metavar="SITE", help="The site that the post is based at.")],
    slots: Annotated[
        str | None,
        typer.Option(
            metavar="SLOTS", help="Half-days asked for, as MON_AM;TUE_PM; else all weekday mornings and afternoons."
        ),
    ] = None,
    sessions: Annotated[
        int | None, typer.Option(min=0, help="Room sessions a week; else as role and WTE come to.")
    ] = None,
    pcn: Annotated[str | None, typer.Option(metavar="CODE", help="The post's PCN; else that of its base.")] = None,
    practice: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="The practice whose own staff it is; else it counts as staff of the PCN."),
    ] = None,
    priority: Annotated[int, typer.Option(min=1, max=9, help="The weight of one of its sessions.")] = 1,
    needs: Annotated[str, typer.Option(metavar="FEATURES", help="Features its room must have, as couch;sink.")] = "",
    max_travel: Annotated[
        float, typer.Option(metavar="MINUTES", min=0, max=600, callback=finite, help="One way from the base.")
    ] = 20,
    max_sites: Annotated[int, typer.Option(min=1, help="The most sites in its week.")] = 2,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write the options here, with pins for the dataset.")
    ] = None,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    pseudonym_key: PseudonymKey = None,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Say where one post more could sit: with nobody moving, with others moving, or by others giving up sessions.

    Nothing is changed. Every option has been checked against all rules; hub sessions stay where they are.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    if out is not None:
        planning.check_answer_replaceable(out)
    wish = planning.Wish(
        role_id=role,
        wte=Decimal(f"{wte:g}"),
        base_site=base,
        sessions=sessions,
        pcn_code=pcn,
        practice_code=practice,
        priority=priority,
        needs=frozenset(part.strip() for part in needs.split(";") if part.strip()),
        max_travel_minutes=Decimal(f"{max_travel:g}"),
        max_sites=max_sites,
        slots=CORE_SLOTS if slots is None else planning.slots_of(slots),
    )
    found = planning.fit(source, from_plan, wish, skip_bad_rows=skip_bad_rows, pseudonym_key=pseudonym_key)
    if out is not None:
        planning.write_fit(found, out)
    small_moves_console.show_options(found, out)
