"""Divides an estate into parcels: large parts by themselves, too large ones in districts, small ones together.

How it is divided depends on the dataset alone, never on who carries the parcels out: so the plan does not either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from estates.domain.prices import Price
from optimiser.candidates import Estate
from optimiser.national.borders import Borders
from optimiser.national.districts import MOST_POSTS, districts
from optimiser.national.parcels import Parcel, Request
from optimiser.split import split


@dataclass(frozen=True)
class Lot:
    """Parts whose parcels are planned and then put together: parts that share nothing, or the districts of one part.

    ``cut`` is the part that districts were cut from, or ``None``; then ``borders`` is what they share, and ``prices``
    what places are worth to each and ``bound`` what that proves of the first goal, once it has been asked.
    """

    parcels: Sequence[Parcel]
    parts: Sequence[Estate]
    cut: Estate | None = None
    borders: Borders = field(default_factory=lambda: Borders(()))
    prices: Sequence[Sequence[Price]] = ()
    bound: float = 0.0


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
