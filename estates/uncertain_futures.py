"""The commands about what is not known, and about neighbours: risk and neighbourhoods."""

from pathlib import Path
from typing import Annotated

import typer

from estates import console, planning, uncertain_console
from estates.domain.words import Season
from estates.futures import GAP_OF_MANY
from estates.options import (
    AnswerFolder,
    Columns,
    DatasetPath,
    Postcodes,
    PseudonymKey,
    SeasonOption,
    Seed,
    SettingsFile,
    SkipBadRows,
    TimeLimit,
    Work,
)
from optimiser.limits import Limits

FromPlan = Annotated[
    Path | None,
    typer.Option("--from", metavar="PLAN", help="A plan of the dataset to start from; without one it is made first."),
]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    for command in (risk, neighbourhoods):
        app.command()(command)


def risk(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    *,
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="How many runs to draw.")],
    out: AnswerFolder,
    seed: Seed = 0,
    from_plan: FromPlan = None,
    scenario: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE.toml", help="A scenario to compare with, once for each; in the same runs."),
    ] = None,
    figures: Annotated[
        Path | None, typer.Option(metavar="FILE.toml", help="The distributions to draw from; see docs/risk-keys.md.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=2000, max=2100, help="Year planned for: lists grow up to it, by a drawn factor.")
    ] = None,
    schemes: Annotated[bool, typer.Option(help="Try every scheme of the dataset in every run.")] = True,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes side by side; all cores where not given.")
    ] = None,
    work: Work = None,
    time_limit: TimeLimit = None,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    pseudonym_key: PseudonymKey = None,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Draw what is not known, run after run, and tell the chance and size of shortfall with quantiles.

    Every option meets the same runs. Work and time limit are for the plan to start from, where none is given. Ctrl-C
    finishes the runs under way and keeps them; the same command goes on from there.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    planning.check_answer_replaceable(out)
    request = planning.RiskRequest(
        scenarios=tuple(scenario or ()),
        figures=figures,
        from_plan=from_plan,
        pseudonym_key=pseudonym_key,
        seed=seed,
        year=year,
        with_schemes=schemes,
    )
    limits = Limits(gap=GAP_OF_MANY, work=work, time_limit_seconds=time_limit, seed=seed)
    with console.watch_solving(kept="the runs made so far are kept") as watch:
        run = planning.Run(limits=limits, on_progress=watch.show, stop=watch.stop_asked)
        base = planning.risk_base(source, request, run, skip_bad_rows=skip_bad_rows)
        found = planning.risk(
            base, runs, out, workers=workers, on_run=uncertain_console.show_run, stop=watch.stop_asked
        )
    tables = planning.write_risk(found, out)
    uncertain_console.show_risk(found, tables, out)


def neighbourhoods(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    *,
    from_plan: Annotated[Path, typer.Option("--from", metavar="PLAN", help="A plan of the dataset to start from.")],
    out: AnswerFolder,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    pseudonym_key: PseudonymKey = None,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Compare PCNs' lists with 30,000 to 50,000, and find the ten pairs that gain most by sharing their rooms.

    Each agreement is proved by a plan with it, in a folder of its own. Ctrl-C keeps the pairs tried so far.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    planning.check_answer_replaceable(out)
    with console.watch_solving(kept="the pairs tried so far are kept") as watch:
        found = planning.neighbourhoods(
            source,
            from_plan,
            skip_bad_rows=skip_bad_rows,
            pseudonym_key=pseudonym_key,
            on_pair=uncertain_console.show_pair,
            stop=watch.stop_asked,
        )
    planning.write_neighbourhoods(found, out)
    uncertain_console.show_neighbourhoods(found, out)
