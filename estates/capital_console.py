"""What the command that says where capital should go prints."""

from decimal import Decimal
from functools import partial
from pathlib import Path

from rich.markup import escape

from estates.console import ERR, say, show_table
from estates.domain.capital.equity import WHO_BY_CHANCE
from estates.domain.wording import counted, listed
from estates.planning import Invested
from estates.planning.capital_remarks import remarks
from estates.tables_on_screen import plain, table_of_figures
from geodata.answer_tables import Record, as_decimal

_MOST_SCHEMES = 40
_table = partial(table_of_figures, is_tight=True)
_NOTHING = {
    True: "nothing: no scheme within the budget gains a session",
    False: "nothing better found within the budget",
}
"""What is said where nothing is to be built, by whether that is proved."""


def tell(stage: str) -> None:
    """Print a stage that is done, on the error stream beside the answer."""
    ERR.print(escape(f"{stage[:1].upper()}{stage[1:]}."))


def show_invested(found: Invested, folder: Path) -> None:
    """Print the answer to the budget, the frontier, the schemes, who gains and what is free."""
    _show_best(found)
    _show_frontier(found.tables["frontier.csv"])
    _show_futures(found.tables["futures.csv"])
    _show_schemes(found.tables["schemes.csv"])
    _show_equity(found.tables["equity.csv"])
    _show_free(found.tables["free_first.csv"])
    say("What an added room holds is an estimate, so gains rest on estimates.")
    say(f"Tables, invest.xlsx, map.html and figures: {folder}. Each plan has its own folder there, to be verified.")


def _show_best(found: Invested) -> None:
    row = next(row for row in found.tables["frontier.csv"] if row["asked"])
    names = {str(each["scheme_id"]): str(each["name"]) for each in found.tables["schemes.csv"]}
    chosen = [names[code] for code in str(row["schemes"]).split(";") if code]
    what = listed(chosen) if chosen else _NOTHING[bool(row["is_proved"])]
    gained, open_still = int(str(row["sessions_gained"])), as_decimal(row["G1"]) - as_decimal(row["G1_bound"])
    say(f"Best for £{row['budget']:,}: {what}.")
    say(
        f"That costs £{row['capital_cost']:,} of capital and £{row['annual_cost']:,} a year, places "
        f"{counted(gained, 'room session')} a week more, and leaves {row['unmet']:,} of {row['wanted']:,} unmet."
    )
    say(_proved(row, open_still))
    for remark in remarks(found.answer):
        say(remark)


def _proved(row: Record, open_still: Decimal) -> str:
    """Return what is proved of the best set: that a set could place everybody is no proof."""
    if not open_still:
        return "Proved: no set of schemes within the budget leaves fewer weighted sessions unmet."
    if not row["G1_bound"]:
        return "Nothing is proved of how much less another set within the budget might leave unmet."
    sessions = "session" if open_still == 1 else "sessions"
    return (
        f"Proved: no set of schemes within the budget can do better by more than {plain(open_still)} weighted "
        f"{sessions} ({100 * as_decimal(row['gap']):.2f} % of those placed)."
    )


def _show_frontier(rows: list[Record]) -> None:
    table = _table(
        "budget £", "schemes", "capital £", "sessions gained", "unmet", "unmet weighted", "at least", "gap %"
    )
    for row in rows:
        count = len([code for code in str(row["schemes"]).split(";") if code])
        table.add_row(
            f"{'* ' if row['asked'] else ''}{row['budget']:,}",
            str(count),
            f"{row['capital_cost']:,}",
            f"{row['sessions_gained']:,}",
            f"{row['unmet']:,}",
            plain(row["G1"]),
            plain(row["G1_bound"]),
            f"{100 * as_decimal(row['gap']):.2f}",
        )
    show_table(table)


def _show_futures(rows: list[Record]) -> None:
    """Print what the budget asked for buys in each future, where others than the one asked about were looked at."""
    asked = [row for row in rows if row["asked"]]
    if len(asked) < 2:
        return
    table = _table("in this future", "best set", "capital £", "sessions gained", "unmet", "gap %")
    for row in asked:
        table.add_row(
            escape(str(row["name"])),
            str(row["schemes"]).replace(";", " "),
            f"{row['capital_cost']:,}",
            f"{row['sessions_gained']:,}",
            f"{row['unmet']:,}",
            f"{100 * as_decimal(row['gap']):.2f}",
        )
    show_table(table)


def _show_schemes(rows: list[Record]) -> None:
    table = _table(
        *("scheme", "£", "best", "best in", "in all futures", "alone", "weighted", "at most (weighted)", "last in"),
        *("£ a session and year", "tie-in years"),
    )
    ranked = sorted(
        rows, key=lambda row: (not row["in_best"], -as_decimal(row["no_regret_share"]), str(row["scheme_id"]))
    )
    for row in ranked[:_MOST_SCHEMES]:
        table.add_row(
            escape(f"{row['scheme_id']}{_with(row)} {row['name']}"),
            f"{row['capital_cost']:,}",
            "yes" if row["in_best"] else "",
            f"{row['times_best']} of {row['budgets_that_can_pay']}",
            f"{row['times_best_in_all_futures']} of {row['cases_that_can_pay']}",
            _shown(row["gain_alone"]),
            _shown(row["gain_alone_weighted"]),
            _shown(row["gain_alone_weighted_at_most"]),
            _shown(row["last_in_gain"]),
            _shown(row["pounds_per_session_year"]),
            _shown(row["tie_in_years"]),
        )
    show_table(table)


def _show_equity(rows: list[Record]) -> None:
    table = _table("who", "capital £ a head", "a weighted head", "unmet before", "after", "per 1,000 before", "after")
    for row in rows:
        table.add_row(
            escape(str(row["name"])),
            _shown(row["capital_per_head"]),
            _shown(row["capital_per_weighted_head"]),
            f"{row['unmet_before']:,}",
            f"{row['unmet_after']:,}",
            _shown(row["unmet_per_1000_before"]),
            _shown(row["unmet_per_1000_after"]),
        )
    show_table(table)
    say(WHO_BY_CHANCE)


def _show_free(rows: list[Record]) -> None:
    if len(rows) < 2:
        return  # there is nothing but what is there to begin with: they had no turn
    table = _table("free first", "unmet", "change", "share of the shortfall %", "capital £")
    for row in rows:
        table.add_row(
            str(row["step"]),
            f"{row['unmet']:,}",
            f"{row['change']:+,}",
            f"{100 * as_decimal(row['share_of_shortfall']):.1f}",
            f"{row['capital_cost']:,}",
        )
    table.add_section()
    change = sum(int(str(row["change"])) for row in rows)
    share = sum((as_decimal(row["share_of_shortfall"]) for row in rows), Decimal(0))
    table.add_row(
        "all", "", f"{change:+,}", f"{100 * share:.1f}", f"{sum(as_decimal(row['capital_cost']) for row in rows):,}"
    )
    show_table(table)


def _with(row: Record) -> str:
    """Return the codes of what a scheme requires, which is built with it and counts in its gain."""
    return f" with {str(row['built_with']).replace(';', ' ')}:" if row["built_with"] else ""


def _shown(figure: object) -> str:
    if isinstance(figure, str):
        return figure
    return "" if figure is None else plain(figure)
