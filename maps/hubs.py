"""Who goes where: the planned hub nearest to each PCN that a programme serves, and the journeys of staff."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from estates.domain.programmes import Programme
from estates.domain.words import PlacementKind, SiteKind, Standing
from maps.outcome import Outcome

MORE_MAY_BE_REACHED = "Another plan may reach more PCNs: how many can be reached at most is not proved."
"""What is said of hubs that do not reach all of their PCNs, where that is not proved to be the best."""

_HOMES = frozenset({SiteKind.PRACTICE, SiteKind.BRANCH})


@dataclass(frozen=True, kw_only=True)
class ReachRecord:
    """A programme and a PCN that it serves.

    ``hub`` and ``home`` are the planned hub site nearest to the PCN and the surgery nearest to it (places in the table
    of sites), ``minutes`` the way between the two; ``None`` where no planned hub can be reached from any of its
    surgeries. ``limit`` is the programme's travel limit in minutes.
    """

    programme: int
    pcn: int
    hub: int | None
    home: int | None
    minutes: float | None
    limit: float
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class JourneyRecord:
    """A way that the plan sends staff, from their base to a room at another site; minutes one way, if known."""

    base: int
    site: int
    minutes: float | None
    estimated: bool


def is_reach_proved(outcome: Outcome) -> bool:
    """Whether it is proved that no plan that places as much has hubs in reach of more PCNs: the plan's goal G2."""
    return outcome.plan.goals["G2"].standing is Standing.OPTIMAL


def journey_records(outcome: Outcome) -> tuple[JourneyRecord, ...]:
    """Return a record per pair of base and other site that the plan sends staff between, in order of their codes."""
    posts, sites = outcome.dataset.post_by_id, outcome.site_places
    ways = {(posts[row.id].base_site, row.site_id) for row in outcome.plan.placements if row.kind is PlacementKind.POST}
    away = [(base, site) for base, site in sorted(ways) if base != site]
    times = {way: outcome.travel.minutes(*way) for way in away}
    return tuple(
        JourneyRecord(
            base=sites[base],
            site=sites[site],
            minutes=None if minutes is None else float(minutes),
            estimated=(base, site) in outcome.estimated_pairs,
        )
        for (base, site), minutes in times.items()
    )


def reach_records(outcome: Outcome) -> tuple[ReachRecord, ...]:
    """Return a record per programme and PCN of it; ``programme`` counts the dataset's programmes from nought."""
    hubs: dict[str, set[str]] = defaultdict(set)
    for row in outcome.plan.placements:
        if row.kind is PlacementKind.PROGRAMME:
            hubs[row.id].add(row.site_id)
    return tuple(
        _reach(outcome, (place, programme), pcn_code, sorted(hubs[programme.programme_id]))
        for place, programme in enumerate(outcome.dataset.programmes)
        for pcn_code in programme.pcn_codes
    )


def _reach(outcome: Outcome, programme_at: tuple[int, Programme], pcn_code: str, hubs: Iterable[str]) -> ReachRecord:
    place, programme = programme_at
    homes = [site.site_id for site in outcome.dataset.sites_of_pcn.get(pcn_code, ()) if site.kind in _HOMES]
    ways = [
        (minutes, home, hub)
        for home in homes
        for hub in hubs
        if (minutes := outcome.travel.minutes(home, hub)) is not None
    ]
    minutes, home, hub = min(ways, default=(None, None, None))
    return ReachRecord(
        programme=place,
        pcn=outcome.pcn_places[pcn_code],
        hub=outcome.site_places.get(hub or ""),
        home=outcome.site_places.get(home or ""),
        minutes=None if minutes is None else float(minutes),
        limit=float(programme.max_travel_minutes),
        estimated=(home, hub) in outcome.estimated_pairs,
    )
