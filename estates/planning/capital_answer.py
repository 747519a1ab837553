"""All that is known once it is worked out where capital should go, in the scenario asked about and in others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from estates.domain.capital.sets import Choice, Chosen
from estates.domain.dataset import Dataset
from estates.planning.free_first import FreeStepPlan
from estates.planning.scenarios import ScenarioOutcome
from optimiser.invest.invest import Investment


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer in one scenario, whose ``name`` tells it from others.

    ``dataset`` is the season's, nothing built; ``plans`` those of the frontier, in ``folders``; ``free`` those of the
    free options; ``futures`` the frontiers in other scenarios, ``left_out`` the names of those that an interrupt kept
    from being looked at to the end.
    """

    name: str
    dataset: Dataset
    choice: Choice
    found: Investment
    years: int
    plans: Mapping[Chosen, ScenarioOutcome]
    folders: Mapping[Chosen, str]
    free: Sequence[FreeStepPlan] = ()
    futures: tuple["Answer", ...] = ()
    left_out: tuple[str, ...] = ()

    def by_folder(self) -> Iterator[tuple[str, "Answer"]]:
        """Yield this answer and those of its futures, each with the beginning of its file names."""
        yield "", self
        yield from ((f"futures/{number:02}/", each) for number, each in enumerate(self.futures, start=1))


def totals(plan: ScenarioOutcome) -> dict[str, int]:
    """Return the room sessions wanted, placed and unmet in a plan."""
    row = next(row for row in plan.outcome.shortfall if row.level == "icb")
    return {"wanted": row.wanted, "placed": row.placed, "unmet": row.unmet}
