"""Districts joined into regions whose relaxations are solved as one: what is lost at borders is lost at fewer."""

from collections.abc import Sequence

from optimiser.candidates import Estate
from optimiser.national.borders import Borders
from optimiser.national.districts import joined
from optimiser.national.parcels import Parcel, Request

MOST_POSTS = 3_600
"""A region has at most so many posts: its relaxation takes some 700 MiB, and two are worked out side by side."""


def to_be_priced(request: Request, borders: Borders) -> list[Parcel]:
    """Return the parcels of regions, each with the shares that its districts have of what it shares with others."""
    return [
        borders.to_be_priced(request.parcel([borders.districts[number] for number in region]), region)
        for region in _regions(borders.districts)
    ]


def _regions(districts: Sequence[Estate]) -> list[list[int]]:
    """Return the numbers of the districts of each region: those that share most are joined first."""
    name = [min(choices.post.pcn_code for choices in district.posts) for district in districts]
    cells = {name[number]: district.cells for number, district in enumerate(districts)}
    size = {name[number]: len(district.posts) for number, district in enumerate(districts)}
    return [sorted(map(name.index, group)) for group in joined(cells, size, most=MOST_POSTS)]
