"""Which journeys can matter: the pairs of sites that a post or a programme could use, and within how many minutes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.programmes import Programme
from estates.domain.words import SiteKind

SURGERY_KINDS = frozenset({SiteKind.PRACTICE, SiteKind.BRANCH})


@dataclass(frozen=True)
class Reach:
    """Sites that may be gone to from somewhere, within a limit in minutes one way."""

    sites: frozenset[str]
    limit: Decimal


@dataclass(frozen=True)
class Horizon:
    """The travel limits of a dataset.

    ``of_posts`` holds, by base site, the longest limit of the posts based there: they may go to any site.
    ``of_programmes`` holds, by practice or branch site, where the programmes of its PCN may be held.
    """

    of_posts: Mapping[str, Decimal]
    of_programmes: Mapping[str, tuple[Reach, ...]]

    def limit(self, from_site: str, to_site: str) -> Decimal | None:
        """Return the longest limit in minutes that any post or programme sets a pair; ``None`` where none uses it."""
        limits = [reach.limit for reach in self.of_programmes.get(from_site, ()) if to_site in reach.sites]
        if from_site in self.of_posts:
            limits.append(self.of_posts[from_site])
        return max(limits, default=None)


def horizon_of(dataset: Dataset) -> Horizon:
    """Return the travel limits of a dataset, which stands as its season sees it."""
    of_posts: dict[str, Decimal] = {}
    for post in dataset.posts:
        of_posts[post.base_site] = max(of_posts.get(post.base_site, Decimal(0)), post.max_travel_minutes)
    of_programmes: dict[str, list[Reach]] = defaultdict(list)
    for programme in dataset.programmes:
        hubs = frozenset(site.site_id for site in dataset.candidate_sites(programme))
        for site_id in _surgeries(dataset, programme):
            of_programmes[site_id].append(Reach(hubs, programme.max_travel_minutes))
    return Horizon(of_posts, {site_id: tuple(reaches) for site_id, reaches in of_programmes.items()})


def _surgeries(dataset: Dataset, programme: Programme) -> list[str]:
    """Return the practice and branch sites of a programme's PCNs."""
    sites = (site for code in dict.fromkeys(programme.pcn_codes) for site in dataset.sites_of_pcn.get(code, ()))
    return [site.site_id for site in sites if site.kind in SURGERY_KINDS]
