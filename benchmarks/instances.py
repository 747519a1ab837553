"""The instances of the benchmark by name: a size, how tight it is, and a seed."""

from dataclasses import dataclass
from enum import StrEnum

from benchmarks.country import Country, generate_country
from benchmarks.generate import County, World, generate


class Size(StrEnum):
    """How large an instance is."""

    PCN = "pcn"
    FIVE_PCNS = "five-pcns"
    COUNTY = "county"
    FIVE_COUNTIES = "five-counties"
    ENGLAND = "england"


class Tightness(StrEnum):
    """How scarce rooms are: sessions wanted to places free, about 1, 2 and 3 to one."""

    SLACK = "slack"
    TIGHT = "tight"
    STARVED = "starved"


SIZE_WORDS = {
    Size.PCN: "one PCN",
    Size.FIVE_PCNS: "five PCNs",
    Size.COUNTY: "county",
    Size.FIVE_COUNTIES: "five counties",
    Size.ENGLAND: "England",
}

IN_USE = {Tightness.SLACK: 0.5, Tightness.TIGHT: 0.735, Tightness.STARVED: 0.85}
"""The share of core cells that their owners use."""

COUNTIES = {Size.FIVE_COUNTIES: 5, Size.ENGLAND: 42}


@dataclass(frozen=True, order=True)
class Instance:
    """One instance; ``counties`` counts those of a country where it is not its size that says so."""

    size: Size
    tightness: Tightness
    seed: int
    counties: int = 0

    def __str__(self) -> str:
        """Return the words for it, such as ``county, tight, seed 3``."""
        size = f"{self.counties} counties" if self.counties else SIZE_WORDS[self.size]
        return f"{size}, {self.tightness}, seed {self.seed}"

    def world(self) -> World:
        """Return the dataset and the minutes between its sites; the same for the same instance."""
        in_use = IN_USE[self.tightness]
        if counties := self.counties or COUNTIES.get(self.size):
            return generate_country(Country(seed=self.seed, counties=counties, tightness=in_use))
        return generate(_county(self.size, self.seed, in_use))


def _county(size: Size, seed: int, in_use: float) -> County:
    if size is Size.PCN:
        return County(seed=seed, pcns=1, hubs=1, programmes=1, tightness=in_use)
    if size is Size.FIVE_PCNS:
        return County(seed=seed, pcns=5, hubs=4, programmes=1, tightness=in_use)
    return County(seed=seed, tightness=in_use)
