"""One self-contained page: everything the browser needs stands inside it, and it may ask nobody for anything."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment

from estates.domain.errors import RequestError
from maps.extras import Tiles

SCRIPTS = (
    *("dom.js", "numbers.js", "state.js", "csv.js", "totals.js", "palette.js", "marks.js", "clusters.js"),
    *("labels.js", "map.js", "tables.js", "charts.js", "legend.js", "timetable.js", "details.js", "search.js"),
    *("view_places.js", "view_kinds.js", "view_week.js", "view_status.js", "view_buildings.js", "view_deprivation.js"),
    *("view_hubs.js", "view_schemes.js", "view_change.js", "view_years.js", "view_worth.js"),
    *("filters.js", "printing.js", "start.js"),
)
"""The page's own scripts in the order in which they run: each is one idea."""
STYLES = ("page.css", "map.css", "details.css", "print.css")
_UNSAFE_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_TILES = re.compile(r"https://[A-Za-z0-9.-]+(:\d+)?/[!-~]*\{z\}[!-~]*")


def page(*, data: Mapping[str, Any], words: Mapping[str, Any], tiles: Tiles | None = None) -> str:
    """Return the whole page.

    Parameters
    ----------
    data
        The plan as ``page_data`` gives it: the only place where the user's text enters a script block.
    words
        What the template fills in: the title and the header. It is escaped there.
    tiles
        A server of base tiles that the page may ask once a reader switches them on.

    Raises
    ------
    RequestError
        Where the browser code has not been built, or the address of the tiles is no https template.
    """
    scripts = [_asset("leaflet.js"), *map(_template, SCRIPTS)]
    styles = [_asset("leaflet.css"), *map(_template, STYLES)]
    # Only our own scripts and styles and the guarded data are marked safe in the template; all else is escaped.
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_template("page.html"))
    return template.render(
        **words,
        policy=_policy(scripts, styles, tiles),
        styles=styles,
        scripts=scripts,
        data=safe_json(data),
        tiles=tiles,
    )


def safe_json(data: Mapping[str, Any]) -> str:
    """Return data as JSON that cannot end the script block it stands in, whatever texts it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE_IN_SCRIPT.get(letter, letter) for letter in text)


def _policy(scripts: Sequence[str], styles: Sequence[str], tiles: Tiles | None) -> str:
    """Return a content security policy: these very scripts and styles run, and nothing else does or is fetched."""
    images = f"data: {_host(tiles)}" if tiles else "data:"
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src {images};"
        " base-uri 'none'; form-action 'none'"
    )


def _host(tiles: Tiles) -> str:
    if not _TILES.fullmatch(tiles.url):
        raise RequestError(
            f"“{tiles.url}” is no address of map tiles. "
            "Give one that starts with https:// and holds {z}, {x} and {y}."
        )
    return "https://" + tiles.url.removeprefix("https://").split("/")[0]


def _hashes(texts: Sequence[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _template(name: str) -> str:
    return (files("maps") / "template" / name).read_text(encoding="utf-8")


def _asset(name: str) -> str:
    asset = files("maps") / "assets" / name
    if not asset.is_file():
        raise RequestError("The map's browser code has not been built yet: run `make assets`, then try again.")
    return asset.read_text(encoding="utf-8")
