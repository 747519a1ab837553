"""The paper's PDF can be read by everybody: PDF/UA's language, title, tags, reading order and words for pictures."""

import io
from itertools import pairwise

import pikepdf
import pytest

from maps.paper.pdf import paper_pdf
from tests.maps.paper.test_paper import paper_of, rich_report
from tests.maps.reports import elements

SECTIONS = paper_of(rich_report()).sections


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    """Return the small county's paper as PDF, opened."""
    return pikepdf.open(io.BytesIO(paper_pdf(paper_of(rich_report()))))


@pytest.fixture(scope="module")
def tags(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Dictionary]]:
    """Return its structure elements in reading order."""
    return elements(pdf)


def under(element: pikepdf.Dictionary) -> list[tuple[str, pikepdf.Dictionary]]:
    """Return the structure elements under one."""
    return elements(element.K)


def test_it_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    """Language, title shown, marked, with its part of the standard in the metadata; tabs go in reading order."""
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert all(page.Tabs == "/S" for page in pdf.pages)
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Rooms for general practice"
        assert metadata["pdfuaid:part"] == "1"


def test_headings_stand_in_the_papers_order_and_skip_no_level(tags: list[tuple[str, pikepdf.Dictionary]]) -> None:
    """Those of the sections, after that of the contents list."""
    levels = [int(kind[1]) for kind, _ in tags if kind in ("H1", "H2", "H3")]
    assert sorted(levels) == sorted([1, *(section.level for section in SECTIONS)])
    assert all(lower - upper <= 1 for upper, lower in pairwise([0, *levels]))


def test_every_picture_has_words(tags: list[tuple[str, pikepdf.Dictionary]]) -> None:
    """Six pictures, none without."""
    figures = [element for kind, element in tags if kind == "Figure"]
    assert len(figures) == 6
    assert all(str(element.get("/Alt", "")) for element in figures)


def test_every_table_has_a_caption_and_a_head_that_names_its_columns(
    tags: list[tuple[str, pikepdf.Dictionary]],
) -> None:
    """Each heading cell says what it is the head of, and all stand before the cells."""
    tables = [element for kind, element in tags if kind == "Table"]
    captions = [element for kind, element in tags if kind == "Caption"]
    assert tables
    assert len(captions) >= len(tables)
    for table in tables:
        cells = [kind for kind, _ in under(table) if kind in ("TH", "TD")]
        assert cells == sorted(cells, reverse=True)
        heads = [element for kind, element in under(table) if kind == "TH"]
        assert heads
        assert all(any("/Scope" in part for part in _attributes(head)) for head in heads)


def _attributes(element: pikepdf.Dictionary) -> list[pikepdf.Object]:
    found: pikepdf.Object = element.get("/A", pikepdf.Array())
    return list(found.as_list()) if isinstance(found, pikepdf.Array) else [found]
