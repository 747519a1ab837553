"""Where datasets come from: CSV folders, workbooks, GeoPackages and layers, as raw text."""
