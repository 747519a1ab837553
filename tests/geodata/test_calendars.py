"""``calendars.zip``: what Outlook and others make of it, and what they must not."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from icalendar import Calendar, Timezone

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import SiteKind
from geodata.plan_exchange.calendars import calendars_zip
from geodata.plan_exchange.events import HOURS_ARE_ASSUMED
from tests.builders import MON_AM, TUE_AM, dataset, hub_placed, placed, post, room, site
from tests.geodata import plan_world
from tests.geodata.layer_world import HOSTILE


def files(data: Dataset | None = None, of: Plan | None = None) -> dict[str, bytes]:
    """Return the files of the zip by name."""
    packed = calendars_zip(data or plan_world.world(), of or plan_world.plan())
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def events(content: bytes) -> list[Any]:
    """Return the events of a calendar as a calendar program reads them."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def one(slot: Slot, **given: Any) -> Any:
    """Return the event of a post that is placed once."""
    data = dataset(rooms=(room(free=slot.value),), posts=(post("A", 1),), **given)
    (event,) = events(files(data, plan_world.plan([placed("A", slot)]))["posts/A.ics"])
    return event


def test_posts_rooms_and_hubs_with_sessions_have_a_calendar_each() -> None:
    """C has no session, so no file; the list names them all."""
    made = files()
    assert set(made) == {
        *("calendars.csv", "posts/A.ics", "posts/B.ics"),
        *("rooms/R1.ics", "rooms/H1.ics", "rooms/H2.ics", "hubs/HUB.ics"),
    }
    rows = list(csv.DictReader(io.StringIO(made["calendars.csv"].decode(), newline="")))
    assert {row["file"] for row in rows} == set(made) - {"calendars.csv"}
    assert {row["id"]: row["events_a_week"] for row in rows} == {
        "A": "2",
        "B": "1",
        "R1": "3",
        "H1": "1",
        "H2": "1",
        "HUB": "1",
    }


@pytest.mark.parametrize(
    ("slot", "starts", "ends"),
    [
        (Slot.MON_AM, "2026-01-05 08:00", "2026-01-05 13:00"),
        (Slot.MON_PM, "2026-01-05 13:00", "2026-01-05 18:30"),
        (Slot.WED_EVE, "2026-01-07 18:30", "2026-01-07 20:00"),
        (Slot.SAT_AM, "2026-01-10 09:00", "2026-01-10 13:00"),
        (Slot.SAT_PM, "2026-01-10 13:00", "2026-01-10 17:00"),
    ],
)
def test_a_half_day_has_its_hours_by_the_clock_in_london(slot: Slot, starts: str, ends: str) -> None:
    """The hours are assumptions, and the event says so."""
    event = one(slot)
    for name, expected in (("DTSTART", starts), ("DTEND", ends)):
        assert event[name].params["TZID"] == "Europe/London"
        assert event[name].dt.replace(tzinfo=None) == datetime.fromisoformat(expected)
    assert HOURS_ARE_ASSUMED in event["DESCRIPTION"]


def test_every_slot_of_the_week_has_hours_that_do_not_overlap() -> None:
    """Seventeen half-days, one after the other."""
    spans = [(one(slot)["DTSTART"].dt, one(slot)["DTEND"].dt) for slot in SLOTS]
    assert all(start < end for start, end in spans)
    assert all(spans[place][1] <= spans[place + 1][0] for place in range(len(spans) - 1))


def test_an_event_comes_back_every_week_through_summer_time() -> None:
    """Eight in the morning stays eight in the morning: the file brings its time zone with it."""
    content = files()["posts/A.ics"]
    assert all(event["RRULE"] == {"FREQ": ["WEEKLY"]} for event in events(content))
    (zone,) = Calendar.from_ical(content).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    london = zone.to_tz(lookup_tzid=False)
    hours = [datetime(2026, month, 5, 8, tzinfo=london).utcoffset() for month in (1, 7, 11)]
    assert [offset.total_seconds() for offset in hours if offset is not None] == [0, 3600, 0]


def test_an_identifier_stays_when_a_post_moves_to_another_room() -> None:
    """A later plan's file moves the event in the calendar instead of adding one."""
    rooms = (room("R1"), room("R2"))
    data = dataset(rooms=rooms)
    uids = {
        room_id: events(files(data, plan_world.plan([placed("A", MON_AM, room_id)]))["posts/A.ics"])[0]["UID"]
        for room_id in ("R1", "R2")
    }
    assert uids["R1"] == uids["R2"]
    other = events(files(data, plan_world.plan([placed("A", TUE_AM)]))["posts/A.ics"])[0]["UID"]
    assert other != uids["R1"]


def test_no_identifier_stands_twice_in_one_calendar() -> None:
    """Two people in one room at one time are two events."""
    for name, content in files().items():
        if name.endswith(".ics"):
            uids = [str(event["UID"]) for event in events(content)]
            assert len(set(uids)) == len(uids)


def test_a_hubs_calendar_holds_a_hub_session_once_with_all_its_rooms() -> None:
    """Two rooms together are one event there, and one in each room's calendar."""
    made = files()
    (session,) = events(made["hubs/HUB.ics"])
    assert session["SUMMARY"] == "Programme W"
    assert session["LOCATION"] == "Room H1 and Room H2, Site HUB"
    assert len(events(made["rooms/H1.ics"])) == 1


def test_a_hubs_calendar_holds_the_posts_that_sit_there_too() -> None:
    """Whoever opens the door in the morning wants to know of everybody."""
    data = dataset(
        sites=(site("S1"), site("HUB", SiteKind.HUB)),
        rooms=(room("H1", "HUB", places=2), room("H2", "HUB")),
        posts=(post("A", 1), post("B", 1)),
        programmes=plan_world.world().programmes,
    )
    rows = [placed("A", MON_AM, "H1", "HUB"), placed("B", MON_AM, "H1", "HUB"), hub_placed("W", MON_AM, "H2", "HUB")]
    summaries = {str(event["SUMMARY"]) for event in events(files(data, plan_world.plan(rows))["hubs/HUB.ics"])}
    assert summaries == {
        "First contact physiotherapist (A)",
        "First contact physiotherapist (B)",
        "Programme W",
    }


def test_what_rests_on_an_estimate_says_so() -> None:
    """B is an estimated post."""
    made = files()
    assert "estimate" in events(made["posts/B.ics"])[0]["DESCRIPTION"]
    assert "estimate" not in events(made["posts/A.ics"])[0]["DESCRIPTION"]


@pytest.mark.parametrize("text", HOSTILE, ids=[f"text {number}" for number in range(len(HOSTILE))])
def test_hostile_text_adds_no_line_of_its_own_and_reads_as_written(text: str) -> None:
    """Line ends and other steering signs become blanks; every other letter stays."""
    data = plan_world.world()
    data = replace(
        data,
        sites=tuple(replace(row, name=text) for row in data.sites),
        rooms=tuple(replace(row, name=text) for row in data.rooms),
        programmes=tuple(replace(row, name=text) for row in data.programmes),
    )
    shown = re.sub(r"[\x00-\x1f]+", " ", text)
    for name, content in files(data).items():
        if name.endswith(".ics"):
            calendar = Calendar.from_ical(content)
            assert not calendar.walk("VALARM")
            assert len(calendar.walk("VEVENT")) == content.count(b"BEGIN:VEVENT\r\n")
            assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (session,) = events(files(data)["hubs/HUB.ics"])
    assert session["SUMMARY"] == shown


@pytest.mark.parametrize("code", HOSTILE, ids=[f"code {number}" for number in range(len(HOSTILE))])
def test_a_hostile_code_is_no_path(code: str) -> None:
    """Every file stands in one of the three folders under a name that every system can hold."""
    data = dataset(posts=(post(code, 1),), rooms=(room(code),))
    made = files(data, plan_world.plan([placed(code, MON_AM, code)]))
    for name in set(made) - {"calendars.csv"}:
        assert re.fullmatch(r"(posts|rooms)/[A-Za-z0-9][A-Za-z0-9_.-]{0,70}\.ics", name)
        assert name.casefold() not in ("posts/con.ics", "rooms/con.ics")


def test_codes_that_differ_in_case_alone_have_files_of_their_own() -> None:
    """Windows would write one over the other."""
    data = dataset(posts=(post("ab", 1), post("AB", 1)), rooms=(room(places=2),))
    made = files(data, plan_world.plan([placed("ab", MON_AM), placed("AB", MON_AM)]))
    assert len({name.casefold() for name in made}) == len(made) == 4


def test_a_title_that_looks_like_a_formula_is_guarded_in_the_list() -> None:
    """The list is opened in a spreadsheet."""
    data = plan_world.world()
    data = replace(data, sites=tuple(replace(row, name="=1+1") for row in data.sites))
    rows = list(csv.DictReader(io.StringIO(files(data)["calendars.csv"].decode(), newline="")))
    assert {row["title"] for row in rows if row["of"] == "hub"} == {"'=1+1"}


def test_the_same_plan_gives_the_same_bytes_and_nothing_placed_the_list_alone() -> None:
    """No clock is in the file."""
    assert calendars_zip(plan_world.world(), plan_world.plan()) == calendars_zip(plan_world.world(), plan_world.plan())
    assert set(files(None, plan_world.plan([]))) == {"calendars.csv"}
