"""Headless Chromium for tests that open a page: no network, and every request and complaint written down.

A test that needs it takes the fixture ``open_page`` and carries the mark ``browser``; where no Chromium is found it is
skipped by name.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, sync_playwright

LAPTOP = (1366, 768)
PHONE = (390, 844)
Size = tuple[int, int]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
_AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Visit:
    """An open page with what it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def interactive_ms(self) -> float:
        """Milliseconds from opening the page until it could be used."""
        return float(self.page.evaluate("performance.getEntriesByName('interactive')[0].startTime"))

    @property
    def noise(self) -> list[str]:
        """What the page asked of a network and what it complained of: nothing, where all is well."""
        return [*self.requests, *self.complaints]

    def axe_violations(self, outside: str) -> list[str]:
        """Return what axe-core finds wrong, a selector's part of the page left out, as lines to read."""
        if not _AXE.is_file():
            pytest.skip("axe-core is not installed: run `npm ci`")
        self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate(
            "([outside, rules]) => axe.run({ exclude: [outside] }, { runOnly: rules })", [outside, _AXE_RULES]
        )
        return [f"{row['id']}: {node['html']}" for row in found["violations"] for node in row["nodes"]]


OpenPage = Callable[[str, Size], Visit]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium once for all tests, or skip where there is none."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium found on this machine: install Debian's chromium to run the tests in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Return a function that writes a page to disk and opens it at a size, as a double click would."""
    contexts = []

    def opened(html: str, size: Size = LAPTOP) -> Visit:
        width, height = size
        phone = width < 500
        context = chromium.new_context(
            viewport={"width": width, "height": height}, is_mobile=phone, has_touch=phone, reduced_motion="reduce"
        )
        contexts.append(context)
        visit = Visit(context.new_page())
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        _watch(visit, path.as_uri())
        visit.page.goto(path.as_uri())
        return visit

    yield opened
    for context in contexts:
        context.close()


def _watch(visit: Visit, own_address: str) -> None:
    """Stop every request but the page's own, and write down what was asked for and what went wrong."""

    def only_the_page(route: Route) -> None:
        if route.request.url.split("#")[0] == own_address:
            route.continue_()
        else:
            visit.requests.append(route.request.url)
            route.abort()

    def dismissed(dialog: Dialog) -> None:
        visit.complaints.append(dialog.message)
        dialog.dismiss()

    visit.page.set_default_timeout(10_000)
    visit.page.route("**/*", only_the_page)
    visit.page.on("console", lambda message: visit.complaints.append(message.text))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("dialog", dismissed)
