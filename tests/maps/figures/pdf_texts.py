"""What can be searched and copied in a PDF: the letters that its text shows, by each font's own list of them."""

import io
import re

import pikepdf

_PAIRS = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_Letters = dict[bytes, str]


def pdf_text(file: bytes) -> str:
    """Return the text of a PDF's pages and of the pictures on them, without the spaces between words."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return "".join(_text(page.obj) for page in pdf.pages)


def _text(holder: pikepdf.Object) -> str:
    resources = holder.get("/Resources", pikepdf.Dictionary())
    fonts = {name: _letters(font) for name, font in resources.get("/Font", {}).items()}
    said, letters = [], _Letters()
    for step in pikepdf.parse_content_stream(holder):
        if str(step.operator) == "Tf":
            letters = fonts[str(step.operands[0])]
        elif str(step.operator) in {"Tj", "TJ"}:
            shown = [part for part in _parts(step.operands[0]) if isinstance(part, pikepdf.String)]
            said += [letters.get(glyph, "") for part in shown for glyph in re.findall(rb"(?s)..", bytes(part))]
    inner = [form for form in resources.get("/XObject", {}).values() if form.get("/Subtype") == "/Form"]
    return "".join((*said, *map(_text, inner))).replace(" ", "")


def _parts(operand: pikepdf.Object) -> list[pikepdf.Object]:
    return list(operand) if isinstance(operand, pikepdf.Array) else [operand]


def _letters(font: pikepdf.Object) -> _Letters:
    pairs = _PAIRS.findall(font["/ToUnicode"].read_bytes())
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(sign.decode()).decode("utf-16-be") for glyph, sign in pairs}
