"""Estimated rooms, their use and supervision places."""

from decimal import Decimal

import pytest

from estates.domain.roles import built_in_roles
from estates.domain.room_formula import BUSINESS_CASE, TODAY_ALL, TODAY_FACE_TO_FACE, RoomFormula
from estates.domain.slots import SLOTS
from estates.domain.words import RoomType, SiteKind
from geodata.national.gp_workforce import PracticeStaff
from geodata.national.source import FileKind, Source
from geodata.starter.practices import AreaPractice
from geodata.starter.rooms import OwnSessions, PracticeRooms, estimate_rooms, in_slot, own_sessions, room_rows
from geodata.starter.settings import StarterSettings
from geodata.starter.sites import StarterSite
from geodata.starter.supervision import supervision_rows

SETTINGS = StarterSettings()
ROLES = {role.role_id: role for role in built_in_roles()}


def site(site_id: str = "P1", kind: SiteKind = SiteKind.PRACTICE) -> StarterSite:
    """Return a site of practice P1."""
    return StarterSite(site_id=site_id, name=site_id, kind=kind, position=(0, 0), postcode="", practice_code="P1")


def rooms(patients: int = 10_000, own: OwnSessions | None = None, branches: int = 0) -> PracticeRooms:
    """Return the estimated rooms of a practice with so many branches."""
    practice = AreaPractice(code="P1", name="One", pcn_code="N1", list_size=patients, postcode="")
    sites = [site(), *(site(f"P1-{number}", SiteKind.BRANCH) for number in range(1, branches + 1))]
    return estimate_rooms(practice, sites, own, SETTINGS)


def counts(found: PracticeRooms, room_type: RoomType) -> list[int]:
    """Return the rooms of a type, site by site."""
    return [group.rooms for group in found.groups if group.room_type is room_type]


def use(found: PracticeRooms, room_type: RoomType) -> int:
    """Return the half-days in use in rooms of a type."""
    return sum(group.in_use for group in found.groups if group.room_type is room_type)


def test_formula_gives_the_rooms_of_business_cases() -> None:
    """10,000 patients: 7.3 consulting/examination rooms and 1.9 treatment rooms."""
    assert round(BUSINESS_CASE.consult_rooms(10_000), 1) == Decimal("7.3")
    assert round(BUSINESS_CASE.treatment_rooms(10_000), 1) == Decimal("1.9")


def test_formula_gives_todays_rooms_with_and_without_remote_work() -> None:
    """5.8 contacts, core hours: 6.2 rooms face to face, 9.2 where remote work holds a room too."""
    assert round(TODAY_FACE_TO_FACE.consult_rooms(10_000), 1) == Decimal("6.2")
    assert round(TODAY_ALL.consult_rooms(10_000), 1) == Decimal("9.2")


def test_formula_can_be_edited() -> None:
    """Twice the hours halve the rooms."""
    longer = RoomFormula(hours_per_week=Decimal(120))
    assert longer.consult_rooms(10_000) * 2 == pytest.approx(BUSINESS_CASE.consult_rooms(10_000))


def test_rooms_are_whole_and_at_least_one_of_each_type() -> None:
    """7.3 rooms are 8; a list of 100 still needs a room."""
    assert counts(rooms(10_000), RoomType.CONSULT_EXAM) == [8]
    assert counts(rooms(10_000), RoomType.TREATMENT) == [2]
    assert counts(rooms(100), RoomType.CONSULT_EXAM) == [1]
    assert counts(rooms(100), RoomType.TREATMENT) == [1]


def test_main_site_weighs_as_two_branches() -> None:
    """8 rooms over a main site and two branches: 4, 2, 2."""
    assert counts(rooms(10_000, branches=2), RoomType.CONSULT_EXAM) == [4, 2, 2]


def test_each_site_has_a_consulting_room_while_there_are_enough() -> None:
    """2 rooms over three sites leave one site without; 4 rooms over four sites do not."""
    assert counts(rooms(2_000, branches=2), RoomType.CONSULT_EXAM) == [1, 1]
    assert counts(rooms(5_000, branches=3), RoomType.CONSULT_EXAM) == [1, 1, 1, 1]


def test_own_sessions_are_fte_times_sessions_times_share_in_a_room() -> None:
    """9 sessions a GP, 10 a nurse and 10 another, 0.8 of them in a room."""
    staff = PracticeStaff(
        practice_code="P1",
        gp_fte=Decimal("2.5"),
        trainee_fte=None,
        nurse_fte=Decimal(2),
        direct_care_fte=Decimal("0.3"),
        source=Source(name="x", kind=FileKind.GP_WORKFORCE),
    )
    assert own_sessions(staff, ROLES, SETTINGS) == OwnSessions(gp=18, nurse=16, direct_care=2)
    assert own_sessions(None, ROLES, SETTINGS) is None


def test_nurses_use_treatment_rooms_first_and_then_what_gps_leave() -> None:
    """20 treatment half-days take 20 of 25 nursing sessions; 5 go beside the GPs' 30."""
    found = rooms(own=OwnSessions(gp=30, nurse=15, direct_care=10))
    assert use(found, RoomType.TREATMENT) == 20
    assert use(found, RoomType.CONSULT_EXAM) == 35
    assert found.over_full == 0


def test_sessions_beyond_the_rooms_make_a_practice_over_full() -> None:
    """80 consulting half-days hold 80 of 95 GP sessions; GPs do not take treatment rooms."""
    found = rooms(own=OwnSessions(gp=95, nurse=5, direct_care=0))
    assert use(found, RoomType.CONSULT_EXAM) == 80
    assert use(found, RoomType.TREATMENT) == 5
    assert found.over_full == 15


def test_without_workforce_the_formulas_utilisation_holds() -> None:
    """60 % of 80 and of 20 half-days."""
    found = rooms()
    assert (use(found, RoomType.CONSULT_EXAM), use(found, RoomType.TREATMENT)) == (48, 12)
    assert found.over_full == 0


def test_week_of_cells_holds_exactly_the_use() -> None:
    """In use and free in core half-days, not known in the evening and on Saturday; every row is an estimate."""
    found = rooms(own=OwnSessions(gp=33, nurse=0, direct_care=0))
    rows = [row for row in room_rows(found, SETTINGS) if row["room_type"] == "consult_exam"]
    cells = [row[slot.value] for row in rows for slot in SLOTS if slot.is_core]
    assert (cells.count("U"), cells.count("F")) == (33, 47)
    assert {row[slot.value] for row in rows for slot in SLOTS if not slot.is_core} == {"?"}
    assert {row["estimated"] for row in rows} == {"yes"}
    assert len({row["room_id"] for row in rows}) == len(rows) == 8


def test_mornings_fill_before_afternoons() -> None:
    """13 sessions: one in each half-day and a second on three mornings."""
    spread = {slot.value: in_slot(13, slot) for slot in SLOTS}
    assert [slot for slot, number in spread.items() if number == 2] == ["MON_AM", "TUE_AM", "WED_AM"]
    assert sum(spread.values()) == 13
    assert spread["MON_EVE"] == spread["SAT_AM"] == 0


def test_supervision_follows_gps_and_nurses() -> None:
    """25 GP sessions are 3 GPs in each morning and 2 in each afternoon; each supervises one learner."""
    rows = supervision_rows(rooms(own=OwnSessions(gp=25, nurse=4, direct_care=9)), SETTINGS)
    gp, nurse = rows
    assert (gp["kind"], gp["MON_AM"], gp["MON_PM"], gp["MON_EVE"]) == ("gp", "3", "2", "")
    assert (nurse["kind"], nurse["THU_AM"], nurse["FRI_AM"]) == ("nurse", "1", "")
    assert {row["estimated"] for row in rows} == {"yes"}


def test_supervision_is_unknown_without_workforce() -> None:
    """No row: none may be counted on."""
    assert supervision_rows(rooms(), SETTINGS) == []
