"""A winter plan beside the standard plan it started from: who moves, why and for how many weeks; the hubs' rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from estates.domain.dataset import Dataset
from estates.domain.earlier import fallen_rows, journeys_of
from estates.domain.moves import Between, HubRoom, Move, hub_rooms, moves
from estates.domain.plan import Placement
from estates.domain.programmes import Programme
from estates.domain.pseudonyms import placements_renamed, pseudonyms_of, with_posts_renamed
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from estates.planning.earlier import earlier_rows
from estates.planning.replanning import WHO_COLUMNS, Replanned, StartFrom, plan_again, replan_files, who_columns
from estates.planning.scenarios import Run
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.answer_tables import Record, answer_files
from geodata.places.minutes import travel_times
from geodata.plan.answer_folder import write_answer_folder
from geodata.scenario.tables import HUB_COLUMNS, HUB_TOTAL_COLUMNS, MOVE_COLUMNS, hub_record, move_record

WINTER = "winter"
"""The folder of the winter plan in the report's, where the report makes it."""
COLUMNS = {
    "who_moves.csv": (*MOVE_COLUMNS, *WHO_COLUMNS, "why", "weeks", "sessions_disturbed"),
    "hub_rooms.csv": HUB_COLUMNS,
    "hubs.csv": HUB_TOTAL_COLUMNS,
}


@dataclass(frozen=True, kw_only=True)
class SeasonReport:
    """What the season changes: the moves, and the tables by file name.

    ``fallen`` counts rows of the earlier plan that are of nothing in the dataset.
    """

    moves: tuple[Move, ...]
    fallen: int
    tables: Mapping[str, list[Record]]


def season_report(  # noqa: PLR0913 - one argument for each option
    source: Source,
    earlier: Path,
    later: Path,
    *,
    weeks: int,
    skip_bad_rows: bool = False,
    pseudonyms: bool = False,
    pseudonym_key: Path | None = None,
) -> SeasonReport:
    """Tell who moves from one plan of a dataset to another, and which rooms the programmes use.

    Parameters
    ----------
    source
        The dataset, in the season of the later plan.
    earlier, later
        The plan folders: the standard plan and the winter plan that started from it.
    weeks
        How many weeks the later plan stands.
    pseudonyms
        Whether the report names posts by role and number, as ``plan`` does, and one that is gone by a number alone.
    pseudonym_key
        The key of the plans, where their posts stand under pseudonyms.

    Raises
    ------
    DatasetError, RequestError
        Where the dataset or a plan cannot be read.
    """
    settings = settings_of(source)
    reading = read(source, settings)
    dataset = sound_dataset(reading, skip_bad_rows=skip_bad_rows).for_season(source.season)
    rows = [earlier_rows(folder, dataset, reading, pseudonym_key=pseudonym_key) for folder in (earlier, later)]
    if pseudonyms:
        dataset, rows = _under_pseudonyms(dataset, rows)
    travel = travel_times(dataset, settings.travel, season=source.season, also=journeys_of(dataset, rows[0]))
    return report_of(dataset, travel, rows[0], rows[1], weeks=weeks)


def _under_pseudonyms(
    dataset: Dataset, plans: Sequence[Sequence[Placement]]
) -> tuple[Dataset, list[tuple[Placement, ...]]]:
    """Return a dataset and the rows of plans with posts under pseudonyms, those too that the dataset lacks."""
    known = pseudonyms_of(dataset)
    gone = sorted({row.id for rows in plans for row in rows if row.kind is PlacementKind.POST} - set(known))
    names = known | {post_id: f"Post no longer there {number}" for number, post_id in enumerate(gone, start=1)}
    return with_posts_renamed(dataset, known), [placements_renamed(rows, names) for rows in plans]


def report_of(
    dataset: Dataset,
    travel: TravelTimes,
    earlier: tuple[Placement, ...],
    later: tuple[Placement, ...],
    *,
    weeks: int,
) -> SeasonReport:
    """Return the report of two plans' rows; dataset and journeys are those of the later plan's season."""
    plans = Between(dataset=dataset, travel=travel, earlier=earlier, later=later)
    found = moves(earlier, later)
    who = [
        move_record(
            move,
            **who_columns(dataset, move),
            why=plans.why(move),
            weeks=weeks,
            sessions_disturbed=weeks * len(move.left),
        )
        for move in found
    ]
    hubs = [_hub_room(dataset, hub) for hub in hub_rooms(earlier, later)]
    totals = [_total(programme, hubs) for programme in dataset.programmes]
    tables = {"who_moves.csv": who, "hub_rooms.csv": hubs, "hubs.csv": totals}
    return SeasonReport(moves=found, fallen=fallen_rows(dataset, earlier), tables=tables)


def season_ahead(
    source: Source,
    standard: Path,
    run: Run,
    *,
    weeks: int,
    skip_bad_rows: bool = False,
    pseudonym_key: Path | None = None,
) -> tuple[SeasonReport, Replanned]:
    """Make the winter plan that moves as few as can be from a standard plan, and tell who moves, as ``season_report``.

    Raises
    ------
    DatasetError, RequestError
        Where the dataset or the plan cannot be read.
    """
    winter = plan_again(
        source, StartFrom(folder=standard, pseudonym_key=pseudonym_key), run, skip_bad_rows=skip_bad_rows
    )
    outcome = winter.outcome
    report = report_of(outcome.dataset, outcome.travel, winter.earlier, outcome.plan.placements, weeks=weeks)
    return report, winter


def write_season_report(found: SeasonReport, folder: Path, winter: Replanned | None = None) -> None:
    """Write the tables of a season's report, and the winter plan if it was made for it, whole or not at all."""
    files = answer_files(found.tables, COLUMNS)
    if winter is not None:
        files |= {f"{WINTER}/{name}": content for name, content in replan_files(winter, csv_only=True).items()}
    write_answer_folder(folder, files, made_by="season")


def _hub_room(dataset: Dataset, hub: HubRoom) -> Record:
    programme = dataset.programme_by_id.get(hub.row.id)
    return hub_record(hub, *((programme.name, programme.season.value) if programme else (hub.row.id, "")))


def _total(programme: Programme, hubs: Sequence[Record]) -> Record:
    """Return the room sessions that a programme wants and has, and how many of those others had before."""
    own = [row for row in hubs if row["programme_id"] == programme.programme_id]
    wanted = programme.room_sessions_wanted
    return {
        "programme_id": programme.programme_id,
        "name": programme.name,
        "season": programme.season.value,
        "wanted": wanted,
        "placed": len(own),
        "unmet": max(0, wanted - len(own)),
        "had_by_others": sum(bool(row["had_it"]) for row in own),
    }
