"""The sheets of the answer to where capital should go, each from one table of the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.capital.equity import WHO_BY_CHANCE
from estates.domain.wording import counted, listed
from geodata.answer_tables import Record
from geodata.plan_workbook.pages import Cell, Column, Page, Paper, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import DOES_NOT_APPLY, NOT_WORKED_OUT, yes_or_no

Tables = Mapping[str, Sequence[Record]]
"""The tables of the answer by file name."""

ALONE = "gain_alone"
WHOLE, PLAIN, SHARE = Style.WHOLE, Style.PLAIN, Style.SHARE


@dataclass(frozen=True)
class Shown:
    """A column of a sheet: the column of the table that it shows, its heading, width and look.

    ``comes_of`` names the column without any figure in which this one was not worked out.
    """

    source: str
    heading: str
    width: int = 11
    style: Style = WHOLE
    comes_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: the file that it shows, what is said of it, and its columns."""

    file: str
    name: str
    title: str
    about: str
    notes: tuple[str, ...]
    columns: tuple[Shown, ...]
    frozen_columns: int = 1


_MONEY = (Shown("capital_cost", "Capital (£)", 13), Shown("annual_cost", "Running (£ a year)", 12))
_PROOF = (
    Shown("G1", "Unmet, by priority", 11, PLAIN),
    Shown("G1_bound", "At least, whatever is built", 12, PLAIN),
    Shown("gap", "Gap", 9, SHARE),
)
_WEEK = (Shown("wanted", "Sessions wanted"), Shown("placed", "Placed"), Shown("unmet", "Unmet"))
_BEST_SET = (
    Shown("budget", "Budget (£)", 13),
    Shown("asked", "The budget asked for", 11, Style.TEXT),
    Shown("schemes", "Best set of schemes", 44, Style.TEXT),
    *_MONEY,
    Shown("grant", "Of it grants, as far as known (£)", 13, PLAIN),
    Shown("cost_over_years", "Over the years (£)", 14),
    *_WEEK,
    Shown("sessions_gained", "Sessions gained"),
    *_PROOF,
    Shown("folder", "Plan", 18, Style.TEXT),
)

SHEETS = (
    Sheet(
        file="frontier.csv",
        name="Frontier",
        title="What each budget of capital buys at best",
        about="Budget by budget the best set of schemes, what it costs and gains, and what no set can pass.",
        notes=(
            "The best set leaves least unmet, each session counted by its priority, then costs least. “At least” is "
            "proved: no set of schemes within the budget leaves less. The gap is between the two, as a share of the "
            "weighted sessions placed.",
        ),
        columns=_BEST_SET,
    ),
    Sheet(
        file="schemes.csv",
        name="Schemes",
        title="What each scheme costs and gains",
        about="Scheme by scheme: money, gains alone and last, how often it is in the best set, years tied by a grant.",
        notes=(
            "Alone: built with what it requires and nothing else. Last: on top of, or taken out of, the best set. The "
            "two bracket what a scheme is worth. A session-year is one session a week for a year.",
            "Best in: of the budgets that can pay for it, those whose best set has it; in all futures: the same over "
            "every future looked at. A scheme that is nearly always there is one without regret.",
            "Grants, and the years that they tie, are known only of schemes whose share paid by a grant is given.",
            WHO_BY_CHANCE,
        ),
        columns=(
            Shown("scheme_id", "Scheme", 10, Style.TEXT),
            Shown("name", "Name", 40, Style.TEXT),
            Shown("built_with", "Built with", 12, Style.TEXT),
            *_MONEY,
            Shown("in_best", "In the best set", 9, Style.TEXT),
            Shown("times_best", "Best in"),
            Shown("budgets_that_can_pay", "of so many budgets"),
            Shown("times_best_in_all_futures", "Best in all futures"),
            Shown("cases_that_can_pay", "of so many cases"),
            Shown("gain_alone", "Sessions gained alone", comes_of=ALONE),
            Shown("gain_alone_weighted", "The same by priority", 11, PLAIN, ALONE),
            Shown("gain_alone_weighted_at_most", "By priority at most", 11, PLAIN, ALONE),
            Shown("last_in_gain", "Sessions gained last", comes_of="last_in_gain"),
            Shown("pounds_per_session_year", "£ a session and year", 12, PLAIN, ALONE),
            Shown("most_deprived_fifth_gain", "Of it for the most deprived fifth", 12, comes_of=ALONE),
            Shown("tie_in_years", "Years tied by the grant"),
            Shown("why_not", "Why it cannot be built", 36, Style.TEXT),
        ),
        frozen_columns=2,
    ),
    Sheet(
        file="equity.csv",
        name="Who gains",
        title="Whom the best set is for",
        about="Capital a head and sessions unmet before and after, by PCN and by deprivation fifth.",
        notes=(
            "Capital counts under the PCN and practice of the site built on, sessions under those of the post. Fifths "
            "are of the area's own patients, by the deprivation score of their practice.",
            WHO_BY_CHANCE,
        ),
        columns=(
            Shown("name", "Who", 40, Style.TEXT),
            Shown("patients", "Patients", 12),
            Shown("capital_after", "Capital (£)", 13),
            Shown("capital_per_head", "Capital a head (£)", 11, PLAIN),
            Shown("capital_per_weighted_head", "A weighted head (£)", 11, PLAIN),
            Shown("wanted", "Sessions wanted"),
            Shown("unmet_before", "Unmet before"),
            Shown("unmet_after", "Unmet after"),
            Shown("unmet_per_1000_before", "Unmet per 1,000 before", 11, PLAIN),
            Shown("unmet_per_1000_after", "Unmet per 1,000 after", 11, PLAIN),
        ),
    ),
    Sheet(
        file="built_on.csv",
        name="Built on",
        title="Who owns or leases what the best set is built on",
        about="Scheme by scheme the site, its owner, tenure and end of lease, and until when a grant ties its rooms.",
        notes=("Years tied are those of the Premises Costs Directions 2024 by size of grant.",),
        columns=(
            Shown("name", "Scheme", 40, Style.TEXT),
            Shown("site_name", "Site", 34, Style.TEXT),
            Shown("owner", "Practice", 30, Style.TEXT),
            Shown("tenure", "Tenure", 14, Style.TEXT),
            Shown("lease_end", "End of lease", 13, Style.TEXT),
            Shown("grant", "Grant (£)", 13, PLAIN),
            Shown("tie_in_years", "Years tied"),
            Shown("tied_until", "Tied until", 11, Style.TEXT),
            Shown("lease_ends_first", "Lease ends first", 11, Style.TEXT),
        ),
    ),
    Sheet(
        file="free_first.csv",
        name="Free first",
        title="How much of the shortfall goes before anything is built",
        about="The free options one on top of the other, then the best set: what each takes for granted and changes.",
        notes=("Free means without capital: each step needs somebody's consent, and some need staff.",),
        columns=(
            Shown("step", "Step", 30, Style.TEXT),
            Shown("takes_for_granted", "What it takes for granted", 60, Style.TEXT),
            *_WEEK,
            Shown("change", "Change"),
            Shown("share_of_shortfall", "Share of the shortfall", 11, SHARE),
            Shown("capital_cost", "Capital (£)", 13),
        ),
    ),
    Sheet(
        file="futures.csv",
        name="Futures",
        title="What each budget buys in every future looked at",
        about="The frontier of every future, that asked about first.",
        notes=(
            "The budgets are the same in every future; so is the choice of schemes, but for those built in it already.",
        ),
        columns=(Shown("name", "Future", 30, Style.TEXT), *_BEST_SET),
    ),
)


def page_of(sheet: Sheet, tables: Tables) -> Page:
    """Return the page that shows a table."""
    rows = tables[sheet.file]
    columns = tuple(Column(each.heading, each.width, each.style) for each in sheet.columns)
    unknown = {each.source for each in sheet.columns if each.comes_of and _is_blank(rows, each.comes_of)}
    return Page(
        name=sheet.name,
        title=sheet.title,
        about=sheet.about,
        notes=sheet.notes,
        table=Table(
            name=sheet.name.replace(" ", ""),
            columns=columns,
            rows=[
                [NOT_WORKED_OUT if each.source in unknown else _cell(row[each.source]) for each in sheet.columns]
                for row in rows
            ],
        ),
        frozen_columns=sheet.frozen_columns,
        paper=Paper.A3_WIDE,
    )


def read_me_page(pages: Sequence[Page], tables: Tables, remarks: Sequence[str]) -> Page:
    """Return the first page: the answer in words, what must be said of it, and what the other sheets show."""
    asked = next(row for row in tables["frontier.csv"] if row["asked"])
    best = [row for row in tables["schemes.csv"] if row["in_best"]]
    gained = counted(int(str(asked["sessions_gained"])), "session")
    return Page(
        name="Read me",
        title="Where capital should go",
        about="What each sheet of this workbook shows, with a link to it.",
        notes=(
            f"For £{asked['budget']:,} the best set is {counted(len(best), 'scheme')}, which costs "
            f"£{asked['capital_cost']:,} of capital and places {gained} a week more; {asked['unmet']:,} of "
            f"{asked['wanted']:,} stay unmet. It holds: {listed([str(row['name']) for row in best]) or 'nothing'}.",
            *remarks,
            "What an added room holds is an estimate, so every gain rests on estimates. Nothing is discounted.",
            f"A cell without a figure says “{DOES_NOT_APPLY}”, or “{NOT_WORKED_OUT}” where the search stopped before "
            "that. PCN is a primary care network. Every figure here stands in the CSV files beside this workbook, and "
            "each plan in its folder there.",
        ),
        table=Table(
            name="Sheets",
            columns=(Column("Sheet", 24, Style.LINK), Column("Rows", 10, WHOLE), Column("What it shows", 84)),
            rows=[[page.name, len(page.table.rows), page.about] for page in pages],
        ),
    )


def _is_blank(rows: Sequence[Record], column: str) -> bool:
    return all(row[column] is None for row in rows)


def _cell(value: object) -> Cell:
    if value is None or value == "":
        return DOES_NOT_APPLY
    if isinstance(value, bool):
        return yes_or_no(value)
    return value if isinstance(value, (int, Decimal)) else str(value)
