"""The interactive map inside a notebook: as ``explore`` of geopandas shows one."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from maps.shortfall_map import DEFAULT_TITLE

_HEIGHT_PIXELS = 720


@dataclass(frozen=True, kw_only=True)
class MapPage:
    """The map as a page of its own: a notebook shows it in a frame, and ``save`` writes it to a file."""

    html: str

    def save(self, path: str | Path) -> None:
        """Write the page to a file that opens by double click."""
        Path(path).write_text(self.html, encoding="utf-8", newline="")

    def __repr__(self) -> str:
        """Return what it is, not the whole page."""
        return f"<{DEFAULT_TITLE}: a map of {len(self.html) / 1e6:.1f} MB, which a notebook shows and save() writes>"

    def _repr_html_(self) -> str:
        """Return a frame that holds the page: its scripts run, and can reach nothing of the notebook round it."""
        return (
            f'<iframe title="{escape(DEFAULT_TITLE)}" srcdoc="{escape(self.html)}" '
            'sandbox="allow-scripts allow-downloads allow-modals" '
            f'style="width:100%;height:{_HEIGHT_PIXELS}px;border:1px solid #b9b7b0"></iframe>'
        )


def explore(page: bytes) -> MapPage:
    """Return the map of a plan to look at.

    Parameters
    ----------
    page
        The page as ``map.html`` holds it.
    """
    return MapPage(html=page.decode("utf-8"))
