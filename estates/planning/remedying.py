"""Remedies of a plan: looked for once it is made, and told with the reasons of what is unmet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan, ProgressListener
from estates.domain.remedies import Remedy, gain_told
from estates.domain.settings import Settings
from estates.domain.shortfall import Explanation, Explanations
from estates.domain.words import PlacementKind, Reason, StoppedBy
from geodata.places.minutes import travel_times
from optimiser.reasons.remedies import NOTHING_TO_DO, SOLVE_ON
from optimiser.reasons.replanned import proved_by_planning
from optimiser.remedies.find import MOST_UNMET, find_remedies
from optimiser.remedies.openings import FURTHER_MINUTES

NONE_HELPS = "No one change of the ladder was found that places a session more."


class Search(Enum):
    """How far to look for remedies: not at all, with everybody else as they are, or with others placed again."""

    NONE = auto()
    QUICK = auto()
    THOROUGH = auto()


@dataclass(frozen=True, kw_only=True)
class Found:
    """The remedies of a plan, and the reasons with them told; ``remedies`` is ``None`` where none were looked for."""

    remedies: tuple[Remedy, ...] | None
    explanations: Explanations


def look_for_remedies(  # noqa: PLR0913 - the whole request, each part named
    dataset: Dataset,
    plan: Plan,
    explanations: Explanations,
    *,
    settings: Settings,
    search: Search,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
) -> Found:
    """Return the remedies of a plan.

    A user who stopped the solving, or whose time was up, does not want to wait: then the search is the quick one, and
    none where even that takes long.
    """
    if search is Search.NONE:
        return Found(remedies=None, explanations=explanations)
    was_stopped = plan.stopped_by in (StoppedBy.TIME, StoppedBy.INTERRUPT)
    short = sum(told.reason is not Reason.PLACED for told in explanations.values())
    if was_stopped and short > MOST_UNMET:
        return Found(remedies=None, explanations=explanations)
    travel = travel_times(_further(dataset), settings.travel, season=plan.season)
    is_thorough = search is Search.THOROUGH and not was_stopped
    remedies = find_remedies(
        dataset,
        travel,
        plan,
        is_thorough=is_thorough,
        on_progress=on_progress,
        # A wish to stop that was heard while solving has been followed already.
        stop=None if was_stopped else stop,
    )
    if is_thorough:
        explanations = proved_by_planning(dataset, travel, plan, explanations, stop=stop)
    was_cut_short = not was_stopped and stop is not None and stop()
    explanations = told(explanations, remedies, all_tried=not was_cut_short)
    return Found(remedies=tuple(map(_without_plans, remedies)), explanations=explanations)


def told(explanations: Explanations, remedies: Iterable[Remedy], *, all_tried: bool = True) -> Explanations:
    """Return explanations with the cheapest proved remedy of each in place of advice, or a word that there is none.

    Where the search was cut short, nothing is said of those without one: they may not have been tried.
    """
    first = {(remedy.level, remedy.code): remedy for remedy in remedies if remedy.rank == 1}

    def of(kind: PlacementKind, id_: str, explanation: Explanation) -> Explanation:
        remedy = first.get((kind.value, id_))
        if remedy is not None:
            first_of_all = f"{SOLVE_ON} Or: " if explanation.remedy == SOLVE_ON else ""
            return replace(explanation, remedy=f"{first_of_all}{remedy.told} {gain_told(remedy)}")
        if not all_tried or explanation.remedy in (NOTHING_TO_DO, SOLVE_ON):
            return explanation
        return replace(explanation, remedy=f"{NONE_HELPS} {explanation.remedy}")

    return {(kind, id_): of(kind, id_, explanation) for (kind, id_), explanation in explanations.items()}


def _without_plans(remedy: Remedy) -> Remedy:
    """Return a remedy without the whole plans that prove it: hundreds of them are not carried on."""
    return replace(remedy, gain=replace(remedy.gain, rows=(), without=()))


def _further(dataset: Dataset) -> Dataset:
    """Return the dataset with every post sent a little further, so that the journeys to do so are known."""
    posts = (replace(post, max_travel_minutes=post.max_travel_minutes + FURTHER_MINUTES) for post in dataset.posts)
    return replace(dataset, posts=tuple(posts))
