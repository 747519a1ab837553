"""CSV files as raw sheets: encoding and separator made certain or refused, every cell as text."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from estates.domain.errors import Severity
from geodata.sources.raw import LARGEST_FILE_BYTES, Form, Line, Note, Sheet, plain_name, trimmed, unreadable
from geodata.spreadsheet_text import unguard_text

SAVE_AS_UTF8 = "Save it again as “CSV UTF-8 (comma delimited)”."
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
# Outside these, a byte above 127 is more likely to come from another code page than from Windows-1252.
CERTAIN_LETTERS = frozenset(
    "£€§°²³½¼¾·–—‘’“”…•\xa0éèêëáàâäãåíìîïóòôöõøúùûüýÿçñæœšžðþßÉÈÊËÁÀÂÄÃÅÍÌÎÏÓÒÔÖÕØÚÙÛÜÝÇÑÆŒŠŽÐÞ"
)
# Three accented letters in a row: a word of another alphabet, read through the wrong code page.
OTHER_ALPHABET = re.compile("[À-ÖØ-öø-ÿ]{3}")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")

Recognises = Callable[[str], bool]


class UnreadableFileError(Exception):
    """A file of which nothing can be made; carries the note for the user."""

    def __init__(self, problem: str, to_do: str) -> None:
        """Keep what to say."""
        super().__init__(problem)
        self.note = unreadable(problem, to_do)


@dataclass(frozen=True)
class Decoded:
    """A file's text, and what to tell of how it was come by."""

    text: str
    notes: tuple[Note, ...] = ()


def read_csv_sheet(path: Path, recognises: Recognises) -> Sheet:
    """Read a CSV file as text.

    Parameters
    ----------
    path
        The file; its name without ``.csv`` is the sheet's title.
    recognises
        Whether a heading is one of the table's, which tells the separator.

    Returns
    -------
    Sheet
        The rows, or why they cannot be read.
    """
    try:
        decoded = _decoded(path)
        separator, notes = _separator(decoded.text, recognises)
        records = _records(decoded.text, separator)
    except UnreadableFileError as error:
        return Sheet(title=path.stem, file=path, form=Form.CSV, unreadable=error.note)
    headings = tuple(trimmed(cell) for cell in records[0])
    return Sheet(
        title=path.stem,
        file=path,
        form=Form.CSV,
        headings=headings,
        lines=_lines(records, len(headings)),
        notes=(*decoded.notes, *notes),
    )


def _decoded(path: Path) -> Decoded:
    """Return a file's text where its encoding is certain."""
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise UnreadableFileError(f"{path.name} is larger than 500 MB", "Split it or take out what is not needed.")
    content = path.read_bytes()
    if content.startswith(UTF_32_MARKS):
        raise UnreadableFileError(f"{path.name} is encoded as UTF-32, which is not read", SAVE_AS_UTF8)
    if content.startswith(UTF_16_MARKS):
        return _from_utf_16(content, path)
    if b"\0" in content:
        raise UnreadableFileError(f"{path.name} holds zero bytes: it is no CSV text in UTF-8", SAVE_AS_UTF8)
    try:
        return Decoded(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _from_windows_1252(content, path)


def _from_utf_16(content: bytes, path: Path) -> Decoded:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{path.name} starts as UTF-16 text but is damaged", SAVE_AS_UTF8) from error
    return Decoded(text, (_encoding_note(path, "UTF-16"),))


def _from_windows_1252(content: bytes, path: Path) -> Decoded:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        text = "\ufffd"
    is_strange = any(letter > "\x7f" and letter not in CERTAIN_LETTERS for letter in text)
    if is_strange or OTHER_ALPHABET.search(text):
        raise UnreadableFileError(f"{path.name} is not UTF-8, and what it is cannot be told for certain", SAVE_AS_UTF8)
    return Decoded(text, (_encoding_note(path, "Windows-1252"),))


def _encoding_note(path: Path, encoding: str) -> Note:
    return Note(problem=f"{path.name} is not UTF-8; it was read as {encoding}", to_do=SAVE_AS_UTF8)


def _separator(text: str, recognises: Recognises) -> tuple[str, tuple[Note, ...]]:
    """Return the separator that makes headings of the first line, and a note where it is not the comma."""
    known = {mark: _known_headings(text, mark, recognises) for mark in SEPARATORS}
    found = [mark for mark, count in known.items() if count >= 2]
    if not found or found == [","]:
        return ",", ()
    if len(found) > 1:
        names = " and ".join(SEPARATORS[mark] for mark in found)
        problem = f"the headings are separated by {names} at once, so the separator is not certain"
        raise UnreadableFileError(problem, SAVE_AS_UTF8)
    name = SEPARATORS[found[0]]
    return found[0], (
        Note(problem=f"the file is separated by {name}, not by comma; it was read so", to_do=SAVE_AS_UTF8),
    )


def _known_headings(text: str, separator: str, recognises: Recognises) -> int:
    first = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    return len({plain_name(cell) for cell in first if recognises(cell)})


def _records(text: str, separator: str) -> list[list[str]]:
    """Return the records; the heading is the first, a blank line is an empty record."""
    records: list[list[str]] = []
    try:
        # Strict: a quotation mark left open would otherwise swallow the rest of the file in silence.
        records.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UnreadableFileError(
            f"the file cannot be split into cells from row {len(records) + 1} on: {_in_words(error)}",
            "Close the quotation mark, or double it where it belongs to the text.",
        ) from error
    if not records or not any(trimmed(cell) for cell in records[0]):
        raise UnreadableFileError("row 1 holds no headings", "Write the column names in the first row.")
    return records


def _in_words(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "a quotation mark is never closed"
    if "expected after" in str(error):
        return "text stands after a closing quotation mark"
    return str(error)


def _lines(records: list[list[str]], width: int) -> tuple[Line, ...]:
    lines = []
    for number, record in enumerate(records[1:], start=2):
        cells = [trimmed(unguard_text(trimmed(cell))) for cell in record]
        if any(cells):
            lines.append(_line(number, cells, width))
    return tuple(lines)


def _line(number: int, cells: list[str], width: int) -> Line:
    beyond = [cell for cell in cells[width:] if cell]
    problem = None
    if beyond:
        problem = Note(
            problem=f"the row has {len(cells)} cells, the heading {width}",
            value=beyond[0],
            to_do="Put text that holds a comma in quotation marks, or add the missing heading.",
            severity=Severity.FAULT,
        )
    padded = (*cells[:width], *[""] * (width - len(cells)))
    return Line(number=number, cells=padded, problem=problem)
