"""The sections and keys of a file of uncertain figures, declared once, like the columns of a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.uncertainty.figures import Shape, Spread, Uncertainty
from geodata.tables.columns import NIL, ONE, Column, Kind, Table

_DEFAULTS = Uncertainty()
_MOST_TIMES = Decimal(10)
_WORDS = {
    "low": "Lowest figure",
    "likely": "Most likely figure; not used where the shape is uniform",
    "high": "Highest figure",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure that is drawn: its keys as a table, whom it is drawn for, and where its defaults are from."""

    table: Table
    drawn_for: str
    source: str


def _figure(name: str, meaning: str, *, most: Decimal, drawn_for: str, source: str) -> Figure:
    spread: Spread = getattr(_DEFAULTS, name)
    unit = "share" if most == ONE else "times"
    numbers = tuple(
        Column(
            name=key,
            kind=Kind.NUMBER,
            unit=unit,
            at_least=NIL,
            at_most=most,
            default=getattr(spread, key),
            blank=f"{getattr(spread, key)}",
            meaning=words,
        )
        for key, words in _WORDS.items()
    )
    shape = Column(
        name="shape",
        kind=Kind.WORD,
        words=Shape,
        default=spread.shape,
        blank=spread.shape.value,
        meaning="How the figures between lowest and highest are spread",
    )
    example = {key: f"{getattr(spread, key)}" for key in _WORDS} | {"shape": spread.shape.value}
    table = Table(name=name, meaning=meaning, columns=(*numbers, shape), examples=(example,))
    return Figure(table=table, drawn_for=drawn_for, source=source)


_FIGURES = (
    _figure(
        "recruitment",
        "Chance that a planned or vacant post is filled. An unfilled post wants no room",
        most=ONE,
        drawn_for="each role: a shortage of physiotherapists is one in the whole area",
        source="Assumption. No published fill rate of ARRS posts was found",
    ),
    _figure(
        "growth",
        "Factor on the patients that the growth table adds. It counts only where a year is planned for",
        most=_MOST_TIMES,
        drawn_for="each practice: housing comes site by site",
        source="Assumption: half as fast to half as fast again",
    ),
    _figure(
        "face_to_face",
        "Factor on the face-to-face share of a role, at most to all of it. Posts that give their sessions keep them",
        most=_MOST_TIMES,
        drawn_for="each role",
        source="Assumption. The catalogue's shares are planning assumptions themselves; 67 % of general practice "
        "appointments were face to face (RCGP, December 2023)",
    ),
    _figure(
        "bookable",
        "Days in use: share of the free half-days of the inventory that can really be booked",
        most=ONE,
        drawn_for="each site; then each free half-day is bookable with that chance",
        source="Assumption; the lowest figure is the 85 % bookable that the domain notes plan room numbers with",
    ),
    _figure(
        "sickness",
        "Chance that somebody is away for the week, and so needs no room, or supervises nobody for a day",
        most=ONE,
        drawn_for="each PCN; then for each person",
        source="Assumption, near the NHS sickness absence of about 5 % as recalled, not read",
    ),
)
FIGURES: Mapping[str, Figure] = {figure.table.name: figure for figure in _FIGURES}
