"""How the lists of the made-up county grow, year by year."""

from geodata.example.dice import Dice
from geodata.example.places import Practice, practices

Row = dict[str, str]

YEARS = range(2027, 2037)


def growth_rows() -> list[Row]:
    """Return the rows of ``growth``: patients added by each year, fewer than none where a town shrinks."""
    return [row for practice in practices() for row in _practice_growth(practice)]


def _practice_growth(practice: Practice) -> list[Row]:
    """Spread a practice's growth over the years: new homes fill slowly, then fast, then slowly."""
    total = practice.patients * practice.network.growth * Dice(f"growth {practice.code}").share(0.7, 1.3)
    years = len(YEARS)
    shares = [(step / years) ** 2 * (3 - 2 * step / years) for step in range(1, years + 1)]
    return [
        {"practice_code": practice.code, "year": str(year), "patients_added": str(round(total * share))}
        for year, share in zip(YEARS, shares, strict=True)
    ]
