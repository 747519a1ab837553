"""The burden with rooms counted: a bound, and a plan made of whole weeks chosen together."""

import math
from collections.abc import Iterable
from functools import partial

from optimiser.best_named import burden_of, is_burden_closed, take_if_better
from optimiser.parts import chosen_values
from optimiser.pricing import MOST_SETS
from optimiser.search import Search
from optimiser.streams import Steps
from optimiser.together import Inequality
from optimiser.weeks_with_rooms.choices import sets_of_sites
from optimiser.weeks_with_rooms.generation import SIDE_BY_SIDE, Generation, whole_number_task

ROUNDS, MOST_ROUNDS = 15, 60
"""The pool of weeks grows for so many rounds, times the work asked, up to so many."""

WEEKS = 7_000
"""A plan is chosen among so many weeks."""

WORK_OF_A_CHOICE, MOST_CHOICES = 2.0, 4
"""For so much work, as a multiple of the default, a plan is chosen once, with other seeds each time."""

GOOD_ENOUGH = 0.004
"""The pool grows no further once its relaxation is so near the bound."""

NODES, GAP = 50, 0.0018
"""Nodes of the search tree of a choice, and the share of the burden from its bound at which it ends."""

SMALL_POSTS, SMALL_SHARE = 100, 2.0
"""A model of so few posts, a large PCN at most, has as much more work: its pool is small and grows fast."""


def choose_weeks(search: Search, *, share: float | None = None) -> Steps:
    """Prove a bound on the burden that counts rooms, and lower the burden, all earlier goals held.

    In a re-plan, which is to move few, and where a post could use very many sets of sites it is left alone. ``share``
    is the work for it as a multiple of the default; by default what the user asks.
    """
    if search.model.estate.earlier or search.watch.is_over() or is_burden_closed(search):
        return
    if any(sets_of_sites(choices) > MOST_SETS for choices in search.model.estate.posts):
        return
    is_small, seed = len(search.model.estate.posts) <= SMALL_POSTS, search.watch.limits.seed
    share = (search.watch.share_of_work if share is None else share) * (SMALL_SHARE if is_small else 1.0)
    generation = Generation(search.model, search.values, search.naming, proved=partial(_proved, search), seed=seed)
    if search.burden_relaxed is not None:
        generation.begin_at(*search.burden_relaxed)
    choices = max(1, int(min(share / WORK_OF_A_CHOICE, MOST_CHOICES)))
    # A small area has a plan soon, and the pool grows on between choices; a large one needs good prices first.
    rounds = math.ceil(min(ROUNDS * share, MOST_ROUNDS) / (choices if is_small else 1))
    for turn in range(choices):
        if turn == 0 or is_small:
            yield from generation.rounds(rounds, gap=GOOD_ENOUGH, is_varied=is_small)
        if search.watch.is_over() or is_burden_closed(search):
            return
        first = seed + turn * SIDE_BY_SIDE
        yield from _choose(search, generation, seeds=range(first, first + SIDE_BY_SIDE))


def _proved(search: Search, found: Inequality) -> None:
    search.prove_now("G4", found.bound)
    search.know("G4", found)


def _choose(search: Search, generation: Generation, *, seeds: Iterable[int]) -> Steps:
    """Choose among the weeks of the best plan and the cheapest of the pool, side by side with several seeds.

    How good a plan branch and cut finds among so many weeks depends much on the seed.
    """
    generation.hold(search.naming)
    program, gap = generation.cheapest(WEEKS, search.naming), GAP * burden_of(search)
    answers = yield [whole_number_task(program, search.naming, nodes=NODES, gap=gap, seed=seed) for seed in seeds]
    for answer in answers:
        if answer is not None and answer.values is not None and program.program.holds(answer.values):
            found = program.naming(answer.values)
            take_if_better(search, found, chosen_values(search.model, found))
