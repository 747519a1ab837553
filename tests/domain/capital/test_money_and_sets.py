"""What schemes cost, how long a grant ties, what can be built together, and whom it is for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estates.domain.capital.equity import equity_rows
from estates.domain.capital.fifths import fifth_by_practice
from estates.domain.capital.free_options import free_steps
from estates.domain.capital.money import cost_a_year, cost_over, grant, tie_in_years
from estates.domain.capital.sets import choice_of, every_set
from estates.domain.practices import Pcn, Practice
from estates.domain.scenario.changes import BuildSchemes, OpenSessions, Share, WorkSlots
from estates.domain.slots import Slot
from estates.domain.words import RoomType, Sharing, SiteKind
from tests.builders import MON_AM, MON_PM, cells, dataset, placed, post, room, site
from tests.optimiser.invest.worlds import scheme


@pytest.mark.parametrize(
    ("amount", "years"),
    [
        ("0", 0),
        ("0.01", 6),
        ("144000", 6),
        ("144000.01", 9),
        ("360000", 9),
        ("360001", 12),
        ("660000", 12),
        ("660001", 15),
        ("1200000", 15),
        ("1200001", 18),
    ],
)
def test_a_grant_ties_for_the_years_of_the_directions(amount: str, years: int) -> None:
    """Each band up to and with its limit; without a grant nothing is tied."""
    assert tie_in_years(Decimal(amount)) == years


def test_running_costs_count_for_the_years_asked_and_capital_over_the_life() -> None:
    """£100,000 and £1,000 a year; a scheme without a life has that of the question."""
    own = scheme("A", 100, annual_cost=Decimal(1_000), grant_share=Decimal("0.66"))
    assert [cost_over(own, 10), cost_over(own, 1), grant(own)] == [Decimal(each) for each in (110_000, 101_000, 66_000)]
    assert [cost_a_year(own, 10), cost_a_year(replace(own, life_years=20), 10)] == [Decimal(11_000), Decimal(6_000)]


def test_only_sets_with_all_they_require_and_nothing_excluded_are_allowed() -> None:
    """Of sixteen sets of four schemes seven can be built for £100,000."""
    schemes = (scheme("A", 50), scheme("B", 20, requires=("A",)), scheme("C", 30, excludes=("A",)), scheme("D", 60))
    found = {"".join(sorted(chosen)) for chosen in every_set(choice_of(dataset(schemes=schemes)), Decimal(100_000))}
    assert found == {"", "A", "AB", "C", "D", "CD"}
    choice = choice_of(dataset(schemes=schemes))
    assert choice.with_all_needed("B") == {"A", "B"}
    assert choice.without(frozenset("ABD"), "A") == {"D"}


def test_a_scheme_that_comes_too_late_takes_along_what_requires_it() -> None:
    """Each with its reason."""
    schemes = (scheme("A", 1, earliest_year=2030), scheme("B", 1, requires=("A",)), scheme("C", 1))
    choice = choice_of(dataset(schemes=schemes), year=2029)
    assert [each.scheme_id for each in choice.schemes] == ["C"]
    assert choice.left_out == {"A": "it cannot be ready by 2029", "B": "it cannot be ready by 2029"}


def practice(code: str, patients: int, score: str | None) -> Practice:
    """Return a practice of ``N1``."""
    imd = None if score is None else Decimal(score)
    return Practice(practice_code=code, name=code, list_size=patients, imd_score=imd, pcn_code="N1")


def test_fifths_hold_about_as_many_patients_each() -> None:
    """The middle of a list decides; a practice without a score is in none."""
    practices = [
        practice("P1", 1000, "50"),
        practice("P2", 3000, "10"),
        practice("P3", 1000, "30"),
        practice("P4", 9, None),
    ]
    assert fifth_by_practice(practices) == {"P1": "1", "P3": "2", "P2": "4"}
    assert fifth_by_practice([practice("P1", 0, "50")]) == {"P1": "none"}


def test_capital_is_counted_where_it_is_built_and_sessions_where_posts_belong() -> None:
    """£6,000 at S1 for 3,000 patients; the hub's £1,000 is nobody's own."""
    data = dataset(
        sites=(site("S1"), site("H", kind=SiteKind.HUB)),
        practices=(practice("P1", 3000, "10"),),
        pcns=(Pcn(pcn_code="N1", name="North"),),
        posts=(post("A", 2),),
        schemes=(scheme("X", 6), scheme("Y", 1, site_id="H"), scheme("Z", 9)),
    )
    before, after = [placed("A", MON_AM)], [placed("A", MON_AM), placed("A", MON_PM)]
    found = {(row.level, row.code): row for row in equity_rows(data, {"X", "Y"}, before=before, after=after)}
    north = found["pcn", "N1"]
    assert (north.capital, north.capital_per_head) == (Decimal(6_000), Decimal(2))
    assert (north.unmet_before, north.unmet_after) == (1, 0)
    assert found["pcn", "none"].capital_per_head is None
    assert found["all", "all"].capital == 7_000
    assert found["fifth", "3"].capital == 6_000


def test_free_options_come_in_their_order_and_say_what_they_change() -> None:
    """Sharing widens and never narrows; evenings open only where somebody works then; conversions come first."""
    data = dataset(
        sites=(site("S1"), site("S2", share_with=Sharing.ANY), site("H", kind=SiteKind.HUB)),
        rooms=(
            room("R1", cells=cells("MON_AM MON_EVE")),
            room("R2", cells=cells("MON_AM")),
            room("R3", "H", cells=cells("MON_AM", "MON_PM")),
        ),
        pcns=(Pcn(pcn_code="N1", name="North", group="East"),),
        schemes=(scheme("X", 1, adds=((RoomType.CONSULT, 1),)), scheme("Y", 1, converts=(("R2", RoomType.TREATMENT),))),
    )
    steps = {step.name: step.changes for step in free_steps(data, frozenset({"X", "Y"}))}
    assert next(iter(steps)) == "Move a slot"
    assert steps["Share a room"] == (Share(site_ids=("S1",), share_with=Sharing.GROUP),)
    opened, worked = steps["Open an evening or Saturday"]
    assert isinstance(opened, OpenSessions)
    assert (opened.site_ids, opened.slots) == (("S1",), (Slot.MON_EVE,))
    assert worked == WorkSlots(slots=(Slot.MON_EVE,))
    void = steps["Use a hub or void space"]
    assert {change.site_ids for change in void if isinstance(change, OpenSessions)} == {("H",)}
    assert steps["Convert"] == (BuildSchemes(scheme_ids=("Y",)),)
    assert steps["Extend"] == (BuildSchemes(scheme_ids=("X",)),)
    assert [step.changes for step in free_steps(data, frozenset())][-2:] == [(), ()]


@pytest.mark.parametrize("cost", [0, 1])
def test_void_space_that_a_priced_scheme_brings_is_not_opened_for_nothing(cost: int) -> None:
    """A shut wing and a room that a scheme opens are void space while that costs nothing, and else the scheme's."""
    data = dataset(
        sites=(site("H", kind=SiteKind.HUB), site("WING", kind=SiteKind.HOSPITAL, share_with=Sharing.PCN)),
        rooms=(
            room("R1", "H", cells=cells("MON_AM", "TUE_AM")),
            room("R2", "H", cells=cells("MON_AM", "TUE_AM")),
            room("W1", "WING", cells=cells("", "TUE_AM")),
        ),
        schemes=(
            scheme("X", cost, site_id="WING", opens=(("*", Slot.MON_AM),)),
            scheme("Y", 0, annual_cost=Decimal(cost), site_id="H", opens=(("R2", Slot.TUE_AM),)),
        ),
    )
    void = next(step for step in free_steps(data, frozenset()) if step.name == "Use a hub or void space")
    opened = {
        (room_id, slot)
        for change in void.changes
        if isinstance(change, OpenSessions)
        for room_id in change.room_ids
        for slot in change.slots
    }
    assert ("R1", Slot.TUE_AM) in opened
    assert (("R2", Slot.TUE_AM) in opened) == (not cost)
    assert any(room_id == "W1" for room_id, _ in opened) == (not cost)
    assert any(isinstance(change, Share) for change in void.changes) == (not cost)
