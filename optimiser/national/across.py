"""Posts on both sides of a border choose once more together, in what all others leave.

Dealing out gives each room of a shared half-day to one district before anybody is planned. Once they are, the PCNs that
could use what some districts share make an area of their own, across the border; its first goal is pursued anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from estates.domain.places_taken import places_taken
from estates.domain.plan import Placement, Plan, in_order
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate, PostChoices
from optimiser.national.districts import MOST_POSTS
from optimiser.national.divide import Lot
from optimiser.national.parcels import Held, Parcel, Request
from optimiser.parts import learners_of, less_learners
from optimiser.stages import Stage


@dataclass(frozen=True)
class Area:
    """Posts of several districts that could use what these share."""

    posts: Sequence[PostChoices]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its posts."""
        return frozenset(choices.post.post_id for choices in self.posts)

    @cached_property
    def sites(self) -> frozenset[str]:
        """The sites that its posts could use."""
        return frozenset(site_id for choices in self.posts for site_id in choices.slots_at)

    def is_apart_from(self, other: "Area") -> bool:
        """Whether two areas share neither a post nor a site, so that each may choose without the other."""
        return self.ids.isdisjoint(other.ids) and self.sites.isdisjoint(other.sites)


def turns(lot: Lot) -> list[list[Area]]:
    """Return the areas of a lot in turns: those of a turn share nothing and may choose side by side."""
    found: list[list[Area]] = []
    for area in _areas(lot):
        turn = next((turn for turn in found if all(area.is_apart_from(other) for other in turn)), None)
        if turn is None:
            found.append([area])
        else:
            turn.append(area)
    return found


def _areas(lot: Lot) -> list[Area]:
    """Return for every set of districts that share something the posts of all PCNs that could use it.

    An area that one model could not hold is left out.
    """
    districts = defaultdict[str, set[int]](set)
    for (site_id, _), users in lot.borders.shared.items():
        districts[site_id].update(users)
    sites = defaultdict[tuple[int, ...], set[str]](set)
    for site_id, numbers in districts.items():
        sites[tuple(sorted(numbers))].add(site_id)
    areas = [_round(_part(lot), known) for _, known in sorted(sites.items())]
    return [area for area in areas if 0 < len(area.posts) <= MOST_POSTS]


def _round(part: Estate, sites: set[str]) -> Area:
    codes = {choices.post.pcn_code for choices in part.posts if not sites.isdisjoint(choices.slots_at)}
    return Area([choices for choices in part.posts if choices.post.pcn_code in codes])


def parcel(request: Request, lot: Lot, area: Area) -> Parcel:
    """Return the parcel of an area: its posts in what all others, and the hub sessions, leave."""
    others = [row for row in lot.rows if not _is_of(area.ids, row)]
    bare = request.parcel([replace(_part(lot), posts=tuple(area.posts), programmes=())])
    rooms = bare.dataset.room_by_id
    kinds = {choices.post.post_id: choices.supervision for choices in _part(lot).posts}
    taken = places_taken(request.dataset, (row for row in others if row.room_id in rooms))
    return replace(
        bare,
        dataset=less_learners(bare.dataset, learners_of(others, kinds)),
        held=tuple(Held(room_id=room_id, slot=slot, places=count) for (room_id, slot), count in taken.items()),
        stage=Stage.FIRST_GOAL,
        start=tuple(row for row in lot.rows if _is_of(area.ids, row)),
        limits=replace(bare.limits, gap=0.0),
    )


def with_rows_of(lot: Lot, area: Area, plan: Plan) -> Lot:
    """Return a lot with the rows of an area's plan, if that places more by priority."""
    priority = {choices.post.post_id: choices.post.priority for choices in area.posts}
    before = [row for row in lot.rows if _is_of(area.ids, row)]
    if _weight(plan.placements, priority) <= _weight(before, priority):
        return lot
    others = (row for row in lot.rows if not _is_of(area.ids, row))
    return replace(lot, rows=in_order((*others, *plan.placements)))


def _part(lot: Lot) -> Estate:
    """Return the part that a lot's districts were cut from."""
    if lot.cut is None:
        raise ValueError("a lot that was not cut has no borders")
    return lot.cut


def _is_of(ids: frozenset[str], row: Placement) -> bool:
    return row.kind is PlacementKind.POST and row.id in ids


def _weight(rows: Iterable[Placement], priority: dict[str, int]) -> int:
    return sum(priority[row.id] for row in rows)
