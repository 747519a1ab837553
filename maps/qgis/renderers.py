"""Renderers of QML: which symbol a row gets, and what becomes of rows in one place."""

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

# How near two marks must be, in millimetres on paper, to count as one place.
_SAME_PLACE_MM = "0.1"
_NEAR_MM = "5"


class Rule(NamedTuple):
    """A row of the legend: the expression that its rows fulfil, its words and its symbol."""

    fulfils: str
    words: str
    symbol: Element


def by_rules(rules: Sequence[Rule], *, larger_first: str | None = None) -> Element:
    """Return a renderer that draws each row by the rules that it fulfils; rows of no rule are not drawn.

    ``larger_first`` is an expression: rows where it is larger are drawn first, so that small marks stay in sight.
    """
    renderer = Element("renderer-v2", {"type": "RuleRenderer", "symbollevels": "0", "forceraster": "0"})
    inner = SubElement(renderer, "rules", {"key": "{plan}"})
    symbols = SubElement(renderer, "symbols")
    for place, rule in enumerate(rules):
        row = {"key": f"{{rule {place}}}", "symbol": str(place), "label": rule.words, "filter": rule.fulfils}
        SubElement(inner, "rule", row)
        rule.symbol.set("name", str(place))
        symbols.append(rule.symbol)
    renderer.set("enableorderby", "0" if larger_first is None else "1")
    if larger_first is not None:
        order = SubElement(SubElement(renderer, "orderby"), "orderByClause", {"asc": "0", "nullsFirst": "0"})
        order.text = larger_first
    return renderer


def side_by_side(rules: Sequence[Rule], *, centre: Element) -> Element:
    """Return a renderer that lays rows of one place out in a grid round it, instead of one over the other.

    It writes no labels: its own never give way to each other.
    """
    renderer = Element(
        "renderer-v2",
        {
            "type": "pointDisplacement",
            "placement": "2",
            "tolerance": _SAME_PLACE_MM,
            "toleranceUnit": "MM",
            "labelAttributeName": "",
            "labelFont": "Arial,8,-1,5,50,0,0,0,0,0",
            "circleRadiusAddition": "0",
            "circleWidth": "0.1",
            "circleColor": "0,0,0,0",
            "enableorderby": "0",
        },
    )
    renderer.append(by_rules(rules))
    centre.set("name", "centerSymbol")
    renderer.append(centre)
    return renderer


def gathered(rules: Sequence[Rule], *, together: Element) -> Element:
    """Return a renderer that draws rows near each other as one mark with their number."""
    given = {"type": "pointCluster", "tolerance": _NEAR_MM, "toleranceUnit": "MM", "enableorderby": "0"}
    renderer = Element("renderer-v2", given)
    renderer.append(by_rules(rules))
    together.set("name", "centerSymbol")
    renderer.append(together)
    return renderer
