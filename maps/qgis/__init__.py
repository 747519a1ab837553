"""How QGIS shows the layers of a plan: QML styles, in the maps' own colours."""
