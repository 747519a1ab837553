"""Why a re-plan changes rows of an earlier plan: what broke them, who takes their place, or that nobody wants them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.moves import Move, why_moved
from estates.domain.plan import Placement
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind

MOST_CAUSES = 3

Causes = Mapping[tuple[str, Slot | None], Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Mended:
    """What is needed to say why rows of an earlier plan are not in a later one, made for the dataset as it is now."""

    dataset: Dataset
    travel: TravelTimes
    later: tuple[Placement, ...]
    causes: Causes

    def why(self, move: Move) -> str:
        """Return why a post or programme does not keep its rooms, or has new ones, in plain sentences."""
        if self._is_gone(move):
            return "It is no longer in the dataset."
        broken = dict.fromkeys(told for row in move.left for told in self._broken(row))
        if broken:
            more = len(broken) - MOST_CAUSES
            return " ".join([*list(broken)[:MOST_CAUSES], *([f"And {more} more."] if more > 0 else [])])
        if not move.left and not move.kept:
            return "It had no room before."
        return why_moved(move, self.dataset, self.travel, self.later)

    def _broken(self, row: Placement) -> Iterator[str]:
        for key in ((row.id, row.slot), (row.room_id, row.slot), (row.id, None)):
            yield from self.causes.get(key, ())

    def _is_gone(self, move: Move) -> bool:
        is_post = move.kind is PlacementKind.POST
        return move.id not in (self.dataset.post_by_id if is_post else self.dataset.programme_by_id)


def causes(dataset: Dataset, travel: TravelTimes, earlier: Sequence[Placement]) -> Causes:
    """Return what the judge finds against an earlier plan in a dataset, by whom or which room it names, and slot."""
    found: dict[tuple[str, Slot | None], list[str]] = defaultdict(list)
    for breach in breaches(dataset, travel, earlier, pins_must_stand=False):
        for name in breach.posts or (breach.id,):
            found[name, breach.slot].append(breach.sentence)
    return found
