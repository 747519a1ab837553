"""Runs in QGIS' own Python: opens a GeoPackage as a user does and renders each layer with its default style.

``python3 render_in_qgis.py FILE.gpkg FOLDER LAYER…`` writes
``FOLDER/<layer>.png`` and prints what QGIS took for its styles.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # type: ignore[import-not-found]
    QgsApplication,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # type: ignore[import-not-found]
from qgis.PyQt.QtGui import QColor  # type: ignore[import-not-found]

MARGIN_METRES = 3_000


def main(file: Path, folder: Path, names: list[str]) -> None:
    """Render the layers named and print a line of JSON."""
    # Held until the process ends: without it QGIS has no application.
    application = QgsApplication([], False)
    application.initQgis()
    told = {name: _about(file, name, folder) for name in names}
    print(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)  # QGIS without a screen may fail while it tidies up


def _about(file: Path, name: str, folder: Path) -> dict[str, object]:
    layer = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
    about = {
        "valid": layer.isValid(),
        "renderer": layer.renderer().type() if layer.renderer() else None,
        "labels": layer.labelsEnabled(),
        "words": {field.name(): layer.attributeDisplayName(place) for place, field in enumerate(layer.fields())},
        "legend": [item.label() for item in layer.renderer().legendSymbolItems()] if layer.renderer() else [],
        "colours": 0,
    }
    return about | {"colours": _render(layer, folder / f"{name}.png")} if layer.isSpatial() else about


def _render(layer: QgsVectorLayer, path: Path) -> int:
    """Render a layer to a picture and return the number of its colours."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(900, 700))
    extent = QgsRectangle(layer.extent())
    extent.grow(MARGIN_METRES)
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    picture = job.renderedImage()
    picture.save(str(path))
    return len({picture.pixel(x, y) for x in range(0, 900, 2) for y in range(0, 700, 2)})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
