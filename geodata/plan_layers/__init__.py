"""The plan as map layers: what each holds, and the GeoPackage that carries them."""
