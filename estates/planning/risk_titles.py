"""What the options of a risk analysis are called, with what must be known to read their gains."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from estates.domain.rounding import whole
from estates.domain.scenario.told import AS_IT_IS
from estates.domain.wording import counted
from estates.planning.risk import Risk
from geodata.answer_tables import Record, as_decimal


def option_titles(found: Risk, shortfall: Iterable[Record]) -> dict[str, str]:
    """Return each option's title by its name; one under which more or fewer sessions are wanted says so.

    ``shortfall`` are the rows of ``shortfall.csv``.
    """
    more = more_wanted(shortfall)
    return {option.name: f"{option.title}{_told(more.get(option.name, Decimal(0)))}" for option in found.base.options}


def more_wanted(shortfall: Iterable[Record]) -> Mapping[str, Decimal]:
    """Return how many room sessions a week more are wanted under each option than as it is, on average."""
    means = {str(row["option"]): as_decimal(row["mean_wanted"]) for row in shortfall if row["level"] == "icb"}
    return {option: mean - means.get(AS_IT_IS, mean) for option, mean in means.items()}


def _told(more: Decimal) -> str:
    count = whole(abs(more))
    return f" ({counted(count, 'session')} {'more' if more > 0 else 'fewer'} wanted)" if count else ""
