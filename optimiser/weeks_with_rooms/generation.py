"""The burden with rooms counted, bounded and lowered by whole weeks (column generation).

Round by round the relaxation of the program over the weeks known says what places and held goals are worth, and every
post tells its best week at these prices: together they prove a bound, and the weeks join the pool. Then the program is
solved in whole numbers over the weeks that nearly pay at the prices.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from optimiser.aims import Aim
from optimiser.engine import Method, Task
from optimiser.model import Model
from optimiser.prices import prices_of_groups, prices_of_supervision
from optimiser.program import Floats
from optimiser.rooms import Naming
from optimiser.row_subjects import SessionsOfPcn
from optimiser.streams import Steps
from optimiser.together import Inequality
from optimiser.weeks_with_rooms.best import BestWeek
from optimiser.weeks_with_rooms.bound import burden_bound
from optimiser.weeks_with_rooms.choices import Week
from optimiser.weeks_with_rooms.master import Frame, Master, master
from optimiser.weeks_with_rooms.prices import Prices, no_prices
from optimiser.weeks_with_rooms.pricing import BestWeeks, in_order, pricing_jobs

SIDE_BY_SIDE = 2
"""As many jobs find best weeks, or programs in whole numbers are solved, side by side."""

STEP = 0.5
"""How far prices move from the best so far to those of the last relaxation."""

VARIED_MINUTES = 15.0
"""By up to so much places are dearer when prices are varied: about what a room more, or a journey, costs."""

ACCURACY = 1e-3
"""How closely a relaxation is solved: near prices move more evenly from round to round than exact ones."""


class Generation:
    """Weeks with rooms of one model: the pool, and the prices that bound the burden best so far."""

    def __init__(
        self, model: Model, values: Floats, naming: Naming, *, proved: Callable[[Inequality], None], seed: int = 0
    ) -> None:
        """Begin with the weeks of a plan, its earlier goals held; ``proved`` is told of every better bound."""
        self.frame = Frame(model, values)
        self.pool: list[dict[Week, None]] = [{} for _ in model.estate.posts]
        self.prices = self._at = no_prices(len(self.frame.shared.left), len(self.frame.pcns))
        self.bound, self.relaxed, self._proved = -np.inf, np.inf, proved
        self._random = np.random.default_rng(seed)
        self.hold(naming)

    def hold(self, naming: Naming) -> None:
        """Take the weeks of a plan into the pool."""
        for post, week in self.frame.weeks_of(naming).items():
            self.pool[post][week] = None

    def begin_at(self, aim: Aim, row_prices: Floats) -> None:
        """Begin at the prices of the relaxation of a model without rooms, where the burden was the aim."""
        self.prices = self._at = _with_rooms(self.frame, aim, row_prices)

    def rounds(self, most: int, *, gap: float, is_varied: bool = False) -> Steps:
        """Let the pool grow for so many rounds at most, or until the relaxation is within a gap of the bound.

        Weeks that are best at the same prices all want the same places. To be chosen from they must differ: with
        ``is_varied`` the best weeks where places are dearer here and there, at random, join the pool too.
        """
        for _ in range(most):
            at = self._at
            answers = yield [*pricing_jobs(self.frame, at, SIDE_BY_SIDE)]
            found = [answer for answer in answers if isinstance(answer, BestWeeks)]
            if len(found) < SIDE_BY_SIDE:
                return
            self._hear(at, found)
            # A near relaxation may be far off for once: whether it is so near the bound is told by an exact one.
            seems_enough = self._is_near_bound(gap)
            program = master(self.frame, self.pool)
            varied = pricing_jobs(self.frame, self._varied(), 1) if is_varied else []
            answer, *others = yield [_relaxation(program, is_exact=seems_enough), *varied]
            for other in others:
                if isinstance(other, BestWeeks):
                    self._keep(other.found)
            if answer is None or answer.prices is None:
                return
            if answer.values is not None:
                self.relaxed = float((program.cost * answer.values).sum())
                if seems_enough and self._is_near_bound(gap):
                    return
            self._at = self.prices.towards(program.prices(answer.prices), STEP)

    def _is_near_bound(self, gap: float) -> bool:
        return math.isfinite(self.relaxed) and abs(self.relaxed - self.bound) <= gap * abs(self.relaxed)

    def _varied(self) -> Prices:
        dearer = self._random.uniform(0.0, VARIED_MINUTES, len(self.prices.of_places))
        return replace(self.prices, of_places=self.prices.of_places + dearer)

    def _hear(self, at: Prices, answers: Sequence[BestWeeks]) -> None:
        best = in_order(answers, len(self.pool))
        bound = burden_bound(self.frame, at, sum(each.bound for each in best))
        if bound > self.bound:
            self.bound, self.prices = bound, at
            self._proved(Inequality(bound, {"G1": at.unmet, "G3": at.unfair}, self.frame.held))
        self._keep(best)

    def _keep(self, best: Sequence[BestWeek]) -> None:
        for own, each in zip(self.pool, best, strict=True):
            own.update(dict.fromkeys(each.weeks))

    def cheapest(self, most: int, naming: Naming) -> Master:
        """Return the program over a plan's weeks and those that cost least more than a post's best, so many in all."""
        held = self.frame.weeks_of(naming)
        costs = [self._costs(post, own) for post, own in enumerate(self.pool)]
        least = [self._least(post, own.values()) for post, own in enumerate(costs)]
        above = sorted(cost - best for own, best in zip(costs, least, strict=True) for cost in own.values())
        width = above[min(most, len(above)) - 1] if above else 0.0
        chosen = [
            [week for week, cost in own.items() if cost - best <= width or held.get(post) == week]
            for post, (own, best) in enumerate(zip(costs, least, strict=True))
        ]
        return master(self.frame, chosen)

    def _costs(self, post: int, weeks: Iterable[Week]) -> dict[Week, float]:
        """Return for weeks of a post the minutes and what they pay, less what their sessions gain (reduced costs)."""
        choices, gain = self.frame.choices[post], self.frame.gain_of_session(post, self.prices)
        lost = choices.paid(self.prices.of_places) - gain
        return {week: choices.minutes_of(week) + sum(float(lost[seat]) for seat in week) for week in weeks}

    def _least(self, post: int, costs: Iterable[float]) -> float:
        """Return the least of what weeks cost; without pins a post may also have none, which costs nothing."""
        return min(costs, default=0.0) if self.frame.choices[post].has_pins else min((0.0, *costs))


def whole_number_task(program: Master, naming: Naming, *, nodes: int, gap: float, seed: int) -> Task:
    """Return the task of choosing among the weeks of a program, from a plan to start with."""
    start = program.values(naming)
    return Task(
        program=program.program, objective=program.cost, hint=start, nodes=nodes, gap=gap, seed=seed, is_heavy=True
    )


def _relaxation(program: Master, *, is_exact: bool) -> Task:
    method = Method.RELAXATION if is_exact else Method.NEAR_RELAXATION
    return Task(program=program.program, objective=program.cost, method=method, accuracy=ACCURACY, is_heavy=True)


def _with_rooms(frame: Frame, aim: Aim, row_prices: Floats) -> Prices:
    """Return the prices of a model's rows as prices of rooms: a room pays for every union of groups that holds it."""
    model, shared = frame.model, frame.shared
    places, of_pcn = np.zeros(len(shared.left)), np.zeros(len(frame.pcns))
    for (site_id, slot), groups in prices_of_groups(model, row_prices).items():
        for group, price in groups.items():
            for room_id in model.variables.cells[site_id, slot].groups[group].room_ids:
                if (room_id, slot) in shared.seats:
                    places[shared.seats[room_id, slot]] = price
    for care, price in prices_of_supervision(model, row_prices).items():
        places[shared.cares[care]] = price
    for row, subject in model.about.items():
        if isinstance(subject, SessionsOfPcn):
            of_pcn[frame.pcns.index(subject.pcn_code)] = float(row_prices[row])
    held = zip(aim.program.row_rule[model.program.rows :], row_prices[model.program.rows :], strict=True)
    of_goal = {str(goal): max(0.0, -float(price)) for goal, price in held}
    return Prices(of_places=places, unmet=of_goal.get("G1", 0.0), unfair=of_goal.get("G3", 0.0), of_pcn=of_pcn)
