"""What the strategy paper is made of: plain values that the Word and the PDF writer both print, and nothing else.

All text is plain text, some of it the user's own; a writer puts it on the page as it stands, never as markup.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from estates.domain.slots import SLOTS


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture in the two forms that the writers want: PNG for Word, SVG for the PDF."""

    png: bytes
    svg: bytes


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``kind`` is ``body``, ``lead`` (the finding, large) or ``note`` (small)."""

    text: str
    kind: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of points; ``labels`` are words in bold that stand before each, where they are given."""

    points: tuple[str, ...]
    labels: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The points with their labels."""
        if not self.labels:
            return self.points
        return tuple(f"{label}. {text}" for label, text in zip(self.labels, self.points, strict=True))


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the table's width, and whether its cells are numbers."""

    heading: str
    width: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with its caption; ``has_total`` sets the last row in bold; ``size`` is its text in points.

    ``is_whole`` keeps all of it on one page.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    if_empty: str = "Nothing to show."
    has_total: bool = False
    size: float = 8.5
    is_whole: bool = False

    @property
    def is_week(self) -> bool:
        """Whether its columns are the half-days of a week, which are alike in every table of its kind."""
        return len(self.columns) > len(SLOTS)

    @property
    def edge(self) -> float:
        """What surrounds the text of a cell from left to right, in points: little where columns are many."""
        return 4.0 if self.is_week else 7.2


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture by its name among the paper's images, with its caption, its words for who cannot see it, its width.

    ``beside`` are points that stand to the left of a narrow picture. One that ``fills_page`` takes what its page has
    left, up to its width.
    """

    name: str
    caption: str
    alt: str
    width_cm: float
    beside: tuple[str, ...] = ()
    fills_page: bool = False


Block: TypeAlias = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with what stands under it. ``level`` is 1 or 2; ``is_wide`` prints on paper on its long side."""

    title: str
    level: int
    blocks: tuple[Block, ...] = ()
    new_page: bool = False
    is_wide: bool = False


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole paper. Its contents list follows its first section, the executive page.

    ``dated`` is the day that the user gave the paper. Where ``has_contents`` is false it is a sheaf of sheets, and the
    list of them stands on its front page.
    """

    title: str
    subtitle: str
    byline: str
    sections: tuple[Section, ...]
    images: Mapping[str, Image] = field(default_factory=dict)
    has_contents: bool = True
    dated: str = ""
