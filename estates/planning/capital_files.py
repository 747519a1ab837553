"""The answer to where capital should go as a folder: tables, workbook, map, figures, and every plan."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from estates.domain.capital.sets import NOTHING
from estates.domain.scenario.told import ScenarioTold
from estates.planning.capital_remarks import remarks
from estates.planning.capital_tables import COLUMNS
from estates.planning.investing import Invested
from estates.planning.plan_files import plan_map
from geodata.answer_tables import answer_files
from geodata.capital_workbook.workbook import capital_workbook
from geodata.places.boundaries import pcn_areas
from geodata.plan.answer_folder import write_answer_folder
from geodata.plan.tables import prices_csv
from maps.extras import Extras, SchemeGain

_NOT_BUILT = (
    "The plan with no scheme built, made so that least is unmet in all: another as good may leave a few more to one PCN"
    " and fewer to another."
)


def write_invested(invested: Invested, folder: Path) -> None:
    """Write the answer, whole or not at all."""
    from estates.planning.capital_figures import frontier_files  # noqa: PLC0415 - what draws is slow to load

    files = {
        f"{name}/{file}": content for name, plan in invested.plans.items() for file, content in plan.files().items()
    }
    files |= answer_files(invested.tables, COLUMNS)
    files |= _cut_prices(invested)
    files |= frontier_files(invested.answer)
    files["map.html"] = invested_map(invested)
    files["invest.xlsx"] = capital_workbook(invested.tables, remarks=remarks(invested.answer))
    write_answer_folder(folder, files, made_by="invest")


def invested_map(invested: Invested) -> bytes:
    """Return the map of the plan without schemes, with what each scheme gains alone and what that costs."""
    outcome = invested.answer.plans[NOTHING].outcome
    gains = tuple(
        SchemeGain(
            scheme_id=str(row["scheme_id"]),
            sessions=int(str(row["gain_alone"])),
            pounds_per_session_year=_whole_pounds(row["pounds_per_session_year"]),
            built_with=tuple(code for code in str(row["built_with"]).split(";") if code),
        )
        for row in invested.tables["schemes.csv"]
        if row["gain_alone"] is not None
    )
    told = outcome.scenario or ScenarioTold(name="", sentence="")
    said = f"{told.sentence} {_NOT_BUILT}".strip()
    outcome = replace(outcome, scenario=replace(told, sentence=said))
    return plan_map(outcome, pcn_areas(outcome.dataset), Extras(gains=gains))


def _cut_prices(invested: Invested) -> dict[str, bytes]:
    """Return the prices that prove each cut, in a folder by its number, as they stand beside a plan."""
    return {
        f"{folder}cuts/{number:02}/prices.csv": prices_csv(cut.prices)
        for folder, answer in invested.answer.by_folder()
        for number, cut in enumerate(answer.found.cuts, start=1)
    }


def _whole_pounds(amount: object) -> int | None:
    return round(amount) if isinstance(amount, Decimal) else None
