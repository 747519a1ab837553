"""What sharing rooms would gain for two PCNs, by solving with it from a plan without it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from estates.domain.certificate import certify
from estates.domain.checks import Breach, breaches
from estates.domain.checks.case import Case
from estates.domain.checks.goals import unmet_weight
from estates.domain.dataset import Dataset
from estates.domain.demand import demands
from estates.domain.neighbourhoods import Pair
from estates.domain.plan import Placement
from estates.domain.prices import Price
from estates.domain.scenario.changes import Share
from estates.domain.scenario.premises import share_rooms
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from estates.planning.judging import stop_where_wrong
from optimiser.candidates import PostChoices, admits_post
from optimiser.first_goal import QUICK, THOROUGH, USUAL, replanned, replanned_for


@dataclass(frozen=True, kw_only=True)
class Area:
    """A dataset of a season with its journeys."""

    dataset: Dataset
    travel: TravelTimes


@dataclass(frozen=True, kw_only=True)
class Gain:
    """What an agreement gains: the difference of two plans, with it and without, each the best that its search found.

    So it may be a little more or less than the true gain. ``without`` and ``rows`` are the two plans, ``weighted``
    counts sessions by priority, ``by_pcn`` is in the order of the pair. ``crossing`` are the room sessions that posts
    of one PCN have in rooms that the agreement opens.
    """

    pair: Pair
    without: tuple[Placement, ...]
    rows: tuple[Placement, ...]
    sessions: int
    weighted: int
    by_pcn: tuple[int, int]
    crossing: int


def without_agreements(area: Area, rows: Sequence[Placement], found: Sequence[Pair]) -> tuple[Placement, ...]:
    """Return the plan to compare with: an earlier plan, made better by the search that pairs are tried with.

    Otherwise what the search finds anyhow would pass for a gain of sharing.
    """
    best = replanned(area.dataset, area.travel, rows)
    for pair in found:
        posts = _posts_of(area.dataset, pair.pcn_codes)
        best = replanned_for(area.dataset, area.travel, best, posts=posts, steps=USUAL)
    return best


def gain_of(area: Area, before: Sequence[Placement], pair: Pair, *, is_thorough: bool = False) -> Gain:
    """Return what an agreement gains when the posts of the two PCNs choose anew, all others where they were.

    Raises
    ------
    PlanError
        Where the plan fails the independent check: a defect of the program.
    """
    opened = _opened(area.dataset, pair)
    posts = _posts_of(opened, pair.pcn_codes)

    def narrow(choices: PostChoices) -> PostChoices:
        kept = {
            site_id: slots
            for site_id, slots in choices.slots_at.items()
            if site_id in pair.site_ids or admits_post(area.dataset, area.dataset.site_by_id[site_id], choices.post)
        }
        return replace(choices, slots_at=kept)

    steps = THOROUGH if is_thorough else QUICK
    rows = replanned_for(opened, area.travel, before, posts=posts, narrow=narrow, steps=steps)
    _judge(area, opened, rows, pair)
    return _gain(area, before, rows, pair)


def looked_at_closely(area: Area, before: Sequence[Placement], gain: Gain) -> Gain:
    """Return a gain by a thorough search, made without the agreement just as with it.

    Otherwise what the longer search finds anyhow would pass for a gain of sharing.
    """
    posts = _posts_of(area.dataset, gain.pair.pcn_codes)
    without = replanned_for(area.dataset, area.travel, before, posts=posts, steps=THOROUGH)
    longer = gain_of(area, before, gain.pair, is_thorough=True)
    best = max((gain, longer), key=lambda each: each.weighted)
    return _gain(area, without, best.rows, gain.pair)


def unmet_of(area: Area, rows: Sequence[Placement]) -> int:
    """Return the weighted sessions that a plan leaves unmet."""
    return unmet_weight(Case(dataset=area.dataset, travel=area.travel, placements=tuple(rows)))


def gain_at_most(area: Area, before: Sequence[Placement], pair: Pair, prices: Iterable[Price]) -> int:
    """Return the weighted sessions that no plan with the agreement can place more, proved by prices.

    Part of it is what a better plan without the agreement might place.
    """
    opened = _opened(area.dataset, pair)
    admitted = dict.fromkeys(_posts_of(opened, pair.pcn_codes), opened)
    bound = certify(area.dataset, area.travel, prices, admitted=admitted).bound
    return unmet_of(area, before) - max(0, bound)


def crossing_rows(area: Area, rows: Sequence[Placement], pair: Pair) -> list[Placement]:
    """Return the rows that only the agreement allows: posts of one PCN in rooms of the other that it opens."""
    return [
        row
        for row in rows
        if row.kind is PlacementKind.POST
        and row.site_id in pair.site_ids
        and area.dataset.site_by_id[row.site_id].pcn_code != area.dataset.post_by_id[row.id].pcn_code
    ]


def _opened(dataset: Dataset, pair: Pair) -> Dataset:
    return share_rooms(dataset, Share(site_ids=pair.site_ids, share_with=pair.share_with))


def _posts_of(dataset: Dataset, pcn_codes: Collection[str]) -> frozenset[str]:
    return frozenset(post.post_id for post in dataset.posts if post.pcn_code in pcn_codes)


def _judge(area: Area, opened: Dataset, rows: Sequence[Placement], pair: Pair) -> None:
    """Check a plan without a solver: against the opened dataset, and, but for the agreement's rows, against its own.

    A dataset can only open rooms to a group or to all. The second check makes sure that nobody but the two PCNs
    profits: what is left when the rows between them are taken out is legal without any agreement.
    """
    crossing = set(crossing_rows(area, rows, pair))
    guests = {area.dataset.post_by_id[row.id].pcn_code for row in crossing}
    own = [row for row in rows if row not in crossing]
    strangers = sorted(guests - set(pair.pcn_codes))
    wrong = (
        *breaches(opened, area.travel, rows),
        *breaches(area.dataset, area.travel, own, pins_must_stand=False),
        *(Breach("R6", f"Staff of {code} use rooms that only the two PCNs share.", code) for code in strangers),
    )
    stop_where_wrong(f"The plan of an agreement between {' and '.join(pair.pcn_codes)}", wrong)


def _gain(area: Area, before: Sequence[Placement], after: tuple[Placement, ...], pair: Pair) -> Gain:
    placed = [_placed_by_pcn(area.dataset, rows, pair) for rows in (before, after)]
    first, second = (placed[1][code] - placed[0][code] for code in pair.pcn_codes)
    return Gain(
        pair=pair,
        without=tuple(before),
        rows=after,
        sessions=len(after) - len(before),
        weighted=unmet_of(area, before) - unmet_of(area, after),
        by_pcn=(first, second),
        crossing=len(crossing_rows(area, after, pair)),
    )


def _placed_by_pcn(dataset: Dataset, rows: Sequence[Placement], pair: Pair) -> dict[str, int]:
    found = dict.fromkeys(pair.pcn_codes, 0)
    for demand in demands(dataset, rows):
        code = demand.codes["pcn"]
        if code in found:
            found[code] += demand.placed
    return found
