"""Why places stay free: each is counted once, and all of them come to what the table of use says."""

from decimal import Decimal
from typing import Any

import pytest

from estates.domain.posts import Post
from estates.domain.slots import Slot
from estates.domain.words import Sharing
from maps.paper.left_free import Why, left_free, left_free_sentence
from maps.report import Report
from tests.builders import post, room, site, travel
from tests.maps.paper.test_paper import rich_report
from tests.maps.reports import county_report
from tests.maps.worlds import county_dataset, county_plan


def report_of(asking: Post, **of_site: Any) -> Report:
    """Return a county of one room, free on Monday morning, and of a post without a room that is based at the site."""
    places = (site("S1", **of_site), site("S2", name="Far away"))
    rooms = (room("R1", "S1", free="MON_AM"),)
    data = county_dataset(sites=places, rooms=rooms, posts=(asking,), programmes=(), supervision=())
    return county_report(data=data, plan=county_plan((), prices=()), travel=travel(data))


def test_all_that_is_free_is_counted_once() -> None:
    """As the table of use has it, by the room types that anybody can use."""
    report = rich_report()
    usable = report.outcome.room_types_in_use
    left = sum(row.free - row.placed for row in report.outcome.use if row.room_type in usable)
    assert sum(left_free(report).values()) == left
    assert f"{left} usable place" in left_free_sentence(report)


@pytest.mark.parametrize(
    ("of_post", "of_site", "why"),
    [
        ({"needs": frozenset({"hoist"})}, {}, Why.UNSUITED),
        ({}, {"share_with": Sharing.PRACTICE, "practice_code": "P9"}, Why.NOT_SHARED),
        ({"base_site": "S2", "max_travel_minutes": Decimal(5)}, {}, Why.TOO_FAR),
        ({"slots": (Slot.TUE_AM,)}, {}, Why.OTHER_HOURS),
        ({}, {}, Why.TAKEN),
    ],
)
def test_the_first_rule_that_keeps_it_empty_is_told(of_post: dict[str, Any], of_site: dict[str, Any], why: Why) -> None:
    """Room, sharing, reach, working hours; what none of them bars is left to the rest of the week."""
    asking = post("A", 2, **of_post)
    assert dict(left_free(report_of(asking, **of_site))) == {(True, why): 1}
