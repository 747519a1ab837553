"""Verify a plan folder, ours or anybody's: every rule, goal and table again, without a solver."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from estates.domain.checks import Breach, breaches, proof_breaches, replan_values, table_breaches
from estates.domain.checks.proof import TOLERANCE
from estates.domain.dataset import Dataset
from estates.domain.earlier import journeys_of
from estates.domain.errors import RequestError
from estates.domain.holders import Holder
from estates.domain.plan import CHANGES, GoalScore, Placement
from estates.domain.pseudonyms import placements_renamed
from estates.domain.reading import Reading
from estates.domain.settings import Settings
from estates.domain.shortfall import Explanation, shortfall_rows, unmet_rows, use_rows
from estates.domain.words import Reason, Season, StoppedBy
from estates.planning.certifying import certify_folder
from estates.planning.earlier import earlier_rows, placements_of, read_earlier_rows
from estates.planning.pseudonyms import posts_known_again, rows_under_post_ids
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.places.minutes import travel_times
from geodata.plan.proof import certified_of, goals_of, input_figures, standing_of
from geodata.plan.read_back import read_proof, read_table
from geodata.plan.tables import rows_as_text
from geodata.settings_file import settings_from_dict


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a check of a plan folder found: its breaches, the goals as re-derived, and remarks that are no breach."""

    breaches: tuple[Breach, ...]
    goals: Mapping[str, Fraction]
    placements: int
    notes: tuple[str, ...]


def verify(
    source: Source,
    folder: Path,
    *,
    earlier: Path | None = None,
    skip_bad_rows: bool = False,
    pseudonym_key: Path | None = None,
) -> Verdict:
    """Check a plan folder against a dataset: the rules first, then whatever else stands in the folder.

    Season and settings are those of the folder's ``proof.json`` where there is one, else the source's.

    Parameters
    ----------
    source
        The dataset.
    folder
        The plan folder; ``placements.csv`` is needed, the rest is checked where it is there.
    earlier
        The plan folder that this one re-plans, for its changed rows; else the folder's own ``earlier.csv`` counts.
    skip_bad_rows
        Whether the plan was made with the dataset's bad rows left out.
    pseudonym_key
        The key of a plan whose posts stand under pseudonyms; without one they are worked out from the dataset, where
        it is the plan's own.

    Raises
    ------
    DatasetError
        Where the dataset, or a placement row, cannot be read.
    """
    given = placements_of(folder)
    proof = read_proof(folder)
    source = replace(source, season=_season(proof, source.season))
    settings = _settings(proof, source)
    reading = read(source, settings)
    dataset = sound_dataset(reading, skip_bad_rows=skip_bad_rows).for_season(source.season)
    same_input = proof is not None and proof.get("input_sha256") == reading.input_sha256
    posts = posts_known_again(proof, dataset, key=pseudonym_key, same_input=same_input)
    placements = placements_renamed(given, posts)
    before = _before(folder, earlier, dataset, reading, pseudonym_key=pseudonym_key)
    travel = travel_times(dataset, settings.travel, season=source.season, also=journeys_of(dataset, placements))
    claimed = {} if proof is None else goals_of(proof)
    if CHANGES in claimed and before is None:
        raise RequestError(f"“{folder}” is a re-plan that counts its changed rows: name the earlier plan with --from.")
    goals = replan_values(
        dataset,
        travel,
        placements,
        burden=settings.burden,
        earlier=before or (),
        apart=CHANGES in claimed,
    )
    found = [*breaches(dataset, travel, placements), *_table_faults(dataset, placements, settings, folder, posts=posts)]
    if proof is not None:
        found += proof_breaches(claimed, standing_of(proof.get("standing")), dataset, goals)
        found += _ending_faults(proof, claimed)
        found += _input_faults(proof, reading, input_figures(reading=reading, dataset=dataset, travel=travel))
    claim = None if proof is None else certified_of(proof)
    certified = certify_folder(folder, dataset, travel, claim=claim, value=float(goals["G1"]), scored=claimed.get("G1"))
    return Verdict(
        breaches=(*found, *certified.breaches),
        goals=goals,
        placements=len(placements),
        notes=(*certified.notes, *_notes(proof, reading), *_notes_of_settings(settings, source)),
    )


def _settings(proof: Mapping[str, Any] | None, source: Source) -> Settings:
    """Return the settings that a proof echoes, else those of the source."""
    return settings_of(source) if proof is None or "settings" not in proof else settings_from_dict(proof["settings"])


def _before(
    folder: Path, earlier: Path | None, dataset: Dataset, reading: Reading, *, pseudonym_key: Path | None
) -> tuple[Placement, ...] | None:
    """Return the rows that a re-plan started from: those of the plan named, else those that its own folder holds."""
    if earlier is None:
        return read_earlier_rows(folder)
    return earlier_rows(earlier, dataset, reading, pseudonym_key=pseudonym_key)


def _season(proof: Mapping[str, Any] | None, otherwise: Season) -> Season:
    if proof is None or "season" not in proof:
        return otherwise
    if proof["season"] not in tuple(Season):
        raise RequestError(f"proof.json: the season must be {' or '.join(Season)}; found “{proof['season']}”.")
    return Season(proof["season"])


def _table_faults(
    dataset: Dataset,
    placements: Sequence[Placement],
    settings: Settings,
    folder: Path,
    *,
    posts: Mapping[str, str],
) -> Iterator[Breach]:
    known = [row for row in placements if row.room_id in dataset.room_by_id]
    # What a reason is cannot be told without the optimiser, so it is not compared; any stand-in does.
    unsaid: defaultdict[Holder, Explanation] = defaultdict(
        lambda: Explanation(reason=Reason.NOT_PROVED, explanation="", remedy="")
    )
    wanted = {
        "unmet": rows_as_text(unmet_rows(dataset, known, unsaid)),
        "shortfall": rows_as_text(shortfall_rows(dataset, known, settings)),
        "use": rows_as_text(use_rows(dataset, known)),
    }
    for name, rows in wanted.items():
        given = read_table(folder, name)
        if given is not None:
            given = rows_under_post_ids(given, posts) if name == "unmet" else given
            yield from table_breaches(name, given, rows)


def _ending_faults(proof: Mapping[str, Any], claimed: Mapping[str, GoalScore]) -> Iterator[Breach]:
    """Yield what a proof tells wrongly of how the solving ended."""
    stopped, asked = proof.get("stopped_by"), proof.get("gap_asked")
    if stopped is not None and stopped not in tuple(StoppedBy):
        yield Breach("proof", f"stopped_by is “{stopped}”; it must be one of {', '.join(StoppedBy)}.", "stopped_by")
    if stopped == StoppedBy.GAP and isinstance(asked, int | float):
        for name, score in claimed.items():
            if score.gap > asked + TOLERANCE:
                told = f"{name}: solving ended by the gap asked ({asked:g}), but its gap is {score.gap:g}."
                yield Breach("proof", told, name)


def _input_faults(proof: Mapping[str, Any], reading: Reading, right: Mapping[str, Any]) -> Iterator[Breach]:
    """Yield what a proof tells wrongly of its input; of other files than these nothing can be said."""
    if proof.get("input_sha256") != reading.input_sha256:
        return
    for name, figure in right.items():
        if proof.get(name, figure) != figure:
            yield Breach("proof", f"{name}: the proof says {proof[name]}, but the dataset comes to {figure}.", name)


def _notes_of_settings(settings: Settings, source: Source) -> Iterator[str]:
    """Say where a plan's figures are others than those of the dataset; how its paper is headed is no such figure."""
    try:
        given = settings_of(source)
    except RequestError:  # nothing here needs them
        return
    if replace(settings, paper=given.paper, map=given.map) != given:
        yield (
            "The plan was made with other settings than these; its own, as proof.json holds them, were used here. Look "
            "there whether its minutes and weights are as you would have them."
        )


def _notes(proof: Mapping[str, Any] | None, reading: Reading) -> Iterator[str]:
    if proof is None:
        yield "There is no proof.json: the plan makes no claim of how good it is."
    elif proof.get("input_sha256") not in (None, reading.input_sha256):
        yield "The plan was made from other input files than these (their fingerprints differ)."
