"""What can be placed at most, by weak duality: in exact arithmetic, from a dataset and prices alone.

Whatever the plan, the weight of its sessions is what they gain (weight less price) plus what they pay. Together they
pay no more than all places at their prices; each post and programme gains no more than it could by itself. So

    weight placed  <=  places at their prices  +  for each post and programme its best gain by itself

for any prices of nought or more. Posts and programmes fall into groups that pay for nothing in common; the sentence
holds for each group by itself, and the weight placed in a group is a whole number, a multiple of all its steps.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from types import MappingProxyType

from estates.domain.certificate.market import Market
from estates.domain.certificate.posts import Share, share_of_post
from estates.domain.certificate.programmes import share_of_programme
from estates.domain.checks.case import Case
from estates.domain.dataset import Dataset
from estates.domain.prices import Price
from estates.domain.slots import SiteSlot
from estates.domain.travel import TravelTimes

_NOBODY: Mapping[str, Dataset] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What prices prove of G1: of the weight ``wanted``, at most ``placed_at_most`` can be placed.

    ``priced`` is the same before anything is rounded down to whole numbers; ``paid_at`` names the sites and slots whose
    rooms it counts.
    """

    wanted: int
    placed_at_most: int
    priced: Fraction
    paid_at: frozenset[SiteSlot]

    @property
    def bound(self) -> int:
        """The bound on G1: the weighted sessions that any plan leaves unmet at least."""
        return self.wanted - self.placed_at_most

    def gap(self, value: float) -> float:
        """Return the gap that the bound leaves to a plan whose G1 is ``value``."""
        return (value - self.bound) / max(1.0, self.wanted - value)


def certify(
    dataset: Dataset, travel: TravelTimes, prices: Iterable[Price], *, admitted: Mapping[str, Dataset] = _NOBODY
) -> Certificate:
    """Return what prices prove of the least shortfall of a dataset.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it. Its pins are taken as legal.
    travel
        Minutes between its sites.
    prices
        Prices of nought or more; what is not named costs nothing. Good prices give a close bound, bad ones a loose
        one, but none a wrong one.
    admitted
        For some posts, by id, a dataset that differs in whom its sites are shared with: theirs alone.
    """
    market = Market(dataset, prices)
    case = Case(dataset=dataset, travel=travel, placements=())
    own = {id(each): Case(dataset=each, travel=travel, placements=()) for each in (dataset, *admitted.values())}
    shares = [
        *(share_of_post(own[id(admitted.get(post.post_id, dataset))], market, post) for post in dataset.posts),
        *(share_of_programme(case, market, programme) for programme in dataset.programmes),
    ]
    groups = _groups(shares)
    return Certificate(
        wanted=sum(share.wanted for share in shares),
        placed_at_most=sum(_placed_at_most(market, group) for group in groups),
        priced=Fraction(sum(_priced(market, group) for group in groups), market.unit),
        paid_at=frozenset[SiteSlot]().union(*(share.rooms for share in shares)),
    )


def _placed_at_most(market: Market, group: Sequence[Share]) -> int:
    step = gcd(*(share.step for share in group)) or 1
    wanted = sum(share.wanted for share in group)
    return min(wanted, _priced(market, group) // (market.unit * step) * step)


def _priced(market: Market, group: Sequence[Share]) -> int:
    rooms = {cell for share in group for cell in share.rooms}
    supervision = {place for share in group for place in share.supervision}
    return (
        sum(share.gain for share in group)
        + sum(market.worth_of_rooms(cell) for cell in rooms)
        + sum(market.worth_of_supervision(cell, kind) for cell, kind in supervision)
    )


def _groups(shares: Sequence[Share]) -> list[list[Share]]:
    """Return the shares in groups that pay for nothing in common."""
    leader: dict[Hashable, int] = {}
    above = list(range(len(shares)))

    def root(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    for number, share in enumerate(shares):
        for place in (*share.rooms, *share.supervision):
            above[root(number)] = root(leader.setdefault(place, number))
    groups: dict[int, list[Share]] = defaultdict(list)
    for number, share in enumerate(shares):
        groups[root(number)].append(share)
    return list(groups.values())
