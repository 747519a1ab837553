"""What sessions pay at given prices, and what the places that are priced come to.

Amounts are whole numbers: prices times ``unit``, a power of ten that makes all of them whole. Nothing is rounded.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from estates.domain.dataset import Dataset
from estates.domain.prices import Price, Signature, needed_features, signature_of
from estates.domain.rooms import Room
from estates.domain.slots import SLOTS, RoomSlot, SiteSlot, Slot
from estates.domain.words import RoomType

Suitable = tuple[frozenset[RoomType], frozenset[str]]
"""The room types and the features that a session asks for."""


class Market:
    """The places of a dataset and their prices.

    A place that a pin holds is nobody else's: it is not for sale, and a room with such a place is not whole. Prices
    of what the dataset does not have count for nothing.
    """

    def __init__(self, dataset: Dataset, prices: Iterable[Price]) -> None:
        """Put the prices down as whole numbers."""
        given = tuple(prices)
        self.dataset = dataset
        self.unit: int = 10 ** max((_decimals(price.amount) for price in given), default=0)
        self._room_prices: dict[tuple[str, Slot, Signature], int] = {}
        self._supervision_prices: dict[tuple[str, Slot, str], int] = {}
        for price in given:
            # Not in decimals, which round to 28 digits; below nought nothing would be proved.
            amount = max(0, int(Fraction(price.amount) * self.unit))
            if price.signature is not None:
                self._room_prices[price.site_id, price.slot, price.signature] = amount
            elif price.supervision is not None:
                self._supervision_prices[price.site_id, price.slot, price.supervision] = amount
        self._cheapest: dict[tuple[str, Suitable], tuple[int | None, ...]] = {}

    @cached_property
    def _held(self) -> Counter[RoomSlot]:
        return Counter((pin.room_id, pin.slot) for pin in self.dataset.pins)

    @cached_property
    def _signatures(self) -> Mapping[str, Signature]:
        needed = needed_features(self.dataset)
        return {room.room_id: signature_of(room, needed) for room in self.dataset.rooms}

    @cached_property
    def _learner_places(self) -> Counter[tuple[str, Slot, str]]:
        places: Counter[tuple[str, Slot, str]] = Counter()
        for row in self.dataset.supervision:
            places.update({(row.site_id, slot, row.kind): row.places_in(slot) for slot in SLOTS})
        return places

    @cached_property
    def _supervisors(self) -> frozenset[str | None]:
        """The kinds of supervisor that are there or asked for: one more may be worth something where there is none."""
        asked = {self.dataset.role_by_id[post.role_id].supervision for post in self.dataset.posts} - {None}
        return frozenset(asked | {row.kind for row in self.dataset.supervision})

    def cheapest_place(self, site_id: str, suitable: Suitable) -> tuple[int | None, ...]:
        """Return, slot by slot, the price of the cheapest suitable place at a site; ``None`` where there is none."""
        key = (site_id, suitable)
        if key not in self._cheapest:
            rooms = self._rooms(site_id, suitable)
            self._cheapest[key] = tuple(
                min((self.price(room, slot) for room in rooms if self.left(room, slot) > 0), default=None)
                for slot in SLOTS
            )
        return self._cheapest[key]

    def cheapest_rooms(self, cell: SiteSlot, suitable: Suitable, count: int) -> int | None:
        """Return the price of the cheapest suitable rooms taken whole; ``None`` where there are fewer."""
        site_id, slot = cell
        whole = sorted(
            room.places * self.price(room, slot)
            for room in self._rooms(site_id, suitable)
            if room.is_free(slot) and not self._held[room.room_id, slot]
        )
        return sum(whole[:count]) if len(whole) >= count else None

    def supervisor_price(self, cell: SiteSlot, kind: str) -> int | None:
        """Return the price of a learner's place, or ``None`` where no learner of that kind may be."""
        return self._supervision_prices.get((*cell, kind), 0) if self._learner_places[*cell, kind] > 0 else None

    def worth_of_rooms(self, cell: SiteSlot) -> int:
        """Return what all places for sale at a site in a slot come to."""
        site_id, slot = cell
        return sum(self.price(room, slot) * self.left(room, slot) for room in self.dataset.rooms_at[site_id])

    def worth_of_supervision(self, cell: SiteSlot, kind: str) -> int:
        """Return what all places for learners of a kind at a site in a slot come to."""
        return self._supervision_prices.get((*cell, kind), 0) * self._learner_places[*cell, kind]

    def answers_to(self, price: Price) -> bool:
        """Whether a price is of rooms at a site, or of supervisors that some post or site of the dataset knows."""
        if price.signature is not None:
            here: Collection[Room] = self.dataset.rooms_at.get(price.site_id, ())
            return any(self._signatures[room.room_id] == price.signature for room in here)
        return price.site_id in self.dataset.site_by_id and price.supervision in self._supervisors

    def left(self, room: Room, slot: Slot) -> int:
        """Return the places of a room that are for sale in a slot."""
        return room.places - self._held[room.room_id, slot] if room.is_free(slot) else 0

    def price(self, room: Room, slot: Slot) -> int:
        """Return the price of one place in a room in a slot."""
        return self._room_prices.get((room.site_id, slot, self._signatures[room.room_id]), 0)

    def _rooms(self, site_id: str, suitable: Suitable) -> list[Room]:
        room_types, features = suitable
        rooms = self.dataset.rooms_at[site_id]
        return [room for room in rooms if room.room_type in room_types and features <= room.features]


def _decimals(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
