"""What is checked within the rows of one table beyond single cells: shapes of layers, and asking for too much."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from estates.domain.errors import Fault, Severity
from estates.domain.posts import sessions_wanted
from estates.domain.roles import Role
from estates.domain.wording import counted
from estates.domain.words import SiteKind
from geodata.reading.great_britain import touches_great_britain
from geodata.reading.typed import TypedRow
from geodata.reading.values import post_of
from geodata.shapes import mended
from geodata.tables.columns import Shape, Table

GEOMETRIES: Mapping[Shape, tuple[str, ...]] = {
    Shape.POLYGON: ("Polygon", "MultiPolygon"),
    Shape.LINE: ("LineString", "MultiLineString"),
}
PATIENTS_START_FROM = (SiteKind.PRACTICE, SiteKind.BRANCH)


def shape_faults(table: Table, rows: Iterable[TypedRow]) -> Iterator[Fault]:
    """Yield a fault for every row of a layer without a shape of the layer's kind, a warning for one that was mended.

    Parameters
    ----------
    table
        The table; only layers are looked at.
    rows
        Its rows.
    """
    for row in (row for row in rows if table.is_layer and not row.is_broken):
        allowed = GEOMETRIES.get(table.shape or Shape.ANY)
        if row.shape is None or row.shape.is_empty:
            yield Fault(
                table=table.name,
                row=row.number,
                problem="the feature has no geometry",
                to_do="Draw it, or delete the row.",
            )
        elif allowed and row.shape.geom_type not in allowed:
            yield Fault(
                table=table.name,
                row=row.number,
                value=row.shape.geom_type,
                problem="the geometry is of the wrong kind",
                allowed=" or ".join(allowed),
                to_do="Put the feature into the layer it belongs to.",
            )
        elif not touches_great_britain(row.shape.bounds):
            yield Fault(
                table=table.name,
                row=row.number,
                problem="the feature lies outside Great Britain",
                to_do="Export it in WGS84, longitude before latitude, or name its coordinate system.",
            )
        elif not row.shape.is_valid:
            yield _crossing(row)


def _crossing(row: TypedRow) -> Fault:
    if row.shape is not None and mended(row.shape).is_empty:
        return Fault(
            table=row.table,
            row=row.number,
            problem="the geometry has no extent: its points lie on one line or one spot",
            to_do="Draw it again, or delete the row.",
        )
    return Fault(
        table=row.table,
        row=row.number,
        problem="the outline crosses itself; it was mended",
        to_do="Look at it on the map; redraw it if it is wrong there.",
        severity=Severity.WARNING,
    )


def conversion_faults(rows: Iterable[TypedRow]) -> Iterator[Fault]:
    """Yield a fault for every scheme that converts a room more than once: it can have one type only.

    Parameters
    ----------
    rows
        Rows of the schemes table.
    """
    for row in rows:
        counts = Counter(room_id for room_id, _ in row.values.get("converts") or ())
        for room_id in (room_id for room_id, count in counts.items() if count > 1):
            yield Fault(
                table=row.table,
                row=row.number,
                column="converts",
                value=room_id,
                problem="the scheme converts the room more than once",
                to_do="Keep one type for the room.",
            )


def session_warnings(rows: Iterable[TypedRow], roles: Mapping[str, Role]) -> Iterator[Fault]:
    """Yield a warning for every sound post that wants more sessions than it has slots.

    Parameters
    ----------
    rows
        Sound rows of the posts table.
    roles
        The catalogue in force, by ``role_id``.
    """
    for row in rows:
        post = post_of(row)
        wanted = sessions_wanted(post, roles[post.role_id])
        if wanted > len(post.slots):
            yield Fault(
                table=row.table,
                row=row.number,
                column="sessions",
                value=str(wanted),
                problem=f"the post wants {counted(wanted, 'session')} in {counted(len(post.slots), 'slot')}; "
                "what is over will be shortfall",
                to_do="Lower sessions or add slots, if that is not meant.",
                severity=Severity.WARNING,
            )


def unreached_pcn_warnings(programmes: Iterable[TypedRow], sites: Iterable[TypedRow]) -> Iterator[Fault]:
    """Yield a warning for every PCN of a programme that has no practice or branch site to reach a hub from.

    Parameters
    ----------
    programmes, sites
        Sound rows of both tables.
    """
    starting = {site.values["pcn_code"] for site in sites if site.values["kind"] in PATIENTS_START_FROM}
    for row in programmes:
        for code in row.values["pcn_codes"]:
            if code not in starting:
                yield Fault(
                    table=row.table,
                    row=row.number,
                    column="pcn_codes",
                    value=code,
                    problem="the PCN has no practice or branch site; it counts as not reached",
                    to_do="Add its sites, or take it out of the programme.",
                    severity=Severity.WARNING,
                )
