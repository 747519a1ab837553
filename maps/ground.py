"""What the map is drawn on: the outlines of PCN areas, and the backdrop of land, water, towns and roads."""

from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from estates.domain.layers import Backdrop
from estates.domain.words import BackdropKind
from geodata.places.boundaries import simplified
from maps.outcome import Outcome
from maps.shapes import (
    Bounds,
    bounds_in_degrees,
    extent_metres,
    finest_metres,
    label_place,
    lines_in_degrees,
    polygons_in_degrees,
)

_ROUND_A_SITE_METRES = 1_000


def map_bounds(outcome: Outcome) -> Bounds:
    """Return the corners of what the map must show: every area and every site."""
    return bounds_in_degrees(_shown(outcome))


def areas(outcome: Outcome) -> list[dict[str, Any]]:
    """Return every PCN area: its PCN, where its label stands, its outline and how that came about."""
    finest = finest_metres(extent_metres(_shown(outcome)))
    return [
        {
            "pcn": outcome.pcn_places[area.pcn_code],
            "at": label_place(area.shape),
            "rings": polygons_in_degrees(drawn.shape),
            "method": area.method,
        }
        for area, drawn in zip(outcome.areas, simplified(outcome.areas, finest), strict=True)
    ]


def backdrop(outcome: Outcome) -> list[dict[str, Any]]:
    """Return the backdrop's features with their polygons and lines; a town also where its name stands."""
    finest = finest_metres(extent_metres(_shown(outcome)))
    return [_feature(feature, finest) for feature in outcome.dataset.backdrop]


def _feature(feature: Backdrop, finest: float) -> dict[str, Any]:
    shape = shapely.from_wkb(feature.shape_wkb)
    drawn = shape.simplify(finest)
    is_town = feature.kind is BackdropKind.TOWN and feature.name
    return {
        "kind": feature.kind.value,
        "name": feature.name,
        "at": label_place(shape) if is_town else None,
        "rings": polygons_in_degrees(drawn),
        "lines": lines_in_degrees(drawn),
    }


def _shown(outcome: Outcome) -> list[BaseGeometry]:
    sites = [
        shapely.Point(site.easting, site.northing).buffer(_ROUND_A_SITE_METRES, quad_segs=1)
        for site in outcome.dataset.sites
    ]
    return [*(area.shape for area in outcome.areas), *sites]
