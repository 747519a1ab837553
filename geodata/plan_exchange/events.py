"""The events of a plan's calendars: one weekly half-day each, in the calendars of a post, a room or a hub.

A plan knows half-days only, so their hours are assumptions, named in every event: mornings 08:00 to 13:00, afternoons
13:00 to 18:30 and evenings 18:30 to 20:00 (core hours and enhanced access of the GP contract), Saturdays 09:00 to
13:00 and 13:00 to 17:00. A plan has no date either: its week starts on a fixed Monday and repeats without end.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from types import MappingProxyType

from estates.domain.dataset import Dataset
from estates.domain.estimates import is_estimated
from estates.domain.plan import Placement, Plan
from estates.domain.programmes import HUB_KINDS
from estates.domain.slots import DAYS, Slot
from estates.domain.wording import listed
from estates.domain.words import PlacementKind

FIRST_MONDAY = date(2026, 1, 5)
HOURS: Mapping[str, tuple[time, time]] = MappingProxyType(
    {
        "AM": (time(8), time(13)),
        "PM": (time(13), time(18, 30)),
        "EVE": (time(18, 30), time(20)),
        "SAT_AM": (time(9), time(13)),
        "SAT_PM": (time(13), time(17)),
    }
)
HOURS_ARE_ASSUMED = "The plan knows half-days; the hours are assumptions of the planner."
_MAKER = "estates-capacity-planner"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A half-day that repeats every week. ``uid`` stays the same from plan to plan for the same half-day's event."""

    uid: str
    slot: Slot
    summary: str
    location: str
    description: str

    @property
    def starts(self) -> datetime:
        """When it starts the first time, by the clock in London."""
        return datetime.combine(self._day, _hours(self.slot)[0])

    @property
    def ends(self) -> datetime:
        """When it ends the first time, by the clock in London."""
        return datetime.combine(self._day, _hours(self.slot)[1])

    @property
    def _day(self) -> date:
        return FIRST_MONDAY + timedelta(days=DAYS.index(self.slot.day))


@dataclass(frozen=True, kw_only=True)
class Diary:
    """The events of one post, room or hub; ``folder`` is ``posts``, ``rooms`` or ``hubs``."""

    folder: str
    id: str
    title: str
    events: tuple[Event, ...]


def diaries(dataset: Dataset, plan: Plan) -> tuple[Diary, ...]:
    """Return the diary of every post, room and hub that has a session: posts, then rooms, then hubs, by id."""
    rows: dict[tuple[str, str], list[Placement]] = defaultdict(list)
    for row in plan.placements:
        if row.kind is PlacementKind.POST:
            rows["posts", row.id].append(row)
        rows["rooms", row.room_id].append(row)
        if dataset.site_by_id[row.site_id].kind in HUB_KINDS:
            rows["hubs", row.site_id].append(row)
    order = {"posts": 0, "rooms": 1, "hubs": 2}
    return tuple(
        Diary(folder=folder, id=code, title=_title(dataset, folder, code), events=tuple(_events(dataset, folder, here)))
        for (folder, code), here in sorted(rows.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    )


def who(dataset: Dataset, row: Placement) -> str:
    """Return who holds a session: a post's role and id, or a programme's name."""
    told = dataset.who(row.kind, row.id)
    return told if row.kind is PlacementKind.PROGRAMME else _with_id(told, row.id)


def _with_id(title: str, post_id: str) -> str:
    """Return a post's role with its id, which under a pseudonym says the role itself."""
    return post_id if post_id.startswith(title) else f"{title} ({post_id})"


def _title(dataset: Dataset, folder: str, code: str) -> str:
    if folder == "posts":
        return _with_id(dataset.who(PlacementKind.POST, code), code)
    if folder == "rooms":
        room = dataset.room_by_id[code]
        return f"{room.name}, {dataset.site_by_id[room.site_id].name}"
    return dataset.site_by_id[code].name


def _events(dataset: Dataset, folder: str, rows: list[Placement]) -> Iterator[Event]:
    """Yield the events of a diary; in a hub's, the rooms of a programme in one half-day are one event."""
    together: dict[tuple[Slot, str, str, str], list[Placement]] = defaultdict(list)
    for row in rows:
        room = "" if folder == "hubs" and row.kind is PlacementKind.PROGRAMME else row.room_id
        together[row.slot, row.kind.value, row.id, room].append(row)
    for here in together.values():
        yield _event(dataset, folder, here)


def _event(dataset: Dataset, folder: str, rows: list[Placement]) -> Event:
    row = rows[0]
    site = dataset.site_by_id[row.site_id]
    rooms = listed([dataset.room_by_id[each.room_id].name for each in rows])
    place = f"{rooms}, {site.name}" + (f", {site.postcode}" if site.postcode else "")
    notes = [f"{who(dataset, row)}, in {place}."]
    notes += ["This rests on an estimate."] * any(is_estimated(each, dataset) for each in rows)
    notes.append(HOURS_ARE_ASSUMED)
    return Event(
        uid=_uid(folder, row),
        slot=row.slot,
        summary=f"{rooms}, {site.name}" if folder == "posts" else who(dataset, row),
        location=place,
        description=" ".join(notes),
    )


def _uid(folder: str, row: Placement) -> str:
    """Return an identifier that a later plan gives again: a post that moves to another room moves in the calendar."""
    where = {"posts": "", "rooms": row.room_id, "hubs": row.site_id}[folder]
    told = "\0".join((folder, row.kind.value, row.id, row.slot.value, where))
    if folder == "hubs" and row.kind is PlacementKind.POST:
        told += f"\0{row.room_id}"
    return f"{sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}@{_MAKER}"


def _hours(slot: Slot) -> tuple[time, time]:
    return HOURS.get(slot.value) or HOURS[slot.value.split("_")[1]]
