"""Plans for sets of schemes: each starts from the plan of another set and looks where something changed."""

import math
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from estates.domain.capital.sets import Chosen
from estates.domain.slots import Slot
from optimiser.aims import ALLOWANCE, session_cost
from optimiser.auction import auction
from optimiser.bound import rounded_up
from optimiser.groups import WHOLE_COLUMNS
from optimiser.invest.offered import OfferedModel
from optimiser.local_programs import WEIGHTS, LocalPrograms
from optimiser.losses import Losses
from optimiser.model import Model
from optimiser.pricing import Weeks, weeks_of
from optimiser.program import Floats
from optimiser.start import SHARED, completed, first_plan
from optimiser.streams import Steps
from optimiser.surroundings import Surroundings
from optimiser.variables import Pattern
from optimiser.walk import Patience, Walk
from optimiser.watch import Watch

MOST_POSTS = 75
"""A group has at most so many posts: where rooms have come to be, very many may be short of a place near by."""

WHOLE_NODES = 2_000

FIRST_GOALS = 2
"""A plan may be no worse in so many of the goals; the others do not count."""


@dataclass
class SetPlan:
    """The best plan so far for a set of schemes: the values of the model's columns, and its unmet weighted sessions.

    ``proven`` is what branching has shown to stay unmet in any plan of the set; nought where only cuts speak.
    """

    chosen: Chosen
    values: Floats
    unmet: float
    proven: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How hard to look: auctions by their steps, then rounds, each of groups in vain or in all at most."""

    in_vain: int
    in_all: int
    auctions: tuple[float, ...] = ()
    rounds: int = 1


class Planner:
    """Makes and betters plans of sets of schemes, all in the columns of one model."""

    def __init__(self, offered: OfferedModel, watch: Watch) -> None:
        """Start without plans."""
        self.offered = offered
        self.weeks: Weeks = weeks_of(offered.model)
        self._watch = watch
        self._cost = session_cost(offered.model)

    @property
    def is_whole(self) -> bool:
        """Whether the model is small enough to be solved as a whole."""
        return self.offered.model.program.columns <= WHOLE_COLUMNS

    def first(self, chosen: Chosen, row_prices: Floats | None = None) -> SetPlan:
        """Return a legal plan of a set, made in a second at prices of the model's rows in weighted sessions."""
        model = self.offered.at(chosen)
        prices = np.zeros(model.program.rows) if row_prices is None else row_prices
        values = first_plan(model, self.weeks, self._cost, prices)
        return SetPlan(chosen, values, model.goals["G1"].value(values))

    def fitted(self, plan: SetPlan, chosen: Chosen) -> SetPlan:
        """Return a plan moved to another set: sessions in rooms that are not there lose their place."""
        model = self.offered.at(chosen)
        values = plan.values
        if not model.program.holds(values):
            values = completed(model, self._without_overload(model, values))
            if not model.program.holds(values):
                return self.first(chosen)
        return SetPlan(chosen, values, model.goals["G1"].value(values), plan.proven if plan.chosen == chosen else 0.0)

    def look(
        self, plan: SetPlan, effort: Effort, *, row_prices: Floats, bound: float, near: Collection[str] = ()
    ) -> Steps:
        """Better a plan until its bound, or until nothing more is found; with sites to be ``near`` only there.

        Prices of the model's rows that prove much of the set tell where its plan loses.
        """
        if plan.unmet <= bound + 1e-6:
            return
        walk = Walk(self.offered.at(plan.chosen), plan.values, self._watch, weeks=self.weeks, cost=self._cost)
        try:
            if self.is_whole:
                yield from self._solve_whole(walk, plan)
            else:
                yield from self._better(walk, effort, row_prices=row_prices, bound=bound, near=near)
        finally:
            plan.values, plan.unmet = walk.values, walk.value("G1")

    def _better(self, walk: Walk, effort: Effort, *, row_prices: Floats, bound: float, near: Collection[str]) -> Steps:
        """Hold auctions, then bring people nearer home and place the unmet in what that leaves."""

        def is_enough() -> bool:
            return walk.value("G1") <= bound + 1e-6

        for step in effort.auctions:
            if is_enough():
                return
            (answer,) = yield [auction(walk.model, self.weeks, self._cost, walk.values, step=step)]
            if answer is not None and answer.values is not None:
                walk.accept_sideways(completed(walk.model, answer.values), FIRST_GOALS)
        if effort.rounds and not is_enough():
            patience = Patience(in_vain=effort.in_vain, in_all=effort.in_all, is_enough=is_enough, near=near)
            yield from self._rounds(walk, effort.rounds, patience, Losses(walk.model, self.weeks, row_prices))

    def _rounds(self, walk: Walk, count: int, patience: Patience, losses: Losses) -> Steps:
        seed = self._watch.limits.seed
        surroundings = Surroundings(walk.model, "G1", seed, most_posts=MOST_POSTS, losses=losses)
        for _ in range(count):
            if patience.is_enough() or self._watch.is_over():
                return
            yield from walk.come_nearer(self._posts_near(patience.near))
            yield from walk.look_round(surroundings, patience)

    def _posts_near(self, sites: Collection[str]) -> list[int]:
        """Return the posts that could use one of some sites; all where none are named."""
        posts = self.offered.model.estate.posts
        return [post for post, own in enumerate(posts) if not sites or not own.slots_at.keys().isdisjoint(sites)]

    def _solve_whole(self, walk: Walk, plan: SetPlan) -> Steps:
        programs = LocalPrograms(walk.model, "G1", self._watch.limits.seed)
        everybody = frozenset(range(len(walk.model.estate.posts)))
        part = programs.part(walk.values, everybody, move_hubs=True)
        (answer,) = yield [replace(programs.task(walk.values, part), nodes=WHOLE_NODES)]
        if answer is not None and answer.values is not None:
            walk.accept_sideways(programs.plan(walk.values, part, answer.values), FIRST_GOALS)
            # The pairs of programme and PCN reached only lower the objective, so that a bound on it bounds G1.
            goal = walk.model.goals["G1"]
            held = goal.coefficients.copy()
            held[part.columns] = 0.0
            bound = answer.bound / WEIGHTS["G1"]["G1"] + goal.constant + float((held * walk.values).sum())
            if math.isfinite(bound):
                plan.proven = max(plan.proven, rounded_up(bound - ALLOWANCE["G1"], walk.model.steps["G1"]))

    @cached_property
    def _pattern_at(self) -> Mapping[tuple[int, str, frozenset[Slot]], int]:
        patterns = self.offered.model.variables.patterns
        return {(each.post, each.site_id, frozenset(each.slots)): each.column for each in patterns}

    def _without_overload(self, model: Model, values: Floats) -> Floats:
        """Return values with sessions taken out of rooms and from supervisors until these suffice, the least first."""
        program, values = model.program, values.copy()
        is_shared = np.isin(program.row_rule, SHARED)
        for row in np.flatnonzero(is_shared & (program.activity(values) > program.row_high + 1e-6)):
            own = program.entry_row == row
            columns, amounts = program.entry_column[own], program.entry[own]
            order = np.argsort(-self._cost[columns], kind="stable")
            for column, amount in zip(columns[order].tolist(), amounts[order].tolist(), strict=True):
                over = float((amounts * values[columns]).sum()) - program.row_high[row]
                if over > 1e-6 and amount > 0 and values[column] > 0.5:
                    self._leave(values, column, model.about[int(row)])
        return values

    def _leave(self, values: Floats, column: int, subject: Hashable) -> None:
        """Take what a column stands for out of the slot of a row: a hub session goes, a post works without the slot."""
        hub = self._hub_of.get(column)
        if hub is not None:
            values[[other for other, same in self._hub_of.items() if same == hub]] = 0.0
            return
        pattern = self._pattern_of.get(column)
        slot = getattr(subject, "slot", None)
        if pattern is None or slot in self.offered.model.estate.posts[pattern.post].pins:
            return
        values[column] = 0.0
        rest = self._pattern_at.get((pattern.post, pattern.site_id, frozenset(pattern.slots) - {slot}))
        if rest is not None:
            values[rest] = 1.0

    @cached_property
    def _pattern_of(self) -> Mapping[int, Pattern]:
        return {pattern.column: pattern for pattern in self.offered.model.variables.patterns}

    @cached_property
    def _hub_of(self) -> Mapping[int, tuple[int, str, Slot]]:
        """The hub session of each column that holds one or takes rooms for it."""
        variables = self.offered.model.variables
        taken = {column: (g, site_id, slot) for (g, site_id, slot, _), column in variables.taken.items()}
        return taken | {column: key for key, column in variables.hubs.items()}
