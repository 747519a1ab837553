"""The QML style of each layer of ``plan.gpkg``, in the colours, shapes and sizes of the interactive map."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement, tostring

from geodata.plan_layers.layers import Layer, LayerShape
from maps.palette import MARKS, NO_FIGURES, NONE_UNMET, SHARE_CLASSES, STAFF_NOT_KNOWN, ShareClass, mark_radius
from maps.qgis.labels import Label, labelling
from maps.qgis.marks import REASON_MARKS, ROOM_USE_CLASSES
from maps.qgis.renderers import Rule, by_rules, gathered, side_by_side
from maps.qgis.symbols import area, bubble_with_number, line, mark

_HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_QGIS = "3.22.0"  # the oldest QGIS that the styles are tried with; later ones read them too
_GEOMETRY_NUMBERS = {LayerShape.POINT: "0", LayerShape.LINE: "1", LayerShape.AREA: "2", LayerShape.NONE: "4"}
_MM_PER_PIXEL = 25.4 / 96
_INK, _OWN, _SHARED = "#22303c", "#12436d", "#801650"
_E = "if(\"estimated\" = 'yes', ' (e)', '')"
# Where no PCN has staff, none was meant to: as ``pcns_without_staff`` has it.
_STAFF_NOT_KNOWN = "\"staff_known\" = 'no' AND maximum(\"staff_known\") = 'yes'"
_SHARE = "format_number(100 * \"unmet_share\", 1) || '%'"
Look = tuple[Element, Label]


def plan_styles(layers: Iterable[Layer]) -> dict[str, str]:
    """Return the QML of each layer by its name: symbols, labels and the plain words of its fields."""
    return {layer.name: _qml(layer, _LOOKS.get(layer.name)) for layer in layers}


def _qml(layer: Layer, look: Callable[[], Look] | None) -> str:
    root = Element("qgis", {"version": _QGIS, "labelsEnabled": "0" if look is None else "1", "readOnly": "0"})
    root.set("styleCategories", "LayerConfiguration|Symbology|Labeling|Fields|Rendering")
    if look is not None:
        renderer, label = look()
        root.extend([renderer, labelling(label)])
    aliases = SubElement(root, "aliases")
    SubElement(aliases, "alias", {"index": "0", "field": "fid", "name": "Row"})
    for place, field in enumerate(layer.fields, start=1):
        SubElement(aliases, "alias", {"index": str(place), "field": field.name, "name": field.alias})
    shown = "topic" if layer.shape is LayerShape.NONE else _named_by(layer)
    SubElement(root, "previewExpression").text = f'"{shown}"'
    SubElement(root, "layerGeometryType").text = _GEOMETRY_NUMBERS[layer.shape]
    return _HEAD + tostring(root, encoding="unicode")


def _named_by(layer: Layer) -> str:
    names = [field.name for field in layer.fields]
    return next(name for name in ("name", "who", "from_name") if name in names)


def _size(sessions: str) -> str:
    """Return the expression of a mark's width in millimetres: as on the map, its area grows with sessions."""
    smallest, of_one = mark_radius(0) * 2 * _MM_PER_PIXEL, mark_radius(10_000) / 100 * 2 * _MM_PER_PIXEL
    return f"max({smallest:.2f}, {of_one:.3f} * sqrt({sessions}))"


def _classes() -> list[tuple[str, ShareClass]]:
    """Return the classes of unmet share, each with the expression that its rows fulfil."""
    found = [('"wanted" = 0', NO_FIGURES), ('"wanted" > 0 AND "unmet" = 0', NONE_UNMET)]
    low = "0"
    for step in SHARE_CLASSES[1:]:
        below = "" if step.below is None else f' AND "unmet_share" < {step.below}'
        found.append((f'"unmet" > 0 AND "unmet_share" >= {low}{below}', step))
        low = str(step.below)
    return found


def _pcns() -> Look:
    dashed = {"outlineStyle": "if(\"area_estimated\" = 'yes', 'dash', 'solid')"}
    rules = [
        Rule(where, step.words, area("", step.colour, outline="#6b5a4d", worked_out=dashed))
        # The last is drawn over the class of what the other posts lack.
        for where, step in (*_classes(), (_STAFF_NOT_KNOWN, STAFF_NOT_KNOWN))
    ]
    words = f"wordwrap(\"name\", 18) || '\\n' || if(\"wanted\" = 0, 'no sessions wanted', {_SHARE} || {_E})"
    words += f" || if({_STAFF_NOT_KNOWN}, ' †', '')"
    return by_rules(rules), Label(words=words, shape="MultiPolygon", is_bold=True, priority='5 + 5 * "unmet_share"')


def _practices() -> Look:
    size = {"size": _size('"wanted"')}
    rules = [
        Rule(where, step.words, mark("", "circle", step.colour, outline="#4a3a30", size=3, worked_out=size))
        for where, step in _classes()
    ]
    words = f"\"name\" || '\\n' || {_SHARE} || {_E}"
    return by_rules(rules, larger_first='"wanted"'), Label(
        words=words, from_scale=150_000, priority='min(10, "unmet")', size=7.5
    )


def _sites() -> Look:
    def rule(kind: str, words: str, shape: str, colour: str) -> Rule:
        worked_out = {
            "size": _size('max("wanted", "held")'),
            "fillColor": f"if(\"unmet\" > 0, '{colour}', '#ffffff')",
            "outlineColor": f"if(\"unmet\" > 0, '#ffffff', '{colour}')",
        }
        name = "cross_fill" if shape == "cross" else shape
        symbol = mark("", name, colour, outline="#ffffff", size=3, worked_out=worked_out)
        return Rule(f"\"kind\" = '{kind}'", f"{words} (hollow: none unmet)", symbol)

    rules = [rule(kind.value, look.words, look.shape, look.colour) for kind, look in MARKS.items()]
    words = f"\"name\" || if(\"unmet\" > 0, '\\n' || \"unmet\" || ' of ' || \"wanted\" || ' unmet', '') || {_E}"
    return by_rules(rules, larger_first='max("wanted", "held")'), Label(
        words=words, from_scale=150_000, priority='min(10, "unmet")', size=7.5
    )


def _unmet() -> Look:
    rules = [
        Rule(
            f'"unmet" > 0 AND "reason" = \'{reason}\'',
            look.words,
            mark("", look.shape, look.colour, outline="#ffffff", size=2.8),
        )
        for reason, look in REASON_MARKS.items()
    ]
    told = '"base" || \'\\n\' || sum("unmet", "base_site") || \' unmet\''
    return side_by_side(rules, centre=_no_mark()), _once_a_site("base_site", told, among='"unmet" > 0')


def _flows() -> Look:
    width = {"outlineWidth": 'min(1.9, 0.2 + 0.066 * "sessions")'}
    estimate = "\"minutes_from\" = 'estimate'"
    rules = [
        Rule(f"NOT {estimate}", "Minutes from a table or roads", line("", _INK, dashed=False, worked_out=width)),
        Rule(estimate, "Minutes are an estimate", line("", _INK, dashed=True, worked_out=width)),
    ]
    words = "\"sessions\" || if(\"sessions\" = 1, ' session, ', ' sessions, ') || \"minutes\" || ' min' || " + _E
    return by_rules(rules), Label(
        words=words, shape="LineString", size=7, priority='min(10, "sessions")', from_scale=120_000, away_mm=0.6
    )


def _programmes() -> Look:
    size = {"size": _size('"room_sessions"')}
    symbol = mark("", "square", _SHARED, outline="#ffffff", size=4, worked_out=size)
    rules = [Rule('"site_id" IS NOT NULL', "Hub sessions of a programme", symbol)]
    words = (
        'wordwrap("name", 26) || \'\\n\' || "hub_sessions" || '
        "if(\"hub_sessions\" = 1, ' hub session', ' hub sessions') || " + _E
    )
    return side_by_side(rules, centre=_no_mark()), Label(words=words, priority='min(10, "room_sessions")')


def _rooms() -> Look:
    rules = [
        Rule(where, words, mark("", "square", colour, outline=outline, size=1.9))
        for where, words, colour, outline in ROOM_USE_CLASSES
    ]
    told = '"site" || \'\\n\' || sum("used", "site_id") || \' of \' || sum("free", "site_id") || \' free places used\''
    return side_by_side(rules, centre=_no_mark()), _once_a_site("site_id", told)


def _placements() -> Look:
    rules = [
        Rule("\"kind\" = 'post'", "Session of a post", mark("", "circle", _OWN, outline="#ffffff", size=2.6)),
        Rule("\"kind\" = 'programme'", "Room of a hub session", mark("", "square", _SHARED, outline="#ffffff", size=3)),
    ]
    together = bubble_with_number("", _OWN, size="max(4.4, 0.72 * sqrt(@cluster_size))")
    return gathered(rules, together=together), _once_a_site("site_id", '"site"')


def _schemes() -> Look:
    symbol = mark("", "diamond", "#f46a25", outline="#22303c", size=3.6)
    words = (
        '"name" || \'\\n\' || CASE WHEN "capital_cost" = 0 THEN \'no capital cost\' WHEN "capital_cost" < 1000000 '
        "THEN '£' || format_number(\"capital_cost\" / 1000, 0) || 'k' "
        "ELSE '£' || format_number(\"capital_cost\" / 1000000, 1) || 'm' END || " + _E
    )
    rules = [Rule("TRUE", "Capital scheme (not part of the plan)", symbol)]
    return side_by_side(rules, centre=_no_mark()), Label(words=words, size=7.5)


def _once_a_site(site: str, told: str, *, among: str = "TRUE") -> Label:
    """Return a label that stands once for all rows of a site: the first of them carries it."""
    estimates = f"if(count($id, \"{site}\", \"estimated\" = 'yes' AND {among}) > 0, ' (e)', '')"
    words = f"if($id = minimum($id, \"{site}\", {among}), {told} || {estimates}, '')"
    return Label(words=words, from_scale=150_000, size=7.5, away_mm=3.5)


def _no_mark() -> Element:
    """Return the mark at the middle of rows that are laid out side by side: none to be seen."""
    symbol = mark("", "circle", "#ffffff", outline="#ffffff", size=0.1)
    symbol.set("alpha", "0")
    return symbol


_LOOKS: Mapping[str, Callable[[], Look]] = MappingProxyType(
    {
        "shortfall_by_pcn": _pcns,
        "shortfall_by_practice": _practices,
        "sites": _sites,
        "unmet": _unmet,
        "flows": _flows,
        "programmes": _programmes,
        "rooms": _rooms,
        "placements": _placements,
        "schemes": _schemes,
    }
)
