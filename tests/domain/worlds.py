"""What the judge's tests ask of a plan of a tiny world: which rules does it break."""

from typing import Any

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from tests.builders import travel


def broken(data: Dataset, *rows: Placement, minutes: dict[str, int] | None = None, **options: Any) -> list[str]:
    """Return the names of the rules that rows break, in order, once per breach."""
    found = breaches(data, travel(data, **(minutes or {})), rows, **options)
    return [breach.rule for breach in found]


def told(data: Dataset, *rows: Placement, minutes: dict[str, int] | None = None) -> list[str]:
    """Return the sentences of the breaches."""
    return [breach.sentence for breach in breaches(data, travel(data, **(minutes or {})), rows)]
