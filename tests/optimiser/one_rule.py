"""Asks a single rule whether it lets certain choices stand together."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from estates.domain.dataset import Dataset
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from optimiser.candidates import survey
from optimiser.engine import Task, run
from optimiser.model import Model, Rule, build
from tests import builders

Day = tuple[str, str, tuple[Slot, ...]]
"""A post at a site in some slots of one day."""

Hub = tuple[str, str, Slot]
"""A programme at a site in a slot."""


def allows(rule: Rule, data: Dataset, *days: Day, hubs: Iterable[Hub] = (), travel: TravelTimes | None = None) -> bool:
    """Whether a model of this rule alone has a solution with exactly these choices."""
    model = build(survey(data, travel or builders.travel(data)), rules=(rule,), goals=())
    chosen = np.zeros(model.program.columns)
    chosen[[_pattern(model, day) for day in days]] = 1.0
    chosen[[_hub(model, hub) for hub in hubs]] = 1.0
    fixed = np.zeros(model.program.columns, dtype=bool)
    fixed[[pattern.column for pattern in model.variables.patterns]] = True
    fixed[list(model.variables.hubs.values())] = True
    program = replace(
        model.program,
        low=np.where(fixed, chosen, model.program.low),
        high=np.where(fixed, chosen, model.program.high),
    )
    return run(Task(program=program, objective=np.zeros(program.columns))).values is not None


def _pattern(model: Model, day: Day) -> int:
    post_id, site_id, slots = day
    (column,) = (
        pattern.column
        for pattern in model.variables.patterns
        if model.estate.posts[pattern.post].post.post_id == post_id
        and (pattern.site_id, pattern.slots) == (site_id, slots)
    )
    return column


def _hub(model: Model, hub: Hub) -> int:
    programme_id, site_id, slot = hub
    ids = [choices.programme.programme_id for choices in model.estate.programmes]
    return model.variables.hubs[ids.index(programme_id), site_id, slot]
