"""What each capital scheme costs and opens, and the table of it for a PCN's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.schemes import Scheme
from estates.domain.sites import Site
from estates.domain.words import Cell, SiteKind
from maps.paper.blocks import Column, Table
from maps.paper.wording import NONE, further, name, pounds, starred, whole
from maps.report import Report

_OF_PRACTICES = (SiteKind.PRACTICE, SiteKind.BRANCH)


@dataclass(frozen=True, kw_only=True)
class SchemeValue:
    """A scheme with the half-days of rooms that it would open a week, and what it costs a year.

    The cost a year is capital ÷ life + running cost, undiscounted, before grants; it is known where the life is, or no
    capital is spent.
    """

    scheme: Scheme
    half_days: int
    cost_a_year: Decimal | None

    @property
    def cost_of_half_day(self) -> Decimal | None:
        """The cost a year for each half-day opened a week; a conversion opens none that were not there."""
        return None if self.cost_a_year is None or not self.half_days else self.cost_a_year / self.half_days

    @property
    def grant(self) -> Decimal | None:
        """The part of the capital that a grant pays; nought of no capital, ``None`` where no share is given."""
        if not self.scheme.capital_cost:
            return Decimal(0)
        return None if self.scheme.grant_share is None else self.scheme.capital_cost * self.scheme.grant_share


def scheme_values(report: Report, site_ids: frozenset[str]) -> tuple[SchemeValue, ...]:
    """Return the schemes at some sites, the cheapest half-day first; those that cannot be costed last."""
    schemes = (scheme for scheme in report.outcome.dataset.schemes if scheme.site_id in site_ids)
    values = [_value(report, scheme) for scheme in schemes]
    return tuple(
        sorted(values, key=lambda row: (row.cost_of_half_day is None, row.cost_of_half_day or 0, row.scheme.scheme_id))
    )


def nearest_pcns(report: Report) -> Mapping[str, str]:
    """Return for each site of no PCN with a scheme the PCN of the practice or branch nearest in a straight line."""
    data = report.outcome.dataset
    own = [site for site in data.sites if site.pcn_code and site.kind in _OF_PRACTICES]
    built_at = {scheme.site_id for scheme in data.schemes}
    alone = [site for site in data.sites if site.pcn_code is None and site.site_id in built_at]
    return {
        site.site_id: str(min(own, key=lambda other: (_square_m(site, other), other.site_id)).pcn_code)
        for site in alone
        if own
    }


def _square_m(site: Site, other: Site) -> int:
    return (site.easting - other.easting) ** 2 + (site.northing - other.northing) ** 2


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
    if not scheme.life_years and scheme.capital_cost:
        return SchemeValue(scheme=scheme, half_days=half_days, cost_a_year=None)
    a_year = scheme.capital_cost / (scheme.life_years or 1) + (scheme.annual_cost or 0)
    return SchemeValue(scheme=scheme, half_days=half_days, cost_a_year=a_year)


def scheme_table(report: Report, places: Mapping[str, str], caption: str, at_most: int | None = None) -> Table:
    """Return the schemes at some sites with what they cost and open; beyond ``at_most`` they are told as one row.

    ``places`` says for each of the sites how the table names it.
    """
    values = scheme_values(report, frozenset(places))
    return Table(
        caption=caption,
        columns=(
            Column("Scheme", 3),
            Column("Site", 1.6),
            Column("Earliest", 0.7, True),
            Column("Capital", 1, True),
            Column("Grant", 0.9, True),
            Column("Running cost a year", 0.8, True),
            Column("Life, years", 0.6, True),
            Column("Half-days", 0.8, True),
            Column("Cost a year for each", 0.9, True),
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
        str(row.scheme.earliest_year or NONE),
        pounds(row.scheme.capital_cost),
        pounds(row.grant),
        pounds(row.scheme.annual_cost),
        whole(row.scheme.life_years) if row.scheme.life_years else NONE,
        whole(row.half_days) if row.half_days else NONE,
        pounds(row.cost_of_half_day),
    )


def _further_schemes(values: Sequence[SchemeValue]) -> list[tuple[str, ...]]:
    if not values:
        return []
    capital = sum((row.scheme.capital_cost for row in values), Decimal(0))
    half_days = sum(row.half_days for row in values)
    is_estimate = any(row.scheme.estimated for row in values)
    shown = {row.scheme.scheme_id for row in values}
    apart = any(shown & set(row.scheme.excludes) for row in values)
    warning = ", not all of which can be built together" if apart else ""
    told = starred(f"{further(len(values), 'scheme')}{warning}: see chapter 2", is_estimate=is_estimate)
    return [(told, NONE, NONE, pounds(capital), NONE, NONE, NONE, whole(half_days) if half_days else NONE, NONE)]
