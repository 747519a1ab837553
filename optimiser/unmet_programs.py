"""Programs that place as much as can be in a neighbourhood, all else of a plan held."""

from dataclasses import replace

import numpy as np

from optimiser.aims import columns_of_no_post
from optimiser.engine import Task
from optimiser.hub_moves import HubMove
from optimiser.model import Model
from optimiser.neighbourhoods import LOCAL_NODES, Neighbourhood
from optimiser.program import Floats, Part
from optimiser.start import completed

UNMET_WEIGHT = 100.0
"""What a weighted session unmet counts against a PCN without a hub session in reach."""


class UnmetPrograms:
    """Cuts such programs out of a model, and puts what they find into a plan."""

    def __init__(self, model: Model, seed: int) -> None:
        """Prepare what all of them share; ``seed`` is the solver's."""
        self._model, self._seed = model, seed
        self._program = model.program.without("G3")
        self._objective = UNMET_WEIGHT * model.goals["G1"].coefficients + model.goals["G2"].coefficients

    def part(self, values: Floats, hood: Neighbourhood, *, with_hubs: bool) -> Part:
        """Return the program in which a neighbourhood's posts choose anew, and programmes where they may move."""
        free = np.append(np.isin(np.arange(len(self._model.estate.posts)), list(hood.posts)), False)
        columns = free[self._model.post_of_column] | (columns_of_no_post(self._model, "G1") & with_hubs)
        return self._program.part(columns, values)

    def moved(self, values: Floats, move: HubMove, hood: Neighbourhood) -> Part:
        """Return the program in which a hub session is moved and the posts round it choose anew."""
        part = self.part(values, hood, with_hubs=True)
        program = part.program
        fixed = self._model.is_hub_column[part.columns]
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
            gap=UNMET_WEIGHT / 2,
            seed=self._seed,
            is_heavy=True,
        )

    def plan(self, values: Floats, part: Part, found: Floats) -> Floats:
        """Return the plan with a part of its columns as found."""
        plan = values.copy()
        plan[part.columns] = found
        return completed(self._model, plan)
