"""Why a re-plan changes rows of an earlier plan: what broke them, who takes their place, or that nobody wants them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from estates.domain.checks import Breach, breaches
from estates.domain.dataset import Dataset
from estates.domain.moves import Between, Move
from estates.domain.plan import Placement
from estates.domain.slots import SLOTS_OF_DAY, Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind

MOST_CAUSES = 3

HOLDER, ROOM = "holder", "room"

Causes = Mapping[tuple[str, str, Slot | None], Sequence[str]]
"""What is wrong, by whether it is about who has a place or about a room, by their id, and by slot."""


@dataclass(frozen=True, kw_only=True)
class Mended:
    """What is needed to say why rows of an earlier plan are not in a later one, made for the dataset as it is now."""

    plans: Between
    causes: Causes

    def why(self, move: Move) -> str:
        """Return why a post or programme does not keep its rooms, or has new ones, in plain sentences."""
        if self._is_gone(move):
            is_post = move.kind is PlacementKind.POST
            return "It is no longer in the dataset." if is_post else "It is not in the dataset of this season."
        broken = dict.fromkeys(told for row in move.left for told in self._broken(row))
        if broken:
            more = len(broken) - MOST_CAUSES
            return " ".join([*list(broken)[:MOST_CAUSES], *([f"And {more} more."] if more > 0 else [])])
        if not move.left and not move.kept:
            return "It had no room before."
        return self.plans.why(move)

    def _broken(self, row: Placement) -> Iterator[str]:
        for key in ((HOLDER, row.id, row.slot), (ROOM, row.room_id, row.slot), (HOLDER, row.id, None)):
            yield from self.causes.get(key, ())

    def _is_gone(self, move: Move) -> bool:
        is_post = move.kind is PlacementKind.POST
        return move.id not in (self.plans.dataset.post_by_id if is_post else self.plans.dataset.programme_by_id)


def causes(dataset: Dataset, travel: TravelTimes, earlier: Sequence[Placement]) -> Causes:
    """Return what the judge finds against an earlier plan in a dataset, by whom or which room it names, and slot."""
    found: dict[tuple[str, str, Slot | None], list[str]] = defaultdict(list)
    for breach in breaches(dataset, travel, earlier, pins_must_stand=False):
        about = ROOM if breach.rule == "R3" else HOLDER
        for name, slot in product(breach.posts or (breach.id,), _slots_of(breach)):
            found[about, name, slot].append(breach.sentence)
    return found


def _slots_of(breach: Breach) -> Sequence[Slot | None]:
    """Return the half-days in which a row may be the one at fault: of two sites on a day any row of that day."""
    if breach.rule == "R2" and breach.slot is not None:
        return SLOTS_OF_DAY[breach.slot.day]
    return (breach.slot,)
