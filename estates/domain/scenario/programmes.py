"""Changes to programmes."""

from collections.abc import Callable, Collection
from dataclasses import replace
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.programmes import Programme
from estates.domain.rounding import whole
from estates.domain.scenario.changes import HubSlots, RunProgrammes, ScaleProgrammes, StopProgrammes
from estates.domain.scenario.impossible import none_chosen
from estates.domain.slots import SLOT_ORDER, Slot
from estates.domain.words import RowSeason


def run_programmes(dataset: Dataset, change: RunProgrammes) -> Dataset:
    """Return the dataset with programmes that run in every season."""
    return _with(dataset, change.programme_ids, lambda programme: replace(programme, season=RowSeason.ALL))


def stop_programmes(dataset: Dataset, change: StopProgrammes) -> Dataset:
    """Return the dataset without the programmes."""
    return _with(dataset, change.programme_ids, lambda programme: None)  # noqa: ARG005


def scale_programmes(dataset: Dataset, change: ScaleProgrammes) -> Dataset:
    """Return the dataset with more or fewer hub sessions of the programmes."""
    return _with(dataset, change.programme_ids, lambda programme: _scaled(programme, change.factor))


def add_hub_slots(dataset: Dataset, change: HubSlots) -> Dataset:
    """Return the dataset with further slots in which the programmes may hold sessions."""

    def slots(programme: Programme) -> tuple[Slot, ...]:
        return tuple(sorted({*programme.slots, *change.slots}, key=SLOT_ORDER.__getitem__))

    return _with(dataset, change.programme_ids, lambda programme: replace(programme, slots=slots(programme)))


def _scaled(programme: Programme, factor: Decimal) -> Programme:
    return replace(programme, sessions_per_week=whole(programme.sessions_per_week * factor))


def _with(
    dataset: Dataset, programme_ids: Collection[str], changed: Callable[[Programme], Programme | None]
) -> Dataset:
    chosen = {
        each.programme_id for each in dataset.programmes if not programme_ids or each.programme_id in programme_ids
    }
    if not chosen:
        raise none_chosen("programme")
    after = (changed(each) if each.programme_id in chosen else each for each in dataset.programmes)
    return replace(dataset, programmes=tuple(each for each in after if each is not None))
