"""Prices of what posts and programmes share: places in rooms, and places under a supervisor.

A price is about what one more place there and then is worth, in weighted sessions. Any prices of nought or more prove a
bound on what can be placed at all (``estates.domain.certificate``), good or bad.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.rooms import Room
from estates.domain.slots import SLOT_ORDER, Slot
from estates.domain.words import RoomType


@dataclass(frozen=True)
class Signature:
    """What makes rooms of one site alike for the plan.

    ``features`` are those that some post or programme of the dataset needs; no other feature matters.
    """

    room_type: RoomType
    features: frozenset[str]
    places: int


@dataclass(frozen=True, kw_only=True)
class Price:
    """The price of one place at a site in a slot, in weighted sessions, nought or more.

    It is a place in any room of a ``signature``, or one under a supervisor of the kind ``supervision``: one of the
    two is given, the other is ``None``.
    """

    site_id: str
    slot: Slot
    amount: Decimal
    signature: Signature | None = None
    supervision: str | None = None


STEP = Decimal("0.000001")


def as_written(amount: Decimal) -> Decimal:
    """Return a price as a plan folder holds it, rounded to six decimals: what is certified is what can be read back.

    Any prices prove a bound, so rounding can only cost a little of its closeness.
    """
    return amount.quantize(STEP).normalize() + 0


def needed_features(dataset: Dataset) -> frozenset[str]:
    """Return the room features that some post or programme of a dataset needs."""
    asked = [*(post.needs for post in dataset.posts), *(programme.features for programme in dataset.programmes)]
    return frozenset[str]().union(*asked)


def signature_of(room: Room, needed: frozenset[str]) -> Signature:
    """Return a room's signature, given the features that somebody needs."""
    return Signature(room.room_type, room.features & needed, room.places)


def carried_over(prices: Collection[Price], before: Dataset, after: Dataset) -> tuple[Price, ...]:
    """Return prices of a dataset as prices of what came of it: each room at the price it had, or would have had.

    A feature that somebody newly needs, or nobody needs any more, makes rooms of a site unlike or alike; where they
    had several prices the dearest stands. Below nought, where a stranger's file gives that, counts as nought.
    """
    needed, needed_after = needed_features(before), needed_features(after)
    of_rooms = {(p.site_id, p.slot, p.signature): p.amount for p in prices if p.signature is not None and p.amount > 0}
    slots = {slot for _, slot, _ in of_rooms}
    found: dict[tuple[str, Slot, Signature], Decimal] = {}
    for room in after.rooms:
        for slot in slots:
            amount = of_rooms.get((room.site_id, slot, signature_of(room, needed)))
            if amount is not None:
                key = (room.site_id, slot, signature_of(room, needed_after))
                found[key] = max(amount, found.get(key, amount))
    rooms = (Price(site_id=s, slot=t, amount=amount, signature=own) for (s, t, own), amount in found.items())
    return in_price_order((*rooms, *(p for p in prices if p.supervision is not None and p.amount > 0)))


def in_price_order(prices: Iterable[Price]) -> tuple[Price, ...]:
    """Return prices in their canonical order: by site and slot, rooms before supervisors."""
    return tuple(sorted(prices, key=_order))


def _order(price: Price) -> tuple[object, ...]:
    where = (price.site_id, SLOT_ORDER[price.slot])
    if price.signature is None:
        return (*where, 1, price.supervision or "")
    own = price.signature
    return (*where, 0, own.room_type.value, sorted(own.features), own.places)
