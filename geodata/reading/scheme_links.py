"""Schemes that require or exclude one another: circles and contradictions."""

from collections.abc import Iterable, Iterator, Mapping

from estates.domain.errors import Fault
from geodata.reading.typed import TypedRow

Links = Mapping[str, frozenset[str]]


def link_faults(rows: Iterable[TypedRow]) -> Iterator[Fault]:
    """Yield a fault for every circle of ``requires``, and for every scheme that excludes what it requires.

    Parameters
    ----------
    rows
        Rows of the schemes table.
    """
    by_id: dict[str, TypedRow] = {}
    for row in rows:
        if row.values.get("scheme_id"):
            by_id.setdefault(row.values["scheme_id"], row)
    requires = {code: frozenset(row.values.get("requires") or ()) & by_id.keys() for code, row in by_id.items()}
    excludes = {code: frozenset(row.values.get("excludes") or ()) & by_id.keys() for code, row in by_id.items()}
    needed = {code: _all_needed(code, requires) for code in by_id}
    yield from _circles(by_id, needed)
    yield from _contradictions(by_id, needed, excludes)


def _all_needed(code: str, requires: Links) -> frozenset[str]:
    """Return every scheme that one requires, directly or through others; itself only where it stands in a circle."""
    found: set[str] = set()
    to_visit = list(requires[code])
    while to_visit:
        here = to_visit.pop()
        if here not in found:
            found.add(here)
            to_visit.extend(requires[here])
    return frozenset(found)


def _circles(rows: Mapping[str, TypedRow], needed: Links) -> Iterator[Fault]:
    told: set[str] = set()
    for code, row in rows.items():
        if code in needed[code] and code not in told:
            circle = [other for other in rows if other in needed[code] and code in needed[other]]
            told.update(circle)
            yield _fault(
                row,
                "requires",
                f"the scheme requires itself, in the circle {', '.join(circle)}",
                "Take one of them out of requires.",
            )


def _contradictions(rows: Mapping[str, TypedRow], needed: Links, excludes: Links) -> Iterator[Fault]:
    clashes = {code: _clash(needed[code] | {code}, excludes) for code in rows}
    for code, clash in clashes.items():
        # One fault where the contradiction arises, not again for each scheme that requires it.
        arises_below = any(clashes[other] for other in needed[code] - {code})
        if clash and not arises_below:
            yield _fault(
                rows[code],
                "excludes" if code == clash[0] else "requires",
                f"the scheme can never be chosen: {clash[0]} excludes {clash[1]}, and it needs both",
                "Take one of them out of requires or excludes.",
            )


def _clash(together: frozenset[str], excludes: Links) -> tuple[str, str] | None:
    pairs = ((one, other) for one in sorted(together) for other in sorted(excludes[one] & together))
    return next(pairs, None)


def _fault(row: TypedRow, column: str, problem: str, to_do: str) -> Fault:
    value = ";".join(row.values.get(column) or ())
    return Fault(table=row.table, row=row.number, column=column, value=value, problem=problem, to_do=to_do)
