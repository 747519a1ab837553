"""``calendars.zip``: an iCalendar file for every post, room and hub with sessions, and a list of them.

Outlook, Google Calendar, Apple Calendar and clinical systems take such a file as a calendar of weekly half-days.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from icalendar import vText
from icalendar.parser import Contentline

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from geodata.plan_exchange.events import Diary, Event, diaries
from geodata.spreadsheet_text import guard_text

INDEX = "calendars.csv"
LONDON = "Europe/London"
_PRODUCT = "-//Estates Capacity Planner//calendars//EN"
# An event records when it was made, and so does a zip file; a fixed day keeps the same plan the same bytes.
_STAMP = "20260101T000000Z"
_CLOCK = "%Y%m%dT%H%M%S"
_ZIP_DAY = (2026, 1, 1, 0, 0, 0)
_LONGEST_NAME = 60
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*")
_WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# The rule in force since 1996: summer time from the last Sunday of March to that of October, at 01:00 UTC.
_TIME_ZONE = (
    *("BEGIN:VTIMEZONE", f"TZID:{LONDON}"),
    *("BEGIN:DAYLIGHT", "DTSTART:19960331T010000", "TZNAME:BST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100"),
    *("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"),
    *("BEGIN:STANDARD", "DTSTART:19961027T020000", "TZNAME:GMT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000"),
    *("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD"),
    "END:VTIMEZONE",
)


def calendars_zip(dataset: Dataset, plan: Plan) -> bytes:
    """Return the calendars of a plan as a zip file with folders ``posts``, ``rooms`` and ``hubs`` and a list.

    The same plan gives the same bytes. A post, room or hub without a session has no file; without any session at all
    the list alone is there.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it.
    plan
        The plan.
    """
    books = diaries(dataset, plan)
    names = list(_file_names(books))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, INDEX, _index(zip(names, books, strict=True)))
        for name, book in zip(names, books, strict=True):
            _put(archive, name, _calendar(book))
    return packed.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, _ZIP_DAY)
    about.compress_type = zipfile.ZIP_DEFLATED
    about.create_system = 3  # the same bytes from Windows
    about.external_attr = 0o644 << 16
    archive.writestr(about, content)


def _file_names(books: Iterable[Diary]) -> Iterator[str]:
    """Yield a file name for each diary that every system can hold: its id, or what is left of it and a fingerprint."""
    taken: set[str] = set()
    for book in books:
        plain = _PLAIN_NAME.fullmatch(book.id) and not _WINDOWS_DEVICES.fullmatch(book.id)
        name = f"{book.folder}/{book.id}"
        if not plain or len(book.id) > _LONGEST_NAME or name.casefold() in taken:
            readable = re.sub(r"[^A-Za-z0-9]+", "-", book.id).strip("-")[:_LONGEST_NAME]
            name = f"{book.folder}/{readable}-{sha256(book.id.encode('utf-8', 'replace')).hexdigest()[:8]}".replace(
                "/-", "/"
            )
        taken.add(name.casefold())
        yield f"{name}.ics"


def _index(listed: Iterable[tuple[str, Diary]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(("file", "of", "id", "title", "events_a_week"))
    for name, book in listed:
        cells = (name, book.folder.removesuffix("s"), book.id, book.title, str(len(book.events)))
        writer.writerow([guard_text(_one_line(cell)) for cell in cells])
    return file.getvalue().encode()


def _calendar(book: Diary) -> bytes:
    """Return a calendar; icalendar escapes and folds the lines, its objects would take ten times as long."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"),
        _text("X-WR-CALNAME", book.title),
        f"X-WR-TIMEZONE:{LONDON}",
        *_TIME_ZONE,
        *(line for half_day in book.events for line in _event(half_day)),
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _event(half_day: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{half_day.uid}"
    yield f"DTSTAMP:{_STAMP}"
    yield f"DTSTART;TZID={LONDON}:{half_day.starts:{_CLOCK}}"
    yield f"DTEND;TZID={LONDON}:{half_day.ends:{_CLOCK}}"
    yield "RRULE:FREQ=WEEKLY"
    yield _text("SUMMARY", half_day.summary)
    yield _text("LOCATION", half_day.location)
    yield _text("DESCRIPTION", half_day.description)
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


@lru_cache(maxsize=4096)  # the same rooms and people stand in many events
def _text(name: str, text: str) -> str:
    """Return a line of text, escaped and folded as the standard asks."""
    value = vText(_one_line(text)).to_ical().decode()
    line: bytes = Contentline(f"{name}:{value}").to_ical()  # type: ignore[no-untyped-call]
    return line.decode()


def _one_line(text: str) -> str:
    """Return a text without line ends and other signs that steer: they could begin a line of the file's own."""
    return _NOT_PRINTED.sub(" ", text)
