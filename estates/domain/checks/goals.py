"""The goals G1-G4 of a plan, recomputed exactly from its rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from estates.domain.checks.case import Case
from estates.domain.checks.rows_of_the_plan import known_rows
from estates.domain.dataset import Dataset
from estates.domain.plan import CHANGES, Placement
from estates.domain.programmes import Programme
from estates.domain.settings import BurdenSettings
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, SiteKind

Row = tuple[PlacementKind, str, Slot, str]
STANDARD_BURDEN = BurdenSettings()
_HOME_KINDS = frozenset({SiteKind.PRACTICE, SiteKind.BRANCH})


def goal_values(
    dataset: Dataset,
    travel: TravelTimes,
    placements: Iterable[Placement],
    *,
    burden: BurdenSettings = STANDARD_BURDEN,
    earlier: Iterable[Placement] = (),
) -> Mapping[str, Fraction]:
    """Return the exact value of each goal, by its name, in order.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it.
    travel
        Minutes between its sites. A journey that has no way counts nought: the rule of reach speaks of it.
    placements
        The rows of the plan; those that name what the dataset does not have count for nothing.
    burden
        The minutes that G4 counts for an extra site, an extra room and a changed row.
    earlier
        The rows of the plan that this one re-plans, if any.
    """
    known, _ = known_rows(dataset, placements)
    case = Case(dataset=dataset, travel=travel, placements=known)
    changes = changed_rows(dataset, earlier, known)
    return {
        "G1": Fraction(unmet_weight(case)),
        "G2": Fraction(unreached_pairs(case)),
        "G3": unevenness(case),
        "G4": burden_minutes(case, burden) + _exact(burden.changed_row_minutes) * changes,
    }


def replan_values(
    dataset: Dataset,
    travel: TravelTimes,
    placements: Sequence[Placement],
    *,
    burden: BurdenSettings,
    earlier: Sequence[Placement],
    apart: bool,
) -> Mapping[str, Fraction]:
    """Return the exact value of each goal of a re-plan, by its name.

    Parameters
    ----------
    dataset, travel, placements, burden, earlier
        As for ``goal_values``.
    apart
        Whether changed rows are a goal of their own, ``changes``; else each counts minutes in G4.
    """
    goals = goal_values(dataset, travel, placements, burden=burden, earlier=() if apart else earlier)
    return {**goals, CHANGES: Fraction(changed_rows(dataset, earlier, placements))} if apart else goals


def unmet_weight(case: Case) -> int:
    """G1: priority times unmet room sessions, over posts and programmes."""
    data = case.dataset
    posts = sum(post.priority * _unmet_of_post(case, post.post_id) for post in data.posts)
    return posts + sum(
        programme.priority
        * max(0, programme.room_sessions_wanted - len(case.rows_of_programme.get(programme.programme_id, ())))
        for programme in data.programmes
    )


def unreached_pairs(case: Case) -> int:
    """G2: pairs of programme and PCN without a planned hub session within the programme's travel limit.

    The time is the least from a practice or branch site of the PCN to the hub; a PCN without sites is not reached.
    """
    return sum(
        not _is_reached(case, programme, pcn_code)
        for programme in case.dataset.programmes
        for pcn_code in dict.fromkeys(programme.pcn_codes)
    )


def unevenness(case: Case) -> Fraction:
    """G3: over PCNs, the square of unmet over wanted room sessions of their own posts, without weights."""
    wanted: dict[str, int] = defaultdict(int)
    unmet: dict[str, int] = defaultdict(int)
    for post in case.dataset.posts:
        wanted[post.pcn_code] += case.dataset.wanted_by_post[post.post_id]
        unmet[post.pcn_code] += _unmet_of_post(case, post.post_id)
    return sum((Fraction(unmet[code] ** 2, all_of_it) for code, all_of_it in wanted.items() if all_of_it), Fraction(0))


def burden_minutes(case: Case, burden: BurdenSettings) -> Fraction:
    """G4 without changes: travel per post and day worked, sites beyond the first and rooms beyond the first."""
    total = Fraction(0)
    for post_id, rows in case.rows_of_post.items():
        base = case.dataset.post_by_id[post_id].base_site
        for site_id, _ in {(row.site_id, row.slot.day) for row in rows}:
            total += _exact(case.minutes(base, site_id) or Decimal(0))
        total += _exact(burden.extra_site_minutes) * (len({row.site_id for row in rows}) - 1)
        total += _exact(burden.extra_room_minutes) * (len({row.room_id for row in rows}) - 1)
    return total


def changed_rows(dataset: Dataset, earlier: Iterable[Placement], placements: Iterable[Placement]) -> int:
    """Return how many rows of an earlier plan are not in the new one.

    A row is kind, id, slot and room; rows of posts and programmes that have left the dataset do not count.
    """
    here: dict[PlacementKind, Mapping[str, object]] = {
        PlacementKind.POST: dataset.post_by_id,
        PlacementKind.PROGRAMME: dataset.programme_by_id,
    }
    before = {_row(row) for row in earlier if row.id in here[row.kind]}
    return len(before - {_row(row) for row in placements})


def _row(placement: Placement) -> Row:
    return (placement.kind, placement.id, placement.slot, placement.room_id)


def _unmet_of_post(case: Case, post_id: str) -> int:
    return max(0, case.dataset.wanted_by_post[post_id] - len(case.rows_of_post.get(post_id, ())))


def _is_reached(case: Case, programme: Programme, pcn_code: str) -> bool:
    homes = [site for site in case.dataset.sites_of_pcn.get(pcn_code, ()) if site.kind in _HOME_KINDS]
    hubs = {row.site_id for row in case.rows_of_programme.get(programme.programme_id, ())}
    times = (case.minutes(home.site_id, hub) for home in homes for hub in hubs)
    return any(minutes is not None and minutes <= programme.max_travel_minutes for minutes in times)


def _exact(minutes: Decimal) -> Fraction:
    return Fraction(minutes)
