"""The search for a better plan of one part of an estate, goal by goal, with a proven bound for each.

A search hands out tasks in batches and takes in their answers (a generator), so that one crew can serve many
searches. The best plan so far always stands in ``values``.
"""

import math
from collections.abc import Sequence
from itertools import islice

import numpy as np

from estates.domain.plan import GOALS
from optimiser.aims import Aim, bound_of, held_aim, inequality_of, relaxed_aim, session_cost, whole_task
from optimiser.auction import COARSE, FINE, auction
from optimiser.bound import price_bound, week_bound
from optimiser.corners import Rounding, corner_aim, few_patterns
from optimiser.engine import Answer, Job, Method, Task
from optimiser.groups import is_whole
from optimiser.hub_moves import HubMove, hub_moves
from optimiser.local_programs import LocalPrograms
from optimiser.losses import Losses
from optimiser.model import Model
from optimiser.parts import chosen_values
from optimiser.pricing import weeks_of
from optimiser.program import Floats
from optimiser.proved import ProvedWalk
from optimiser.rooms import Naming
from optimiser.start import completed, first_plan, is_short
from optimiser.streams import Steps
from optimiser.surroundings import Surroundings
from optimiser.walk import Patience
from optimiser.watch import Watch

BATCH = 2
"""As many moves of hub sessions are tried side by side."""

MOST_MOVES, MOVES_IN_VAIN = 8, 4
"""By default as many moves of a hub session are tried in all, or one after the other in vain."""

MOST_IN_VAIN, MOST_IN_ALL = 8, 32
"""By default it is enough after so many groups of posts in vain, one after the other, or so many in all, in a round."""

FEW_IN_VAIN, FEW_IN_ALL = 4, 12
"""With time to spare as few come before anybody is brought nearer home."""

ROUNDS = 2
"""By default people are brought nearer home so many times, and the unmet placed in what that leaves."""

MOST_LEVELLED = 16
"""By default the loss is levelled in as many groups of posts."""

FEW_COLUMNS, MANY_COLUMNS = 600, 7_000
"""As many columns of a small model, and of a large one, are left to branch and cut where a corner is made a plan."""

CORNER_COLUMNS = 100_000
"""Up to this size, twice a large county's, a simplex method leads to a corner in seconds."""

SOON_COLUMNS, EXACT_COLUMNS = 30_000, 45_000
"""With time to spare sessions are also placed by one program over a large model: up to the first size once a few
neighbourhoods were looked round, up to the second, where it takes minutes, once many were. Above it branch and cut
finds nothing."""

ENOUGH_SAVED = 0.97
"""People come nearer home again while the burden falls below this share of what it was."""

ACCURACY = {"G1": 1e-6, "G2": 1e-4, "G3": 1e-4, "G4": 1e-3}
"""How closely the relaxation of a large model is solved: more costs more time than it gains in the bound."""


class Search(ProvedWalk):
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
        self.naming = Naming({}, {})
        self.row_prices = np.zeros(model.program.rows)
        self.burden_relaxed: tuple[Aim, Floats] | None = None
        self.is_whole = is_whole(model)
        self._ties = few_patterns(model, weeks)
        self._round_the_unmet = self._surroundings("G1")
        self._round_the_worst_off = self._surroundings("G3")
        self._unmet_when_looked = math.inf

    def begin_with(self, naming: Naming) -> None:
        """Begin with the plan that a naming stands for where it is better."""
        self.accept(chosen_values(self.model, naming))

    @property
    def is_named(self) -> bool:
        """Whether the best plan has its rooms named."""
        return bool(self.naming.of_posts or self.naming.of_hubs)

    def short(self) -> list[int]:
        """Return the posts with sessions unmet in the best plan so far."""
        return [post for post in range(len(self.model.estate.posts)) if is_short(self.weeks, self.values, post)]

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
            yield from self._look_round_at_once()
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
        if not self.is_done(goal):
            self.begin_proof(goal)
            aim = self._relaxed(goal)
            (answer,) = yield [self._relaxation(aim)]
            self._hear(aim, answer)

    def _relaxed(self, goal: str) -> Aim:
        if goal == "G1" and self._has_corner:
            return corner_aim(self.model, self.values, self._ties)
        return relaxed_aim(self.model, goal, self.values, is_near=not self._is_exact(goal))

    def _relaxation(self, aim: Aim) -> Task:
        method = Method.RELAXATION if self._is_exact(aim.goal) else Method.NEAR_RELAXATION
        return Task(program=aim.program, objective=aim.objective, method=method, accuracy=ACCURACY[aim.goal])

    def _is_exact(self, goal: str) -> bool:
        """Whether the relaxation of a goal is solved by a simplex method."""
        return self._has_corner if goal == "G1" else self.is_whole

    @property
    def _has_corner(self) -> bool:
        """Whether the relaxation of the first goal leads to a corner."""
        return self.model.program.columns <= CORNER_COLUMNS

    def _hear(self, aim: Aim, answer: Answer | None) -> None:
        """Prove a bound from the prices of a relaxation; those of the first goal also lead to a plan."""
        if answer is None or answer.prices is None:
            return
        prices, expression = answer.prices / aim.weight, self.model.goals[aim.goal]
        bound = price_bound(aim.program, expression, prices)
        if aim.goal == "G4":
            self.burden_relaxed = aim, prices
        else:
            bound = max(bound, week_bound(aim.program, expression, prices, weeks=self.weeks))
        self.raise_bound(aim.goal, bound)
        self.know(aim.goal, inequality_of(self.model, aim, bound, prices))
        if aim.goal == "G3":
            self._round_the_worst_off = self._surroundings("G3", Losses(self.model, self.weeks, prices, aim=aim))
        if aim.goal == "G1":
            self.row_prices = np.zeros(self.model.program.rows)
            self.row_prices[: aim.program.rows] = prices
            self._round_the_unmet = self._surroundings("G1", Losses(self.model, self.weeks, self.row_prices))
            self.accept(first_plan(self.model, self.weeks, self.cost, self.row_prices))

    def _start(self) -> Steps:
        """Prove a bound for the first goal, make a plan of the corner that proves it, and hold auctions beside.

        Of a large model the relaxation takes longer than both auctions, so that with time to spare, where many ways
        follow, the fine one is held beside it.
        """
        if self.is_done("G1"):
            return
        aim, auctions = self._relaxed("G1"), list[Job]([self._auction(COARSE)])
        is_long = self.watch.has_time_to_spare and self.model.program.columns > EXACT_COLUMNS
        if is_long:
            coarse = yield auctions
            self._take(*coarse)
            auctions = self._fine(coarse)
        relaxed, *others = yield [self._relaxation(aim), *auctions]
        self._hear(aim, relaxed)
        self._take(*others)
        if self.is_done("G1"):
            return
        tasks: list[Job] = [] if is_long else self._fine(others)
        if relaxed is not None and relaxed.values is not None and self._has_corner:
            tasks.insert(0, self._rounding(aim, relaxed.values))
        self._take(*(yield tasks))

    def _fine(self, coarse: Sequence[Answer | None]) -> list[Job]:
        """Return the auction that is finer than another, at its prices; none of a small model, which is whole next."""
        return [self._auction(FINE, answer.prices) for answer in coarse if answer is not None and not self.is_whole]

    def _rounding(self, aim: Aim, corner: Floats) -> Job:
        """Return the job of making a plan of a corner; of a small model, which comes whole next, little stays open."""
        return Rounding(
            program=aim.program,
            objective=self.model.goals["G1"].coefficients,
            corner=corner,
            post=self.model.post_of_column,
            ties=self._ties,
            most=FEW_COLUMNS if self.is_whole else MANY_COLUMNS,
            seed=self.watch.limits.seed,
        )

    def _auction(self, step: float, prices: Floats | None = None) -> Job:
        return auction(self.model, self.weeks, self.cost, self.values, step=step, prices=prices)

    def _take(self, *answers: Answer | None) -> None:
        """Take the plans of answers, one after the other, where they are better."""
        for answer in answers:
            if answer is not None and answer.values is not None:
                self.accept(completed(self.model, answer.values))

    def _look_round_at_once(self) -> Steps:
        """With time to spare, look round a few of the unmet before people come nearer home, which takes as long."""
        if self.watch.has_time_to_spare:
            patience = Patience(in_vain=FEW_IN_VAIN, in_all=FEW_IN_ALL, is_enough=lambda: self.is_closed("G1"))
            yield from self.look_round(self._round_the_unmet, patience)

    def _prove_exactly(self) -> Steps:
        """With time to spare, and few enough columns, have the best plan so far bettered and proved as a whole."""
        columns = self.model.program.columns
        if self.watch.has_time_to_spare and columns <= EXACT_COLUMNS and not self.is_done("G1"):
            yield from self._place_the_unmet(1, share=1.0 if columns <= SOON_COLUMNS else None)
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
        while rounds < most and not self.is_done("G1"):
            rounds += 1
            yield from self.come_nearer(range(len(self.model.estate.posts)))
            if self.value("G1") < self._unmet_when_looked:
                yield from self.look_round(self._round_the_unmet, patience)
                self._unmet_when_looked = self.value("G1")

    def _save_minutes(self) -> Steps:
        """Bring people of a small model nearer home while that saves much: good weeks are found the sooner."""
        before = math.inf
        while self.value("G4") < ENOUGH_SAVED * before and not self.is_done("G4"):
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
        while not self.is_done("G2"):
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
        if self.is_done(goal):
            return
        self.begin_proof(goal)
        aim = held_aim(self.model, goal, self.values)
        (answer,) = yield [whole_task(aim, self.values, seed=self.watch.limits.seed)]
        self._take(answer)
        if answer is not None:
            self.raise_bound(aim.goal, bound_of(aim, answer))
