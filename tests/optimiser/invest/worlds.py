"""Small areas with schemes that compete, need each other and share rooms."""

from decimal import Decimal
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.schemes import Scheme
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import RoomType, Sharing
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, programme, room, site, travel


def scheme(scheme_id: str, cost: int, **given: Any) -> Scheme:
    """Return a scheme at ``S1`` that costs so many thousand pounds."""
    defaults: dict[str, Any] = {"site_id": "S1", "slots": (MON_AM, MON_PM)}
    return Scheme(
        scheme_id=scheme_id, name=f"Scheme {scheme_id}", capital_cost=Decimal(1_000 * cost), **(defaults | given)
    )


def world() -> tuple[Dataset, TravelTimes]:
    """Return an area in which the best set is not made of the schemes that are best alone.

    ``B`` needs ``A``, ``C`` and ``D`` exclude each other, ``E`` and ``F`` convert the same room, ``G`` opens what ``A``
    adds, and everything competes for the same posts.
    """
    one = (RoomType.CONSULT_EXAM, 1)
    schemes = (
        scheme("A", 100, adds=(one,), slots=(MON_AM,)),
        scheme("B", 30, adds=((RoomType.CONSULT_EXAM, 2),), requires=("A",)),
        scheme("C", 60, site_id="S2", adds=(one,)),
        scheme("D", 90, site_id="S2", adds=((RoomType.CONSULT_EXAM, 2),), excludes=("C",)),
        scheme("E", 20, converts=(("R2", RoomType.CONSULT_EXAM),)),
        scheme("F", 25, converts=(("R2", RoomType.TREATMENT),), adds=(one,), slots=(TUE_AM,)),
        scheme("G", 5, opens=(("*", Slot.TUE_AM),)),
        scheme("I", 10, opens=(("R1", Slot.TUE_AM), ("R3", MON_PM))),
    )
    return world_with(schemes)


def world_with(schemes: tuple[Scheme, ...]) -> tuple[Dataset, TravelTimes]:
    """Return the area with these schemes on offer."""
    posts = [post(f"P{n}", 3, slots=(MON_AM, MON_PM, TUE_AM), priority=1 + n % 3) for n in range(4)]
    posts += [post("N1", 2, role_id="gpn_exp", slots=(MON_AM, MON_PM), max_sites=1)]
    posts += [post("Q", 2, base_site="S2", slots=(MON_AM, MON_PM))]
    rooms = (
        room("R1", free="MON_AM"),
        room("R2", free="MON_AM MON_PM", room_type=RoomType.INTERVIEW),
        room("R3", "S2", free="TUE_AM"),
        room("R4", "S3", free="MON_AM MON_PM", places=2),
    )
    data = dataset(
        sites=(site("S1"), site("S2"), site("S3", share_with=Sharing.ANY)),
        rooms=rooms,
        posts=tuple(posts),
        programmes=(programme("H", 2, 2, candidate_sites=("S1", "S3"), slots=(MON_AM, MON_PM), priority=2),),
        schemes=schemes,
    )
    return data, travel(data, S1_S3=30)
