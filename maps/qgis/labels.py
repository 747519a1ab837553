"""Labels of QML: what stands beside a row, with a halo, left out where it would cover another."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from maps.qgis.symbols import expressions, rgba

_POINT, _LINE, _AREA = "6", "3", "1"  # QGIS' own numbers: round a point, along a line, over the middle of an area


@dataclass(frozen=True, kw_only=True)
class Label:
    """What to write beside a row, and how.

    ``words`` and ``priority`` are expressions of QGIS (priority 0 to 10: who stays where labels would collide).
    ``from_scale`` is the denominator of the scale that one must be zoomed in to; ``None`` shows it at every scale.
    ``away_mm`` is how far it stands from a point or line.
    """

    words: str
    shape: str = "Point"
    size: float = 8.0
    is_bold: bool = False
    priority: str = "5"
    from_scale: int | None = None
    away_mm: float = 1.2


def labelling(label: Label) -> Element:
    """Return the labels of a layer."""
    labels = Element("labeling", {"type": "simple"})
    settings = SubElement(labels, "settings", {"calloutType": "simple"})
    style = SubElement(settings, "text-style", _text(label))
    SubElement(
        style,
        "text-buffer",
        {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferColor": rgba("#ffffff", 0.85)},
    )
    SubElement(settings, "text-format", {"multilineAlign": "1" if label.shape == "MultiPolygon" else "3"})
    SubElement(settings, "placement", _placement(label))
    SubElement(settings, "rendering", _rendering(label))
    SubElement(settings, "dd_properties").append(expressions({"Priority": label.priority}))
    return labels


def _text(label: Label) -> dict[str, str]:
    return {
        "fieldName": label.words,
        "isExpression": "1",
        "fontFamily": "Arial",
        "fontSize": f"{label.size:g}",
        "fontSizeUnit": "Point",
        "fontWeight": "75" if label.is_bold else "50",
        "namedStyle": "Bold" if label.is_bold else "Regular",
        "textColor": rgba("#22303c"),
        "multilineHeight": "1",
        "allowHtml": "0",
    }


def _placement(label: Label) -> dict[str, str]:
    kind = {"LineString": _LINE, "MultiPolygon": _AREA}.get(label.shape, _POINT)
    return {
        "placement": kind,
        "placementFlags": "10",
        "dist": f"{label.away_mm:g}",
        "distUnits": "MM",
        "offsetType": "1",
        "predefinedPositionOrder": "TR,TL,BR,BL,R,L,TSR,BSR",
        "centroidInside": "1",
        "centroidWhole": "1",
        "priority": "5",
    }


def _rendering(label: Label) -> dict[str, str]:
    return {
        "displayAll": "0",
        "obstacle": "1",
        "scaleVisibility": "0" if label.from_scale is None else "1",
        "scaleMin": "1",
        "scaleMax": str(label.from_scale or 0),
        "fontMinPixelSize": "3",
        "fontMaxPixelSize": "10000",
        "upsidedownLabels": "0",
        "labelPerPart": "0",
    }
