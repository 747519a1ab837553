"""The files of a plan folder that other people's tools open: QGIS, pandas and R, and calendars."""

from collections.abc import Mapping

from geodata.plan.tables import Rows
from geodata.plan_exchange.data_package import data_package
from geodata.plan_layers.contents import Contents
from geodata.plan_layers.geopackage import geopackage
from geodata.plan_layers.plan_layers import plan_layers
from maps.qgis.styles import plan_styles


def files_for_other_tools(
    contents: Contents, *, rows: Mapping[str, Rows], tables: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the map layers, the Parquet tables, the description of the tables and the calendars, by name.

    Parameters
    ----------
    contents
        What the layers are made of.
    rows
        The rows of the plan's tables by name.
    tables
        The CSV files of the plan by name, which ``datapackage.json`` describes.
    """
    # Loaded when needed, so that commands which write no calendars and no Parquet start without their libraries.
    from geodata.plan_exchange.calendars import calendars_zip  # noqa: PLC0415
    from geodata.plan_exchange.parquet import parquet_files  # noqa: PLC0415

    layers = plan_layers(contents)
    twins = parquet_files(rows)
    return {
        "plan.gpkg": geopackage(layers, plan_styles(layers)),
        **twins,
        "datapackage.json": data_package({**tables, **twins}, contents.proof),
        "calendars.zip": calendars_zip(contents.dataset, contents.plan),
    }
