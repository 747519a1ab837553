"""PCNs as neighbourhoods: the size of their lists, and which of them could share rooms with each other."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from estates.domain.dataset import Dataset
from estates.domain.scenario.changes import Share
from estates.domain.scenario.scenario import NamedChange, Scenario
from estates.domain.travel import TravelTimes
from estates.domain.words import Season, Sharing

SMALLEST_LIST, LARGEST_LIST = 30_000, 50_000
"""The list of a natural community. Source: the Network Contract DES of 2019 on the usual size of a PCN, as recalled."""


class ListSize(StrEnum):
    """How a PCN's list compares with that of a natural community."""

    WITHIN = "within"
    BELOW = "below"
    ABOVE = "above"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, kw_only=True)
class PcnList:
    """A PCN's list: patients, practices, and how far it is outside 30,000 to 50,000 (below nought: too small)."""

    pcn_code: str
    name: str
    group: str | None
    practices: int
    list_size: int
    standing: ListSize
    outside_by: int
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two PCNs, one of which has rooms that posts of the other could reach if they were shared.

    ``site_ids`` are the sites that an agreement opens: those shared within their own PCN so far. ``least_minutes`` is
    the shortest such journey.
    """

    pcn_codes: tuple[str, str]
    same_group: bool
    site_ids: tuple[str, ...]
    least_minutes: Decimal

    @property
    def share_with(self) -> Sharing:
        """What the sites are shared with: the group where it is one, else any. Others of these are kept out."""
        return Sharing.GROUP if self.same_group else Sharing.ANY

    def scenario(self, names: tuple[str, str], season: Season) -> Scenario:
        """Return the agreement as a scenario."""
        name = f"{names[0]} and {names[1]} share rooms"
        change = Share(site_ids=self.site_ids, share_with=self.share_with)
        return Scenario(name=name, season=season, changes=(NamedChange(name=name, change=change),))


def pcn_lists(dataset: Dataset) -> tuple[PcnList, ...]:
    """Return the list of every PCN, in the order of their codes; one without practices in the table is not known."""
    sizes, practices, estimated = Counter[str](), Counter[str](), set[str]()
    for practice in dataset.practices:
        sizes[practice.pcn_code] += practice.list_size
        practices[practice.pcn_code] += 1
        if practice.estimated:
            estimated.add(practice.pcn_code)
    return tuple(
        PcnList(
            pcn_code=code,
            name=name_of(dataset, code),
            group=dataset.group_of(code),
            practices=practices[code],
            list_size=sizes[code],
            standing=_standing(sizes[code]) if practices[code] else ListSize.NOT_KNOWN,
            outside_by=_outside(sizes[code]) if practices[code] else 0,
            estimated=code in estimated,
        )
        for code in _codes(dataset)
    )


def pairs(dataset: Dataset, travel: TravelTimes) -> tuple[Pair, ...]:
    """Return every pair of PCNs that an agreement could help: somebody could reach a site that it opens."""
    found = (_pair(dataset, travel, first, second) for first, second in combinations(_codes(dataset), 2))
    return tuple(pair for pair in found if pair is not None)


def name_of(dataset: Dataset, pcn_code: str) -> str:
    """Return a PCN's name, its code where it has none."""
    pcn = dataset.pcn_by_code.get(pcn_code)
    return pcn_code if pcn is None else pcn.name


def _codes(dataset: Dataset) -> list[str]:
    found = {pcn.pcn_code for pcn in dataset.pcns} | {practice.pcn_code for practice in dataset.practices}
    return sorted(found | {post.pcn_code for post in dataset.posts})


def _standing(size: int) -> ListSize:
    if size < SMALLEST_LIST:
        return ListSize.BELOW
    return ListSize.ABOVE if size > LARGEST_LIST else ListSize.WITHIN


def _outside(size: int) -> int:
    return min(0, size - SMALLEST_LIST) + max(0, size - LARGEST_LIST)


def _pair(dataset: Dataset, travel: TravelTimes, first: str, second: str) -> Pair | None:
    minutes = [*_journeys(dataset, travel, first, second), *_journeys(dataset, travel, second, first)]
    if not minutes:
        return None
    group = dataset.group_of(first)
    sites = (site for code in (first, second) for site in dataset.sites_of_pcn.get(code, ()))
    return Pair(
        pcn_codes=(first, second),
        same_group=group is not None and group == dataset.group_of(second),
        site_ids=tuple(site.site_id for site in sites if site.share_with is Sharing.PCN),
        least_minutes=min(minutes),
    )


def _journeys(dataset: Dataset, travel: TravelTimes, guests: str, hosts: str) -> Iterator[Decimal]:
    """Yield the minutes of journeys that posts of one PCN could make to sites that another keeps to itself."""
    sites = [site.site_id for site in dataset.sites_of_pcn.get(hosts, ()) if site.share_with is Sharing.PCN]
    for post in dataset.posts:
        if post.pcn_code == guests:
            for site_id in sites:
                minutes = travel.minutes(post.base_site, site_id)
                if minutes is not None and minutes <= post.max_travel_minutes:
                    yield minutes
