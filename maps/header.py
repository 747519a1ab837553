"""The words at the head of the page: the shortfall, how far it is proved, and what of it is estimated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from estates.domain.wording import counted, listed
from estates.domain.words import Standing
from maps.outcome import Outcome
from maps.plain_text import shortened
from maps.wording import SEASON_WORDS, county_sentence, part_of, proof_sentence

NO_ESTIMATES = "Nothing here is marked as an estimate"
AREAS_DRAWN_FROM_SITES = "PCN areas are drawn from sites: an estimate."


@dataclass(frozen=True, kw_only=True)
class Header:
    """The sentences at the head of the page; ``placed_percent`` (0 to 100) is the bar beneath them."""

    sentence: str
    placed_percent: float
    proof: str
    is_proved: bool
    season: str
    unknown: str
    estimates: str
    has_estimates: bool
    scenario: str
    changes: tuple[tuple[str, str], ...]


class _MayBeEstimated(Protocol):
    @property
    def estimated(self) -> bool: ...


def header(outcome: Outcome) -> Header:
    """Return the head of an outcome's page."""
    icb = outcome.icb
    estimates = estimates_sentence(outcome)
    return Header(
        sentence=county_sentence(icb),
        placed_percent=round(100 * icb.placed / icb.wanted, 1) if icb.wanted else 100.0,
        proof=proof_sentence(outcome.plan, weighted=outcome.dataset.is_weighted),
        is_proved=outcome.plan.goals["G1"].standing is Standing.OPTIMAL,
        season=SEASON_WORDS[outcome.plan.season],
        unknown=unknown_sentence(outcome),
        estimates=estimates,
        has_estimates=estimates != NO_ESTIMATES,
        scenario=outcome.scenario.sentence if outcome.scenario else "",
        changes=outcome.scenario.changes if outcome.scenario else (),
    )


def unknown_sentence(outcome: Outcome) -> str:
    """Return how many half-days of rooms are not known, and the PCNs whose staff are not."""
    cells = outcome.unknown_room_cells
    rooms = f"{counted(cells, 'half-day')} of rooms not known, none treated as free"
    rooms = rooms if cells else "The use of every room is known"
    if not outcome.pcns_without_staff:
        return rooms
    pcns = outcome.dataset.pcn_by_code
    names = [shortened(pcns[code].name, 60) if code in pcns else code for code in outcome.pcns_without_staff]
    return f"{rooms}. No PCN staff are entered for {listed(names, at_most=4)}: unknown, not nought"


def estimates_sentence(outcome: Outcome) -> str:
    """Return what of the figures is an estimate, with how much of it."""
    data = outcome.dataset
    parts = [
        _part(data.rooms, "room"),
        _part(data.posts, "post"),
        _part(data.sites, "site"),
        _part(data.supervision, "row of supervision places", "rows of supervision places"),
        _part(data.programmes, "programme"),
        part_of(outcome.travel_times_worked_out, len(outcome.pairs), "travel time"),
        _part(data.travel, "row of the travel table", "rows of the travel table"),
        _part(outcome.areas, "PCN area"),
    ]
    said = [part for part in parts if part is not None]
    return f"Estimates: {listed(said)}" if said else NO_ESTIMATES


def areas_note(outcome: Outcome) -> str:
    """Return where the outlines of the PCN areas come from."""
    methods = [area.method for area in outcome.areas]
    drawn = methods.count("drawn from sites")
    if not methods:
        return "No PCN areas: no PCN has sites or a boundary."
    if drawn == len(methods):
        return AREAS_DRAWN_FROM_SITES
    if drawn:
        areas = counted(drawn, "PCN area is", "PCN areas are")
        return f"{areas} drawn from sites: an estimate. The others come from {_sources(methods)}."
    estimate = " An estimate." if any(area.estimated for area in outcome.areas) else ""
    return f"PCN areas come from {_sources(methods)}.{estimate}"


def _sources(methods: Sequence[str]) -> str:
    small = {method for method in methods if method.startswith("small areas")}
    by_patients, by_surgery = (any(way in method for method in small) for way in ("patients", "nearest surgery"))
    ways = ["by registered patients"] * by_patients + ["by the nearest surgery"] * by_surgery
    said = ["the boundary layer"] if "boundary" in methods else []
    return listed([*said, f"small areas put together {listed(ways, joined_by='or else')}"] if small else said)


def _part(rows: Iterable[_MayBeEstimated], one: str, many: str | None = None) -> str | None:
    marks = [row.estimated for row in rows]
    return part_of(sum(marks), len(marks), one, many)
