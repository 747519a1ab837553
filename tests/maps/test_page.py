"""The page is whole in itself, the same every time, and says what is missing to build it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely

from estates.domain.errors import RequestError
from estates.domain.settings import PaperSettings, Settings
from maps import page as pages
from maps.build_assets import PACKAGES, build_assets
from maps.extras import Extras, Tiles
from maps.page import safe_json
from maps.report import made_from
from maps.shapes import finest_metres, label_place
from maps.shortfall_map import shortfall_map
from tests.maps.worlds import county_areas, county_dataset, county_tables


def _data_of(html: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert block is not None
    data: dict[str, Any] = json.loads(block[1])
    return data


def test_same_plan_gives_the_same_bytes() -> None:
    """Two maps of one plan can be compared byte by byte."""
    assert shortfall_map(**county_tables()) == shortfall_map(**county_tables())


def test_other_plan_gives_another_map() -> None:
    """The map is drawn from the plan, not from the dataset alone."""
    tables = county_tables()
    assert shortfall_map(**tables) != shortfall_map(**(tables | {"areas": ()}))


def test_page_names_no_script_style_or_picture_elsewhere() -> None:
    """Nothing in the page could be fetched, even if its policy were taken away."""
    html = shortfall_map(**county_tables())
    assert not re.search(r"<(script|link|img|iframe)[^>]*\s(src|href)=", html)
    assert not re.search(r"url\((?!data:|#default#VML)", html)
    assert "sourceMappingURL" not in html
    assert "default-src &#39;none&#39;" in html


def test_page_carries_every_row_of_the_plan() -> None:
    """Pop-ups, search and tables find their rows in the one block of data."""
    data = _data_of(shortfall_map(**county_tables()))
    sites, demands = data["tables"]["sites"], data["tables"]["demands"]
    assert [row[1] for row in sites["rows"]] == ["Quay Practice", "Quay Branch", "Vale Practice", "Harbour Hub"]
    wanted, placed = demands["heads"].index("wanted"), demands["heads"].index("placed")
    assert [(row[wanted], row[placed]) for row in demands["rows"]] == [(4, 2), (3, 2), (1, 1)]


def test_page_is_in_british_english_and_can_be_enlarged() -> None:
    """The language is declared, and zooming is not forbidden."""
    html = shortfall_map(**county_tables())
    assert '<html lang="en-GB">' in html
    assert "user-scalable" not in html


def test_map_without_areas_or_backdrop_is_drawn() -> None:
    """The required tables alone are enough for a map."""
    tables = county_tables(county_dataset(backdrop=(), pcns=(), practices=(), programmes=()), areas=())
    tables["plan"] = tables["plan"].__class__(**(vars(tables["plan"]) | {"placements": ()}))
    assert "No PCN areas" in shortfall_map(**tables)


def test_missing_browser_code_is_said_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever forgot to build the assets is told how."""
    monkeypatch.setattr(pages, "files", lambda _: tmp_path)
    with pytest.raises(RequestError, match="run `make assets`"):
        shortfall_map(**county_tables())


def test_text_cannot_end_the_block_of_data() -> None:
    """A closing tag or a line separator in a name stays inside its string."""
    nasty = {"name": "</script><script>alert(1)</script>\u2028<!--"}
    text = safe_json(nasty)
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == nasty


def test_title_is_escaped() -> None:
    """A title is text, whatever it looks like."""
    html = shortfall_map(**county_tables(title="<img src=x onerror=alert(1)> & co"))
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; co" in html


def test_assets_carry_their_images_and_licence(tmp_path: Path) -> None:
    """What npm installed becomes files that ask for no other file."""
    if not (PACKAGES / "leaflet").is_dir():
        pytest.skip("Leaflet is not installed: run `npm ci`")
    written = {path.name: path.read_text(encoding="utf-8") for path in build_assets(assets=tmp_path / "assets")}
    assert set(written) == {"leaflet.js", "leaflet.css", "leaflet.LICENSE.txt"}
    assert "url(images/" not in written["leaflet.css"]
    assert "data:image/png;base64," in written["leaflet.css"]
    assert "sourceMappingURL" not in written["leaflet.js"]


def test_assets_cannot_be_built_without_npm_packages(tmp_path: Path) -> None:
    """The remedy is named."""
    with pytest.raises(SystemExit, match="npm ci"):
        build_assets(packages=tmp_path)


def test_label_stands_inside_the_largest_part() -> None:
    """An area with an island is labelled on its mainland."""
    mainland, island = shapely.box(400_000, 100_000, 410_000, 110_000), shapely.box(420_000, 100_000, 421_000, 101_000)
    both = label_place(shapely.MultiPolygon([island, mainland]))
    assert both == label_place(mainland)


def test_bends_grow_with_the_map() -> None:
    """A map of the whole country does not carry every bend of a county's."""
    assert finest_metres(30_000) == 25
    assert finest_metres(640_000) == 80


@pytest.mark.parametrize("url", ["http://x.invalid/{z}/{x}/{y}.png", "https://x.invalid/a.png", "https://x y/{z}"])
def test_address_of_tiles_must_be_one(url: str) -> None:
    """What would widen the page's policy is refused."""
    with pytest.raises(RequestError, match="no address of map tiles"):
        shortfall_map(**county_tables(extras=Extras(tiles=Tiles(url=url, credit=""))))


def test_policy_names_the_server_of_the_tiles_and_no_other() -> None:
    """Pictures may come from there once they are asked for; without tiles, from nowhere."""
    tiles = Tiles(url="https://x.invalid/{z}/{x}/{y}.png", credit="")
    assert "img-src data: https://x.invalid;" in shortfall_map(**county_tables(extras=Extras(tiles=tiles)))
    assert "https://" not in shortfall_map(**county_tables()).split("</style>")[0].split("<style>")[0]


def test_areas_that_vanish_at_the_maps_scale_are_still_listed() -> None:
    """A PCN of one tiny area keeps its row and its label."""
    data = county_dataset()
    (first, second) = county_areas(data)
    tiny = type(first)(first.pcn_code, first.name, shapely.Point(400_000, 100_000).buffer(5), "drawn from sites", True)
    assert len(_data_of(shortfall_map(**county_tables(data, areas=(tiny, second))))["areas"]) == 2


def test_the_foot_of_the_page_tells_whose_plan_it_is_and_where_its_data_come_from() -> None:
    """As the settings give it; what they do not say is told as such, and their text is no markup."""
    paper = PaperSettings(organisation="<b>Made-up ICB</b>", date="May 2026", sources=("ODS & ONS, April 2026.",))
    proof = {"input_sha256": "0123456789", "versions": {"planner": "1"}}
    known, unknown = Settings(paper=paper), Settings()
    html = shortfall_map(**county_tables(settings=known, source=made_from(known, proof)))
    assert "plan of <bdi>&lt;b&gt;Made-up ICB&lt;/b&gt;, May 2026, dataset 01234567, planner 1</bdi>" in html
    assert "<bdi>Data: ODS &amp; ONS, April 2026.</bdi>" in html
    html = shortfall_map(**county_tables(source=made_from(unknown, proof)))
    assert "dataset 01234567, planner 1, undated</bdi>" in html
    assert "The dataset does not say where its figures come from" in html
