"""Where one more room-session, or one more place under a supervisor, is worth most."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from estates.domain.dataset import Dataset
from estates.domain.prices import Price
from estates.domain.slots import SLOT_ORDER, Slot
from estates.domain.words import RoomType

_SHOWN = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class WorthRow:
    """What one more place is worth at a site in a slot: in a room of a type, or under a supervisor of a kind.

    ``worth`` is its price in weighted sessions, to two decimals: about what one such place more lets be placed. That is
    a worth at the margin and no promise: it may bring less, and the second place often does; a programme that lacks one
    room only may gain more, since until then no price tells of it. ``kind`` is ``room`` or ``supervisor``; what does
    not apply is ``None``.
    """

    kind: str
    site_id: str
    room_type: RoomType | None
    supervision: str | None
    slot: str
    worth: Decimal
    estimated: bool


def worth_rows(dataset: Dataset, prices: Iterable[Price]) -> tuple[WorthRow, ...]:
    """Return what one more place is worth, the most first; what is worth nothing is left out.

    Rooms of one type with different features or places may have different prices: the dearest stands for the type.
    """
    dearest: dict[tuple[str, RoomType | None, str | None, str], WorthRow] = {}
    supervised = {(row.site_id, row.kind) for row in dataset.supervision if row.estimated}
    for row in (_row(dataset, price, supervised) for price in prices if price.amount >= _SHOWN / 2):
        key = (row.site_id, row.room_type, row.supervision, row.slot)
        if key not in dearest or row.worth > dearest[key].worth:
            dearest[key] = row
    return tuple(sorted(dearest.values(), key=_order))


def _row(dataset: Dataset, price: Price, supervised: Collection[tuple[str, str]]) -> WorthRow:
    return WorthRow(
        kind="supervisor" if price.signature is None else "room",
        site_id=price.site_id,
        room_type=None if price.signature is None else price.signature.room_type,
        supervision=price.supervision,
        slot=price.slot.value,
        worth=price.amount.quantize(_SHOWN, rounding=ROUND_HALF_UP),
        estimated=_rests_on_estimates(dataset, price, supervised),
    )


def _rests_on_estimates(dataset: Dataset, price: Price, supervised: Collection[tuple[str, str]]) -> bool:
    """Whether the site, or one of its rooms or supervision rows meant, is an estimate.

    ``supervised`` are the sites and kinds of supervision rows that are estimates.
    """
    if dataset.site_by_id[price.site_id].estimated:
        return True
    if price.signature is None:
        return (price.site_id, price.supervision) in supervised
    rooms = dataset.rooms_at[price.site_id]
    return any(room.estimated for room in rooms if room.room_type is price.signature.room_type)


def _order(row: WorthRow) -> tuple[object, ...]:
    what = (row.kind, row.room_type or "", row.supervision or "")
    return (-row.worth, row.site_id, *what, SLOT_ORDER[Slot(row.slot)])
