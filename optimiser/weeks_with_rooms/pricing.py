"""The best week with rooms of many posts at prices: work for a child process."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from optimiser.engine import Answer, Job
from optimiser.program import Floats
from optimiser.weeks_with_rooms.best import BestWeek, best_week
from optimiser.weeks_with_rooms.choices import RoomChoices
from optimiser.weeks_with_rooms.master import Frame
from optimiser.weeks_with_rooms.prices import Prices


@dataclass(frozen=True, kw_only=True)
class BestWeeks(Answer):
    """The best weeks of some posts, in their order."""

    found: Sequence[BestWeek] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Pricing(Job):
    """Find the best week of some posts; ``gains`` is what a session of each gains before it pays for its places."""

    choices: Sequence[RoomChoices]
    gains: Sequence[float]
    of_places: Floats
    is_heavy: bool = True

    @property
    def size(self) -> int:
        """The number of posts."""
        return len(self.choices)

    def run(self) -> BestWeeks:
        """Find them in this process."""
        found = [
            best_week(choices, gain - choices.paid(self.of_places))
            for choices, gain in zip(self.choices, self.gains, strict=True)
        ]
        return BestWeeks(values=None, prices=None, bound=0.0, work=len(found) / 1e6, found=found)


def pricing_jobs(frame: Frame, prices: Prices, count: int) -> list[Pricing]:
    """Return so many jobs that find the best week of every post at prices; every so many-th post is in the same."""
    posts = range(len(frame.choices))
    return [
        Pricing(
            choices=[frame.choices[post] for post in posts[first::count]],
            gains=[frame.gain_of_session(post, prices) for post in posts[first::count]],
            of_places=prices.of_places,
        )
        for first in range(count)
    ]


def in_order(answers: Sequence[BestWeeks], posts: int) -> list[BestWeek]:
    """Return the best week of every post from the answers to ``pricing_jobs``."""
    found: list[BestWeek] = [BestWeek(0.0, ())] * posts
    for first, answer in enumerate(answers):
        found[first :: len(answers)] = answer.found
    return found
