"""The layers of shortfall: by PCN as areas, by practice as points."""

from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from estates.domain.levels import NOT_APPLICABLE
from estates.domain.practices import Practice
from estates.domain.shortfall import ShortfallRow
from estates.domain.sites import Site
from estates.domain.unknown_staff import staffed_pcns
from estates.domain.words import SiteKind
from geodata.places.boundaries import PcnArea
from geodata.plan_layers.contents import Contents
from geodata.plan_layers.layers import ESTIMATED, Layer, LayerShape, Record, Value, number, text, whole, yes_or_no

_FIGURES = (
    whole("wanted", "Sessions wanted", "room sessions a week"),
    whole("placed", "Sessions placed", "room sessions a week"),
    whole("unmet", "Sessions unmet", "room sessions a week without a room"),
    number("unmet_share", "Unmet share (0 to 1)", "0 where nothing is wanted"),
    number("rooms_equivalent", "Rooms short", "unmet sessions over the sessions that one more room would give"),
    number("area_m2", "Floor area short, m²", "rooms short times the floor area of their type"),
)
_PCN_FIELDS = (
    text("pcn_code", "PCN code"),
    text("name", "PCN"),
    *_FIGURES,
    text("staff_known", "PCN staff are known", "no where the dataset holds none of its staff: figures of other posts"),
    text("area_from", "Area from", "boundary, small areas (by patients, nearest surgery) or drawn from sites"),
    text("area_estimated", "Area is an estimate", "yes where the outline is not a boundary that the dataset gives"),
    ESTIMATED,
)
_PRACTICE_FIELDS = (
    text("practice_code", "Practice code"),
    text("name", "Practice"),
    text("pcn_code", "PCN code"),
    text("pcn", "PCN"),
    whole("list_size", "Registered patients"),
    number("imd_score", "Deprivation score (IMD)"),
    *_FIGURES,
    text("at_site", "Shown at site", "its main building: the first of kind practice"),
    ESTIMATED,
)
_NOTHING: tuple[Value, ...] = (0, 0, 0, 0, 0, 0)


def pcn_layer(contents: Contents) -> Layer:
    """Return the shortfall of each PCN with its area; what is of no PCN has a row without an area."""
    return Layer(
        name="shortfall_by_pcn",
        title="Shortfall by PCN",
        about="One area per PCN, coloured by the share of wanted sessions that have no room. PCNs have no official "
        "boundary: the field “Area from” says how each was made. Sessions of no PCN stand in a row without an area, so "
        "that the rows add up to the whole.",
        shape=LayerShape.AREA,
        fields=_PCN_FIELDS,
        records=list(_pcns(contents)),
    )


def practice_layer(contents: Contents) -> Layer:
    """Return the shortfall of each practice at its main site."""
    return Layer(
        name="shortfall_by_practice",
        title="Shortfall by practice",
        about="One point per practice, at its main building. Sessions of no one practice stand in a row without a "
        "place, so that the rows add up to the whole.",
        shape=LayerShape.POINT,
        fields=_PRACTICE_FIELDS,
        records=list(_practices(contents)),
    )


def _pcns(contents: Contents) -> Iterator[Record]:
    rows = contents.rows("pcn")
    areas = {area.pcn_code: area for area in contents.areas}
    staffed = staffed_pcns(contents.dataset)
    for code in dict.fromkeys([*areas, *rows]):
        row, area = rows.get(code), areas.get(code)
        name = row.name if row is not None and area is None else contents.pcn_name(code) or code
        yield (
            _as_multi(area),
            (
                *(code, name, *_figures(row), None if code == NOT_APPLICABLE else yes_or_no(code in staffed)),
                *((area.method, yes_or_no(area.estimated)) if area else (None, None)),
                yes_or_no(row is not None and row.estimated),
            ),
        )


def _practices(contents: Contents) -> Iterator[Record]:
    rows = contents.rows("practice")
    known = contents.dataset.practice_by_code
    sites = _main_sites(contents)
    for code in dict.fromkeys([*known, *sites, *rows]):
        practice, row, site = known.get(code), rows.get(code), sites.get(code)
        yield (
            None if site is None else contents.point(site.site_id),
            (
                *(code, _practice_name(code, practice, row)),
                *_pcn_of(contents, practice, site),
                *((practice.list_size, practice.imd_score) if practice else (None, None)),
                *_figures(row),
                None if site is None else site.site_id,
                yes_or_no(any(part is not None and part.estimated for part in (row, practice, site))),
            ),
        )


def _practice_name(code: str, practice: Practice | None, row: ShortfallRow | None) -> str:
    if practice is not None:
        return practice.name
    return row.name if row is not None and code == NOT_APPLICABLE else code


def _pcn_of(contents: Contents, practice: Practice | None, site: Site | None) -> tuple[Value, Value]:
    code = practice.pcn_code if practice else site.pcn_code if site else None
    return code, contents.pcn_name(code)


def _main_sites(contents: Contents) -> dict[str, Site]:
    """Return the site that stands for each practice: the first of kind practice, else its first."""
    main: dict[str, Site] = {}
    for site in sorted(contents.dataset.sites, key=lambda site: site.kind is not SiteKind.PRACTICE):
        if site.practice_code is not None:
            main.setdefault(site.practice_code, site)
    return main


def _figures(row: ShortfallRow | None) -> tuple[Value, ...]:
    if row is None:
        return _NOTHING
    return (row.wanted, row.placed, row.unmet, row.unmet_share, row.rooms_equivalent, row.area_m2)


def _as_multi(area: PcnArea | None) -> BaseGeometry | None:
    """Return an area's shape as a multipolygon, so that all rows of the layer are of one kind."""
    if area is None:
        return None
    return shapely.MultiPolygon([part for part in shapely.get_parts(area.shape) if part.geom_type == "Polygon"])
