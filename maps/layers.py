"""The map's layers, drawn by folium from bottom to top: backdrop, areas, journeys, sites, labels.

No text of the user's goes through folium, which escapes nothing: features carry the number of their record, and the
page's own script looks the record up.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import folium
import shapely
from folium.utilities import JsCode
from shapely.geometry.base import BaseGeometry

from estates.domain.words import BackdropKind, SiteKind
from geodata.places.boundaries import PcnArea, simplified
from maps.outcome import Outcome
from maps.palette import MARKS, NO_FIGURES, ShareClass, line_width, mark_radius, share_class
from maps.records import SiteRecord
from maps.shapes import (
    FINEST_METRES,
    Bounds,
    FeatureCollection,
    bounds_in_degrees,
    bow,
    by_kind,
    feature_collection,
)

Feature = Mapping[str, Any]
Style = dict[str, Any]
OWN_PLACES = frozenset({SiteKind.PRACTICE, SiteKind.BRANCH, SiteKind.OFFICE})
BACKDROP_STYLES: Mapping[str, Style] = {
    BackdropKind.LAND: {"stroke": False, "fillColor": "#f7f6f3", "fillOpacity": 1},
    BackdropKind.WATER: {"color": "#9fbdd0", "weight": 0.8, "fillColor": "#d3e2ec", "fillOpacity": 1},
    BackdropKind.TOWN: {"stroke": False, "fillColor": "#8b9096", "fillOpacity": 0.28},
    BackdropKind.ROAD: {"color": "#8d949b", "weight": 1.2, "opacity": 0.75, "fill": False},
}
_PANES = {"land": 300, "areas": 350, "ground": 380, "journeys": 420, "sites": 450}


def county_map(outcome: Outcome, sites: tuple[SiteRecord, ...]) -> tuple[folium.Map, Mapping[str, folium.Element]]:
    """Return the map with all of its layers, and the parts of it that the page's script works with, by name."""
    corners = map_bounds(outcome)
    centre = [(low + high) / 2 for low, high in zip(*corners, strict=True)]
    county = folium.Map(
        location=centre, tiles=None, zoom_start=9, control_scale=True, zoom_snap=0.25, attribution_control=False
    )
    for pane, height in _PANES.items():
        folium.map.CustomPane(pane, z_index=height, pointer_events=pane not in ("land", "ground")).add_to(county)
    _add_backdrop(county, outcome)
    parts: dict[str, folium.Element] = {"map": county}
    parts |= {
        "areas": _areas(outcome),
        "journeys": _journeys(outcome),
        "sites": _sites(outcome, sites, "Practices, branches and offices", own=True),
        "hubs": _sites(outcome, sites, "Hubs, hospitals and other shared places", own=False),
        "labels": folium.FeatureGroup(name="Names and shares of the PCNs"),
        "layers": folium.LayerControl(collapsed=False),
    }
    for name, part in parts.items():
        if name != "map":
            part.add_to(county)
    return county, parts


def map_bounds(outcome: Outcome) -> Bounds:
    """Return the corners of what the map must show: every area and every site."""
    sites = [shapely.Point(site.easting, site.northing).buffer(1000) for site in outcome.dataset.sites]
    return bounds_in_degrees([*(area.shape for area in outcome.areas), *sites])


def _add_backdrop(county: folium.Map, outcome: Outcome) -> None:
    """Draw land and water below the areas, towns and roads above their colour but out of the pointer's way."""
    shapes: dict[str, list[BaseGeometry]] = {kind: [] for kind in BACKDROP_STYLES}
    for feature in outcome.dataset.backdrop:
        shape = shapely.from_wkb(feature.shape_wkb)
        # A town given as a point has no extent to draw: its name alone is shown, by the labels.
        if shape.geom_type not in ("Point", "MultiPoint"):
            shapes[feature.kind].append(shape)
    for kind, features in by_kind(shapes).items():
        above = kind in (BackdropKind.TOWN, BackdropKind.ROAD)
        _layer(
            features,
            {BackdropKind.TOWN: "Towns", BackdropKind.ROAD: "Roads"}.get(BackdropKind(kind), kind),
            dict.fromkeys(range(len(features["features"])), BACKDROP_STYLES[kind]),
            pane="ground" if above else "land",
            more={"control": above, "interactive": False},
        ).add_to(county)


def _areas(outcome: Outcome) -> folium.GeoJson:
    styles = {row: _area_style(area_class(outcome, area)) for row, area in enumerate(outcome.areas)}
    features = feature_collection([area.shape for area in simplified(outcome.areas, FINEST_METRES)])
    return _layer(features, "PCN areas by unmet share", styles, pane="areas", more={"no_clip": True})


def _area_style(step: ShareClass) -> Style:
    """Draw the border between two dark areas light, or neighbours in the darkest class would run together."""
    border = "#e3cdbd" if step.is_dark else "#6b5a4d"
    return {"color": border, "weight": 1, "fillColor": step.colour, "fillOpacity": 1}


def area_class(outcome: Outcome, area: PcnArea) -> ShareClass:
    """Return the class of unmet share that a PCN's area is coloured by."""
    row = outcome.rows("pcn").get(area.pcn_code)
    return NO_FIGURES if row is None else share_class(row.wanted, row.unmet_share)


def _journeys(outcome: Outcome) -> folium.GeoJson:
    place = {site.site_id: (site.easting, site.northing) for site in outcome.dataset.sites}
    lines = [bow(place[base], place[site]) for base, site in outcome.journeys]
    styles = {
        row: {"color": "#22303c", "weight": line_width(sessions), "opacity": 0.5, "lineCap": "butt"}
        for row, sessions in enumerate(outcome.journeys.values())
    }
    return _layer(feature_collection(lines), "Journeys from base to a room elsewhere", styles, pane="journeys")


def _sites(outcome: Outcome, records: tuple[SiteRecord, ...], name: str, *, own: bool) -> folium.GeoJson:
    """Draw the large marks first, so that small ones stay within reach of the pointer."""
    places = [shapely.Point(site.easting, site.northing) for site in outcome.dataset.sites]
    features = feature_collection(places)["features"]
    wanted = [row for row, site in enumerate(outcome.dataset.sites) if (site.kind in OWN_PLACES) is own]
    wanted.sort(key=lambda row: -site_sessions(records[row]))
    styles = {row: _site_style(outcome, row, records[row]) for row in wanted}
    chosen: FeatureCollection = {"type": "FeatureCollection", "features": [features[row] for row in wanted]}
    marker = JsCode("estates.siteMarker")
    return _layer(chosen, name, styles, pane="sites", more={"point_to_layer": marker})


def site_sessions(record: SiteRecord) -> int:
    """Return the sessions that size a site's mark: wanted by its own staff, or held in its rooms if that is more."""
    return max(record.figures.wanted, record.held)


def _site_style(outcome: Outcome, row: int, record: SiteRecord) -> Style:
    mark = MARKS[outcome.dataset.sites[row].kind]
    has_unmet = record.figures.unmet > 0
    return {
        "shape": mark.shape,
        "radius": mark_radius(site_sessions(record)),
        "color": "#ffffff" if has_unmet else mark.colour,
        "weight": 1.4 if has_unmet else 2,
        "fillColor": mark.colour if has_unmet else "#ffffff",
        "fillOpacity": 0.95,
    }


def _layer(
    features: FeatureCollection,
    name: str,
    styles: Mapping[int, Style],
    *,
    pane: str,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> folium.GeoJson:
    def style(feature: Feature) -> Style:
        return styles[feature["id"]]

    return folium.GeoJson(features, style_function=style, name=name, pane=pane, **more)
