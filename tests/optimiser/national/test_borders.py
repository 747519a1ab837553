"""What districts share is dealt out room by room: what is held, and its supervisors, first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from estates.domain.plan import Placement
from estates.domain.practices import Pin
from estates.domain.settings import Settings
from estates.domain.words import PlacementKind, RoomType, Season, SiteKind
from optimiser.candidates import Estate, survey
from optimiser.limits import Limits
from optimiser.national.borders import Borders
from optimiser.national.parcels import Parcel, Request
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, room, site, supervision, travel

PINNED = (Pin(post_id="B", room_id="R1", slot=TUE_AM), Pin(post_id="A", room_id="R2", slot=TUE_AM))


def dealt(
    *, pins: Sequence[Pin] = (), roles: Sequence[str] = ("gpst3", "gpst3"), **first_room: Any
) -> tuple[Borders, list[Parcel]]:
    """Return a hub with two rooms that two PCNs of one post each could use, dealt out between them."""
    data = dataset(
        sites=(site(kind=SiteKind.HUB),),
        rooms=(room("R1", **first_room), room("R2", places=2, free="TUE_AM")),
        posts=(post("A", role_id=roles[0]), post("B", role_id=roles[1], pcn_code="N2")),
        supervision=(supervision(MON_AM=3, MON_PM=2, TUE_AM=5),),
        pins=tuple(pins),
    )
    whole = survey(data, travel(data))
    parts: list[Estate] = [replace(whole, posts=(own,)) for own in whole.posts]
    request = Request(dataset=data, travel=travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits())
    borders = Borders(parts)
    return borders, borders.dealt_out([request.parcel([part]) for part in parts])


def test_every_room_of_a_shared_half_day_goes_to_one_district() -> None:
    """In turn where each is due as much, and the other finds every place in it held."""
    borders, (first, second) = dealt()
    assert borders.owner == {("R1", MON_AM): 0, ("R1", MON_PM): 1, ("R1", TUE_AM): 0, ("R2", TUE_AM): 0}
    assert first.places_held == {("R1", MON_PM): 1}
    assert second.places_held == {("R1", MON_AM): 1, ("R1", TUE_AM): 1, ("R2", TUE_AM): 2}


def test_supervisors_go_with_the_rooms() -> None:
    """Who alone has rooms there has all who supervise there."""
    _, parcels = dealt()
    found = [[parcel.dataset.supervision[0].places_in(slot) for slot in (MON_AM, MON_PM, TUE_AM)] for parcel in parcels]
    assert found == [[3, 0, 5], [0, 2, 0]]


def test_a_pin_keeps_its_place_and_its_supervisor() -> None:
    """Both have a pin on Tuesday: the first has the half-day, the second what it pinned and no more."""
    borders, (first, second) = dealt(pins=PINNED)
    assert (borders.owner["R1", TUE_AM], borders.owner["R2", TUE_AM]) == (1, 0)
    assert first.places_held["R1", TUE_AM] == 1
    assert ("R2", TUE_AM) not in first.places_held
    assert second.places_held["R2", TUE_AM] == 2
    assert ("R1", TUE_AM) not in second.places_held
    assert [parcel.dataset.supervision[0].places_in(TUE_AM) for parcel in (first, second)] == [4, 1]


def test_what_a_plan_holds_stays_with_its_district() -> None:
    """The second sits on Monday morning, which would be the first's by turn; its learner keeps the supervisor."""
    borders, _ = dealt()
    row = Placement(kind=PlacementKind.POST, id="B", slot=MON_AM, site_id="S1", room_id="R1")
    held = replace(borders, rows=(row,))
    assert held.owner["R1", MON_AM] == 1
    assert held.learners[1]["S1", "gp", MON_AM] >= 1
    assert [sum(own[seat] for own in held.learners) for seat in [("S1", "gp", MON_AM)]] == [3]


def test_a_room_goes_to_whom_it_is_worth_more_in_its_half_day() -> None:
    """Monday morning to one and Monday afternoon to the other, whoever would be next in turn."""
    borders, _ = dealt()
    shares = {("S1", MON_AM): {0: 0.1, 1: 0.9}, ("S1", MON_PM): {0: 0.9, 1: 0.1}, ("S1", TUE_AM): {0: 0.1, 1: 0.9}}
    owner = replace(borders, shares=shares).owner
    assert owner == {("R1", MON_AM): 1, ("R1", MON_PM): 0, ("R1", TUE_AM): 1, ("R2", TUE_AM): 1}


def test_a_room_that_only_one_could_use_is_that_ones() -> None:
    """The first needs a treatment room; what else there is is not its share of the half-day."""
    borders, _ = dealt(roles=("gpn_exp", "enh_nurse"), room_type=RoomType.TREATMENT)
    assert (borders.owner["R1", TUE_AM], borders.owner["R2", TUE_AM]) == (0, 1)


def test_a_parcel_sees_what_the_whole_sees_but_what_is_others() -> None:
    """A survey of the parcel finds its post in the half-days that are its own."""
    _, (first, _) = dealt()
    own = survey(first.dataset, first.travel, held=first.places_held)
    assert own.cells == {("S1", MON_AM), ("S1", TUE_AM)}
