"""The executive page: its numbers are those of the plan's tables, and what is not known it says."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from estates.domain.pseudonyms import with_posts_renamed
from estates.domain.remedies import Gain, Remedy, RemedyKind
from estates.domain.scenario.changes import AddRooms, Change, OpenSessions, Share, WorkSlots
from estates.domain.slots import Slot
from estates.domain.words import RoomType, Sharing
from maps.paper.blocks import Bullets, Picture, Section, Table
from maps.paper.executive import executive_section
from maps.paper.worth_most import worth_most_table
from maps.report import Report
from tests.maps.paper.test_paper import rich_report
from tests.maps.reports import county_report
from tests.maps.worlds import county_dataset, county_plan

SHARE = Share(site_ids=("S2",), share_with=Sharing.ANY)
# Two rooms cost £900,000 as the dataset's scheme builds them at S1; at S2 nobody says.
SHARE_QUAY = Share(site_ids=("S1",), share_with=Sharing.ANY)
OPEN = OpenSessions(site_ids=("S3",), slots=(Slot.MON_EVE,))
EVENINGS = WorkSlots(post_ids=("A",), slots=(Slot.MON_EVE,))
ONE_ROOM = AddRooms(site_ids=("S1",), room_type=RoomType.CONSULT_EXAM, rooms=1)
ELSEWHERE = AddRooms(site_ids=("S2",), room_type=RoomType.CONSULT_EXAM, rooms=1)
MAP = Picture(name="shortfall-map", caption="Finding", alt="What it shows", width_cm=4)


def remedy(
    told: str, kind: RemedyKind, sessions: int, change: Change, *, own: int | None = None, **given: Any
) -> Remedy:
    """Return a remedy of the whole area for post A."""
    about: dict[str, Any] = {
        "level": "icb",
        "code": "all",
        "name": "the whole area",
        "rank": 1,
        "estimated": False,
        "ids": ("A",),
    }
    gain = Gain(weighted=sessions, sessions=sessions, own=sessions if own is None else own, moved=0, rows=())
    return Remedy(told=told, kind=kind, changes=(change,), gain=gain, unmet=9, **{**about, **given})


REMEDIES = (
    remedy("All at once.", RemedyKind.TOGETHER, 8, SHARE),
    remedy("Share a little.", RemedyKind.SHARE, 1, SHARE),
    remedy("Share much.", RemedyKind.SHARE, 4, SHARE),
    remedy("Share as much.", RemedyKind.SHARE, 3, SHARE_QUAY),
    remedy("Open on Monday.", RemedyKind.OPEN, 2, OPEN, estimated=True),
    remedy("Build at Vale.", RemedyKind.EXTEND, 5, ELSEWHERE),
    remedy("Build at Quay.", RemedyKind.EXTEND, 3, ONE_ROOM),
    remedy("Share much.", RemedyKind.SHARE, 4, SHARE, level="post", code="A", own=3),
    remedy("Ask whether A could also work then.", RemedyKind.OTHER_SLOTS, 1, EVENINGS, level="post", code="A", own=1),
)


def page(report: Report) -> Section:
    """Return the executive page of a report."""
    return executive_section(report, MAP)


def answers(section: Section) -> dict[str, str]:
    """Return its points by their labels."""
    points = next(block for block in section.blocks if isinstance(block, Bullets))
    return dict(zip(points.labels, points.points, strict=True))


def tables(section: Section) -> list[Table]:
    """Return its tables."""
    return [block for block in section.blocks if isinstance(block, Table)]


@pytest.fixture(scope="module")
def report() -> Report:
    """Return the small county with remedies that were found."""
    return rich_report(remedies=REMEDIES)


def test_it_answers_what_where_why_how_and_how_sure(report: Report) -> None:
    """In the order in which a committee asks, with the numbers of the shortfall."""
    said = answers(page(report))
    assert list(said) == ["The shortfall", "Where", "Why", "Practices", "Hubs", "What would mend it", "How sure"]
    whole = report.outcome.icb
    assert f"{whole.unmet} (" in said["The shortfall"]
    assert f" of {whole.unmet:,} sessions unmet)" in said["Why"]
    assert f"At least 8 sessions of the {whole.unmet:,}" in said["What would mend it"]
    assert report.proof_words in said["How sure"]


def test_what_is_worth_most_stands_with_its_gain_and_its_cost(report: Report) -> None:
    """What gains most without capital, of whatever kind; then the cheapest a session; an unknown cost last."""
    (table,) = tables(page(report))
    assert [row[0] for row in table.rows] == [
        "Share much.",
        "Share as much.",
        "Open on Monday. *",
        "Build at Quay.",
        "Build at Vale.",
    ]
    assert [row[2:] for row in table.rows] == [
        ("4", "none", "none"),
        ("3", "none", "none"),
        ("2", "none", "none"),
        ("3", "£450,000", "£150,000"),
        ("5", "not known", "not known"),
    ]
    assert "* Rests in part on estimates." in table.caption


def test_a_gain_is_shared_out_among_those_who_have_it(report: Report) -> None:
    """Three of the four sessions are the post's that asks; where nobody says whose they are, none is credited."""
    (table,) = tables(page(report))
    pcn = report.outcome.dataset.pcn_by_code["N1"].name
    assert table.rows[0][1] == f"First contact physiotherapist, {pcn}: 3; others: 1"
    assert table.rows[1][1] == f"First contact physiotherapist, {pcn}"


def test_a_committee_reads_no_code_of_a_post() -> None:
    """Its role and place stand there, once, also where a pseudonym is the role with a number."""
    for code in ("A", "First contact physiotherapist 1"):
        asks = f"Ask whether {code} could also work then."
        row = remedy(asks, RemedyKind.OTHER_SLOTS, 1, replace(EVENINGS, post_ids=(code,)), ids=(code,))
        report = rich_report(remedies=(row,))
        data = with_posts_renamed(report.outcome.dataset, {"A": code, "B": "B"})
        (shown,) = worth_most_table(data, [row], [row]).rows
        base = data.site_by_id[data.post_by_id[code].base_site].name
        assert shown[0] == f"Ask whether a post of first contact physiotherapist at {base} could also work then."
        assert shown[1] == data.pcn_by_code["N1"].name


def test_what_would_mend_it_says_what_that_rests_on(report: Report) -> None:
    """The kinds of the cheapest remedy of each post and programme, each remedy once."""
    assert (
        "carried out: 1 for staff to work other half-days and 1 for sharing rooms."
        in answers(page(report))["What would mend it"]
    )


def test_remedies_of_a_pcn_are_among_those_of_the_area() -> None:
    """As where the area is one PCN, or its own list leaves out what gains more."""
    pcn = remedy("Only for a PCN.", RemedyKind.CONVERT, 9, OPEN, level="pcn", code="N1")
    (table,) = tables(page(rich_report(remedies=(REMEDIES[1], pcn))))
    assert [row[0] for row in table.rows] == ["Only for a PCN.", "Share a little."]


def test_where_no_remedy_is_known_that_is_said_and_schemes_are_shown() -> None:
    """They open half-days, and what each costs is told."""
    section = page(rich_report())
    assert answers(section)["What would mend it"].startswith("Nothing is known")
    (table,) = tables(section)
    assert table.caption.startswith("The schemes that open half-days for least")
    assert table.rows[0][-1] == "£2,000"
    assert not tables(page(county_report()))


def test_where_nothing_is_unmet_nothing_is_to_be_mended() -> None:
    """No remedy, no table, no empty point."""
    nobody = county_dataset(posts=(), programmes=())
    section = page(county_report(data=nobody, plan=county_plan(()), remedies=REMEDIES))
    assert not tables(section)
    assert not {"Where", "Why", "What would mend it"} & set(answers(section))
    assert all(answers(section).values())


def test_a_remedy_of_a_programme_helps_the_pcns_that_it_serves() -> None:
    """By name, and no more than two of them."""
    programme = county_dataset().programmes[0]
    hub = remedy("Open the hub.", RemedyKind.OPEN, 2, SHARE, ids=(programme.programme_id,))
    (table,) = tables(page(rich_report(remedies=(hub,))))
    names = [county_dataset().pcn_by_code[code].name for code in programme.pcn_codes]
    assert table.rows[0][1] == " and ".join(names)


def test_a_price_is_a_whole_number_of_pounds() -> None:
    """£1,000,000 for seven sessions."""
    seven = remedy("Build.", RemedyKind.EXTEND, 7, ONE_ROOM)
    (table,) = tables(page(rich_report(remedies=(seven,))))
    assert table.rows[0][3:] == ("£450,000", f"£{Decimal(450_000) / 7:,.0f}")
