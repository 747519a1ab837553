"""What the capital of a remedy comes to, as far as the dataset's own schemes say."""

from collections.abc import Iterator
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.remedies import Remedy
from estates.domain.scenario.changes import AddRooms, Change, ConvertRooms


def capital(dataset: Dataset, remedy: Remedy) -> Decimal | None:
    """Return the capital of a remedy in pounds: nought where nothing is built, ``None`` where it is not known.

    A room converted or added costs what the scheme that does the same counts for a room: its capital over all rooms
    that it converts and adds. The time of staff is not counted.
    """
    costs = [cost for change in remedy.changes for cost in _costs(dataset, change)]
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if len(known) == len(costs) else None


def capital_a_session(dataset: Dataset, remedy: Remedy) -> Decimal | None:
    """Return the capital in pounds for each session a week that a remedy gains for the whole dataset."""
    cost = capital(dataset, remedy)
    if cost is None or (cost and remedy.gain.sessions <= 0):
        return None
    return cost / remedy.gain.sessions if cost else cost


def _costs(dataset: Dataset, change: Change) -> Iterator[Decimal | None]:
    """Yield what each room that is built costs, or ``None`` where no scheme says."""
    if isinstance(change, ConvertRooms):
        for room_id in change.room_ids:
            yield _conversion(dataset, room_id, change)
    if isinstance(change, AddRooms):
        for site in dataset.sites:
            if change.takes(site):
                yield _addition(dataset, site.site_id, change)


def _conversion(dataset: Dataset, room_id: str, change: ConvertRooms) -> Decimal | None:
    wanted = (room_id, change.room_type)
    found = [scheme for scheme in dataset.schemes if wanted in scheme.converts]
    return min((scheme.capital_cost / scheme.rooms_built for scheme in found), default=None)


def _addition(dataset: Dataset, site_id: str, change: AddRooms) -> Decimal | None:
    here = [scheme for scheme in dataset.schemes if scheme.site_id == site_id]
    found = [scheme for scheme in here if any(kind is change.room_type for kind, _ in scheme.adds)]
    return min((change.rooms * scheme.capital_cost / scheme.rooms_built for scheme in found), default=None)
