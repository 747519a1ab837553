"""What a layer of ``plan.gpkg`` is: its fields in plain words, its rows and their shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

Value = str | int | float | Decimal | None
Record = tuple[BaseGeometry | None, tuple[Value, ...]]


class FieldKind(StrEnum):
    """What a field holds: text, a whole number or a number with decimals."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"


class LayerShape(StrEnum):
    """The shape of a layer's rows, in the words of the GeoPackage standard; ``NONE`` is a table without shapes."""

    POINT = "Point"
    LINE = "LineString"
    AREA = "MultiPolygon"
    NONE = "None"


@dataclass(frozen=True)
class Field:
    """A field: its name, the words that a reader sees instead, what it holds, and what the words leave open."""

    name: str
    alias: str
    kind: FieldKind = FieldKind.TEXT
    meaning: str = ""


@dataclass(frozen=True, kw_only=True)
class Layer:
    """A layer with its rows. A row holds one value per field; its shape is ``None`` where it has no place.

    ``about`` says in a sentence what a row is and what is to be known of it.
    """

    name: str
    title: str
    about: str
    shape: LayerShape
    fields: tuple[Field, ...]
    records: Sequence[Record]


def text(name: str, alias: str, meaning: str = "") -> Field:
    """Return a field of text."""
    return Field(name, alias, FieldKind.TEXT, meaning)


def whole(name: str, alias: str, meaning: str = "") -> Field:
    """Return a field of whole numbers."""
    return Field(name, alias, FieldKind.WHOLE, meaning)


def number(name: str, alias: str, meaning: str = "") -> Field:
    """Return a field of numbers with decimals."""
    return Field(name, alias, FieldKind.NUMBER, meaning)


ESTIMATED = text(
    "estimated",
    "Rests on an estimate",
    "yes where this row, or something that its figures were worked out from, is an estimate rather than a record",
)


def yes_or_no(is_so: bool | None) -> str | None:
    """Return ``yes`` or ``no``; nothing where it is not known."""
    return None if is_so is None else "yes" if is_so else "no"
