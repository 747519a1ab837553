"""What the commands that look ahead print."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from estates.console import say, say_fallen, say_growth, show_table
from estates.domain.by_demand import EVERYBODY
from estates.domain.scenario.effects import effects
from estates.domain.wording import counted
from estates.domain.words import RowSeason, StoppedBy
from estates.planning import Comparison, GrowthBand, Outlook, ScenarioOutcome, SeasonReport, Start, Steps
from estates.tables_on_screen import plain, table_of_figures
from geodata.answer_tables import Record, as_decimal

_KINDS = ("all", "arrs", "trainee", "core", "visiting", "programme")
_MOST_ROWS = 30
_MOST_MOVES = 15


def show_effects(started: Start) -> None:
    """Print what each change of a scenario does to the dataset."""
    table = table_of_figures("change", "posts", "sessions wanted", "rooms", "half-days × places free", "capital £")
    for each in effects(started.dataset, started.scenario):
        figures = (each.posts, each.wanted, each.rooms, each.free_half_days)
        table.add_row(escape(each.step), *(f"{figure:+,}" for figure in figures), f"{each.capital_cost:,}")
    show_table(table)
    say_growth(started.dataset, started.years)


def show_year(year: int, planned: ScenarioOutcome) -> None:
    """Print one year of an outlook as it is planned."""
    say(f"{year}: {_told(planned)}")


def show_band(year: int, band: GrowthBand) -> None:
    """Print what a year of an outlook leaves unmet with low and with high growth."""
    low, high = (
        next((row.unmet for row in end.rows if row.level == "icb" and row.demand == EVERYBODY), 0)
        for end in (band.low, band.high)
    )
    say(f"{year}: {low:,} with low growth, {high:,} with high growth.")


def show_step(step: str, planned: ScenarioOutcome) -> None:
    """Print one step of a scenario as it is planned."""
    say(f"{step}: {_told(planned)}")


def _told(planned: ScenarioOutcome) -> str:
    county = next(row for row in planned.outcome.shortfall if row.level == "icb")
    seconds = planned.outcome.plan.seconds
    return f"{county.unmet:,} of {county.wanted:,} room sessions have no room ({seconds:.0f} s)."


def show_outlook(found: Outlook, folder: Path) -> None:
    """Print the shortfall of the area by year and kind of demand."""
    band = ("low growth", "high growth") if found.bands else ()
    table = table_of_figures("year", *_KINDS, *band, "rows changed")
    table.title = "Room sessions a week without a room"
    changed = {row["year"]: row["rows_changed"] for row in found.tables["moved.csv"]}
    for year in found.plans:
        rows = {row.demand: row for row in found.rows[year] if row.level == "icb"}
        unmet = [rows[kind].unmet if kind in rows else 0 for kind in _KINDS]
        everybody = rows.get(EVERYBODY)
        known = (None, None) if everybody is None else (everybody.unmet_low_growth, everybody.unmet_high_growth)
        ends = known if band else ()
        cells = [*unmet, *ends, changed[year]]
        table.add_row(str(year), *("" if cell is None else f"{cell:,}" for cell in cells))
    show_table(table)
    if found.tables["growth.csv"]:
        say("Core: core posts, and what list growth asks for by the room formula (an estimate: growth_figures.csv).")
    if found.bands:
        growth = found.growth
        say(f"Low and high growth: {growth.low} and {growth.high} times as many patients added, an assumption.")
    for remark in found.remarks:
        say(remark)
    say(f"Tables: {folder}; each plan is in a folder of its own there.")


def show_season(found: SeasonReport, weeks: int, folder: Path) -> None:
    """Print who moves and why, and what the hubs have and lack."""
    say_fallen(found.fallen)
    moving = [move for move in found.moves if move.left]
    sessions = sum(len(move.left) for move in moving)
    say(
        f"{counted(len(moving), 'post or programme', 'posts and programmes')} give up "
        f"{counted(sessions, 'room session')} a week for {counted(weeks, 'week')}: "
        f"{sum(move.moved for move in moving):,} move and {sum(move.lost for move in moving):,} are lost."
        if moving
        else "Nobody gives up a room."
    )
    _show_who_moves([row for row in found.tables["who_moves.csv"] if row["from"]])
    _show_hubs(found.tables["hubs.csv"])
    say(f"Tables: {folder}")


def _show_who_moves(rows: Sequence[Record]) -> None:
    if not rows:
        return
    table = Table("who", "role", "PCN")
    for heading in ("move", "lost"):
        table.add_column(heading, justify="right")
    table.add_column("why")
    for row in sorted(rows, key=lambda row: (-_whole(row, "lost"), -_whole(row, "moved"), str(row["id"])))[
        :_MOST_MOVES
    ]:
        told = (str(row[column] or "") for column in ("id", "role_id", "pcn_code"))
        table.add_row(*map(escape, told), f"{row['moved']:,}", f"{row['lost']:,}", escape(str(row["why"])))
    show_table(table)
    if len(rows) > _MOST_MOVES:
        say(f"All {len(rows):,} are in who_moves.csv; these lose most.")


def _show_hubs(rows: Sequence[Record]) -> None:
    winter = [row for row in rows if row["season"] == RowSeason.WINTER]
    wanted, placed, had = (
        sum(_whole(row, column) for row in winter) for column in ("wanted", "placed", "had_by_others")
    )
    say(
        f"Winter programmes have {placed:,} of {counted(wanted, 'room session')} a week, {had:,} of them in rooms that "
        f"others had; {wanted - placed:,} have no room."
        if winter
        else "The dataset has no winter programmes: all that winter changes are journeys, where it gives winter ones."
    )
    if rows:
        table = table_of_figures("programme", "season", "wanted", "placed", "no room", "in rooms that others had")
        for row in rows:
            figures = (f"{row[column]:,}" for column in ("wanted", "placed", "unmet", "had_by_others"))
            table.add_row(escape(str(row["name"])), "winter" if row in winter else "all year", *figures)
        show_table(table)


def show_comparison(found: Comparison, folder: Path) -> None:
    """Print goals, the shortfall of area and PCNs, moves and cost side by side."""
    _side_by_side("goal", found.names, _by(found.tables["goals.csv"], "goal", "value"))
    area = [row for row in found.tables["shortfall.csv"] if row["level"] in ("icb", "pcn")]
    _side_by_side("unmet sessions", found.names, _by(area, "name", "unmet"))
    table = table_of_figures(f"against {found.names[0]}", "kept", "moved", "lost", "gained", "capital £")
    for row in found.tables["moved.csv"]:
        capital = sum(
            (as_decimal(cost["capital_cost"]) for cost in found.tables["cost.csv"] if cost["plan"] == row["plan"]),
            Decimal(0),
        )
        figures = (f"{row[column]:,}" for column in ("kept", "moved", "lost", "gained"))
        table.add_row(escape(str(row["plan"])), *figures, f"{capital:,}")
    show_table(table)
    say(f"Tables: {folder}")


def show_steps(found: Steps, folder: Path) -> None:
    """Print what each step caused, and the whole that they add up to."""
    rows = [row for row in found.tables["steps.csv"] if row["measure"] in ("wanted", "placed", "unmet", "G1")]
    table = table_of_figures("step", "wanted", "placed", "unmet", "G1 unmet (weighted)")
    total: dict[str, Decimal] = {}
    counted_steps = found.order[: len(found.order) - len(found.not_counted)]
    for number, step in enumerate(counted_steps, start=1):
        caused = {str(row["measure"]): as_decimal(row["change"]) for row in rows if row["number"] == number}
        total = {measure: total.get(measure, Decimal(0)) + change for measure, change in caused.items()}
        table.add_row(escape(step), *_signed(caused))
    table.add_section()
    table.add_row("all of these" if found.not_counted else "all", *_signed(total))
    show_table(table)
    if any(plan.outcome.plan.stopped_by is StoppedBy.TIME for plan in found.plans):
        say("Plans ended by the time limit are not done: what a later one finds late counts as its step's doing.")
    if found.not_counted:
        say(f"It was stopped: {', '.join(found.not_counted)} not counted.")
    say(f"Tables: {folder}; each step's plan is in a folder of its own there.")


def _signed(changes: Mapping[str, Decimal]) -> Sequence[str]:
    return [f"{float(changes.get(measure, 0)):+,.6g}" for measure in ("wanted", "placed", "unmet", "G1")]


def _side_by_side(title: str, names: Sequence[str], rows: Mapping[str, Mapping[str, object]]) -> None:
    table = table_of_figures(title, *(escape(name) for name in names))
    for name, by_plan in list(rows.items())[:_MOST_ROWS]:
        table.add_row(escape(name), *(plain(by_plan.get(plan, 0)) for plan in names))
    show_table(table)


def _by(rows: Sequence[Mapping[str, object]], key: str, value: str) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for row in rows:
        found.setdefault(str(row[key]), {})[str(row["plan"])] = row[value]
    return found


def _whole(row: Record, column: str) -> int:
    return int(as_decimal(row[column]))
