"""What is shown beside a plan: an earlier plan's unmet list, and the map server that the settings name."""

from pathlib import Path

from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.shortfall import UnmetRow
from estates.domain.words import PlacementKind, Reason
from estates.planning.pseudonyms import MARK, unmet_under_post_ids
from estates.planning.source import Source, read, settings_of
from geodata.plan.read_back import read_proof, read_table
from maps.extras import Extras, Tiles


def shown_beside(earlier: Path | None, source: Source) -> Extras:
    """Return what the map shows beside a plan; posts of the earlier one stand under their own ids.

    Parameters
    ----------
    earlier
        The folder of an earlier plan to compare with, if any.
    source
        Where the dataset comes from; its settings file may name a server of map tiles.

    Raises
    ------
    RequestError
        Where the folder holds no unmet list, or one that cannot be read, or is a plan of other sites.
    """
    settings = settings_of(source)
    server = settings.map
    tiles = Tiles(url=server.tiles_url, credit=server.tiles_credit) if server.tiles_url else None
    if earlier is None:
        return Extras(tiles=tiles)
    rows = earlier_unmet(earlier)
    dataset = read(source, settings).dataset
    # Faults of the dataset are for the planning to tell, all of them at once.
    if dataset is not None:
        _check_same_sites(earlier, dataset)
        proof = read_proof(earlier)
        if proof is not None and proof.get(MARK):
            rows = unmet_under_post_ids(rows, dataset)
    return Extras(earlier=rows, earlier_name=f"the plan in “{earlier.name}”", tiles=tiles)


def earlier_unmet(folder: Path) -> tuple[UnmetRow, ...]:
    """Return the unmet list of an earlier plan's folder, as far as a comparison needs it.

    Raises
    ------
    RequestError
        Where the folder holds no unmet list, or a row of it without its kind, code or counts.
    """
    rows = read_table(folder, "unmet")
    if rows is None:
        raise RequestError(f"“{folder}” holds no unmet.csv, so there is nothing to compare with: name a plan folder.")
    try:
        return tuple(_unmet(row) for row in rows)
    except (KeyError, ValueError) as error:
        raise RequestError(f"unmet.csv in “{folder}” has a row without kind, id, wanted or placed.") from error


def _check_same_sites(folder: Path, dataset: Dataset) -> None:
    """Refuse a plan of which most sites are not the dataset's: what it left unmet is no "before" of this area."""
    sites = {row.get("site_id", "") for row in read_table(folder, "use") or ()}
    common = len(sites & set(dataset.site_by_id))
    if 2 * common < len(sites):
        raise RequestError(
            f"“{folder}” is a plan of other sites: {common} of its {len(sites)} are sites of this dataset. "
            "Name an earlier plan of the same area."
        )


def _unmet(row: dict[str, str]) -> UnmetRow:
    wanted, placed = int(row["wanted"]), int(row["placed"])
    return UnmetRow(
        kind=PlacementKind(row["kind"]),
        id=row["id"],
        role_id=row.get("role_id") or None,
        pcn_code=row.get("pcn_code") or None,
        practice_code=row.get("practice_code") or None,
        wanted=wanted,
        placed=placed,
        unmet=max(0, wanted - placed),
        reason=Reason(row.get("reason") or Reason.NOT_PROVED),
        explanation=row.get("explanation", ""),
        remedy=row.get("remedy", ""),
        estimated=row.get("estimated") == "yes",
    )
