"""Rule R11, hub together: a programme's session takes its rooms together at one candidate site in one of its slots."""

from collections.abc import Iterator

from estates.domain.checks.breach import Breach
from estates.domain.checks.case import Case, grouped
from estates.domain.plan import Placement
from estates.domain.programmes import Programme
from estates.domain.wording import counted, slot_in_words


def hub_together(case: Case) -> Iterator[Breach]:
    """R11: the rooms of a session together, at a candidate site, in an own slot, and no more sessions than asked."""
    for programme_id, rows in case.rows_of_programme.items():
        programme = case.dataset.programme_by_id[programme_id]
        sessions = grouped(rows, lambda row: (row.site_id, row.slot))
        candidates = {site.site_id for site in case.dataset.candidate_sites(programme)}
        for there in sessions.values():
            yield from _faults_of_session(programme, there, candidates)
        if len(sessions) > programme.sessions_per_week:
            told = f"has {counted(len(sessions), 'session')} in the plan and wants {programme.sessions_per_week}."
            yield Breach("R11", f"Programme {programme_id} {told}", programme_id)


def _faults_of_session(programme: Programme, rows: tuple[Placement, ...], candidates: set[str]) -> Iterator[Breach]:
    site_id, slot = rows[0].site_id, rows[0].slot
    where = f"Programme {programme.programme_id} at site {site_id} on {slot_in_words(slot)}"
    rooms = {row.room_id for row in rows}
    faults = (
        (len(rooms) != programme.rooms_per_session, _rooms_told(len(rooms), programme.rooms_per_session)),
        (len(rows) > len(rooms), "names the same room twice"),
        (site_id not in candidates, "is at a site that is not one of its candidate sites"),
        (slot not in programme.slots, "is in a slot it does not ask for"),
    )
    for is_broken, told in faults:
        if is_broken:
            yield Breach("R11", f"{where} {told}.", programme.programme_id, slot)


def _rooms_told(taken: int, wanted: int) -> str:
    return f"takes {counted(taken, 'room')}; one session takes {wanted}"
