"""What is asked for in words that nothing answers to: kinds of supervision and features of rooms."""

from collections.abc import Iterable, Iterator, Mapping

from estates.domain.errors import Fault, Severity
from estates.domain.roles import Role
from geodata.reading.near import nearest
from geodata.reading.typed import TypedRow

FEATURE_COLUMNS: Mapping[str, str] = {"posts": "needs", "programmes": "features"}


def supervision_warnings(rows: Iterable[TypedRow], roles: Iterable[Role]) -> Iterator[Fault]:
    """Yield a warning for every supervision row of a kind that no role needs, such as ``GP`` for ``gp``.

    Parameters
    ----------
    rows
        Sound rows of the supervision table.
    roles
        The catalogue in force.
    """
    kinds = sorted({role.supervision for role in roles if role.supervision})
    for row in rows:
        if row.values["kind"] not in kinds:
            yield _warning(row, "kind", row.values["kind"], problem="no role needs this kind", known=kinds)


def feature_warnings(rows: Iterable[TypedRow], rooms: Iterable[TypedRow]) -> Iterator[Fault]:
    """Yield a warning for every feature that a post or programme needs and no room has.

    Parameters
    ----------
    rows
        Sound rows of the posts or programmes table.
    rooms
        Sound rows of the rooms table.
    """
    features = sorted({feature for room in rooms for feature in room.values["features"]})
    for row in rows:
        column = FEATURE_COLUMNS[row.table]
        for feature in row.values[column]:
            if feature not in features:
                yield _warning(row, column, feature, problem="no room has this feature", known=features)


def _warning(row: TypedRow, column: str, value: str, *, problem: str, known: Iterable[str]) -> Fault:
    near = nearest(value, known)
    return Fault(
        table=row.table,
        row=row.number,
        column=column,
        value=value,
        problem=problem,
        to_do=f"Write “{near}”." if near else "Nothing, unless it is misspelt.",
        severity=Severity.WARNING,
    )
