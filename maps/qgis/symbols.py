"""Symbols of QML, the style language of QGIS: marks, lines and areas as elements.

Sizes are millimetres on paper. A property may be worked out from a row by an expression of QGIS; expressions are
written here, never taken from a user's data.
"""

from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

Options = Mapping[str, str]
_NONE: Options = MappingProxyType({})


def rgba(colour: str, opacity: float = 1.0) -> str:
    """Return a colour such as ``#12436d`` as QGIS writes it.

    Examples
    --------
    >>> rgba("#12436d")
    '18,67,109,255'
    """
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def mark(name: str, shape: str, fill: str, *, outline: str, size: float, worked_out: Options = _NONE) -> Element:
    """Return a symbol of one mark. ``worked_out`` holds expressions by property, such as ``size``."""
    options = {
        "name": shape,
        "color": rgba(fill),
        "outline_color": rgba(outline),
        "outline_width": "0.35",
        "outline_width_unit": "MM",
        "size": f"{size:g}",
        "size_unit": "MM",
        "joinstyle": "miter",
    }
    return _symbol(name, "marker", [layer("SimpleMarker", options, worked_out)])


def line(name: str, colour: str, *, dashed: bool, worked_out: Options = _NONE) -> Element:
    """Return a symbol of a line with an arrowhead at its middle that says which way it goes."""
    drawn = {
        "line_color": rgba(colour, 0.62),
        "line_width": "0.4",
        "line_width_unit": "MM",
        "line_style": "dash" if dashed else "solid",
        "capstyle": "flat",
    }
    head = {"name": "filled_arrowhead", "color": rgba(colour), "outline_style": "no", "size": "1.8", "size_unit": "MM"}
    arrow = layer("MarkerLine", {"placement": "centralpoint", "rotate": "1"})
    arrow.append(_symbol("@arrow", "marker", [layer("SimpleMarker", head)]))
    return _symbol(name, "line", [layer("SimpleLine", drawn, worked_out), arrow])


def area(name: str, fill: str, *, outline: str, worked_out: Options = _NONE) -> Element:
    """Return a symbol of a filled area."""
    options = {
        "color": rgba(fill),
        "style": "solid",
        "outline_color": rgba(outline),
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "joinstyle": "bevel",
    }
    return _symbol(name, "fill", [layer("SimpleFill", options, worked_out)])


def bubble_with_number(name: str, fill: str, *, size: str) -> Element:
    """Return the symbol of several marks in one place: a disc with their number; ``size`` is an expression."""
    disc = {"name": "circle", "color": rgba(fill), "outline_color": rgba("#ffffff"), "outline_width": "0.3"}
    number = {"font": "Arial", "chr": "0", "color": rgba("#ffffff"), "size": "2.6", "size_unit": "MM"}
    parts = [
        layer("SimpleMarker", {**disc, "size": "5", "size_unit": "MM"}, {"size": size}),
        layer("FontMarker", number, {"char": "@cluster_size"}),
    ]
    return _symbol(name, "marker", parts)


def layer(kind: str, given: Options, worked_out: Options = _NONE) -> Element:
    """Return one layer of a symbol."""
    drawn = Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    drawn.append(options(given))
    if worked_out:
        properties = SubElement(drawn, "data_defined_properties")
        properties.append(expressions(worked_out))
    return drawn


def options(given: Options) -> Element:
    """Return a map of texts."""
    found = Element("Option", {"type": "Map"})
    for name, value in given.items():
        SubElement(found, "Option", {"type": "QString", "name": name, "value": value})
    return found


def expressions(worked_out: Options) -> Element:
    """Return a collection of properties that expressions work out for each row."""
    found = Element("Option", {"type": "Map"})
    SubElement(found, "Option", {"type": "QString", "name": "name", "value": ""})
    inner = SubElement(found, "Option", {"type": "Map", "name": "properties"})
    for name, expression in worked_out.items():
        one = SubElement(inner, "Option", {"type": "Map", "name": name})
        SubElement(one, "Option", {"type": "bool", "name": "active", "value": "true"})
        SubElement(one, "Option", {"type": "QString", "name": "expression", "value": expression})
        SubElement(one, "Option", {"type": "int", "name": "type", "value": "3"})
    SubElement(found, "Option", {"type": "QString", "name": "type", "value": "collection"})
    return found


def _symbol(name: str, kind: str, layers: list[Element]) -> Element:
    symbol = Element("symbol", {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"})
    symbol.extend(layers)
    return symbol
