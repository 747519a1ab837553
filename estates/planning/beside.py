"""What is shown beside a plan: an earlier plan's unmet list, and the map server that the settings name."""

from pathlib import Path

from estates.domain.errors import RequestError
from estates.domain.shortfall import UnmetRow
from estates.domain.words import PlacementKind, Reason
from estates.planning.source import Source, settings_of
from geodata.plan.read_back import read_table
from maps.extras import Extras, Tiles


def shown_beside(earlier: Path | None, source: Source) -> Extras:
    """Return what the map shows beside a plan.

    Parameters
    ----------
    earlier
        The folder of an earlier plan to compare with, if any.
    source
        Where the dataset comes from; its settings file may name a server of map tiles.

    Raises
    ------
    RequestError
        Where the folder holds no unmet list, or one that cannot be read.
    """
    server = settings_of(source).map
    tiles = Tiles(url=server.tiles_url, credit=server.tiles_credit) if server.tiles_url else None
    if earlier is None:
        return Extras(tiles=tiles)
    return Extras(earlier=earlier_unmet(earlier), earlier_name=f"the plan in “{earlier.name}”", tiles=tiles)


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
