"""The sentences at the head of the map say what the figures say."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from estates.domain.plan import GOALS, GoalScore
from estates.domain.shortfall import ShortfallRow
from estates.domain.travel import TravelRow
from estates.domain.words import Reason, Season, Standing
from geodata.places.boundaries import Method
from maps.header import areas_note, estimates_sentence, header, unknown_sentence
from maps.wording import REASON_WORDS, county_sentence, part_of, proof_sentence, short_percent
from tests.builders import cells, post, room
from tests.maps.worlds import county_areas, county_dataset, county_outcome, county_plan, county_tables


def _icb(wanted: int, unmet: int) -> ShortfallRow:
    return ShortfallRow(
        level="icb",
        code="all",
        name="All",
        wanted=wanted,
        placed=wanted - unmet,
        unmet=unmet,
        unmet_share=Decimal(unmet) / wanted if wanted else Decimal(0),
        rooms_equivalent=Decimal(unmet) / 10,
        area_m2=Decimal(0),
        estimated=False,
    )


@pytest.mark.parametrize(
    ("wanted", "unmet", "sentence"),
    [
        (
            2812,
            252,
            "2,812 room sessions a week are wanted; 2,560 have a room; 252 (9.0%) do not — the equal of 25.2 rooms.",
        ),
        (2, 1, "2 room sessions a week are wanted; 1 has a room; 1 (50.0%) does not — the equal of 0.1 rooms."),
        (40, 0, "40 room sessions a week are wanted; every one has a room."),
        (0, 0, "No room sessions are wanted."),
    ],
)
def test_county_is_told_in_one_sentence(wanted: int, unmet: int, sentence: str) -> None:
    """The total is said in words, with its share and its worth in rooms."""
    assert county_sentence(_icb(wanted, unmet)) == sentence


def test_proved_plan_says_that_no_plan_places_more() -> None:
    """The plain claim is made only where sessions count alike."""
    assert proof_sentence(county_plan(), weighted=False) == "Proved: no plan for this dataset places more."
    assert "each session counted by its priority" in proof_sentence(county_plan(), weighted=True)


def test_open_gap_is_said_and_never_rounded_down() -> None:
    """A gap of 0.11% is not called 0.1%."""
    open_gap = GoalScore(value=252.0, bound=250.0, gap=0.0011, standing=Standing.FEASIBLE)
    plan = county_plan(goals=dict.fromkeys(GOALS, open_gap), standing=Standing.FEASIBLE)
    assert proof_sentence(plan, weighted=False) == "Within 0.2% of the best possible; not proved to be the best."


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0", "0%"),
        ("0.004", "<1%"),
        ("0.375", "38%"),
        ("0.398", "39.8%"),
        ("0.39999", "39.9%"),
        ("0.4", "40%"),
        ("0.196", "19.6%"),
        ("0.2", "20%"),
        ("0.999", ">99%"),
        ("1", "100%"),
    ],
)
def test_label_never_hides_a_shortfall(share: str, words: str) -> None:
    """What is not nought is not labelled 0%, and what is not all is not labelled 100%."""
    assert short_percent(Decimal(share)) == words


def test_every_reason_has_words() -> None:
    """No reader meets a code."""
    assert set(REASON_WORDS) == set(Reason)


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(0, 5, None), (2, 5, "2 of 5 rooms"), (5, 5, "all 5 rooms"), (1, 1, "the one room")]
)
def test_part_that_is_estimated_is_counted(part: int, whole: int, words: str | None) -> None:
    """Estimates are told with how many there are."""
    assert part_of(part, whole, "room") == words


def test_header_tells_season_unknown_rooms_and_estimates() -> None:
    """What a reader must know before trusting the map stands at its head."""
    head = header(county_outcome())
    assert head.season == "Standard season"
    assert head.unknown == "1 half-day of rooms not known, none treated as free"
    assert head.estimates == "Estimates: 1 of 3 rooms and 1 of 12 travel times"
    assert head.is_proved
    assert head.placed_percent == 62.5


def test_estimated_rows_of_the_travel_table_are_counted_apart() -> None:
    """The count of travel times is that of the proof; rows marked by the user come on top."""
    row = TravelRow(from_site="S1", to_site="H1", minutes=Decimal(10), estimated=True)
    said = estimates_sentence(county_outcome(data=county_dataset(travel=(row,))))
    assert said == "Estimates: 1 of 3 rooms, 1 of 12 travel times and the one row of the travel table"


def test_header_names_the_winter() -> None:
    """A winter plan is not taken for a standard one."""
    assert "Winter" in header(county_outcome(plan=county_plan(season=Season.WINTER))).season


def test_nothing_estimated_and_nothing_unknown_is_said_too() -> None:
    """Silence is not an answer."""
    data = county_dataset(rooms=tuple(replace(room, estimated=False) for room in county_dataset().rooms))
    tables: dict[str, Any] = county_tables(data)
    travel = replace(tables["travel"], journeys={})
    known = county_dataset(rooms=(room("R1", cells=cells("MON_AM TUE_AM")), *data.rooms[1:]))
    assert estimates_sentence(county_outcome(data=data, travel=travel)) == "Nothing here is marked as an estimate"
    assert unknown_sentence(county_outcome(data=known)) == "The use of every room is known"


def test_areas_drawn_from_sites_are_called_an_estimate() -> None:
    """A drawn area is never passed off as a boundary."""
    drawn = county_areas(county_dataset(), method="drawn from sites", estimated=True)
    given = county_areas(county_dataset())
    assert areas_note(county_outcome(areas=drawn)) == "PCN areas are drawn from sites: an estimate."
    assert areas_note(county_outcome(areas=given)) == "PCN areas come from the boundary layer."
    assert areas_note(county_outcome(areas=(given[0], drawn[1]))) == (
        "1 PCN area is drawn from sites: an estimate. The others come from the boundary layer."
    )
    assert areas_note(county_outcome(areas=())).startswith("No PCN areas")


@pytest.mark.parametrize(
    ("methods", "told"),
    [
        (("small areas by patients",) * 2, "by registered patients"),
        (("small areas by nearest surgery",) * 2, "by the nearest surgery"),
        (
            ("small areas by patients", "small areas by nearest surgery"),
            "by registered patients or else by the nearest surgery",
        ),
        (("small areas by patients or nearest surgery",), "by registered patients or else by the nearest surgery"),
    ],
)
def test_map_says_by_what_small_areas_were_put_together(methods: tuple[Method, ...], told: str) -> None:
    """Patients say much, the nearest surgery little: a reader is told which."""
    areas = tuple(
        replace(area, method=method, estimated=True)
        for area, method in zip(county_areas(county_dataset()), methods, strict=False)
    )
    note = areas_note(county_outcome(areas=areas))
    assert note == f"PCN areas come from small areas put together {told}. An estimate."


def test_priorities_are_noticed() -> None:
    """A plain count of sessions is claimed only where every session counts for one."""
    posts = county_dataset().posts
    assert not county_dataset().is_weighted
    assert county_dataset(posts=(post("A", 4, priority=5), *posts[1:])).is_weighted
    assert county_dataset(posts=(post("A", 4, priority=3), post("B", 3, priority=3))).is_weighted


def test_a_pcn_without_pcn_staff_is_unknown_where_others_have_some() -> None:
    """A trainee tells nothing about the staff that its PCN employs; where no PCN has any, none was meant to."""
    vale = {"base_site": "S3", "pcn_code": "N2", "practice_code": "P2"}
    trainee = post("B", 3, role_id="gpst3", **vale)
    outcome = county_outcome(data=county_dataset(posts=(post("A", 4), trainee)))
    assert outcome.pcns_without_staff == ("N2",)
    assert unknown_sentence(outcome).endswith("No PCN staff are entered for Vale PCN: unknown, not nought")
    assert county_outcome(data=county_dataset(posts=(trainee,))).pcns_without_staff == ()
    assert county_outcome().pcns_without_staff == ()
