"""Districts joined into regions whose relaxations are solved as one: what is lost at borders is lost at fewer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from optimiser.candidates import Estate
from optimiser.national.borders import Borders
from optimiser.national.districts import joined
from optimiser.national.parcels import Parcel, Request, Share
from optimiser.stages import Stage

MOST_POSTS = 3_600
"""A region has at most so many posts: its relaxation takes some 700 MiB, and two are worked out side by side."""


def to_be_priced(request: Request, borders: Borders) -> list[Parcel]:
    """Return the parcels of regions, each with the shares that its districts have of what it shares with others."""
    found = []
    for region in _regions(borders.districts):
        parcel = request.parcel([borders.districts[number] for number in region])
        found.append(replace(parcel, stage=Stage.PRICES, shares=tuple(_shares(borders, set(region)))))
    return found


def _regions(districts: Sequence[Estate]) -> list[list[int]]:
    """Return the numbers of the districts of each region: those that share most are joined first."""
    name = [min(choices.post.pcn_code for choices in district.posts) for district in districts]
    cells = {name[number]: district.cells for number, district in enumerate(districts)}
    size = {name[number]: len(district.posts) for number, district in enumerate(districts)}
    return [sorted(map(name.index, group)) for group in joined(cells, size, most=MOST_POSTS)]


def _shares(borders: Borders, region: set[int]) -> Iterable[Share]:
    """Yield what a region has of the half-days that districts outside it could use too."""
    for (site_id, slot), users in borders.shared.items():
        if not region.isdisjoint(users) and not region.issuperset(users):
            shares = borders.share_of((site_id, slot))
            own = sum(share for number, share in shares.items() if number in region)
            yield Share(site_id=site_id, slot=slot, share=own)
