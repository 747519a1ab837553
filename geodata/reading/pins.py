"""Pins tested by the judge: each alone and all together, against R1 to R10."""

from collections.abc import Iterator, Sequence

from estates.domain.checks import Breach, breaches
from estates.domain.dataset import Dataset
from estates.domain.errors import Fault
from estates.domain.plan import Placement
from estates.domain.practices import Pin
from estates.domain.settings import TravelSettings
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, Season
from geodata.places.minutes import travel_times

SAME_DAY_RULE = "R2"
TO_DO = "Take the pin out, or change what it rests on."


def pin_faults(dataset: Dataset, rows: Sequence[int], *, settings: TravelSettings, season: Season) -> Iterator[Fault]:
    """Yield a fault for every pin and rule that it breaks, alone or with others.

    Parameters
    ----------
    dataset
        The sound rows of a dataset, its pins among them.
    rows
        The row number of each of its pins, in their order.
    settings
        The figures of the travel estimate.
    season
        The season that is planned for.
    """
    if not dataset.pins:
        return
    there = [
        (dataset.post_by_id[pin.post_id].base_site, dataset.room_by_id[pin.room_id].site_id) for pin in dataset.pins
    ]
    travel = travel_times(dataset, settings, season=season, also=there)
    placed = [_placement(dataset, pin) for pin in dataset.pins]
    if not breaches(dataset, travel, placed, pins_must_stand=False):
        return
    told = _told_alone(dataset, travel, placed)
    for breach in breaches(dataset, travel, placed, pins_must_stand=False):
        for place, placement in enumerate(placed):
            if _concerns(breach, placement):
                told[place].setdefault(breach.rule, breach.sentence)
    for place, row in enumerate(rows):
        for rule, sentence in told[place].items():
            yield _fault(placed[place], row, rule, sentence)


def _placement(dataset: Dataset, pin: Pin) -> Placement:
    site_id = dataset.room_by_id[pin.room_id].site_id
    kind = PlacementKind.POST
    return Placement(kind=kind, id=pin.post_id, slot=pin.slot, site_id=site_id, room_id=pin.room_id, pinned=True)


def _told_alone(dataset: Dataset, travel: TravelTimes, placed: Sequence[Placement]) -> list[dict[str, str]]:
    """Return, for each pin, the rules that it breaks by itself, with the judge's sentence."""
    return [
        {breach.rule: breach.sentence for breach in breaches(dataset, travel, [one], pins_must_stand=False)}
        for one in placed
    ]


def _concerns(breach: Breach, placement: Placement) -> bool:
    """Whether a pin has a part in a breach: the judge names a post, a room or a site, and a slot where one is meant."""
    # A post and a room may go by the same code: what is named depends on the rule.
    named = {"R3": placement.room_id, "R10": placement.site_id}.get(breach.rule, placement.id)
    is_named = breach.id == named and (not breach.posts or placement.id in breach.posts)
    if breach.slot is None:
        return is_named
    same_day = breach.rule == SAME_DAY_RULE and breach.slot.day == placement.slot.day
    return is_named and (same_day or breach.slot is placement.slot)


def _fault(placement: Placement, row: int, rule: str, sentence: str) -> Fault:
    return Fault(
        table="pins",
        row=row,
        value=f"{placement.id}, {placement.room_id}, {placement.slot}",
        problem=f"the pin breaks {rule}: {sentence.rstrip('.')}",
        to_do=TO_DO,
        rule=rule,
    )
