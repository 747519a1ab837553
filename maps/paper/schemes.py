"""The paper's table of capital schemes: what each costs and opens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.schemes import Scheme
from estates.domain.words import Cell
from maps.paper.blocks import Column, Table
from maps.paper.wording import NONE, further, name, pounds, starred, whole
from maps.report import Report


@dataclass(frozen=True, kw_only=True)
class SchemeValue:
    """A scheme with the half-days of rooms that it would open a week, and its cost a year for each of them."""

    scheme: Scheme
    half_days: int
    pounds_a_year: float | None


def scheme_values(report: Report, site_ids: frozenset[str]) -> tuple[SchemeValue, ...]:
    """Return the schemes at some sites, the cheapest half-day first; those that cannot be costed last.

    The cost a year is capital ÷ life + running cost, undiscounted, before grants. It is known where the life is, or
    no capital is spent, and where the scheme opens half-days at all: a conversion opens none that were not there.
    """
    schemes = (scheme for scheme in report.outcome.dataset.schemes if scheme.site_id in site_ids)
    values = [_value(report, scheme) for scheme in schemes]
    return tuple(
        sorted(values, key=lambda row: (row.pounds_a_year is None, row.pounds_a_year or 0, row.scheme.scheme_id))
    )


def _value(report: Report, scheme: Scheme) -> SchemeValue:
    rooms = report.outcome.dataset.rooms_at[scheme.site_id]
    opened = {
        (room.room_id, slot)
        for room_id, slot in scheme.opens
        for room in rooms
        if room_id in ("*", room.room_id) and room.cell(slot) is not Cell.FREE
    }
    half_days = sum(count for _, count in scheme.adds) * len(scheme.slots) + len(opened)
    # A scheme without capital has nothing to spread over a life.
    if not half_days or not (scheme.life_years or scheme.capital_cost == 0):
        return SchemeValue(scheme=scheme, half_days=half_days, pounds_a_year=None)
    a_year = scheme.capital_cost / (scheme.life_years or 1) + (scheme.annual_cost or 0)
    return SchemeValue(scheme=scheme, half_days=half_days, pounds_a_year=float(a_year) / half_days)


def scheme_table(report: Report, places: Mapping[str, str], caption: str, at_most: int | None = None) -> Table:
    """Return the schemes at some sites with what they cost and open; beyond ``at_most`` they are told as one row.

    ``places`` says for each of the sites how the table names it.
    """
    values = scheme_values(report, frozenset(places))
    return Table(
        caption=caption,
        columns=(
            Column("Scheme", 3),
            Column("Site", 2.4),
            Column("Capital", 1, True),
            Column("£ a year", 0.8, True),
            Column("Earliest", 0.7, True),
            Column("Half-days", 0.9, True),
            Column("£ each", 0.8, True),
        ),
        rows=[
            *(_scheme(row, places[row.scheme.site_id]) for row in values[:at_most]),
            *_further_schemes(values[at_most:] if at_most else ()),
        ],
        if_empty="The dataset lists no scheme here.",
    )


def _scheme(row: SchemeValue, site: str) -> tuple[str, ...]:
    return (
        starred(name(row.scheme.name), is_estimate=row.scheme.estimated),
        site,
        pounds(row.scheme.capital_cost),
        pounds(row.scheme.annual_cost),
        str(row.scheme.earliest_year or NONE),
        whole(row.half_days) if row.half_days else NONE,
        NONE if row.pounds_a_year is None else f"£{row.pounds_a_year:,.0f}",
    )


def _further_schemes(values: Sequence[SchemeValue]) -> list[tuple[str, ...]]:
    if not values:
        return []
    capital = sum((row.scheme.capital_cost for row in values), Decimal(0))
    half_days = sum(row.half_days for row in values)
    is_estimate = any(row.scheme.estimated for row in values)
    told = starred(f"{further(len(values), 'scheme')}: see chapter 2", is_estimate=is_estimate)
    return [(told, NONE, pounds(capital), NONE, NONE, whole(half_days) if half_days else NONE, NONE)]
