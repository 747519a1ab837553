"""One self-contained page: everything the browser needs stands inside it, and it may ask nobody for anything."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import folium
from jinja2 import Environment

from estates.domain.errors import RequestError

_SCRIPTS_BEFORE_MAP = ("marks.js", "popups.js", "labels.js", "search.js", "tables.js", "start.js")
_RANDOM_NAME = re.compile(r"\b[a-z][a-z_]*_[0-9a-f]{32}")
_UNSAFE_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(
    county: folium.Map, parts: Mapping[str, folium.Element], *, data: Mapping[str, Any], words: Mapping[str, Any]
) -> str:
    """Return the whole page.

    Parameters
    ----------
    county
        The map with its layers.
    parts
        What of the map the page's own script works with, by the name it knows it by.
    data
        The records behind pop-ups, search and tables: the only place where the user's text enters a script block.
    words
        What the template fills in: the title, the header and the legend. It is escaped there.
    """
    map_script, map_name = _map_script(county, parts)
    scripts = [_asset("leaflet.js"), *map(_template, _SCRIPTS_BEFORE_MAP), map_script]
    styles = [_asset("leaflet.css"), _template("page.css")]
    # Only our own scripts and styles and the guarded data are marked safe in the template; all else is escaped.
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_template("page.html"))
    return template.render(
        **words,
        policy=_policy(scripts, styles),
        styles=styles,
        scripts=scripts,
        data=safe_json(data),
        map_name=map_name,
    )


def safe_json(data: Mapping[str, Any]) -> str:
    """Return data as JSON that cannot end the script block it stands in, whatever texts it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE_IN_SCRIPT.get(letter, letter) for letter in text)


def _map_script(county: folium.Map, parts: Mapping[str, folium.Element]) -> tuple[str, str]:
    """Return folium's script without the page folium would put round it, and the name of the map's element.

    Folium's own page asks five hosts for ten files and forbids zooming; only the script is wanted.
    """
    root: Any = county.get_root()
    root.render()
    start = ",".join(f"{name}:{part.get_name()}" for name, part in parts.items())
    script = f"{root.script.render()}\nestates.start({{{start}}});\n"
    names = _numbers_for_names(script)
    return _RANDOM_NAME.sub(lambda found: names[found[0]], script), names[county.get_name()]


def _numbers_for_names(script: str) -> Mapping[str, str]:
    """Return numbered names for folium's random ones, so that the same input gives the same bytes."""
    found = dict.fromkeys(match[0] for match in _RANDOM_NAME.finditer(script))
    return {name: f"{name[:-33]}_{number}" for number, name in enumerate(found, start=1)}


def _policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return a content security policy: these very scripts and styles run, and nothing else does or is fetched."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


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
