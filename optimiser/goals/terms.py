"""What a goal hands to the model: its name, its terms and its constant."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Terms:
    """A goal to be least: ``constant`` + the sum of coefficient x column over ``by_column``."""

    name: str
    by_column: Mapping[int, float]
    constant: float
