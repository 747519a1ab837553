"""Divides an estate into parcels: large parts by themselves, too large ones in districts, small ones together.

How it is divided depends on the dataset alone, never on who carries the parcels out: so the plan does not either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from estates.domain.plan import Placement
from estates.domain.prices import Price
from optimiser.candidates import Estate
from optimiser.national.borders import Borders
from optimiser.national.districts import MOST_POSTS, districts
from optimiser.national.parcels import Parcel, Request, rows_of
from optimiser.split import split
from optimiser.stages import Stage

SHARE_OF_GAP = 0.4
"""Districts pursue the first goal to this share of the gap asked; the rest is for what dealing out loses."""


@dataclass(frozen=True)
class Lot:
    """Parts whose parcels are planned and then put together: parts that share nothing, or the districts of one part.

    ``cut`` is the part that districts were cut from, or ``None``; then ``borders`` is what they share, and ``prices``
    what places are worth and ``bound`` what that proves of the first goal, once it has been asked. ``rows`` are those
    of the plan, once there is one.
    """

    parcels: Sequence[Parcel]
    parts: Sequence[Estate]
    cut: Estate | None = None
    borders: Borders = field(default_factory=lambda: Borders(()))
    prices: tuple[Price, ...] = ()
    bound: float = 0.0
    rows: tuple[Placement, ...] = ()

    def to_plan(self, stage: Stage) -> list[Parcel]:
        """Return the parcels with what they share dealt out among them, each to begin with its rows."""
        dealt = self.parcels if self.cut is None else replace(self.borders, rows=self.rows).dealt_out(self.parcels)
        share = SHARE_OF_GAP if self.cut is not None and stage is Stage.FIRST_GOAL else 1.0
        return [
            replace(
                parcel,
                stage=stage,
                start=rows_of(parcel.dataset, self.rows),
                limits=replace(parcel.limits, gap=share * parcel.limits.gap),
            )
            for parcel in dealt
        ]


def divide(request: Request, estate: Estate) -> list[Lot]:
    """Return an estate in lots, those of districts first; what these share is not dealt out yet."""
    cut, whole = list[Lot](), list[Estate]()
    for part in split(estate):
        found = districts(part)
        if len(found) == 1:
            whole.append(part)
        else:
            cut.append(Lot([request.parcel([district]) for district in found], found, part, Borders(found)))
    return [*cut, *(Lot([request.parcel(bundle)], bundle) for bundle in _bundles(whole))]


def _bundles(parts: Iterable[Estate]) -> list[list[Estate]]:
    """Return parts in bundles of at most so many posts, each part in the first that has room for it."""
    bundles: list[list[Estate]] = []
    posts: list[int] = []
    for part in parts:
        size = len(part.posts)
        place = next((n for n, count in enumerate(posts) if count + size <= MOST_POSTS), None)
        if place is None:
            bundles.append([part])
            posts.append(size)
        else:
            bundles[place].append(part)
            posts[place] += size
    return bundles
