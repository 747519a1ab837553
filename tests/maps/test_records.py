"""The records behind pop-ups, search and tables hold the numbers of the plan."""

from decimal import Decimal
from typing import Any

from estates.domain.travel import TravelRow
from estates.domain.words import RoomType, RowSeason, Season
from maps.records import Figures, RoomUse, journey_records, pcn_records, site_records
from tests.builders import room
from tests.maps.worlds import county_areas, county_dataset, county_outcome, county_plan


def test_pcn_has_its_figures_label_and_reason() -> None:
    """Half of what the Harbour PCN wants is unmet."""
    harbour = pcn_records(county_outcome())[0]
    assert harbour.name == "Harbour PCN"
    assert harbour.figures == Figures(wanted=4, placed=2, unmet=2, share=0.5, share_words="50.0%", rooms="0.2")
    assert harbour.label == "50%"
    assert harbour.why == (("rooms in reach are in use", 2),)


def test_records_of_pcns_add_up_to_the_county() -> None:
    """Programmes stand in a row of their own, so that nothing is lost."""
    outcome = county_outcome()
    records = pcn_records(outcome)
    assert [record.code for record in records] == ["N1", "N2", "none"]
    assert sum(record.figures.wanted for record in records) == outcome.icb.wanted == 8
    assert sum(record.figures.unmet for record in records) == outcome.icb.unmet == 3


def test_records_of_sites_add_up_to_the_posts() -> None:
    """Sites hold what the posts based there want; the programme's session is nobody's base."""
    figures = [record.figures for record in site_records(county_outcome())]
    assert [(row.wanted, row.placed, row.unmet) for row in figures] == [(4, 2, 2), (0, 0, 0), (3, 2, 1), (0, 0, 0)]


def test_site_tells_what_leaves_it_and_what_is_held_there() -> None:
    """One of the Vale Practice's sessions is at the hub, which also holds the programme."""
    _, _, vale, hub = site_records(county_outcome())
    assert (vale.away, vale.held) == (1, 1)
    assert (hub.away, hub.held) == (0, 2)
    assert hub.programmes == (("Winter hub", 1),)
    assert hub.rooms == (RoomUse(room_type="Consulting/examination room", free=3, used=2, unknown=0),)


def test_unknown_half_days_are_shown_and_not_counted_as_free() -> None:
    """The Quay Practice's Wednesday is not known."""
    quay = site_records(county_outcome())[0]
    assert quay.rooms == (RoomUse(room_type="Consulting/examination room", free=2, used=2, unknown=1),)


def test_free_room_that_no_role_can_use_is_not_passed_off_as_a_reserve() -> None:
    """A group room stands empty because physiotherapists cannot see a patient in it."""
    rooms = (*county_dataset().rooms, room("G1", free="MON_AM", room_type=RoomType.GROUP))
    quay = site_records(county_outcome(data=county_dataset(rooms=rooms)))[0]
    assert [use.room_type for use in quay.rooms] == [
        "Consulting/examination room",
        "Group room (no role here can use one)",
    ]


def test_site_names_its_practice_and_pcn() -> None:
    """Codes are turned into names where the tables give them."""
    quay, _, _, hub = site_records(county_outcome())
    assert (quay.kind, quay.practice, quay.pcn) == ("Practice", "Quay Surgeries", "Harbour PCN")
    assert (hub.kind, hub.practice, hub.pcn) == ("Hub", None, None)


def test_codes_stand_in_where_there_are_no_names() -> None:
    """A dataset of the required tables alone can be drawn."""
    quay = site_records(county_outcome(data=county_dataset(pcns=(), practices=()), areas=()))[0]
    assert (quay.practice, quay.pcn) == ("P1", "N1")


def test_journey_tells_sessions_minutes_and_estimate() -> None:
    """Twelve minutes from the Vale Practice to the hub are an estimate, and say so."""
    (journey,) = journey_records(county_outcome())
    assert (journey.base, journey.site, journey.sessions) == ("Vale Practice", "Harbour Hub", 1)
    assert (journey.minutes, journey.is_estimate) == ("12", True)


def test_row_of_the_travel_table_can_be_an_estimate_too() -> None:
    """A winter row marked as an estimate makes the winter's journey one, not the standard season's."""
    way: dict[str, Any] = {"from_site": "S1", "to_site": "H1", "minutes": Decimal(10)}
    rows = (TravelRow(**way), TravelRow(**way, season=RowSeason.WINTER, estimated=True))
    data = county_dataset(travel=rows)
    winter = county_plan(season=Season.WINTER)
    assert ("S1", "H1") in county_outcome(data=data, plan=winter).estimated_pairs
    assert ("S1", "H1") not in county_outcome(data=data).estimated_pairs


def test_estimates_are_named_where_they_stand() -> None:
    """The Vale Practice's one room is an estimate; the Quay Practice's is not."""
    quay, _, vale, _ = site_records(county_outcome())
    assert quay.estimates == ()
    assert vale.estimates == ("the one room", "some sessions rest on estimated posts or rooms")


def test_drawn_area_is_named_as_an_estimate_of_its_pcn() -> None:
    """The pop-up of an area says how the area came about."""
    areas = county_areas(county_dataset(), method="drawn from sites", estimated=True)
    assert "area drawn from the sites" in pcn_records(county_outcome(areas=areas))[0].estimates
