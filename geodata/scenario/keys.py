"""The keys at the top of a scenario file and of its list growth, declared once, like the columns of a table."""

from decimal import Decimal

from estates.domain.scenario.growth import GrowthFigures
from estates.domain.words import Season
from geodata.tables.columns import FIRST_YEAR, LAST_YEAR, NIL, ONE, Column, Kind, Table

_FIGURES = GrowthFigures()

SCENARIO = Table(
    name="scenario",
    meaning="The keys at the top of the file",
    columns=(
        Column(name="name", kind=Kind.TEXT, blank="the file's name", meaning="What the scenario is called"),
        Column(
            name="year",
            kind=Kind.WHOLE,
            at_least=FIRST_YEAR,
            at_most=LAST_YEAR,
            blank="lists as they are",
            meaning="Year planned for: list growth up to it is added, and no scheme that comes later can be built",
        ),
        Column(
            name="season",
            kind=Kind.WORD,
            words=Season,
            blank="that of --season",
            meaning="Season planned for; winter brings winter programmes, winter journeys and winter barriers",
        ),
    ),
    examples=({"name": "January 2030", "year": "2030", "season": "winter"},),
)


def _share(name: str, default: Decimal, meaning: str, *, above: bool = False) -> Column:
    return Column(
        name=name,
        kind=Kind.NUMBER,
        unit="share",
        above=NIL if above else None,
        at_least=None if above else NIL,
        at_most=ONE,
        default=default,
        blank=f"{default}",
        meaning=meaning,
    )


def _figure(name: str, meaning: str, *, default: Decimal, unit: str, most: int) -> Column:
    return Column(
        name=name,
        kind=Kind.NUMBER,
        unit=unit,
        above=NIL,
        at_most=Decimal(most),
        default=default,
        blank=f"{default}",
        meaning=meaning,
    )


def _end_of_band(name: str, default: Decimal) -> Column:
    return Column(
        name=name,
        kind=Kind.NUMBER,
        unit="share",
        at_least=NIL,
        at_most=Decimal(10),
        default=default,
        blank=f"{default}",
        meaning=f"Share of the growth table at the {name} end of an outlook's band; no band where both ends are 1",
    )


GROWTH = Table(
    name="growth",
    meaning="The assumptions of list growth: how added patients become room sessions. Used only where a year is given",
    columns=(
        _figure(
            "contacts_per_patient",
            "Contacts a patient",
            default=_FIGURES.formula.contacts_per_patient,
            unit="contacts a year",
            most=50,
        ),
        _figure(
            "weeks_per_year", "Weeks in which they fall", default=_FIGURES.formula.weeks_per_year, unit="weeks", most=53
        ),
        _figure(
            "hours_per_week",
            "Hours a week that a room is open",
            default=_FIGURES.formula.hours_per_week,
            unit="hours",
            most=168,
        ),
        _share("utilisation", _FIGURES.formula.utilisation, "Share of those hours that is booked", above=True),
        _share("consult_share", _FIGURES.formula.consult_share, "Share of contacts in a consulting/examination room"),
        _figure(
            "consult_minutes",
            "Minutes of each of these",
            default=_FIGURES.formula.consult_minutes,
            unit="minutes",
            most=240,
        ),
        _share("treatment_share", _FIGURES.formula.treatment_share, "Share of contacts in a treatment room"),
        _figure(
            "treatment_minutes",
            "Minutes of each of these",
            default=_FIGURES.formula.treatment_minutes,
            unit="minutes",
            most=240,
        ),
        _share(
            "trainees_follow_list",
            _FIGURES.trainees_follow_list,
            "How far a practice's trainees grow with its list: 1 in full, 0 not at all",
        ),
        _end_of_band("low", _FIGURES.low),
        _end_of_band("high", _FIGURES.high),
    ),
    examples=({"contacts_per_patient": "5.8", "utilisation": "0.6"},),
)
