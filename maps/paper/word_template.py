"""The user's own Word template: its styles, page, headers and footers; its cover too, where it says where we begin."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from estates.domain.errors import RequestError
from maps.paper.word_styles import prepare_styles

MARKER = "[paper]"
LARGEST_BYTES = 100_000_000


@dataclass(frozen=True, kw_only=True)
class Template:
    """A template ready to be written into, and what of its own text stands behind the paper, such as a signature.

    ``starts_page`` says whether the paper begins a new page: where a cover stands before it that does not end one.
    """

    document: WordDocument
    behind: tuple[BaseOxmlElement, ...]
    starts_page: bool


def check_template(path: Path) -> str | None:
    """Refuse a template that cannot be used; worth asking before a long solve.

    Returns
    -------
    str or None
        What of the template will not be in the paper, in one sentence, where anything is left out.

    Raises
    ------
    RequestError
        One sentence that says what is wrong.
    """
    document = _document(path)
    prepare_styles(document, own=False)
    blocks = _blocks(document)
    if any(_text(block) for block in blocks) and MARKER not in map(_text, blocks):
        return (
            f"The template {path.name} has no paragraph that reads {MARKER}: the paper takes its styles and page and "
            "leaves out its text."
        )
    return None


def opened(path: Path) -> Template:
    """Return a template ready to be written into.

    The paper takes the place of a paragraph that reads ``[paper]``: what stands before it, such as a cover, and
    behind it, such as a signature, is kept. Without such a paragraph the template's text goes altogether.
    """
    document = _document(path)
    blocks = _blocks(document)
    texts = [_text(block) for block in blocks]
    start = texts.index(MARKER) if MARKER in texts else 0
    for block in blocks[start:]:
        document.element.body.remove(block)
    behind = tuple(blocks[start + 1 :]) if MARKER in texts else ()
    return Template(document=document, behind=behind, starts_page=start > 0 and not _ends_page(blocks[start - 1]))


def _document(path: Path) -> WordDocument:
    try:
        with zipfile.ZipFile(path) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST_BYTES:
                raise RequestError(f"The template {path} unpacks to more than 100 MB. Give a smaller Word document.")
        document = Document(str(path))
    except OSError as error:
        raise RequestError(f"The template {path} cannot be read: {error.strerror or error}.") from error
    except (PackageNotFoundError, zipfile.BadZipFile, ValueError, KeyError) as error:
        advice = "Save it in Word as a Word Document (.docx), not as a template (.dotx), and give that."
        raise RequestError(f"The template {path} is not a Word document. {advice}") from error
    return document


def _blocks(document: WordDocument) -> list[BaseOxmlElement]:
    return [block for block in document.element.body if block.tag != qn("w:sectPr")]


def _text(block: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in block.iter(qn("w:t"))).strip()


def _ends_page(block: BaseOxmlElement) -> bool:
    breaks = [mark.get(qn("w:type")) == "page" for mark in block.iter(qn("w:br"))]
    return any(breaks) or block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
