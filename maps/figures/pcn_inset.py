"""The small map on a PCN's page of the paper: its area, its sites by number, and its neighbours."""

from collections.abc import Sequence

import shapely

from estates.domain.sites import Site
from maps.area_class import area_class
from maps.figures.frame import Words, framed
from maps.figures.ground import Ground, draw_backdrop, draw_scale, draw_shape, draw_sites, ground
from maps.figures.labels import NUMBER_SIZE, Wanted, places
from maps.figures.names import draw_number
from maps.figures.sheets import PrintFigure, Sheet
from maps.figures.shortfall_map import patch_style
from maps.report import Report

_AROUND_METRES = 700


def pcn_figure(report: Report, sheet: Sheet, code: str, sites: Sequence[Site]) -> PrintFigure:
    """Return the map of a PCN; its sites carry their numbers in the order given."""
    figure, space = framed(sheet, Words(title="", subtitle="", notes=()))
    own = [area for area in report.outcome.areas if area.pcn_code == code]
    points = [shapely.Point(site.easting, site.northing) for site in sites]
    here = ground(figure, space, [*(area.shape for area in own), *(point.buffer(_AROUND_METRES) for point in points)])
    draw_backdrop(here, report.outcome)
    for area in report.outcome.areas:
        draw_shape(here, area.shape, zorder=3, facecolor="#eceae4", edgecolor="#a9a398", linewidth=0.5)
    for area in own:
        draw_shape(here, area.shape, zorder=4, **patch_style(area_class(report.outcome, area)))
        draw_shape(here, area.shape, zorder=5, facecolor="none", edgecolor="#3a2d25", linewidth=1.0)
    draw_sites(here, sites, points=sheet.text * 0.75)
    _draw_numbers(here, sheet, sites)
    return figure


def _draw_numbers(here: Ground, sheet: Sheet, sites: Sequence[Site]) -> None:
    anchors = [here.inches(site.easting, site.northing) for site in sites]
    wanted = [Wanted(size=NUMBER_SIZE, anchor=anchor, area=shapely.Polygon()) for anchor in anchors]
    found = places(wanted, room=here.room.buffer(-0.02), taken=draw_scale(here, sheet))
    for number, (label, place) in enumerate(zip(wanted, found, strict=True), start=1):
        draw_number(here, sheet, f"{number}", (label, place))
