"""Where capital should go as a whole job: every plan verified, every figure derived again from the tables."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from typer import BadParameter

from estates.capital import pounds_of
from estates.capital_console import show_invested
from estates.domain.capital.sets import Choice
from estates.domain.errors import RequestError
from estates.planning import Budget, Source, invest_capital, start, verify, write_invested
from estates.planning.investing import budgets_of
from geodata.answer_tables import Record
from geodata.tables.every_table import TABLES
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
    {"scheme_id": "C4", "name": "With pins", "site_id": "S1", "capital_cost": "1", "converts": "007>group"},
    {
        "scheme_id": "C5",
        "name": "Mill",
        "site_id": "S2",
        "capital_cost": "150000",
        "adds": "consult:1",
        "requires": "C3",
    },
)
MORE = {"annual_cost": "1000", "grant_share": "0.75", "earliest_year": "2027", "life_years": "8"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the area with schemes of which one is worth its money."""
    world = futures_world()
    blank = {column.name: "" for column in TABLES["schemes"].columns}
    world["schemes"] = [blank | MORE | scheme for scheme in SCHEMES]
    return write_folder(world, tmp_path_factory.mktemp("capital") / "dataset")


@pytest.fixture(scope="module")
def answer(dataset: Path) -> Path:
    """Return the folder of the answer for £15,000."""
    begun = start(Source(path=dataset), None)
    found = invest_capital(begun, Budget(pounds=Decimal(15_000), points=4, years=5), RUN)
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


def test_capital_a_head_adds_up(answer: Path) -> None:
    """£10,000 at Quay's 9,000 patients; what PCNs lack adds up to what the area lacks."""
    told = {(row["level"], row["code"]): row for row in rows(answer / "equity.csv")}
    assert told["pcn", "N1"]["capital_per_head"] == "1.11"
    pcns = [row for (level, _), row in told.items() if level == "pcn"]
    for column in ("wanted", "unmet_before", "unmet_after", "capital_after"):
        assert sum(Decimal(row[column]) for row in pcns) == Decimal(told["all", "all"][column])
    assert [row["scheme_id"] for row in rows(answer / "built_on.csv")] == ["C3"]


def test_the_bounds_follow_from_the_cuts(answer: Path) -> None:
    """Of every set within a budget the cuts allow no less than the bound from them says, rounded up."""
    cuts: dict[str, dict[str, float]] = {}
    for row in rows(answer / "cuts.csv"):
        cuts.setdefault(row["cut"], {})[row["schemes"]] = float(row["worth"])
    for row in rows(answer / "frontier.csv"):
        built = set(row["schemes"].split(";")) - {""}
        for cut in cuts.values():
            worth = sum(amount for codes, amount in cut.items() if codes and set(codes.split(";")) <= built)
            assert cut[""] - worth <= float(row["G1"]) + 1e-4


def test_the_map_and_the_figure_are_there(answer: Path) -> None:
    """The map knows the gain of a scheme."""
    page = (answer / "map.html").read_text(encoding="utf-8")
    assert "Know Wednesday" in page
    assert {path.suffix for path in (answer / "figures").iterdir()} == {".svg", ".png", ".pdf"}


def test_the_same_question_has_the_same_bytes(dataset: Path, answer: Path) -> None:
    """File by file, but for the seconds in the proofs."""
    begun = start(Source(path=dataset), None)
    found = invest_capital(begun, Budget(pounds=Decimal(15_000), points=4, years=5), RUN)
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


def test_budgets_reach_from_nothing_to_everything() -> None:
    """With the one asked for among them."""
    choice = Choice(schemes=(scheme("A", 60), scheme("B", 40)), left_out={})
    found = budgets_of(choice, Budget(pounds=Decimal(31_000), points=5))
    assert found == tuple(map(Decimal, (0, 31_000, 50_000, 75_000, 100_000)))
