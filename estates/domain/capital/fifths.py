"""Fifths of an area by deprivation: practices in the order of their score, each fifth with about as many patients."""

from collections.abc import Iterable, Mapping

from estates.domain.dataset import Dataset
from estates.domain.demand import Demand
from estates.domain.practices import Practice

NO_FIFTH = "none"
FIFTHS: tuple[str, ...] = ("1", "2", "3", "4", "5")
"""1 is the most deprived fifth."""

FIFTH_NAMES: Mapping[str, str] = {
    "1": "Most deprived fifth",
    "2": "Second most deprived fifth",
    "3": "Middle fifth",
    "4": "Second least deprived fifth",
    "5": "Least deprived fifth",
    NO_FIFTH: "No practice, or no score",
}


def fifth_by_practice(practices: Iterable[Practice]) -> Mapping[str, str]:
    """Return the fifth of every practice with a score, by practice code.

    A practice belongs to the fifth in which the middle of its list falls when all patients stand in line, those of the
    highest score first. These are fifths of the area's own patients, not of England's.
    """
    scored = [(practice.imd_score, practice) for practice in practices if practice.imd_score is not None]
    ranked = [practice for _, practice in sorted(scored, key=lambda pair: (-pair[0], pair[1].practice_code))]
    total, before, found = sum(practice.list_size for practice in ranked), 0, {}
    for practice in ranked:
        middle = before + practice.list_size / 2
        found[practice.practice_code] = FIFTHS[min(4, int(5 * middle / total))] if total else NO_FIFTH
        before += practice.list_size
    return found


def practice_of(dataset: Dataset, demand: Demand) -> str | None:
    """Return the practice that a demand belongs to: a post's own, else that of the site it is based at."""
    own = demand.codes["practice"]
    if own is not None or demand.codes["site"] is None:
        return own
    return dataset.site_by_id[demand.codes["site"]].practice_code
