"""What the page is told holds the numbers of the plan, by places that lead to the right rows."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from estates.domain.practice_status import Fullness
from estates.domain.pseudonyms import placements_renamed, pseudonyms_of, with_posts_renamed
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Sharing, TravelMethod
from maps.capital import scheme_records, worth_records, year_records
from maps.columns import MANY, Texts, columns, places
from maps.extras import Extras, OutlookRow
from maps.hubs import journey_records, reach_records
from maps.places import PcnRecord, pcn_records, practice_records, site_records
from maps.rooms import demand_records, room_records
from tests.builders import cells, post, room
from tests.maps.worlds import (
    PLACEMENTS,
    county_areas,
    county_dataset,
    county_outcome,
    county_plan,
    full_dataset,
    full_extras,
)


def _full(**given: Any) -> Any:
    data = given.pop("data", None) or full_dataset()
    return county_outcome(data=data, **({"extras": full_extras(full_dataset())} | given))


def test_records_are_sent_as_heads_and_rows() -> None:
    """A name is sent once, not once a row."""
    table = columns(PcnRecord, pcn_records(county_outcome()))
    assert table["heads"] == ["code", "name", "group", "patients", "imd", "staff_unknown", "estimates"]
    assert [row[:2] for row in table["rows"]] == [("N1", "Harbour PCN"), ("N2", "Vale PCN")]


def test_texts_that_repeat_are_kept_once() -> None:
    """Explanations are shared by many posts."""
    texts = Texts()
    assert [texts.place(text) for text in ("a", "b", "a")] == [0, 1, 0]
    assert texts.all == ("a", "b")
    assert places(["x", "y"]) == {"x": 0, "y": 1}


def test_posts_and_programmes_add_up_to_the_county() -> None:
    """Nothing is lost on the way to the page."""
    outcome = county_outcome()
    records = demand_records(outcome, Texts())
    assert sum(record.wanted for record in records) == outcome.icb.wanted == 8
    assert sum(record.placed for record in records) == outcome.icb.placed == 5
    assert [(record.site, record.pcn, record.role) for record in records] == [(0, 0, 0), (2, 1, 0), (None, None, None)]


def test_reasons_and_remedies_are_told_in_words() -> None:
    """No reader meets a code."""
    texts = Texts()
    first = demand_records(county_outcome(), texts)[0]
    told = [texts.all[place] for place in (first.reason, first.why, first.remedy)]
    assert told == ["rooms in reach are in use", "Rooms are in use.", "Open another room."]


def test_earlier_plan_stands_beside_this_one() -> None:
    """One session less was placed; a post that is gone is kept with what it had, but nobody's id."""
    outcome = _full()
    assert [(row.was_wanted, row.was_placed, row.placed) for row in demand_records(outcome, Texts())] == [
        (4, 1, 2),
        (3, 2, 2),
        (1, 1, 1),
    ]
    gone = [replace(row, id="GONE") if row.id == "A" else row for row in outcome.extras.earlier]
    records = demand_records(_full(extras=Extras(earlier=gone)), Texts())
    assert [(row.code, row.name, row.wanted, row.was_wanted) for row in records][-1] == ("", "", 0, 4)
    assert records[0].was_wanted == 0


def test_a_pseudonym_is_the_whole_name_of_a_post() -> None:
    """It says the role itself, so the role is not said a second time; a post under its own id is named by its role."""
    plain = demand_records(county_outcome(), Texts())
    assert (plain[0].name, plain[0].code) == ("First contact physiotherapist", "A")
    names = pseudonyms_of(county_dataset())
    data = with_posts_renamed(county_dataset(), names)
    plan = county_plan(placements_renamed(PLACEMENTS, names))
    records = demand_records(county_outcome(data=data, plan=plan), Texts())
    assert [(row.name, row.code) for row in records] == [
        ("First contact physiotherapist 1", ""),
        ("First contact physiotherapist 2", ""),
        ("Winter hub", "W"),
    ]


def test_room_tells_its_week_and_who_sits_there() -> None:
    """The Quay Practice's room on Monday and Tuesday morning, and its Wednesday that nobody knows."""
    quay, _, hub = room_records(county_outcome())
    assert (quay.week[0], quay.week[3], quay.week[6]) == ("F", "F", "?")
    assert quay.held == (0, 0, 3, 0)
    assert hub.held == (3, 1, 6, 2)


def test_site_names_its_practice_pcn_and_building() -> None:
    """Places lead to the names; what is not known stays empty."""
    quay, _, _, hub = site_records(_full())
    assert (quay.practice, quay.pcn, quay.tenure, quay.lease_end) == (0, 0, "leasehold", "2031-03-31")
    assert (hub.practice, hub.pcn, hub.tenure, hub.gia_m2) == (None, None, None, None)


def test_practice_has_its_area_score_and_status() -> None:
    """600 m² at two sites for 9,000 patients; every open half-day of its one room is used."""
    quay, _ = practice_records(_full())
    assert (quay.m2_per_1000, quay.imd, quay.status) == (66.7, 31.5, Fullness.FULL)
    assert (quay.open_places, quay.used_places, quay.unknown_places) == (2, 2, 1)


def test_area_of_a_practice_with_an_unmeasured_site_is_not_guessed() -> None:
    """Half of the floor area would read as a small practice."""
    data = full_dataset()
    sites = tuple(replace(row, gia_m2=None) if row.site_id == "S2" else row for row in data.sites)
    assert practice_records(_full(data=replace(data, sites=sites)))[0].m2_per_1000 is None


def test_practice_is_told_what_it_can_do() -> None:
    """Survey, then evenings, then the scheme; an owner that shares with nobody is asked to."""
    quay, _ = practice_records(_full())
    assert [sentence.split()[0] for sentence in quay.advice] == ["Survey", "Open", "A"]
    data = full_dataset(rooms=(room("R1", cells=cells("MON_AM TUE_AM THU_AM")), *full_dataset().rooms[1:]))
    sites = tuple(replace(row, share_with=Sharing.PRACTICE) for row in data.sites)
    (offer, *_) = practice_records(_full(data=replace(data, sites=sites)))[0].advice
    assert offer == ("In core hours 1 place stays free: agree to share with its PCN, then offer them to others.")


def test_deprivation_of_a_pcn_is_weighted_by_lists() -> None:
    """A large practice counts more."""
    data = full_dataset()
    practices = tuple(replace(row, pcn_code="N1") for row in data.practices)
    (harbour, vale) = pcn_records(_full(data=replace(data, practices=practices)))
    assert harbour.imd == round((9000 * 31.5 + 7000 * 12.25) / 16000, 1)
    assert (harbour.patients, vale.patients, vale.imd) == (16000, None, None)


def test_codes_stand_in_where_there_are_no_names() -> None:
    """A dataset of the required tables alone can be drawn."""
    outcome = county_outcome(data=county_dataset(pcns=(), practices=()), areas=())
    assert [record.name for record in pcn_records(outcome)] == ["N1", "N2"]
    assert [record.name for record in practice_records(outcome)] == ["P1", "P2"]


def test_post_of_a_practice_without_a_site_is_not_lost() -> None:
    """Its practice has a row, of which nothing is known."""
    data = county_dataset(posts=(post("A", 4, practice_code="P9"), *county_dataset().posts[1:]))
    last = practice_records(county_outcome(data=data))[-1]
    assert (last.code, last.status, last.pcn) == ("P9", Fullness.NOT_KNOWN, None)


def test_hub_reach_is_from_the_nearest_surgery_to_the_nearest_planned_hub() -> None:
    """Ten minutes from the Quay Practice, twelve by estimate from the Vale Practice."""
    harbour, vale = reach_records(county_outcome())
    assert (harbour.hub, harbour.home, harbour.minutes, harbour.estimated) == (3, 0, 10.0, False)
    assert (vale.hub, vale.home, vale.minutes, vale.estimated) == (3, 2, 12.0, True)


def test_pcn_without_a_planned_hub_is_not_reached() -> None:
    """A programme that is not planned serves nobody."""
    records = reach_records(county_outcome(plan=county_plan(PLACEMENTS[:-1])))
    assert [(record.hub, record.minutes) for record in records] == [(None, None), (None, None)]


def test_journey_tells_minutes_and_estimate() -> None:
    """Twelve minutes from the Vale Practice to the hub are an estimate, and say so."""
    (journey,) = journey_records(county_outcome())
    assert (journey.base, journey.site, journey.minutes, journey.estimated) == (2, 3, 12.0, True)


def test_row_of_the_travel_table_can_be_an_estimate_too() -> None:
    """A row marked as an estimate makes the journey one; a row that is not marked does not."""
    for is_marked in (True, False):
        travel = TravelTimes({("S1", "H1"): Journey(Decimal(10), TravelMethod.TABLE, is_marked=is_marked)})
        assert (("S1", "H1") in county_outcome(travel=travel).estimated_pairs) is is_marked


def test_estimates_are_named_where_they_stand() -> None:
    """The Vale Practice's one room is an estimate; a drawn area is one of its PCN."""
    quay, _, vale, _ = site_records(county_outcome())
    assert (quay.estimates, vale.estimates) == ((), ("the one room",))
    areas = county_areas(county_dataset(), method="drawn from sites", estimated=True)
    assert pcn_records(county_outcome(areas=areas))[0].estimates == ("area drawn from the sites",)


def test_scheme_tells_cost_rooms_and_gain_only_where_it_is_known() -> None:
    """Nobody has worked out what open Fridays would gain."""
    extend, fridays = scheme_records(_full())
    assert (extend.cost, extend.rooms, extend.gain, extend.per_session) == (400_000, 2, 2, 1500)
    assert extend.what == ("adds 2 consulting/examination rooms",)
    assert (fridays.cost, fridays.rooms, fridays.gain, fridays.what) == (0, 0, None, ("opens rooms in 1 slot",))


def test_outlook_of_what_is_not_here_is_left_out() -> None:
    """A table made for another dataset does no harm."""
    more = OutlookRow(year=2028, pcn_code="N9", wanted=1, unmet=1)
    closed = replace(more, pcn_code=None, practice_code="P9")
    outlook = full_extras(full_dataset()).outlook
    outcome = _full(extras=Extras(outlook=(more, closed, *outlook)))
    assert [(row.year, row.pcn, row.practice, row.unmet) for row in year_records(outcome)] == [
        (2026, None, None, 3),
        (2026, 0, None, 2),
        (2026, None, 0, 2),
        (2030, None, None, 6),
        (2030, 0, None, 4),
        (2030, None, 0, 6),
    ]


def test_worth_of_one_more_place_is_told_in_words() -> None:
    """Rooms by type, supervisors by kind, the most first."""
    texts = Texts()
    records = worth_records(_full(), texts)
    assert [(row.site, texts.all[row.what], row.slot, row.worth) for row in records] == [
        (2, "consulting/examination room", 6, 2.5),
        (0, "GP supervisor", 6, 1.0),
        (2, "consulting/examination room", 9, 0.75),
    ]


def test_values_that_stand_in_many_rows_of_a_large_table_are_sent_once() -> None:
    """Texts and yes or no; a column of numbers, or of ever new texts, stays as it is, and so does a small table."""
    row = pcn_records(county_outcome())[0]
    records = [replace(row, code=f"N{number}", staff_unknown=number % 2 == 0) for number in range(MANY + 1)]
    table = columns(PcnRecord, records)
    assert table["shared"] == {"name": ["Harbour PCN"], "group": [None], "imd": [None], "staff_unknown": [True, False]}
    heads = table["heads"]
    told = [
        {
            head: table["shared"][head][cell] if head in table["shared"] else cell
            for head, cell in zip(heads, cells, strict=True)
        }
        for cells in table["rows"]
    ]
    assert [(each["code"], each["name"], each["staff_unknown"]) for each in told] == [
        (record.code, record.name, record.staff_unknown) for record in records
    ]
    assert "shared" not in columns(PcnRecord, records[:10])
