"""Who is served by the hubs that the plan uses: bands of travel time round them, and each PCN's minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path
from numpy.typing import NDArray

from estates.domain.programmes import Programme
from estates.domain.sites import Site
from estates.domain.wording import counted, listed
from estates.domain.words import BackdropKind, PlacementKind, SiteKind
from geodata.places.barriers import barriers_of
from geodata.places.horizon import SURGERY_KINDS
from geodata.places.minutes import minutes_over
from maps.figures.frame import Words, framed, shortened
from maps.figures.ground import Ground, draw_backdrop, draw_scale, draw_shape, draw_sites, ground, shown
from maps.figures.hatches import BAND_COLOURS, BAND_HATCHES, BEYOND_COLOUR
from maps.figures.key import Key, write_key
from maps.figures.names import AreaName, KeptClear, draw_names, draw_towns
from maps.figures.sheets import PrintFigure, Sheet
from maps.figures.shortfall_map import beside_key, key_space
from maps.hubs import MORE_MAY_BE_REACHED, is_reach_proved
from maps.outcome import Outcome
from maps.palette import MARKS
from maps.report import Report

_CELLS = 110
_BANDS = 4


@dataclass(frozen=True, kw_only=True)
class Reach:
    """A programme, the sites where the plan holds it, and the minutes of each of its PCNs to the nearest.

    The minutes are those of the plan's goal: from the PCN's nearest practice or branch; ``None`` is out of reach.
    ``is_proved`` says whether no plan that places as much reaches more.
    """

    programme: Programme
    hubs: tuple[Site, ...]
    minutes: dict[str, Decimal | None]
    is_proved: bool

    @property
    def served(self) -> tuple[str, ...]:
        """The PCNs with a session within the patients' travel time."""
        limit = self.programme.max_travel_minutes
        return tuple(code for code, minutes in self.minutes.items() if minutes is not None and minutes <= limit)

    @property
    def may_be_more(self) -> bool:
        """Whether some PCN has no session within the travel time, though another plan may give it one."""
        return not self.is_proved and len(self.served) < len(self.minutes)


def reaches(outcome: Outcome) -> tuple[Reach, ...]:
    """Return the reach of every programme of the season, in the order of their table."""
    used: dict[str, set[str]] = {}
    for placement in outcome.plan.placements:
        if placement.kind is PlacementKind.PROGRAMME:
            used.setdefault(placement.id, set()).add(placement.site_id)
    return tuple(_reach(outcome, row, used.get(row.programme_id, set())) for row in outcome.dataset.programmes)


def hub_reach_figure(report: Report, sheet: Sheet, reach: Reach) -> PrintFigure:
    """Return the map of a programme's reach."""
    outcome = report.outcome
    method = f"{MORE_MAY_BE_REACHED} {_METHOD}" if reach.may_be_more else _METHOD
    words = Words(title=_finding(reach), subtitle=_where(reach), notes=(method, *report.notes()))
    figure, space = framed(sheet, words)
    here = ground(figure, beside_key(space), shown(outcome))
    draw_backdrop(here, outcome)
    edges = _edges(reach.programme)
    if reach.hubs:
        _draw_bands(here, (report, reach), edges)
    for area in outcome.areas:
        draw_shape(here, area.shape, zorder=4, facecolor="none", edgecolor="#3a2d25", linewidth=0.6)
    surgeries = [site for site in outcome.dataset.sites if site.kind in SURGERY_KINDS]
    draw_sites(here, surgeries, points=sheet.text * 0.4)
    hubs = draw_sites(here, reach.hubs, points=sheet.text * 1.15, zorder=8)
    taken = draw_scale(here, sheet)
    served = [area for area in outcome.areas if area.pcn_code in reach.minutes]
    names = [AreaName(area=area, figure=_minutes(reach, area.pcn_code)) for area in served]

    def explain(numbered: list[str]) -> int:
        return write_key(figure, key_space(space), sheet, lambda key: _key(key, reach, (edges, numbered)))

    clear = KeptClear(taken=taken, marks=hubs, sites=surgeries)
    covered = draw_names(here, sheet, names, clear, explain=explain)
    draw_towns(here, sheet, outcome, [*taken, *covered, *hubs])
    return figure


_METHOD = (
    "Method: the minutes by the name of each PCN served are the plan's own, from its nearest practice or branch to the "
    "nearest hub that holds a session. The bands are an ESTIMATE from straight lines round barriers, without the "
    "travel table."
)


def _reach(outcome: Outcome, programme: Programme, used: set[str]) -> Reach:
    data = outcome.dataset
    minutes: dict[str, Decimal | None] = {}
    for code in programme.pcn_codes:
        surgeries = [site.site_id for site in data.sites_of_pcn.get(code, ()) if site.kind in SURGERY_KINDS]
        ways = (outcome.travel.minutes(start, end) for start in surgeries for end in used)
        minutes[code] = min((way for way in ways if way is not None), default=None)
    hubs = tuple(site for site in data.sites if site.site_id in used)
    return Reach(programme=programme, hubs=hubs, minutes=minutes, is_proved=is_reach_proved(outcome))


def _finding(reach: Reach) -> str:
    name, limit = shortened(reach.programme.name, 60), reach.programme.max_travel_minutes
    whole, served = len(reach.minutes), len(reach.served)
    if not reach.hubs:
        return f"{name}: the plan holds no hub session, so no PCN is served"
    if reach.may_be_more:
        of_all = f"{served:,} of {counted(whole, 'PCN')}"
        return f"{name}: this plan reaches {of_all} within {limit.normalize():f} minutes; more may be possible"
    if served == whole:
        who = "its one PCN has" if whole == 1 else f"all {whole} PCNs have"
    else:
        who = f"{served:,} of {counted(whole, 'PCN')} {'has' if served == 1 else 'have'}"
    return f"{name}: {who} a hub within {limit.normalize():f} minutes"


def _where(reach: Reach) -> str:
    if not reach.hubs:
        return "No hub session is in the plan: see the reasons in unmet.csv."
    names = listed([shortened(site.name, 40) for site in reach.hubs], at_most=6)
    return f"Held at {names}."


def _edges(programme: Programme) -> list[int]:
    """Return the ends of the bands in minutes: quarters of the patients' travel time."""
    limit = max(float(programme.max_travel_minutes), 1.0)
    return sorted({max(1, round(limit * band / _BANDS)) for band in range(1, _BANDS + 1)})


def _draw_bands(here: Ground, shown_with: tuple[Report, Reach], edges: Sequence[int]) -> None:
    report, reach = shown_with
    across = np.linspace(*here.axes.get_xlim(), _CELLS)
    up = np.linspace(*here.axes.get_ylim(), _CELLS)
    xs, ys = np.meshgrid(across, up)
    minutes = _minutes_to_hubs(report, reach, np.column_stack([xs.ravel(), ys.ravel()])).reshape(xs.shape)
    colours = BAND_COLOURS[: len(edges)]
    styles: dict[str, Any] = {"colors": [*colours, BEYOND_COLOUR], "hatches": [*BAND_HATCHES[: len(edges)], "xx"]}
    levels = [-1.0, *(edge + 0.5 for edge in edges), 1e6]
    bands = here.axes.contourf(across, up, np.minimum(minutes, 1e5), levels=levels, zorder=3, **styles)
    bands.set_edgecolor("#ffffff")
    bands.set_linewidth(0.3)
    land = _land(report.outcome)
    if land is not None:
        frame = here.axes.transData
        bands.set_clip_path(_clip(here, land), frame)


def _minutes_to_hubs(report: Report, reach: Reach, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the estimated minutes from each point to the nearest of the hubs."""
    data = report.outcome.dataset
    barriers = barriers_of(data, report.outcome.plan.season)
    nearest = np.full(len(points), np.inf)
    for hub in reach.hubs:
        starts = np.tile(np.array([hub.easting, hub.northing], float), (len(points), 1))
        metres = np.hypot(*(points - starts).T) if barriers is None else barriers.metres(starts, points)
        nearest = np.minimum(nearest, metres)
    return minutes_over(nearest, report.settings.travel)


def _land(outcome: Outcome) -> shapely.Geometry | None:
    """Return what bands are drawn on: the areas, or the land where there are none."""
    shapes = [area.shape for area in outcome.areas] or [
        shapely.from_wkb(feature.shape_wkb) for feature in outcome.dataset.backdrop if feature.kind is BackdropKind.LAND
    ]
    return shapely.union_all(shapes) if shapes else None


def _clip(here: Ground, land: shapely.Geometry) -> Path:
    simpler = land.simplify(here.metres_per_inch / 150)
    rings = [
        Path(ring.coords, closed=True)
        for part in shapely.get_parts(simpler)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return Path.make_compound_path(*rings)


def _minutes(reach: Reach, code: str) -> str:
    minutes = reach.minutes[code]
    if minutes is None:
        return "not reached"
    late = " (too far)" if minutes > reach.programme.max_travel_minutes else ""
    return f"{minutes.normalize():f} min{late}"


def _key(key: Key, reach: Reach, shown_with: tuple[Sequence[int], list[str]]) -> None:
    edges, numbered = shown_with
    key.heading("Minutes to the nearest hub of the plan")
    start = 0
    for edge, colour, hatch in zip(edges, BAND_COLOURS, BAND_HATCHES, strict=False):
        key.patch(f"{start} to {edge}", facecolor=colour, hatch=hatch, edgecolor="#ffffff", linewidth=0.3)
        start = edge + 1
    key.patch(f"more than {edges[-1]}", facecolor=BEYOND_COLOUR, hatch="xx", edgecolor="#d5cfc2", linewidth=0.3)
    key.heading("Sites")
    kinds = {site.kind for site in reach.hubs}
    for kind in MARKS:
        if kind in kinds:
            key.mark(kind, words=f"{MARKS[kind].words} with a session")
    key.mark(SiteKind.PRACTICE, words="Practice or branch")
    key.numbered("PCNs shown by number", numbered)
