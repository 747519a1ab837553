"""Schemes in the paper: one list in the order of their value, and those of hubs on the page of the nearest PCN."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estates.domain.remedies import RemedyKind
from estates.domain.scenario.changes import AddRooms, Change, ConvertRooms, OpenSessions
from estates.domain.slots import Slot
from estates.domain.words import RoomType
from maps.extras import Extras, SchemeGain
from maps.paper.scheme_list import scheme_gains, scheme_list
from maps.paper.schemes import nearest_pcns, scheme_table
from maps.report import Report
from tests.maps.paper.test_executive import remedy
from tests.maps.paper.test_paper import EXTENSION, paper_of, rich_report, section_of, table_of
from tests.maps.reports import county_report
from tests.maps.worlds import county_dataset

HUB = next(site for site in county_dataset().sites if site.pcn_code is None)
EXTEND = replace(EXTENSION, scheme_id="E", grant_share=Decimal("0.6"), earliest_year=2028)
CONVERT = replace(
    EXTEND, scheme_id="C", name="Convert Quay", adds=(), converts=(("R1", RoomType.CONSULT),), grant_share=None
)
OPEN = replace(CONVERT, scheme_id="O", name="Open Quay", converts=(), opens=(("*", Slot.MON_EVE),), excludes=("E",))
AT_HUB = replace(EXTEND, scheme_id="H", name="Build the hub", site_id=HUB.site_id, requires=("E",))
SCHEMES = (CONVERT, EXTEND, OPEN, AT_HUB)


def listed_by_name(report: Report) -> dict[str, dict[str, str]]:
    """Return the rows of the list of schemes, by scheme and heading."""
    _, table = scheme_list(report)
    headings = [column.heading for column in table.columns]
    return {row[0]: dict(zip(headings, row, strict=True)) for row in table.rows}


def report_of(change: Change | None = None) -> Report:
    """Return the small county with schemes, and a remedy that makes a change and gains four."""
    found = () if change is None else (remedy("Do.", RemedyKind.EXTEND, 4, change),)
    return county_report(data=county_dataset(schemes=SCHEMES), remedies=found)


def test_the_list_has_what_a_committee_decides_by() -> None:
    """£900,000, 60% of it a grant, over 30 years and £10,000 to run: £40,000 a year, £2,000 for each half-day."""
    row = listed_by_name(report_of())["Extend Quay"]
    assert [row[key] for key in ("Earliest", "Capital", "Grant", "Capital net of grant")] == [
        "2028",
        "£900,000",
        "£540,000",
        "£360,000",
    ]
    assert [row[key] for key in ("Running cost a year", "Life, years", "Cost a year", "Half-days")] == [
        "£10,000",
        "30",
        "£40,000",
        "20",
    ]
    assert row["Cost a year for each half-day"] == "£2,000"
    assert row["Sessions gained"] == "not known"


def test_the_list_says_where_also_of_a_hub() -> None:
    """The PCN of a site, and the nearest one to a site of none; a site that the scheme's name has stands there once."""
    report = report_of()
    base = report.outcome.dataset
    names = {pcn.pcn_code: pcn.name for pcn in base.pcns}
    quay = base.site_by_id["S1"].name
    rows = listed_by_name(report)
    assert rows["Extend Quay"]["Where"] == f"{quay}, {names['N1']}"
    assert (
        rows["Build the hub"]["Where"]
        == f"{HUB.name}, of no PCN, nearest to {names[nearest_pcns(report)[HUB.site_id]]}"
    )
    named = county_report(data=county_dataset(schemes=(replace(EXTEND, name=f"Extend {quay}"),)))
    assert listed_by_name(named)[f"Extend {quay}"]["Where"] == names["N1"]


def test_what_is_bound_to_others_says_so_from_both_sides() -> None:
    """By the schemes' names; a grant that is not given is no grant of nought."""
    rows = listed_by_name(report_of())
    bound = {scheme: row["Requires, or cannot be built with"] for scheme, row in rows.items()}
    assert bound == {
        "Extend Quay": "not with Open Quay",
        "Open Quay": "not with Extend Quay",
        "Build the hub": "requires Extend Quay",
        "Convert Quay": "–",
    }
    assert rows["Convert Quay"]["Grant"] == rows["Convert Quay"]["Capital net of grant"] == "–"


@pytest.mark.parametrize(
    ("change", "gains"),
    [
        (AddRooms(site_ids=("S1",), room_type=RoomType.CONSULT_EXAM, rooms=2), {"E": (4, True)}),
        (AddRooms(site_ids=("S1",), room_type=RoomType.CONSULT_EXAM, rooms=3), {}),
        (AddRooms(site_ids=("S1",), room_type=RoomType.TREATMENT), {}),
        (AddRooms(site_ids=("S2",), room_type=RoomType.CONSULT_EXAM), {}),
        (AddRooms(site_ids=("S1",), room_type=RoomType.CONSULT_EXAM, slots=(Slot.SAT_AM,)), {}),
        (ConvertRooms(room_ids=("R1",), room_type=RoomType.CONSULT), {"C": (4, True)}),
        (ConvertRooms(room_ids=("R1",), room_type=RoomType.TREATMENT), {}),
        (OpenSessions(site_ids=("S1",), slots=(Slot.MON_EVE,)), {"O": (4, True)}),
        (OpenSessions(room_ids=("R1",), slots=(Slot.MON_EVE,)), {"O": (4, True)}),
        (OpenSessions(site_ids=("S1",), slots=(Slot.TUE_EVE,)), {}),
    ],
)
def test_a_remedy_that_builds_no_more_than_a_scheme_tells_its_least_gain(
    change: Change, gains: dict[str, tuple[int, bool]]
) -> None:
    """More rooms, another type, site or half-day are not what the scheme builds."""
    assert dict(scheme_gains(report_of(change))) == gains


def test_a_capital_plan_knows_better_than_a_remedy_and_the_known_come_first() -> None:
    """Its gain stands plainly, that of a remedy as a floor."""
    report = report_of(ConvertRooms(room_ids=("R1",), room_type=RoomType.CONSULT))
    extras = Extras(gains=(SchemeGain(scheme_id="E", sessions=7),))
    rows = listed_by_name(replace(report, outcome=replace(report.outcome, extras=extras)))
    assert list(rows)[:2] == ["Extend Quay", "Convert Quay"]
    assert [row["Sessions gained"] for row in rows.values()][:2] == ["7", "4 or more"]


def test_a_scheme_at_a_hub_stands_on_the_page_of_the_nearest_pcn() -> None:
    """And says that it serves others too; on no other page."""
    report = report_of()
    code = nearest_pcns(report)[HUB.site_id]
    names = {pcn.pcn_code: pcn.name for pcn in report.outcome.dataset.pcns}
    table = table_of(section_of(paper_of(report), names[code]), "Schemes")
    assert f"{HUB.name} ‡" in {row[1] for row in table.rows}
    assert "serves others too" in table.caption
    for other in (name for key, name in names.items() if key != code):
        section = section_of(paper_of(report), other)
        assert "Build the hub" not in str(section)


def test_a_sum_says_where_not_all_of_it_can_be_built() -> None:
    """The last row adds up the capital of what has no row of its own; two of these exclude each other."""
    cheapest = replace(EXTEND, scheme_id="A", name="Cheapest", annual_cost=Decimal(0))
    report = county_report(data=county_dataset(schemes=(cheapest, EXTEND, OPEN)))
    last = scheme_table(report, {"S1": "1"}, "Schemes", 1).rows[-1]
    assert last[0] == "2 further schemes, not all of which can be built together: see chapter 2"
    assert last[3] == "£1,800,000"
    apart = county_report(data=county_dataset(schemes=(cheapest, EXTEND, replace(OPEN, excludes=()))))
    assert scheme_table(apart, {"S1": "1"}, "Schemes", 1).rows[-1][0] == "2 further schemes: see chapter 2"


def test_the_list_stands_on_wide_paper() -> None:
    """Thirteen columns want it; the PCNs after it begin a page of their own."""
    paper = paper_of(rich_report())
    assert section_of(paper, "Capital schemes").is_wide
    assert not section_of(paper, "The PCNs").is_wide
