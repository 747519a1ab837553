"""Build ``maps/assets``: the browser code that every map carries inside it, from the packages npm has installed.

Run as ``python -m maps.build_assets`` after ``npm ci``. The folder is not committed; the wheel carries it.
"""

import base64
import re
from pathlib import Path

PACKAGES = Path(__file__).parent.parent / "node_modules"
ASSETS = Path(__file__).parent / "assets"
_IMAGE = re.compile(r"url\((images/[\w.-]+\.png)\)")
_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")


def build_assets(packages: Path = PACKAGES, assets: Path = ASSETS) -> tuple[Path, ...]:
    """Write Leaflet's script, its style with the images inside it, and its licence.

    Parameters
    ----------
    packages
        The ``node_modules`` folder that ``npm ci`` filled.
    assets
        The folder to write; made where it is not there.

    Returns
    -------
    tuple of Path
        The files written.
    """
    leaflet = packages / "leaflet"
    if not leaflet.is_dir():
        raise SystemExit("Leaflet is not installed: run `npm ci` first.")
    texts = {
        "leaflet.js": _without_source_map((leaflet / "dist" / "leaflet.js").read_text(encoding="utf-8")),
        "leaflet.css": _with_images_inside(leaflet / "dist" / "leaflet.css"),
        "leaflet.LICENSE.txt": (leaflet / "LICENSE").read_text(encoding="utf-8"),
    }
    assets.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (assets / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(assets / name for name in texts)


def _without_source_map(script: str) -> str:
    """Drop the line that would make a browser's developer tools ask for a file that is not there."""
    return _SOURCE_MAP.sub("\n", script)


def _with_images_inside(style: Path) -> str:
    def inside(match: re.Match[str]) -> str:
        image = base64.b64encode((style.parent / match[1]).read_bytes()).decode("ascii")
        return f"url(data:image/png;base64,{image})"

    return _IMAGE.sub(inside, style.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for written in build_assets():
        print(written)
