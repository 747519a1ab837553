"""The one list of all schemes in the order of their value: cost, grant, half-days, gain, and what binds each."""

from collections.abc import Mapping

from estates.domain.dataset import Dataset
from estates.domain.remedies import Remedy
from estates.domain.scenario.changes import AddRooms, Change, ConvertRooms, OpenSessions
from estates.domain.schemes import Scheme, cannot_be_built_with
from estates.domain.wording import listed
from maps.paper.blocks import Column, Paragraph, Table
from maps.paper.page_fit import small
from maps.paper.schemes import SchemeValue, nearest_pcns, scheme_values
from maps.paper.wording import NONE, heading, name, pounds, starred, whole
from maps.report import Report

_UNKNOWN_GAIN = "not known"
_HOW_TO_READ = (
    "The cost a year is capital ÷ life + running cost, undiscounted and before grants. Half-days are those of "
    "rooms that a scheme opens in a week, which is not what it would place: rooms in the wrong place close no "
    "gap. Sessions gained are those of the scheme built alone (with what it requires) where estates invest has "
    "worked them out, or else at least those of a remedy that builds the same or a part of it; where they are not"
    " known, run estates invest. First stand the schemes whose gain is known, the cheapest session a year first, "
    "then the cheapest half-day. Do not add lines up: gains overlap, and some schemes cannot be built together."
)


def scheme_list(report: Report) -> tuple[Paragraph, Table]:
    """Return how to read the list of schemes, and the list."""
    gains = scheme_gains(report)
    everywhere = frozenset(site.site_id for site in report.outcome.dataset.sites)
    values = sorted(scheme_values(report, everywhere), key=lambda row: _order(row, gains))
    near = nearest_pcns(report)
    table = Table(
        caption="All schemes in the order of their value",
        columns=(
            Column("Scheme", 3),
            Column("Where", 3),
            Column("Earliest", 0.8, True),
            Column("Capital", 1, True),
            Column("Grant", 1, True),
            Column("Capital net of grant", 1, True),
            Column("Running cost a year", 0.9, True),
            Column("Life, years", 0.6, True),
            Column("Cost a year", 0.9, True),
            Column("Half-days", 0.7, True),
            Column("Cost a year for each half-day", 1, True),
            Column("Sessions gained", 0.9, True),
            Column("Requires, or cannot be built with", 2),
        ),
        rows=[_row(report, value, gains, near) for value in values],
    )
    return Paragraph(_HOW_TO_READ), small(table)


def scheme_gains(report: Report) -> Mapping[str, tuple[int, bool]]:
    """Return by scheme what it gains a week, as far as that is known, and whether that is what it gains at least.

    It is known from the capital plan that the report holds, or from a remedy that builds the same or a part of it.
    """
    found = {gain.scheme_id: (gain.sessions, False) for gain in report.outcome.extras.gains}
    single = [row for row in report.outcome.remedies if len(row.changes) == 1]
    for scheme in report.outcome.dataset.schemes:
        if scheme.scheme_id not in found and (most := _most(report.outcome.dataset, scheme, single)):
            found[scheme.scheme_id] = (most, True)
    return found


def _most(dataset: Dataset, scheme: Scheme, remedies: list[Remedy]) -> int:
    builds = (row.gain.sessions for row in remedies if _is_part(dataset, row.changes[0], scheme))
    return max(builds, default=0)


def _is_part(dataset: Dataset, change: Change, scheme: Scheme) -> bool:
    """Whether a scheme does what a change does, and takes no other room away."""
    if isinstance(change, ConvertRooms):
        return {(room, change.room_type) for room in change.room_ids} == set(scheme.converts)
    if scheme.converts:
        return False
    if isinstance(change, AddRooms):
        built = dict(scheme.adds).get(change.room_type, 0)
        is_here = change.site_ids == (scheme.site_id,) and not change.pcn_codes and not change.site_kinds
        return is_here and change.rooms <= built and set(change.slots) <= set(scheme.slots)
    return isinstance(change, OpenSessions) and _opens(dataset, change, scheme)


def _opens(dataset: Dataset, change: OpenSessions, scheme: Scheme) -> bool:
    here = [room.room_id for room in dataset.rooms_at[scheme.site_id]]
    if change.room_ids:
        rooms = change.room_ids
    elif change.site_ids == (scheme.site_id,):
        rooms = tuple(here)
    else:
        return False
    opened = set(scheme.opens)
    return set(rooms) <= set(here) and all(
        opened & {(room, slot), ("*", slot)} for room in rooms for slot in change.slots
    )


def _order(row: SchemeValue, gains: Mapping[str, tuple[int, bool]]) -> tuple[bool, bool, float, str]:
    gained = gains.get(row.scheme.scheme_id, (0, False))[0]
    each = row.cost_a_year / gained if gained and row.cost_a_year is not None else row.cost_of_half_day
    return not gained, each is None, float(each or 0), row.scheme.scheme_id


def _row(
    report: Report, row: SchemeValue, gains: Mapping[str, tuple[int, bool]], near: Mapping[str, str]
) -> tuple[str, ...]:
    scheme, gain = row.scheme, gains.get(row.scheme.scheme_id)
    return (
        starred(name(scheme.name), is_estimate=scheme.estimated),
        _place(report.outcome.dataset, scheme, near),
        str(scheme.earliest_year or NONE),
        pounds(scheme.capital_cost),
        pounds(row.grant),
        pounds(None if row.grant is None else scheme.capital_cost - row.grant),
        pounds(scheme.annual_cost),
        whole(scheme.life_years) if scheme.life_years else NONE,
        pounds(row.cost_a_year),
        whole(row.half_days) if row.half_days else NONE,
        pounds(row.cost_of_half_day),
        _UNKNOWN_GAIN if gain is None else f"{gain[0]:,} or more" if gain[1] else whole(gain[0]),
        _bound_to(report.outcome.dataset, scheme) or NONE,
    )


def _place(dataset: Dataset, scheme: Scheme, near: Mapping[str, str]) -> str:
    """Return the site of a scheme, unless its name has it, and the PCN; of a site of no PCN the one nearest to it."""
    site = dataset.site_by_id[scheme.site_id]
    code = site.pcn_code or near.get(site.site_id)
    told = [] if site.name.casefold() in scheme.name.casefold() else [name(site.name)]
    if site.pcn_code is None:
        told.append("of no PCN")
    if code is not None:
        pcn = heading(name(dataset.pcn_by_code[code].name if code in dataset.pcn_by_code else code))
        told.append(pcn if site.pcn_code else f"nearest to {pcn}")
    return ", ".join(told)


def _bound_to(dataset: Dataset, scheme: Scheme) -> str:
    """Return what a scheme requires and excludes by name; one that excludes it is excluded by it."""
    names = {other.scheme_id: name(other.name) for other in dataset.schemes}
    apart = cannot_be_built_with(dataset.schemes, {scheme.scheme_id})
    said = [f"requires {listed([names.get(code, code) for code in scheme.requires])}"] if scheme.requires else []
    if apart:
        said.append(f"not with {listed([names.get(code, code) for code in sorted(apart)], joined_by='or')}")
    return "; ".join(said)
