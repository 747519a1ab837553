"""From a plan to its remedies: the ladder climbed for everybody with sessions unmet, and what helps PCNs and the area.

Every remedy stands for a plan that was found with its changes made. So what it gains is a floor: planning the changed
dataset to the end may find more. What the same search finds without the changes is taken off. No clock has a part in
what is found: the work is bounded by numbers.
"""

from collections.abc import Callable

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan, Progress, ProgressListener
from estates.domain.remedies import Remedy
from estates.domain.travel import TravelTimes
from estates.domain.words import Standing as Proof
from optimiser.crew import Crew
from optimiser.limits import Limits
from optimiser.reasons.room_weeks import PlanView
from optimiser.remedies.areas import of_areas
from optimiser.remedies.climb import climb, climb_if_others_move, remedies_of, starts
from optimiser.remedies.company import Company, Reach
from optimiser.remedies.replan import Standing
from optimiser.remedies.trials import Court
from optimiser.watch import Watch

STAGE = "remedies"

WAVES, QUICK_WAVES = (2, 3, 4), (1, 2, 3, 3)
"""As many rungs are tried at a time, by those whom none has helped yet; all nine in the end."""

MOST_UNMET = 2_000
"""With more posts and programmes short than this, several counties', nobody else is moved: it would take hours."""

AT_A_TIME = 300
"""As many climb at a time, so that their trials fit into memory; none depends on another."""

COMPANY = Reach(holders=6, short=2)
ALONE = Reach(holders=0, short=0)
"""Who is placed anew with somebody: those who hold places they could use and those short near by, or nobody."""


def find_remedies(
    dataset: Dataset,
    travel: TravelTimes,
    plan: Plan,
    *,
    is_thorough: bool = True,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
) -> tuple[Remedy, ...]:
    """Return the remedies of a plan: of posts and programmes, then of PCNs, then of the whole area.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it.
    travel
        Minutes between its sites; those a quarter of an hour beyond the posts' limits may be there too, and are then
        proposed.
    plan
        A plan that keeps every rule.
    is_thorough
        Whether the posts near by are placed again with every change, and PCNs and the whole area have remedies too;
        else everybody else stays where they are, and the cheapest remedy of each post and programme is all. With more
        than ``MOST_UNMET`` of them short it is never thorough.
    on_progress, stop
        Told how far it is; once ``stop`` says yes, what has been proved so far is returned.
    """
    watch = Watch(Limits(seed=plan.seed), on_progress, stop)
    company = Company(view=PlanView(dataset=dataset, placements=plan.placements), travel=travel)
    are_few = len(company.unmet) <= MOST_UNMET
    is_thorough = is_thorough and are_few
    reach = COMPANY if is_thorough else ALONE
    climbs = starts(company, others_move=is_thorough)

    def tell() -> None:
        if on_progress is not None:
            on_progress(Progress(stage=STAGE, seconds=watch.seconds))

    with Crew(watch) as crew:
        court = Court(
            standing=Standing(dataset, travel, plan.placements),
            crew=crew,
            is_best=plan.goals["G1"].standing is Proof.OPTIMAL,
            seed=plan.seed,
            on_batch=tell,
            keeps_plans=are_few,
        )
        for first in range(0, len(climbs), AT_A_TIME):
            if watch.must_leave():
                break
            for rungs in WAVES if is_thorough else QUICK_WAVES:
                climb(court, company, climbs[first : first + AT_A_TIME], reach=reach, rungs=rungs)
            climb_if_others_move(court, company, climbs[first : first + AT_A_TIME], reach=reach)
        areas = of_areas(court, company, climbs, reach=reach) if is_thorough else []
    return (*(remedy for each in climbs for remedy in remedies_of(company, each)), *areas)
