"""Puts the plans of parcels together: rows, prices, and for each goal its value and what is proved of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from estates.domain.plan import GOALS, GoalScore, Placement, Plan, goal_scores, in_order
from estates.domain.prices import Price
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate
from optimiser.first_goal import replanned_for
from optimiser.goals.reach import is_constant, out_of_reach
from optimiser.goals.unmet import all_wanted
from optimiser.kept_rows import kept_rows
from optimiser.national.districts import MOST_POSTS
from optimiser.national.divide import Lot
from optimiser.national.parcels import Request
from optimiser.national.proof import bounded, dearest
from optimiser.small_moves.board import Board
from optimiser.small_moves.values import goal_values
from optimiser.together import Proved, bound_together
from optimiser.watch import Watch


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What is known of some parts together."""

    rows: tuple[Placement, ...]
    prices: tuple[Price, ...]
    proved: Proved


def merged(request: Request, lot: Lot, plans: Sequence[Plan], watch: Watch) -> Merged:
    """Return what the plans of a lot's parcels come to, once what districts leave over has been offered to all."""
    rows = _rows(plans)
    prices = lot.prices or dearest(request, lot.parcels, [plan.prices for plan in plans])
    if lot.cut is None:
        (plan,) = plans
        values = {goal: score.value for goal, score in plan.goals.items()}
        bounds = {goal: score.bound for goal, score in plan.goals.items()}
        return Merged(rows=rows, prices=prices, proved=_proved(lot.parts, values, bounds))
    if rows != lot.rows:  # else it was offered before
        rows = _with_what_is_left_over(request, lot, rows, watch)
    return Merged(rows=rows, prices=prices, proved=_proved([lot.cut], _values(lot.cut, rows), {"G1": lot.bound}))


def _proved(parts: Sequence[Estate], values: Mapping[str, float], bounds: Mapping[str, float]) -> Proved:
    sure = dict.fromkeys(GOALS, 0.0) | {"G2": float(sum(map(out_of_reach, parts)))}
    constant = ("G2",) if is_constant(parts) else ()
    return Proved(values=values, bounds=sure | dict(bounds), sure=sure, constant=constant)


def scores(estate: Estate, lots: Sequence[Merged]) -> dict[str, GoalScore]:
    """Return the score of each goal over all lots."""
    values = {goal: sum(lot.proved.values[goal] for lot in lots) for goal in GOALS}
    proved = [lot.proved for lot in lots]
    return goal_scores(values, lambda goal, _: bound_together(goal, proved), wanted=all_wanted(estate))


def gone_on_from(request: Request, lot: Lot, plans: Sequence[Plan], watch: Watch) -> Lot:
    """Return a lot that goes on from the plans of its parcels, once what districts leave over was offered to all.

    Where its places were not priced before, what is proved of a lot that was cut comes of these plans.
    """
    if lot.cut is not None and not lot.prices:
        lot = bounded(request, lot, dearest(request, lot.parcels, [plan.prices for plan in plans]))
    return replace(lot, rows=_with_what_is_left_over(request, lot, _rows(plans), watch))


def unmet(part: Estate, rows: Sequence[Placement]) -> float:
    """Return the weighted sessions that rows leave unmet of a part."""
    return _values(part, rows)["G1"]


def _values(part: Estate, rows: Sequence[Placement]) -> dict[str, float]:
    return goal_values(Board(part, kept_rows(part, rows)))


def better_proved(before: Plan, after: Plan) -> Plan:
    """Return a parcel's plan with the better of two bounds on its first goal, and with the prices that prove it."""
    if after.goals["G1"].bound >= before.goals["G1"].bound:
        return after
    first = replace(after.goals["G1"], bound=before.goals["G1"].bound)
    return replace(after, goals={**after.goals, "G1": first}, prices=before.prices)


def _rows(plans: Sequence[Plan]) -> tuple[Placement, ...]:
    return in_order(row for plan in plans for row in plan.placements)


def _with_what_is_left_over(
    request: Request, lot: Lot, rows: Sequence[Placement], watch: Watch
) -> tuple[Placement, ...]:
    """Let posts with sessions unmet that could use what is shared choose anew in what all others leave.

    A few take seconds, so that they have their turn in any case; the rows found till an interrupt stand.
    """
    if lot.cut is None:
        return tuple(rows)
    placed: dict[str, int] = {}
    for row in rows:
        if row.kind is PlacementKind.POST:
            placed[row.id] = placed.get(row.id, 0) + 1
    sites = {site_id for site_id, _ in lot.borders.shared}
    short = [
        choices.post.post_id
        for choices in lot.cut.posts
        if placed.get(choices.post.post_id, 0) < choices.wanted and not sites.isdisjoint(choices.slots_at)
    ]
    own = request.parcel([lot.cut]).dataset
    try:
        for first in range(0, len(short), MOST_POSTS):  # no more at a time than one model holds
            if first and watch.must_leave():
                break
            rows = replanned_for(own, request.travel, rows, posts=frozenset(short[first : first + MOST_POSTS]))
    except KeyboardInterrupt:
        watch.interrupt()
    return tuple(rows)
