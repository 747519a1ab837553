"""Tables and layers for pandas and geopandas: the same rows as the files hold, with types."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import geopandas
import pandas as pd

from estates.domain.dataset import Dataset
from geodata.dataset_rows import cell_text, rows_of, values_of
from geodata.plan.columns import PlanTable
from geodata.plan.tables import Rows
from geodata.plan_exchange.parquet import arrow_table
from geodata.plan_layers.layers import FieldKind, Layer, Value
from geodata.shapes import GRID
from geodata.tables.columns import Column, Kind, Table

_TYPES: Mapping[Kind, str] = MappingProxyType(
    {Kind.YES_NO: "boolean", Kind.NUMBER: "Float64", Kind.WHOLE: "Int64", Kind.DATE: "datetime64[s]"}
)


def plan_frame(table: PlanTable, rows: Rows) -> pd.DataFrame:
    """Return a table of a plan as a DataFrame, as ``pandas.read_parquet`` reads its Parquet file.

    Parameters
    ----------
    table
        The declaration of its columns.
    rows
        Its rows, as ``plan_rows`` gives them.
    """
    frame: pd.DataFrame = arrow_table(table, rows).to_pandas()
    return frame


def dataset_frame(dataset: Dataset, table: Table) -> pd.DataFrame:
    """Return a table of a dataset as a DataFrame with a column per declared column.

    Codes are text, a list in a cell stands with ``;`` between its parts, and what is blank is missing. The rows of a
    layer are a GeoDataFrame on the National Grid.
    """
    rows = rows_of(dataset, table)
    values = [values_of(table, row) for row in rows]
    columns = {column.name: _series(column, [row[column.name] for row in values]) for column in table.columns}
    if not table.is_layer:
        return pd.DataFrame(columns)
    shapes = geopandas.GeoSeries.from_wkb([getattr(row, "shape_wkb", None) or None for row in rows], crs=GRID)
    frame: pd.DataFrame = geopandas.GeoDataFrame(columns, geometry=shapes)
    return frame


def layer_frame(layer: Layer) -> geopandas.GeoDataFrame:
    """Return a layer of a plan as a GeoDataFrame on the British National Grid (EPSG:27700).

    It holds what ``geopandas.read_file`` reads from ``plan.gpkg``; a row without a place has no shape.
    """
    columns = {
        field.name: _field_series(field.kind, [values[place] for _, values in layer.records])
        for place, field in enumerate(layer.fields)
    }
    shapes = geopandas.GeoSeries([shape for shape, _ in layer.records], crs=GRID)
    return geopandas.GeoDataFrame(columns, geometry=shapes)


def _field_series(kind: FieldKind, values: list[Value]) -> pd.Series:
    """Return a field's values typed as a reader of the file types them; whole numbers with gaps are floats."""
    if kind is FieldKind.TEXT:
        return pd.Series(values, dtype="str")
    is_whole = kind is FieldKind.WHOLE and None not in values
    return pd.Series([_plain(value) for value in values], dtype="int64" if is_whole else "float64")


def _series(column: Column, values: list[Any]) -> pd.Series:
    if column.kind not in _TYPES:
        return pd.Series([cell_text(column, value) or None for value in values], dtype="str")
    return pd.Series([_plain(value) for value in values], dtype=_TYPES[column.kind])


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    return float(value) if isinstance(value, Decimal) else value
