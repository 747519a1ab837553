"""The search for a better plan of one part of an estate, goal by goal, with a proven bound for each.

A search hands out tasks in batches and takes in their answers (a generator), so that one crew can serve many
searches. The best plan so far always stands in ``values``.
"""

import math
from itertools import islice

import numpy as np

from estates.domain.plan import GOALS
from optimiser.aims import Aim, bound_of, held_aim, relaxed_aim, session_cost, whole_task
from optimiser.auction import COARSE, FINE, auction
from optimiser.bound import price_bound, rounded_up, week_bound
from optimiser.engine import Answer, Job, Method, Task
from optimiser.goals.reach import out_of_reach
from optimiser.goals.unmet import all_wanted
from optimiser.groups import is_whole
from optimiser.hub_moves import HubMove, hub_moves
from optimiser.local_programs import LocalPrograms
from optimiser.losses import Losses
from optimiser.model import Model
from optimiser.parts import chosen_values
from optimiser.pricing import weeks_of
from optimiser.program import Floats
from optimiser.rooms import Naming
from optimiser.start import completed, first_plan, is_short
from optimiser.streams import Steps
from optimiser.surroundings import Surroundings
from optimiser.walk import Patience, Score, Walk
from optimiser.watch import Watch

BATCH = 2
"""As many moves of hub sessions are tried side by side."""

MOST_MOVES, MOVES_IN_VAIN = 8, 4
"""By default as many moves of a hub session are tried in all, or one after the other in vain."""

MOST_IN_VAIN, MOST_IN_ALL = 8, 32
"""By default it is enough after so many groups of posts in vain, one after the other, or so many in all, in a round."""

ROUNDS = 2
"""By default people are brought nearer home so many times, and the unmet placed in what that leaves."""

MOST_LEVELLED = 16
"""By default the loss is levelled in as many groups of posts."""

EXACT_COLUMNS = 30_000
"""With time to spare sessions are also placed by one program over a large model, up to this size: above it branch and
cut finds nothing in minutes."""

STARVED = 0.5
"""Where the first plan leaves more than this share of the weighted sessions unmet, that program comes at once, beside
the auction: most places are wanted by many, its relaxation is nearly whole, and it is proved within seconds."""

ENOUGH_SAVED = 0.97
"""People come nearer home again while the burden falls below this share of what it was."""

ACCURACY = {"G1": 1e-6, "G3": 1e-4, "G4": 1e-3}
"""How closely the relaxation of a large model is solved: more costs more time than it gains in the bound."""


class Search(Walk):
    """Looks for better plans of one model.

    ``values`` is the best plan so far, ``naming`` its rooms once they are named, ``bounds`` each goal's proven lower
    bound, ``row_prices`` the prices of the model's rows that bound G1, ``burden_relaxed`` the relaxation that bounded
    the burden and its prices. ``is_whole`` says that the model is small enough to be solved as a whole.
    """

    def __init__(self, model: Model, watch: Watch) -> None:
        """Start with a plan made without prices; nothing is proved yet."""
        weeks, cost = weeks_of(model), session_cost(model)
        start = first_plan(model, weeks, cost, np.zeros(model.program.rows))
        super().__init__(model, start, watch, weeks=weeks, cost=cost)
        self.bounds = dict.fromkeys(GOALS, 0.0)
        self.naming = Naming({}, {})
        self.row_prices = np.zeros(model.program.rows)
        self.burden_relaxed: tuple[Aim, Floats] | None = None
        self._proved_at: dict[str, Score] = {}
        self.is_whole = is_whole(model)
        self._round_the_unmet = self._surroundings("G1")
        self._round_the_worst_off = self._surroundings("G3")
        self._unmet_when_looked = math.inf
        self.total = all_wanted(model.estate)

    def begin_with(self, naming: Naming) -> None:
        """Begin with the plan that a naming stands for where it is better."""
        self.accept(chosen_values(self.model, naming))

    @property
    def is_named(self) -> bool:
        """Whether the best plan has its rooms named."""
        return bool(self.naming.of_posts or self.naming.of_hubs)

    def bound(self, goal: str) -> float:
        """Return a goal's proven lower bound among plans whose earlier goals are as they stand.

        What was proved while an earlier goal stood lower than now says nothing: a session more may cost fairness.
        """
        then, place = self._proved_at.get(goal), GOALS.index(goal)
        earlier = zip(self.score(self.values)[:place], then or (), strict=False)
        if any(now > old + 1e-6 for now, old in earlier):
            return self.sure_bound(goal)
        return self.bounds[goal]

    def sure_bound(self, goal: str) -> float:
        """Return a lower bound of a goal in any plan whatever, beside the first goal's own."""
        return float(out_of_reach(self.model.estate)) if goal == "G2" else 0.0

    def short(self) -> list[int]:
        """Return the posts with sessions unmet in the best plan so far."""
        return [post for post in range(len(self.model.estate.posts)) if is_short(self.weeks, self.values, post)]

    def base(self, goal: str) -> float:
        """Return what a goal's gap is measured against."""
        return max(1.0, self.total - self.value(goal) if goal == "G1" else self.value(goal))

    def is_closed(self, goal: str) -> bool:
        """Whether a goal's gap is at most the gap asked."""
        return self.value(goal) - self.bound(goal) <= self.watch.limits.gap * self.base(goal) + 1e-6

    def improve(self, goal: str) -> Steps:
        """Look for better plans, all earlier goals held; in a small model, and for the first goal, with a proof.

        The burden is left to the stage that knows the rooms; in a small model a bound comes first, and all come nearer
        home.
        """
        if self.is_whole:
            yield from self._start() if goal == "G1" else self._prove(goal)
            if goal == "G4":
                yield from self._save_minutes()
            if goal != "G4" or self.model.estate.earlier:
                yield from self._solve_whole(goal)
        elif goal == "G1":
            yield from self._start()
            yield from self._prove_exactly()
            yield from self._place_the_unmet(ROUNDS * self.watch.share_of_work - 1)
        elif goal == "G2":
            self.raise_bound(goal, self.sure_bound(goal))
            yield from self._move_hubs()
        elif goal == "G3":
            yield from self._level()

    def improve_once_more(self) -> Steps:
        """Place the unmet of a large model for the last time."""
        if not self.is_whole:
            yield from self._place_the_unmet(1)

    def take_up(self) -> Steps:
        """Prove a bound for the first goal of a plan that was pursued before; a small model is solved once more."""
        yield from self.improve("G1") if self.is_whole else self._prove("G1")

    def prove(self, goal: str) -> Steps:
        """Prove a bound for a goal of a large model while an earlier one is pursued.

        The bound holds all the more once earlier goals are better.
        """
        if not self.is_whole:
            yield from self._prove(goal)

    def _prove(self, goal: str) -> Steps:
        if not self.is_closed(goal) and not self.watch.is_over():
            self._begin_proof(goal)
            aim = self._relaxed(goal)
            (answer,) = yield [self._relaxation(aim)]
            self._hear(aim, answer)

    def _relaxed(self, goal: str) -> Aim:
        return relaxed_aim(self.model, goal, self.values, is_near=not self.is_whole)

    def _relaxation(self, aim: Aim) -> Task:
        method = Method.RELAXATION if self.is_whole else Method.NEAR_RELAXATION
        accuracy = ACCURACY.get(aim.goal, ACCURACY["G1"])
        return Task(program=aim.program, objective=aim.objective, method=method, accuracy=accuracy)

    def _hear(self, aim: Aim, answer: Answer | None) -> None:
        """Prove a bound from the prices of a relaxation; those of the first goal also lead to a plan."""
        if answer is None or answer.prices is None:
            return
        prices, expression = answer.prices / aim.weight, self.model.goals[aim.goal]
        self.raise_bound(aim.goal, price_bound(aim.program, expression, prices))
        if aim.goal == "G4":
            self.burden_relaxed = aim, prices
        else:
            self.raise_bound(aim.goal, week_bound(aim.program, expression, prices, weeks=self.weeks))
        if aim.goal == "G3":
            self._round_the_worst_off = self._surroundings("G3", Losses(self.model, self.weeks, prices, aim=aim))
        if aim.goal == "G1":
            self.row_prices = np.zeros(self.model.program.rows)
            self.row_prices[: aim.program.rows] = prices
            self._round_the_unmet = self._surroundings("G1", Losses(self.model, self.weeks, self.row_prices))
            self.accept(first_plan(self.model, self.weeks, self.cost, self.row_prices))

    def _start(self) -> Steps:
        """Hold auctions, and prove a bound for the first goal beside them."""
        if self.is_closed("G1") or self.watch.is_over():
            return
        at_once = [self._whole("G1")] if self._is_exact and self.value("G1") > STARVED * self.total else []
        aim, tasks = self._relaxed("G1"), [task for _, task in at_once]
        *exact, relaxed, coarse = yield [*tasks, self._relaxation(aim), self._auction(COARSE)]
        self._hear(aim, relaxed)
        self._take(coarse)
        for (exact_aim, _), answer in zip(at_once, exact, strict=True):
            self._hear_whole(exact_aim, answer)
        if coarse is not None and not self.is_closed("G1") and not self.watch.is_over():
            (fine,) = yield [self._auction(FINE, coarse.prices)]
            self._take(fine)

    def _auction(self, step: float, prices: Floats | None = None) -> Job:
        return auction(self.model, self.weeks, self.cost, self.values, step=step, prices=prices)

    def _take(self, answer: Answer | None) -> None:
        """Take the plan of an answer where it is better."""
        if answer is not None and answer.values is not None:
            self.accept(completed(self.model, answer.values))

    def _prove_exactly(self) -> Steps:
        """With time to spare, and few enough columns, have the best plan so far bettered and proved as a whole."""
        if self._is_exact and not self.is_closed("G1"):
            yield from self._place_the_unmet(1, share=1.0)
            yield from self._solve_whole("G1")
            self._unmet_when_looked = math.inf

    def _place_the_unmet(self, most: float, *, share: float | None = None) -> Steps:
        """Bring people nearer home, which leaves places where they are scarce, and place the unmet in them.

        So it goes for so many rounds at most, with the patience of a share of the default work, by default of the work
        asked; where coming nearer places nobody, nobody is looked round once more.
        """
        rounds, share = 0, self.watch.share_of_work if share is None else share
        patience = Patience(
            in_vain=MOST_IN_VAIN * share, in_all=MOST_IN_ALL * share, is_enough=lambda: self.is_closed("G1")
        )
        while rounds < most and not self.is_closed("G1") and not self.watch.is_over():
            rounds += 1
            yield from self.come_nearer(range(len(self.model.estate.posts)))
            if self.value("G1") < self._unmet_when_looked:
                yield from self.look_round(self._round_the_unmet, patience)
                self._unmet_when_looked = self.value("G1")

    def _save_minutes(self) -> Steps:
        """Bring people of a small model nearer home while that saves much: good weeks are found the sooner."""
        before = math.inf
        while self.value("G4") < ENOUGH_SAVED * before and not self.is_closed("G4") and not self.watch.is_over():
            before = self.value("G4")
            yield from self.come_nearer(range(len(self.model.estate.posts)), kept=GOALS.index("G4"))

    def _level(self) -> Steps:
        """Spread the loss more evenly: posts of the PCNs worst off, and those round them, choose anew."""
        share = self.watch.share_of_work
        patience = Patience(
            in_vain=MOST_IN_VAIN * share, in_all=MOST_LEVELLED * share, is_enough=lambda: self.is_closed("G3")
        )
        yield from self.look_round(self._round_the_worst_off, patience, "G3")

    def _surroundings(self, goal: str, losses: Losses | None = None) -> Surroundings:
        return Surroundings(self.model, goal, self.watch.limits.seed, losses=losses)

    def _move_hubs(self) -> Steps:
        """Move hub sessions one by one to where they reach another PCN, as long as that costs no session."""
        surroundings, tried, in_vain = self._surroundings("G1"), set[HubMove](), 0
        programs = LocalPrograms(self.model, "G1", self.watch.limits.seed)
        while not self.is_closed("G2") and not self.watch.is_over():
            moves = (move for move in hub_moves(self.model, self.values, self.row_prices) if move not in tried)
            batch = list(islice(moves, BATCH))
            share = self.watch.share_of_work
            if not batch or len(tried) >= MOST_MOVES * share or in_vain >= MOVES_IN_VAIN * share:
                return
            tried.update(batch)
            before = self.value("G2")
            hoods = [surroundings.at(self.values, (move.site_id, move.slot)) for move in batch]
            parts = [programs.moved(self.values, move, hood) for move, hood in zip(batch, hoods, strict=True)]
            answers = yield [programs.first_task(self.values, part) for part in parts]
            for part, answer in zip(parts, answers, strict=True):
                if answer is not None and answer.values is not None:
                    self.accept(programs.plan(self.values, part, answer.values))
            in_vain = 0 if self.value("G2") < before else in_vain + len(batch)

    def _solve_whole(self, goal: str) -> Steps:
        if self.is_closed(goal) or self.watch.is_over():
            return
        self._begin_proof(goal)
        aim, task = self._whole(goal)
        (answer,) = yield [task]
        self._hear_whole(aim, answer)

    def _whole(self, goal: str) -> tuple[Aim, Task]:
        aim = held_aim(self.model, goal, self.values)
        return aim, whole_task(aim, self.values, seed=self.watch.limits.seed)

    def _hear_whole(self, aim: Aim, answer: Answer | None) -> None:
        self._take(answer)
        if answer is not None:
            self.raise_bound(aim.goal, bound_of(aim, answer))

    @property
    def _is_exact(self) -> bool:
        """Whether sessions of a large model are also placed by one program."""
        is_large_enough = not self.is_whole and self.model.program.columns <= EXACT_COLUMNS
        return is_large_enough and self.watch.has_time_to_spare

    def prove_now(self, goal: str, bound: float) -> None:
        """Keep a lower bound of a goal that holds among plans whose earlier goals are as they stand now."""
        self._begin_proof(goal)
        self.raise_bound(goal, bound)

    def _begin_proof(self, goal: str) -> None:
        """From now on a goal's bounds hold for the earlier goals as they stand; those for lower ones are forgotten."""
        self._proved_at[goal], self.bounds[goal] = self.score(self.values), self.bound(goal)

    def raise_bound(self, goal: str, bound: float) -> None:
        """Keep a proven lower bound of a goal if it is the best so far."""
        bound = rounded_up(bound, self.model.steps[goal])
        self.bounds[goal] = max(self.bounds[goal], float(bound))
