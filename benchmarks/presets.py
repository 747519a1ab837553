"""Which runs belong to which part of the benchmark, and how long they take at most."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.harness import grace_seconds
from benchmarks.instances import Instance, Size, Tightness
from benchmarks.peers.register import PEERS, PLANNER
from benchmarks.records import Entry

ALL = tuple(PEERS)
ALONE = (PLANNER,)
EVERY = tuple(Tightness)
TIGHT = (Tightness.TIGHT,)
COUNTIES = (1, 2, 5, 10, 21, 42)
SECONDS_PER_COUNTY = 120
CERTIFIED_GAP = 0.005


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Runs of some peers on instances of one size, each as long."""

    size: Size
    seconds: float
    seeds: int = 1
    tightness: Sequence[Tightness] = TIGHT
    peers: Sequence[str] = ALL

    def entries(self) -> Iterator[Entry]:
        """Yield the runs; those on one instance stand together, so that they meet the machine in the same state."""
        for tightness in self.tightness:
            for seed in range(self.seeds):
                for peer in self.peers:
                    yield Entry(Instance(self.size, tightness, seed), self.seconds, peer)


class Preset(StrEnum):
    """A part of the benchmark."""

    QUICK = "quick"
    SMALL = "small"
    COUNTY = "county"
    LONG = "long"
    REACH = "reach"
    LARGE = "large"
    SCALING = "scaling"


BATCHES: Mapping[Preset, Sequence[Batch]] = {
    # Does it all work? Five minutes.
    Preset.QUICK: (
        Batch(size=Size.PCN, seconds=10),
        Batch(size=Size.FIVE_PCNS, seconds=10),
    ),
    # Ten seeds of what is small.
    Preset.SMALL: (
        Batch(size=Size.PCN, seconds=10, seeds=10, tightness=EVERY),
        Batch(size=Size.FIVE_PCNS, seconds=10, seeds=10),
    ),
    # Counties against peers: ten tight seeds, three of each other kind.
    Preset.COUNTY: (
        Batch(size=Size.COUNTY, seconds=60, seeds=10),
        Batch(size=Size.COUNTY, seconds=60, seeds=3, tightness=(Tightness.SLACK, Tightness.STARVED)),
    ),
    # What more time gives.
    Preset.LONG: (Batch(size=Size.COUNTY, seconds=600, seeds=3),),
    # The planner alone: how soon it proves how much.
    Preset.REACH: (Batch(size=Size.COUNTY, seconds=180, seeds=10, tightness=EVERY, peers=ALONE),),
    # Larger than any peer but greedy is meant for.
    Preset.LARGE: (
        Batch(size=Size.FIVE_COUNTIES, seconds=60, peers=ALL),
        Batch(size=Size.ENGLAND, seconds=2_400, peers=(PLANNER, "greedy")),
    ),
}


def entries_of(preset: Preset) -> list[Entry]:
    """Return the runs of a part."""
    if preset is Preset.SCALING:
        return [_scaling_entry(counties) for counties in COUNTIES]
    return [entry for batch in BATCHES[preset] for entry in batch.entries()]


def longest_seconds(entries: Iterable[Entry]) -> float:
    """Return how long runs take together if each uses all its time."""
    return sum(entry.seconds + grace_seconds(entry.seconds) for entry in entries)


def _scaling_entry(counties: int) -> Entry:
    """Return the planner's run on the first counties of a country, until G1 is proved within half a per cent."""
    instance = Instance(Size.ENGLAND, Tightness.TIGHT, 0, counties)
    return Entry(instance, SECONDS_PER_COUNTY * counties, PLANNER, CERTIFIED_GAP)
