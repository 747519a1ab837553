"""From places and slots to rooms: they are named site by site, then slots and rooms are chosen once more together.

Rooms named after the slots stand cost extra rooms that other slots would have spared. So, with G1 to G3 held, a few
posts of a PCN at a time choose once more, every other part at a time, each in what all others leave; then whole weeks
are chosen together. A model that is small enough with its rooms named is also solved as a whole.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from estates.domain.slots import DAYS, SLOTS
from optimiser.aims import Aim, bound_of, held_aim, whole_task
from optimiser.best_named import burden_of, is_burden_closed, take_if_better
from optimiser.engine import Job, Task
from optimiser.groups import LOCAL_NODES, few_near, few_of_a_pcn
from optimiser.model import Model
from optimiser.named_model import NamedModel, build_named
from optimiser.parts import chosen_values, joined, part_for, part_of, rechosen_values
from optimiser.program import Floats
from optimiser.rooms import better_naming, first_naming, merged, naming_tasks, site_weeks
from optimiser.search import Search
from optimiser.streams import Steps
from optimiser.weeks_with_rooms.by_area import choose_weeks_by_area
from optimiser.weeks_with_rooms.choose import SMALL_POSTS, choose_weeks

SOON_COLUMNS, NAMED_COLUMNS = 3_000, 4_500
"""A model with rooms named is solved as a whole up to this size: a smaller one at once, others after all else."""

NEARLY_CLOSED = 0.005
"""Within this share of its bound the burden of a model that is to be solved after all else is left as it is, but where
there is time to spare."""

MOST_POSTS = 10
"""As many posts of a PCN choose places and rooms together."""

NEIGHBOURS, WORTH_A_TIME = (10, 16, 24, 40, 64), 0.002
"""So many neighbours choose anew together; more once the burden falls by less than this share at a time."""

TIMES, MOST_TIMES = 4, 40
"""As often, times the work asked, all neighbours choose anew, up to so many times."""

GOOD_ENOUGH_MINUTES = 10.0
"""A part's burden is not looked at further once it is within this of its bound."""


def name_rooms(search: Search) -> Steps:
    """Name the rooms of the best plan; there is always a naming, whatever interrupts."""
    weeks = site_weeks(search.model, search.values)
    namings = [first_naming(search.model, week) for week in weeks]
    search.naming = merged(namings)
    asked = naming_tasks(search.model, weeks, namings, seed=search.watch.limits.seed)
    search.naming = better_naming(namings, asked, (yield [each.task for each in asked]))


def choose_with_rooms(search: Search) -> Steps:
    """Look for a lower burden with rooms counted, all earlier goals held."""
    if search.watch.is_over():
        return
    if search.is_whole:
        yield from _choose_in_small(search)
    else:
        yield from _choose_in_parts(search)
    yield from _fill(search)


def _choose_in_small(search: Search) -> Steps:
    """Choose in parts, and before or after it for all together, where the model with rooms named is small enough."""
    if is_burden_closed(search):
        return
    full = build_named(search.model.estate)
    columns = full.model.program.columns
    if columns <= SOON_COLUMNS:
        yield from _choose_whole(search, full)
    yield from _choose_in_parts(search)
    if SOON_COLUMNS < columns <= NAMED_COLUMNS and (search.watch.has_time_to_spare or not _is_nearly_closed(search)):
        yield from _choose_whole(search, full)


def _is_nearly_closed(search: Search) -> bool:
    """Whether the burden is so near its bound that the rest is not worth the seconds that a whole model takes."""
    value = burden_of(search)
    return value - search.bound("G4") <= NEARLY_CLOSED * value


def _choose_in_parts(search: Search) -> Steps:
    """Choose for a few posts at a time, then by whole weeks, then for groups of neighbours, as far as work allows."""
    if is_burden_closed(search):
        return
    yield from _choose_in_turn(search, few_of_a_pcn(search.model, range(len(search.model.estate.posts)), MOST_POSTS))
    if search.is_whole or len(search.model.estate.posts) <= SMALL_POSTS:
        yield from choose_weeks(search)
    else:
        yield from _fill(search)
        yield from _choose_weeks_of_many_posts(search)
    if search.watch.has_time_to_spare:
        yield from _choose_with_neighbours(search)


def _choose_weeks_of_many_posts(search: Search) -> Steps:
    """Choose whole weeks for a few PCNs at a time; with time to spare then for all, and once more for a few."""
    random = Random(search.watch.limits.seed)
    yield from choose_weeks_by_area(search, random)
    if search.watch.has_time_to_spare:
        yield from choose_weeks(search)
        yield from choose_weeks_by_area(search, random)


def _choose_in_turn(search: Search, groups: Sequence[Sequence[int]]) -> Steps:
    """Have every other group choose at a time: side by side they see each other where they were."""
    for turn in (groups[::2], groups[1::2]):
        yield from _choose_for(search, turn)


def _choose_with_neighbours(search: Search) -> Steps:
    """Have groups of neighbours choose anew, each time other ones, and larger ones once that is worth little."""
    random, sizes = Random(search.watch.limits.seed), list(NEIGHBOURS)
    for _ in range(round(min(TIMES * search.watch.share_of_work, MOST_TIMES))):
        if is_burden_closed(search) or search.watch.is_over() or not sizes:
            return
        before = burden_of(search)
        yield from _choose_in_turn(search, few_near(search.model, sizes[0], random))
        if before - burden_of(search) < WORTH_A_TIME * before:
            sizes.pop(0)


def _fill(search: Search) -> Steps:
    """Have those short of a place choose among the places that others left when they moved, while any is placed."""
    before = math.inf
    while search.value("G1") < before and not search.is_done("G1"):
        before = search.value("G1")
        yield from _choose_for(search, few_of_a_pcn(search.model, search.short(), MOST_POSTS))


def _choose_whole(search: Search, full: NamedModel) -> Steps:
    if is_burden_closed(search) or search.watch.is_over():
        return
    start = full.values(search.values, search.naming)
    aim = held_aim(full.model, "G4", start)
    (answer,) = yield [whole_task(aim, start, seed=search.watch.limits.seed)]
    if answer is None:
        return
    if answer.values is not None and full.model.program.holds(answer.values):
        naming = full.naming(answer.values)
        take_if_better(search, naming, chosen_values(search.model, naming))
    search.prove_now("G4", bound_of(aim, answer))


def _choose_for(search: Search, groups: Sequence[Sequence[int]]) -> Steps:
    """Have groups of posts choose anew, each by itself; the answers are taken one after the other where they fit."""
    if not groups or search.watch.is_over():
        return
    built = [_part(search, posts) for posts in groups]
    tasks: list[Job] = [_part_task(aim, start, seed=search.watch.limits.seed) for _, aim, start in built]
    answers = yield tasks
    for posts, (full, _, _), answer in zip(groups, built, answers, strict=True):
        if answer is not None and answer.values is not None and full.model.program.holds(answer.values):
            naming = joined(search.naming, posts, full.naming(answer.values))
            take_if_better(search, naming, rechosen_values(search.model, search.values, naming, posts))


def _part(search: Search, posts: Sequence[int]) -> tuple[NamedModel, Aim, Floats]:
    full = build_named(part_for(search.model.estate, search.naming, posts))
    own = part_of(search.naming, posts)
    start = full.values(chosen_values(full.model, own), own)
    aim = held_aim(full.model, "G4", start)
    return full, aim if search.is_closed("G1") else _after_sessions(full.model, aim), start


def _after_sessions(model: Model, aim: Aim) -> Aim:
    """Return an aim in which a session more counts for more than all minutes: places fall free as people move."""
    return replace(aim, objective=aim.objective + _most_minutes(model) * model.goals["G1"].coefficients)


def _most_minutes(model: Model) -> float:
    """Return more minutes than the burden of any plan of the model can come to."""
    burden = model.estate.burden
    extra = float(burden.extra_site_minutes) * (len(DAYS) - 1) + float(burden.extra_room_minutes) * (len(SLOTS) - 1)
    travel = sum(max(choices.minutes_to.values(), default=0.0) for choices in model.estate.posts) * len(DAYS)
    changed = float(burden.changed_row_minutes) * len(model.estate.earlier)
    return travel + extra * len(model.estate.posts) + changed


def _part_task(aim: Aim, start: Floats, *, seed: int) -> Task:
    return Task(
        program=aim.program,
        objective=aim.objective,
        hint=start,
        nodes=LOCAL_NODES,
        gap=GOOD_ENOUGH_MINUTES,
        seed=seed,
    )
