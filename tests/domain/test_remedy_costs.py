"""What the capital of a remedy comes to: that of the dataset's schemes for the same rooms, or not known."""

from decimal import Decimal

import pytest

from estates.domain.remedies import Gain, Remedy, RemedyKind
from estates.domain.remedy_costs import capital, capital_a_session
from estates.domain.scenario.changes import AddRooms, Change, ConvertRooms, Share
from estates.domain.schemes import Scheme
from estates.domain.words import RoomType, Sharing
from tests.builders import dataset, room

POUNDS = Decimal(1)
CONVERT = ConvertRooms(room_ids=("R1",), room_type=RoomType.TREATMENT)
EXTEND = AddRooms(site_ids=("S1",), room_type=RoomType.TREATMENT, rooms=2)
SHARE = Share(site_ids=("S1",), share_with=Sharing.ANY)
SCHEMES = (
    Scheme(
        scheme_id="both",
        name="Extend and convert",
        site_id="S1",
        capital_cost=900 * POUNDS,
        adds=((RoomType.TREATMENT, 1), (RoomType.GROUP, 1)),
        converts=(("R1", RoomType.TREATMENT),),
    ),
    Scheme(
        scheme_id="dear",
        name="Extend",
        site_id="S1",
        capital_cost=5_000 * POUNDS,
        adds=((RoomType.TREATMENT, 1),),
    ),
)
DATA = dataset(rooms=(room("R1"), room("R2")), schemes=SCHEMES)


def remedy(*changes: Change, sessions: int = 3) -> Remedy:
    """Return a remedy with some changes that gains so many sessions."""
    gain = Gain(weighted=1, sessions=sessions, own=1, moved=0, rows=())
    about = {"level": "pcn", "code": "U1", "name": "PCN", "rank": 1, "told": "Do it.", "ids": ("A",), "unmet": 5}
    return Remedy(**about, kind=RemedyKind.CONVERT, changes=changes, gain=gain, estimated=False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "pounds"),
    [
        ((SHARE,), 0),
        ((CONVERT,), 300),
        ((EXTEND,), 600),
        ((SHARE, CONVERT, EXTEND), 900),
        ((ConvertRooms(room_ids=("R2",), room_type=RoomType.TREATMENT),), None),
        ((CONVERT, AddRooms(site_ids=("S1",), room_type=RoomType.DESK)), None),
    ],
)
def test_a_room_costs_its_share_of_the_cheapest_scheme_that_builds_it(
    changes: tuple[Change, ...], pounds: int | None
) -> None:
    """Nothing built, nothing spent; a room that no scheme builds makes the whole not known."""
    assert capital(DATA, remedy(*changes)) == pounds


def test_capital_a_session_is_for_the_sessions_of_the_whole_area() -> None:
    """Three sessions share it; where one gains what another loses there is nothing to share it between."""
    assert capital_a_session(DATA, remedy(CONVERT)) == 100
    assert capital_a_session(DATA, remedy(CONVERT, sessions=0)) is None
    assert capital_a_session(DATA, remedy(SHARE, sessions=0)) == 0
