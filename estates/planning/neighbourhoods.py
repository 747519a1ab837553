"""Neighbourhoods: the lists of PCNs beside those of natural communities, and the sharing agreements worth most."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from estates.domain.certificate import carried_prices
from estates.domain.dataset import Dataset
from estates.domain.earlier import fallen_rows
from estates.domain.neighbourhoods import Pair, PcnList, name_of, pairs, pcn_lists
from estates.domain.plan import Placement
from estates.domain.prices import Price
from estates.domain.scenario.scenario import apply
from estates.planning.earlier import earlier_prices, earlier_rows
from estates.planning.judged_rows import outcome_of_rows
from estates.planning.plan_files import plan_files
from estates.planning.scenarios import DATASET
from estates.planning.sharing import Area, Gain, gain_at_most, gain_of, looked_at_closely, without_agreements
from estates.planning.source import Source, laid_down, own_settings, sound
from geodata.answer_tables import Record, answer_files, records
from geodata.dataset_rows import dataset_files
from geodata.plan.answer_folder import write_answer_folder
from geodata.plan.tables import Value

MOST_AGREEMENTS = 10
_PAIR = (
    *("first_pcn", "first_name", "second_pcn", "second_name", "same_group", "least_minutes", "sites_opened"),
    *("sessions_gained", "weighted_gained", "first_gains", "second_gains", "sessions_across"),
)
COLUMNS = {
    "pcns.csv": ("pcn_code", "name", "group", "practices", "list_size", "standing", "outside_by", "estimated"),
    "pairs.csv": _PAIR,
    "agreements.csv": ("rank", "folder", *_PAIR, "weighted_gained_at_most", "site_ids"),
}


@dataclass(frozen=True, kw_only=True)
class Neighbourhoods:
    """The PCNs' lists, the gain of every pair, and the agreements worth most, each with the files of its plan.

    ``fallen`` counts rows of the plan to start from that are of nothing in the dataset.
    """

    lists: tuple[PcnList, ...]
    gains: tuple[Gain, ...]
    best: tuple[Gain, ...]
    fallen: int
    tables: dict[str, list[Record]]
    files: dict[str, bytes]


def neighbourhoods(
    source: Source,
    from_plan: Path,
    *,
    skip_bad_rows: bool = False,
    pseudonym_key: Path | None = None,
    on_pair: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Neighbourhoods:
    """Compare the PCNs' lists with natural communities, and try a sharing agreement for every pair of neighbours.

    Parameters
    ----------
    source
        The dataset, its season and settings.
    from_plan
        A plan of it, from which all start.
    pseudonym_key
        The key of that plan, where its posts stand under pseudonyms.
    on_pair
        Told how many pairs of how many have been tried.
    stop
        Once it says yes, no further pair is tried, and the answer is about those that were.

    Raises
    ------
    DatasetError, RequestError
        Where the dataset or the plan cannot be read.
    """
    given = sound(source, skip_bad_rows=skip_bad_rows)
    dataset, area = given.dataset, Area(dataset=given.dataset, travel=given.travel)
    found = pairs(dataset, area.travel)
    rows = earlier_rows(from_plan, dataset, given.reading, pseudonym_key=pseudonym_key)
    before = without_agreements(area, rows, found)
    gains = []
    for number, pair in enumerate(found, start=1):
        if stop is not None and stop():
            break
        gains.append(gain_of(area, before, pair))
        if on_pair is not None:
            on_pair(number, len(found))
    best = _best(area, before, gains)
    priced = carried_prices(dataset, earlier_prices(from_plan))
    most = [gain_at_most(area, gain.without, gain.pair, priced) for gain in best]
    files = {
        f"{folder_of(rank)}/{name}": made
        for rank, gain in enumerate(best, start=1)
        for name, made in _plan_of(source, dataset, gain, priced).items()
    }
    tables = _tables(dataset, gains, best, most)
    files |= answer_files(tables, COLUMNS)
    return Neighbourhoods(
        lists=pcn_lists(dataset),
        gains=tuple(gains),
        best=tuple(best),
        fallen=fallen_rows(dataset, rows),
        tables=tables,
        files=files,
    )


def write_neighbourhoods(found: Neighbourhoods, folder: Path) -> None:
    """Write the tables, and the plan of each agreement in a folder of its own, whole or not at all."""
    write_answer_folder(folder, found.files, made_by="neighbourhoods")


def _best(area: Area, before: Sequence[Placement], gains: Sequence[Gain]) -> list[Gain]:
    """Return the agreements that gain most, each looked at closely; one that then gains nothing is left out."""
    order = sorted(gains, key=_order)[:MOST_AGREEMENTS]
    closely = (looked_at_closely(area, before, gain) for gain in order if gain.weighted > 0)
    return sorted((gain for gain in closely if gain.weighted > 0), key=_order)


def _order(gain: Gain) -> tuple[object, ...]:
    return -gain.weighted, -gain.sessions, gain.pair.pcn_codes


def _tables(
    dataset: Dataset, gains: Sequence[Gain], best: Sequence[Gain], most: Sequence[int]
) -> dict[str, list[Record]]:
    agreements = [
        {
            "rank": rank,
            "folder": folder_of(rank),
            **_row(dataset, gain),
            "weighted_gained_at_most": at_most,
            "site_ids": ";".join(gain.pair.site_ids),
        }
        for rank, (gain, at_most) in enumerate(zip(best, most, strict=True), start=1)
    ]
    return {
        "pcns.csv": list(records(pcn_lists(dataset))),
        "pairs.csv": [_row(dataset, gain) for gain in sorted(gains, key=_order)],
        "agreements.csv": list(agreements),
    }


def folder_of(rank: int) -> str:
    """Return the name of an agreement's plan folder."""
    return f"{rank:02}"


def _row(dataset: Dataset, gain: Gain) -> dict[str, Value]:
    first, second = gain.pair.pcn_codes
    return {
        "first_pcn": first,
        "first_name": name_of(dataset, first),
        "second_pcn": second,
        "second_name": name_of(dataset, second),
        "same_group": gain.pair.same_group,
        "least_minutes": gain.pair.least_minutes,
        "sites_opened": len(gain.pair.site_ids),
        "sessions_gained": gain.sessions,
        "weighted_gained": gain.weighted,
        "first_gains": gain.by_pcn[0],
        "second_gains": gain.by_pcn[1],
        "sessions_across": gain.crossing,
    }


def _plan_of(source: Source, dataset: Dataset, gain: Gain, prices: Sequence[Price]) -> dict[str, bytes]:
    """Return the files of an agreement's plan, with its dataset and the scenario that it is."""
    names = [name_of(dataset, code) for code in gain.pair.pcn_codes]
    scenario = gain.pair.scenario((names[0], names[1]), source.season)
    made = dataset_files(apply(dataset, scenario)) | own_settings(source)
    with laid_down(made, settings=source.settings, season=source.season) as own:
        outcome = outcome_of_rows(own, gain.rows, prices, dataset)
    files = plan_files(outcome, csv_only=True) | {f"{DATASET}/{name}": content for name, content in made.items()}
    return files | {"scenario.toml": _toml(scenario.name, gain.pair)}


def _toml(name: str, pair: Pair) -> bytes:
    """Return the agreement as a scenario file. A JSON text is a TOML text too."""
    lines = (
        f"name = {json.dumps(name, ensure_ascii=False)}",
        "",
        "[[change]]",
        'do = "share"',
        f"site_ids = {json.dumps(list(pair.site_ids), ensure_ascii=False)}",
        f'share_with = "{pair.share_with.value}"',
    )
    return ("\n".join(lines) + "\n").encode()
