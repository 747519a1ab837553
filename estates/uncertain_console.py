"""What the commands about risk and neighbours print."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.markup import escape

from estates.console import say, say_fallen, say_growth, show_table
from estates.domain.earlier import fallen_rows
from estates.domain.scenario.told import AS_IT_IS
from estates.domain.wording import counted, rounded
from estates.planning import Neighbourhoods, Risk
from estates.planning.risk_drawn import figures_without_effect
from estates.planning.risk_options import schemes_left_out
from estates.planning.risk_titles import option_titles
from estates.tables_on_screen import table_of_figures
from geodata.answer_tables import Record, as_decimal
from geodata.uncertainty.run_files import runs_folder

_MOST_ROWS = 12
_TOLD = ("p10", "p50", "p90")
_EVERY = 10


def show_run(done: int, asked: int) -> None:
    """Print how many runs are there, now and then."""
    if done % max(1, asked // _EVERY) == 0 or done == asked:
        say(f"{done:,} of {counted(asked, 'run')} made.")


def show_risk(found: Risk, tables: Mapping[str, Sequence[Record]], folder: Path) -> None:
    """Print chance and size of the shortfall of area and PCNs, and what the options gain."""
    say_fallen(fallen_rows(found.base.planned_for, found.base.rows))
    area = [row for row in tables["shortfall.csv"] if row["level"] == "icb"]
    scheme_names = {option.name for option in found.base.options if option.scheme is not None}
    _show("without a room, whole area", [row for row in area if row["option"] not in scheme_names], "option")
    pcns = [row for row in tables["shortfall.csv"] if row["level"] == "pcn" and row["option"] == AS_IT_IS]
    _show("without a room, by PCN", _largest(pcns), "name")
    _say_others(len(pcns), "PCN", "shortfall.csv")
    titles = option_titles(found, tables["shortfall.csv"])
    gains = [{**row, "option": titles[str(row["option"])]} for row in tables["gains.csv"] if row["level"] == "icb"]
    _show("fewer without a room than as it is", _largest(gains), "option")
    _say_others(len(gains), "option", "gains.csv")
    years = [option.scenario.year for option in found.base.options if option.scenario.year is not None]
    say_growth(found.base.dataset, years)
    for code, why in schemes_left_out(found.base.dataset, found.base.options).items():
        say(f"Scheme {code} is no option: {why}.")
    if not found.is_whole:
        say(
            f"{len(found.runs):,} of {counted(found.asked, 'run')} are done, and these are the figures of those. "
            f"The same command goes on from there; the runs are kept in {runs_folder(folder)}."
        )
    for figure, why in figures_without_effect(found.base).items():
        say(f"Draws of {figure} change nothing here: {why}.")
    say("Every figure rests on the distributions in figures.csv: assumptions, unless you gave your own.")
    say(f"Tables and figures: {folder}")


def show_pair(done: int, asked: int) -> None:
    """Print how many pairs have been tried, now and then."""
    if done % max(1, asked // _EVERY) == 0 or done == asked:
        say(f"{done:,} of {counted(asked, 'pair')} of PCNs tried.")


def show_neighbourhoods(found: Neighbourhoods, folder: Path) -> None:
    """Print which lists are outside those of natural communities, and the agreements worth most."""
    say_fallen(found.fallen)
    outside = [each for each in found.lists if each.outside_by]
    say(f"{len(outside):,} of {counted(len(found.lists), 'PCN')} have lists outside 30,000 to 50,000 patients:")
    for each in outside:
        is_small = each.outside_by < 0
        say(f"  {each.name}: {each.list_size:,}, {abs(each.outside_by):,} too {'few' if is_small else 'many'}")
    table = table_of_figures(
        "sharing agreement between", "same group", "sessions more", "weighted", "at most", "sessions across"
    )
    for row in found.tables["agreements.csv"]:
        figures = (
            row["sessions_gained"],
            row["weighted_gained"],
            row["weighted_gained_at_most"],
            row["sessions_across"],
        )
        names = escape(f"{row['first_name']} and {row['second_name']}")
        table.add_row(names, "yes" if row["same_group"] else "no", *(f"{figure:,}" for figure in figures))
    show_table(table)
    if len(found.tables["agreements.csv"]) > 1:
        say("Each gain is of that agreement alone: agreements that serve the same posts do not add up.")
    say(f"Tables: {folder}; the plan of each agreement is in a folder of its own there, with its dataset.")


def _show(title: str, rows: Sequence[Record], name: str) -> None:
    if not rows:
        return
    table = table_of_figures(title, "runs", "chance", "10 % below", "half below", "90 % below")
    for row in rows:
        quantiles = (rounded(as_decimal(row[column])) for column in _TOLD)
        chance = f"{rounded(as_decimal(row['chance']) * 100)} %"
        table.add_row(escape(str(row[name])), f"{row['runs']:,}", chance, *quantiles)
    show_table(table)


def _say_others(count: int, noun: str, file: str) -> None:
    """Print how many rows the table above it has no place for, and where they are."""
    if count > _MOST_ROWS:
        say(f"The {counted(count - _MOST_ROWS, f'other {noun}')} with smaller figures: {file}.")


def _largest(rows: Sequence[Record]) -> Sequence[Record]:
    return sorted(rows, key=lambda row: (-as_decimal(row["p50"]), -as_decimal(row["mean"])))[:_MOST_ROWS]
