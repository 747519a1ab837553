"""List growth: how many sessions it asks for, and that only the practice's own sites may take them."""

from decimal import Decimal
from typing import Any

import pytest

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.practices import Practice
from estates.domain.room_formula import RoomFormula
from estates.domain.scenario.growth import GrowthFigures, grow, growth_needs, growth_remark, patients_added
from estates.domain.scenario.impossible import ImpossibleChangeError
from estates.domain.schemes import Growth
from estates.domain.words import RoleGroup, RoomType, Sharing, SiteKind
from tests.builders import MON_AM, dataset, placed, post, room, site, travel

# One contact a patient and week of half an hour, half of it in a consulting room and half in a treatment room; a room
# is open for a hundred hours and booked for half of them: 100 patients need 0.5 rooms of each type, 5 sessions.
ROUND = RoomFormula(
    contacts_per_patient=Decimal(50),
    weeks_per_year=Decimal(50),
    hours_per_week=Decimal(100),
    utilisation=Decimal("0.5"),
    consult_share=Decimal("0.5"),
    consult_minutes=Decimal(30),
    treatment_share=Decimal("0.5"),
    treatment_minutes=Decimal(30),
)
FIGURES = GrowthFigures(formula=ROUND)


def growing(*rows: tuple[int, int], **tables: Any) -> Dataset:
    """Return a world of practice ``P1`` with 1,000 patients and growth rows of (year, patients added)."""
    given = tuple(Growth(practice_code="P1", year=year, patients_added=added) for year, added in rows)
    practices = (Practice(practice_code="P1", name="P1", pcn_code="N1", list_size=1000),)
    return dataset(**({"practices": practices, "growth": given} | tables))


def test_the_last_row_up_to_the_year_counts() -> None:
    """Rows are cumulative; before the first there is no growth."""
    data = growing((2030, 50), (2028, 20))
    assert [patients_added(data, year).get("P1", 0) for year in (2027, 2028, 2029, 2030, 2040)] == [0, 20, 20, 50, 50]


@pytest.mark.parametrize(("added", "sessions"), [(100, 5), (10, 1), (9, 0), (-100, 0)])
def test_the_room_formula_gives_the_sessions_rounded_half_up(added: int, sessions: int) -> None:
    """A hundred patients take five sessions of each room; a list that shrinks asks for nothing."""
    (need,) = growth_needs(growing((2030, added)), 2030, FIGURES)
    assert (need.consult_sessions, need.treatment_sessions) == (sessions, sessions)


def test_trainees_grow_with_the_list_as_far_as_is_assumed() -> None:
    """A tenth more patients, a tenth more of twenty sessions; half of that where they follow by half."""
    data = growing((2030, 100), posts=(post("T1", 10, role_id="gpst3"), post("T2", 10, role_id="gpst3"), post("A", 50)))
    assert growth_needs(data, 2030, FIGURES)[0].trainee_sessions == 2
    half = GrowthFigures(formula=ROUND, trainees_follow_list=Decimal("0.5"))
    assert growth_needs(data, 2030, half)[0].trainee_sessions == 1
    added = [each for each in grow(data, 2030, FIGURES).posts if each.post_id.startswith("growth-P1-T")]
    assert [(each.role_id, each.sessions) for each in added] == [("gpst3", 2)]


def test_each_session_is_a_core_post_of_the_highest_priority() -> None:
    """Ten requests, shown as an estimate, with a role of their own."""
    changed = grow(growing((2030, 100)), 2030, FIGURES)
    added = changed.posts[1:]
    assert len(added) == 10
    assert {(each.priority, each.sessions, each.practice_code, each.estimated) for each in added} == {
        (9, 1, "P1", True)
    }
    assert {changed.role_by_id[each.role_id].group for each in added} == {RoleGroup.CORE}


SITES = (
    site("S1"),
    site("B1", SiteKind.BRANCH, share_with=Sharing.PRACTICE),
    site("S2", practice_code="P2"),
    site("H", SiteKind.HUB),
)


@pytest.mark.parametrize(("site_id", "rules"), [("S1", set()), ("B1", set()), ("S2", {"R5"}), ("H", {"R5"})])
def test_only_the_practices_own_sites_may_take_a_request(site_id: str, rules: set[str]) -> None:
    """By rule R5 alone, whatever others share and however near they lie; its own branch may be far off."""
    rooms = tuple(room(f"R{each.site_id}", each.site_id) for each in SITES)
    changed = grow(growing((2030, 100), sites=SITES, rooms=rooms), 2030, FIGURES)
    row = placed("growth-P1-consult_exam-1", MON_AM, f"R{site_id}", site_id)
    times = travel(changed, S1_B1=200, S1_S2=1, S1_H=1)
    assert {breach.rule for breach in breaches(changed, times, (row,))} == rules


def test_the_list_is_as_it_will_be_and_later_growth_is_counted_from_there() -> None:
    """So that a year after that can be reached from it."""
    changed = grow(growing((2030, 100), (2032, 150)), 2030, FIGURES)
    assert changed.practices[0].list_size == 1100
    assert [(row.year, row.patients_added) for row in changed.growth] == [(2032, 50)]
    again = grow(changed, 2032, FIGURES)
    assert again.practices[0].list_size == 1150
    assert len({each.post_id for each in again.posts}) == len(again.posts) > len(changed.posts)


def test_a_practice_without_a_site_is_named() -> None:
    """Its requests would have no base."""
    with pytest.raises(ImpossibleChangeError, match="the list of P1 grows, but no site"):
        grow(growing((2030, 100), sites=(site("S1", practice_code="P2"),)), 2030, FIGURES)


def test_a_dataset_without_growth_or_practices_stays_as_it_is() -> None:
    """Nothing is asked, nobody is renamed."""
    data = dataset()
    changed = grow(data, 2030, FIGURES)
    assert (changed.posts, changed.rooms) == (data.posts, data.rooms)
    rows = (Growth(practice_code="P1", year=2030, patients_added=100),)
    assert len(grow(dataset(growth=rows), 2030, FIGURES).posts) == 11


def test_rooms_of_the_practice_that_schemes_added_count_as_its_own() -> None:
    """Every room at the site has the feature, whatever its type."""
    changed = grow(growing((2030, 100), rooms=(room("R1"), room("R2", room_type=RoomType.DESK))), 2030, FIGURES)
    assert all("own_P1" in each.features for each in changed.rooms)


def test_years_that_the_growth_table_does_not_tell_of_are_told() -> None:
    """No table at all, or one that ends before; nothing where no year is planned for."""
    rows = (
        Growth(practice_code="P1", year=2027, patients_added=1),
        Growth(practice_code="P2", year=2030, patients_added=2),
    )
    known = dataset(growth=rows)
    assert growth_remark(known, (2026, 2030)) is growth_remark(known, ()) is growth_remark(dataset(), ()) is None
    assert growth_remark(known, (2029, 2031)) == (
        "The growth table ends in 2030: the lists of 2030 stand for the years after it too, up to 2031."
    )
    assert "has no growth table" in (growth_remark(dataset(), (2027,)) or "")
