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
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, programme, room, site, supervision, travel

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


def test_a_room_of_several_places_may_hold_people_of_two_districts() -> None:
    """Both sit in the second room: the first has it, and neither has the other's place."""
    borders, parcels = dealt()
    rows = [Placement(kind=PlacementKind.POST, id=i, slot=TUE_AM, site_id="S1", room_id="R2") for i in ("A", "B")]
    first, second = replace(borders, rows=rows).dealt_out(parcels)
    assert (first.places_held["R2", TUE_AM], second.places_held["R2", TUE_AM]) == (1, 1)


def test_a_hub_session_holds_all_places_of_its_room() -> None:
    """No post of another district has the second place."""
    parts, parcels = with_a_programme(places=2, rooms=1)
    row = Placement(kind=PlacementKind.PROGRAMME, id="H", slot=TUE_AM, site_id="S1", room_id="R1")
    hub, posts = Borders(parts, rows=(row,)).dealt_out(parcels)
    assert ("R1", TUE_AM) not in hub.places_held
    assert posts.places_held["R1", TUE_AM] == 2


def test_rooms_that_a_programme_takes_together_stay_together() -> None:
    """Each half-day's two rooms go to one of the two districts, by turns."""
    parts, _ = with_a_programme(places=1, rooms=2)
    owner = Borders(parts).owner
    assert {slot: {owner["R1", slot], owner["R2", slot]} for slot in (MON_AM, MON_PM, TUE_AM)} == {
        MON_AM: {0},
        MON_PM: {1},
        TUE_AM: {0},
    }


def with_a_programme(*, places: int, rooms: int) -> tuple[list[Estate], list[Parcel]]:
    """Return a hub with two rooms that a programme of one district and a post of another could use."""
    data = dataset(
        sites=(site(kind=SiteKind.HUB), site("S2")),
        rooms=(room("R1", places=places), room("R2", places=places, room_type=RoomType.CONSULT)),
        posts=(post("B", 3, pcn_code="N2", role_id="adv_pharmacist"),),
        programmes=(programme("H", 2, rooms, room_types=(RoomType.CONSULT_EXAM, RoomType.CONSULT)),),
    )
    whole = survey(data, travel(data))
    request = Request(dataset=data, travel=travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits())
    parts: list[Estate] = [replace(whole, posts=()), replace(whole, programmes=())]
    return parts, [request.parcel([part]) for part in parts]


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


def test_a_room_that_others_pinned_is_not_free_for_a_parcel() -> None:
    """Though nobody of it could be there, so that the half-day is not shared."""
    data = dataset(
        sites=(site(kind=SiteKind.HUB),),
        posts=(post("A", 2), post("B", 2, pcn_code="N2")),
        pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),),
    )
    whole = survey(data, travel(data))
    request = Request(dataset=data, travel=travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits())
    parcel = request.parcel([replace(whole, posts=whole.posts[1:])])
    assert survey(parcel.dataset, parcel.travel).cells == {("S1", MON_PM), ("S1", TUE_AM)}


def test_a_parcel_sees_what_the_whole_sees_but_what_is_others() -> None:
    """A survey of the parcel finds its post in the half-days that are its own."""
    _, (first, _) = dealt()
    own = survey(first.dataset, first.travel, held=first.places_held)
    assert own.cells == {("S1", MON_AM), ("S1", TUE_AM)}
