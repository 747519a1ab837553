"""The plan's workbook: a manager can use it as it is, and nothing in it runs."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from estates.domain.errors import Fault
from estates.domain.prices import Price, Signature
from estates.domain.scenario.told import ScenarioTold
from estates.domain.settings import BurdenSettings, PremisesSettings, StatusSettings, TravelSettings
from estates.domain.words import RoomType, Season, Standing
from tests.builders import MON_AM, MON_PM, TUE_AM, cells, post, room
from tests.geodata import plan_world
from tests.geodata.remedies_world import remedies
from tests.geodata.workbooks import content, opened, row_of, table

SHEETS = [
    "Read me",
    "Headlines",
    "Reasons",
    "Shortfall by PCN",
    "Shortfall by practice",
    "Unmet",
    "Where more helps",
    "Timetable",
    "To pin up",
    "Room use",
    "Placements",
    "Assumptions",
    "Proof",
    "Run",
]


def test_the_sheets_stand_in_the_order_a_manager_reads() -> None:
    """What this is first, then the shortfall, the rooms, and what it rests on."""
    assert opened(content()).sheetnames == SHEETS


def test_the_first_sheet_tells_the_shortfall_in_words_and_figures() -> None:
    """What was wanted, placed and unmet, how far that is proved, and why."""
    book = opened(content())
    text = " ".join(str(row[0].value) for row in book["Read me"].iter_rows(max_row=8))
    assert "Of 8 room sessions wanted a week, 5 have a room and 3 (37.5%) do not." in text
    assert (
        "It is proved that no plan for this dataset leaves fewer sessions unmet, each counted by its priority." in text
    )
    headlines = {row["Figure"]: row["Value"] for row in table(book["Headlines"])}
    assert headlines["Sessions unmet"] == 3
    assert headlines["Rooms short"] == pytest.approx(0.3)
    assert headlines["… with a room for every session"] == 2
    assert headlines["… with none at all"] == 1
    assert [(row["Reason"], row["Unmet sessions"]) for row in table(book["Reasons"])] == [
        ("Rooms in reach are in use or closed", 3)
    ]


def test_the_first_sheet_leads_to_every_other() -> None:
    """Its links are the workbook's only ones."""
    book = opened(content())
    sheet = book["Read me"]
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in SHEETS[1:]]
    assert not [cell for other in book.worksheets[1:] for row in other.iter_rows() for cell in row if cell.hyperlink]


def test_a_shortfall_that_is_not_proved_says_so() -> None:
    """Bound and gap in words."""
    goals = plan_world.goals(G1=plan_world.score(12.0, 10.0, Standing.FEASIBLE))
    sheet = opened(content(of=plan_world.plan(goals=goals)))["Read me"]
    text = " ".join(str(row[0].value) for row in sheet.iter_rows(max_row=8))
    assert "not proved that this is the least possible shortfall: at best 10 instead of 12 sessions" in text


def test_where_all_sessions_count_alike_nothing_is_said_of_priorities() -> None:
    """A plain count is told as one."""
    sheet = opened(content(plan_world.world(posts=(post("A", 2), post("B", 1), post("C", 3)))))["Read me"]
    text = " ".join(str(row[0].value) for row in sheet.iter_rows(max_row=8))
    assert "It is proved that no plan for this dataset leaves fewer sessions unmet." in text


def test_estimates_and_what_is_not_known_are_told_first() -> None:
    """A reader meets them before the figures."""
    rooms = (room("R1", estimated=True), room("R2", cells=cells(unknown="MON_AM TUE_AM")))
    sheet = opened(content(plan_world.world(rooms=rooms), plan_world.plan(())))["Read me"]
    text = " ".join(str(row[0].value) for row in sheet.iter_rows(max_row=8))
    assert "Estimates: 17 room half-days are estimates" in text
    assert "Not known: 2 room half-days." in text


def test_the_shortfall_of_a_pcn_and_a_practice() -> None:
    """Wanted, placed, unmet, share, rooms and area; programmes in a row of their own."""
    book = opened(content())
    pcn = row_of(book["Shortfall by PCN"], "PCN code", "N1")
    assert pcn["PCN staff"] == "entered"
    assert (pcn["PCN"], pcn["Group"], pcn["Sessions wanted"], pcn["Placed"], pcn["Unmet"]) == (
        "Harbour PCN",
        "West",
        6,
        3,
        3,
    )
    assert (pcn["Share unmet"], pcn["Rooms short"], pcn["Rests on estimates"]) == (0.5, pytest.approx(0.3), "yes")
    assert row_of(book["Shortfall by PCN"], "PCN code", "none")["PCN"] == "Programmes"
    practice = row_of(book["Shortfall by practice"], "Practice code", "P1")
    assert (practice["Practice"], practice["PCN"], practice["Registered patients"]) == (
        "Quay Surgery",
        "Harbour PCN",
        9_876,
    )


def test_the_unmet_list_holds_who_why_and_what_to_do() -> None:
    """Those fully placed are not in it."""
    (row,) = table(opened(content())["Unmet"])
    assert (row["ID"], row["Role or programme"], row["Priority"], row["Unmet"]) == (
        "C",
        "First contact physiotherapist",
        4,
        3,
    )
    assert row["Why"] == "Rooms in reach are in use or closed"
    assert (row["Explanation"], row["What to look at"]) == ("R1 is in use.", "Ask Site S1 to release R1.")


def test_an_unmet_list_of_nobody_says_so() -> None:
    """A table must have a row."""
    data = plan_world.world(posts=(post("A", 2),), programmes=())
    of = plan_world.plan([row for row in plan_world.placements() if row.id == "A"])
    (row,) = table(opened(content(data, of))["Unmet"])
    assert row["Kind"] == "Nothing is unmet"


def test_the_timetable_names_who_sits_where() -> None:
    """Two in a room with two places, a programme in each of its rooms, and every state in words."""
    odd = room("R2", cells=cells(in_use="MON_AM", unknown="TUE_AM", free="TUE_PM"), estimated=True)
    data = plan_world.world(rooms=(*plan_world.world().rooms, odd))
    sheet = opened(content(data))["Timetable"]
    first = row_of(sheet, "Room", "Room R1 (R1)")
    physiotherapist = "First contact physiotherapist"
    assert first["Site"] == "Site S1 (S1)"
    assert first["Room type"] == "Consulting/examination room, 2 places"
    assert first["Monday morning"] == f"A: {physiotherapist}, pinned\nB: {physiotherapist}"
    assert first["Monday afternoon"] == f"A: {physiotherapist}\n1 of 2 places free"
    assert first["PCN"] == "Harbour PCN"
    other = row_of(sheet, "Room", "Room R2 (R2)")
    states = [other[half] for half in ("Monday morning", "Monday afternoon", "Tuesday morning", "Tuesday afternoon")]
    assert states == ["in use by practice", "closed", "not known", "free"]
    assert other["Room type"] == "Consulting/examination room (estimate)"
    assert row_of(sheet, "Room", "Room H2 (H2)")["Monday morning"] == "W: Programme W"


def test_each_site_of_the_timetable_starts_a_printed_page() -> None:
    """Every site with rooms is there, and the page breaks stand between sites."""
    sheet = opened(content())["Timetable"]
    sites = [row["Site"] for row in table(sheet)]
    assert sites == ["Site S1 (S1)", "Site HUB (HUB)", "Site HUB (HUB)"]
    breaks = [found.id for found in sheet.row_breaks.brk]
    assert [sheet.cell(row + 1, 1).value for row in breaks] == ["Site HUB (HUB)"]
    assert not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage


def test_rooms_of_a_hub_are_in_use_by_its_owner() -> None:
    """A hub belongs to no practice."""
    data = plan_world.world(rooms=(room("H1", "HUB", cells=cells(in_use="MON_AM")),))
    sheet = opened(content(data, plan_world.plan(())))["Timetable"]
    assert row_of(sheet, "Room", "Room H1 (H1)")["Monday morning"] == "in use by owner"


def test_the_week_to_pin_up_has_a_page_per_site_with_days_across() -> None:
    """The same words as the timetable; an evening stands there only where a room can be used on one."""
    evening = room("R2", free="SAT_PM WED_EVE")
    data = plan_world.world(rooms=(*plan_world.world().rooms, evening))
    book = opened(content(data))
    sheet, wide = book["To pin up"], row_of(book["Timetable"], "Room", "Room R1 (R1)")
    rows = {(row["Room"], row["Part of the day"]): row for row in table(sheet)}
    assert rows["Room R1", "Morning"]["Monday"] == wide["Monday morning"]
    assert rows["Room R1", "Afternoon"]["Monday"] == wide["Monday afternoon"]
    assert ("Room R1", "Evening") not in rows
    assert (rows["Room R2", "Evening"]["Wednesday"], rows["Room R2", "Afternoon"]["Saturday"]) == ("free", "free")
    assert rows["Room R2", "Evening"]["Saturday"] == "does not apply"
    heading = int(str(sheet.print_title_rows).split(":")[0].strip("$"))
    assert [found.id for found in sheet.row_breaks.brk] == [heading + 5], "after the five lines of Site S1"
    assert sheet.page_setup.paperSize == 9


def test_every_figure_of_the_settings_is_an_assumption_with_its_source() -> None:
    """What can be changed is listed with where, what cannot is listed too, and each says where it comes from."""
    rows = table(opened(content())["Assumptions"])
    told = " ".join(row["Where to change it"] for row in rows)
    groups = {"travel": TravelSettings, "burden": BurdenSettings, "practice_status": StatusSettings}
    for group, kind in (groups | {"premises": PremisesSettings}).items():
        assert all(f"[{group}] {field.name}" in told for field in fields(kind)), group
    assert all(f"[room_norms_m2] {kind}" in told for kind in RoomType)
    assert "sessions_per_room" in told
    assert [row["Value used"] for row in rows if row["About"] == "Hours"][:2] == ["08:00 to 13:00", "13:00 to 18:30"]
    assert all(row["Source"] and row["Confidence"] for row in rows)


def test_the_use_of_rooms_adds_up() -> None:
    """Free and placed in people, core hours apart from the rest."""
    evening = room("R9", free="MON_AM MON_EVE SAT_AM")
    data = plan_world.world(rooms=(*plan_world.world().rooms, evening))
    row = row_of(opened(content(data))["Room use"], "Site", "Site S1 (S1)")
    assert (row["Rooms"], row["Free, core hours"], row["Placed, core hours"]) == (2, 5, 3)
    assert (row["Free, evening and Saturday"], row["Placed, evening and Saturday"]) == (2, 0)
    assert (row["Still free"], row["Share used"]) == (4, pytest.approx(3 / 7))


def test_every_placement_is_listed() -> None:
    """One row per room session, with names beside codes."""
    rows = table(opened(content())["Placements"])
    assert [(row["ID"], row["Half-day"], row["Room ID"], row["Pinned"]) for row in rows] == [
        ("A", "Monday morning", "R1", "yes"),
        ("A", "Monday afternoon", "R1", "no"),
        ("B", "Monday morning", "R1", "no"),
        ("W", "Monday morning", "H1", "no"),
        ("W", "Monday morning", "H2", "no"),
    ]
    assert rows[2]["Rests on estimates"] == "yes"


def test_assumptions_say_value_default_source_and_where_to_change_them() -> None:
    """Every role twice, travel, burden, room sizes; what the user changed shows."""
    shown = plan_world.shown()
    settings = replace(shown["settings"], sessions_per_room=Decimal(8))
    sheet = opened(content(settings=settings))["Assumptions"]
    assert len([row for row in table(sheet) if row["About"] == "Role"]) == 2 * 41
    role = row_of(sheet, "Assumption", "First contact physiotherapist: share of half-days that need a room")
    assert (role["Value used"], role["Tool's default"], role["Used by"]) == (0.85, 0.85, "3 posts")
    assert role["Where to change it"] == "roles table: fcp_physio, face_to_face_share"
    assert role["Confidence"] == "medium"
    changed = row_of(sheet, "Assumption", "Sessions that one more room would give")
    assert (changed["Value used"], changed["Tool's default"]) == (8, 10)
    assert changed["Source"] == "Changed in the settings file of this run"
    assert row_of(sheet, "Assumption", "Treatment room")["Value used"] == 18


def test_the_proof_is_told_goal_by_goal() -> None:
    """Value, bound, gap and standing, and the same in words."""
    goals = {row["Goal"]: row for row in table(opened(content())["Proof"])}
    assert (goals["G1"]["Value"], goals["G1"]["In words"]) == (12, "Proved: no plan does better.")
    assert goals["G3"]["In words"] == "Not proved: the best possible lies between 1.25 and 1.5, a gap of 16.7%."
    assert goals["G4"]["In words"].startswith("The best there is while the goals before it stand")


def test_the_gap_of_the_first_goal_is_a_share_of_what_is_placed() -> None:
    """Two short of a bound of ten are no 16.7% of the value of twelve: the sheet says of what the gap is a share."""
    goals = plan_world.goals(G1=plan_world.score(12.0, 10.0, Standing.FEASIBLE))
    sheet = opened(content(of=plan_world.plan(goals=goals)))["Proof"]
    first = next(row for row in table(sheet) if row["Goal"] == "G1")
    assert first["In words"].endswith("of the weighted sessions placed.")
    assert any("share of its value" in str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row)


def test_a_re_plans_changes_are_a_goal_of_the_proof() -> None:
    """A goal asked for by --fewest-changes has its words too."""
    goals = plan_world.goals(changes=plan_world.score(4.0, 4.0))
    rows = table(opened(content(of=plan_world.plan(goals=goals)))["Proof"])
    assert rows[-1]["What it counts (the least is best)"] == "Rows of the earlier plan that are not in this one"


def test_the_winter_season_is_named() -> None:
    """A reader knows which plan this is."""
    sheet = opened(content(of=plan_world.plan(season=Season.WINTER)))["Read me"]
    assert "winter season" in str(sheet["A2"].value)


def test_rows_left_out_have_a_sheet_of_their_own() -> None:
    """Only where there are any."""
    fault = Fault(table="rooms", row=6, column="places", value="=x", problem="not a number", to_do="Write a number.")
    book = opened(content(left_out=(fault,)))
    (row,) = table(book["Left out"])
    assert (row["Table"], row["Row"], row["Value found"], row["Allowed"]) == ("rooms", 6, "=x", "does not apply")
    assert "Left out: 1 row of the dataset" in " ".join(
        str(cells[0].value) for cells in book["Read me"].iter_rows(max_row=8)
    )


def test_remedies_have_a_sheet_where_they_were_looked_for() -> None:
    """The whole area first; as a scenario takes them; after the unmet."""
    book = opened(content(remedies=remedies()))
    assert book.sheetnames.index("Remedies") == book.sheetnames.index("Unmet") + 1
    area, one = table(book["Remedies"])
    assert (area["For"], area["Kind"], area["More in the whole area"]) == ("Whole area", "Sharing agreement", 2)
    assert (one["Code"], one["Role or name"], one["PCN"]) == ("C", "=Physiotherapist", "Harbour PCN")
    assert one["As a scenario change"] == '{do = "work_slots", post_ids = ["C"], slots = ["TUE_AM"]}'


@pytest.mark.parametrize(
    ("season", "scenario", "told"),
    [
        (Season.STANDARD, None, "in a scenario file, then: estates plan DATASET --scenario"),
        (Season.WINTER, None, 'with a line season = "winter", then: estates plan DATASET --scenario'),
        (Season.STANDARD, ScenarioTold(name="More", sentence="More."), "estates plan PLAN/dataset --scenario"),
    ],
)
def test_a_remedy_is_planned_as_its_plan_was(season: Season, scenario: ScenarioTold | None, told: str) -> None:
    """In its season, and on the dataset that a scenario has changed."""
    book = opened(content(remedies=remedies(), of=plan_world.plan(season=season), scenario=scenario))
    notes = " ".join(str(cells[0].value) for cells in book["Remedies"].iter_rows(max_row=8))
    assert told in notes


def test_a_sheet_of_no_remedies_says_so() -> None:
    """Looked for, and none found."""
    (row,) = table(opened(content(remedies=()))["Remedies"])
    assert "no remedy was found" in str(row["For"])


def test_the_same_plan_gives_the_same_bytes() -> None:
    """Nothing of the clock or the machine enters the workbook; not even the seconds that solving took."""
    assert content() == content(of=plan_world.plan(seconds=99.0))


def test_a_dataset_without_rooms_or_posts_still_has_its_workbook() -> None:
    """Tables of nothing say so."""
    data = plan_world.world(rooms=(), posts=(), programmes=())
    book = opened(content(data, plan_world.plan(())))
    assert table(book["Timetable"])[0]["Site"] == "No rooms given"
    assert table(book["Placements"])[0]["Kind"] == "Nothing is placed"


def test_the_sheet_of_worth_supposes_one_more_all_week() -> None:
    """Half-days are counted and added up, the best are named, the most useful place stands first."""
    exam = Signature(RoomType.CONSULT_EXAM, frozenset(), 1)
    prices = [
        *(Price(site_id="HUB", slot=slot, amount=Decimal("0.5"), signature=exam) for slot in (MON_AM, MON_PM)),
        Price(site_id="S1", slot=TUE_AM, amount=Decimal("0.75"), supervision="gp"),
    ]
    book = opened(content(None, plan_world.plan(prices=tuple(prices))))
    first, second = table(book["Where more helps"])
    assert (first["One more …"], first["Half-days in which it would help"]) == ("Consulting/examination room", 2)
    assert (first["Worth a week, in sessions"], first["Worth in each of these"]) == (1, 0.5)
    assert first["The best half-days"] == "Monday morning and Monday afternoon"
    assert second["One more …"] == "Place under a GP supervisor"
    assert second["The best half-days"] == "Tuesday morning"
