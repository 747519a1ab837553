"""Whole jobs that the command calls: check, plan, verify, example, template, starter, and the futures of an area."""

from estates.planning.beside import shown_beside
from estates.planning.capital_files import write_invested
from estates.planning.checking import Checked, check
from estates.planning.comparing import Comparison, compare, write_comparison
from estates.planning.fitting import Fitted, Wish, fit, slots_of, write_fit
from estates.planning.giving import (
    EXAMPLE_WORKBOOK,
    STARTER_PAGE,
    StarterReport,
    start_from_national_files,
    write_example_county,
    write_template,
)
from estates.planning.growth_band import GrowthBand
from estates.planning.investing import POINTS, YEARS, Budget, Invested, invest_capital
from estates.planning.make_plan import Outcome, plan
from estates.planning.neighbourhoods import Neighbourhoods, neighbourhoods, write_neighbourhoods
from estates.planning.on_cluster import solver_on
from estates.planning.papers import PaperChoice, check_template
from estates.planning.plan_files import check_replaceable, write_plan
from estates.planning.remedying import Search
from estates.planning.replanning import Replanned, StartFrom, plan_again, write_replan
from estates.planning.risk import Risk, RiskRequest, risk, risk_base
from estates.planning.risk_tables import write_risk
from estates.planning.scenarios import (
    DATASET,
    Run,
    ScenarioOutcome,
    Start,
    plan_scenario,
    start,
    write_scenario_dataset,
    write_scenario_plan,
)
from estates.planning.seasons import WINTER, SeasonReport, season_ahead, season_report, write_season_report
from estates.planning.source import Source, read_once
from estates.planning.steps import Steps, step_counts, write_steps
from estates.planning.verifying import Verdict, verify
from estates.planning.years import Outlook, outlook, write_outlook, years_of
from geodata.plan.answer_folder import check_answer_replaceable
from geodata.plan.pseudonym_key import check_key_place, write_key

__all__ = [
    "DATASET",
    "EXAMPLE_WORKBOOK",
    "POINTS",
    "STARTER_PAGE",
    "WINTER",
    "YEARS",
    "Budget",
    "Checked",
    "Comparison",
    "Fitted",
    "GrowthBand",
    "Invested",
    "Neighbourhoods",
    "Outcome",
    "Outlook",
    "PaperChoice",
    "Replanned",
    "Risk",
    "RiskRequest",
    "Run",
    "ScenarioOutcome",
    "Search",
    "SeasonReport",
    "Source",
    "Start",
    "StartFrom",
    "StarterReport",
    "Steps",
    "Verdict",
    "Wish",
    "check",
    "check_answer_replaceable",
    "check_key_place",
    "check_replaceable",
    "check_template",
    "compare",
    "fit",
    "invest_capital",
    "neighbourhoods",
    "outlook",
    "plan",
    "plan_again",
    "plan_scenario",
    "read_once",
    "risk",
    "risk_base",
    "season_ahead",
    "season_report",
    "shown_beside",
    "slots_of",
    "solver_on",
    "start",
    "start_from_national_files",
    "step_counts",
    "verify",
    "write_comparison",
    "write_example_county",
    "write_fit",
    "write_invested",
    "write_key",
    "write_neighbourhoods",
    "write_outlook",
    "write_plan",
    "write_replan",
    "write_risk",
    "write_scenario_dataset",
    "write_scenario_plan",
    "write_season_report",
    "write_steps",
    "write_template",
    "years_of",
]
