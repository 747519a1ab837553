"""The command that says where capital should go: invest."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from estates import capital_console, console, planning
from estates.domain.words import Season
from estates.futures import GAP_OF_MANY
from estates.options import (
    AnswerFolder,
    Columns,
    DatasetPath,
    Gap,
    Postcodes,
    ScenarioFile,
    SeasonOption,
    Seed,
    SettingsFile,
    SkipBadRows,
    TimeLimit,
)
from optimiser.limits import Limits

LAST_YEAR = 2100
_MOST_POUNDS = 10**12
_PENCE = Decimal("0.01")


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the application."""
    app.command()(invest)


def pounds_of(text: str) -> Decimal:
    """Return an amount such as 1500000, £1,500,000 or 1.5m in pounds."""
    plain = text.strip().lower().replace("£", "").replace(",", "").replace(" ", "")
    unit = {"m": 1_000_000, "k": 1_000}.get(plain[-1:], 1)
    try:
        amount = Decimal(plain[:-1] if unit > 1 else plain) * unit
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount <= _MOST_POUNDS:
        raise typer.BadParameter(f"“{text}” is no amount of pounds: write 1500000, £1,500,000 or 1.5m.")
    # Plain pounds, whatever the amount was written as: no exponent, no sign of nought, no pence where there are none.
    pounds = abs(amount).quantize(_PENCE)
    return pounds.to_integral_value() if pounds == pounds.to_integral_value() else pounds


def invest(  # noqa: PLR0913 - one parameter per option
    dataset: DatasetPath,
    *,
    budget: Annotated[Decimal, typer.Option(parser=pounds_of, metavar="£", help="Capital, such as 1500000 or 1.5m.")],
    out: AnswerFolder,
    years: Annotated[
        int,
        typer.Option(min=1, max=100, help="Years of running costs that count, and the life of a scheme without one."),
    ] = planning.YEARS,
    ready_by: Annotated[
        int | None,
        typer.Option(min=2000, max=LAST_YEAR, metavar="YEAR", help="Only schemes that can be ready by then."),
    ] = None,
    points: Annotated[int, typer.Option(min=2, max=200, help="How many budgets the frontier has.")] = planning.POINTS,
    scenario: ScenarioFile = None,
    future: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE.toml", help="A scenario in which the budgets are looked at too; as often as you like."
        ),
    ] = None,
    gap: Gap = GAP_OF_MANY,
    time_limit: TimeLimit = None,
    seed: Seed = 0,
    season: SeasonOption = Season.STANDARD,
    settings: SettingsFile = None,
    skip_bad_rows: SkipBadRows = False,
    postcodes: Postcodes = None,
    columns: Columns = None,
) -> None:
    """Find the schemes that a budget of capital is best spent on, and what every other budget would buy.

    The best set within the budget leaves least weighted unmet sessions, then costs least. Schemes are chosen together
    with the placing of all posts, and each budget's answer stands beside what no set within it can pass. A scheme
    that is best whatever the budget and the future is one without regret.
    """
    source = planning.Source(path=dataset, postcodes=postcodes, columns=columns, settings=settings, season=season)
    planning.check_answer_replaceable(out)
    started = planning.start(source, scenario, skip_bad_rows=skip_bad_rows)
    futures = [planning.start(source, each, skip_bad_rows=skip_bad_rows) for each in future or ()]
    asked = planning.Budget(pounds=budget, years=years, ready_by=ready_by, points=points)
    limits = Limits(gap=gap, time_limit_seconds=time_limit, seed=seed)
    with console.watch_solving(kept="the best sets so far are kept") as watch:
        run = planning.Run(limits=limits, stop=watch.stop_asked)
        found = planning.invest_capital(started, asked, run, futures=futures, tell=capital_console.tell)
    planning.write_invested(found, out)
    capital_console.show_invested(found, out)
    console.say_growth(started.dataset, [year for each in (started, *futures) for year in each.years])
