"""Where one post more could sit: an option in the words of the service, and what it asks of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.estimates import is_estimated
from estates.domain.moves import Move
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.travel import TravelTimes


@dataclass(frozen=True, kw_only=True)
class Seat:
    """One session of an option: its row, the names of site and room, minutes one way from the base, the supervisor.

    ``supervisor`` is the kind that must be on site, or ``None``. ``estimated``: the row rests on an estimate, as of its
    room, its site or its role; ``minutes_estimated``: the minutes do.
    """

    row: Placement
    site: str
    room: str
    minutes: Decimal
    minutes_estimated: bool
    supervisor: str | None
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class FitOption:
    """A week that a post could have. ``asks`` says in words what of others; ``moves`` are theirs, one by one."""

    number: int
    asks: str
    seats: tuple[Seat, ...]
    moves: tuple[Move, ...]

    @property
    def given_up(self) -> int:
        """Sessions that others no longer have."""
        return sum(move.lost for move in self.moves)

    @property
    def moved(self) -> int:
        """Sessions that others have in another room or slot."""
        return sum(move.moved for move in self.moves)


def seats_of(dataset: Dataset, travel: TravelTimes, post: Post, rows: Sequence[Placement]) -> tuple[Seat, ...]:
    """Return a post's rows with what people want to know of each."""
    kind = dataset.role_by_id[post.role_id].supervision
    seats = []
    for row in rows:
        site, room = dataset.site_by_id[row.site_id], dataset.room_by_id[row.room_id]
        journey = travel.journeys.get((post.base_site, row.site_id))
        seats.append(
            Seat(
                row=row,
                site=site.name,
                room=room.name or room.room_id,
                minutes=journey.minutes if journey else Decimal(0),
                minutes_estimated=journey is not None and journey.is_estimate,
                supervisor=kind,
                estimated=is_estimated(row, dataset),
            )
        )
    return tuple(seats)
