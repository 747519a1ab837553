"""How fast the map is at the size of England: ``python -m benchmarks.map_speed`` makes one and opens it in Chromium.

A made-up country of forty-two counties is planned by the greedy peer, for the map does not mind how good a plan is. The
figures are printed: the page's size, the time to first paint and until it can be used, and frames a second while the
map is dragged and zoomed. Chromium runs without a graphics card, as on a small virtual desktop.
"""

import argparse
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from benchmarks.country import Country, generate_country
from benchmarks.peers.contest import Budget, Rows
from benchmarks.peers.greedy import greedy
from estates.domain.dataset import Dataset
from estates.domain.plan import GOALS, GoalScore, Placement, Plan, in_order
from estates.domain.prices import Price
from estates.domain.settings import Settings
from estates.domain.shortfall import Explanation, shortfall_rows, unmet_rows, use_rows
from estates.domain.travel import TravelTimes
from estates.domain.words import Reason, Season, Standing, StoppedBy
from geodata.places.boundaries import pcn_areas
from maps.shortfall_map import shortfall_map

SIZE = {"width": 1366, "height": 768}
_FLAGS = ("--no-sandbox", "--disable-gpu")
_STEP_IN = "(steps) => { const { map } = estates.atlas; map.setZoom(map.getZoom() + steps, { animate: false }); }"
_FRAMES = """
() => { const isTicking = "frames_" in window; window.frames_ = [];
  const tick = (now) => { window.frames_.push(now); requestAnimationFrame(tick); };
  if (!isTicking) requestAnimationFrame(tick); }
"""


class _Rows:
    """Keeps the rows of the last plan that a peer tells of."""

    rows: tuple[Placement, ...] = ()

    def news(self, *, value: float | None, bound: float | None, goal: str = "G1", seconds: float | None = None) -> None:
        """Greedy tells of no bound."""

    def found(self, rows: Callable[[], Rows]) -> None:
        """Greedy has nothing before its answer."""

    def ended(self, rows: Rows, prices: Sequence[Price] = ()) -> None:  # noqa: ARG002 - the words of a listener
        self.rows = in_order(rows)


def country_map(counties: int) -> str:
    """Return the map of a made-up country's greedy plan."""
    data, travel = generate_country(Country(counties=counties))
    kept = _Rows()
    greedy((data, travel), Budget(seconds=3600), kept)
    return _page(data, travel, kept.rows)


def _page(data: Dataset, travel: TravelTimes, rows: tuple[Placement, ...]) -> str:
    score = GoalScore(value=0.0, bound=0.0, gap=1.0, standing=Standing.FEASIBLE)
    plan = Plan(
        placements=rows,
        goals=dict.fromkeys(GOALS, score),
        standing=Standing.FEASIBLE,
        stopped_by=StoppedBy.WORK,
        season=Season.STANDARD,
        gap_asked=0.0,
        seed=0,
        seconds=0.0,
    )
    why = Explanation(reason=Reason.NOT_PROVED, explanation="No reasons were worked out.", remedy="Plan this area.")
    return shortfall_map(
        dataset=data,
        travel=travel,
        plan=plan,
        unmet=unmet_rows(data, rows, defaultdict(lambda: why)),
        shortfall=shortfall_rows(data, rows, Settings()),
        use=use_rows(data, rows),
        areas=pcn_areas(data),
    )


def measure(path: Path) -> dict[str, float]:
    """Return a page's figures in Chromium: milliseconds to paint and use, and frames a second by movement."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_FLAGS))
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(path.as_uri())
        page.wait_for_function("document.body.classList.contains('ready')")
        told = {
            "first paint, ms": page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
            "usable, ms": page.evaluate("performance.getEntriesByName('interactive')[0].startTime"),
        }
        for view in ("pcns", "practices"):
            page.evaluate("(view) => estates.go({ view })", view)
            for zooms in (0, 3):
                told[f"{view}, dragged, {zooms} steps in: frames a second"] = _dragged(page, zooms)
            told[f"{view}, zoomed: frames a second"] = _zoomed(page)
        browser.close()
    return told


def _frames_per_second(page: Page) -> float:
    frames: list[float] = page.evaluate("window.frames_.splice(0)")
    return round(1000 * (len(frames) - 1) / (frames[-1] - frames[0]), 1)


def _dragged(page: Page, zooms: int) -> float:
    page.evaluate("() => { estates.atlas.whole(); }")
    page.evaluate(_STEP_IN, zooms)
    page.wait_for_timeout(500)
    page.mouse.move(900, 450)
    page.mouse.down()
    page.evaluate(_FRAMES)
    for step in range(120):
        page.mouse.move(900 - 3 * step, 450 + (step % 40))
    page.mouse.up()
    page.wait_for_timeout(300)
    return _frames_per_second(page)


def _zoomed(page: Page) -> float:
    page.evaluate("() => { estates.atlas.whole(); }")
    page.mouse.move(850, 450)
    page.evaluate(_FRAMES)
    for _ in range(5):
        page.mouse.wheel(0, -240)
        page.wait_for_timeout(450)
    return _frames_per_second(page)


def main() -> None:
    """Make the page, measure it and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=42)
    parser.add_argument("--page", type=Path, help="A page to open instead of making one.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.page or _made(Path(folder) / "map.html", given.counties)
        for name, figure in measure(path.resolve()).items():
            print(f"{name}: {figure:,.1f}")


def _made(path: Path, counties: int) -> Path:
    began = perf_counter()
    html = country_map(counties)
    print(f"made in {perf_counter() - began:.0f} s; {len(html.encode()) / 1e6:.1f} MB")
    path.write_text(html, encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
