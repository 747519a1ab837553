"""Fit: where could this post sit in a plan, with nobody moving, with few moves, or by giving up what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.estimates import comes_to_an_estimate
from estates.domain.fit import FitOption, seats_of
from estates.domain.moves import moves
from estates.domain.plan import Placement
from estates.domain.posts import DEFAULT_MAX_SITES, DEFAULT_MAX_TRAVEL_MINUTES, Post
from estates.domain.practices import Pin
from estates.domain.shortfall import Explanation
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, PostStatus
from estates.planning.earlier import earlier_rows
from estates.planning.judging import stop_where_wrong
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.answer_tables import Record, answer_files
from geodata.dataset_rows import dataset_files
from geodata.places.minutes import travel_times
from geodata.plan.answer_folder import write_answer_folder
from geodata.plan.read_back import read_proof
from geodata.scenario.tables import MOVE_COLUMNS, move_record
from optimiser.explain import explain_unmet_of
from optimiser.small_moves.options import Asks, Option, options

NEW = "NEW"
ASKS = {Asks.NOTHING: "nobody moves", Asks.MOVES: "others move", Asks.SESSIONS: "others give up sessions"}
COLUMNS = {
    "options.csv": ("option", "asks", "sessions", "wanted", "sites", "rooms", "moved", "given_up"),
    "sessions.csv": (
        "option",
        "slot",
        "site_id",
        "site",
        "room_id",
        "room",
        "minutes",
        "minutes_estimated",
        "supervisor",
        "estimated",
    ),
    "others.csv": ("option", *MOVE_COLUMNS, "estimated"),
}


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A post that looks for a place, as the command names it; what is ``None`` follows from base and role.

    ``practice_code`` is ``None`` for staff of the PCN, as in the table of posts: rooms that a practice shares with its
    own staff alone are not for them.
    """

    role_id: str
    wte: Decimal
    base_site: str
    slots: tuple[Slot, ...] = CORE_SLOTS
    sessions: int | None = None
    pcn_code: str | None = None
    practice_code: str | None = None
    priority: int = 1
    needs: frozenset[str] = frozenset()
    max_travel_minutes: Decimal = DEFAULT_MAX_TRAVEL_MINUTES
    max_sites: int = DEFAULT_MAX_SITES


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """What came of looking: the options, those that ask least of others first.

    ``dataset`` holds the post. ``unmet`` says why no more of its sessions find a place; ``None`` where all do.
    ``fallen`` counts rows of the plan that no longer stand in the dataset and were left out.
    """

    dataset: Dataset
    post: Post
    wanted: int
    options: tuple[FitOption, ...]
    unmet: Explanation | None
    fallen: int

    @property
    def base(self) -> Site:
        """The site that the post is based at."""
        return self.dataset.site_by_id[self.post.base_site]


def fit(
    source: Source, plan: Path, wish: Wish, *, skip_bad_rows: bool = False, pseudonym_key: Path | None = None
) -> Fitted:
    """Look for places for a post in a plan; every option is judged before it is returned.

    Raises
    ------
    DatasetError, RequestError
        Where the dataset or the plan cannot be read, or the wish names a role or site that is not there.
    PlanError
        Where an option breaks a rule: a defect of the program.
    """
    _same_season(source, plan)
    settings = settings_of(source)
    reading = read(source, settings)
    without = sound_dataset(reading, skip_bad_rows=skip_bad_rows).for_season(source.season)
    post = post_of(wish, without)
    dataset = replace(without, posts=(*without.posts, post))
    travel = travel_times(dataset, settings.travel, season=source.season)
    rows = earlier_rows(plan, without, reading, pseudonym_key=pseudonym_key)
    found = options(dataset, travel, post.post_id, earlier=rows, settings=settings)
    _judge(dataset, travel, found.options)
    standing = found.before
    told = [
        FitOption(
            number=number,
            asks=ASKS[option.asks],
            seats=seats_of(dataset, travel, post, option.rows),
            moves=moves(standing, [row for row in option.plan if not _is_of(post, row)]),
        )
        for number, option in enumerate(found.options, start=1)
    ]
    wanted = dataset.wanted_by_post[post.post_id]
    best = max((option.plan for option in found.options), key=lambda rows: _of(post, rows), default=standing)
    return Fitted(
        dataset=dataset,
        post=post,
        wanted=wanted,
        options=tuple(told),
        unmet=explain_unmet_of(dataset, travel, best, post.post_id) if _of(post, best) < wanted else None,
        fallen=_fallen(rows, standing),
    )


def post_of(wish: Wish, dataset: Dataset) -> Post:
    """Return the post that a wish comes to; its PCN is that of its base where none is named.

    Raises
    ------
    RequestError
        Where role, base or practice are not in the dataset, or the base belongs to no PCN and none is named.
    """
    role = dataset.role_by_id.get(wish.role_id)
    if role is None:
        raise _unknown("role", wish.role_id, dataset.role_by_id)
    base = dataset.site_by_id.get(wish.base_site)
    if base is None:
        raise _unknown("site", wish.base_site, dataset.site_by_id)
    pcn_code = wish.pcn_code or base.pcn_code
    if pcn_code is None:
        raise RequestError(f"The site {base.site_id} belongs to no PCN: name the post's own with --pcn.")
    if dataset.pcns and pcn_code not in dataset.pcn_by_code:
        raise _unknown("PCN", pcn_code, dataset.pcn_by_code)
    practices = dict.fromkeys(site.practice_code for site in dataset.sites if site.practice_code)
    if wish.practice_code is not None and wish.practice_code not in practices:
        raise _unknown("practice", wish.practice_code, practices)
    return Post(
        post_id=_free_name(dataset),
        role_id=role.role_id,
        pcn_code=pcn_code,
        base_site=base.site_id,
        practice_code=wish.practice_code,
        wte=wish.wte,
        sessions=wish.sessions,
        slots=wish.slots,
        max_travel_minutes=wish.max_travel_minutes,
        max_sites=wish.max_sites,
        priority=wish.priority,
        needs=wish.needs,
        status=PostStatus.PLANNED,
    )


def slots_of(text: str) -> tuple[Slot, ...]:
    """Return the half-days that a text such as ``MON_AM;TUE_PM`` names.

    Raises
    ------
    RequestError
        Where it names something else.
    """
    names = [name.strip().upper() for name in text.replace(",", ";").split(";") if name.strip()]
    strange = [name for name in names if name not in tuple(Slot)]
    if strange or not names:
        raise RequestError(f"“{text}” names no half-days: write them as MON_AM;TUE_PM, from MON_AM to SAT_PM.")
    return tuple(slot for slot in Slot if slot in names)


def write_fit(found: Fitted, folder: Path) -> None:
    """Write the options: tables, the post's row, and the pins of each option, ready to be put into the dataset."""
    tables: dict[str, list[Record]] = {
        "options.csv": [_option_record(found, option) for option in found.options],
        "sessions.csv": [record for option in found.options for record in _seat_records(option)],
        "others.csv": [
            move_record(move, option=o.number, estimated=comes_to_an_estimate(move, found.dataset))
            for o in found.options
            for move in o.moves
        ],
    }
    files = answer_files(tables, COLUMNS)
    files["posts.csv"] = dataset_files(replace(found.dataset, posts=(found.post,)))["posts.csv"]
    for option in found.options:
        pinned = replace(found.dataset, pins=_pins(option))
        files[f"option-{option.number}-pins.csv"] = dataset_files(pinned)["pins.csv"]
    write_answer_folder(folder, files, made_by="fit")


def _same_season(source: Source, plan: Path) -> None:
    """Refuse to look for places of one season in a plan of another: its hubs stand in other rooms."""
    proof = read_proof(plan)
    season = (proof or {}).get("season", source.season.value)
    if season != source.season.value:
        raise RequestError(
            f"“{plan}” is a plan of the {season} season. Name it with --season {season}, or name a plan of the "
            f"{source.season.value} season."
        )


def _pins(option: FitOption) -> tuple[Pin, ...]:
    """Return the pins that make an option stand: the post's own rows, and where others are to move."""
    rows = [seat.row for seat in option.seats]
    rows += [row for move in option.moves if move.kind is PlacementKind.POST for row in move.taken]
    return tuple(Pin(post_id=row.id, room_id=row.room_id, slot=row.slot) for row in rows)


def _option_record(found: Fitted, option: FitOption) -> Record:
    return {
        "option": option.number,
        "asks": option.asks,
        "sessions": len(option.seats),
        "wanted": found.wanted,
        "sites": len({seat.row.site_id for seat in option.seats}),
        "rooms": len({seat.row.room_id for seat in option.seats}),
        "moved": option.moved,
        "given_up": option.given_up,
    }


def _seat_records(option: FitOption) -> Iterable[Record]:
    for seat in option.seats:
        yield {
            "option": option.number,
            "slot": seat.row.slot.value,
            "site_id": seat.row.site_id,
            "site": seat.site,
            "room_id": seat.row.room_id,
            "room": seat.room,
            "minutes": seat.minutes,
            "minutes_estimated": seat.minutes_estimated,
            "supervisor": seat.supervisor,
            "estimated": seat.estimated,
        }


def _judge(dataset: Dataset, travel: TravelTimes, found: Sequence[Option]) -> None:
    for option in found:
        stop_where_wrong("An option", breaches(dataset, travel, option.plan))


def _is_of(post: Post, row: Placement) -> bool:
    return row.kind is PlacementKind.POST and row.id == post.post_id


def _of(post: Post, rows: Sequence[Placement]) -> int:
    return sum(_is_of(post, row) for row in rows)


def _fallen(rows: Sequence[Placement], standing: Sequence[Placement]) -> int:
    still = {(row.kind, row.id, row.slot, row.room_id) for row in standing}
    return sum((row.kind, row.id, row.slot, row.room_id) not in still for row in rows)


def _free_name(dataset: Dataset) -> str:
    names = (NEW, *(f"{NEW}-{number}" for number in range(2, len(dataset.posts) + 3)))
    return next(name for name in names if name not in dataset.post_by_id)


def _unknown(what: str, given: str, known: Iterable[str]) -> RequestError:
    near = get_close_matches(given, known, n=3, cutoff=0.5)
    hint = f" Do you mean {' or '.join(near)}?" if near else ""
    return RequestError(f"The dataset has no {what} “{given}”.{hint}")
