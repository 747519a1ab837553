"""What each change of a scenario does to the dataset: what is wanted, what is free, and what it costs."""

from dataclasses import dataclass
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.scenario import Scenario, apply
from estates.domain.slots import SLOTS
from estates.domain.words import Season


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What one change adds (below nought: takes away). Sessions and half-days are a week's, costs are pounds.

    ``free_half_days`` are free cells times places. ``grant`` is the part of the capital that grants pay.
    """

    step: str
    posts: int
    wanted: int
    rooms: int
    free_half_days: int
    capital_cost: Decimal
    annual_cost: Decimal
    grant: Decimal


def effects(dataset: Dataset, scenario: Scenario) -> tuple[Effect, ...]:
    """Return what every step of a scenario does, each on top of those before it, in the scenario's order."""
    found: list[Effect] = []
    before = _measured(dataset, Season.STANDARD)
    for number, step in enumerate(scenario.steps, start=1):
        part = scenario.only(scenario.steps[:number])
        after = _measured(apply(dataset, part), part.season)
        posts, wanted, rooms, free = (new - old for old, new in zip(before, after, strict=True))
        capital, annual, grant = _costs(dataset, scenario, step)
        found.append(
            Effect(
                step=step,
                posts=posts,
                wanted=wanted,
                rooms=rooms,
                free_half_days=free,
                capital_cost=capital,
                annual_cost=annual,
                grant=grant,
            )
        )
        before = after
    return tuple(found)


def _measured(dataset: Dataset, season: Season) -> tuple[int, int, int, int]:
    """Return posts, room sessions wanted, rooms and free half-days."""
    programmes = dataset.for_season(season).programmes
    return (
        len(dataset.posts),
        sum(dataset.wanted_by_post.values()) + sum(each.room_sessions_wanted for each in programmes),
        len(dataset.rooms),
        sum(room.places for room in dataset.rooms for slot in SLOTS if room.is_free(slot)),
    )


def _costs(dataset: Dataset, scenario: Scenario, step: str) -> tuple[Decimal, Decimal, Decimal]:
    change = next((each.change for each in scenario.changes if each.name == step), None)
    built = change.scheme_ids if isinstance(change, BuildSchemes) else ()
    schemes = [scheme for scheme in dataset.schemes if scheme.scheme_id in built]
    nought = Decimal(0)
    return (
        sum((scheme.capital_cost for scheme in schemes), nought),
        sum((scheme.annual_cost or nought for scheme in schemes), nought),
        sum((scheme.capital_cost * (scheme.grant_share or nought) for scheme in schemes), nought),
    )
