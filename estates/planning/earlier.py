"""Earlier plans read back: their rows, with posts under their own ids, and what a re-plan can learn from a folder."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from estates.domain.dataset import Dataset
from estates.domain.earlier import EarlierPlan, FreePlaces, is_known
from estates.domain.errors import DatasetError, RequestError
from estates.domain.holders import Holder
from estates.domain.plan import Placement
from estates.domain.prices import Price, as_written
from estates.domain.pseudonyms import placements_renamed
from estates.domain.reading import Reading
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind, RoomType
from estates.planning.pseudonyms import posts_known_again, rows_under_post_ids
from geodata.plan.read_back import PlacementsRead, read_placements, read_proof, read_table
from geodata.plan.read_prices import read_prices

EARLIER = "earlier"


def placements_of(folder: Path) -> tuple[Placement, ...]:
    """Return the rows of a plan folder.

    Raises
    ------
    RequestError, DatasetError
        Where there is no such plan, or a row of it cannot be read.
    """
    return _sound(read_placements(folder), f"placements.csv in “{folder}”")


def read_earlier_rows(folder: Path) -> tuple[Placement, ...] | None:
    """Return the rows that a re-plan started from, as its folder holds them; ``None`` where it is no re-plan."""
    if not (folder / f"{EARLIER}.csv").is_file():
        return None
    return _sound(read_placements(folder, EARLIER), f"{EARLIER}.csv in “{folder}”")


def earlier_rows(
    folder: Path, dataset: Dataset, reading: Reading, *, pseudonym_key: Path | None = None
) -> tuple[Placement, ...]:
    """Return the rows of an earlier plan with its posts under their own ids; as for ``earlier_plan``."""
    return _rows(folder, dataset, _posts(folder, dataset, reading, pseudonym_key))


def earlier_prices(folder: Path) -> tuple[Price, ...]:
    """Return the prices of an earlier plan as a new one would write them; none where its folder holds none."""
    read = read_prices(folder)
    return () if read is None else tuple(replace(price, amount=as_written(price.amount)) for price in read.prices)


def earlier_plan(folder: Path, dataset: Dataset, reading: Reading, *, pseudonym_key: Path | None = None) -> EarlierPlan:
    """Return an earlier plan as a re-plan starts from it.

    Parameters
    ----------
    folder
        Its plan folder. ``placements.csv`` is needed; ``unmet.csv``, ``use.csv`` and ``prices.csv`` make the re-plan
        quicker and its bound closer where they are there.
    dataset, reading
        The dataset that is planned now, and what came of reading it.
    pseudonym_key
        The key of a plan whose posts stand under pseudonyms.

    Raises
    ------
    RequestError, DatasetError
        Where there is no such plan, a row of it cannot be read, who is who cannot be told, or it is a plan of another
        dataset altogether.
    """
    posts = _posts(folder, dataset, reading, pseudonym_key)
    rows, unmet, use = _rows(folder, dataset, posts), read_table(folder, "unmet"), read_table(folder, "use")
    try:
        return EarlierPlan(
            placements=rows,
            wanted=None if unmet is None else _wanted(rows_under_post_ids(unmet, posts)),
            free=None if use is None else _free(use),
            prices=earlier_prices(folder),
        )
    except (KeyError, ValueError) as error:
        raise RequestError(f"unmet.csv or use.csv in “{folder}” is not as a plan has it: {error}.") from error


def _rows(folder: Path, dataset: Dataset, posts: Mapping[str, str]) -> tuple[Placement, ...]:
    rows = _each_once(placements_renamed(placements_of(folder), posts))
    of_posts = [row for row in rows if row.kind is PlacementKind.POST]
    if rows and not any(is_known(dataset, row) for row in of_posts or rows):
        raise RequestError(
            f"“{folder}” is a plan of another dataset: none of its {'posts' if of_posts else 'programmes'} is in this "
            "one. Name a plan of this dataset; where its posts stand under pseudonyms, with its own --pseudonym-key."
        )
    return rows


def _each_once(rows: Iterable[Placement]) -> tuple[Placement, ...]:
    """Return rows without those that say once more what one before them says, as where tables were put together."""
    return tuple({(row.kind, row.id, row.slot, row.room_id): row for row in reversed(list(rows))}.values())[::-1]


def _sound(read: PlacementsRead, what: str) -> tuple[Placement, ...]:
    if read.faults:
        raise DatasetError(read.faults, what=what, advice="Nothing was done. Correct those rows.")
    return read.placements


def _posts(folder: Path, dataset: Dataset, reading: Reading, key: Path | None) -> dict[str, str]:
    proof = read_proof(folder)
    same_input = proof is not None and proof.get("input_sha256") == reading.input_sha256
    return posts_known_again(proof, dataset, key=key, same_input=same_input)


def _wanted(rows: Iterable[dict[str, str]]) -> dict[Holder, int]:
    return {(PlacementKind(row["kind"]), row["id"]): int(row["wanted"]) for row in rows}


def _free(rows: Iterable[dict[str, str]]) -> FreePlaces:
    return {(row["site_id"], RoomType(row["room_type"]), Slot(row["slot"])): int(row["free"]) for row in rows}
