"""The user's own Word template: its styles, page, headers and footers; its cover too, where it says where we begin."""

import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from estates.domain.errors import RequestError

MARKER = "[paper]"
LARGEST_BYTES = 100_000_000


def check_template(path: Path) -> None:
    """Refuse a template that cannot be used; worth asking before a long solve.

    Raises
    ------
    RequestError
        One sentence that says what is wrong.
    """
    opened(path)


def opened(path: Path) -> WordDocument:
    """Return a template ready to be written into.

    Whatever stands before a paragraph that reads ``[paper]``, such as a cover, is kept; that paragraph and what
    follows it go, and the paper takes their place. Without such a paragraph the template's text goes altogether.
    """
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
    _empty(document)
    return document


def _empty(document: WordDocument) -> None:
    body = document.element.body
    blocks = [block for block in body if block.tag != qn("w:sectPr")]
    texts = ["".join(block.itertext()).strip() for block in blocks]
    start = texts.index(MARKER) if MARKER in texts else 0
    for block in blocks[start:]:
        body.remove(block)
