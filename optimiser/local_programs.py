"""Programs in which posts choose their weeks anew together, all else of a plan held."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from optimiser.aims import HELD_TO
from optimiser.engine import Task
from optimiser.groups import LOCAL_NODES
from optimiser.hub_moves import HubMove
from optimiser.model import Model
from optimiser.program import Floats, Mask, Part
from optimiser.start import completed

WEIGHTS = {
    "G1": {"G1": 100.0, "G2": 1.0},
    "G3": {"G1": 1_000.0, "G3": 100.0, "G4": 0.003},
    "G4": {"G1": 2_000.0, "G4": 1.0},
}
"""What a weighted session unmet counts against a PCN without a hub session in reach, a step of fairness, a minute.

A minute beside fairness tells apart what is equally fair: without it the solver gets lost among equals.
"""

KEPT = {"G1": 2, "G3": 3, "G4": 2}
"""An answer may be no worse in so many of the first goals; minutes are saved before fairness is looked at."""

GAPS = {"G1": 50.0, "G3": 30.0, "G4": 10.0}
"""Absolute gap, in these units, at which an answer is good enough: half a session, a third of a step, ten minutes."""


class LocalPrograms:
    """Cuts programs that pursue a goal out of a model, and puts what they find into a plan."""

    def __init__(self, model: Model, goal: str, seed: int) -> None:
        """Prepare what all of them share; ``seed`` is the solver's."""
        self._model, self._seed, self._gap = model, seed, GAPS[goal]
        self.goals = KEPT[goal]
        self._program = model.program if goal == "G3" else model.program.without("G3")
        weighted = [weight * model.goals[name].coefficients for name, weight in WEIGHTS[goal].items()]
        self._objective: Floats = np.sum(weighted, axis=0)
        self._follows = model.goals[goal].coefficients != 0 if goal == "G3" else np.zeros(len(self._objective), bool)

    def parts(self, values: Floats, groups: Sequence[frozenset[int]], *, move_hubs: bool) -> list[Part]:
        """Return the programs of groups that are solved side by side.

        Programmes may move in the first of them only, or the answers would not go together.
        """
        return [self.part(values, group, move_hubs=move_hubs and not place) for place, group in enumerate(groups)]

    def part(self, values: Floats, group: frozenset[int], *, move_hubs: bool = False) -> Part:
        """Return the program in which a group's posts choose anew, and programmes as far as they may."""
        free = np.append(np.isin(np.arange(len(self._model.estate.posts)), list(group)), False)
        moving = _columns_of_programmes(self._model) & move_hubs
        return self._program.part(free[self._model.post_of_column] | moving | self._follows, values)

    def moved(self, values: Floats, move: HubMove, group: frozenset[int]) -> Part:
        """Return the program in which a hub session is moved and the posts round it lose no session by it."""
        part = self.part(values, group, move_hubs=True)
        own = self._model.goals["G1"].coefficients[part.columns]
        most = float((own * values[part.columns]).sum()) + HELD_TO["G1"]
        program = part.program.with_row(own, high=most, rule="G1")
        # Which of a site's rooms of several places a session takes follows from where it is held.
        fixed = np.isin(part.columns, list(self._model.variables.hubs.values()))
        held = values[part.columns]
        held[part.columns == move.column] = 1.0
        held[part.columns == move.instead_of] = 0.0
        low, high = np.where(fixed, held, program.low), np.where(fixed, held, program.high)
        return replace(part, program=replace(program, low=low, high=high))

    def task(self, values: Floats, part: Part) -> Task:
        """Return the task of a program, from the plan as it stands."""
        return Task(
            program=part.program,
            objective=self._objective[part.columns],
            # A hint outside the bounds makes HiGHS fail instead of mending it.
            hint=np.clip(values[part.columns], part.program.low, part.program.high),
            nodes=LOCAL_NODES,
            gap=self._gap,
            seed=self._seed,
            is_heavy=True,
        )

    def first_task(self, values: Floats, part: Part) -> Task:
        """Return the task of finding any plan at all, none better than another."""
        task = self.task(values, part)
        return replace(task, objective=np.zeros(len(task.objective)))

    def plan(self, values: Floats, part: Part, found: Floats) -> Floats:
        """Return the plan with a part of its columns as found."""
        plan = values.copy()
        plan[part.columns] = found
        return completed(self._model, plan)


def _columns_of_programmes(model: Model) -> Mask:
    """Return the columns of hub sessions and of the PCNs they reach."""
    columns: Mask = model.is_hub_column | (model.goals["G2"].coefficients != 0)
    return columns
