"""The QML styles of the layers: complete, in the map's colours, and as QGIS itself understands them."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from estates.domain.words import Reason, SiteKind
from geodata.plan_layers.contents import Contents
from geodata.plan_layers.geopackage import geopackage
from geodata.plan_layers.layers import Layer
from geodata.plan_layers.plan_layers import plan_layers
from maps.palette import MARKS, NO_FIGURES, SHARE_CLASSES, STAFF_NOT_KNOWN
from maps.qgis.marks import REASON_MARKS, ROOM_USE_CLASSES
from maps.qgis.styles import plan_styles
from maps.qgis.symbols import rgba
from tests.geodata.plan_world import reading, score
from tests.maps.worlds import county_plan, county_tables

SCRIPT = Path(__file__).with_name("render_in_qgis.py")
EXPECTED_RENDERERS = {
    "shortfall_by_pcn": "RuleRenderer",
    "shortfall_by_practice": "RuleRenderer",
    "sites": "RuleRenderer",
    "unmet": "pointDisplacement",
    "flows": "RuleRenderer",
    "programmes": "pointDisplacement",
    "rooms": "pointDisplacement",
    "placements": "pointCluster",
    "schemes": "pointDisplacement",
}


def layers() -> tuple[Layer, ...]:
    """Return the layers of the county of the maps' tests."""
    tables = county_tables()
    proof = {
        "settings": {"paper": {"organisation": "", "date": "", "sources": []}},
        "input_sha256": reading(tables["dataset"]).input_sha256,
        "estimated_travel_pairs": 1,
        "unknown_room_cells": 1,
        "goals": {"G1": vars(score(3.0, 3.0))},
    }
    del tables["use"]
    return plan_layers(Contents(**tables, proof=proof))


def qml() -> dict[str, ElementTree.Element]:
    """Return the style of each layer by name, as a document."""
    return {name: ElementTree.fromstring(text.split("\n", 1)[1]) for name, text in plan_styles(layers()).items()}


def _rules(style: ElementTree.Element) -> dict[str | None, str | None]:
    return {rule.get("label"): rule.get("filter") for rule in style.iter("rule")}


def test_every_layer_has_a_style_that_gives_every_field_its_plain_words() -> None:
    """A user reads “Rooms short”, not ``rooms_equivalent``."""
    styles = qml()
    for layer in layers():
        aliases = {alias.get("field"): alias.get("name") for alias in styles[layer.name].iter("alias")}
        assert aliases == {"fid": "Row"} | {field.name: field.alias for field in layer.fields}


def test_pcns_are_coloured_by_the_classes_of_the_map() -> None:
    """The same words and the same colours, whichever of the two somebody opens."""
    style = qml()["shortfall_by_pcn"]
    classes = (NO_FIGURES, *SHARE_CLASSES, STAFF_NOT_KNOWN)
    assert set(_rules(style)) == {step.words for step in classes}
    colours = {option.get("value") for option in style.iter("Option") if option.get("name") == "color"}
    assert colours == {rgba(step.colour) for step in classes}


@pytest.mark.parametrize(
    ("share", "words"),
    [("0.049999", "Under 5%"), ("0.05", "5% to under 10%"), ("0.4", "40% or more"), ("1", "40% or more")],
)
def test_a_share_fulfils_the_rule_of_its_class_alone(share: str, words: str) -> None:
    """No share falls between two classes or into both."""
    found = []
    rules = _rules(qml()["shortfall_by_pcn"])
    del rules[STAFF_NOT_KNOWN.words]
    for label, where in rules.items():
        test = str(where).replace('"unmet_share"', share).replace('"wanted"', "100").replace('"unmet"', "5")
        if eval(test.replace("AND", "and").replace(" = ", " == ")):  # our own expressions
            found.append(label)
    assert found == [words]


def test_every_kind_of_site_and_every_reason_has_a_mark_of_its_own() -> None:
    """None is told by colour alone: no two share a shape and a colour."""
    assert len(_rules(qml()["sites"])) == len(SiteKind) == len(MARKS)
    assert set(REASON_MARKS) == set(Reason) - {Reason.PLACED}
    assert len({(look.shape, look.colour) for look in REASON_MARKS.values()}) == len(REASON_MARKS)
    assert len({words for _, words, _, _ in ROOM_USE_CLASSES}) == len(ROOM_USE_CLASSES)


def test_labels_give_way_to_each_other_and_run_no_markup() -> None:
    """Names are the user's own text."""
    for name, style in qml().items():
        labels = list(style.iter("settings"))
        assert len(labels) == (0 if name == "read_me" else 1)
        for label in labels:
            text, drawn = label.find("text-style"), label.find("rendering")
            assert text is not None
            assert drawn is not None
            assert (text.get("allowHtml"), drawn.get("displayAll")) == ("0", "0")
        assert not list(style.iter("mapTip"))


def test_the_styles_are_the_same_whatever_the_users_text() -> None:
    """Nothing of a dataset is in a style, so nothing of it can be read as an expression."""
    assert "Quay" not in "".join(plan_styles(layers()).values())
    assert county_plan().placements  # the county has rows to draw


def _qgis_python() -> str:
    """Return a Python that knows QGIS, or skip."""
    for python in (os.environ.get("ESTATES_QGIS_PYTHON"), "/usr/bin/python3", shutil.which("python3-qgis")):
        if python and Path(python).exists():
            asked = subprocess.run([python, "-c", "import qgis.core"], capture_output=True, check=False, env=_plain())
            if asked.returncode == 0:
                return python
    pytest.skip("QGIS is not installed (Debian: apt-get install python3-qgis)")


def _plain() -> dict[str, str]:
    """Return an environment in which another Python does not find ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what QGIS makes of the county's GeoPackage, layer by layer."""
    python = _qgis_python()
    folder = tmp_path_factory.mktemp("qgis")
    made = layers()
    (folder / "plan.gpkg").write_bytes(geopackage(made, plan_styles(made)))
    command = [python, str(SCRIPT), str(folder / "plan.gpkg"), str(folder), *(layer.name for layer in made)]
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=_plain() | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
        timeout=240,
    )
    assert run.returncode == 0, run.stderr
    told: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    return told


@pytest.mark.slow
def test_qgis_opens_every_layer_coloured_and_labelled(seen: dict[str, Any]) -> None:
    """The default style is found, understood and drawn."""
    assert set(seen) == {layer.name for layer in layers()}
    for name, about in seen.items():
        assert about["valid"], name
        assert about["renderer"] == EXPECTED_RENDERERS.get(name), name
        assert about["labels"] is (name != "read_me"), name
    for name in ("shortfall_by_pcn", "shortfall_by_practice", "sites", "unmet", "flows", "rooms", "placements"):
        assert seen[name]["colours"] > 5, name


@pytest.mark.slow
def test_qgis_shows_the_plain_words(seen: dict[str, Any]) -> None:
    """In the attribute table and the legend."""
    assert seen["sites"]["words"]["gia_m2"] == "Gross internal area, m²"
    assert "20% to under 40%" in seen["shortfall_by_pcn"]["legend"]
    assert "Practice (hollow: none unmet)" in seen["sites"]["legend"]
