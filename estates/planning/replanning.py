"""Re-plan: mend an earlier plan where its dataset has changed, judge the result, and say what moved and why."""

from dataclasses import dataclass
from pathlib import Path

from estates.domain.dataset import Dataset
from estates.domain.earlier import journeys_of
from estates.domain.estimates import comes_to_an_estimate
from estates.domain.moves import Between, Move, moves
from estates.domain.plan import Placement
from estates.domain.why_mended import Mended, causes
from estates.domain.words import PlacementKind
from estates.planning.earlier import earlier_plan
from estates.planning.judging import certified, judge
from estates.planning.make_plan import Outcome, outcome_of
from estates.planning.papers import WITH_PAPER, PaperChoice
from estates.planning.plan_files import plan_files
from estates.planning.scenarios import Run
from estates.planning.source import Source, sound
from geodata.answer_tables import Record, answer_csv
from geodata.places.minutes import travel_times
from geodata.plan.folder import write_plan_folder
from geodata.plan.tables import earlier_csv
from geodata.scenario.tables import MOVE_COLUMNS, move_record
from maps.extras import NOTHING_MORE, Extras
from optimiser.small_moves.replan import replan

WHO_COLUMNS = ("role_id", "pcn_code", "practice_code")
MOVED_COLUMNS = (*MOVE_COLUMNS, *WHO_COLUMNS, "why", "estimated")


@dataclass(frozen=True, kw_only=True)
class Replanned:
    """A re-plan: its outcome, the rows it started from, and each move with the reason for it in words."""

    outcome: Outcome
    earlier: tuple[Placement, ...]
    moves: tuple[tuple[Move, str], ...]

    @property
    def kept(self) -> int:
        """Rows of the earlier plan that stand as they were."""
        return len(self.earlier) - sum(len(move.left) for move, _ in self.moves)

    def who(self, move: Move) -> str:
        """Return a post's role or a programme's name; blank for one that is no longer in the dataset."""
        dataset = self.outcome.dataset
        is_post = move.kind is PlacementKind.POST
        is_here = move.id in (dataset.post_by_id if is_post else dataset.programme_by_id)
        return dataset.who(move.kind, move.id) if is_here else ""


@dataclass(frozen=True, kw_only=True)
class StartFrom:
    """The plan folder that a re-plan starts from, and how it is to be read and left."""

    folder: Path
    fewest_changes: bool = False
    pseudonym_key: Path | None = None


def plan_again(source: Source, start: StartFrom, run: Run, *, skip_bad_rows: bool = False) -> Replanned:
    """Read a dataset and an earlier plan, mend the plan with few changes, judge it, and say what moved and why.

    Raises
    ------
    DatasetError, RequestError
        Where the dataset has faults, or the earlier plan cannot be read.
    PlanError
        Where the plan fails the independent check: a defect of the program, so nothing may be written.
    """
    given = sound(source, skip_bad_rows=skip_bad_rows)
    settings, reading, dataset, travel = given.settings, given.reading, given.dataset, given.travel
    before = earlier_plan(start.folder, dataset, reading, pseudonym_key=start.pseudonym_key)
    found = replan(
        dataset,
        travel,
        season=source.season,
        settings=settings,
        limits=run.limits,
        earlier=before,
        fewest_changes=start.fewest_changes,
        on_progress=run.on_progress,
        stop=run.stop,
    )
    judge(dataset, travel, found, settings, earlier=before.placements)
    found, claim = certified(dataset, travel, found)
    known = travel
    if lost := [way for way in journeys_of(dataset, before.placements) if way not in travel.journeys]:
        known = travel_times(dataset, settings.travel, season=source.season, also=lost)
    mended = Mended(
        plans=Between(dataset=dataset, travel=known, earlier=before.placements, later=found.placements),
        causes=causes(dataset, known, before.placements),
    )
    return Replanned(
        outcome=outcome_of(reading, dataset, travel, found=found, settings=settings, claim=claim),
        earlier=before.placements,
        moves=tuple((move, mended.why(move)) for move in moves(before.placements, found.placements)),
    )


def replan_files(
    replanned: Replanned, *, csv_only: bool, paper: PaperChoice = WITH_PAPER, extras: Extras = NOTHING_MORE
) -> dict[str, bytes]:
    """Return the files of a re-plan's folder: those of any plan, what moved, and the rows it started from."""
    files = plan_files(replanned.outcome, csv_only=csv_only, paper=paper, extras=extras)
    files["moved.csv"] = answer_csv(moved_rows(replanned), MOVED_COLUMNS)
    files["earlier.csv"] = earlier_csv(replanned.earlier)
    return files


def write_replan(
    replanned: Replanned,
    folder: Path,
    *,
    csv_only: bool = False,
    paper: PaperChoice = WITH_PAPER,
    extras: Extras = NOTHING_MORE,
) -> None:
    """Write the plan folder of a re-plan, whole or not at all; an earlier plan under its name is replaced."""
    write_plan_folder(folder, replan_files(replanned, csv_only=csv_only, paper=paper, extras=extras))


def moved_rows(replanned: Replanned) -> list[Record]:
    """Return the rows of ``moved.csv``: who does not have all and only what it had, from where to where, and why."""
    dataset = replanned.outcome.dataset
    return [
        move_record(move, **who_columns(dataset, move), why=why, estimated=comes_to_an_estimate(move, dataset))
        for move, why in replanned.moves
    ]


def who_columns(dataset: Dataset, move: Move) -> dict[str, str | None]:
    """Return role, PCN and practice of who moves; blank for a programme, and for a post no longer there."""
    post = dataset.post_by_id.get(move.id) if move.kind is PlacementKind.POST else None
    return {column: getattr(post, column, None) for column in WHO_COLUMNS}
