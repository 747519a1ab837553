"""Where capital should go as a whole job: every plan verified, every figure derived again from the tables."""

import json
import math
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer import BadParameter

from estates.capital import pounds_of
from estates.capital_console import show_invested
from estates.domain.capital.cut import cut_of
from estates.domain.capital.free_options import free_steps
from estates.domain.capital.offers import offers
from estates.domain.capital.sets import Choice, choice_of, every_set
from estates.domain.capital.terms import Together
from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.scenario.changes import BuildSchemes, Change
from estates.domain.travel import TravelTimes
from estates.domain.words import RoomType, Season
from estates.planning import Budget, Source, Start, invest_capital, start, verify, write_invested
from estates.planning.capital_remarks import remarks
from estates.planning.free_first import _followed_by
from estates.planning.investing import budgets_of
from estates.planning.source import settings_of
from geodata.answer_tables import Record
from geodata.places.minutes import travel_times
from geodata.plan.read_prices import read_prices
from geodata.tables.every_table import TABLES
from optimiser.limits import Limits
from tests.builders import dataset as area
from tests.builders import site
from tests.estates.futures_world import RUN, futures_world, rows
from tests.estates.test_cli import estates
from tests.geodata.worlds import write_folder
from tests.optimiser.invest.worlds import scheme

SCHEMES = (
    {
        "scheme_id": "C1",
        "name": "=Extend <b>Quay</b>",
        "site_id": "S1",
        "capital_cost": "200000",
        "adds": "consult_exam:1",
    },
    {"scheme_id": "C2", "name": "Know Wednesday", "site_id": "S1", "capital_cost": "20000", "opens": "007@WED_AM"},
    {"scheme_id": "C3", "name": "And afternoon", "site_id": "S1", "capital_cost": "10000", "opens": "007@WED_PM"},
    {
        "scheme_id": "C4",
        "name": "With pins",
        "site_id": "S1",
        "capital_cost": "1",
        "converts": "007>group",
        "grant_share": "",
    },
    {
        "scheme_id": "C5",
        "name": "Mill",
        "site_id": "S2",
        "capital_cost": "150000",
        "adds": "consult:1",
        "requires": "C3",
    },
)
MANY_MORE = """
name = "Many more"
year = 2031

[[change]]
name = "Six more"
do = "add_posts"
role_id = "fcp_physio"
pcn_codes = ["N1"]
posts = 6
sessions = 3
"""
BUDGET = Budget(pounds=Decimal(15_000), points=4, years=5)
YEAR = {"futures/01/": 2031}
MORE = {"annual_cost": "1000", "grant_share": "0.75", "earliest_year": "2027", "life_years": "8"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the area with schemes of which one is worth its money."""
    world = futures_world()
    blank = {column.name: "" for column in TABLES["schemes"].columns}
    world["schemes"] = [blank | MORE | scheme for scheme in SCHEMES]
    return write_folder(world, tmp_path_factory.mktemp("capital") / "dataset")


def many_more(dataset: Path) -> Start:
    """Return the area in which six more people want rooms."""
    file = dataset.parent / "many-more.toml"
    file.write_text(MANY_MORE, encoding="utf-8")
    return start(Source(path=dataset), file)


@pytest.fixture(scope="module")
def answer(dataset: Path) -> Path:
    """Return the folder of the answer for £15,000."""
    begun = start(Source(path=dataset), None)
    found = invest_capital(begun, BUDGET, RUN, futures=[many_more(dataset)])
    write_invested(found, dataset.parent / "answer")
    return dataset.parent / "answer"


def test_every_plan_in_the_answer_is_verified(answer: Path) -> None:
    """Those of the frontier and those of the free options, each with its own dataset."""
    plans = sorted(path.parent for path in answer.rglob("placements.csv"))
    assert {plan.parent.name for plan in plans} == {"plans", "free"}
    for plan in plans:
        assert verify(Source(path=plan / "dataset"), plan).breaches == ()


def test_the_frontier_follows_from_its_plans_and_never_falls(answer: Path) -> None:
    """Cost from the schemes table, sessions from each plan's shortfall, the first goal from its proof."""
    told = rows(answer / "frontier.csv")
    cost = {row["scheme_id"]: Decimal(row["capital_cost"]) for row in rows(answer / "schemes.csv")}
    placed = []
    for row in told:
        assert Decimal(row["capital_cost"]) == sum(cost[code] for code in row["schemes"].split(";") if code)
        assert Decimal(row["capital_cost"]) <= Decimal(row["budget"])
        plan = answer / row["folder"]
        county = next(each for each in rows(plan / "shortfall.csv") if each["level"] == "icb")
        assert (row["wanted"], row["placed"], row["unmet"]) == (county["wanted"], county["placed"], county["unmet"])
        proof = json.loads((plan / "proof.json").read_text(encoding="utf-8"))
        assert proof["goals"]["G1"]["value"] == float(row["G1"])
        assert float(row["G1_bound"]) <= float(row["G1"])
        assert row["proved_by"] in ("cuts", "branching")
        placed.append(int(row["placed"]))
    assert all(before <= after for before, after in pairwise(placed))
    assert [row["schemes"] for row in told if row["asked"] == "yes"] == ["C3"]


def test_a_scheme_is_told_by_what_it_gains_costs_and_ties(answer: Path) -> None:
    """The gain of one session from gains.csv; £10,000 over 8 years and £1,000 a year."""
    scheme = {row["scheme_id"]: row for row in rows(answer / "schemes.csv")}
    gained = next(
        row
        for row in rows(answer / "gains.csv")
        if (row["scheme_id"], row["when"], row["level"]) == ("C3", "alone", "all")
    )
    assert int(gained["placed_with"]) - int(gained["placed_without"]) == int(scheme["C3"]["gain_alone"]) == 1
    assert scheme["C3"]["pounds_per_session_year"] == "2250"
    assert Decimal(scheme["C3"]["gain_alone_weighted"]) <= Decimal(scheme["C3"]["gain_alone_weighted_at_most"])
    assert Decimal(scheme["C3"]["last_in_gain_weighted"]) <= Decimal(scheme["C3"]["last_in_weighted_at_most"])
    assert (scheme["C3"]["in_best"], scheme["C3"]["last_in_gain"], scheme["C3"]["tie_in_years"]) == ("yes", "1", "6")
    assert (scheme["C2"]["gain_alone"], scheme["C2"]["last_in_gain"], scheme["C2"]["times_best"]) == ("1", "0", "0")
    assert (scheme["C5"]["built_with"], scheme["C3"]["pcns_that_gain"]) == ("C3", "N1")
    assert [scheme[code]["tie_in_years"] for code in ("C1", "C4")] == ["9", "not known"]
    assert scheme["C4"]["grant"] == "not known"
    assert "T must stay by a pin" in scheme["C4"]["why_not"]
    assert scheme["C1"]["name"] == "'=Extend <b>Quay</b>"


def test_without_deprivation_scores_no_gain_of_a_fifth_is_told(dataset: Path, answer: Path) -> None:
    """Nought would say that the most deprived gain nothing; where scores are there, a figure is told."""
    assert {row["most_deprived_fifth_gain"] for row in rows(answer / "schemes.csv")} == {""}
    begun = start(Source(path=dataset), None)
    scored = replace(
        begun.dataset, practices=tuple(replace(each, imd_score=Decimal(30)) for each in begun.dataset.practices)
    )
    found = invest_capital(replace(begun, dataset=scored), Budget(pounds=Decimal(15_000), points=2), RUN)
    told = {row["scheme_id"]: row["most_deprived_fifth_gain"] for row in found.tables["schemes.csv"]}
    assert isinstance(told["C3"], int)


@pytest.mark.parametrize(
    ("written", "pounds"),
    [
        *(("1.5m", "1500000"), ("1e6", "1000000"), ("-0", "0"), ("£1,500,000", "1500000"), ("20.5k", "20500")),
        *(("0.10", "0.10"), ("10.999", "11")),
    ],
)
def test_an_amount_is_plain_pounds_however_it_is_written(written: str, pounds: str) -> None:
    """As it is printed and stands in tables."""
    assert str(pounds_of(written)) == pounds


@pytest.mark.parametrize("written", ["much", "", "-1", "nan", "inf", "1e999", "1.5mm"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    """With what to write instead."""
    with pytest.raises(BadParameter, match="no amount of pounds"):
        pounds_of(written)


@pytest.mark.parametrize(
    ("bound", "told"), [(2, "more than 1 weighted session ("), (1, "more than 2 weighted sessions (")]
)
def test_what_is_proved_is_told_in_good_english(
    dataset: Path, bound: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One session is no sessions."""
    found = invest_capital(start(Source(path=dataset), None), Budget(pounds=Decimal(0), points=2), RUN)
    frontier: list[Record] = [{**row, "G1": 3, "G1_bound": bound} for row in found.tables["frontier.csv"]]
    show_invested(replace(found, tables={**found.tables, "frontier.csv": frontier}), Path("answer"))
    assert told in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("is_proved", [True, False])
def test_nothing_is_said_to_be_best_only_where_that_is_proved(
    dataset: Path, is_proved: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Otherwise a scheme that gains may have been overlooked."""
    found = invest_capital(start(Source(path=dataset), None), Budget(pounds=Decimal(0), points=2), RUN)
    frontier: list[Record] = [{**row, "is_proved": is_proved} for row in found.tables["frontier.csv"]]
    show_invested(replace(found, tables={**found.tables, "frontier.csv": frontier}), Path("answer"))
    told = " ".join(capsys.readouterr().out.split())
    assert ("no scheme within the budget gains a session" in told) == is_proved
    assert ("nothing better found within the budget" in told) != is_proved


def test_free_options_add_up_to_the_whole_change(answer: Path) -> None:
    """Like steps: what a step changes is what its plan has more than the one before."""
    told = rows(answer / "free_first.csv")
    assert [row["step"] for row in told][1:] == [
        "Move a slot",
        "Share a room",
        "Open an evening or Saturday",
        "Use a hub or void space",
        "Convert",
        "Extend",
    ]
    assert sum(int(row["change"]) for row in told) == int(told[-1]["unmet"]) - int(told[0]["unmet"])
    for row in told:
        county = next(each for each in rows(answer / row["folder"] / "shortfall.csv") if each["level"] == "icb")
        assert row["unmet"] == county["unmet"]
    assert sum(Decimal(row["capital_cost"]) for row in told) == 10_000


def test_schemes_that_convert_and_those_that_extend_are_built_in_one_go() -> None:
    """As the best set was: of two that convert a room the later one in the table counts."""
    room = ("R1", RoomType.CONSULT), ("R1", RoomType.TREATMENT)
    data = area(
        sites=(site("S1"),),
        schemes=(
            scheme("X", 1, converts=room[:1], adds=((RoomType.CONSULT, 1),)),
            scheme("Y", 1, converts=room[1:]),
        ),
    )
    changes: list[tuple[str, Change]] = []
    for step in free_steps(data, frozenset({"X", "Y"})):
        changes = _followed_by(changes, step, data)
    assert changes[1:] == [("Extend", BuildSchemes(scheme_ids=("X", "Y")))]


def test_free_options_that_had_no_turn_are_left_out(dataset: Path) -> None:
    """Whoever stops is told from which on; none is said to change nothing."""
    told: list[str] = []
    run = replace(RUN, stop=lambda: any(line.startswith("plan 1 ") for line in told))
    found = invest_capital(start(Source(path=dataset), None), BUDGET, run, tell=told.append)
    assert [row["step"] for row in found.tables["free_first.csv"]] == ["As it is"]
    assert told[-1].startswith("stopped before the free options from “move a slot” on")


@pytest.mark.parametrize("stopped_by", ["interrupt", "time"])
def test_an_answer_that_was_stopped_says_what_is_not_in_it(
    dataset: Path, stopped_by: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No gain is called none, no future counts that nobody looked at, and screen and workbook say so alike."""
    is_interrupt, told = stopped_by == "interrupt", list[str]()
    run = replace(RUN, stop=lambda: True) if is_interrupt else replace(RUN, limits=Limits(time_limit_seconds=0))
    found = invest_capital(
        start(Source(path=dataset), None), BUDGET, run, futures=[many_more(dataset)], tell=told.append
    )
    assert "stopped before the gains of single schemes" in told
    assert len({row["future"] for row in found.tables["futures.csv"]}) == (1 if is_interrupt else 2)
    show_invested(found, tmp_path)
    said = " ".join(capsys.readouterr().out.split())
    remark = f"{'It was stopped' if is_interrupt else 'Time ran out'} before the search for sets was over"
    left_out = "Futures not looked at to the end, and left out: Many more."
    no_gains = "What schemes gain alone and as the last of the best set was not worked out."
    assert [text in said for text in (remark, no_gains, left_out)] == [True, True, is_interrupt]
    assert ("free first" in said) is not is_interrupt
    write_invested(found, tmp_path / "answer")
    book = load_workbook(tmp_path / "answer" / "invest.xlsx")
    notes = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row)
    assert [text in notes for text in (remark, no_gains, left_out)] == [True, True, is_interrupt]
    schemes = {cell.value for row in book["Schemes"].iter_rows() for cell in row}
    assert "not worked out" in schemes


def test_capital_a_head_adds_up(answer: Path) -> None:
    """£10,000 at Quay's 9,000 patients; what PCNs lack adds up to what the area lacks."""
    told = {(row["level"], row["code"]): row for row in rows(answer / "equity.csv")}
    assert told["pcn", "N1"]["capital_per_head"] == "1.11"
    pcns = [row for (level, _), row in told.items() if level == "pcn"]
    for column in ("wanted", "unmet_before", "unmet_after", "capital_after"):
        assert sum(Decimal(row[column]) for row in pcns) == Decimal(told["all", "all"][column])
    assert [row["scheme_id"] for row in rows(answer / "built_on.csv")] == ["C3"]


def test_an_answer_stopped_in_its_gains_does_not_doubt_its_sets(dataset: Path, tmp_path: Path) -> None:
    """They were searched to the end; what was not worked out is named."""
    told: list[str] = []
    run = replace(RUN, stop=lambda: "frontier found" in told)
    found = invest_capital(start(Source(path=dataset), None), BUDGET, run, tell=told.append)
    said = " ".join(remarks(found.answer))
    assert "It was stopped after the search for sets was over." in said
    assert "better sets may well exist" not in said
    assert "Free options not looked at: “Move a slot”" in said
    write_invested(found, tmp_path / "answer")
    assert "The plan with no scheme built, made so that" in (tmp_path / "answer" / "map.html").read_text("utf-8")


FUTURE_FOLDERS = ("", "futures/01/")


def cuts_of(folder: Path) -> dict[int, dict[Together, float]]:
    """Return the cuts of an answer, or of a future in it, from its CSV file."""
    cuts: dict[int, dict[Together, float]] = {}
    for row in rows(folder / "cuts.csv"):
        cuts.setdefault(int(row["cut"]), {})[frozenset(row["schemes"].split(";")) - {""}] = float(row["worth"])
    return cuts


def dataset_of(folder: Path) -> tuple[Dataset, TravelTimes]:
    """Return the dataset in which nothing is built yet, and its minutes."""
    source = Source(path=folder / "plans" / "00" / "dataset")
    season = Season(json.loads((folder / "plans" / "00" / "proof.json").read_text(encoding="utf-8"))["season"])
    data = start(source, None).dataset.for_season(season)
    return data, travel_times(data, settings_of(source).travel, season=season)


@pytest.mark.parametrize("future", FUTURE_FOLDERS)
def test_the_cuts_follow_from_the_prices_beside_them(answer: Path, future: str) -> None:
    """Every constant and every worth is worked out again, exactly, from the dataset and the prices alone."""
    folder = answer / future
    data, minutes = dataset_of(folder)
    offered, cuts = offers(data, choice_of(data, year=YEAR.get(future)).schemes), cuts_of(folder)
    assert cuts
    for number, told in cuts.items():
        read = read_prices(folder / "cuts" / f"{number:02}")
        assert read is not None
        assert read.breaches == ()
        found = cut_of(offered, minutes, read.prices)
        assert {together: float(round(amount, 6)) for together, amount in found.items()} == told


@pytest.mark.parametrize("future", FUTURE_FOLDERS)
def test_the_bounds_follow_from_the_cuts(answer: Path, future: str) -> None:
    """The bound of a budget is the least that the cuts allow any set within it, rounded up to whole sessions."""
    folder = answer / future
    data, _ = dataset_of(folder)
    choice, cuts = choice_of(data, year=YEAR.get(future)), cuts_of(folder)
    for row in rows(folder / "frontier.csv"):
        least = min(
            max(
                cut[frozenset()] - sum(worth for together, worth in cut.items() if together and together <= chosen)
                for cut in cuts.values()
            )
            for chosen in every_set(choice, Decimal(row["budget"]))
        )
        if row["proved_by"] == "cuts":
            assert float(row["G1_bound"]) == max(0, math.ceil(least - 0.01))
        else:
            assert least <= float(row["G1_bound"]) <= float(row["G1"])
        placed = max(1.0, weight_wanted(data) - float(row["G1"]))
        assert float(row["gap"]) == pytest.approx((float(row["G1"]) - float(row["G1_bound"])) / placed, abs=1e-6)


def weight_wanted(data: Dataset) -> int:
    """Return all weighted sessions that are wanted."""
    posts = sum(post.priority * data.wanted_by_post[post.post_id] for post in data.posts)
    return posts + sum(each.priority * each.sessions_per_week * each.rooms_per_session for each in data.programmes)


def test_how_often_a_scheme_is_best_is_counted_over_budgets_and_futures(answer: Path) -> None:
    """From the frontiers of all futures, each of which has the same budgets."""
    frontiers = [rows(answer / future / "frontier.csv") for future in FUTURE_FOLDERS]
    assert [row["budget"] for row in frontiers[0]] == [row["budget"] for row in frontiers[1]]
    told = rows(answer / "futures.csv")
    assert [row["schemes"] for row in told] == [row["schemes"] for frontier in frontiers for row in frontier]
    assert {row["name"] for row in told} == {"as it is", "Many more"}
    cost = {row["scheme_id"]: Decimal(row["capital_cost"]) for row in rows(answer / "schemes.csv")}
    needs = {"C5": cost["C5"] + cost["C3"]}
    for row in rows(answer / "schemes.csv"):
        code = row["scheme_id"]
        if row["why_not"]:
            assert row["cases_that_can_pay"] == "0"
            continue
        can_pay = [each for each in told if Decimal(each["budget"]) >= needs.get(code, cost[code])]
        best = [each for each in told if code in each["schemes"].split(";")]
        assert (int(row["times_best_in_all_futures"]), int(row["cases_that_can_pay"])) == (len(best), len(can_pay))
        assert float(row["no_regret_share"]) == pytest.approx(len(best) / len(can_pay), abs=1e-6)


def test_figures_of_money_follow_from_the_other_tables(answer: Path) -> None:
    """Running costs, grants and cost over the years from the schemes, sessions gained from nothing built."""
    told = {row["scheme_id"]: row for row in rows(answer / "schemes.csv")}
    frontier = rows(answer / "frontier.csv")
    for row in frontier:
        own = [told[code] for code in row["schemes"].split(";") if code]
        annual = sum((Decimal(each["annual_cost"] or 0) for each in own), Decimal(0))
        assert Decimal(row["annual_cost"]) == annual
        assert Decimal(row["grant"]) == sum((Decimal(each["grant"]) for each in own), Decimal(0))
        assert Decimal(row["cost_over_years"]) == Decimal(row["capital_cost"]) + int(row["years"]) * annual
        assert int(row["sessions_gained"]) == int(row["placed"]) - int(frontier[0]["placed"])
    for row in (each for each in told.values() if each["pounds_per_session_year"]):
        price = Decimal(row["cost_a_year"]) / int(row["gain_alone"])
        assert Decimal(row["pounds_per_session_year"]) == price.quantize(Decimal("0.01"))


@pytest.mark.parametrize(("when", "column"), [("alone", "gain_alone"), ("last", "last_in_gain")])
def test_gains_add_up_over_pcns(answer: Path, when: str, column: str) -> None:
    """What a scheme gains is what its plan places more, and the PCNs' gains come to it."""
    gains = [row for row in rows(answer / "gains.csv") if row["when"] == when]
    assert all(int(row["gain"]) == int(row["placed_with"]) - int(row["placed_without"]) for row in gains)
    for row in rows(answer / "schemes.csv"):
        own = [each for each in gains if each["scheme_id"] == row["scheme_id"]]
        whole = [each["gain"] for each in own if each["level"] == "all"]
        assert whole == ([row[column]] if row[column] else [])
        if whole:
            assert sum(int(each["gain"]) for each in own if each["level"] == "pcn") == int(whole[0])


def test_shares_of_the_shortfall_and_capital_a_head_follow_from_their_rows(answer: Path) -> None:
    """To the decimals that the tables have."""
    free = rows(answer / "free_first.csv")
    for row in free:
        assert float(row["share_of_shortfall"]) == pytest.approx(-int(row["change"]) / int(free[0]["unmet"]), abs=1e-6)
    for row in (each for each in rows(answer / "equity.csv") if int(each["patients"])):
        head = Decimal(row["capital_after"]) / int(row["patients"])
        assert Decimal(row["capital_per_head"]) == head.quantize(Decimal("0.01"))


def test_the_workbook_shows_the_tables_and_holds_no_formula(answer: Path) -> None:
    """A sheet for each table; a hostile name is text."""
    book = load_workbook(answer / "invest.xlsx")
    sheets = ("Read me", "Frontier", "Schemes", "Who gains", "Built on", "Free first", "Futures")
    assert tuple(book.sheetnames) == sheets
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.value == "not worked out"]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=Extend <b>Quay</b>" in {cell.value for cell in cells}
    frontier = [row for row in book["Frontier"].iter_rows(values_only=True) if isinstance(row[0], (int, float))]
    assert [str(row[2]) for row in frontier] == [
        row["schemes"] or "does not apply" for row in rows(answer / "frontier.csv")
    ]


def test_the_map_and_the_figure_are_there(answer: Path) -> None:
    """The map knows the gain of a scheme."""
    page = (answer / "map.html").read_text(encoding="utf-8")
    assert "Know Wednesday" in page
    assert {path.suffix for path in (answer / "figures").iterdir()} == {".svg", ".png", ".pdf"}


def test_the_same_question_has_the_same_bytes(dataset: Path, answer: Path) -> None:
    """File by file, but for the seconds in the proofs."""
    begun = start(Source(path=dataset), None)
    found = invest_capital(begun, BUDGET, RUN, futures=[many_more(dataset)])
    write_invested(found, dataset.parent / "again")
    for path in sorted(answer.rglob("*")):
        if path.is_file() and path.name not in ("proof.json", "contents.json"):
            assert path.read_bytes() == (dataset.parent / "again" / path.relative_to(answer)).read_bytes(), path


def test_the_command_says_what_is_best_and_what_is_wrong(dataset: Path) -> None:
    """In one sentence each."""
    out = dataset.parent / "by command"
    done = estates("invest", dataset, "--budget", "£15,000", "--points", "2", "--out", out, folder=dataset.parent)
    assert done.returncode == 0, done.stderr
    assert "Best for £15,000: And afternoon." in done.stdout
    assert "Proved: no set of schemes within the budget leaves fewer" in done.stdout
    wrong = estates("invest", dataset, "--budget", "much", "--out", out, folder=dataset.parent)
    assert wrong.returncode == 2
    assert "no amount of pounds" in wrong.stderr


def test_an_area_without_schemes_is_told_so(dataset: Path) -> None:
    """And one whose schemes all come later, why."""
    begun = start(Source(path=dataset), None)
    with pytest.raises(RequestError, match="it cannot be ready by 2026"):
        invest_capital(begun, Budget(pounds=Decimal(1), ready_by=2026), RUN)
    without = replace(begun, dataset=replace(begun.dataset, schemes=()))
    with pytest.raises(RequestError, match="it has no table `schemes`, or an empty one"):
        invest_capital(without, Budget(pounds=Decimal(1)), RUN)


def test_budgets_reach_from_nothing_to_everything() -> None:
    """With the one asked for among them."""
    choice = Choice(schemes=(scheme("A", 60), scheme("B", 40)), left_out={})
    found = budgets_of(choice, Budget(pounds=Decimal(31_000), points=5))
    assert found == tuple(map(Decimal, (0, 31_000, 50_000, 75_000, 100_000)))
